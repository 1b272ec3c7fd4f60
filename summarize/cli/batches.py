"""The command for a whole corpus."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from summarize.cli.connection import asking
from summarize.cli.costs import estimated
from summarize.cli.ending import SHORT
from summarize.cli.parameters import AliasFile, Comparisons, DryRun, Fetch, SchemaName, Sources
from summarize.cli.progress import following
from summarize.cli.talking import complain, say
from summarize.engines.connect import Connection
from summarize.errors import PendingError, UsageError
from summarize.language.prose import counted

if TYPE_CHECKING:
    from summarize.batch.run import Counts

Folder = Annotated[
    Path, typer.Option("-o", "--output", help="The folder of the results: new, or of a run that asked the same.")
]
Since = Annotated[
    datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], help="Read no article that was published before this day.")
]
EstimateAsJson = Annotated[bool, typer.Option("--json", help="Write the estimate of --dry-run as JSON.")]
Batch = Annotated[
    Literal["openai"] | None,
    typer.Option("--batch", help="Ask by files, at half the price, within a day: openai, or who has the same API."),
]
Leave = Annotated[bool, typer.Option("--leave", help="With --batch: send the files and end; the same command goes on later.")]
On = Annotated[str, typer.Option("--on", help="Where the work is done: local (threads), or ray.")]


@asking
def batch(
    corpus: Sources,
    connection: Connection,
    output: Folder,
    schema: SchemaName = "news",
    since: Since = None,
    on: On = "local",
    by_batch: Batch = None,
    leave: Leave = False,
    aliases: AliasFile = None,
    comparisons: Comparisons = None,
    fetch: Fetch = False,
    dry_run: DryRun = False,
    as_json: EstimateAsJson = False,
) -> None:
    """Find the stories in a corpus, and write a cited briefing for each. Run again, it does only what is new.

    summarize batch my-feeds/ --model openai/gpt-5-mini -o stories/
    """
    from summarize.api.corpora import brief_stories as make
    from summarize.api.estimates import estimate_stories

    day = since.date() if since else None
    if day and day > datetime.now(UTC).date():
        raise UsageError(f"--since {day} is to come: name a day that was")
    if dry_run:
        found = estimate_stories(corpus, output, schema=schema, since=day, fetch=fetch, say=say, **connection._asdict())
        estimated(found, as_json=as_json)
        return
    with following() as told:
        how = {**connection._asdict(), "say": told.say, "batch": by_batch is not None, "leave": leave}
        try:
            made = make(
                corpus, output, schema=schema, since=day, on=on, aliases=aliases, comparisons=comparisons, fetch=fetch, **how
            )
        except PendingError as waiting:
            complain(str(waiting))
            raise typer.Exit(SHORT) from waiting
    for line in _lines(made):
        say(line)
    say(f"wrote {output / 'index.html'}")
    if made.failed or made.unwritten:
        complain(_trouble(made, output))
        raise typer.Exit(SHORT)


def _lines(made: "Counts") -> list[str]:
    left = {"known": made.known, "repeated": made.repeated, "too old": made.too_old}
    told = [f"{count:,} {what}" for what, count in left.items() if count]
    stories = "1 story" if made.stories == 1 else f"{made.stories:,} stories"
    return [", ".join([f"{made.new:,} new articles", *told]), f"{stories}, {made.written:,} written anew"]


def _trouble(made: "Counts", output: Path) -> str:
    failed = [f"{counted(made.failed, 'article')} not read, or not whole (status and problem in {output / 'articles'})"]
    unwritten = [f"{made.unwritten:,} briefings not whole (problem in {output / 'written.jsonl'})"]
    told = [*(failed if made.failed else []), *(unwritten if made.unwritten else [])]
    return f"not everything worked: {'; '.join(told)}; the same command tries again"
