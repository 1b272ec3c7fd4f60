"""Which of a folder's articles tell of one story. What a run has found stays: new articles join a story, or open one."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from summarize.batch.store import Store
from summarize.render.parquet_table import written
from summarize.source import Role
from summarize.stories.telling import Member, Told, stories

FILE = "stories.parquet"


class StoryRow(NamedTuple):
    """An article in its story. `words`: what it is compared with others by (`stories.wording`)."""

    article: str
    story: str
    day: date | None
    words: bytes


def grouped(store: Store) -> Mapping[str, str]:
    """Article -> story, of all articles of the folder that were read.

    Raises UsageError where the extra `stories` is not installed, BriefingError for a file that is not this program's.
    """
    known = {row["article"]: Member(row["story"], row["day"], row["words"]) for row in store.table(FILE, StoryRow._fields)}
    found = stories(_new(store, known), known)
    if found:
        known |= found
        rows = [StoryRow(article, *member) for article, member in sorted(known.items())]
        store.put(FILE, written(StoryRow, rows))
    return {article: member.story for article, member in known.items()}


def _new(store: Store, known: Mapping[str, Member]) -> Iterator[Told]:
    return (Told(row["id"], row["title"], _body(row), row["published"]) for row in store.told() if row["id"] not in known)


def _body(row: Mapping[str, Any]) -> str:
    """The article's own sentences."""
    return "\n".join(row["text"][start:end] for start, end, role in json.loads(row["sentences"]) if role == Role.BODY)
