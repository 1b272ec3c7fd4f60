"""The JSON Schema of the briefing format: it is what the code writes, and what it reads."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import summarize
from summarize import render
from summarize.briefing.file import load
from summarize.briefing.json_schema import json_schema
from summarize.errors import BriefingError
from tests.pier import briefing

ROOT = Path(__file__).parent.parent
PUBLISHED = json.loads((ROOT / "docs/briefing.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def validator():
    return Draft202012Validator(PUBLISHED, format_checker=Draft202012Validator.FORMAT_CHECKER)


def written(made):
    return json.loads(render.rendered(made, "json"))


def broken(data, *path, to):
    """The same file with another value at a place."""
    *above, last = path
    inner = data
    for step in above:
        inner = inner[step]
    inner[last] = to
    return data


def test_the_published_schema_is_what_the_code_gives():
    assert json_schema() == PUBLISHED, "run python tools/briefing_schema.py"


def test_it_is_a_json_schema():
    Draft202012Validator.check_schema(PUBLISHED)


def test_a_briefing_is_valid(validator):
    assert list(validator.iter_errors(written(briefing()))) == []


@pytest.mark.record
def test_the_briefing_of_the_seeds_is_valid(validator, monkeypatch):
    monkeypatch.chdir(ROOT)
    tape = ROOT / "cassettes/test_seeds/five_articles.json"

    made = summarize.brief("seeds", schema="multinational_force", model="local", cassette=tape)

    assert list(validator.iter_errors(written(made))) == []


def test_keys_of_a_newer_version_are_valid_as_they_are_read(validator):
    data = written(briefing()) | {"mood": "calm"}

    assert list(validator.iter_errors(data)) == []
    assert load(data, check=False).schema_.name == "s"


@pytest.mark.parametrize("key", ["format", "schema", "made", "sources", "sections"])
def test_what_every_version_writes_is_required(validator, key):
    data = written(briefing())
    del data[key]

    assert [error.message for error in validator.iter_errors(data)] == [f"'{key}' is a required property"]
    with pytest.raises(BriefingError):
        load(data)


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("format",), "summarize.briefing/3"),
        (("sections", "plans", "findings", 0, "citations", 0, "start"), -1),
        (("sections", "plans", "findings", 0, "citations"), []),
        (("sections", "plans", "findings", 0, "credibility"), 7),
        (("sections", "plans", "findings", 0, "verdict"), "true"),
        (("sources", 0, "published"), "yesterday"),
        (("conflicts", 0, "kind"), "quarrel"),
    ],
)
def test_what_is_refused_on_reading_is_not_valid(validator, path, to):
    data = broken(written(briefing()), *path, to=to)

    assert len(list(validator.iter_errors(data))) == 1
    with pytest.raises(BriefingError):
        load(data, check=False)
