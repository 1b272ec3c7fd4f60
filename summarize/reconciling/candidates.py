"""How much alike statements are that may say the same, as a program can tell. Pure.

Two statements are as alike as the content words that both have: their number over the geometric mean of what each has (Ochiai
1957, the cosine of two sets). Words are stems; a country is one word, whatever it is called. Tried on sentences of three
stories, and no better on all of them: weights by rareness in the section or in all articles, lemmas, names as one word, pairs
of a head and its word, single clauses, shared verbs or numbers, the share of the shorter one alone.

A short section is compared pair by pair. In a long one a statement meets those that share one of its rarest words, so that the
work grows with the number of statements.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from summarize.language.parsing import parse
from summarize.reconciling.same_wording import Fingerprint

# Content words that two statements have in common at least, a number counting twice: with two, "the council approved the
# bridge" and "the council approved the museum" are alike. Of pairs of sentences and short statements about three stories that
# are alike enough and that no guard forbids, 27 that are not the same share fewer, and 6 that are, 4 of them with a number.
COMMON = 3
# A report says a thing once, as a rule: what it says elsewhere is the next thing, in many of the same words. Of pairs in
# three stories, half of those that a single border for all joins wrongly are of one article, and hardly any of those that it
# joins rightly.
ONE_SOURCE = 0.5
FEW = 400  # statements of a section that are compared pair by pair: some 80,000 pairs, half a second
_RARE = 12  # of a statement's rarest words, by which it finds others
_CROWD = 40  # statements that share a word; one that more share is not rare

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
    fingerprint: Fingerprint
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
    for at, one in enumerate(said):
        together[one.within].append(at)
    scored = ((pair, _score(said, pair)) for members in together.values() for pair in _pairs(said, members))
    return {pair: score for pair, score in scored if score}


def _score(said: Sequence[Said], pair: IndexPair) -> int:
    one, other = (said[at] for at in pair)
    if not one.places.isdisjoint(other.places):
        return 0
    mine, theirs = ({source for source, *_ in each.places} for each in (one, other))
    weight = 1.0 if mine.isdisjoint(theirs) else ONE_SOURCE
    return round(1000 * weight * alike(content(one.text), content(other.text)))


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
    words = {at: content(said[at].text) for at in members}
    often = Counter(word for own in words.values() for word in own)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, own in words.items():
        for word in sorted((w for w in own if 1 < often[w] <= _CROWD), key=lambda w: (often[w], w))[:_RARE]:
            holders[word].append(at)
    return sorted({pair for crowd in holders.values() for pair in combinations(crowd, 2)})


@lru_cache(maxsize=65_536)
def content(text: str) -> frozenset[str]:
    """The content words of a statement, as stems, and its numbers; a country is one word, whatever it is called."""
    parsed = parse(text)
    return parsed.keys | {t.low for t in parsed.tokens if t.text[-1].isdigit()}
