"""Write docs/cli.md from the commands' own help: `python tools/cli_page.py`. A test says when it is due."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from summarize.cli import app
from summarize.cli.ending import MANNERS

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
SHARED = {option.name for option in MANNERS} | {"help"}  # told once, for all commands
BEGINNING = """# Command line

This page is made from the program's own help, which `summarize COMMAND --help` shows, too. Data goes to standard output, talk
to standard error. What a file may say in place of options: [configuration](configuration.md).

Every command takes

{shared}

`summarize --install-completion` teaches your shell (bash, zsh, fish) to complete commands, options, formats and schemas.

| exit status | meaning |
| --- | --- |
| 0 | done |
| 1 | not done: nothing could be read, the model did not answer, or `verify` found what does not hold |
| 2 | wrong usage, of an option or in a file of defaults |
| 3 | done, but an article or a section failed, or `check` fell short; standard error says how |
| 130, 143, 129 | stopped by Ctrl-C, by a `kill` (SIGTERM), by a terminal that was closed (SIGHUP) |
| 141 | whoever read the output closed it |
"""


def page() -> str:
    """The whole page, as Markdown."""
    program: Any = get_command(app)
    commands = list(_commands(program, ""))
    shared = [p for p in commands[0][1].params if p.name in SHARED]
    return "\n".join([BEGINNING.format(shared=_table(shared)), *(_section(name, command) for name, command in commands)])


def _commands(group: Any, above: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{above}{name} ")
        elif not command.hidden:
            yield f"{above}{name}", command


def _section(name: str, command: Any) -> str:
    *words, example = inspect.cleandoc(command.help).split("\n\n")
    own = [p for p in command.params if p.name not in SHARED]
    said = "\n\n".join(words)
    return f"## summarize {name}\n\n{said}\n\n```sh\n{example}\n```\n\n{_table(own)}\n"


def _table(params: list[Any]) -> str:
    rows = [f"| {_named(p)} | {_safe(_helped(p))} |" for p in params]
    return "\n".join(["| option | what it does |", "| --- | --- |", *rows])


def _named(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"`{(param.metavar or param.name).upper().strip('{}.')}`"
    return ", ".join(f"`{name}`" for name in sorted(param.opts, key=len, reverse=True))


def _helped(param: Any) -> str:
    told = " ".join((param.help or "").split())
    shown = param.default not in (None, False, ()) and "[default" not in told and not callable(param.default)
    return f"{told} [default: {param.default}]" if shown else told


def _safe(text: str) -> str:
    return text.replace("|", "\\|").replace("[", "\\[").replace("<", "&lt;")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
