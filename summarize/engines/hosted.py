"""Any OpenAI-compatible endpoint as an engine: one client for services on the net and for the server on loopback."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache, cached_property
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, NoReturn

from pydantic import BaseModel, create_model

from summarize import redaction
from summarize.engines import Choice, Reply, Shape, Way, negotiating, prices, replies
from summarize.engines.cassettes import miss, teaches
from summarize.engines.connect import HOSTED_JOBS, Connected, Connection
from summarize.engines.cut_prompts import CutPrompts
from summarize.engines.endpoints import PROVIDERS, Endpoint, endpoint
from summarize.engines.failures import chain, failure, said, shortened
from summarize.engines.lengths import overflow
from summarize.engines.logprobs import preference
from summarize.engines.negotiating import Refusal, Terms
from summarize.engines.prompts import Prompt
from summarize.errors import EngineError, RefusedError, ReplyError, TooLongError, UsageError
from summarize.models import Say, silent
from summarize.records import Usage

if TYPE_CHECKING:
    import httpx2
    import openai

# Of one reply. A careful reader's answers to all sections of an article of 800 words took up to 3,500.
MAX_TOKENS = 8192
LONGER = 2  # times as many tokens for a reply that was cut off, once: a model that repeats itself never ends
ALTERNATIVES = 20  # of a first token, with their log-probabilities: the most that OpenAI gives; among six letters all are seen

FIRST_TOKEN: Mapping[str, Any] = {"logprobs": True, "top_logprobs": ALTERNATIVES, "max_tokens": 1, "temperature": 0}
RAISE_CONTEXT = "raise its context (num_ctx in Ollama, -c in llama.cpp), or take a model with a longer one"

PREFIXES = (*(f"{name}/" for name in PROVIDERS), "")  # and every name that no other module claims


class Answer(NamedTuple):
    """A server's answer as JSON, the terms on which it was given, and what it took."""

    body: dict[str, Any]
    terms: Terms
    took: Usage


