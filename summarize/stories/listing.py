"""The articles of a corpus, each with its story: what `summarize stories` writes, a field for a column."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from summarize.source import Source
from summarize.stories.telling import stories, told


class Placed(NamedTuple):
    """An article in its story. `source`: its id in this run. `size`: how many articles the story has."""

    source: str
    location: str
    title: str | None
    published: date | None
    story: str
    size: int


def placed(sources: Sequence[Source]) -> tuple[Placed, ...]:
    """The articles, the largest story first, then by the story's id; in a story by day, undated last, and then by id.

    Raises UsageError where the extra `stories` is not installed, and for the same text twice.
    """
    each = {told(source): source for source in sources}
    found = stories(each)
    size = Counter(member.story for member in found.values())
    rows = (
        Placed(one.id, one.location, one.title, one.published, story, size[story])
        for article, one in each.items()
        for story in [found[article.id].story]
    )
    return tuple(sorted(rows, key=lambda row: (-row.size, row.story, row.published or date.max, row.source)))
