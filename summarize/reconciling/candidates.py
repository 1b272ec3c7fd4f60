"""Which pairs of claims are worth a model's look, the best first. Pure.

Similarity is the share of content words that two statements have in common, rare words counting more (cosine over inverse
document frequencies, Salton and Buckley 1988). Words are stems; a country is one word, whatever it is called.

A short section is compared pair by pair. In a long one a statement meets those that share one of its rarest words, and keeps
the nearest of them, so that the work grows with the number of statements.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import combinations
from typing import NamedTuple

from summarize.language.parsing import parse
from summarize.reconciling.same_wording import Fingerprint

# Of the similarity: likely the same from here on. On five articles, with a judge that knows the answers, 40 questions in this
# order find 21 of 23 pairs that people call the same claim; 18 if independence goes before similarity throughout.
LIKELY = 0.15
LEAST = 0.05  # of the similarity: of 840 pairs of sentences below it, in the same articles, 7 say the same
FEW = 150  # statements of a section that are compared pair by pair: some 11,000 pairs, under a second
_RARE = 6  # of a statement's rarest words, by which it finds others
_CROWD = 40  # statements that share a word; one that more share is not rare
_NEAREST = 10  # that a statement of a long section keeps

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


def ranked(said: Sequence[Said], *, least: float = LEAST) -> list[IndexPair]:
    """Pairs of positions in `said`, each pair once and the smaller first, in the order in which a judge should see them.

    Of the pairs that are likely the same, first those that would join claims of independent origins, then the most similar;
    then the others. Statements of one sentence are no pair, nor are those whose similarity (0 to 1) is below `least`. `said`
    must be in an order of its own: its positions settle what is equal.
    """
    together: defaultdict[Within, list[int]] = defaultdict(list)
    for at, one in enumerate(said):
        together[one.within].append(at)
    found = (scored for members in together.values() for scored in _near(said, members, least))
    return [pair for *_, pair in sorted((score < LIKELY, not _gains(said, pair), -score, pair) for score, pair in found)]


def _gains(said: Sequence[Said], pair: IndexPair) -> bool:
    one, other = (said[at].origins for at in pair)
    return len(one | other) > max(len(one), len(other))


def _near(said: Sequence[Said], members: Sequence[int], least: float) -> Iterator[tuple[float, IndexPair]]:
    words = {at: content(said[at].text) for at in members}
    often = Counter(word for own in words.values() for word in own)
    weights = {word: math.log(1 + len(members) / count) for word, count in often.items()}
    sizes = {at: math.sqrt(sum(sorted(weights[w] ** 2 for w in own))) for at, own in words.items()}
    pairs = combinations(members, 2) if len(members) <= FEW else _sharing(words, often)
    scored: defaultdict[int, list[tuple[float, IndexPair]]] = defaultdict(list)
    for one, other in pairs:
        # sorted: a sum in another order may differ in its last digit, and so may the ranking
        common = sum(sorted(weights[w] ** 2 for w in words[one] & words[other]))
        score = common / (sizes[one] * sizes[other]) if common else 0.0
        if score >= least and said[one].places.isdisjoint(said[other].places):
            for at in (one, other):
                scored[at].append((score, (one, other)))
    most = len(members) if len(members) <= FEW else _NEAREST
    yield from sorted(
        {pair for own in scored.values() for pair in nlargest(most, own, key=lambda s: (s[0], -s[1][0], -s[1][1]))}
    )


def _sharing(words: Mapping[int, frozenset[str]], often: Mapping[str, int]) -> Iterator[IndexPair]:
    """The pairs that share one of the rarest words of both."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, own in words.items():
        for word in sorted((w for w in own if 1 < often[w] <= _CROWD), key=lambda w: (often[w], w))[:_RARE]:
            holders[word].append(at)
    yield from sorted({pair for crowd in holders.values() for pair in combinations(crowd, 2)})


def content(text: str) -> frozenset[str]:
    """The content words of a statement, as stems, and its numbers; a country is one word, whatever it is called."""
    parsed = parse(text)
    return parsed.keys | {t.low for t in parsed.tokens if t.text[-1].isdigit()}
