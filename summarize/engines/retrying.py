"""Patience: the one place where a call is made again."""

from collections.abc import Callable
from time import sleep as real_sleep
from typing import TYPE_CHECKING

from summarize.engines import Answer, Around, Engine
from summarize.engines.prompts import Prompt
from summarize.errors import EngineError, ReplyError
from summarize.records import Usage

if TYPE_CHECKING:
    import tenacity

ATTEMPTS = 4  # a server that is busy or restarting: 7 to 10 s of waiting in all, unless it asks for more
REPLY_ATTEMPTS = 3  # a reply that does not fit; at temperature 0 a third correction only repeats the second
FIRST_WAIT = 1.0  # seconds, doubled each time, and up to one more at random
LONGEST_WAIT = 60.0  # seconds, whatever a server asks for: a person is waiting
ECHO = 2000  # code points of a refused reply that the model is shown again


class Retrying(Around):
    """An engine that asks again: the same where the server was busy, with the error told where the reply did not fit.

    The usage of all attempts is added up, in the answer and, where all failed, in the last attempt's error, which is raised.
    `sleep` takes seconds.
    """

    def __init__(self, engine: Engine, *, sleep: Callable[[float], None] = real_sleep) -> None:
        super().__init__(engine)
        self._sleep = sleep

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
        from tenacity import retry_if_exception, stop_after_attempt

        spent = Usage()

        def once() -> Answer:
            nonlocal spent
            try:
                answer = ask(prompt)
            except EngineError as error:
                spent += error.usage
                raise error.with_usage(spent) from error
            return answer._replace(usage=spent + answer.usage)

        attempts = Attempts(
            retry=retry_if_exception(_may_pass), stop=stop_after_attempt(ATTEMPTS), wait=_wait, sleep=self._sleep, reraise=True
        )
        return attempts(once)


def corrected(prompt: Prompt, error: ReplyError) -> Prompt:
    """Return the prompt with the refused reply and what was wrong with it as further turns."""
    echo = (("assistant", error.reply[:ECHO]),) if error.reply.strip() else ()
    return prompt._replace(
        turns=(*prompt.turns, *echo, ("user", f"That cannot be used: {error}. Answer again, in the form asked for."))
    )


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, EngineError) and error.retryable and not isinstance(error, ReplyError)


def _wait(state: "tenacity.RetryCallState") -> float:
    from tenacity import wait_exponential_jitter

    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, EngineError) and error.retry_after is not None:
        return min(error.retry_after, LONGEST_WAIT)
    return float(wait_exponential_jitter(initial=FIRST_WAIT, max=LONGEST_WAIT)(state))
