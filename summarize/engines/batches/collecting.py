"""The engine of a run in batches: what has an answer gets it, what has none is written down."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Lock, RLock
from typing import Any, NamedTuple, NoReturn

from pydantic import BaseModel

from summarize.engines import Answer, Around, Choice, Engine, Reply, Shape, hosted
from summarize.engines.batches.ledger import Known, Ledger
from summarize.engines.batches.outbox import Outbox
from summarize.engines.batches.rows import line
from summarize.engines.caching import Cached
from summarize.engines.endpoints import Endpoint
from summarize.engines.hosted import Hosted
from summarize.engines.negotiating import Terms
from summarize.engines.prompts import Prompt
from summarize.engines.remembering import digest, for_choice, for_reply
from summarize.errors import EngineError, PendingError, RefusedError, ReplyError
from summarize.models import Say

TRIES = 3  # of a question that came back without an answer
WAITS = "it waits for the provider's batch"
LONGER = "-longer"  # what is added to the name of a question that is asked again with room for a longer reply


class _Asked(NamedTuple):
    """The question that a thread is at, by its digest, and whether it is asked at once: the first of its kind is."""

    key: str
    at_once: bool


class Collecting(Hosted):
    """A hosted model that is asked by files. A question without an answer is put into the outbox, and raises PendingError.

    All that a live answer goes through, an answer from a batch goes through as well, each time that the question is asked:
    nothing is kept but what the provider sent. Where it `tries`, the first question of each kind (a shape, a word) is asked at
    once: what the endpoint does not take, a wrong key or name shows in seconds, and not after a day and 50,000 refusals.
    """

    def __init__(self, endpoint: Endpoint, ledger: Ledger, outbox: Outbox, *, tries: bool, say: Say) -> None:
        super().__init__(endpoint, say=say)
        self._ledger, self._outbox = ledger, outbox
        self._untried = {"reply", "choose"} if tries else set()
        self._trial = RLock()
        self._counting = Lock()
        self._own = threading.local()
        self.pending = 0  # questions that had to wait, since it was set to 0

    def reply(self, prompt: Prompt, shape: type[Shape]) -> Reply[Shape]:
        with self._asking(digest(self.name, prompt, for_reply(shape)), "reply"):
            return super().reply(prompt, shape)

    def choose(self, prompt: Prompt, words: tuple[str, ...]) -> Choice:
        with self._asking(digest(self.name, prompt, for_choice(words)), "choose"):
            return super().choose(prompt, words)

    def _longer(self, prompt: Prompt, shape: type[BaseModel], terms: Terms) -> hosted.Answer:
        with self._at(self._question._replace(key=self._question.key + LONGER)):
            return super()._longer(prompt, shape, terms)

    @property
    def _in_batch(self) -> bool:
        return bool(self._own.in_batch)

    def _post(self, request: dict[str, Any]) -> dict[str, Any]:
        import openai

        key, at_once = self._question
        body = {"model": self.endpoint.model, **request}
        sent = hashlib.sha256(json.dumps(body).encode()).hexdigest()
        known = self._ledger.known(key)
        self._own.in_batch = not (at_once or (known and known.live))
        if known is None and at_once:
            try:
                answer = super()._post(request)
            except openai.APIStatusError:
                self._no_logprobs(request)
                raise
            self._ledger.live(key, sent, answer)
            return answer
        if known is None or known.status is None:
            self._wait(key, body, sent, known)
        return self._came(known, key, body, sent)

    def _came(self, known: Known, key: str, body: dict[str, Any], sent: str) -> dict[str, Any]:
        """The answer that came. A refusal counts for what was refused: on other terms it is asked again, some times."""
        import httpx2
        import openai

        assert known.status is not None
        request = httpx2.Request("POST", self.endpoint.base_url)
        response = httpx2.Response(known.status, json=known.answer, request=request)
        if known.status == 200:
            return self._completion(response)
        if known.body != sent and known.tries < TRIES:
            self._wait(key, body, sent, known)
        told = known.answer
        inner = told.get("error", told) if isinstance(told, dict) else told
        raise openai.APIStatusError(str(inner), response=response, body=inner)

    def _wait(self, key: str, body: dict[str, Any], sent: str, known: Known | None) -> NoReturn:
        """Write the question down, unless it is under way. Raises PendingError, or EngineError where it was asked enough."""
        if known is None or known.file is None:
            if known is not None and known.tries >= TRIES:
                raise EngineError(f"{self.endpoint.host} did not answer in a batch: {known.why or 'it refused each time'}")
            self._ledger.ask(key, sent, self._outbox.put(line(key, body)))
        with self._counting:
            self.pending += 1
        raise PendingError(WAITS)

    def _no_logprobs(self, request: dict[str, Any]) -> None:
        """Learn from a refusal of a live question for one word: the others are not asked for its log-probabilities, either."""
        if "logprobs" in request:
            self._gives_logprobs = False

    @property
    def _question(self) -> _Asked:
        asked: _Asked = self._own.asked
        return asked

    @contextmanager
    def _at(self, asked: _Asked) -> Iterator[None]:
        before = getattr(self._own, "asked", None)
        self._own.asked = asked
        try:
            yield
        finally:
            self._own.asked = before

    @contextmanager
    def _asking(self, key: str, kind: str) -> Iterator[None]:
        """A question of a kind. The first one holds back the others until it is answered, by a refusal of its matter, too."""
        new = kind in self._untried and self._ledger.known(key) is None
        with self._trial if new else nullcontext():
            at_once = new and kind in self._untried
            try:
                with self._at(_Asked(key, at_once)):
                    yield
            except (ReplyError, RefusedError):
                self._untried -= {kind} if at_once else set()
                raise
            self._untried -= {kind} if at_once else set()


class Unit(Around):
    """The questions of one piece of work, such as an article or a story, in one pass.

    After one that has to wait, only others of the same prompt are written down: what further ones are about depends on the
    answer, and would be paid for nothing. `waits`: whether what came of the work is not yet its result.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._waiting: str | None = None

    @property
    def waits(self) -> bool:
        return self._waiting is not None

    def _asked(self, prompt: Prompt, ask: Callable[[Prompt], Answer]) -> Answer:
        if self._waiting not in {None, prompt.name}:
            raise PendingError(WAITS)
        try:
            return ask(prompt)
        except PendingError:
            self._waiting = self._waiting or prompt.name
            raise


class Accounting(Cached):
    """The reply cache of a run in batches: what the run itself has paid for comes from its own answers, with what it took."""

    def __init__(self, engine: Engine, ledger: Ledger, path: Path, *, say: Say) -> None:
        super().__init__(engine, path, say=say)
        self._ledger = ledger

    def _kept(self, key: str) -> str | None:
        return None if self._ledger.answered(key) else super()._kept(key)

    def _keep(self, key: str, reply: str) -> None:
        if super()._kept(key) != reply:  # a write takes as long as many reads
            super()._keep(key, reply)
