"""Limits that the user sets: an engine that asks no faster than told, and no more once what may be spent is spent."""

from collections.abc import Callable
from threading import Event

from summarize.engines import Answer, Around, Choice, Engine, Reply, Shape
from summarize.engines.expected import expected
from summarize.engines.prompts import Prompt
from summarize.engines.rates import Pacing, Rates
from summarize.engines.spending import Spending
from summarize.errors import ClosedError, EngineError
from summarize.models import Say, Step, silent
from summarize.records import Usage

TOLD = 10.0  # seconds of waiting for a turn, from which on it is said


class Limiting(Around):
    """An engine that keeps within what may be spent, and to a rate. Raises BudgetError where the first is over.

    It belongs around `Retrying`, and inside of a cache: what is known costs nothing. A question is reserved with one call; what
    it took beside that, such as calls that were made again, is charged to both when it ends, and slows down those that follow.
    `sleep` takes seconds.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        spending: Spending | None = None,
        rates: Pacing | None = None,
        say: Say = silent,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        super().__init__(engine)
        self._spending = spending or Spending()
        self._rates = rates or Rates()
        self._say = say
        self._over = Event()
        self._wait = sleep or self._over.wait

    def stop(self) -> None:
        """End all waiting for a turn at once. Who waits, and who asks from now on, gets ClosedError."""
        self._over.set()

    def reply(self, prompt: Prompt, shape: type[Shape]) -> Reply[Shape]:
        return self._within(expected(prompt, shape), lambda: self._engine.reply(prompt, shape))

    def choose(self, prompt: Prompt, words: tuple[str, ...]) -> Choice:
        return self._within(expected(prompt, words), lambda: self._engine.choose(prompt, words))

    def _within(self, likely: Usage, ask: Callable[[], Answer]) -> Answer:
        with self._spending.question(likely) as took:
            self._take_turn(likely)
            try:
                answer = ask()
            except EngineError as error:
                self._put_right(likely, error.usage)
                raise
            took(answer.usage)
            self._put_right(likely, answer.usage)
            return answer

    def _take_turn(self, likely: Usage) -> None:
        if wait := self._rates.turn(_tokens(likely)):
            if wait > TOLD:
                self._say(Step(f"waiting {wait:.0f} s, to keep to the rate that was told"))
            self._wait(wait)
        if self._over.is_set():
            raise ClosedError("stopped")

    def _put_right(self, likely: Usage, took: Usage) -> None:
        """Charge what was taken beyond what was likely. Where a server counts no tokens, that stands."""
        more = _tokens(took) - _tokens(likely) if _tokens(took) else 0
        self._rates.took(requests=max(0, took.calls - likely.calls), tokens=more)


def _tokens(usage: Usage) -> int:
    return usage.prompt_tokens + usage.completion_tokens
