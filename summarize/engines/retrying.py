"""Patience: the one place where a call is made again."""

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from summarize.engines import Answer, Around, Engine
from summarize.engines.pacing import LONGEST_WAIT, SHORTEST_WAIT, Pace
from summarize.engines.prompts import Prompt
from summarize.errors import AwayError, ClosedError, EngineError, LimitError, ReplyError
from summarize.models import Say, silent
from summarize.records import Usage

if TYPE_CHECKING:
    import tenacity

ATTEMPTS = 4  # a server that is busy or restarting: 7 to 10 s of waiting in all, unless it asks for more
REPLY_ATTEMPTS = 3  # a reply that does not fit; at temperature 0 a third correction only repeats the second
FIRST_WAIT = 1.0  # seconds, doubled each time, and up to one more at random
# Seconds of calls after which a question is not asked again: as long as one call may take (`transport.CALL_SECONDS`), so that a
# server that never answers costs that once, and not four times.
LONG_ENOUGH = 600.0
ECHO = 2000  # code points of a refused reply that the model is shown again


class Retrying(Around):
    """An engine that asks again: the same where the server failed, with the error told where the reply did not fit.

    Where the server limits requests, all threads wait, and go on at the pace that it takes. A limited call is no attempt: it
    is made again until it is let through, or until nothing is (`pacing.PATIENCE`).

    The usage of all attempts is added up, in the answer and, where all failed, in the last attempt's error, which is raised.
    `sleep` takes seconds; `clock` gives them.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        say: Say = silent,
        sleep: Callable[[float], object] | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(engine)
        self._over = Event()
        self._wait = sleep or self._over.wait
        self._pace = Pace(say=say, clock=clock)

    def stop(self) -> None:
        """End all waiting at once. Who waits, and who asks from now on, gets ClosedError."""
        self._over.set()

    def _asked(self, prompt: Prompt, ask: Callable[[Prompt], Answer]) -> Answer:
        spent = Usage()
        asked = prompt
        for attempt in range(1, REPLY_ATTEMPTS + 1):
            try:
                answer = self._until_it_answers(asked, ask)
                return answer._replace(usage=spent + answer.usage)
            except EngineError as error:
                spent += error.usage
                if not isinstance(error, ReplyError) or attempt == REPLY_ATTEMPTS:
                    raise error.with_usage(spent) from error
                asked = corrected(prompt, error)
        raise AssertionError("the last attempt returns or raises")

    def _until_it_answers(self, prompt: Prompt, ask: Callable[[Prompt], Answer]) -> Answer:
        from tenacity import Retrying as Attempts
        from tenacity import retry_if_exception

        spent = Usage()

        def once() -> Answer:
            nonlocal spent
            try:
                answer = self._let_through(prompt, ask)
            except EngineError as error:
                spent += error.usage
                raise error.with_usage(spent) from error
            return answer._replace(usage=spent + answer.usage)

        attempts = Attempts(
            retry=retry_if_exception(_may_pass),
            stop=lambda state: state.attempt_number >= ATTEMPTS or spent.seconds >= LONG_ENOUGH,
            wait=pause,
            sleep=self._sleep,
            reraise=True,
        )
        return attempts(once)

    def _let_through(self, prompt: Prompt, ask: Callable[[Prompt], Answer]) -> Answer:
        """Ask at the server's pace, and again while it limits."""
        spent = Usage()
        while True:
            turn = self._turn(spent)
            try:
                answer = ask(prompt)
            except LimitError as error:
                spent += error.usage
                self._limited(error.with_usage(spent), turn)
            except EngineError as error:
                if not isinstance(error, AwayError):
                    self._pace.answered()
                raise error.with_usage(spent + error.usage) from error
            else:
                self._pace.answered()
                return answer._replace(usage=spent + answer.usage)

    def _turn(self, spent: Usage) -> int:
        """Wait for a turn; how often all were slowed down till then."""
        while True:
            slowed = self._pace.slowed
            if wait := self._pace.turn():
                self._sleep(wait)
            if self._over.is_set():
                raise ClosedError("stopped", usage=spent)
            if self._pace.over is not None:
                raise ClosedError(str(self._pace.over), usage=spent)
            if self._pace.begins(slowed):
                return slowed

    def _sleep(self, seconds: float) -> None:
        self._wait(seconds)

    def _limited(self, error: LimitError, turn: int) -> None:
        try:
            self._pace.limited(error, turn)
        except LimitError as over:
            raise over.with_usage(error.usage) from error


def corrected(prompt: Prompt, error: ReplyError) -> Prompt:
    """Return the prompt with the refused reply and what was wrong with it as further turns."""
    echo = (("assistant", error.reply[:ECHO]),) if error.reply.strip() else ()
    return prompt._replace(
        turns=(*prompt.turns, *echo, ("user", f"That cannot be used: {error}. Answer again, in the form asked for."))
    )


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, EngineError) and error.retryable and not isinstance(error, ReplyError | LimitError)


def pause(state: "tenacity.RetryCallState") -> float:
    """Seconds before the next attempt: those that the server asked for, or more each time."""
    from tenacity import wait_exponential_jitter

    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, EngineError) and error.retry_after is not None:
        return min(max(error.retry_after, SHORTEST_WAIT), LONGEST_WAIT)
    return float(wait_exponential_jitter(initial=FIRST_WAIT, max=LONGEST_WAIT)(state))
