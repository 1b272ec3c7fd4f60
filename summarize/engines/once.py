"""Nothing is asked twice in a run: an engine that remembers, without a file, what it has answered."""

from collections.abc import Mapping
from contextlib import AbstractContextManager

from summarize.engines import Engine
from summarize.engines.remembering import Remembering
from summarize.engines.turns import Turns


class Once(Remembering):
    """An engine for one run. Threads share it: of two that ask the same at once, one asks and the other waits for the answer.

    Where that one fails, the next one asks.
    """

    def __init__(self, engine: Engine, known: Mapping[str, str] | None = None) -> None:
        """`known`: what it answered before, in another run."""
        super().__init__(engine)
        self._answers = dict(known or {})
        self._used: set[str] = set()
        self._turns = Turns()

    @property
    def answers(self) -> dict[str, str]:
        """Question, as a digest -> the answer, as JSON: what was asked in this run, by whomever it was answered."""
        return {key: self._answers[key] for key in sorted(self._used)}

    def _turn(self, key: str) -> AbstractContextManager[None]:
        return self._turns.of(key)

    def _kept(self, key: str) -> str | None:
        if key in self._answers:
            self._used.add(key)
        return self._answers.get(key)

    def _keep(self, key: str, reply: str) -> None:
        self._answers[key] = reply
        self._used.add(key)
