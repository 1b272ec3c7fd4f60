"""What an endpoint takes of what it is asked: in which form, with which parameters, how long. Pure: a refusal gives new terms.

There is no list of models and servers. Each is asked for all that helps; what it refuses by name is then done without.
"""

import json
import math
import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from summarize.engines.endpoints import Mode
from summarize.engines.lengths import LEAST_REPLY, SPARE, overflow
from summarize.errors import TooLongError

Form = Literal["schema", "schema without limits", "JSON", "text"]

# From the form that binds a model most to the one that every server takes. The reply must fit the whole shape in any.
FORMS: tuple[Form, ...] = ("schema", "schema without limits", "JSON", "text")
MODES: Mapping[Form, str] = {  # instructor's names for them
    "schema": "JSON_SCHEMA", "schema without limits": "JSON_SCHEMA", "JSON": "JSON", "text": "MD_JSON",
}  # fmt: skip
FIRST: Mapping[Mode, Form] = {"JSON_SCHEMA": "schema", "JSON": "JSON"}

# Of a JSON schema, what strict modes refuse, each service something else of it.
LIMITS = frozenset({
    "minItems", "maxItems", "uniqueItems", "minLength", "maxLength", "pattern", "format",
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minProperties", "maxProperties",
})  # fmt: skip
_NAMED = frozenset({"properties", "$defs", "definitions", "patternProperties"})  # their keys are names, not keywords

# Models of the reasoning kind refuse some of what others take.
SAMPLING: Mapping[str, Any] = {"temperature": 0, "seed": 0}
REPLY_TOKENS = ("max_tokens", "max_completion_tokens")
THINKING_TOKENS = 16_384  # where the limit also counts what a model thinks to itself

_FORM_NAMED = re.compile(
    r"response_?format|json_?(?:schema|object)|json mode|structured[ _-]?outputs?|guided|grammar|\bschemas?\b", re.IGNORECASE
)
FORM_STATUSES = frozenset({400, 404, 422, 500, 501})
PARAMETER_STATUSES = frozenset({400, 422})
FILTERS = frozenset({"content_filter", "content_policy_violation", "responsibleaipolicyviolation"})
NOT_GENERATED = "json_validate_failed"  # Groq's: the model's fault, not the request's
WORDS = 4000  # characters of a refusal that are searched


class Refusal(NamedTuple):
    """A server's refusal.

    `words`: all that it says, `told`: the line of it for people, `param`: the parameter that it names in a field of its own.
    `filtered`: a filter will not let the question pass. `generated`: the reply that it found unfit by itself.
    """

    status: int
    words: str
    told: str = ""
    param: str | None = None
    filtered: bool = False
    generated: str | None = None


class Terms(NamedTuple):
    """What an endpoint takes. `tokens_a_byte`: of the densest prompt that it counted while it named its `context`."""

    form: Form
    sampling: Mapping[str, Any]
    context: int | None = None
    tokens_a_byte: float = 0.0

    @property
    def limit(self) -> str | None:
        """The name of the parameter that bounds a reply, None where the endpoint takes none."""
        return next((name for name in REPLY_TOKENS if name in self.sampling), None)

    def request(self, messages: list[Any], shape: type[BaseModel]) -> dict[str, Any]:
        """The arguments of a call that asks for an instance of `shape`."""
        import instructor
        from instructor.processing.response import handle_response_model

        _, request = handle_response_model(shape, instructor.Mode[MODES[self.form]], messages=messages)
        if self.form == "schema without limits":
            asked = request["response_format"]["json_schema"]
            asked["schema"] = without_limits(asked["schema"])
        return request | self._within(size(messages))

    @property
    def binds(self) -> bool:
        """Whether the form asks the server to hold the model to the schema."""
        return MODES[self.form] == "JSON_SCHEMA"

    def sent(self, messages: list[Any]) -> int:
        """The most tokens of a reply to these messages; 0 where nothing bounds it."""
        return int(self._within(size(messages)).get(self.limit or "", 0))

    def with_reply_tokens(self, most: int) -> "Terms":
        return self._replace(sampling={**self.sampling, self.limit: most}) if self.limit else self

    def looser(self) -> "Terms":
        """The terms with the next form, which binds the model less."""
        return self._replace(form=FORMS[min(FORMS.index(self.form) + 1, len(FORMS) - 1)])

    def after(self, refusal: Refusal, messages: list[Any]) -> "Terms | None":
        """What to ask with after a refusal; None where it teaches nothing. Raises TooLongError where no shorter reply helps."""
        sent = self.sent(messages)
        if (told := overflow(refusal.status, refusal.words, sent)) is not None:
            fewer = told.room if told.room is not None else sent // 2
            if not LEAST_REPLY <= fewer < sent:
                raise TooLongError(too_long(refusal))
            if told.most is not None or told.room is None or not told.prompt:
                return self.with_reply_tokens(fewer)
            rate = max(self.tokens_a_byte, told.prompt / max(1, size(messages)))
            return self._replace(context=told.context, tokens_a_byte=rate)
        if refused_form(refusal, self.sampling):
            return self.looser() if self.form != FORMS[-1] else None
        return self._without(refused_parameter(refusal, self.sampling))

    def _within(self, prompt: int) -> dict[str, Any]:
        """The sampling for a prompt of so many bytes: with no longer reply than its context has room for, as far as known."""
        if self.context is None or self.limit is None:
            return dict(self.sampling)
        room = self.context - math.ceil(prompt * self.tokens_a_byte) - SPARE
        return {**self.sampling, self.limit: max(LEAST_REPLY, min(self.sampling[self.limit], room))}

    def _without(self, refused: str | None) -> "Terms | None":
        if refused is None:
            return None
        kept = {name: value for name, value in self.sampling.items() if name != refused}
        return self._replace(sampling=kept | ({"max_completion_tokens": THINKING_TOKENS} if refused == "max_tokens" else {}))


