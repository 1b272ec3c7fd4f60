"""A pace that the user sets: never more a minute than told, nothing refused, and no slower than it must be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from summarize.engines.expected import expected
from summarize.engines.hosted import Hosted
from summarize.engines.limiting import Limiting
from summarize.engines.prompts import Prompt
from summarize.engines.rates import MINUTE, Rates
from summarize.engines.retrying import Retrying
from summarize.errors import ClosedError
from summarize.testing import Scripted


class Word(BaseModel):
    word: str


class Time:
    """Seconds that pass only while somebody sleeps."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


@pytest.fixture
def time():
    return Time()


@given(st.integers(1, 1000), st.integers(100, 100_000), st.lists(st.integers(1, 5000), min_size=2, max_size=60))
def test_no_minute_has_more_requests_or_tokens_than_told(rpm, tpm, sizes):
    time = Time()
    rates = Rates(rpm=rpm, tpm=tpm, clock=time)
    begun = []
    for size in sizes:
        time.sleep(rates.turn(size))
        begun.append((time.now, size))

    for start, _ in begun:
        minute = [size for at, size in begun if start <= at < start + MINUTE * (1 - 1e-9)]
        assert len(minute) <= rpm
        assert sum(minute[:-1]) <= tpm  # the last one may be on its way into the next minute


def test_questions_take_no_longer_than_the_rate_wants(time):
    rates = Rates(rpm=60, clock=time)

    for _ in range(100):
        time.sleep(rates.turn(10))

    assert time.now == pytest.approx(99.0)


def test_a_question_larger_than_a_minute_is_asked_and_the_next_one_waits(time):
    rates = Rates(tpm=1000, clock=time)

    assert rates.turn(5000) == 0
    assert rates.turn(1) == pytest.approx(300)


def test_without_a_rate_nobody_waits(time):
    rates = Rates(clock=time)

    assert [rates.turn(10_000) for _ in range(1000)] == [0.0] * 1000


def test_what_a_reply_took_beyond_its_estimate_slows_down_the_next_one(time):
    rates = Rates(tpm=6000, clock=time)
    rates.turn(100)

    rates.took(requests=0, tokens=500)

    assert rates.turn(1) == pytest.approx(6.0)


def test_calls_that_were_made_again_count(server, asked, time):
    server.fail(429, headers={"retry-after": "1"})
    server.say('{"word": "yes"}', repeat=True)
    patient = Retrying(Hosted(server.endpoint), sleep=time.sleep, clock=time)
    limited = Limiting(patient, rates=Rates(rpm=6, clock=time), sleep=time.sleep)

    for _ in range(4):
        assert limited.reply(asked, Word).value.word == "yes"

    assert len(server.requests) == 5
    assert time.now >= 4 * 10.0


def test_a_limit_of_the_server_slows_a_paced_run_and_fails_nothing(server, time):
    begun = []

    def answer(body):
        begun.append(time.now)
        recent = [at for at in begun if at > time.now - 1]
        return server.encoded(429, {"retry-after": "1"}, {"error": {}}) if len(recent) > 1 else ok

    ok = server.encoded(*server.completion('{"word": "yes"}'))
    server.next = answer
    patient = Retrying(Hosted(server.endpoint), sleep=time.sleep, clock=time)
    limited = Limiting(patient, rates=Rates(rpm=240, clock=time), sleep=time.sleep)

    answers = [limited.reply(Prompt("x", "x", "", str(n)), Word).value.word for n in range(20)]

    assert answers == ["yes"] * 20


def test_an_estimate_is_near_what_the_recorded_model_counted(asked):
    likely = expected(asked._replace(user="word " * 860), Word)

    assert 900 < likely.prompt_tokens < 1200


def test_who_waits_for_a_turn_is_woken_when_the_run_ends(asked):
    limited = Limiting(Scripted(lambda *_: {"word": "yes"}), rates=Rates(rpm=1))
    limited.reply(asked, Word)

    limited.stop()

    with pytest.raises(ClosedError, match="stopped"):
        limited.reply(asked, Word)
