"""Nothing is asked twice in a run: an engine that remembers, without a file, what it has answered."""

from contextlib import AbstractContextManager
from threading import Lock

from summarize.engines import Engine
from summarize.engines.remembering import Remembering


class Once(Remembering):
    """An engine for one run. Threads share it: of two that ask the same at once, one asks and the other waits for the answer.

    Where that one fails, the other asks as well.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._answers: dict[str, str] = {}
        self._turns: dict[str, Lock] = {}
        self._lock = Lock()

    def _turn(self, key: str) -> AbstractContextManager[object]:
        with self._lock:
            return self._turns.setdefault(key, Lock())

    def _kept(self, key: str) -> str | None:
        return self._answers.get(key)

    def _keep(self, key: str, reply: str) -> None:
        self._answers[key] = reply
