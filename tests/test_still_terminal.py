"""Whatever stands in a file, in its name or in what is typed: nothing of it acts on a terminal. Each command, from outside."""

import json
import os
import pty
import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from summarize.cli import app
from summarize.render.as_json import rendered as dumps
from tests.hostile import ACTING, BRIEFING

ACTS = "\x1b[31mred\x1b]0;t\x07\x1b]8;;http://e.example\x1b\\\x9b2J\u202eevil\r\x08\x90q\u2066\u200b\n\x1b]52;c;aGk=\x07"
NAME = ACTS.replace("/", "")  # a file's
# What a value must be to be read at all stands as it is; these have keys that are anybody's.
FIXED = {"format", "status", "verdict", "kind", "speech", "modality", "decision", "reliability"}
ANY_KEYS = {"sections", "values", "by_source", "failures", "missing", "cited", "replies", "said", "prompts"}

SCHEMA = f"""
from typing import Literal
from pydantic import BaseModel, Field

class Storms(BaseModel):
    {ACTS!r}
    name: str = Field(title={ACTS!r}, description={ACTS!r})
    kind: Literal[{ACTS!r}, "b"]
"""


def acting(value, key=""):
    """The same with words in front of each text and name that act on a terminal, so that what refers to it still does."""
    if isinstance(value, dict):
        front = ACTS if key in ANY_KEYS else ""
        return {front + name: acting(inner, "status" if key == "by_source" else name) for name, inner in value.items()}
    if isinstance(value, list):
        return [acting(inner, key) for inner in value]
    return ACTS + value if isinstance(value, str) and key not in FIXED and not re.match(r"\d{4}-", value) else value


def whole():
    return json.loads(dumps(BRIEFING))


def readable():
    """A hostile briefing that can be read: its quotations hold."""
    data = acting(whole())
    for one in _citations(data):
        one["end"] += len(ACTS)
    data["value"] = {ACTS: [ACTS]}
    return data


def _citations(value):
    if isinstance(value, dict) and "quote" in value:
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _citations(inner)


def misquoting():
    data = readable()
    for one in _citations(data):
        one["quote"] = ACTS + one["quote"][len(ACTS) :][::-1]
    return data


