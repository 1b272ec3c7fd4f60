"""The file with replies may be anything, and anybody's: a run goes on, and nothing in it is believed or broken."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from summarize.engines import store
from summarize.engines.caching import Cached
from summarize.engines.store import TABLE, Store
from summarize.testing import Scripted

YES = ("yes", "no")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "replies.sqlite"


@pytest.fixture
def talk():
    return []


@pytest.fixture
def replies(path, talk):
    return Store(path, talk.append)


def rewrite(path, *statements):
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for statement in statements:
            database.execute(*statement) if isinstance(statement, tuple) else database.execute(statement)


def test_a_file_of_no_length_becomes_a_cache(path, replies, talk):
    path.touch()
    replies.put("q", "a")

    assert (replies.get("q"), replies.keeps, talk) == ("a", True, [])


def test_a_cache_that_was_made_before_is_used(path, replies, talk):
    old = TABLE.replace("TABLE", "TABLE IF NOT EXISTS")
    rewrite(path, old, ("INSERT INTO replies VALUES (?, ?)", ("q", "a")))

    assert (replies.get("q"), talk) == ("a", [])


@pytest.mark.parametrize(
    "made",
    [
        ["CREATE TABLE notes (note TEXT)"],
        ["CREATE TABLE replies (question TEXT, reply TEXT)"],
        [TABLE, "CREATE TABLE notes (note TEXT)"],
        ["CREATE VIEW replies AS SELECT 'q' AS question, 'a' AS reply"],
        [TABLE, "CREATE TRIGGER t AFTER INSERT ON replies BEGIN DELETE FROM replies; END"],
    ],
    ids=["table", "columns", "more", "view", "trigger"],
)
def test_another_programs_file_is_not_touched(path, replies, talk, made):
    rewrite(path, *made)
    before = path.read_bytes()
    replies.put("q", "a")

    assert (replies.get("q"), replies.keeps) == (None, False)
    assert path.read_bytes() == before
    assert talk == [f"going on without the cache {str(path)!r}: it is another program's file"]


@pytest.mark.parametrize("damage", [lambda _: b"x" * 5000, lambda data: data[:4096] + b"\xff" * 4096 + data[8192:]])
def test_a_damaged_file_may_be_deleted_and_is_not_written_to(path, replies, talk, damage):
    rewrite(path, TABLE, *(("INSERT INTO replies VALUES (?, ?)", (f"q{n}", "a" * 3000)) for n in range(50)))
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()

    for n in range(50):
        replies.get(f"q{n}")
        replies.put(f"new {n}", "b")

    assert path.read_bytes() == before
    assert len(talk) == 1
    assert talk[0].endswith("(it may be deleted)")


def test_a_locked_file_is_not_called_one_that_may_be_deleted_and_is_used_when_it_is_free(path, talk, monkeypatch):
    monkeypatch.setattr(store, "PATIENCE", 0.01)
    replies = Store(path, talk.append)
    replies.put("q", "a")
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        replies.put("other", "b")
        assert (replies.get("q"), replies.keeps) == (None, False)

    assert replies.get("q") == "a"
    assert talk == [f"the cache {str(path)!r} is locked by another program: going on without it as long as it is"]


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted")
@pytest.mark.parametrize("gone", [lambda path: path.unlink(), lambda path: path.rename(path.with_name("moved"))])
def test_a_file_that_is_deleted_meanwhile_is_made_anew(path, replies, talk, gone):
    replies.put("q", "a")
    gone(path)
    replies.put("q", "b")

    assert Store(path, talk.append).get("q") == "b"
    assert talk == []


def test_a_folder_by_its_name_is_gone_without(path, replies, talk):
    path.mkdir()
    replies.put("q", "a")

    assert replies.get("q") is None
    assert talk == [f"going on without the cache {str(path)!r}: it is no file"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")
def test_a_named_pipe_by_its_name_is_not_waited_for(path, replies, talk):
    os.mkfifo(path)

    assert replies.get("q") is None
    assert len(talk) == 1


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a place where nobody can write")
def test_a_place_where_nobody_can_write_is_gone_without(talk):
    replies = Store(Path("/proc/self/replies.sqlite"), talk.append)
    replies.put("q", "a")

    assert replies.get("q") is None
    assert len(talk) == 1


AS_NOBODY = """
import os, sys
from pathlib import Path
from summarize.engines.store import Store
if os.getuid() == 0:
    os.setuid(65534)
