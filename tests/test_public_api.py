import re
import subprocess
import sys

import pytest
from typer.main import get_command
from typer.testing import CliRunner

import summarize
from summarize.cli import app

PUBLIC = [
    "Briefing",
    "BriefingError",
    "BudgetError",
    "CheckResult",
    "Checkable",
    "Citation",
    "Claim",
    "ClaimsError",
    "Conflict",
    "EngineError",
    "Estimate",
    "Finding",
    "ModelFileError",
    "NoEngineError",
    "OutputError",
    "ReplayError",
    "ReplyError",
    "SchemaError",
    "Section",
    "Source",
    "SourceError",
    "SummarizeError",
    "UsageError",
    "brief",
    "brief_stories",
    "check",
    "estimate",
    "estimate_stories",
    "group_stories",
    "update",
]
COMMANDS = ["batch", "brief", "check", "config", "diff", "evaluate", "review", "schema", "show", "stories", "update", "verify"]


def helped(*words):
    done = CliRunner().invoke(app, [*words, "--help"])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_public_names_are_these_and_no_others():
    assert summarize.__all__ == PUBLIC
    assert dir(summarize) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there_and_documented(name):
    assert getattr(summarize, name).__doc__


def test_a_name_that_is_not_public_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'nope'"):
        _ = summarize.nope


def test_every_error_is_a_summarize_error():
    errors = [getattr(summarize, name) for name in PUBLIC if name.endswith("Error")]

    assert all(issubclass(error, summarize.SummarizeError) for error in errors)


def test_the_commands_are_these():
    listed = re.findall(r"^  (\w+)  ", helped().partition("Commands:")[2], re.MULTILINE)

    assert sorted(listed) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command):
    text = helped(command)

    assert re.search(rf"^  summarize {command}\b", text, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_explained(command):
    parameters = get_command(app).commands[command].params

    assert [p.name for p in parameters if not p.help] == []


def test_python_m_summarize_is_the_command():
    done = subprocess.run([sys.executable, "-m", "summarize", "--version"], capture_output=True, text=True, check=True)

    assert re.fullmatch(r"summarize \d+\.\d+\.\d+\n", done.stdout)
