"""One pace for all who ask the same server: what a limit tells one of them, the others need not find out.

A library was looked for: aiolimiter and pyrate-limiter keep a rate that one knows beforehand, and a server's is not known.
"""

import random
from collections.abc import Callable
from math import inf
from threading import Lock
from time import monotonic

from summarize.errors import LimitError
from summarize.models import Say, Step

SHORTEST_WAIT = 0.5  # seconds, doubled with each limit in a row: some servers say 0, and mean that they do not know
LONGEST_WAIT = 60.0  # seconds, whatever a server asks for: the longest window of a rate; more is a quota of a day
JITTER = 0.25  # of a wait, at most, on top of it: other programs with the same key wait for the same moment
PATIENCE = 300.0  # seconds in which a server lets nothing at all through: five windows of a minute; then it is no limit of rate
SLOWER = 0.9  # of the rate that was just too high; half of it, if the server let through less than half on the whole
# A rate grows by this times the square of the seconds that it held: a tenth in 10 s, to the double in 32 s, tenfold in 95 s. So
# it is near what the server takes for most of the time, and finds out soon when the server takes much more.
GROWTH = 0.001
TOLD = 10.0  # seconds of waiting that are told to everybody, at most once in LONGEST_WAIT; shorter ones are a step


class Pace:
    """When the next call may begin. Threads share it. Until a server limits, all may begin at once.

    After a limit nobody begins before the moment that the server named. From then on calls begin one after the other, at the
    rate that it let through, which grows slowly, and falls with the next limit. `clock` and what is returned are in seconds;
    `jitter` gives 0.0 to 1.0.
    """

    def __init__(
        self, *, say: Say, clock: Callable[[], float] = monotonic, jitter: Callable[[], float] = random.random
    ) -> None:
        self._say, self._clock, self._jitter = say, clock, jitter
        self._lock = Lock()
        self._rate = inf  # calls a second, when this period began
        self._began: float | None = None  # the period since the last limit
        self._begun = 0  # calls in this period
        self._passed, self._span = 0, 0.0  # calls that were let through in the period before, and its seconds with the wait
        self._guessed = False  # whether the rate comes from these alone
        self._next = -inf  # the moment at which a call may begin
        self._limits = 0  # in a row, nothing let through between them
        self._since = 0.0  # the first of them
        self._told = -inf
        self.slowed = 0  # how often: who waited must ask for another turn if it has changed meanwhile
        self.over: LimitError | None = None

    def turn(self) -> float:
        """How long to wait for a turn, which is then the caller's."""
        with self._lock:
            now = self._clock()
            if self._began is None:
                self._began = now
            moment = max(now, self._next)
            self._next = moment + 1 / self._current(moment)
            return moment - now

    def begins(self, slowed: int) -> bool:
        """Whether a turn still holds that was taken when `slowed` was this; then the call begins."""
        with self._lock:
            holds = slowed == self.slowed
            self._begun += holds
            return holds

    def answered(self) -> None:
        """Take in that the server let a call through, whatever it answered."""
        with self._lock:
            self._limits = 0

    def limited(self, error: LimitError, slowed: int) -> None:
        """Take in that it did not. `slowed`: as it was when the call began. Raises the error where patience is over."""
        with self._lock:
            now = self._clock()
            if slowed != self.slowed:  # it was on its way when another was limited
                self._passed -= slowed == self.slowed - 1
                self._guess()
                return
            self._since = self._since if self._limits else now
            self._limits += 1
            wait = self._wait(error)
            if now + wait - self._since > PATIENCE:
                waited = f"it has let nothing through for {now - self._since:.0f} s"
                self.over = LimitError(f"{error}: {waited}", retry_after=error.retry_after)
                raise self.over
            self._slow_down(now, wait)
        self._tell(error, wait, now)

    def _wait(self, error: LimitError) -> float:
        least = SHORTEST_WAIT * 2.0 ** min(self._limits - 1, 10)
        asked = error.retry_after if error.retry_after is not None else 2 * SHORTEST_WAIT
        return min(max(asked, least), LONGEST_WAIT)

    def _slow_down(self, now: float, wait: float) -> None:
        """Close the gate, and set the rate for when it opens. At a first limit all that is known is what was let through."""
        assert self._began is not None
        opens = now + wait * (1 + JITTER * self._jitter())
        self._passed, self._span = self._begun - 1, opens - self._began
        rate, seen = self._current(now), self._passed / self._span
        self._guessed = rate == inf
        self._rate = max(rate * (SLOWER if seen > rate / 2 else 0.5), 1 / LONGEST_WAIT)
        self._guess()
        self._began, self._next, self._begun = opens, opens, 0
        self.slowed += 1

    def _guess(self) -> None:
        if self._guessed:
            self._rate = max(self._passed, 1) / self._span

    def _current(self, moment: float) -> float:
        held = max(0.0, moment - self._began) if self._began is not None else 0.0
        return self._rate * (1 + GROWTH * held**2)

    def _tell(self, error: LimitError, wait: float, now: float) -> None:
        line = f"waiting {wait:.0f} s: {error}" if wait >= 1 else f"waiting: {error}"
        if wait < TOLD or now - self._told < LONGEST_WAIT:
            self._say(Step(line))
        else:
            self._told = now
            self._say(line)
