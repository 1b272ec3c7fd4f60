"""Any OpenAI-compatible endpoint as an engine: one client for services on the net and for the server on loopback."""

import logging
import math
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from pydantic import BaseModel, create_model

from summarize.engines import Choice, Reply, Shape, prices
from summarize.engines.cassettes import miss
from summarize.engines.endpoints import Endpoint
from summarize.engines.failures import chain, failure, problems, said
from summarize.engines.prompts import Prompt
from summarize.errors import EngineError, ReplyError
from summarize.models import Usage

if TYPE_CHECKING:
    import instructor
    import openai

CONNECT_SECONDS = 10.0
READ_SECONDS = 600.0  # a local model on two cores, with other questions queued before this one
MAX_TOKENS = 2048  # the longest kind of reply in a trial of the local model, all sections at once, took about 750
THINKING_TOKENS = 16_384  # where the limit also counts what a model thinks to itself
ALTERNATIVES = 20  # of a first token, with their log-probabilities: the most that OpenAI gives; among six letters all are seen

# Models of the reasoning kind refuse some of what others take. There is no list of them: the refusal names the parameter.
SAMPLING: Mapping[str, Any] = {"temperature": 0, "seed": 0, "max_tokens": MAX_TOKENS}


class Hosted:
    """A model behind an OpenAI-compatible endpoint. One attempt a call; `Retrying` has the patience.

    `weighs` is for servers that give log-probabilities. Safe to share between threads; the client is made on first use.
    """

    def __init__(self, endpoint: Endpoint, *, weighs: bool = False) -> None:
        self.endpoint = endpoint
        self.weighs = weighs
        self._sampling = dict(SAMPLING)

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
        start = monotonic()
        try:
            value, completion = self._instance(_messages(prompt), shape)
        except EngineError as error:
            error.usage += Usage(calls=1, seconds=monotonic() - start)
            raise
        return Reply(value, self._usage(completion, start))

    def choose(self, prompt: Prompt, words: tuple[str, ...]) -> Choice:
        """Ask which of some words the model would say. All are equal where it would say none. Raises as `reply`."""
        if not self.weighs:
            answer = self.reply(prompt, _choice(words))
            said = getattr(answer.value, "answer")  # noqa: B009  the class is made at run time
            return Choice(tuple(float(word == said) for word in words), answer.usage)
        start = monotonic()
        try:
            completion = self._first_token(_messages(prompt))
            alternatives = _alternatives(completion)
        except EngineError as error:
            error.usage += Usage(calls=1, seconds=monotonic() - start)
            raise
        return Choice(preference(alternatives, words), self._usage(completion, start))

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

    def _first_token(self, messages: list[Any]) -> Any:
        import openai

        asked = {"logprobs": True, "top_logprobs": ALTERNATIVES, "max_tokens": 1, "temperature": 0}
        try:
            return self._client.chat.completions.create(model=self.endpoint.model, messages=messages, **asked)  # type: ignore[call-overload]
        except openai.OpenAIError as error:
            self._unanswered(error)

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
        if (missing := miss(error)) is not None:
            raise missing from error
        client_error = next((e for e in chain(error) if _is_client_error(e)), error)
        raise failure(client_error, self.endpoint) from error

    def _unfit(self, message: str, completion: Any, error: Exception) -> NoReturn:
        problem = ReplyError(message, reply=_text(completion))
        problem.usage = self._tokens(completion)
        raise problem from error

    def _usage(self, completion: Any, start: float) -> Usage:
        return self._tokens(completion) + Usage(calls=1, seconds=monotonic() - start)

    def _tokens(self, completion: Any) -> Usage:
        told = getattr(completion, "usage", None)
        if told is None:
            return Usage()
        details = getattr(told, "prompt_tokens_details", None)
        usage = Usage(
            prompt_tokens=told.prompt_tokens or 0,
            cached_tokens=getattr(details, "cached_tokens", 0) or 0,
            completion_tokens=told.completion_tokens or 0,
        )
        if self.endpoint.provider is None:
            return usage
        return usage.model_copy(update={"cost_usd": prices.cost(self.endpoint.provider, self.endpoint.model, usage)})

    @cached_property
    def _client(self) -> "openai.OpenAI":
        import openai

        timeout = openai.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
        # max_retries=0: there is one place that retries, and it is not this one.
        # A proxy from the environment is for the net: it must not be asked for an address on this machine.
        own = openai.DefaultHttpxClient(trust_env=False, timeout=timeout) if self.endpoint.is_loopback else None
        return openai.OpenAI(
            base_url=self.endpoint.base_url, api_key=self.endpoint.api_key, timeout=timeout, max_retries=0, http_client=own
        )

    @cached_property
    def _shaped(self) -> "instructor.Instructor":
        import instructor

        # Its errors come back as exceptions; without a handler Python would print them a second time.
        logging.getLogger("instructor").addHandler(logging.NullHandler())
        return instructor.from_openai(self._client, mode=instructor.Mode[self.endpoint.mode])


