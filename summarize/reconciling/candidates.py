"""How much alike statements are that may say the same, as a program can tell. Pure.

Two statements are as alike as the content words that both have: their number over the geometric mean of what each has (Ochiai
1957, the cosine of two sets). Words are stems; a country is one word, whatever it is called; days, weeks and months do not
count, for they tell when something was said more often than what. Tried, and no better: weights by rareness, lemmas, names as
one word, pairs of a head and its word, single clauses.

A short section is compared pair by pair. In a long one a statement meets those that share one of its rarest words, so that the
work grows with the number of statements.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from summarize.language.days import MONTH_OF, WEEKDAYS
from summarize.language.tokens import content, stem

# Content words that two statements have in common at least, a number counting twice: with two, "the council approved the
# bridge" and "the council approved the museum" are alike.
COMMON = 3
# A report says a thing once, as a rule: what it says elsewhere is the next thing, in many of the same words.
ONE_SOURCE = 0.5
FEW = 400  # statements of a section that are compared pair by pair: some 80,000 pairs, half a second
_RARE = 12  # of a text's rarest words, by which it finds others
_CROWD = 40  # texts that share a word; one that more share is not rare

IndexPair = tuple[int, int]
Place = tuple[str, int, int]
Within = tuple[str, str]


class Said(NamedTuple):
    """One wording of a claim in its section. `voice` is the canonical name of whoever says it, "" for the outlet itself.

    `item`: the named item that it is about, if any. Only statements about one item, or about none, are compared.
    `places`: source, start and end of every sentence that says it so; `origins`: the reports that these go back to.
    """

    section: str
    text: str
    voice: str
    denied: bool
    places: frozenset[Place]
    origins: frozenset[str]
    item: str = ""

    @property
    def within(self) -> Within:
        return self.section, self.item


def similar(said: Sequence[Said]) -> dict[IndexPair, int]:
    """Pairs of positions in `said`, the smaller first -> how much alike they are, in thousandths.

    A pair that has too few words in common is not in it, nor are statements of one sentence. Whole numbers, so that sums do
    not depend on the order of what is summed.
    """
    together: defaultdict[Within, list[int]] = defaultdict(list)
    for at, each in enumerate(said):
        together[each.within].append(at)
    sources = [frozenset(source for source, *_ in one.places) for one in said]
    found: dict[IndexPair, int] = {}
    words = [content(one.text) - _calendar() for one in said]
    for one, other in (pair for members in together.values() for pair in _pairs(said, members)):
        near = alike(words[one], words[other])
        if near and said[one].places.isdisjoint(said[other].places):
            weight = 1.0 if sources[one].isdisjoint(sources[other]) else ONE_SOURCE
            found[one, other] = round(1000 * weight * near)
    return found


@cache
def _calendar() -> frozenset[str]:
    return frozenset(map(stem, (*WEEKDAYS, *MONTH_OF, "today", "yesterday", "tomorrow", "week", "month", "year")))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much alike two statements are, 0.0 to 1.0, by their content words; 0.0 if they have too few in common."""
    common = one & other
    if len(common) + sum(word[-1].isdigit() for word in common) < COMMON:
        return 0.0
    return len(common) / math.sqrt(len(one) * len(other))


def _pairs(said: Sequence[Said], members: Sequence[int]) -> Iterable[IndexPair]:
    """All pairs of a few; of many, those that share one of the rarest words of both."""
    if len(members) <= FEW:
        return combinations(members, 2)
    near = crowds([said[at].text for at in members])
    return sorted({(members[one], members[other]) for crowd in near for one, other in combinations(crowd, 2)})


def crowds(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """The positions of texts that share one of the rarest words of each, for each such word."""
    words = [content(text) for text in texts]
    often = Counter(word for own in words for word in own)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(words):
        for word in sorted((w for w in own if 1 < often[w] <= _CROWD), key=lambda w: (often[w], w))[:_RARE]:
            holders[word].append(at)
    return [tuple(holding) for holding in holders.values()]


def near_first(texts: Sequence[str]) -> list[int]:
    """Positions in `texts`: each after the one that shares most of its rarest words, among those that are not placed yet."""
    near: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    for crowd in crowds(texts):
        for one in crowd:
            near[one].append(crowd)
    left, order = dict.fromkeys(range(len(texts))), list[int]()
    while left:
        at: int | None = next(iter(left))
        while at is not None:
            order.append(at)
            del left[at]
            shared = Counter(other for crowd in near[at] for other in crowd if other in left)
            at = min(shared, key=lambda other: (-shared[other], other), default=None)
    return order
