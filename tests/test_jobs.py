"""Several questions at once: the order, the number, and the end."""

import threading
from contextlib import closing

import pytest

from summarize.engines.jobs import in_order
from summarize.errors import EngineError
from summarize.testing import Scripted

YES = ("yes", "no")


def asking(prompt):
    """Work for `in_order`: the item goes to the engine as the question, its answer comes back."""

    def work(engine, item):
        return item, engine.choose(prompt._replace(user=item), YES).probability

    return work


def test_results_are_in_the_order_of_the_items_whoever_is_done_first(asked):
    second_is_done = threading.Event()

    def script(prompt, _):
        if prompt.user == "first":
            assert second_is_done.wait(10)
            return 0.25
        second_is_done.set()
        return 0.75

    assert list(in_order(asking(asked), ["first", "second"], Scripted(script), jobs=2)) == [("first", 0.25), ("second", 0.75)]


def test_a_result_is_there_before_the_later_ones_are(asked):
    go_on = threading.Event()

    def script(prompt, _):
        assert prompt.user == "first" or go_on.wait(10)
        return 1.0

    with closing(in_order(asking(asked), ["first", "second"], Scripted(script), jobs=1)) as results:
        assert next(results) == ("first", 1.0)
        go_on.set()
        assert next(results) == ("second", 1.0)


@pytest.mark.parametrize("jobs", [1, 3])
def test_no_more_are_under_way_than_may_be(asked, jobs):
    under_way, most, lock = 0, 0, threading.Lock()
    full = threading.Barrier(jobs)

    def script(*_):
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        full.wait(10)
        with lock:
            under_way -= 1
        return 1.0

    list(in_order(asking(asked), [str(n) for n in range(2 * jobs)], Scripted(script), jobs=jobs))

    assert most == jobs


def test_after_it_is_closed_nothing_more_is_asked_and_nobody_waits_for_what_is_under_way(asked):
    begun, go_on, done = threading.Event(), threading.Event(), threading.Event()

    def script(prompt, _):
        if prompt.user == "second":
            begun.set()
            assert go_on.wait(10)
        return 1.0

    def work(engine, item):
        engine.choose(asked._replace(user=item), YES)
        try:
            engine.choose(asked._replace(user=item + " again"), YES)
        finally:
            if item == "second":
                done.set()

    engine = Scripted(script)
    results = in_order(work, ["first", "second", "third"], engine, jobs=1)
    next(results)
    assert begun.wait(10)
    results.close()
    assert not done.is_set()
    go_on.set()

    assert done.wait(10)
    assert [p.user for p in engine.prompts][-1] == "second"


def test_what_the_work_raises_comes_out_in_its_place_and_ends_all(asked):
    engine = Scripted([1.0, EngineError("no"), 1.0])
    results = in_order(asking(asked), ["first", "second", "third"], engine, jobs=1)

    assert next(results) == ("first", 1.0)
    with pytest.raises(EngineError, match="no"):
        next(results)
    assert list(results) == []


def test_of_no_items_nothing_is_asked(asked):
    assert list(in_order(asking(asked), [], Scripted([]), jobs=4)) == []
