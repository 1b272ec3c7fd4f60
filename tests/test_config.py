"""Defaults from files: which count, what they may say, and what nobody else's file does unasked."""

import json
import os
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarize.cli import app
from tests.test_briefing import briefing

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the user's folder is found by another rule elsewhere")

FIRST = "Hurricane Ada reached Porto on Monday. The old bridge was closed.\n"
EVIL = 'from pathlib import Path\nPath("ran").touch()\nraise SystemExit\n'


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A repository with a folder of articles, and a user's folder of its own."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "SUMMARIZE_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    (tmp_path / "work" / ".git").mkdir(parents=True)
    folder = tmp_path / "work" / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST)
    monkeypatch.chdir(folder)
    return folder


def own(text):
    folder = Path(os.environ["XDG_CONFIG_HOME"]) / "summarize"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "summarize.toml").write_text(text)
    return folder / "summarize.toml"


def foreign(text, folder="."):
    file = Path(folder).resolve() / "summarize.toml"
    file.write_text(text)
    return file


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def in_force(command="brief"):
    done = run("config", command, "--json")
    assert done.exit_code == 0, done.output
    return {one["option"]: (one["value"], one["origin"]) for one in json.loads(done.stdout)["options"]}


def refused(*words):
    """Assert that it is wrong usage, told in one line; give the line."""
    done = run(*words)
    assert done.exit_code == 2, done.output
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


# Which file counts


def test_without_a_file_everything_is_built_in(here):
    assert in_force()["schema"] == ("news", "built in")
    assert {origin for _, origin in in_force().values()} == {"built in"}


def test_the_users_own_file_gives_defaults_to_every_command_that_has_the_option(here):
    file = own('jobs = 2\nformat = "markdown"\n')

    assert in_force("brief")["jobs"] == (2, str(file))
    assert in_force("show")["format"] == ("markdown", str(file))
    assert "jobs" not in in_force("show")


def test_what_is_said_for_one_command_goes_before_what_is_said_for_all(here):
    own('format = "markdown"\n[show]\nformat = "json"\n')

    assert (in_force("brief")["format"][0], in_force("show")["format"][0]) == ("markdown", "json")


@pytest.mark.parametrize("folder", [".", ".."], ids=["here", "above"])
def test_a_file_here_or_above_goes_before_the_users_own(here, folder):
    own("[brief]\njobs = 2\n")
    file = foreign("jobs = 3\n", folder)

    assert in_force()["jobs"] == (3, str(file))


def test_nothing_above_the_top_of_the_repository_is_looked_at(here):
    foreign("jobs = 3\n", here.parent.parent)

    assert in_force()["jobs"] == (None, "built in")


def test_an_option_goes_before_every_file(here):
    own("fail_under = 0.5\n")
    Path("c.jsonl").write_text(
        json.dumps({"id": 1, "statement": "The council will close the pier.", "cited": ["The council may close it."]})
    )

    assert run("check", "c.jsonl", "--no-model").exit_code == 3
    assert run("check", "c.jsonl", "--no-model", "--fail-under", "0").exit_code == 0


def test_the_environment_goes_before_every_file(here, monkeypatch):
    own('base_url = "http://127.0.0.1:1/v1"\n')
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:2/v1")

    assert in_force()["base-url"] == (None, "built in")
    assert "OPENAI_BASE_URL" in run("config").stdout


def test_a_place_is_seen_from_where_its_file_is(here):
    file = own('cassette = "tapes/a.json"\nschema = "mine.py:Mine"\n')

    assert in_force()["cassette"][0] == str(file.parent / "tapes" / "a.json")
    assert in_force()["schema"][0] == f"{file.parent / 'mine.py'}:Mine"


# What a file may say


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("jobs = two", "is no TOML: Invalid value (at line 1, column 8)"),
        ("jbos = 2", "jbos is no option; did you mean jobs?"),
        ("[show]\njobs = 2", "[show] jobs is no option"),
        ("[shwo]\nall = true", "[shwo] is no command"),
        ("all = 1", "all wants true or false, not 1"),
        ("jobs = true", "jobs wants a text or a number, not True"),
        ('without = "003"', "without wants a list, not '003'"),
        ('api_key = "sk-1"', "api_key is no option"),
    ],
)
def test_what_makes_no_sense_is_one_line_with_the_file_and_the_place(here, text, why):
    file = own(text)

    line = refused("brief", "a.txt")

    assert repr(str(file)) in line
    assert why in line


