"""Any OpenAI-compatible endpoint as an engine: one client for services on the net and for the server on loopback."""

import logging
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache, cached_property
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeVar

from pydantic import BaseModel, create_model

from summarize.engines import Choice, Reply, Shape, Way, prices
from summarize.engines.cassettes import miss, teaches
from summarize.engines.connect import Connected, Connection
from summarize.engines.endpoints import PROVIDERS, Endpoint, endpoint
from summarize.engines.failures import chain, failure, problems, said
from summarize.engines.prompts import Prompt
from summarize.errors import EngineError, ReplyError, UsageError
from summarize.models import Say
from summarize.records import Usage

if TYPE_CHECKING:
    import instructor
    import openai

Answer = TypeVar("Answer")

# Of one reply. A careful reader's answers to all sections of an article of 800 words took up to 3,500.
MAX_TOKENS = 8192
THINKING_TOKENS = 16_384  # where the limit also counts what a model thinks to itself
ALTERNATIVES = 20  # of a first token, with their log-probabilities: the most that OpenAI gives; among six letters all are seen

FIRST_TOKEN: Mapping[str, Any] = {"logprobs": True, "top_logprobs": ALTERNATIVES, "max_tokens": 1, "temperature": 0}
# Of a first token's probability, what must be the words': less, and the model was about to say something else. Of 403 first
# tokens of the embedded model, recorded with five articles, each gave them more than 0.85.
SPOKEN = 0.5

# Models of the reasoning kind refuse some of what others take. There is no list of them: the refusal names the parameter.
SAMPLING: Mapping[str, Any] = {"temperature": 0, "seed": 0}

PREFIXES = (*(f"{name}/" for name in PROVIDERS), "")  # and every name that no other module claims


class Hosted:
    """A model behind an OpenAI-compatible endpoint. One attempt a call; `Retrying` has the patience.

    Safe to share between threads; the client is made on first use.
    """

    way: Way = "writes"

    def __init__(self, endpoint: Endpoint, *, max_tokens: int = MAX_TOKENS) -> None:
        self.endpoint = endpoint
        self._sampling = {**SAMPLING, "max_tokens": max_tokens}
        self._gives_logprobs: bool | None = None  # not known before the first question

    @property
    def name(self) -> str:
        return self.endpoint.name

    def close(self) -> None:
        """Hang up. The next question, if there is one, connects again."""
        if (client := self.__dict__.pop("_client", None)) is not None:
            client.close()
        self.__dict__.pop("_shaped", None)

    def reply(self, prompt: Prompt, shape: type[Shape]) -> Reply[Shape]:
        """Ask for an instance of `shape`.

        Raises ReplyError where the answer is cut off, empty or does not fit, EngineError where there is none, and
        ReplayError where a cassette lacks it.
        """
        return Reply(*self._metered(lambda: self._instance(_messages(prompt), shape)))

    def choose(self, prompt: Prompt, words: tuple[str, ...]) -> Choice:
        """Ask which of some words the model would say first, by the log-probabilities of its first token. Raises as `reply`.

        A server that refuses log-probabilities, or omits them the first time, is asked for a written answer, from then on; so
        is, this once, a model that would begin with something else, such as its thoughts. The word written gets everything.
        """
        shares, spent = self._metered(lambda: self._first_token(_messages(prompt), words))
        if shares is not None:
            return Choice(shares, spent)
        try:
            answer = self.reply(prompt, _choice(words))
        except EngineError as error:
            raise error.with_usage(spent + error.usage) from error
        if self._gives_logprobs is None:  # it answers the same question in writing: log-probabilities were what it refused
            self._gives_logprobs = False
        written = getattr(answer.value, "answer")  # noqa: B009  the class is made at run time
        return Choice(tuple(float(word == written) for word in words), spent + answer.usage)

    def _metered(self, ask: Callable[[], tuple[Answer, Any]]) -> tuple[Answer, Usage]:
        """The answer with what it took, or the error with what it took. No completion: it took nothing."""
        start = monotonic()
        try:
            answer, completion = ask()
        except EngineError as error:
            raise error.with_usage(error.usage + Usage(calls=1, seconds=monotonic() - start)) from error
        took = Usage() if completion is None else Usage(calls=1, seconds=monotonic() - start)
        return answer, took + self._tokens(completion)

    def _instance(self, messages: list[Any], shape: type[Shape]) -> tuple[Shape, Any]:
        from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException

        try:
            value, completion = self._agreed(
                lambda sampling: self._shaped.chat.completions.create_with_completion(
                    model=self.endpoint.model, messages=messages, response_model=shape, max_retries=0, **sampling
                )
            )
        except IncompleteOutputException as error:
            self._unfit("the reply was cut off: it is too long", error.last_completion, error)
        except InstructorRetryException as error:
            if not getattr(error.last_completion, "choices", None):
                self._unanswered(error)
            self._unfit(_why(error.last_completion, error.__cause__ or error), error.last_completion, error)
        # instructor answers with a subclass that drags the whole completion along: keep the plain shape.
        return shape.model_validate_json(value.model_dump_json(by_alias=True, round_trip=True)), completion

    def _first_token(self, messages: list[Any], words: tuple[str, ...]) -> tuple[tuple[float, ...] | None, Any]:
        """The shares of the words, or None where they are not to be had; and the completion, None where there was none."""
        import openai

        if self._gives_logprobs is False:
            return None, None
        create: Any = self._client.chat.completions.create
        try:
            completion = create(model=self.endpoint.model, messages=messages, **FIRST_TOKEN)
        except (openai.OpenAIError, ValueError) as error:  # ValueError: the client's, for a body that is no JSON
            if isinstance(error, openai.APIStatusError) and teaches(error.status_code, said(error)):
                return None, None
            self._unanswered(error)
        alternatives = _alternatives(completion)
        self._gives_logprobs = bool(alternatives or self._gives_logprobs)
        return preference(alternatives, words), completion

    def _agreed(self, call: Any) -> Any:
        """Call with the sampling that the endpoint takes: what it refuses by name is left out from then on."""
        from instructor.core.exceptions import InstructorRetryException

        while True:
            sampling = dict(self._sampling)
            try:
                return call(sampling)
            except InstructorRetryException as error:
                refused = _refused(error, sampling)
                if refused is None:
                    raise
                self._sampling = _without(sampling, refused)

    def _unanswered(self, error: Exception) -> NoReturn:
        import openai

        if (missing := miss(error)) is not None:
            raise missing from error
        client_error = next((e for e in chain(error) if isinstance(e, openai.OpenAIError)), error)
        raise failure(client_error, self.endpoint) from error

    def _unfit(self, message: str, completion: Any, error: Exception) -> NoReturn:
        raise ReplyError(message, reply=_text(completion), usage=self._tokens(completion)) from error

    def _tokens(self, completion: Any) -> Usage:
        usage = Usage(
            prompt_tokens=_count(completion, "prompt_tokens"),
            cached_tokens=_count(completion, "prompt_tokens_details", "cached_tokens"),
            completion_tokens=_count(completion, "completion_tokens"),
        )
        if self.endpoint.provider is None or usage == Usage():
            return usage
        return usage.model_copy(update={"cost_usd": prices.cost(self.endpoint.provider, self.endpoint.model, usage)})

    @cached_property
    def _client(self) -> "openai.OpenAI":
        from summarize.engines.transport import client

        return client(self.endpoint)

    @cached_property
    def _shaped(self) -> "instructor.Instructor":
        import instructor

        # Its errors come back as exceptions; without a handler Python would print them a second time.
        logging.getLogger("instructor").addHandler(logging.NullHandler())
        return instructor.from_openai(self._client, mode=instructor.Mode[self.endpoint.mode])


