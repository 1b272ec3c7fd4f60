"""Texts -> groups that tell of one event: average linkage over the words that tell, and old groups kept apart.

Nearly the same text is the same story whatever else its story tells; this goes before the mean.
"""

import math
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarize.stories import installed
from summarize.stories.linkage import Groups
from summarize.stories.neighbours import Edges, Ints, Rows, Spans, edges, rows

# Two groups are one story from this mean likeness (a cosine) on. B-cubed F1 on 198 press reports of 35 stories is .963, without
# their days .971; on 106 other articles of 55 stories, which have no titles and no days, .955; with a fifth less or more,
# docs/scale.md.
ALIKE = 0.14
# Nearly the same text. Of 34 pairs that are copies by `sourcing.origins`, 30 are so alike; the others repeat a part of a longer
# text. Of 45,000 pairs that tell of different events, the likest have .45 and .32.
COPY = 0.6


class Text(NamedTuple):
    """A wording, the articles that have it, their days, sorted, and the story it is in already, if any."""

    words: bytes
    ids: tuple[str, ...]
    days: tuple[date, ...]
    story: str | None


def grouped(texts: Sequence[Text]) -> list[int]:
    """The number of each text's group. Texts of one story are in one group, those of two never.

    The groups do not depend on the order of the texts. Raises UsageError where scipy is not installed.
    """
    order = sorted(range(len(texts)), key=lambda i: (texts[i].days[:1] or (date.max,), texts[i].ids, texts[i].story or ""))
    found = _groups([texts[i] for i in order])
    return [group for _, group in sorted(zip(order, found, strict=True))]


def _groups(texts: Sequence[Text]) -> list[int]:
    """The groups of texts that are in order: text by text first, and then group by group for as long as that joins any."""
    each, group = rows([text.words for text in texts]), _begun(texts)
    there = _there(texts, each, group)
    found = edges(each, np.flatnonzero([text.story is None for text in texts]), _spans(texts), ALIKE)
    between = Edges(group[found.one], group[found.other], found.alike)
    groups = Groups(there.sums, there.sizes.tolist(), there.old.tolist())
    groups.join_alike(between, COPY)
    while True:
        groups.link(between, ALIKE)
        leaders, joined = np.unique(groups.leaders(), return_inverse=True)
        group = joined[group]
        if len(leaders) == len(there.sizes):
            return [int(number) for number in group]
        there = _there(texts, each, group)
        between = edges(there.means, np.flatnonzero(~there.old), there.spans, ALIKE)
        groups = Groups(there.sums, there.sizes.tolist(), there.old.tolist())


class _There(NamedTuple):
    """The groups that there are, a row each: what their texts add up to, how many these are, when, and which are old."""

    sums: Rows
    sizes: Ints
    spans: Spans
    old: NDArray[np.bool_]

    @property
    def means(self) -> Rows:
        return installed("scipy.sparse").diags_array(1 / self.sizes).astype(np.float32) @ self.sums


def _there(texts: Sequence[Text], each: Rows, group: Ints) -> _There:
    sparse = installed("scipy.sparse")
    count = int(group.max(initial=-1)) + 1
    members = sparse.csr_array((np.ones(len(texts), np.float32), (group, np.arange(len(texts)))), shape=(count, len(texts)))
    spans = _spans(texts)
    first, last = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(first, group, spans.first)
    np.maximum.at(last, group, spans.last)
    old = np.zeros(count, bool)
    old[group[np.array([text.story is not None for text in texts], bool)]] = True
    return _There((members @ each).tocsr(), np.bincount(group, minlength=count), Spans(first, last), old)


def _begun(texts: Sequence[Text]) -> Ints:
    """Each text's group at the beginning: that of its story, or its own; numbered in the order of the texts."""
    number: dict[str | int, int] = {}
    names = (at if text.story is None else text.story for at, text in enumerate(texts))
    return np.array([number.setdefault(name, len(number)) for name in names], np.int64)


def _spans(texts: Sequence[Text]) -> Spans:
    return Spans(
        np.array([text.days[0].toordinal() if text.days else math.inf for text in texts]),
        np.array([text.days[-1].toordinal() if text.days else -math.inf for text in texts]),
    )
