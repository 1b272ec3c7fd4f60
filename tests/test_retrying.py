import threading

import pytest
from pydantic import BaseModel

from summarize.engines.hosted import Hosted
from summarize.engines.pacing import JITTER, PATIENCE, SHORTEST_WAIT
from summarize.engines.retrying import ATTEMPTS, LONG_ENOUGH, LONGEST_WAIT, REPLY_ATTEMPTS, Retrying
from summarize.errors import ClosedError, EngineError, LimitError, ReplayError, ReplyError
from summarize.models import Step
from summarize.records import Usage
from summarize.testing import Scripted


class Found(BaseModel):
    numbers: list[int]


BUSY = EngineError("busy", retryable=True)
LIMITED = LimitError("limited", retry_after=3.0)


@pytest.fixture
def waits():
    return []


@pytest.fixture
def passing(waits):
    """Time that passes only while somebody waits."""

    def sleep(seconds):
        waits.append(seconds)

    return {"sleep": sleep, "clock": lambda: sum(waits)}


@pytest.fixture
def patient(server, passing):
    return Retrying(Hosted(server.endpoint), **passing)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_when_it_wants_to_be(server, patient, waits, asked, status):
    server.fail(status, headers={"retry-after": "3"})
    server.say('{"numbers": [1]}')

    reply = patient.reply(asked, Found)

    assert reply.value.numbers == [1]
    assert 3.0 <= sum(waits) <= 3.0 * (1 + JITTER)
    assert reply.usage.calls == 2
    assert server.requests[0] == server.requests[1]


