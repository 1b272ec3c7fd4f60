"""The command that reviews a briefing, and what the others do with its decisions."""

import getpass
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarize.cli.connection import asking
from summarize.cli.parameters import BriefingFile, DecisionFile
from summarize.cli.talking import say
from summarize.engines.connect import Connection
from summarize.errors import UsageError
from summarize.json_text import unfit

if TYPE_CHECKING:
    from summarize.briefing.file import Briefing
    from summarize.briefing.review import Applied

By = Annotated[
    str | None,
    typer.Option("--by", envvar="SUMMARIZE_REVIEWER", help="Your name, as readers see it. [default: the login name]"),
]


@asking
def review(briefing: BriefingFile, connection: Connection, by: By = None, decisions: DecisionFile = None) -> None:
    """Read each finding beside its quotations, and accept, reject or edit it: a program for the terminal.

    The riskiest come first. Each decision is kept at once, in a file beside the briefing. Edits are checked by rules; name a
    model, and it judges them, too.

    summarize review briefing.json --by "Ada Verlund"
    """
    from summarize.briefing.decisions import beside
    from summarize.briefing.file import load
    from summarize.briefing.review import told
    from summarize.engines.connect import connect
    from summarize.review.queue import progress
    from summarize.review.session import Session

    made, path = load(briefing), decisions or beside(briefing)
    name = _login() if by is None else by
    if why := unfit(name):
        raise UsageError(f"--by is no name that can be written: {why}")
    with ExitStack() as stack:
        asked = connection._replace(cache=True, jobs=None) != Connection()
        engine = stack.enter_context(connect(connection, say=lambda _: None)).engine if asked else None
        session = Session(made, path, name, engine=engine)
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise UsageError("a review needs a terminal: run it without a pipe, or use `summarize show` to read the briefing")
        from summarize.review.app import Reviewing

        Reviewing(session).run()
    done, total = progress(session.applied)
    for line in (f"{done} of {total} findings are decided", *told(session.applied, str(path))):
        say(line)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in a container
        return ""


def decided(briefing: "Briefing", beside_: Path, named: Path | None = None) -> "Applied":
    """The briefing with the decisions of the file `named`, else of the one beside `beside_`; says how many apply.

    Raises UsageError where the named file is not there, and BriefingError for one that is damaged.
    """
    from summarize.briefing.decisions import beside, read
    from summarize.briefing.review import apply, told

    if named is not None and not named.exists():
        raise UsageError(f"there are no decisions in {str(named)!r}: no such file")
    path = named or beside(beside_)
    applied = apply(briefing, read(path))
    for line in told(applied, str(path)):
        say(line)
    return applied


def decisions_are_readable(briefing: Path | None) -> None:
    """Fail before the model has worked for minutes, not after. Raises BriefingError."""
    from summarize.briefing.decisions import beside, read

    if briefing:
        read(beside(briefing))


def carried(made: "Briefing", old: Path, new: Path | None) -> "Briefing":
    """What is to be written of a briefing that was made from the file `old`, and says how many decisions apply.

    Where it becomes the file `new`, the decisions are taken along to beside that, and it is written as it was made; a file of
    decisions that is there already is kept. Else it is shown with the decisions.
    """
    from summarize.briefing.decisions import beside
    from summarize.files import read, write

    if new is None:
        return decided(made, old).briefing
    source, target = beside(old), beside(new)
    if source.exists() and not target.exists():
        write(read(source), target)
        say(f"the decisions in {source} are copied to {target}")
    elif source.exists() and not source.samefile(target):
        say(f"{target} was there already; the decisions in {source} are not added to it")
    decided(made, new)
    return made
