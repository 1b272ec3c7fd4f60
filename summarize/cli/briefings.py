"""Commands that make a briefing, add articles to it, show it and compare it with another."""

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarize.cli.connection import asking
from summarize.cli.costs import estimated
from summarize.cli.ending import SHORT
from summarize.cli.output import JSON, Wanted, check_output, cost, put, report, unrecorded, write, writing
from summarize.cli.parameters import (
    AcceptedOnly,
    AliasFile,
    AsJson,
    BriefingFile,
    Comparisons,
    DecisionFile,
    DryRun,
    Fetch,
    NewSources,
    OwnSchema,
    SchemaName,
    Sources,
    Without,
)
from summarize.cli.progress import following
from summarize.cli.review import carried, decided, decisions_are_readable
from summarize.cli.talking import complain, say
from summarize.engines.connect import Connection
from summarize.errors import OutputError

if TYPE_CHECKING:
    from summarize.briefing.file import Briefing

_NAMES = 5  # of what failed for the same reason; the others are counted


@asking
@writing
def brief(
    sources: Sources,
    connection: Connection,
    wanted: Wanted,
    schema: SchemaName = "news",
    aliases: AliasFile = None,
    comparisons: Comparisons = None,
    fetch: Fetch = False,
    dry_run: DryRun = False,
) -> None:
    """Write one cited briefing from several articles.

    summarize brief my-articles/ --model local -o briefing.json
    """
    from summarize.api.briefs import brief as make
    from summarize.api.estimates import estimate

    if dry_run:
        found = estimate(sources, schema=schema, fetch=fetch, say=say, **connection._asdict())
        estimated(found, as_json=wanted.format_ == JSON)
        return
    decisions_are_readable(wanted.kept)
    with following() as told:
        how = {**connection._asdict(), **told._asdict()}
        made = make(sources, schema=schema, aliases=aliases, budgets=comparisons, fetch=fetch, **how)
    say(cost(made.made, made.made.wall_seconds))
    if wanted.kept:
        decided(made, wanted.kept)  # what they are worth to the new briefing
    _finish(made, connection.cassette, wanted)


@asking
@writing
def update(
    briefing: BriefingFile,
    sources: NewSources,
    connection: Connection,
    wanted: Wanted,
    schema: OwnSchema = None,
    aliases: AliasFile = None,
    comparisons: Comparisons = None,
    fetch: Fetch = False,
) -> None:
    """Add new articles to a briefing; only these are read. The file changes only if --output names it.

    summarize update briefing.json new.txt --model local -o briefing.json
    """
    from summarize.api.briefs import update as make
    from summarize.briefing.file import load

    old = load(briefing)
    decisions_are_readable(briefing)
    with following() as told:
        how = {**connection._asdict(), **told._asdict()}
        made = make(old, sources, schema=schema, aliases=aliases, budgets=comparisons, fetch=fetch, **how)
    say(f"in all: {cost(made.made, made.made.wall_seconds)}")
    asked = made.made.calls > old.made.calls  # where nothing is asked there is nothing to record
    _finish(carried(made, briefing, wanted.kept), connection.cassette if asked else None, wanted)


@writing
def show(
    briefing: BriefingFile,
    wanted: Wanted,
    without: Without = None,
    review: DecisionFile = None,
    accepted_only: AcceptedOnly = False,
) -> None:
    """Show a briefing in any format, or what stands of it without a source. What reviewers decided is in it.

    summarize show briefing.json --without 003 -o briefing.md
    """
    from summarize.briefing.accepted import accepted_only as only
    from summarize.briefing.file import load

    made = load(briefing)
    if without:
        from summarize.briefing.leaving_out import kin
        from summarize.briefing.leaving_out import without as leave_out

        akin = kin(made, without)
        made = leave_out(made, without)
        say(f"without {', '.join(made.left_out)}")
        if akin:
            say(f"still in, though they go back to the same report: {', '.join(akin)}")
    applied = decided(made, briefing, review)
    write(only(applied) if accepted_only else applied.briefing, wanted)


def diff(
    old: Annotated[Path, typer.Argument(help="The briefing.json of before.")],
    new: Annotated[Path, typer.Argument(help="The briefing.json of now.")],
    as_json: AsJson = False,
) -> None:
    """Say what changed between two briefings, without a model.

    summarize diff old.json new.json
    """
    from summarize.briefing.diff import diff as compare
    from summarize.briefing.file import load
    from summarize.render.changes import changes, rendered

    check_output(None)
    found = compare(load(old), load(new))
    if as_json:
        report(found)
    elif sys.stdout.isatty():
        changes(found)
    else:
        put(rendered(found))


def _finish(briefing: "Briefing", cassette: str | Path | None, wanted: Wanted) -> None:
    """Write what a model has made, keep it where that fails, and say what did not work."""
    try:
        write(briefing, wanted)
    except BrokenPipeError:
        raise
    except (OutputError, OSError):
        complain(_rescued(briefing))
        raise
    if trouble := _trouble(briefing, cassette):
        complain(trouble)
        raise typer.Exit(SHORT)


def _rescued(briefing: "Briefing") -> str:
    """Keep a briefing whose place could not be written, and say where it is."""
    import tempfile

    try:
        path = Path(tempfile.mkdtemp(prefix="summarize-")) / "briefing.json"
        briefing.save(path)
    except (OutputError, OSError):
        return "the briefing could not be kept; the same command makes it again, from the cache if it is on"
    return f"the briefing is in {str(path)!r}; `summarize show` writes it in any format"


def _trouble(briefing: "Briefing", cassette: str | Path | None) -> str | None:
    """Say what a reader must know did not work, if anything; each reason once, however many it is the reason of."""
    failed = {s.id for s in briefing.sources if s.status == "failed"}
    reasons: defaultdict[str | None, list[str]] = defaultdict(list)
    for source in briefing.sources:
        if source.id in failed:
            reasons[source.problem].append(source.location)
    for name, section in briefing.sections.items():
        for source_id, why in section.failures.items():
            if source_id not in failed:
                reasons[why].append(f"{name} of {source_id}")
    unwritten = [f"no summary and no answer: {briefing.made.not_written}"] if briefing.made.not_written else []
    trouble = [*(f"{_some(whose)}: {why}" for why, whose in reasons.items()), *unwritten, *unrecorded(cassette)]
    return "not everything worked: " + "; ".join(trouble) if trouble else None


def _some(whose: Sequence[str]) -> str:
    """The first of many, and how many more there are: the briefing names each."""
    more = len(whose) - _NAMES
    return ", ".join(whose[:_NAMES]) + f" and {more:,} more" if more > 0 else ", ".join(whose)
