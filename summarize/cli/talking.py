"""Talk: what a person is told on standard error beside the data, and how much of it they want to hear."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import typer

from summarize.models import Step

# What Typer raises for wrong usage, of whatever kind: it has no public name.
_WRONG_USAGE: Any = typer.BadParameter.__base__


class Manners(NamedTuple):
    """How a command behaves: with each line of progress, with nothing but errors, with all that is known of an error."""

    verbose: bool = False
    quiet: bool = False
    debug: bool = False

    def and_also(self, others: "Manners") -> "Manners":
        """These, and what the others ask for."""
        return Manners(*(mine or theirs for mine, theirs in zip(self, others, strict=True)))


class Talk:
    """Lines on standard error for one run of the program. Saying something is never an error itself."""

    def __init__(self) -> None:
        self.manners = Manners()

    def say(self, line: str) -> None:
        """A line of progress is for those who want it; everything else for all who did not ask for quiet."""
        if not self.manners.quiet and (self.manners.verbose or patient() or not isinstance(line, Step)):
            self.complain(line)

    def complain(self, line: str, *, indented: bool = False) -> None:
        """What must be said: an error, or what fell short. `indented`: the spaces at its beginning tell something."""
        from summarize.render.outline import visible

        margin = " " * (len(line) - len(line.lstrip(" "))) if indented else ""

        if sys.stderr is None:  # closed with 2>&-; `print` would take standard output instead
            return
        try:
            print(margin + visible(line), file=sys.stderr, flush=True)  # noqa: T201
        except (OSError, ValueError):  # full, or closed by somebody meanwhile
            return


@contextmanager
def plainly() -> Iterator[None]:
    """Typer's words for wrong usage repeat what was typed, or what a shell made of `*`: none of that may act on a terminal."""
    from summarize.render.outline import laid_out

    try:
        yield
    except _WRONG_USAGE as error:
        words = laid_out(error.format_message())
        vars(error)["format_message"] = lambda: words
        raise


def patient() -> bool:
    """Does a person wait at a terminal that can show nothing but one line after the other?"""
    return terminal() and os.environ.get("TERM", "") in {"", "dumb", "unknown"}


def terminal() -> bool:
    """Is standard error a terminal?"""
    return sys.stderr is not None and not sys.stderr.closed and sys.stderr.isatty()


talk = Talk()
say, complain = talk.say, talk.complain
