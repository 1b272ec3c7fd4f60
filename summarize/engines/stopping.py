"""Knowing when to stop: an engine that is asked no more when the run is over, or when its server stays away."""

from collections.abc import Callable
from threading import Lock

from summarize.engines import Answer, Around, Engine
from summarize.engines.prompts import Prompt
from summarize.errors import ClosedError, EngineError, ReplyError

# Calls in a row that found the server away, each after `Retrying` had waited 7 to 10 s for it. Without a limit, fifty
# articles would wait seven minutes for a server that is not running.
AWAY = 2


class Stopping(Around):
    """An engine that can be stopped. Threads share it: what one of them learns, the others need not wait for.

    After `stop`, and after `AWAY` calls in a row that failed although they were retryable, a call raises EngineError at once.
    Calls that are under way are not disturbed.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._lock = Lock()
        self._away = 0
        self._over: str | None = None

    def stop(self) -> None:
        """Ask nothing more."""
        self._over = "stopped"

    def _asked(self, prompt: Prompt, ask: Callable[[Prompt], Answer]) -> Answer:
        if self._over is not None:
            raise ClosedError(self._over)
        try:
            answer = ask(prompt)
        except EngineError as error:
            self._note(error)
            raise
        with self._lock:
            self._away = 0
        return answer

    def _note(self, error: EngineError) -> None:
        away = error.retryable and not isinstance(error, ReplyError)
        with self._lock:
            self._away = self._away + 1 if away else 0
            if self._away >= AWAY:
                self._over = self._over or str(error)