def broken():
    data = readable()
    data["conflicts"][0]["findings"] = [ACTS, "forged"]
    return data


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder of files that all hold words that act, some of them in their names."""
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    files = {
        "good.json": json.dumps(whole()),
        "readable.json": json.dumps(readable()),
        "misquoting.json": json.dumps(misquoting()),
        "broken.json": json.dumps(broken()),
        "no.json": json.dumps({**whole(), ACTS: 1, "sections": {ACTS: {"title": 3}}}),
        "twice.json": f'{{"format": "summarize.briefing/2", {json.dumps(ACTS)}: 1, {json.dumps(ACTS)}: 2}}',
        "format.json": json.dumps({"format": f"summarize.briefing/{ACTS}"}),
        "gold.jsonl": json.dumps({"id": ACTS, "source": "a.txt", "field": ACTS, "evidence": [ACTS]}),
        "article.txt": f"---\ntitle: x\n---\nThe pier closes. {ACTS} It rots.",
        "claims.jsonl": json.dumps({"id": ACTS, "statement": f"{ACTS} 3", "cited": [f"{ACTS} 4"]}),
        "claim_twice.jsonl": "\n".join([json.dumps({"id": ACTS, "statement": "x", "cited": ["x"]})] * 2),
        "good.review.jsonl": json.dumps({"format": ACTS}),
        "schema.py": SCHEMA,
        "raises.py": f"raise ValueError({ACTS!r})",
        "names.py": f"from pydantic import create_model\nA = create_model('A', **{{{ACTS!r}: (str, ...)}})",
        NAME: "no briefing",
        f"{NAME}.py": "class A(",
        f"{NAME}.jsonl": "{",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8", newline="")
    return tmp_path


BRIEFINGS = ("readable.json", "misquoting.json", "broken.json", "no.json", "twice.json", "format.json", NAME, f"{NAME}.jsonl")
COMMANDS = [
    *(("show", name) for name in BRIEFINGS),
    *(("show", "readable.json", "--all", "--format", form) for form in ("json", "markdown", "annotations", "bibtex", "csl")),
    *(("verify", name, *more) for name in BRIEFINGS for more in ((), ("--json",), ("--against", "."))),
    *(("diff", one, other, *more) for one, other in (("good.json", "readable.json"), ("readable.json", "good.json")) for more in ((), ("--json",))),
    ("diff", "broken.json", NAME),
    ("show", "good.json"),  # its decisions cannot be read
    ("show", "readable.json", "--review", f"{NAME}.jsonl"),
    ("show", "readable.json", "--without", ACTS),
    ("show", "readable.json", "-o", f"{NAME}.md"),
    ("show", "readable.json", "-o", f"{NAME}/x.md"),
    ("update", "readable.json", "article.txt"),
    ("update", NAME, NAME),
    ("review", "readable.json"),
    ("evaluate", "readable.json", "--gold", "gold.jsonl"),
    ("evaluate", "misquoting.json", "--gold", f"{NAME}.jsonl"),
    ("evaluate", "readable.json", "--gold", "gold.jsonl", "--articles", ".", "--json"),
    ("check", "claims.jsonl", "--no-model"),
    ("check", "claim_twice.jsonl", "--no-model"),
    ("check", f"{NAME}.jsonl", "--no-model", "--debug"),
    *(("schema", "show", spec) for spec in ("schema.py:Storms", "raises.py:A", "names.py:A", f"{NAME}.py:A", ACTS, f"{ACTS}:A", f"schema.py:{ACTS}")),
    ("schema", "new", ACTS),
    ("brief", "article.txt", "--schema", "schema.py:Storms", "--model", "test", "--base-url", "http://127.0.0.1:9/v1"),
    ("brief", NAME, "--schema", "raises.py:A", "--debug"),
    ("config", ACTS),
    (ACTS,),
    (f"--{ACTS}",),
    ("show", f"--{ACTS}"),
    ("show", "good.json", NAME, NAME),
    ("show", "good.json", "--format", ACTS),
    ("check", "claims.jsonl", "--fail-under", ACTS),
    ("check", "claims.jsonl", "--jobs", ACTS),
    ("check", "claims.jsonl", "--way", ACTS),
]  # fmt: skip


def spoken(words):
    """A command in words that a report can show."""
    return " ".join("ACTS" + word.removeprefix(NAME) if word.startswith((ACTS, NAME, f"--{ACTS}")) else word for word in words)


@pytest.mark.parametrize("words", COMMANDS, ids=spoken)
def test_no_command_lets_a_file_act_on_a_terminal_or_breaks(here, words):
    done = CliRunner().invoke(app, words)

    assert not ACTING.findall(done.stdout)
    assert not ACTING.findall(done.stderr)
    assert isinstance(done.exception, SystemExit | None)
    assert "internal error" not in done.stderr
    assert ("Traceback" in done.stderr) <= ("--debug" in words)


def test_the_hostile_briefings_are_what_they_are_meant_to_be(here):
    ends = [
        CliRunner().invoke(app, [command, f"{name}.json"])
        for name in ("readable", "misquoting", "broken")
        for command in ("show", "verify")
    ]

    assert [done.exit_code for done in ends] == [0, 1, 1, 1, 1, 1]
    assert ["was changed" in ends[2].stderr, "the source has" in ends[3].stdout, "not a whole briefing" in ends[4].stderr] == [
        True,
        True,
        True,
    ]


def test_a_setting_of_somebody_elses_does_not_act(here):
    (here / "summarize.toml").write_text(f"[show]\nformat = {json.dumps(ACTS)}\n{json.dumps(ACTS)} = 1\n", "utf-8")

    for words in (("config", "show"), ("show", "good.json")):
        done = CliRunner().invoke(app, words)
        assert not ACTING.findall(done.output)
        assert done.exit_code == 2


@pytest.mark.parametrize("form", ["csv", "citations_csv", "html", "markdown"])
def test_on_a_terminal_itself_no_format_acts(here, form):
    own, other = pty.openpty()
    words = [sys.executable, "-m", "summarize", "show", "readable.json", "--format", form]

    with subprocess.Popen(words, stdout=other, stderr=subprocess.PIPE, env={**os.environ, "TERM": "dumb"}) as running:
        os.close(other)
        shown = b"".join(iter(lambda: _read(own), b"")).decode()
        assert running.wait() == 0

    assert not ACTING.findall(shown.replace("\r\n", "\n"))
    assert len(shown) > 1000


def _read(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:  # it is closed at the other end
        return b""
