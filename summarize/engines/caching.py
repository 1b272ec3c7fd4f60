"""Replies that were paid for once: an engine with a cache."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from summarize.engines import Engine
from summarize.engines.remembering import Remembering
from summarize.engines.store import Store
from summarize.engines.turns import shared
from summarize.models import Say, Step

TURNS = ".turns"  # what a file is called in which processes take turns, after the cache beside it


class Cached(Remembering):
    """An engine that remembers its replies. Each is kept as soon as it is there; failures are not kept.

    Threads and processes may share a file: a question that another one is asking is waited for, and asked here only if that
    gets no reply. A file that cannot be used never stops a run: `say` is told, and the run goes on without. A hit's usage is
    `reused=1` and nothing else.
    """

    def __init__(self, engine: Engine, path: Path, *, say: Say) -> None:
        super().__init__(engine)
        self._replies = Store(path, say)
        self._turns = shared(path.with_name(path.name + TURNS))
        self._say = say
        self._waited = False

    def _turn(self, key: str) -> AbstractContextManager[None]:
        # Where nothing is kept, the others' replies would not come from there.
        return self._turns.of(key, self._waiting) if self._replies.keeps else nullcontext()

    def _kept(self, key: str) -> str | None:
        return self._replies.get(key)

    def _keep(self, key: str, reply: str) -> None:
        self._replies.put(key, reply)

    def _waiting(self) -> None:
        first, self._waited = not self._waited, True
        if first:
            self._say(Step("another run asks the same: waiting for its replies"))
