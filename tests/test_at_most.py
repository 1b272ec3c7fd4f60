from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

import pytest

from summarize.engines.at_most import AtMost
from summarize.errors import RefusedError
from summarize.testing import Scripted


def test_so_many_questions_are_asked_at_once_and_no_more(asked):
    two, lock, now, most = Barrier(2, timeout=60), Lock(), 0, 0

    def answer(*_):
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        two.wait()  # it takes two at once to go on
        with lock:
            now -= 1
        return 1.0

    engine = AtMost(Scripted(answer), 2)
    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(engine.choose, asked, ("yes", "no")) for _ in range(8)]

    assert [answer.result().probability for answer in answers] == [1.0] * 8
    assert most == 2


def test_a_question_that_fails_makes_room_for_the_next(asked):
    engine = AtMost(Scripted([RefusedError("no"), 1.0]), 1)

    with pytest.raises(RefusedError):
        engine.choose(asked, ("yes", "no"))

    assert engine.choose(asked, ("yes", "no")).probability == 1.0
