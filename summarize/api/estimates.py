"""What a run would take, before anything is asked."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from pydantic import BaseModel

from summarize.api.given import ConnectionOptions, Sources, connection_of, listed, stdin, tell, web
from summarize.models import Say, silent

if TYPE_CHECKING:
    from datetime import date

    from summarize.costing.estimate import Estimate, Sampled
    from summarize.engines.connect import Connected, Connection
    from summarize.schema.load import Schema
    from summarize.stories.telling import Told


def estimate(
    sources: Sources,
    *,
    schema: str | type[BaseModel] = "news",
    fetch: bool = False,
    say: Say = silent,
    **options: Unpack[ConnectionOptions],
) -> "Estimate":
    """Say what `brief` of these articles would take: calls, tokens, dollars and hours, with this model and with others.

    Nothing is asked. The articles are read, and the questions about a sample of them are built; `summarize.costing` says on
    what the rest rests. Takes what `brief` takes, and raises what it raises before it asks.
    """
    from summarize.costing.estimate import Sampled
    from summarize.engines.connect import connect
    from summarize.reading.articles import load_articles
    from summarize.schema.load import load_schema

    target, connection = load_schema(schema), connection_of(options)
    loaded = load_articles(listed(sources), stdin=stdin(), web=web(fetch=fetch))
    tell(loaded, say)
    with connect(connection, say=say) as connected:
        sampled = Sampled()
        sampled.take(loaded.sources)
        return _priced(sampled, target, connection, connected, stories=1)


def estimate_stories(  # noqa: PLR0913  what `brief_stories` takes
    corpus: Sources,
    out: str | Path | None = None,
    *,
    schema: str | type[BaseModel] = "news",
    since: "date | None" = None,
    fetch: bool = False,
    say: Say = silent,
    **options: Unpack[ConnectionOptions],
) -> "Estimate":
    """Say what `brief_stories` of a corpus would take, as `estimate` does. It may be larger than memory.

    `out`: the folder of an earlier run, if there is one: what it has read is not asked again, and is not counted. A story of it
    that gets new articles is counted as a new one. Raises what `brief_stories` raises before it asks.
    """
    from summarize.batch.run import to_read
    from summarize.costing.estimate import Sampled
    from summarize.engines.connect import connect
    from summarize.reading.articles import each_article
    from summarize.schema.load import load_schema
    from summarize.stories.telling import stories, told

    target, connection = load_schema(schema), connection_of(options)
    sampled = Sampled()
    with connect(connection, say=say) as connected:
        articles = each_article(listed(corpus), stdin=stdin(), web=web(fetch=fetch), say=say)
        asked = {"schema": target.digest, "engine": connected.engine.name}

        def telling() -> "Iterator[Told]":
            for article in to_read(articles, Path(out) if out else None, since, asked):
                sampled.take([article])
                yield told(article)

        found = {member.story for member in stories(telling()).values()}
        return _priced(sampled, target, connection, connected, stories=len(found))


def _priced(
    sampled: "Sampled", schema: "Schema", connection: "Connection", connected: "Connected", *, stories: int
) -> "Estimate":
    """With the chosen model, and with others that write."""
    from summarize.costing.estimate import estimate as estimated
    from summarize.costing.models import Pace, costs, known
    from summarize.engines.connect import HOSTED_JOBS

    own = estimated(sampled, schema, way=connected.engine.way, stories=stories)
    pace = Pace(connected.jobs, connection.rpm, connection.tpm)
    chosen = costs(own, connected.model, connected.price, pace)
    written = own if own.way == "writes" else estimated(sampled, schema, stories=stories)
    others = known(written, pace._replace(jobs=connection.jobs or HOSTED_JOBS))
    return own.model_copy(update={"models": (chosen, *(one for one in others if one.model != chosen.model))})
