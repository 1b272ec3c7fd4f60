"""What is written is whole or not at all, wherever it goes."""

import io
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from summarize.errors import OutputError
from summarize.files import lines_to, put, write

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")
TEXT = "The pier is shut. " * 20_000


class InParts(io.RawIOBase):
    """A file that takes three bytes, then none, then three …"""

    def __init__(self):
        self.data = b""
        self.turn = 0

    def writable(self):
        return True

    def write(self, data):
        self.turn += 1
        if self.turn % 2 == 0:
            return None
        self.data += bytes(data[:3])
        return len(data[:3])


@pytest.mark.parametrize("wrap", [lambda raw: raw, lambda raw: io.BufferedWriter(raw, 4)], ids=["raw", "buffered"])
def test_a_file_that_takes_data_in_parts_gets_all_of_it(wrap):
    raw = InParts()
    file = wrap(raw)

    put(b"a briefing in some words", file)

    assert raw.data == b"a briefing in some words"


@POSIX
@pytest.mark.parametrize("buffering", [0, -1])
def test_a_pipe_that_does_not_block_gets_all_of_it_though_its_reader_is_slow(buffering):
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with os.fdopen(writing, "wb", buffering) as file, os.fdopen(reading, "rb") as reader, ThreadPoolExecutor(1) as pool:
        got = pool.submit(reader.read, len(TEXT))
        put(TEXT.encode(), file)

        assert got.result(60) == TEXT.encode()


@POSIX
def test_a_named_pipe_is_written_to_as_it_is(tmp_path):
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with ThreadPoolExecutor(1) as pool:
        got = pool.submit(fifo.read_text)
        write(TEXT, fifo)

        assert got.result(60) == TEXT
    assert stat.S_ISFIFO(fifo.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
def test_standard_output_by_its_name_may_be_a_pipe():
    code = "from summarize.files import write; write('whole', '/dev/stdout')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.stdout, done.stderr) == ("whole", "")


def in_a_circle(folder):
    (folder / "a").symlink_to(folder / "b")
    (folder / "b").symlink_to(folder / "a")
    return folder / "a"


def in_a_file(folder):
    (folder / "file").touch()
    return folder / "file" / "b.json"


@POSIX
@pytest.mark.parametrize(
    ("place", "why"),
    [
        (lambda folder: folder, "directory"),
        (lambda folder: folder / "gone" / "b.json", "No such file"),
        (lambda folder: folder / ("x" * 300), "too long"),
        (lambda folder: folder / "a\0b", "not a file name"),
        (in_a_circle, "symbolic links"),
        (in_a_file, "Not a directory"),
    ],
    ids=["folder", "no-folder", "long-name", "nul", "circle", "in-a-file"],
)
def test_a_place_that_cannot_be_is_one_line(tmp_path, place, why):
    path = place(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    for attempt in (lambda: write("x", path), lambda: lines_to(path, say=print).__enter__()):
        with pytest.raises(OutputError, match=why) as caught:
            attempt()
        assert "\n" not in str(caught.value)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_that_is_read_only_stays_as_it_is(tmp_path, monkeypatch):
    path = tmp_path / "b.json"
    path.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything, and tests may run as root

    with pytest.raises(OutputError, match="read-only"):
        write("new", path)

    assert path.read_text() == "old"


def test_a_name_of_many_letters_that_take_more_than_one_byte_is_no_trouble(tmp_path):
    path = tmp_path / ("港" * 84)

    write("whole", path)

    assert path.read_text() == "whole"


def test_a_surrogate_is_written_as_its_escape(tmp_path):
    write("a \ud800 b", tmp_path / "b")

    assert (tmp_path / "b").read_text() == "a \\ud800 b"


def test_of_two_that_write_to_one_file_at_once_one_is_there_whole(tmp_path):
    path, texts = tmp_path / "b.json", [letter * 300_000 for letter in "ab"]
    path.write_text(texts[0])
    with ThreadPoolExecutor(2) as pool:
        writers = [pool.submit(lambda t=t: [write(t, path) for _ in range(10)]) for t in texts]
        while not all(w.done() for w in writers):
            assert path.read_text() in texts

    assert [p.name for p in tmp_path.iterdir()] == ["b.json"]


@POSIX
def test_a_second_run_that_would_write_lines_to_the_same_file_is_refused_and_the_first_goes_on(tmp_path):
    path, said = tmp_path / "r.jsonl", []
    with lines_to(path, say=said.append) as first:
        first("one\n")
        with pytest.raises(OutputError, match="another run"), lines_to(path, say=said.append):
            pass
        first("two\n")

    assert path.read_text() == "one\ntwo\n"
    assert said == []


def test_lines_of_which_none_was_written_leave_nothing(tmp_path):
    said = []
    with pytest.raises(KeyboardInterrupt), lines_to(tmp_path / "r.jsonl", say=said.append):
        raise KeyboardInterrupt

    assert (list(tmp_path.iterdir()), said) == ([], [])


def test_lines_that_an_earlier_run_left_are_replaced(tmp_path):
    (tmp_path / "r.jsonl.partial").write_text("left over\n")

    with lines_to(tmp_path / "r.jsonl", say=print) as write_line:
        write_line("new\n")

    assert (tmp_path / "r.jsonl").read_text() == "new\n"
    assert [p.name for p in tmp_path.iterdir()] == ["r.jsonl"]
