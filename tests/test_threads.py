import pytest

from summarize.engines.threads import AGAIN, EVERY, Threads, cores_got
from summarize.errors import UsageError


class Machine:
    """Cores that get busy when a test says so, and a clock that a test moves."""

    def __init__(self, got):
        self.got = got
        self.now = 0.0
        self.trials = 0

    def threads(self, most):
        return Threads(most, got=self.trial, clock=lambda: self.now)

    def trial(self, threads):
        self.trials += 1
        return min(float(threads), self.got)


@pytest.mark.parametrize(
    ("got", "count"), [(3.98, 3), (2.81, 3), (2.6, 2), (1.03, 1), (0.3, 1)], ids=["alone", "nearly", "shared", "one", "starved"]
)
def test_a_thread_that_has_no_core_of_its_own_is_left_out_and_one_core_stays_free(got, count):
    assert Machine(got).threads(4).count == count


def test_one_busy_core_of_many_costs_no_thread():
    assert (Machine(15.9).threads(16).count, Machine(15.1).threads(16).count) == (15, 15)


@pytest.mark.parametrize("cores", [1, 2])
def test_a_machine_with_few_cores_is_not_tried(cores):
    machine = Machine(cores)

    threads = machine.threads(cores)
    machine.now = 10 * EVERY

    assert (threads.count, threads.due, machine.trials) == (1, False, 0)


def test_a_trial_is_due_from_time_to_time():
    machine = Machine(4.0)
    threads = machine.threads(4)

    assert not threads.due
    machine.now = EVERY
    assert threads.due
    threads.changed()
    assert not threads.due


def test_a_change_needs_a_second_trial_that_comes_soon():
    machine = Machine(4.0)
    threads = machine.threads(4)
    machine.now, machine.got = EVERY, 1.2

    assert not threads.changed()
    machine.now += AGAIN
    assert threads.due
    assert threads.changed()
    assert threads.count == 1


def test_a_moment_of_work_beside_changes_nothing():
    machine = Machine(4.0)
    threads = machine.threads(4)
    machine.got = 1.2
    assert not threads.changed()
    machine.got = 4.0

    assert not threads.changed()
    assert not threads.changed()
    assert threads.count == 3


def test_when_the_other_work_is_over_the_threads_come_back():
    machine = Machine(1.2)
    threads = machine.threads(4)
    machine.got = 4.0
    threads.changed()

    assert threads.changed()
    assert threads.count == 3


def test_a_number_that_is_told_stays_and_nothing_is_tried(monkeypatch):
    monkeypatch.setenv("SUMMARIZE_THREADS", "3")
    machine = Machine(1.0)

    threads = machine.threads(2)
    machine.now = 10 * EVERY

    assert (threads.count, threads.due, machine.trials) == (3, False, 0)


@pytest.mark.parametrize("told", ["0", "-1", "two", "1.5"])
def test_what_is_no_number_of_threads_is_refused(monkeypatch, told):
    monkeypatch.setenv("SUMMARIZE_THREADS", told)

    with pytest.raises(UsageError, match="SUMMARIZE_THREADS"):
        Machine(1.0).threads(2)


def test_a_real_trial_finds_some_of_a_core_and_no_more_than_there_are_threads():
    assert 0 < cores_got(2) < 2.1


def test_where_no_trial_can_be_made_the_cores_count_as_free(monkeypatch):
    monkeypatch.setattr("sys.executable", "/nonexistent/python")

    assert cores_got(4) == 4.0