def first(mode: Mode, reply_tokens: int) -> Terms:
    """What a new endpoint is asked for."""
    return Terms(FIRST[mode], {**SAMPLING, "max_tokens": reply_tokens})


def refusal(status: int, body: Any, told: str) -> Refusal:
    """A refusal from its status, its body as JSON or as text, and its line for people."""
    inner = body.get("error", body) if isinstance(body, dict) else body
    fields = inner if isinstance(inner, dict) else {}
    code, param, generated = fields.get("code"), fields.get("param"), fields.get("failed_generation")
    return Refusal(
        status,
        (body if isinstance(body, str) else json.dumps(body, ensure_ascii=False))[:WORDS],
        told,
        param if isinstance(param, str) else None,
        filtered=str(code).lower() in FILTERS or "content management policy" in told,
        generated=str(generated or "") if code == NOT_GENERATED else None,
    )


def too_long(refusal: Refusal) -> str:
    return f"the text is too long for the model: take one with a longer context ({refusal.told})"


def names_form(status: int, words: str) -> bool:
    """Say whether a refusal is about the form of the reply."""
    return status in FORM_STATUSES and _FORM_NAMED.search(words) is not None


def refused_form(refusal: Refusal, sampling: Mapping[str, Any]) -> bool:
    """Say whether an endpoint refused the form of the reply, and not a parameter that it names before that."""
    if refusal.param and refusal.param not in sampling:
        return names_form(refusal.status, refusal.param) or names_form(refusal.status, refusal.words)
    if refusal.param or not names_form(refusal.status, refusal.words):
        return False
    form = _FORM_NAMED.search(refusal.words)
    other = refused_parameter(refusal, sampling)
    return form is not None and (other is None or form.start() < refusal.words.find(other))


def refused_parameter(refusal: Refusal, sampling: Mapping[str, Any]) -> str | None:
    """The parameter of the sampling that an endpoint refused, if that is what it did: the first that it names."""
    if refusal.status not in PARAMETER_STATUSES:
        return None
    if refusal.param in sampling:
        return refusal.param
    named = [name for name in sampling if name in refusal.words]
    return min(named, key=refusal.words.find, default=None)


def without_limits(schema: Any) -> Any:
    """A JSON schema without the keywords of `LIMITS`; what is called so, such as a property, stays."""
    if isinstance(schema, list):
        return [without_limits(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: part for key, part in schema.items() if key not in LIMITS}
    return {
        key: {name: without_limits(inner) for name, inner in part.items()}
        if key in _NAMED and isinstance(part, dict)
        else without_limits(part)
        for key, part in kept.items()
    }


def size(messages: list[Any]) -> int:
    """The UTF-8 bytes of messages."""
    return len(json.dumps(messages, ensure_ascii=False).encode("utf-8", "replace"))
