"""How far a run is: what a program is told, what a person sees on a terminal, and that nothing of it gets in the way."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import summarize
from summarize.cli.progress import Display, Pace
from summarize.engines.watched import Progress
from summarize.errors import EngineError
from summarize.models import Step
from summarize.records import Usage
from summarize.testing import Scripted

PATIENCE = 300  # seconds for what takes a second on an idle machine: only a hang takes longer
READING = Progress(stage="reading", unit="articles", total=4)
CALL = Usage(calls=1)


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def read(done, *, calls, total=4):
    return READING._replace(done=done, share=done / total, used=Usage(calls=calls))


def briefed(tmp_path, script, *, way="writes", **how):
    """What `watch` was told of a run over two articles."""
    for name, text in (("a", "Hurricane Ada reached Porto on Monday."), ("b", "Typhoon Bo missed the islands on Friday.")):
        (tmp_path / f"{name}.txt").write_text(text + "\n")
    told = []
    summarize.brief([tmp_path / "a.txt", tmp_path / "b.txt"], engine=Scripted(script, way=way), watch=told.append, **how)
    return told


# What a program is told


def test_reading_begins_with_nothing_and_ends_with_all_articles_and_all_text(tmp_path, obliging_script):
    reading = [p for p in briefed(tmp_path, obliging_script) if p.stage == "reading"]

    assert (reading[0].done, reading[0].total, reading[0].share) == (0, 2, 0.0)
    assert (reading[-1].done, reading[-1].total, reading[-1].articles) == (2, 2, ())
    assert reading[-1].share == pytest.approx(1.0)


def test_each_article_is_named_while_it_is_read(tmp_path, obliging_script):
    named = {p.articles for p in briefed(tmp_path, obliging_script) if p.stage == "reading"}

    assert named == {(), ("a",), ("b",)}


def test_what_a_run_took_never_shrinks_and_is_at_the_end_what_the_briefing_says(tmp_path, obliging_script):
    (tmp_path / "c.txt").write_text("The old bridge was closed on Tuesday.\n")
    told = []

    made = summarize.brief(tmp_path / "c.txt", engine=Scripted(obliging_script), watch=told.append)

    calls = [p.used.calls + p.used.reused for p in told]
    assert calls == sorted(calls)
    assert calls[-1] == made.made.calls + made.made.reused > 0


def test_a_model_that_weighs_is_asked_at_most_as_many_questions_as_are_told(tmp_path, obliging_script):
    together = [p for p in briefed(tmp_path, obliging_script, way="weighs", budgets=3) if p.stage == "bringing together"]

    assert together[-1].total is not None
    assert together[-1].done <= together[-1].total


def test_a_question_without_an_answer_counts_as_well(tmp_path, obliging_script):
    def failing(prompt, shape):
        return EngineError("no") if "Typhoon" in prompt.user else obliging_script(prompt, shape)

    told = briefed(tmp_path, failing)

    assert told[-1].used.calls >= 2
    assert max(p.done for p in told if p.stage == "reading") == 2


# How much is left


def test_nobody_knows_what_is_left_before_an_article_is_done():
    pace = Pace(Clock())
    pace.note(read(0, calls=3))

    assert pace.left() is None


def test_what_is_left_follows_from_what_the_articles_took_so_far():
    clock = Clock()
    pace = Pace(clock)
    for now, done, calls in ((5, 0, 1), (25, 1, 10), (45, 2, 20)):
        clock.now = now
        pace.note(read(done, calls=calls))

    assert pace.left() == pytest.approx(40.0)  # half the text took 40 s, loading before the first reply left out
    clock.now = 55
    assert pace.left() == pytest.approx(30.0)


def test_articles_whose_replies_were_known_say_nothing_of_the_others():
    clock = Clock()
    pace = Pace(clock)
    for now, done, calls in ((0, 0, 1), (30, 1, 10), (30, 2, 10)):
        clock.now = now
        pace.note(read(done, calls=calls))

    assert pace.left() == pytest.approx(60.0)


def test_when_all_articles_are_read_nothing_is_left_to_tell():
    clock = Clock()
    pace = Pace(clock)
    pace.note(read(0, calls=1))
    clock.now = 30
    pace.note(read(4, calls=9))

    assert pace.left() is None


# What a person sees


def shown(*events, lines=()):
    display = Display(Clock())
    for event in events:
        display.watch(event)
    for line in lines:
        display.say(line)
    return display.lines()


def test_the_display_names_the_article_the_count_and_the_cost():
    used = Usage(calls=52, reused=3, prompt_tokens=18200, cached_tokens=15100, completion_tokens=160, cost_usd=0.01234)

    doing, cost = shown(READING._replace(done=1, articles=("001",), used=used))

    assert doing == "reading 001 · 1 of 4 articles · 0 s"
    assert cost == "52 calls, 3 replies known · 18,200 tokens in (15,100 cached), 160 out · 0.0123 USD"


def test_a_model_without_a_price_shows_how_fast_it_is():
    used = Usage(calls=1, prompt_tokens=300, cached_tokens=100, completion_tokens=40, seconds=2.0)

    assert shown(READING._replace(used=used))[1].endswith("· 120 tokens/s")


def test_a_question_that_takes_long_is_named_with_how_long_it_is_under_way():
    clock = Clock()
    display = Display(clock)
    display.watch(READING._replace(articles=("001",), asked="fill"))
    assert "fill" not in display.lines()[0]

    clock.now += 34

    assert "asked 'fill' 34 s ago" in display.lines()[0]


def test_comparisons_are_told_as_at_most_so_many():
    now = Progress(stage="bringing together", unit="questions", done=4, total=30, asked="same_act", used=CALL)

    assert shown(now)[0] == "comparing · 4 of at most 30 questions · 0 s"


def test_of_many_articles_at_once_three_are_named():
    now = READING._replace(articles=("a", "b", "c", "d", "e"))

    assert shown(now)[0].startswith("reading a, b, c, 2 more · ")


def test_a_long_name_is_cut():
    assert "x" * 31 not in shown(READING._replace(articles=("x" * 200,)))[0]


def test_a_step_is_shown_until_there_is_news(capsys):
    assert shown(READING, lines=[Step("loading the language model")])[0].startswith("loading the language model")
    assert capsys.readouterr().err == ""


# On a real terminal


@pytest.fixture
def here(tmp_path, monkeypatch, server, obliging):
    """Two articles, one of them with a name that would colour a terminal, and a model that waits for `gate`."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "SUMMARIZE_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("PYTHONPATH", str(Path(summarize.__file__).parent.parent))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.chdir(tmp_path)
    Path("\x1b[31mred.txt").write_text("Hurricane Ada reached Porto on Monday.\n")
    Path("b.txt").write_text("Typhoon Bo missed the islands on Friday.\n")
    server.gate = threading.Event()
    server.respond = lambda body: (server.gate.wait(PATIENCE), obliging(body))[1]
    yield server
    server.gate.set()


