"""The tutorial, followed step by step as it is written: its commands are run, and what they print is what it shows.

The model's replies are those of the embedded model, recorded by `make record`.
"""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarize.briefing.file import load
from summarize.cli import app
from summarize.testing import assert_cited

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "tutorial.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """The folder of the tutorial, as a newcomer has it."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(DOCS / "tutorial/articles", "articles")
    return tmp_path


def run(line, *more):
    return CliRunner().invoke(app, [*shlex.split(line)[1:], *more])


def lacking(shown, output):
    """The lines that the page shows and that did not come out."""
    known = {line.rstrip() for line in output.splitlines()}
    return [line for line in shown.splitlines() if line.strip() and line.rstrip() not in known]


def follow(tape):
    """Do what each block says, and yield each command with its result and with what the page shows of it."""
    done = None
    for language, text in BLOCKS:
        if language == "python":
            Path("closure.py").write_text(text, encoding="utf-8")
        elif language == "text":
            yield done, text
        else:
            for line in text.splitlines():
                recorded = ["--cassette", str(tape)] if line.startswith("summarize brief ") else []
                done = run(line, *recorded)
                yield done, ""


@pytest.mark.record
def test_whoever_follows_the_page_sees_what_it_shows(tape, here):
    steps = list(follow(tape))

    assert [done.output for done, _ in steps if done.exit_code] == []
    assert [line for done, shown in steps for line in lacking(shown, done.output)] == []
    briefing = load("briefing.json")
    assert_cited(briefing)
    assert len({source.origin for source in briefing.sources}) == 3
    assert {section.status for section in briefing.sections.values()} == {"found"}
    assert all(Path(name).stat().st_size for name in ("briefing.md", "findings.csv", "briefing.citations.csv"))


@pytest.mark.parametrize("line", [line for language, text in BLOCKS if language == "sh" for line in text.splitlines()])
def test_every_command_is_one_of_the_program(line):
    assert line.startswith("summarize ")


def test_what_the_page_says_of_errors_is_what_they_say(here):
    said = {
        "it is there already": ["schema new closure", "schema new closure"],
        "cannot name a schema": ["schema new a-b"],
        "is a file: name the class in it, too": ["schema show closure.py"],
        "no class 'Closure'": ["schema show empty.py:Closure"],
        "cannot import 'closure.py': SyntaxError": ["schema show closure.py:Closure"],
        "does not say what to ask for": ["schema show bare.py:Bare"],
        "cannot read 'articles'": ["brief articles --model local"],
    }
    Path("empty.py").write_text("")
    Path("bare.py").write_text("from pydantic import BaseModel\nclass Bare(BaseModel):\n    a: list\n")

    for words, commands in said.items():
        if "SyntaxError" in words:
            Path("closure.py").write_text("class Closure(")
        if "articles" in words:
            shutil.rmtree("articles")
        done = [run(f"summarize {command}") for command in commands][-1]
        assert f"`{words}`" in PAGE
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1
