"""The command that says which defaults are in force and where they come from, and that trusts a file of somebody else's."""

import os
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from summarize.cli import config
from summarize.cli.output import put, report
from summarize.cli.parameters import AsJson
from summarize.cli.talking import say
from summarize.errors import UsageError
from summarize.models import Value

BUILT_IN = "built in"
PREFIXES = ("OPENAI_", "SUMMARIZE_")  # of environment variables that matter


class InForce(Value):
    """The value of an option, and where it comes from: a file, an environment variable, or `built in`."""

    option: str
    value: Any
    origin: str


class Configuration(Value):
    """What a command takes where nobody says otherwise. `environment`: the names of the variables that are set."""

    command: str
    options: tuple[InForce, ...]
    environment: tuple[str, ...]


def show_config(
    ctx: typer.Context,
    command: Annotated[str, typer.Argument(help="The command whose defaults are shown.")] = "brief",
    trust: Annotated[bool, typer.Option("--trust", help="Agree to what the summarize.toml found here sets.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say which defaults a command has, and where they come from.

    summarize config brief
    """
    if trust:
        _trust()
        return
    assert ctx.parent is not None
    commands = getattr(ctx.parent.command, "commands", {})
    if command not in commands:
        raise UsageError(f"no command {command!r}; there are {', '.join(commands)}")
    found = in_force(command, commands[command], ctx.obj)
    if as_json:
        report(found)
        return
    from summarize.render.outline import visible

    wide = max(len(one.option) for one in found.options)
    for one in found.options:
        put(f"{one.option:{wide}}  {_shown(one.value)}  ({visible(one.origin)})\n")
    put(f"environment: {', '.join(found.environment) or 'nothing that matters is set'}\n")


def in_force(name: str, command: Any, found: config.Settings) -> Configuration:
    """The defaults of a command."""
    told = {setting.name: setting for setting in found.get(name, ())}
    return Configuration(
        command=name,
        options=tuple(_options(command, told)),
        environment=tuple(sorted(name for name in os.environ if name.startswith(PREFIXES))),
    )


def _options(command: Any, told: dict[str, config.Setting]) -> Iterator[InForce]:
    for key, param in config.options(command).items():
        if setting := told.get(param.name):
            note = "" if not setting.weighty or config.trusted(setting.file) else "; not trusted yet: summarize config --trust"
            yield InForce(option=key, value=setting.value, origin=f"{setting.file}{note}")
        else:
            yield InForce(option=key, value=param.default, origin=BUILT_IN)


def _trust() -> None:
    foreign = [file for file, own in config.files() if not own]
    if not foreign:
        raise UsageError(f"no {config.FILE} here or above that is not your own")
    config.trust(foreign[0])
    say(f"trusted as it is now: {foreign[0]}")


def _shown(value: Any) -> str:
    from summarize.render.outline import visible

    return "-" if value is None else "yes" if value is True else "no" if value is False else visible(str(value))