replies = Store(Path(sys.argv[1]), print)
for n in range(2):
    replies.put(f"new {n}", "b")
print(replies.get("q"), replies.keeps)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o755, 0o444), (0o555, 0o444)], ids=["file", "folder"])
def test_a_cache_that_may_only_be_read_is_read(talk, folder_mode, file_mode):
    with tempfile.TemporaryDirectory() as folder:  # which others may enter, unlike pytest's
        path = Path(folder) / "replies.sqlite"
        Store(path, talk.append).put("q", "a")
        path.chmod(file_mode)
        path.parent.chmod(folder_mode)
        done = subprocess.run([sys.executable, "-c", AS_NOBODY, str(path)], capture_output=True, text=True, check=False)
        path.parent.chmod(0o755)

    assert done.stderr == ""
    told, found = done.stdout.splitlines()
    assert told == f"replies are not kept in the cache {str(path)!r}: attempt to write a readonly database"
    assert found == "a False"


FULL = """
import resource, signal, sys
from pathlib import Path
from summarize.engines.store import Store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
replies = Store(Path(sys.argv[1]), print)
replies.put("q", "a")
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
replies.put("large", "b" * 200_000)
print(replies.get("q"), replies.get("large"), replies.keeps)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
replies.put("large", "b" * 200_000)
print(replies.get("q"), len(replies.get("large")), replies.keeps)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")
def test_what_a_full_disk_does_not_take_is_not_kept_and_what_is_there_is_still_read(path):
    done = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=False)

    assert done.stderr == ""
    told, full, free = done.stdout.splitlines()
    assert told.startswith("replies are not kept in the cache")
    assert (full, free) == ("a None False", "a 200000 True")


@pytest.mark.parametrize("reply", [None, 1, 0.5, b"\xff", "x" * 2_000_000])
def test_what_is_no_reply_is_none(path, replies, talk, monkeypatch, reply):
    monkeypatch.setattr(store, "LARGEST", 1_000_000)
    rewrite(path, TABLE)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '')")
        database.commit()
    rewrite(path, ("INSERT INTO replies VALUES (?, ?)", ("q", reply)))
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute("UPDATE sqlite_master SET sql = ?", (TABLE,))
        database.commit()

    known = replies.get("q")

    assert known in {None, "1", "0.5"}  # SQLite makes text of a number
    assert talk == []


@pytest.mark.parametrize(
    "reply", ["[NaN, 1]", "[0.5]", "[0.5, 0.5, 0.0]", "[2, -1]", "[1e400, 0]", "[" * 5000, '["a", "b"]', "{}", "null", ""]
)
def test_shares_that_are_none_are_asked_again(path, talk, asked, reply):
    cached = Cached(Scripted([0.25, 0.75]), path, say=talk.append)
    cached.choose(asked, YES)
    rewrite(path, ("UPDATE replies SET reply = ?", (reply,)))

    assert cached.choose(asked, YES).shares == (0.75, 0.25)


def test_a_run_whose_replies_are_all_known_opens_its_file_once(path, talk, asked, monkeypatch):
    Cached(Scripted(lambda *_: 1.0), path, say=talk.append).choose(asked, YES)
    really, opened = sqlite3.connect, []
    monkeypatch.setattr(sqlite3, "connect", lambda *words, **how: opened.append(words) or really(*words, **how))
    cached = Cached(Scripted([]), path, say=talk.append)

    for _ in range(100):
        cached.choose(asked, YES)

    assert len(opened) == 1
