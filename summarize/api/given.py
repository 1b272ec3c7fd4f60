"""What the calls of the API are given: articles, a model by its options, and whoever is told of trouble."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypedDict

from summarize.errors import UsageError
from summarize.models import Say

if TYPE_CHECKING:
    from summarize.engines import Engine, Way
    from summarize.engines.connect import Connection
    from summarize.errors import SourceError
    from summarize.reading.articles import Loaded
    from summarize.reading.web import Web
    from summarize.source import Source

Sources = Iterable[str | Path] | str | Path
Aliases = Mapping[str, Sequence[str]] | str | Path


class ConnectionOptions(TypedDict, total=False):
    """The options that say how to reach a model, as keywords: each is told in `summarize.engines.connect.Connection`."""

    model: str | None
    base_url: str | None
    model_file: str | Path | None
    cassette: str | Path | None
    cache: bool
    jobs: int | None
    way: "Way | None"
    max_cost: float | None
    max_tokens: int | None
    rpm: int | None
    tpm: int | None
    engine: "Engine | None"


def connection_of(options: ConnectionOptions) -> "Connection":
    """The frozen value of the keywords. Raises TypeError for one that there is not, as any call does, and UsageError."""
    from summarize.engines.connect import Connection

    connection = Connection(**options)
    if connection.jobs is not None and connection.jobs < 1:
        raise UsageError(f"jobs: at least 1 at once, not {connection.jobs}")
    return connection


def stdin() -> IO[bytes] | None:
    return sys.stdin.buffer if sys.stdin else None


def web(*, fetch: bool) -> "Web | None":
    from summarize.reading.web import Web

    return Web() if fetch else None


def listed(sources: Sources) -> list[str | Path]:
    return [sources] if isinstance(sources, str | Path) else list(sources)


# So many lines are told of what failed or was left out, and so many names of what is there again; the rest is counted.
_LINES = 20
_NAMES = 3


def tell(loaded: "Loaded", say: Say) -> None:
    """Say what could not be read and what is there twice. Raises SourceError where nothing is left, each file named once."""
    failed = [str(error) for error in loaded.failed[0 if loaded.sources else 1 :]]
    _say_some(failed, "more articles cannot be read" + ("; the briefing names each" if loaded.sources else ""), say)
    for same, again in groupby(sorted(loaded.repeated, key=itemgetter(1)), key=itemgetter(1)):
        say(_counted_once([location for location, _ in again], same))
    _say_some(loaded.notes, "more remarks such as these; give fewer articles at once to see each", say)
    orders = [_not_used(source) for source in loaded.sources if source.instructions]
    _say_some(orders, "more articles hold instructions to a program; the briefing names each", say)
    if not loaded.sources:
        raise nothing(loaded)


def nothing(loaded: "Loaded") -> "SourceError | UsageError":
    return loaded.failed[0] if loaded.failed else UsageError("no sources: name at least one file or folder")


def _not_used(source: "Source") -> str:
    count = len(source.instructions)
    read = f"{count:,} sentences of {source.id} read" if count > 1 else f"1 sentence of {source.id} reads"
    return f"{read} like instructions to a program: not used as evidence; the briefing tells which"


def _say_some(lines: Sequence[str], more: str, say: Say) -> None:
    for line in lines[:_LINES]:
        say(line)
    if len(lines) > _LINES:
        say(f"{len(lines) - _LINES:,} {more}")


def _counted_once(locations: Sequence[str], same: str) -> str:
    more = f" and {len(locations) - _NAMES:,} more" if len(locations) > _NAMES else ""
    named = ", ".join(map(repr, locations[:_NAMES])) + more
    return f"{named} {'have' if len(locations) > 1 else 'has'} the same text as source {same}: counted once"
