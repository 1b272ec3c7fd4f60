"""Many articles -> the stories that they tell, and a briefing for each."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Unpack

from pydantic import BaseModel

from summarize.api.given import Aliases, ConnectionOptions, Sources, connection_of, listed, nothing, stdin, web
from summarize.errors import UsageError
from summarize.models import Say, silent

if TYPE_CHECKING:
    from datetime import date

    from summarize.batch.run import Counts
    from summarize.engines.connect import Connected
    from summarize.errors import SourceError
    from summarize.stories.listing import Placed


def brief_stories(  # noqa: PLR0913  what `brief` takes, and the folder
    corpus: Sources,
    out: str | Path,
    *,
    schema: str | type[BaseModel] = "news",
    since: "date | None" = None,
    on: str = "local",
    batch: bool = False,
    leave: bool = False,
    aliases: Aliases | None = None,
    comparisons: int | None = None,
    fetch: bool = False,
    say: Say = silent,
    **options: Unpack[ConnectionOptions],
) -> "Counts":
    """Find the stories in a corpus, and write a briefing for each into the folder `out`, with tables and an index page.

    `corpus`: as the sources of `brief`; it may be larger than memory. `out`: a new folder, or that of a run that asked the
    same: only what is new is read then, and only the stories that it changes are written. `since`: an article that was
    published before is not read. `on`: where the work is done, `local` or `ray`. `comparisons`: for each story, as `budgets`
    of `brief`.
    What fails is in the folder with its problem, and is tried again by the next run.

    `batch`: ask the provider's batches, at half the price and within a day, and wait for them; with `leave`, send what there is
    to ask and raise PendingError: the same call goes on later.

    Raises what `brief` raises, UsageError for a folder of something else or a missing extra, and OutputError.
    """
    from summarize.batch.places import place
    from summarize.batch.run import Asked, run
    from summarize.engines.connect import connect
    from summarize.reading.articles import each_article
    from summarize.reading.register import registers
    from summarize.reconciling.aliases import aliases as names_of
    from summarize.reconciling.aliases import joined
    from summarize.schema.load import load_schema

    connection, sources = connection_of(options), listed(corpus)
    named = joined(names_of(aliases), *(one.aliases for one in registers(map(str, sources)) if one.aliases))
    each = place(on, connection, batch=batch)
    if leave and not batch:
        raise UsageError("--leave sends a provider's batches and ends: it goes with --batch only")
    digest = load_schema(schema).digest

    def once(connected: "Connected") -> "Counts":
        model = connected if on == "local" else connection  # another process connects itself
        asked = Asked(schema, digest, model, connected.engine.name, named, comparisons, since)
        return run(each_article(sources, stdin=stdin(), web=web(fetch=fetch), say=say), Path(out), asked, each, say=say)

    if batch:
        from summarize.batch.store import REQUESTS
        from summarize.engines.batches.rounds import batched, rounds

        with batched(connection, Path(out) / REQUESTS, say=say) as batches:
            return rounds(lambda: once(batches.connected), batches, leave=leave)
    with connect(connection, say=say) as connected:
        return once(connected)


class Grouped(NamedTuple):
    """The articles of a corpus, each with its story, the largest story first; and what could not be read."""

    articles: "tuple[Placed, ...]"
    failed: "tuple[SourceError, ...]"


def group_stories(sources: Sources, *, fetch: bool = False, say: Say = silent) -> Grouped:
    """Find which articles tell of one event, without a model.

    `sources`, `fetch` and `say` are as for `brief`; `say` is told of each article that cannot be read. A story's id is made of
    the text of its earliest article: it stays when articles are added that are not earlier.

    Raises SourceError where no article can be read, and UsageError where the extra `stories` is not installed.
    """
    from summarize.reading.articles import load_articles
    from summarize.stories.listing import placed

    loaded = load_articles(listed(sources), stdin=stdin(), web=web(fetch=fetch))
    for line in (*loaded.failed, *loaded.notes):
        say(str(line))
    if loaded.repeated:
        say(f"{len(loaded.repeated):,} articles have the text of another one: counted once")
    if not loaded.sources:
        raise nothing(loaded)
    return Grouped(placed(loaded.sources), loaded.failed)
