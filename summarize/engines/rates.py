"""A pace that one knows beforehand: so many requests and tokens a minute, whoever asks.

Libraries were looked at. pyrate-limiter 4.5 sleeps where nobody can wake it, refuses for good what is larger than a minute's
tokens, keeps an entry for each of them, and takes no correction once it is known what a reply took; aiolimiter is for asyncio;
limits says no, and leaves the waiting to its caller. What is wanted is a page: the generic cell rate algorithm without bursts.
"""

from collections.abc import Callable
from math import inf
from threading import Lock
from time import monotonic
from typing import Protocol

MINUTE = 60.0  # seconds


class Pacing(Protocol):
    """A pace that whoever asks keeps to, where it may be: see `Rates`."""

    def turn(self, tokens: float) -> float: ...

    def took(self, *, requests: int, tokens: float) -> None: ...


class Rates:
    """When the next question may begin, so that no more than `rpm` requests and `tpm` tokens a minute are asked for.

    Threads share it. Questions begin one after the other, each when its forerunner's share of the minute is over: services
    spread a minute's limit over its seconds, so that they refuse a burst that the minute would have room for. Nothing is ever
    refused here: a question of more tokens than a minute has is followed by a longer pause. `clock` gives seconds.
    """

    def __init__(self, *, rpm: float | None = None, tpm: float | None = None, clock: Callable[[], float] = monotonic) -> None:
        self._a_request = MINUTE / rpm if rpm else 0.0  # seconds
        self._a_token = MINUTE / tpm if tpm else 0.0
        self._clock = clock
        self._lock = Lock()
        self._requests = self._tokens = -inf  # the moments from which on there is room for more

    def turn(self, tokens: float) -> float:
        """Seconds to wait for a turn, which is then the caller's, for one request that is likely to take so many tokens."""
        with self._lock:
            now = self._clock()
            moment = max(now, self._requests, self._tokens)
            self._requests, self._tokens = moment + self._a_request, moment + tokens * self._a_token
            return moment - now

    def took(self, *, requests: int, tokens: float) -> None:
        """Put right what a turn was taken for: so many requests and tokens more, or less, than that."""
        with self._lock:
            self._requests += requests * self._a_request
            self._tokens += tokens * self._a_token
