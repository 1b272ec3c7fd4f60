"""How a command ends.

Exit status: 0 done, 1 not done, 2 wrong usage, 3 done but a source failed or a check fell short; 130 Ctrl-C, 141 closed pipe.
"""

import os
import signal
import sys
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from summarize.cli.output import say
from summarize.errors import SummarizeError, UsageError

SHORT = 3  # exit status: done, but not all of it
INTERRUPTED = 130
PIPE_CLOSED = 141


class Commands(TyperGroup):
    """Runs a command; every expected failure is one line on standard error and an exit status. Typer words wrong usage."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except SummarizeError as error:
            say(f"summarize: {error}")
            raise typer.Exit(2 if isinstance(error, UsageError) else 1) from error
        except BrokenPipeError:  # whoever read the output has seen enough, as with `| head`, and waits for no call under way
            os._exit(PIPE_CLOSED)
        except OSError as error:
            _drop_output()
            say(f"summarize: cannot use {repr(error.filename) if error.filename else 'standard output'}: {error.strerror}")
            raise typer.Exit(1) from error
        except KeyboardInterrupt:
            _leave_at_once()


def _drop_output() -> None:
    """Point standard output at nothing: Python would complain again when it flushes what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _leave_at_once() -> NoReturn:
    """End without waiting for the calls under way; what had to be closed is closed, and each reply so far is kept."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    say("stopped; replies in the cache are kept, and the same command goes on from there")
    os._exit(INTERRUPTED)
