"""Nothing is asked twice in a run."""

import threading

import pytest
from pydantic import BaseModel, Field, create_model

from summarize.engines.once import Once
from summarize.engines.prompts import Prompt
from summarize.errors import EngineError
from summarize.records import Usage
from summarize.testing import CALL, Scripted


class Pier(BaseModel):
    open_: bool = Field(alias="open")


ONE, OTHER = (Prompt("judge", "sha256:0", "Answer.", text) for text in ("Is it shut?", "Is it open?"))
REUSED = Usage(reused=1)


def test_the_same_question_is_asked_once_and_its_answer_reused():
    engine = Once(Scripted([{"open": True}, 0.25]))

    replies = [engine.reply(ONE, Pier) for _ in range(3)]
    choices = [engine.choose(ONE, ("yes", "no")) for _ in range(3)]

    assert {r.value.open_ for r in replies} == {True}
    assert {c.shares for c in choices} == {(0.25, 0.75)}
    assert [r.usage for r in replies] == [c.usage for c in choices] == [CALL, REUSED, REUSED]


@pytest.mark.parametrize(
    ("prompt", "words"),
    [(OTHER, ("yes", "no")), (ONE, ("no", "yes")), (ONE._replace(turns=(("user", "Again."),)), ("yes", "no"))],
)
def test_another_question_is_asked(prompt, words):
    engine = Once(Scripted([0.25, 0.5]))

    assert engine.choose(ONE, ("yes", "no")).usage == engine.choose(prompt, words).usage == CALL


def test_a_shape_that_was_made_anew_is_the_same_question_and_gets_its_own_instance():
    one, other = (create_model("Verdict", claim=(int, ...)) for _ in range(2))
    engine = Once(Scripted([{"claim": 1}]))

    assert engine.reply(ONE, one).value.claim == engine.reply(ONE, other).value.claim == 1
    assert isinstance(engine.reply(ONE, other).value, other)


def test_a_failure_is_not_remembered():
    engine = Once(Scripted([EngineError("busy"), 1.0]))

    with pytest.raises(EngineError):
        engine.choose(ONE, ("yes", "no"))

    assert engine.choose(ONE, ("yes", "no")).usage == CALL


def test_of_threads_that_ask_the_same_at_once_one_asks_and_the_others_wait():
    asked = Scripted(lambda *_: 1.0 if go_on.wait(60) else 0.0)
    engine, go_on, found = Once(asked), threading.Event(), []
    threads = [threading.Thread(target=lambda: found.append(engine.choose(ONE, ("yes", "no")))) for _ in range(8)]
    for thread in threads:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join(60)

    assert len(asked.prompts) == 1
    assert sum((c.usage for c in found), Usage()) == Usage(calls=1, reused=7)


def test_a_question_under_way_holds_up_no_other():
    go_on = threading.Event()
    engine = Once(Scripted(lambda prompt, _: 1.0 if prompt != ONE or go_on.wait(60) else 0.0))
    slow = threading.Thread(target=lambda: engine.choose(ONE, ("yes", "no")))
    slow.start()

    assert engine.choose(OTHER, ("yes", "no")).usage == CALL
    go_on.set()
    slow.join(60)


def test_it_is_called_as_the_engine_and_is_as_good_for_the_same():
    engine = Once(Scripted([], way="weighs", name="x"))

    assert (engine.name, engine.way) == ("x", "weighs")