def test_a_value_that_the_option_does_not_take_is_blamed_on_the_file(here):
    file = own("jobs = 99\n")

    assert refused("brief", "a.txt").startswith(f"summarize: {str(file)!r}: jobs: ")


def test_a_bad_option_is_not_blamed_on_the_file(here):
    own("jobs = 2\n")

    done = run("brief", "a.txt", "--jobs", "99")

    assert done.exit_code == 2
    assert "summarize.toml" not in done.stderr


# Files of others


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('base_url = "http://127.0.0.1:1/v1"', "base-url"),
        ('model = "openai/gpt-5-mini"', "model"),
        ('model_file = "x.gguf"', "model-file"),
        ('schema = "evil.py:Evil"', "schema"),
        ('cassette = "tape.json"', "cassette"),
        ('[brief]\noutput = "a.txt"', "output"),
        ('aliases = "names.yaml"', "aliases"),
    ],
)
def test_nobody_elses_file_sends_text_away_runs_code_or_writes_a_file_unasked(here, text, key):
    Path("evil.py").write_text(EVIL)
    foreign(text)

    line = refused("brief", "a.txt")

    assert f"sets {key}: that decides" in line
    assert "summarize config --trust" in line
    assert not Path("ran").exists()
    assert Path("a.txt").read_text() == FIRST


@pytest.mark.parametrize("text", ['model = "local"', 'schema = "news"', "jobs = 2", 'format = "markdown"'])
def test_what_hurts_nobody_needs_no_trust(here, text):
    foreign(text)

    assert "not trusted" not in run("config").stdout
    assert run("brief", "nope.txt").exit_code == 1


def test_who_gives_the_option_is_not_asked_about_the_file(here, server, obliging):
    server.respond = obliging
    foreign('base_url = "http://127.0.0.1:1/v1"\nmodel = "other"')

    done = run("brief", "a.txt", "--model", "m", "--base-url", server.url)

    assert done.exit_code == 0, done.output
    assert server.requests


def test_a_command_that_does_not_use_it_does_not_mind(here):
    foreign('base_url = "http://127.0.0.1:1/v1"\n')

    assert run("schemas").exit_code == 0


def test_a_trusted_file_is_used_and_said(here, server, obliging):
    server.respond = obliging
    file = foreign(f'model = "m"\nbase_url = "{server.url}"\n')

    assert run("config", "--trust").stderr == f"trusted as it is now: {file}\n"
    done = run("brief", "a.txt")

    assert done.exit_code == 0, done.output
    assert f"base-url {server.url} (from {str(file)!r})" in done.stderr
    assert server.requests


def test_a_file_that_changed_is_trusted_no_more(here):
    foreign('model = "m"\n')
    run("config", "--trust")
    foreign('model = "other"\n')

    assert "sets model" in refused("brief", "a.txt")


def test_without_a_file_of_somebody_else_there_is_nothing_to_trust(here):
    own("jobs = 2\n")

    assert "no summarize.toml here or above" in refused("config", "--trust")


def test_no_key_is_ever_shown(here, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")

    done = run("config")

    assert "OPENAI_API_KEY" in done.stdout
    assert "sk-very-secret" not in done.output


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x = " + "[" * 5000, "is no TOML"),
        ("[show]\noutput = 1.5", "sets output"),
        ("x = " + "9" * 5000, "is no TOML"),
        ("# \x00", "is no TOML"),
        ("#" * 1024**2 + "\n", "larger than 1 MB"),
        ("[show]\nwithout = [[1], {a = 1}]", "has no source"),
    ],
    ids=["deep", "a number for a file", "a long number", "NUL", "large", "a list of lists"],
)
def test_a_file_that_is_nonsense_ends_in_one_line(here, text, why):
    (here / "summarize.toml").write_text(text, "utf-8")
    briefing().save("b.json")

    done = CliRunner().invoke(app, ["show", "b.json"])

    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert why in done.stderr
