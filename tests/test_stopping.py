"""When a run gives up its server: where nobody is there, and never by bad luck."""

import random

import pytest

from summarize.engines.stopping import AWAY, FAILED, FRUITLESS, Stopping
from summarize.errors import AwayError, ClosedError, EngineError, LimitError
from summarize.testing import Scripted

BROKEN = EngineError("status 500", retryable=True)
YES = ("yes", "no")


class Time:
    """Seconds that pass where a test says so."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def time():
    return Time()


def fail(engine, prompt, times):
    for _ in range(times):
        with pytest.raises(EngineError):
            engine.choose(prompt, YES)


def test_where_nobody_is_there_the_run_ends_after_two_calls(asked, time):
    inner = Scripted(lambda *_: AwayError("cannot reach x"))
    engine = Stopping(inner, clock=time)

    fail(engine, asked, 10)

    assert len(inner.prompts) == AWAY


def test_a_burst_of_failures_ends_nothing_however_many_were_under_way(asked, time):
    engine = Stopping(Scripted([*[BROKEN] * 64, 1.0]), clock=time)

    fail(engine, asked, 64)

    assert engine.choose(asked, YES).probability == 1.0


def test_failures_of_one_article_end_nothing_where_others_get_answers(asked, time):
    def script(*_):
        time.now += FRUITLESS
        return next(answers)

    answers = iter([BROKEN, BROKEN, 1.0] * 5)
    engine = Stopping(Scripted(script), clock=time)

    for _ in range(5):
        fail(engine, asked, 2)
        assert engine.choose(asked, YES).probability == 1.0


@pytest.mark.parametrize("error", [BROKEN, LimitError("limits")], ids=str)
def test_a_server_that_fails_for_long_is_asked_no_more(asked, time, error):
    def script(*_):
        time.now += FRUITLESS / FAILED
        return error

    inner = Scripted(script)
    engine = Stopping(inner, clock=time)

    fail(engine, asked, 10)

    assert len(inner.prompts) == FAILED
    with pytest.raises(ClosedError, match=str(error)):
        engine.choose(asked, YES)


def test_a_fault_in_each_fifth_try_ends_no_run_of_thousands_of_questions(asked, time):
    draw = random.Random(14)

    def script(*_):
        time.now += 1.0
        faults = sum(draw.random() < 0.2 for _ in range(4))  # each question is tried four times
        return draw.choice([BROKEN, AwayError("refused")]) if faults == 4 else 1.0

    engine, answered = Stopping(Scripted(script), clock=time), 0
    for _ in range(20_000):
        try:
            engine.choose(asked, YES)
        except EngineError:
            continue
        answered += 1

    assert answered > 19_900
