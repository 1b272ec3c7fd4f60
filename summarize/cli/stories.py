"""The command that finds the stories of a corpus."""

from pathlib import Path
from typing import Annotated

import typer

from summarize.cli.ending import SHORT
from summarize.cli.output import check_output, put
from summarize.cli.parameters import Fetch, Sources
from summarize.cli.talking import complain, say
from summarize.errors import UsageError

Table = Annotated[
    Path | None, typer.Option("-o", "--output", help="A .csv, .jsonl or .parquet file instead of standard output.")
]
AsLines = Annotated[bool, typer.Option("--json", help="Write an object a line, as in a .jsonl file.")]


def stories(sources: Sources, output: Table = None, as_json: AsLines = False, fetch: Fetch = False) -> None:
    """Say which articles tell of one event, without a model.

    summarize stories my-articles/ -o stories.parquet
    """
    from summarize.api.corpora import group_stories
    from summarize.files import write
    from summarize.render.story_tables import BY_SUFFIX, as_jsonl, page

    suffix = output.suffix.lower() if output else ""
    if output and suffix not in BY_SUFFIX:
        raise UsageError(f"--output: name a file that ends with one of {', '.join(BY_SUFFIX)}")
    if as_json and suffix not in ("", ".jsonl"):
        raise UsageError(f"--json writes .jsonl: leave it out, or do not name a {suffix} file")
    check_output(output)
    found = group_stories(sources, fetch=fetch, say=say)
    if output:
        write(BY_SUFFIX[suffix](found.articles), output)
        say(f"wrote {output}")
    else:
        put((as_jsonl if as_json else page)(found.articles))
    say(f"articles: {len(found.articles):,}, stories: {len({one.story for one in found.articles}):,}")
    if found.failed:
        complain(f"articles that could not be read: {len(found.failed):,}")
        raise typer.Exit(SHORT)
