"""What a model said, found in what its server sent: a completion as JSON, an instance of a shape in a text. Pure.

Servers differ in where the text stands and in what stands around it. Nothing here believes that a completion has the form that
it should have: whatever lacks, or is something else, counts as not said.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeGuard

from pydantic import BaseModel, ValidationError

from summarize.engines import Shape
from summarize.engines.failures import problems
from summarize.records import Usage

BEGINNINGS = 1_000  # of values that a text may have: no reply of a model has so many braces that begin nothing
MOST_TOKENS = 10**9  # of one call; a count above that is a mistake of the server's
UNLIKELIEST = 1e6  # of natural log-probabilities, either way of 0: beyond it stands what is none
# What a fault has for a status where a server tells it with status 200. Codes and types are OpenAI's; others use them as well.
STATUSES = {
    "invalid_request_error": 400, "content_filter": 400, "content_policy_violation": 400, "context_length_exceeded": 400,
    "invalid_api_key": 401, "authentication_error": 401, "permission_error": 403,
    "model_not_found": 404, "not_found_error": 404,
    "rate_limit_exceeded": 429, "rate_limit_error": 429, "insufficient_quota": 429, "overloaded_error": 503,
}  # fmt: skip
UNKNOWN_FAULT = 500  # of a fault with status 200 that has no code: it may pass

_THOUGHTS = r"(?:\w+:)?(?:think|thinking|thought|thoughts|reasoning)"
_MARK = re.compile(
    rf"(?P<opens><{_THOUGHTS}>|\[THINK\]|◁think▷|<\|channel\|>(?:analysis|commentary))"
    rf"|(?P<closes></{_THOUGHTS}>|\[/THINK\]|◁/think▷|<\|channel\|>final)"
    r'|(?P<value>"\s*\{\s*\\"|\{\s*["}])',
    re.IGNORECASE,
)
_DECODER = json.JSONDecoder()


# What a reply lacks that its server did not hold to the schema; limits that it left out do not show in this way.
UNBOUND = frozenset({"json_invalid", "missing", "extra_forbidden", "model_type"})


class UnfitError(Exception):
    """A text holds no instance of the shape; the message says why, for the model and for people."""

    @property
    def unbound(self) -> bool:
        """Whether no server can have held the model to the shape."""
        told = self.__cause__.errors() if isinstance(self.__cause__, ValidationError) else []
        return any(problem["type"] in UNBOUND for problem in told)


class Fault(NamedTuple):
    """An error that a server tells inside of an answer with status 200, and the status that it should have had."""

    status: int
    body: Any


class Message(NamedTuple):
    """What the model said, and how it ended. `thoughts` are for itself; `refusal` is why it, or a filter, will not answer."""

    text: str
    thoughts: str
    refusal: str | None
    cut: bool


def completion(body: bytes) -> dict[str, Any] | None:
    """A server's answer as JSON; None where it is no answer of this protocol, or has no choice in it and no error either."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):  # ValueError: also of bytes that are no text, and of endless numbers
        return None
    return found if isinstance(found, dict) and (fault(found) or _says(found)) else None


def fault(answer: dict[str, Any]) -> Fault | None:
    """The error that an answer tells: of its first choice, or instead of one."""
    body = _choice(answer).get("error") or (answer.get("error") if not message(answer).text else None)
    if not body:
        return None
    told = body if isinstance(body, dict) else {}
    codes = [told.get(key) for key in ("code", "status", "type")]
    known = (_status(code) for code in codes)
    return Fault(next((status for status in known if status), UNKNOWN_FAULT), body)


def message(answer: dict[str, Any]) -> Message:
    """The first choice's message."""
    choice = _choice(answer)
    said = choice.get("message")
    said = said if isinstance(said, dict) else {}
    ended = choice.get("finish_reason")
    refusal = _text(said.get("refusal")).strip()
    text = _text(said.get("content"))
    return Message(
        text=text if text.strip() else _argument(said),
        thoughts=_text(said.get("reasoning_content") or said.get("reasoning")),
        refusal=refusal or ("a content filter stopped it" if _filtered(ended) else None),
        cut=ended in ("length", "max_tokens"),
    )


def usage(answer: dict[str, Any]) -> Usage:
    """The tokens that an answer says it took; 0 where it does not say, or says what cannot be."""
    told = _dict(answer.get("usage"))
    return Usage(
        prompt_tokens=_count(told.get("prompt_tokens")),
        cached_tokens=_count(_dict(told.get("prompt_tokens_details")).get("cached_tokens")),
        completion_tokens=_count(told.get("completion_tokens")),
    )