class Hosted:
    """A model behind an OpenAI-compatible endpoint. One attempt a call; `Retrying` has the patience.

    What the endpoint does not take is learned from its refusals (`negotiating`), and asked for no more. Safe to share between
    threads; the client is made on first use.
    """

    way: Way = "writes"

    def __init__(self, endpoint: Endpoint, *, max_tokens: int = MAX_TOKENS, say: Say = silent) -> None:
        self.endpoint = endpoint
        self._say = say
        self._lock = Lock()
        self._terms = negotiating.first(endpoint.mode, max_tokens)
        self._bound = False  # not known before the first reply: whether the endpoint holds the model to the schema
        self._gives_logprobs: bool | None = None  # not known before the first question
        self._cut_prompts = CutPrompts()

    @property
    def name(self) -> str:
        return self.endpoint.name

    def price(self, usage: Usage) -> float | None:
        """US dollars for the tokens of `usage`; None where no price is known."""
        provider = self.endpoint.provider
        return None if provider is None else prices.cost(provider, self.endpoint.model, usage, batch=self._in_batch)

    @property
    def _in_batch(self) -> bool:  # has the answer that is being read the price of a batch?
        return False

    def close(self) -> None:
        """Hang up. The next question, if there is one, connects again."""
        if (client := self.__dict__.pop("_client", None)) is not None:
            client.close()

    def reply(self, prompt: Prompt, shape: type[Shape]) -> Reply[Shape]:
        """Ask for an instance of `shape`.

        Raises ReplyError where the answer is empty or does not fit, RefusedError where the model will not answer, TooLongError
        where the question or the answer is too long, other EngineErrors where there is no answer, and ReplayError where a
        cassette lacks it.
        """
        answer = self._answer(prompt, shape, self._terms)
        if not replies.is_cut(answer.body, shape):
            return Reply(self._instance(answer, shape), answer.took)
        with _after(answer.took):
            longer = self._longer(prompt, shape, answer.terms)
            return Reply(self._instance(longer, shape), answer.took + longer.took)

    def choose(self, prompt: Prompt, words: tuple[str, ...]) -> Choice:
        """Ask which of some words the model would say first, by the log-probabilities of its first token. Raises as `reply`.

        A server that refuses log-probabilities, or omits them the first time, is asked for a written answer, from then on; so
        is, this once, a model that would begin with something else, such as its thoughts. The word written gets everything.
        """
        shares, spent = self._first_token(prompt, words)
        if shares is not None:
            return Choice(shares, spent)
        with _after(spent):
            answer = self.reply(prompt, _choice(words))
        if self._gives_logprobs is None:  # it answers the same question in writing: log-probabilities were what it refused
            self._gives_logprobs = False
        written = getattr(answer.value, "answer")  # noqa: B009  the class is made at run time
        return Choice(tuple(float(word == written) for word in words), spent + answer.usage)

    def _longer(self, prompt: Prompt, shape: type[BaseModel], terms: Terms) -> Answer:
        """The answer with room for a longer reply than one that was cut off.

        Raises TooLongError where the question leaves no room for it, another EngineError where it is cut off as well.
        """
        had = terms.sent(_messages(prompt))
        if not had:  # no limit of ours cut it off
            raise EngineError(_cut_off(had))
        answer = self._answer(prompt, shape, terms.with_reply_tokens(LONGER * had), above=had)
        if replies.is_cut(answer.body, shape):
            raise EngineError(_cut_off(answer.terms.sent(_messages(prompt))), usage=answer.took)
        return answer

    def _first_token(self, prompt: Prompt, words: tuple[str, ...]) -> tuple[tuple[float, ...] | None, Usage]:
        """The shares of the words, or None where they are not to be had; and what they took."""
        import openai

        if self._gives_logprobs is False:
            return None, Usage()
        self._must_hold(prompt)
        start = monotonic()
        with _counting(start):
            try:
                body = self._post({"messages": _messages(prompt), **FIRST_TOKEN})
            except openai.APIStatusError as error:
                refusal = self._refusal(error)
                if overflow(refusal.status, refusal.words, 1) is not None:
                    raise TooLongError(negotiating.too_long(refusal)) from error
                if teaches(refusal.status, refusal.words):
                    return None, Usage()
                self._unanswered(error)
        took = self._took(prompt, body, start)
        _must_be_willing(body, took)
        alternatives = replies.alternatives(body)
        self._gives_logprobs = bool(alternatives or self._gives_logprobs)
        return preference(alternatives, words), took

    def _answer(self, prompt: Prompt, shape: type[BaseModel], terms: Terms, *, above: int = 0) -> Answer:
        """The server's answer on these terms, or on those that it takes; these are kept for all that follows."""
        self._must_hold(prompt)
        start = monotonic()
        with _counting(start):
            body, agreed = self._agreed(_messages(prompt), shape, terms, above)
        with self._lock:
            if self._terms is terms:  # else another thread was faster
                self._terms = agreed
        return Answer(body, agreed, self._took(prompt, body, start))

    def _agreed(self, messages: list[Any], shape: type[BaseModel], terms: Terms, above: int) -> tuple[dict[str, Any], Terms]:
        """Ask until the terms are the endpoint's. A reply of no more than `above` tokens is not worth asking for."""
        import openai

        while True:
            if above and terms.sent(messages) <= above:
                raise (EngineError if terms.context is None else TooLongError)(_cut_off(above))
            try:
                return self._post(terms.request(messages, shape)), terms
            except openai.APIStatusError as error:
                better = terms.after(self._refusal(error), messages)
                if better is None:
                    self._unanswered(error)
                terms = better

    def _post(self, request: dict[str, Any]) -> dict[str, Any]:
        """One call. Raises openai.APIStatusError where the server refuses, EngineError where it sends no answer at all."""
        import openai

        try:
            sent = self._client.chat.completions.with_raw_response.create(model=self.endpoint.model, **request)
        except openai.APIStatusError:
            raise
        except (openai.OpenAIError, ValueError) as error:  # ValueError: a text that cannot be sent
            self._unanswered(error)
        return self._completion(sent.http_response)

    def _completion(self, response: "httpx2.Response") -> dict[str, Any]:
        import openai

        body = replies.completion(response.content)
        if body is None:
            raise failure(ValueError("no completion"), self.endpoint)
        if (fault := replies.fault(body)) is not None:
            refused = type(response)(fault.status, headers=response.headers, request=response.request)
            raise openai.APIStatusError(str(fault.body), response=refused, body=fault.body)
        return body

    def _refusal(self, error: "openai.APIStatusError") -> Refusal:
        """What a server's refusal says. Raises the error of a refusal that is about this question, and not about its terms."""
        words = redaction.without_parts(said(error), self.endpoint.api_key, self.endpoint.key_variable)
        found = negotiating.refusal(error.status_code, error.body, words)
        if found.filtered:
            raise RefusedError(f"{self.endpoint.host} refuses to answer this: {words}") from error
        if found.generated is not None:
            raise ReplyError(f"the reply does not fit: {words}", reply=found.generated) from error
        return found

    def _instance(self, answer: Answer, shape: type[Shape]) -> Shape:
        _must_be_willing(answer.body, answer.took)
        message = replies.message(answer.body)
        try:
            value = replies.fitting(message, shape)
        except replies.UnfitError as error:
            if error.unbound and not self._bound and answer.terms.binds:
                with self._lock:  # it ignores the schema without a word: from now on the model reads it
                    self._terms = self._terms._replace(form="JSON")
            raise ReplyError(str(error), reply=message.text, usage=answer.took) from error
        self._bound = self._bound or answer.terms.binds
        return value

    def _must_hold(self, prompt: Prompt) -> None:
        if self._cut_prompts.cannot_hold(prompt):
            raise TooLongError(f"{self.endpoint.host} cuts questions as long as this one: {RAISE_CONTEXT}")

    def _took(self, prompt: Prompt, body: dict[str, Any], start: float) -> Usage:
        """What an answer took. Raises TooLongError where the server did not read all of the question: then it is none."""
        took = replies.usage(body).model_copy(update={"calls": 1, "seconds": monotonic() - start})
        if took.prompt_tokens + took.completion_tokens:
            took = took.model_copy(update={"cost_usd": self.price(took)})
        if (read := self._cut_prompts.read(prompt, took)) is not None:
            why = f"{self.endpoint.host} read about {read:,} tokens of a question that has more: {RAISE_CONTEXT}"
            raise TooLongError(why, usage=took)
        return took

    def _unanswered(self, error: Exception) -> NoReturn:
        import openai

        if (missing := miss(error)) is not None:
            raise missing from error
        client_error = next((e for e in chain(error) if isinstance(e, openai.OpenAIError)), error)
        raise failure(client_error, self.endpoint) from error

    @cached_property
    def _client(self) -> "openai.OpenAI":
        from summarize.engines.transport import client

        # instructor tells its debugging to a logger; without a handler Python would print its errors.
        logging.getLogger("instructor").addHandler(logging.NullHandler())
        return client(self.endpoint, say=self._say)


