import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from pydantic import BaseModel, Field

from summarize.engines.caching import Cached
from summarize.errors import EngineError
from summarize.records import Usage
from summarize.testing import Scripted


class Found(BaseModel):
    numbers: list[int]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "replies.sqlite"


@pytest.fixture
def talk():
    return []


def test_a_question_is_paid_for_once(path, talk, asked):
    engine = Scripted([{"numbers": [1]}])

    first = Cached(engine, path, say=talk.append).reply(asked, Found)
    second = Cached(engine, path, say=talk.append).reply(asked, Found)

    assert first.value == second.value
    assert first.usage == Usage(calls=1)
    assert second.usage == Usage(reused=1)
    assert talk == []


def test_shares_are_kept_to_the_last_digit(path, talk, asked):
    cached = Cached(Scripted([0.1 + 0.2], way="weighs"), path, say=talk.append)

    cached.choose(asked, ("yes", "no"))

    assert cached.choose(asked, ("yes", "no")) == ((0.1 + 0.2, 1 - (0.1 + 0.2)), Usage(reused=1))


@pytest.mark.parametrize(
    "change",
    [{"digest": "sha256:2"}, {"system": "x"}, {"user": "x"}, {"turns": (("user", "x"),)}],
    ids=["digest", "system", "user", "turns"],
)
def test_another_prompt_is_another_question(path, talk, asked, change):
    engine = Scripted([{"numbers": [1]}, {"numbers": [2]}])
    cached = Cached(engine, path, say=talk.append)
    cached.reply(asked, Found)

    assert cached.reply(asked._replace(**change), Found).value.numbers == [2]


def test_another_model_is_another_question(path, talk, asked):
    Cached(Scripted([{"numbers": [1]}], name="a"), path, say=talk.append).reply(asked, Found)

    other = Cached(Scripted([{"numbers": [2]}], name="b"), path, say=talk.append).reply(asked, Found)

    assert other.value.numbers == [2]


def test_other_words_and_another_shape_are_other_questions(path, talk, asked):
    class Wider(Found):
        statement: str = ""

    cached = Cached(Scripted([0.1, 0.2, {"numbers": [1]}, {"numbers": [2]}]), path, say=talk.append)

    assert [cached.choose(asked, w).probability for w in (("a", "b"), ("b", "a"))] == [0.1, 0.2]
    assert [cached.reply(asked, s).value.numbers for s in (Found, Wider)] == [[1], [2]]


def test_what_was_answered_is_recalled_whichever_way_the_model_goes(path, talk, asked):
    Cached(Scripted([0.25], way="weighs"), path, say=talk.append).choose(asked, ("yes", "no"))

    again = Cached(Scripted([], way="writes"), path, say=talk.append).choose(asked, ("yes", "no"))

    assert (again.probability, again.usage) == (0.25, Usage(reused=1))


def test_aliases_survive(path, talk, asked):
    class Aliased(BaseModel):
        kind: str = Field(alias="type")

    cached = Cached(Scripted([{"type": "x"}]), path, say=talk.append)
    cached.reply(asked, Aliased)

    assert cached.reply(asked, Aliased).value.kind == "x"


def test_a_failure_is_not_kept(path, talk, asked):
    cached = Cached(Scripted([EngineError("no"), {"numbers": [1]}]), path, say=talk.append)
    with pytest.raises(EngineError):
        cached.reply(asked, Found)

    assert cached.reply(asked, Found).usage.calls == 1


def test_a_kept_reply_that_no_longer_fits_is_asked_for_again(path, talk, asked):
    cached = Cached(Scripted([{"numbers": [1]}, {"numbers": [2]}]), path, say=talk.append)
    cached.reply(asked, Found)
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE replies SET reply = '{}'")
        database.commit()

    assert cached.reply(asked, Found).value.numbers == [2]
    assert talk == []


def test_a_corrupt_file_is_told_once_and_gone_without(path, talk, asked):
    path.parent.mkdir()
    path.write_bytes(b"not a database at all" * 100)
    cached = Cached(Scripted([{"numbers": [1]}, {"numbers": [2]}]), path, say=talk.append)

    replies = [cached.reply(asked, Found).value.numbers for _ in range(2)]

    assert replies == [[1], [2]]
    assert len(talk) == 1
    assert str(path) in talk[0]


def test_a_place_that_cannot_be_written_is_gone_without(tmp_path, talk, asked):
    (tmp_path / "file").write_text("in the way")
    cached = Cached(Scripted([{"numbers": [1]}]), tmp_path / "file" / "replies.sqlite", say=talk.append)

    assert cached.reply(asked, Found).value.numbers == [1]
    assert len(talk) == 1


def test_a_locked_file_is_gone_without(path, talk, asked, monkeypatch):
    monkeypatch.setattr("summarize.engines.store.PATIENCE", 0.01)
    cached = Cached(Scripted([{"numbers": [1]}, {"numbers": [2]}]), path, say=talk.append)
    cached.reply(asked, Found)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")

        assert cached.reply(asked, Found).value.numbers == [2]

    assert "locked" in talk[0]


def test_the_file_holds_neither_prompts_nor_names(path, talk, asked):
    Cached(Scripted([{"numbers": [1]}], name="openai/secret"), path, say=talk.append).reply(asked, Found)

    kept = path.read_bytes()

    assert b"Zo" not in kept
    assert b"openai" not in kept


def test_threads_share_a_file(path, talk, asked):
    cached = Cached(Scripted(lambda prompt, _: {"numbers": [int(prompt.user)]}), path, say=talk.append)
    prompts = [asked._replace(user=str(n % 5)) for n in range(40)]

    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(lambda p: cached.reply(p, Found), prompts))

    assert [r.value.numbers for r in replies] == [[n % 5] for n in range(40)]
    assert talk == []


KILLED = """
import os, signal, sys
from pathlib import Path
from pydantic import BaseModel
from summarize.engines.caching import Cached
from summarize.engines.prompts import Prompt
from summarize.testing import Scripted

class Found(BaseModel):
    numbers: list[int]

def script(prompt, shape):
    if prompt.user == "2":
        os.kill(os.getpid(), signal.SIGKILL)
    return {"numbers": [int(prompt.user)]}

cached = Cached(Scripted(script), Path(sys.argv[1]), say=print)
for n in range(5):
    cached.reply(Prompt("p", "d", "", str(n)), Found)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_run_keeps_what_it_had(path, talk, asked):
    run = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert run.returncode == -signal.SIGKILL
    engine = Scripted([])
    prompts = [asked._replace(name="p", digest="d", system="", user=str(n)) for n in range(2)]

    replies = [Cached(engine, path, say=talk.append).reply(p, Found) for p in prompts]

    assert [r.value.numbers for r in replies] == [[0], [1]]
    assert engine.prompts == []