class OnTerminal:
    """A run of the program whose standard error is a terminal; `seen` is what came there."""

    def __init__(self, *words):
        self.seen = ""
        self._side, own = pty.openpty()
        self.process = subprocess.Popen([sys.executable, "-m", "summarize", *words], stdout=subprocess.PIPE, stderr=own)
        os.close(own)

    def until(self, pattern):
        """Read until `pattern` was seen, or to the end without one."""
        limit = time.monotonic() + PATIENCE
        while pattern is None or not re.search(pattern, self.seen):
            assert time.monotonic() < limit, self.seen
            if select.select([self._side], [], [], 1.0)[0] and not self._read():
                break

    def _read(self):
        try:
            data = os.read(self._side, 65536)
        except OSError:  # the other side is closed
            return False
        self.seen += data.decode()
        return bool(data)

    def end(self):
        self.until(None)
        os.close(self._side)
        page, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, page


def running(server, *words):
    return OnTerminal("brief", "\x1b[31mred.txt", "b.txt", "--model", "m", "--base-url", server.url, "--jobs", "1", *words)


def test_a_terminal_shows_the_display_and_nothing_of_it_stays(here):
    run = running(here)
    run.until("0 of 2 articles")
    here.gate.set()
    status, page = run.end()

    assert status == 0
    assert b"of 2 articles" not in page
    assert "\x1b[31m" not in run.seen
    assert "\x1b[?25l" not in run.seen  # the cursor is never hidden
    last = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", run.seen).rstrip().splitlines()[-1]
    assert re.match(r"\d+ calls, ", last)


def test_ctrl_c_takes_the_display_away_and_says_one_line(here):
    run = running(here)
    run.until("0 of 2 articles")
    run.process.send_signal(signal.SIGINT)
    status, _ = run.end()

    assert status == 130
    assert run.seen.rstrip().endswith("stopped; replies in the cache are kept, and the same command goes on from there")


def test_an_error_takes_the_display_away_and_says_one_line(here):
    here.respond = None
    here.fail(401, repeat=True)
    run = running(here)
    status, _ = run.end()

    assert status == 1
    assert "Traceback" not in run.seen
    assert "wants a key" in run.seen.rstrip().splitlines()[-1]


@pytest.mark.parametrize(("words", "term"), [(["-q"], "xterm"), ([], "dumb")], ids=["quiet", "dumb"])
def test_no_display_where_it_is_not_wanted_or_cannot_be(here, monkeypatch, words, term):
    monkeypatch.setenv("TERM", term)
    here.gate.set()
    run = running(here, *words)
    status, _ = run.end()

    assert status == 0
    assert "\x1b" not in run.seen
    assert "0 of 2" not in run.seen
    assert ("[1/2] " in run.seen) == (term == "dumb")  # who cannot be shown it is told