@contextmanager
def opened(model: str, connection: Connection, say: Say) -> Iterator[Connected]:
    """The model behind the endpoint that `model` names."""
    if connection.model_file:
        raise UsageError(f"--model-file is for --model local, not for {model!r}")
    found = endpoint(model, base_url=connection.base_url)
    with closing(Hosted(found, say=say)) as hosted:
        yield Connected(hosted, found.name, connection.jobs or HOSTED_JOBS, hosted.price)


@contextmanager
def _counting(start: float) -> Iterator[None]:
    """A failure inside is that of one call."""
    with _after(Usage(calls=1)):
        try:
            yield
        except EngineError as error:
            raise error.with_usage(error.usage + Usage(seconds=monotonic() - start)) from error


@contextmanager
def _after(spent: Usage) -> Iterator[None]:
    """A failure inside costs what was spent before as well."""
    try:
        yield
    except EngineError as error:
        raise error.with_usage(spent + error.usage) from error


def _must_be_willing(body: dict[str, Any], took: Usage) -> None:
    if (refusal := replies.message(body).refusal) is not None:
        raise RefusedError(f"the model refuses: {shortened(refusal)}", usage=took)


def _cut_off(tokens: int) -> str:
    return f"the reply was cut off at {tokens:,} tokens: it is too long" if tokens else "the reply was cut off: it is too long"


@cache
def _choice(words: tuple[str, ...]) -> type[BaseModel]:
    allowed: Any = Literal[words]
    return create_model("Answer", answer=(allowed, ...))


def _messages(prompt: Prompt) -> list[Any]:
    turns = (("system", prompt.system), ("user", prompt.user), *prompt.turns)
    return [{"role": role, "content": content} for role, content in turns if content]