@contextmanager
def opened(model: str, connection: Connection, _: Say) -> Iterator[Connected]:
    """The model behind the endpoint that `model` names."""
    if connection.model_file:
        raise UsageError(f"--model-file is for --model local, not for {model!r}")
    found = endpoint(model, base_url=connection.base_url)
    with closing(Hosted(found)) as hosted:
        # Four questions at once unless told: below the rate limits of a new account.
        yield Connected(hosted, found.name, connection.jobs or 4)


def preference(alternatives: Iterable[tuple[str, float]], words: tuple[str, ...]) -> tuple[float, ...] | None:
    """Weigh words: the share of each in their probability among a first token's alternatives.

    `alternatives` are tokens with natural log-probabilities. A token speaks for a word when its letters are the word's
    or begin it, whatever the case: "Yes", " yes", "Y". None where less than `SPOKEN` of all speaks for one of them.
    """
    weights = [0.0] * len(words)
    for token, logprob in alternatives:
        letters = "".join(c for c in token if c.isalnum()).lower()
        meant = [i for i, word in enumerate(words) if letters and word.lower().startswith(letters)]
        if len(meant) == 1:
            weights[meant[0]] += math.exp(min(0.0, logprob))
    total = sum(weights)
    return tuple(w / total for w in weights) if total >= SPOKEN else None


@cache
def _choice(words: tuple[str, ...]) -> type[BaseModel]:
    allowed: Any = Literal[words]
    return create_model("Answer", answer=(allowed, ...))


def _messages(prompt: Prompt) -> list[Any]:
    turns = (("system", prompt.system), ("user", prompt.user), *prompt.turns)
    return [{"role": role, "content": content} for role, content in turns if content]


def _alternatives(completion: Any) -> list[tuple[str, float]]:
    """The first token's alternatives with their log-probabilities; none where the server gives none."""
    given = _at(completion, "choices", 0, "logprobs", "content", 0, "top_logprobs") or ()
    pairs = ((_at(one, "token"), _at(one, "logprob")) for one in given)
    return [(token, logprob) for token, logprob in pairs if isinstance(token, str) and isinstance(logprob, float | int)]


def _why(completion: Any, error: BaseException) -> str:
    refusal = _at(completion, "choices", 0, "message", "refusal")
    if refusal:
        return f"the model refuses: {' '.join(str(refusal).split())}"
    if not _text(completion).strip():
        return "the reply is empty"
    return f"the reply does not fit: {problems(error)}"


def _text(completion: Any) -> str:
    return str(_at(completion, "choices", 0, "message", "content") or "")


def _count(completion: Any, *path: str) -> int:
    told = _at(completion, "usage", *path)
    return told if isinstance(told, int) else 0


def _at(value: Any, *path: str | int) -> Any:
    """What a completion holds at the end of `path`; None where the server left out something on the way."""
    for step in path:
        try:
            value = value[step] if isinstance(step, int) else getattr(value, step)
        except (AttributeError, LookupError, TypeError):
            return None
    return value


def _refused(error: Exception, sampling: Mapping[str, Any]) -> str | None:
    """Find which parameter of the sampling an endpoint refused, if that is what it did."""
    import openai

    cause = next((e for e in chain(error) if isinstance(e, openai.APIStatusError)), None)
    if cause is None or not teaches(cause.status_code, said(cause)) or "context" in said(cause).lower():
        return None
    named = getattr(cause, "param", None)
    return named if named in sampling else next((name for name in sampling if name in said(cause)), None)


def _without(sampling: Mapping[str, Any], refused: str) -> dict[str, Any]:
    kept = {name: value for name, value in sampling.items() if name != refused}
    return kept | ({"max_completion_tokens": THINKING_TOKENS} if refused == "max_tokens" else {})