def preference(alternatives: Iterable[tuple[str, float]], words: tuple[str, ...]) -> tuple[float, ...]:
    """Weigh words: the share of each in their probability among a first token's alternatives.

    `alternatives` are tokens with natural log-probabilities. A token speaks for a word when its letters are the word's
    or begin it, whatever the case: "Yes", " yes", "Y". All are equal where none speaks for any.
    """
    weights = [0.0] * len(words)
    for token, logprob in alternatives:
        letters = "".join(c for c in token if c.isalnum()).lower()
        meant = [i for i, word in enumerate(words) if letters and word.lower().startswith(letters)]
        if len(meant) == 1:
            weights[meant[0]] += math.exp(logprob)
    total = sum(weights)
    return tuple(w / total if total > 0 else 1 / len(words) for w in weights)


@cache
def _choice(words: tuple[str, ...]) -> type[BaseModel]:
    allowed: Any = Literal[words]
    return create_model("Answer", answer=(allowed, ...))


def _messages(prompt: Prompt) -> list[Any]:
    turns = (("system", prompt.system), ("user", prompt.user), *prompt.turns)
    return [{"role": role, "content": content} for role, content in turns if content]


def _alternatives(completion: Any) -> list[tuple[str, float]]:
    choices = getattr(completion, "choices", None) or ()
    told = choices[0].logprobs if choices else None
    if told is None or not told.content:
        raise EngineError("the server gives no log-probabilities: it cannot weigh")
    return [(a.token, a.logprob) for a in told.content[0].top_logprobs]


def _why(completion: Any, error: BaseException) -> str:
    choices = getattr(completion, "choices", None) or ()
    refusal = getattr(choices[0].message, "refusal", None) if choices else None
    if refusal:
        return f"the model refuses: {' '.join(refusal.split())}"
    if not _text(completion).strip():
        return "the reply is empty"
    return f"the reply does not fit: {problems(error)}"


def _text(completion: Any) -> str:
    choices = getattr(completion, "choices", None) or ()
    return (choices[0].message.content or "") if choices else ""


def _refused(error: Exception, sampling: Mapping[str, Any]) -> str | None:
    """Find which parameter of the sampling an endpoint refused, if that is what it did."""
    import openai

    cause = next((e for e in chain(error) if isinstance(e, openai.APIStatusError)), None)
    if cause is None or cause.status_code not in {400, 422}:
        return None
    named = getattr(cause, "param", None)
    return named if named in sampling else next((name for name in sampling if name in said(cause)), None)


def _without(sampling: Mapping[str, Any], refused: str) -> dict[str, Any]:
    kept = {name: value for name, value in sampling.items() if name != refused}
    return kept | ({"max_completion_tokens": THINKING_TOKENS} if refused == "max_tokens" else {})


def _is_client_error(error: BaseException) -> bool:
    import openai

    return isinstance(error, openai.OpenAIError)