@pytest.mark.parametrize("wish", ["3600", "inf", "1e26", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_nobody_waits_for_an_hour(server, patient, waits, asked, wish):
    server.fail(429, headers={"retry-after": wish})
    server.say('{"numbers": [1]}')

    patient.reply(asked, Found)

    assert LONGEST_WAIT <= sum(waits) <= LONGEST_WAIT * (1 + JITTER)


@pytest.mark.parametrize("wish", ["0", "-5", "nan", "soon", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_a_server_that_wants_to_be_asked_at_once_is_given_a_moment(server, patient, waits, asked, wish):
    server.fail(429, headers={"retry-after": wish})
    server.say('{"numbers": [1]}')

    patient.reply(asked, Found)

    assert sum(waits) >= SHORTEST_WAIT


def test_a_limited_call_is_made_again_as_long_as_the_server_lets_others_through(asked, waits, passing):
    others = Scripted([*[LIMITED, {"numbers": []}] * 40])
    engine = Retrying(others, **passing)

    for _ in range(40):
        engine.reply(asked, Found)

    assert sum(waits) > 40 * 3.0
    assert len(others.prompts) == 80


def test_a_server_that_limits_for_ever_is_given_up_with_the_reason(asked, waits, passing):
    engine = Retrying(Scripted(lambda *_: LIMITED), **passing)

    with pytest.raises(LimitError, match="limited: it has let nothing through for"):
        engine.reply(asked, Found)

    assert PATIENCE / 2 < sum(waits) <= PATIENCE * (1 + JITTER)


def test_when_a_server_is_given_up_the_others_do_not_wait_for_it_again(asked, waits, passing):
    engine = Retrying(Scripted(lambda *_: LIMITED), **passing)
    with pytest.raises(LimitError):
        engine.reply(asked, Found)
    before = len(waits)

    with pytest.raises(ClosedError, match="let nothing through"):
        engine.reply(asked, Found)

    assert len(waits) <= before + 1


def test_a_long_wait_is_told_once_to_everybody_and_a_short_one_is_a_step(asked, passing):
    said = []
    script = [LimitError("x limits requests", retry_after=wish) for wish in (1, 20, 20, 20)]
    engine = Retrying(Scripted([*script, {"numbers": []}]), say=said.append, **passing)

    engine.reply(asked, Found)

    assert said[:2] == ["waiting 1 s: x limits requests", "waiting 20 s: x limits requests"]
    assert [isinstance(line, Step) for line in said] == [True, False, True, True]


def test_all_waiting_ends_at_once_when_the_run_is_over(asked):
    engine = Retrying(Scripted(lambda *_: LimitError("limited", retry_after=60.0)))
    done, begun = [], threading.Event()

    def ask():
        begun.set()
        with pytest.raises(EngineError, match="stopped"):
            engine.reply(asked, Found)
        done.append(True)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert begun.wait(10)
    engine.stop()
    for thread in threads:
        thread.join(10)

    assert len(done) == 8


def test_a_call_that_took_its_whole_time_is_not_made_again(asked, waits):
    def slow(*_):
        raise EngineError("took too long", retryable=True, usage=Usage(calls=1, seconds=LONG_ENOUGH))

    with pytest.raises(EngineError, match="took too long"):
        Retrying(Scripted(slow), sleep=waits.append).reply(asked, Found)

    assert waits == []


def test_a_broken_server_is_given_up(server, patient, waits, asked):
    server.fail(500, repeat=True)

    with pytest.raises(EngineError) as caught:
        patient.reply(asked, Found)

    assert len(server.requests) == ATTEMPTS
    assert caught.value.usage.calls == ATTEMPTS
    assert waits == sorted(waits)
    assert all(0 < w <= LONGEST_WAIT for w in waits)


@pytest.mark.parametrize("status", [400, 401, 404])
def test_what_cannot_succeed_is_not_tried_again(server, patient, waits, asked, status):
    server.fail(status)

    with pytest.raises(EngineError):
        patient.reply(asked, Found)

    assert len(server.requests) == 1
    assert waits == []


def test_a_reply_that_does_not_fit_is_told_to_the_model(server, patient, waits, asked):
    server.say('{"numbers": "many"}')
    server.say('{"numbers": [2]}')

    reply = patient.reply(asked, Found)

    assert reply.value.numbers == [2]
    assert waits == []
    *_, echo, complaint = server.requests[1]["messages"]
    assert echo == {"role": "assistant", "content": '{"numbers": "many"}'}
    assert "numbers: Input should be a valid" in complaint["content"]
    assert (reply.usage.calls, reply.usage.prompt_tokens) == (2, 60)


def test_a_reply_that_never_fits_is_given_up(server, patient, asked):
    server.say("no", repeat=True)

    with pytest.raises(ReplyError) as caught:
        patient.reply(asked, Found)

    assert len(server.requests) == REPLY_ATTEMPTS
    assert caught.value.usage.calls == REPLY_ATTEMPTS
    assert caught.value.usage.completion_tokens == 5 * REPLY_ATTEMPTS


def test_only_the_last_mistake_is_told(asked):
    engine = Scripted([ReplyError("one", reply="1"), ReplyError("two", reply="2"), {"numbers": []}])

    Retrying(engine).reply(asked, Found)

    assert [len(p.turns) for p in engine.prompts] == [0, 2, 2]
    assert engine.prompts[2].turns[0] == ("assistant", "2")


def test_an_empty_reply_is_not_repeated_to_the_model(asked):
    engine = Scripted([ReplyError("the reply is empty"), {"numbers": []}])

    Retrying(engine).reply(asked, Found)

    assert [role for role, _ in engine.prompts[1].turns] == ["user"]


def test_a_busy_server_between_two_bad_replies_costs_no_attempt(asked, waits):
    bad = ReplyError("bad", reply="x")
    engine = Scripted([bad, BUSY, BUSY, bad, BUSY, {"numbers": [1]}])

    reply = Retrying(engine, sleep=waits.append).reply(asked, Found)

    assert reply.usage.calls == 6
    assert len(waits) == 3


def test_words_are_asked_for_again_too(asked, waits):
    choice = Retrying(Scripted([BUSY, 0.25]), sleep=waits.append).choose(asked, ("yes", "no"))

    assert choice.probability == 0.25
    assert choice.usage.calls == 2


def test_an_error_is_not_changed_by_who_adds_up_what_it_took(asked, waits):
    error = ReplyError("bad", reply="x", usage=Usage(calls=1, prompt_tokens=7))

    def refuse(*_):
        raise error

    with pytest.raises(ReplyError) as caught:
        Retrying(Scripted(refuse), sleep=waits.append).reply(asked, Found)

    assert caught.value.usage == Usage(calls=REPLY_ATTEMPTS, prompt_tokens=7 * REPLY_ATTEMPTS)
    assert error.usage == Usage(calls=1, prompt_tokens=7)


def test_a_kind_of_error_of_ones_own_stays_of_its_kind(asked, waits):
    class OverloadedError(EngineError):
        def __init__(self, host, load):
            super().__init__(f"{host} has a load of {load}")
            self.load = load

    with pytest.raises(OverloadedError, match="box has a load of 9") as caught:
        Retrying(Scripted([OverloadedError("box", 9)]), sleep=waits.append).reply(asked, Found)

    assert (caught.value.load, caught.value.usage.calls) == (9, 1)


def test_a_cassettes_gap_is_not_waited_for(asked, waits):
    def gap(prompt, shape):
        raise ReplayError("lacks a reply")

    with pytest.raises(ReplayError):
        Retrying(Scripted(gap), sleep=waits.append).reply(asked, Found)

    assert waits == []


def test_the_engine_behind_keeps_its_name_and_its_way():
    patient = Retrying(Scripted([], way="weighs", name="x"))

    assert (patient.name, patient.way) == ("x", "weighs")
