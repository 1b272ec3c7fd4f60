"""The pace of many who ask one server that limits them: none fails, few are refused, and it takes about as long as it must."""

import heapq
from collections import deque

import pytest

from summarize.engines.pacing import LONGEST_WAIT, PATIENCE, Pace
from summarize.errors import LimitError


class Run:
    """Many who ask one server one question after the other, in made-up time. `takes`: seconds of an answer."""

    def __init__(self, lets_through, *, jobs, takes, wish):
        self.now = 0.0
        self.refused = self.answered = 0
        self._lets_through, self._takes, self._wish = lets_through, takes, wish
        self.pace = Pace(say=lambda _: None, clock=lambda: self.now, jitter=lambda: 0.5)
        self._events = [(0.0, one, self._turn) for one in range(jobs)]

    def until(self, answers):
        while self.answered < answers:
            self.now, one, what = heapq.heappop(self._events)
            what(one)
        return self.now

    def _later(self, seconds, one, what):
        heapq.heappush(self._events, (self.now + seconds, one, what))

    def _turn(self, one):
        slowed = self.pace.slowed
        self._later(self.pace.turn(), one, lambda one: self._ask(one, slowed))

    def _ask(self, one, slowed):
        if not self.pace.begins(slowed):
            self._turn(one)
        elif self._lets_through(self.now):
            self._later(self._takes, one, self._take_in)
        else:
            self.refused += 1
            self.pace.limited(LimitError("limited", retry_after=self._wish), slowed)
            self._turn(one)

    def _take_in(self, one):
        self.pace.answered()
        self.answered += 1
        self._turn(one)


def per(window, most):
    """A server that lets `most` requests through in any `window` seconds."""
    recent = deque()

    def lets_through(now):
        while recent and recent[0] <= now - window:
            recent.popleft()
        if len(recent) < most:
            recent.append(now)
            return True
        return False

    return lets_through


def bucket(rate, holds):
    """A server whose tokens come back at a rate; refused requests take one, too."""
    left, last = float(holds), 0.0

    def lets_through(now):
        nonlocal left, last
        left, last = min(holds, left + (now - last) * rate), now
        left = max(left - 1, -1.0)
        return left >= 0

    return lets_through


@pytest.mark.parametrize("jobs", [4, 16, 64])
@pytest.mark.parametrize("takes", [0.01, 2.0])
@pytest.mark.parametrize(
    ("server", "wish", "rate"),
    [
        (lambda: per(1, 20), 1.0, 20),
        (lambda: per(1, 20), None, 20),
        (lambda: per(1, 20), 0.0, 20),
        (lambda: bucket(20, 40), 0.1, 20),
        (lambda: bucket(1, 10), 1.0, 1),
        (lambda: per(60, 120), 30.0, 2),
    ],
    ids=["window", "no wish", "zero", "bucket", "slow bucket", "minute"],
)
def test_a_limit_slows_a_run_to_about_what_the_server_takes(server, wish, rate, takes, jobs):
    run = Run(server(), jobs=jobs, takes=takes, wish=wish)
    answers = 60 * rate

    took = run.until(answers)

    assert took <= 2 * max(answers / rate, answers * takes / jobs)
    assert run.refused <= answers / 3 + jobs


def test_a_server_that_takes_more_again_gets_more():
    slow, fast = per(1, 2), per(1, 50)
    run = Run(lambda now: (slow if now < 60 else fast)(now), jobs=16, takes=0.01, wish=1.0)
    run.until(100)

    before = run.now
    run.until(100 + 50 * 60)

    assert run.now - before < 180


def test_a_server_that_lets_nothing_through_ends_in_its_own_words():
    run = Run(lambda _: False, jobs=16, takes=1.0, wish=None)

    with pytest.raises(LimitError, match="limited: it has let nothing through for"):
        run.until(1)

    assert PATIENCE - LONGEST_WAIT < run.now <= PATIENCE
    assert run.refused < 40


def test_all_wait_for_the_moment_that_one_was_told():
    run = Run(lambda now: now >= 30, jobs=64, takes=1.0, wish=30.0)

    run.until(64)

    assert run.refused <= 2


def test_none_come_back_at_the_same_time():
    starts = []

    def lets_through(now):
        starts.append(now)
        return now >= 1

    Run(lets_through, jobs=32, takes=0.01, wish=1.0).until(32)

    back = [now for now in starts if now >= 1]
    assert len(set(back)) == len(back)
