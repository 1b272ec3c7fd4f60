"""The file of decisions under bad luck: two writers at once, a full disk, lines that somebody else wrote."""

import fcntl
import json
import os
import subprocess
import sys
import threading

import pytest

from summarize.briefing.decisions import append, read
from summarize.errors import BriefingError
from tests.test_review import BEFORE, decision

ACCEPTED = decision(BEFORE, "stance-1")


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "b.review.jsonl"
    append(found, ACCEPTED)
    return found


def test_who_appends_waits_for_another_who_does(path):
    added = threading.Thread(target=append, args=(path, ACCEPTED))

    with path.open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        added.start()
        added.join(0.05)
        alone = len(read(path).lines)
    added.join()

    assert (alone, len(read(path).lines)) == (1, 2)


def test_of_what_a_full_disk_takes_of_a_line_nothing_stays(path):
    told = (
        "import resource, sys; from pathlib import Path; from summarize.briefing.decisions import append, read;"
        "path = Path(sys.argv[1]); size = path.stat().st_size; resource.setrlimit(resource.RLIMIT_FSIZE, (size + 99, size + 99));"
        "append(path, read(path).lines[0])"
    )
    before = path.read_bytes()

    done = subprocess.run([sys.executable, "-c", told, path], capture_output=True, text=True, timeout=300, check=False)

    assert f"OutputError: cannot write {str(path)!r}: File too large" in done.stderr
    assert path.read_bytes() == before


def test_a_named_pipe_holds_no_decisions_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "b.review.jsonl")

    with pytest.raises(BriefingError, match="a named pipe"):
        read(tmp_path / "b.review.jsonl")


def changed(path, **new):
    """The line of a decision with something else in it, as JSON."""
    return json.dumps({**json.loads(path.read_text("utf-8")), **new})


DEEP = "[" * 400 + "]" * 400
LINES = {
    "half a character": lambda path: changed(path, reason="\ud800"),
    "a deep value": lambda path: changed(path, note="DEEP").replace('"DEEP"', DEEP),
    "no number": lambda path: changed(path, note=float("nan")),
    "a long number": lambda path: changed(path, note="N").replace('"N"', "9" * 10_000),
    "a key twice": lambda path: changed(path).replace('"by":', '"by": "bob", "by":'),
    "another type": lambda path: changed(path, at=["2026"]),
    "another decision": lambda path: changed(path, decision="\x1b[31mforged\n"),
    "another format": lambda path: changed(path, format="\x1b[31m"),
    "no object": lambda _: "[]",
    "no claim": lambda path: changed(path, claimed=None),
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_line_that_cannot_be_used_is_named(path, line):
    path.write_text(f"{line(path)}\n{path.read_text('utf-8')}", "utf-8")

    with pytest.raises(BriefingError, match=r"\.review\.jsonl', line 1 ") as caught:
        read(path)

    assert "\n" not in str(caught.value)
