"""The pages as a site: whole, made from what the program is, and read without a network."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from summarize.cli import app
from summarize.cli.config import options
from summarize.render import named_by, names

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
OUTPUTS, CONFIGURATION = ((DOCS / f"{name}.md").read_text(encoding="utf-8") for name in ("outputs", "configuration"))
FORMATS = re.findall(r"^\| [^|]+ \| `(\w+)` \| `(summarize [^`]+)` \|$", OUTPUTS, re.MULTILINE)
LOADS = re.compile(r"""(?:\bsrc=|<link[^>]*\bhref=|url\(|@import\s+)["']?(?:https?:)?//""")


def test_the_page_of_commands_is_what_the_program_says_of_itself():
    made = subprocess.run(
        [sys.executable, "-c", "import sys; sys.path.insert(0, 'tools'); import cli_page; print(cli_page.page(), end='')"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip

    assert (DOCS / "cli.md").read_text(encoding="utf-8") == made, "run `python tools/cli_page.py`"


def test_every_format_is_among_the_outputs():
    assert {name for name, _ in FORMATS} == set(names())


@pytest.mark.parametrize(("name", "line"), FORMATS)
def test_an_output_comes_from_the_command_that_the_page_shows(name, line):
    words = shlex.split(line)
    given = get_command(app).commands[words[1]].make_context(words[1], words[2:]).params

    assert (named_by(given["output"].name) if given["output"] else "terminal") == name


def test_the_example_of_a_configuration_names_commands_and_their_options():
    commands = get_command(app).commands
    told = tomllib.loads(re.findall(r"^```toml\n(.*?)^```$", CONFIGURATION, re.MULTILINE | re.DOTALL)[0])

    tables = {name: table for name, table in told.items() if isinstance(table, dict)}
    assert tables.keys() <= commands.keys()
    assert all(table.keys() <= options(commands[name]).keys() for name, table in tables.items())
    assert told.keys() - tables.keys() <= {key for command in commands.values() for key in options(command)}


def test_every_environment_variable_of_the_program_is_told():
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "summarize").rglob("*.py"))
    used = set(re.findall(r"\"(SUMMARIZE_[A-Z_]+)\"", source))

    assert used <= set(re.findall(r"SUMMARIZE_[A-Z_]+", CONFIGURATION))


def test_the_site_is_whole_and_loads_nothing_from_elsewhere(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    pages = [p for p in tmp_path.rglob("*") if p.suffix in {".html", ".css"}]
    assert {p.name for p in DOCS.glob("*.md")} <= {f"{p.stem}.md" for p in pages}
    assert [str(p) for p in pages if LOADS.search(p.read_text(encoding="utf-8"))] == []
