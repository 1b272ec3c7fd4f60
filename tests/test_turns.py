"""Threads and processes with the same questions pay each one once, and nobody waits for who is dead."""

import signal
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from summarize.engines import turns
from summarize.engines.caching import Cached
from summarize.engines.once import Once
from summarize.engines.prompts import Prompt
from summarize.engines.turns import Turns
from summarize.errors import EngineError
from summarize.testing import Scripted

YES = ("yes", "no")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs locks that the kernel keeps")

# Asks the questions 0 … n-1 in 64 threads, in an order of its own, and says each that it had to ask.
ASKING = """
import json, random, sys, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from summarize.engines.caching import Cached
from summarize.engines.prompts import Prompt
from summarize.testing import Scripted

cache, seed, number, slow = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]

def script(prompt, words):
    sys.stdout.write(prompt.user + "\\n")  # at once, unlike `print`
    sys.stdout.flush()
    time.sleep(600 if prompt.user == slow else 0.002)
    return 0.25

engine = Cached(Scripted(script), Path(cache), say=lambda line: None)
numbers = list(range(number))
random.Random(seed).shuffle(numbers)
with ThreadPoolExecutor(64) as pool:
    for _ in pool.map(lambda n: engine.choose(Prompt("p", "d", "", str(n)), ("yes", "no")), numbers):
        pass
print("done", flush=True)
"""


def question(number):
    return Prompt("p", "d", "", str(number))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "replies.sqlite"


@pytest.fixture
def asking(path):
    begun = []

    def start(seed, number, slow=""):
        command = [sys.executable, "-c", ASKING, str(path), str(seed), str(number), slow]
        begun.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.communicate()


@POSIX
def test_two_processes_with_64_threads_each_pay_each_question_once(asking):
    processes = [asking(seed, 60) for seed in (1, 2)]
    said = [line for process in processes for line in process.communicate(timeout=300)[0].splitlines()]

    assert Counter(said) == Counter([*map(str, range(60)), "done", "done"])


@POSIX
def test_a_process_waits_for_the_reply_that_another_asks_for_and_is_told_of_it(asking, path, until):
    other, said = asking(1, 1, slow="0"), []
    other.stdout.readline()
    mine = Scripted([0.5])
    waiting = threading.Thread(target=Cached(mine, path, say=said.append).choose, args=(question(0), YES))
    waiting.start()
    until(lambda: said)

    assert said == ["another run asks the same: waiting for its replies"]
    assert mine.prompts == []
    other.kill()  # the kernel gives its turn to the next one
    waiting.join(60)
    assert mine.prompts == [question(0)]


@POSIX
def test_a_process_that_is_suspended_is_not_waited_for_without_end(asking, path, monkeypatch):
    monkeypatch.setattr(turns, "LONGEST", 0.1)
    other = asking(1, 1, slow="0")
    other.stdout.readline()
    other.send_signal(signal.SIGSTOP)

    assert Cached(Scripted([0.5]), path, say=print).choose(question(0), YES).usage.calls == 1


@POSIX
def test_questions_of_others_that_are_under_way_hold_up_no_other(asking, path):
    other = asking(1, 1, slow="0")
    other.stdout.readline()

    assert Cached(Scripted([0.5]), path, say=print).choose(question(1), YES).usage.calls == 1


def test_where_there_are_no_locks_a_question_is_asked(path, monkeypatch):
    (path.parent / "replies.sqlite.turns").mkdir()

    assert Cached(Scripted([0.5]), path, say=print).choose(question(0), YES).usage.calls == 1


@pytest.mark.parametrize("remembering", [Once, lambda engine: engine])
def test_of_64_threads_that_ask_the_same_where_the_first_fails_one_asks_again(path, remembering):
    under_way, most, lock, all_there = 0, 0, threading.Lock(), threading.Barrier(64)
    answers = [EngineError("busy"), 0.25]

    def script(*_):
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        threading.Event().wait(0.02)
        with lock:
            under_way -= 1
            return answers.pop(0)

    asked = Scripted(script)
    engine = remembering(Cached(asked, path, say=print))

    def ask(_):
        all_there.wait(60)
        try:
            return engine.choose(question(0), YES).probability
        except EngineError:
            return None

    with ThreadPoolExecutor(64) as pool:
        found = Counter(pool.map(ask, range(64)))

    assert found == {0.25: 63, None: 1}
    assert (len(asked.prompts), most) == (2, 1)


def test_a_turn_that_nobody_has_is_forgotten():
    taken = Turns()
    for number in range(10):
        with taken.of(str(number)):
            pass

    assert taken._turns == {}


def test_the_file_in_which_processes_take_turns_holds_nothing(path):
    Cached(Scripted([0.5]), path, say=print).choose(question(0), YES)

    assert sorted((p.name, p.name.endswith(".turns") and p.stat().st_size) for p in path.parent.iterdir()) == [
        ("replies.sqlite", False),
        *([("replies.sqlite.turns", 0)] if sys.platform != "win32" else []),
    ]
