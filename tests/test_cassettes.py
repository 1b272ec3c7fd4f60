"""What is recorded in `cassettes/` can be published: what the model was asked, what it said, and nothing else."""

import json
import re
from pathlib import Path

import pytest

from summarize.engines.cassette_format import FORMAT, PATH, Layout
from summarize.engines.cassettes import ASKED, SAID

ROOT = Path(__file__).parent.parent
CASSETTES = sorted((ROOT / "cassettes").rglob("*.json"))
SECRET = re.compile(
    r"sk-[A-Za-z0-9_-]{16}|Bearer\s+\S{8}|(?i:api[_-]?key\"?\s*[:=])|-----BEGIN|/home/|/Users/|/root/|\b(?:\d{1,3}\.){3}\d{1,3}:\d+|\.gguf"
)
LARGEST = 5 * 1024 * 1024  # bytes; a briefing of five articles takes a few hundred questions


def ids(path):
    return path.relative_to(ROOT / "cassettes").as_posix()


@pytest.fixture(params=CASSETTES, ids=ids)
def path(request):
    return request.param


def test_the_folder_holds_whole_cassettes_only():
    others = [p for p in (ROOT / "cassettes").rglob("*") if p.is_file() and p.suffix != ".json" and p.name != ".gitkeep"]

    assert others == []


def test_a_cassette_holds_no_secret_and_no_place(path):
    assert SECRET.findall(path.read_text(encoding="utf-8")) == []


def test_a_cassette_is_of_a_size_that_can_be_reviewed(path):
    assert path.stat().st_size < LARGEST


def test_a_cassette_holds_only_what_is_asked_and_said(path):
    tape = json.loads(path.read_text(encoding="utf-8"))

    assert tape["format"] == FORMAT
    for each in tape["interactions"]:
        assert set(each["request"]) == {"method", "path", "type", "body"}
        assert set(each["response"]) == {"status", "type", "body"}
        assert each["request"]["path"] == PATH
        assert set(each["request"]["body"]) <= set(ASKED)
        assert set(each["response"]["body"]) <= set(SAID)


def test_no_question_stands_in_a_cassette_twice(path):
    tape = json.loads(path.read_text(encoding="utf-8"))

    bodies = [json.dumps(each["request"]["body"], sort_keys=True) for each in tape["interactions"]]
    assert len(bodies) == len(set(bodies))


def test_a_cassette_would_be_written_today_as_it_stands(path):
    written = path.read_text(encoding="utf-8")

    assert Layout.serialize(Layout.deserialize(written)) == written
