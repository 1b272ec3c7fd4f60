"""What the README says can be done is done here: its commands are parsed or run, its code is run."""

import os
import re
import shlex
import shutil
import signal
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

import summarize
from summarize.cli import app
from summarize.reading.articles import load_articles
from summarize.testing import assert_cited

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def blocks(language):
    return [text for name, text in BLOCKS if name == language]


LINES = [line for text in blocks("sh") for line in text.splitlines() if line and not line.startswith("#")]
COMMANDS = [line for line in LINES if "summarize " in line]


@pytest.fixture
def here(tmp_path, monkeypatch, server, obliging):
    """A folder with the seeds and an article of one's own, and a model that answers everything."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "SUMMARIZE_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "seeds", "seeds")
    Path("my-articles").mkdir()
    Path("my-articles/a.txt").write_text("Hurricane Ada reached Porto on Monday. The old bridge was closed.\n")
    server.respond = obliging
    return tmp_path


@pytest.fixture
def answered(server, monkeypatch):
    """`summarize.brief` with the test's own model in place of the embedded one."""
    real = summarize.brief
    monkeypatch.setattr(
        summarize, "brief", lambda sources, **how: real(sources, **how | {"model": "test", "base_url": server.url})
    )


def run(line, *more):
    return CliRunner().invoke(app, [*shlex.split(line)[1:], *more])


def test_there_are_examples():
    assert len(COMMANDS) >= 8
    assert len(blocks("python")) == 2


@pytest.mark.parametrize("line", [line for line in COMMANDS if not line.startswith("pip ")])
def test_every_command_is_understood(line):
    words = [word for word in shlex.split(line) if not re.fullmatch(r"[A-Z_]+=.*", word)]

    assert words[0] == "summarize"
    get_command(app).commands[words[1]].make_context(words[1], words[2:])


@pytest.mark.parametrize("target", re.findall(r"^make (\w+)", "\n".join(LINES), re.MULTILINE))
def test_every_make_target_is_there(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_extra_is_there():
    named = set(re.findall(r"\[(\w+)\]\"", README))

    assert named <= set(re.findall(r"^(\w+) = \[$", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("target", re.findall(r"\]\(((?!https?:)[^)#]+)\)", README))
def test_every_link_leads_somewhere(target):
    assert (ROOT / target).exists()


def test_the_python_example_runs_and_its_briefing_is_proven(here, answered, capsys):
    exec(compile(blocks("python")[0], "README.md", "exec"), {})
    shown = capsys.readouterr().out
    verified = run("summarize verify briefing.json --against seeds")

    assert shown.strip()
    assert verified.exit_code == 0, verified.output
    assert " 0 failures" in verified.stdout


def test_the_schema_example_is_answered(here, server):
    Path("weather.py").write_text(blocks("python")[1], encoding="utf-8")
    line = next(line for line in COMMANDS if "weather.py:Weather" in line)

    done = run(line, "--model", "test", "--base-url", server.url, "-o", "b.json")

    assert done.exit_code == 0, done.output
    made = summarize.Briefing.load("b.json")
    assert_cited(made)
    assert made.schema_.title == "Storms of the season"
    assert all(section.findings for section in made.sections.values())


def test_the_check_example_gives_the_result_that_is_shown(here):
    claims, results = blocks("jsonl")
    Path("claims.jsonl").write_text(claims, encoding="utf-8")

    done = run("summarize check claims.jsonl --no-model")

    assert "summarize check claims.jsonl --no-model" in COMMANDS
    assert done.exit_code == 0, done.output
    assert done.stdout == results


def test_the_front_matter_example_is_read(here):
    Path("a.txt").write_text(blocks("yaml")[0] + "\nFrance leads the force, officials said.\n", encoding="utf-8")

    source = load_articles(["a.txt"]).sources[0]

    assert (source.title, source.publisher, source.reliability) == ("Allies discuss a force", "The Example", "B")
    assert source.published.isoformat() == "2025-12-16"


def test_the_schemas_are_listed():
    done = run("summarize schemas")

    assert done.exit_code == 0
    assert "multinational_force: Multinational force for Ukraine" in done.stdout


def test_every_exit_status_of_the_table_is_the_programs():
    from summarize import stops
    from summarize.cli import ending

    cells = re.findall(r"^\| (\d+(?:, \d+)*) \|", README, re.MULTILINE)

    stopped = {stops.KILLED + signal.Signals[name] for name in stops.NAMES}
    assert {int(n) for cell in cells for n in cell.split(", ")} == {0, 1, 2, ending.SHORT, *stopped}
