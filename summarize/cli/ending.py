"""How a command begins and ends.

Exit status: 0 done, 1 not done, 2 wrong usage, 3 done but a source failed or a check fell short; 130 Ctrl-C, 143 SIGTERM,
129 SIGHUP, 141 closed pipe.
"""

import os
import signal
import sys
from collections.abc import Callable
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from summarize import redaction, stops
from summarize.cli import config
from summarize.cli.adding import Shared, adds
from summarize.cli.talking import Manners, complain, plainly, talk
from summarize.errors import SummarizeError, UsageError

SHORT = 3  # exit status: done, but not all of it
PIPE_CLOSED = 141
LONGEST = 300  # code points of an error that nobody foresaw

MANNERS = (
    Shared("verbose", bool, typer.Option("--verbose", "-v", help="Tell each step on standard error."), default=False),
    Shared("quiet", bool, typer.Option("--quiet", "-q", help="Tell errors only."), default=False),
    Shared(
        "debug",
        bool,
        typer.Option("--debug", envvar="SUMMARIZE_DEBUG", help="Show where an error comes from."),
        default=False,
    ),
)


class Commands(TyperGroup):
    """Runs a command; every expected failure is one line on standard error and an exit status. Typer words wrong usage."""

    def invoke(self, ctx: Any) -> Any:
        talk.manners = Manners()
        try:
            with stops.heeding(stops.in_order), plainly():
                return self._invoke(ctx)
        except SummarizeError as error:
            _trace(error)
            complain(f"summarize: {error}")
            raise typer.Exit(2 if isinstance(error, UsageError) else 1) from error
        except BrokenPipeError:  # whoever read the output has seen enough, as with `| head`, and waits for no call under way
            os._exit(PIPE_CLOSED)
        except OSError as error:
            _complain_of(error)
            raise typer.Exit(1) from error
        except KeyboardInterrupt as stop:
            _leave_at_once(stop)

    def make_context(self, *args: Any, **how: Any) -> Any:
        try:
            with plainly():
                return super().make_context(*args, **how)
        except BrokenPipeError:  # `--help | head`
            os._exit(PIPE_CLOSED)

    def main(self, *args: Any, **how: Any) -> Any:
        try:
            return super().main(*args, **how)
        except OSError as error:  # what is shown before a command runs could not be written
            wrong_usage = getattr(error.__context__, "exit_code", None)  # its words are lost; they change nothing
            if wrong_usage is None:
                _complain_of(error)
            sys.exit(wrong_usage or 1)

    def _invoke(self, ctx: Any) -> Any:
        ctx.obj = config.settings(self.commands)
        ctx.default_map = config.default_map(ctx.obj)
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            raise config.blamed(error) from error


def mannered(command: Callable[..., None]) -> Callable[..., None]:
    """A command that behaves as it is asked to, takes defaults from the configuration, and ends in one line if it has a bug."""
    own = signature(command).parameters
    passed = ("ctx",) if "ctx" in own else ()

    @wraps(command)
    def run(ctx: typer.Context, manners: Manners, **given: Any) -> None:
        talk.manners = talk.manners.and_also(manners)
        config.heed(ctx)
        try:
            command(**dict.fromkeys(passed, ctx), **given)
        except (SummarizeError, OSError, typer.Exit):
            raise
        except Exception as error:
            _trace(error)
            complain(f"summarize: internal error: {_told(error)}; run it again with --debug, and report what it shows")
            raise typer.Exit(1) from error

    first = [
        Parameter("ctx", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context),
        Parameter("manners", Parameter.POSITIONAL_OR_KEYWORD),
    ]
    rest = [parameter for name, parameter in own.items() if name not in passed]
    vars(run)["__signature__"] = Signature([*first, *rest])
    return adds("manners", MANNERS, Manners)(run)


def _told(error: Exception) -> str:
    words = " ".join(_without_secrets(str(error)).split())
    return (
        f"{type(error).__name__}: {words[:LONGEST]}" + ("…" if len(words) > LONGEST else "") if words else type(error).__name__
    )


def _trace(error: BaseException) -> None:
    """With --debug: where an error comes from, and on what it happened. No values of variables, and no secrets."""
    if not talk.manners.debug:
        return
    import platform
    import traceback
    from importlib.metadata import version

    for line in _without_secrets("".join(traceback.format_exception(error))).splitlines():
        complain(line, indented=True)
    complain(f"summarize {version('summarize')}, Python {platform.python_version()}, {platform.platform()}")


def _without_secrets(text: str) -> str:
    return redaction.without(text, redaction.environment())


def _complain_of(error: OSError) -> None:
    _drop_output()
    _trace(error)
    complain(f"summarize: cannot use {repr(error.filename) if error.filename else 'standard output'}: {error.strerror}")


def _drop_output() -> None:
    """Point standard output at nothing: Python would complain again when it flushes what could not be written."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _leave_at_once(stop: KeyboardInterrupt) -> NoReturn:
    """End without waiting for the calls under way; what had to be closed is closed, and each reply so far is kept."""
    stops.heed(stops.at_once)
    complain("stopped; replies in the cache are kept, and the same command goes on from there")
    os._exit(stop.status if isinstance(stop, stops.Stopped) else stops.KILLED + signal.SIGINT)
