"""Knowing when to stop: an engine that is asked no more when the run is over, or when its server stays away."""

from collections.abc import Callable
from threading import Lock
from time import monotonic

from summarize.engines import Answer, Around, Engine
from summarize.engines.prompts import Prompt
from summarize.errors import AwayError, ClosedError, EngineError, ReplyError

# Calls in a row that found nobody, each after `Retrying` had waited 7 to 10 s. Without a limit, fifty articles would wait seven
# minutes for a server that is not running.
AWAY = 2
# Calls in a row that failed otherwise, although each was tried again, and for how many seconds nobody may have got an answer.
# Bad luck is no reason: with a fault in each fifth try a call fails with .002, but an outage of some seconds takes all that are
# under way with it, 64 at once.
FAILED = 3
FRUITLESS = 60.0


class Stopping(Around):
    """An engine that can be stopped. Threads share it: what one of them learns, the others need not wait for.

    After `stop`, and after calls in a row that failed although they were retryable (`AWAY`, or `FAILED` and `FRUITLESS`), a
    call raises ClosedError at once. Calls that are under way are not disturbed. `clock` gives seconds.
    """

    def __init__(self, engine: Engine, *, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(engine)
        self._clock = clock
        self._lock = Lock()
        self._away = self._failed = 0  # in a row
        self._since = 0.0  # the first of these was asked
        self._over: str | None = None

    def stop(self) -> None:
        """Ask nothing more."""
        self._over = "stopped"

    def _asked(self, prompt: Prompt, ask: Callable[[Prompt], Answer]) -> Answer:
        if self._over is not None:
            raise ClosedError(self._over)
        began = self._clock()
        try:
            answer = ask(prompt)
        except EngineError as error:
            self._note(error, began)
            raise
        self._there()
        return answer

    def _there(self) -> None:
        with self._lock:
            self._away = self._failed = 0

    def _note(self, error: EngineError, began: float) -> None:
        if not error.retryable or isinstance(error, ReplyError):
            self._there()
            return
        with self._lock:
            self._since = min(self._since, began) if self._failed else began
            self._failed += 1
            self._away = self._away + 1 if isinstance(error, AwayError) else 0
            fruitless = self._failed >= FAILED and self._clock() - self._since >= FRUITLESS
            if self._away >= AWAY or fruitless:
                self._over = self._over or str(error)