def alternatives(answer: dict[str, Any]) -> list[tuple[str, float]]:
    """The first token's alternatives with their natural log-probabilities; none where the server gives none."""
    tokens = _dict(_choice(answer).get("logprobs")).get("content")
    first = _dict(tokens[0]) if isinstance(tokens, list) and tokens else {}
    tops = first.get("top_logprobs")
    pairs = [(_dict(one).get("token"), _dict(one).get("logprob")) for one in tops] if isinstance(tops, list) else []
    return [
        (token, float(logprob))
        for token, logprob in pairs
        if isinstance(token, str) and _is_number(logprob) and -UNLIKELIEST < logprob < UNLIKELIEST
    ]


def is_cut(answer: dict[str, Any], shape: type[BaseModel]) -> bool:
    """Say whether the reply was cut off before it was whole."""
    said = message(answer)
    try:
        return said.cut and not _read(said.text, shape)
    except ValidationError:
        return True


def fitting(said: Message, shape: type[Shape]) -> Shape:
    """The instance of `shape` that a message holds, whatever stands around it. Raises UnfitError.

    What fits as a whole is it. Else it is looked for behind the model's thoughts: these are no answer, whatever they hold.
    Where two different instances stand there, nobody knows which one is meant (a correction, an example, words of the article
    that the model repeats): none is taken, and the model can be asked again.
    """
    text = said.text.strip().removeprefix("\ufeff")
    whole = text or said.thoughts  # a server that takes a whole answer for thoughts
    if not whole.strip():
        raise UnfitError("the reply is empty")
    try:
        return _read(whole, shape)
    except ValidationError as error:
        problem = error
    found: list[Shape] = []
    for value in values(text):
        try:
            one = _read(value, shape)
        except ValidationError as error:
            problem = error
            continue
        found += [one] if one not in found else []
    if len(found) > 1:
        raise UnfitError("the reply holds two different answers; give one, and nothing else")
    if not found:
        raise UnfitError(f"the reply does not fit: {problems(problem)}") from problem
    return found[0]


def values(text: str) -> Iterator[str]:
    """The JSON objects that a text holds, as they stand there, in order; without those inside of others, and without thoughts.

    Thoughts may lack their beginning (a server ate it) or their end (then all that follows is thoughts). An object may stand in
    a string. Time grows with the length of the text: what turned out to be broken is not read again.
    """
    found: list[str] = []
    thinking, place = False, 0
    for _ in range(BEGINNINGS):
        mark = _MARK.search(text, place)
        if mark is None:
            break
        place = mark.end()
        if mark["closes"]:
            found, thinking = [], False
        elif mark["opens"]:
            thinking = True
        else:
            value, place = _decoded(text, mark)
            found += value if not thinking else []
    return iter(found)


def _decoded(text: str, mark: re.Match[str]) -> tuple[list[str], int]:
    """The objects of the value that begins at `mark`, and where to go on."""
    try:
        value, end = _DECODER.raw_decode(text, mark.start())
    except json.JSONDecodeError as error:
        return [], max(error.pos, mark.end())
    except (ValueError, RecursionError):  # an endless number; a depth that no reply has
        return [], mark.end()
    return (list(values(value)) if isinstance(value, str) else [text[mark.start() : end]]), end


def _read(text: str, shape: type[Shape]) -> Shape:
    return shape.model_validate_json(text.encode("utf-8", "replace"))  # half a surrogate is no text


def _choice(answer: dict[str, Any]) -> dict[str, Any]:
    choices = answer.get("choices")
    return _dict(choices[0]) if isinstance(choices, list) and choices else {}


def _says(answer: dict[str, Any]) -> bool:
    """Whether an answer has a message, or says that a filter took it away."""
    return isinstance(_choice(answer).get("message"), dict) or _filtered(_choice(answer).get("finish_reason"))


def _filtered(ended: Any) -> bool:
    return isinstance(ended, str) and ended.startswith("content_filter")  # Google adds what for


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(content: Any) -> str:
    """The text of a content: itself, or that of its parts which are text."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    texts = (part if isinstance(part, str) else _dict(part).get("text") for part in parts)
    return "".join(text for text in texts if isinstance(text, str))


def _argument(said: dict[str, Any]) -> str:
    """What a model said as the argument of a function: some servers ask it for a shape in that way."""
    calls = said.get("tool_calls")
    first = _dict(calls[0]) if isinstance(calls, list) and calls else {}
    given = _dict(first.get("function") or said.get("function_call")).get("arguments")
    return json.dumps(given) if isinstance(given, dict) else _text(given)


def _count(told: Any) -> int:
    return told if isinstance(told, int) and not isinstance(told, bool) and 0 <= told <= MOST_TOKENS else 0


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _status(code: Any) -> int | None:
    """The status that an error's code means: a number, also as text, or a name."""
    if isinstance(code, str) and code.isdecimal():
        code = int(code[:3])
    if isinstance(code, str):
        return STATUSES.get(code.lower())
    return code if isinstance(code, int) and 400 <= code <= 599 else None
