"""What one of two findings affirms and the other denies, how far each goes, and the numbers that they give. Pure.

`disagreement` asks it about two findings of one time, `changes` about an older and a newer one.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from summarize.language.quantities import Quantity, disagree
from summarize.models import ConflictKind
from summarize.reconciling.conflicts.assertions import Assertion
from summarize.reconciling.conflicts.commitment import DONE, OPEN, PLANNED
from summarize.reconciling.conflicts.frames import DOUBTFUL, Item, in_common
from summarize.reconciling.conflicts.quoting import quoted_word
from summarize.reconciling.conflicts.strength import Strength


class Clash(NamedTuple):
    """Two findings at odds and what each says. For `changed over time` the first is the newer."""

    kind: ConflictKind
    pair: tuple[Item, Item]
    said: tuple[str, str]
    certain: bool
    likeness: float
    denial: bool = False  # a judge must find that one denies the other; else, that both are about one act
    how: str = ""  # how they differ, where the kind alone does not say it well

    @property
    def section(self) -> str:
        return self.pair[0].section


def denial(one: Item, other: Item, opposed: Sequence[str], weights: Mapping[str, float], kind: ConflictKind) -> Clash | None:
    likeness, certain = in_common(one.assertion, other.assertion, weights, act=True)
    rest, _ = in_common(one.assertion, other.assertion, weights, act=True, without=opposed)
    whole = (
        one.assertion.words.keys() == other.assertion.words.keys() and one.assertion.subject == other.assertion.subject
    )  # "the quay is safe"
    if likeness < DOUBTFUL or not (rest or whole) or two_numbers(one.assertion, other.assertion):
        return None
    said = quoted_word(one, opposed[0]), quoted_word(other, opposed[0])
    return Clash(kind, (one, other), said, certain, likeness)


def opposites(a: Assertion, b: Assertion) -> list[str]:
    """The words that one affirms and the other denies, as they follow; none where that is not certain."""
    if a.unclear or b.unclear or a.mood != b.mood or a.mood in ("possible", "should", "want"):
        return []
    return [w for w in a.order if w in b.words and a.words[w] != b.words[w]]


def any_opposed(a: Assertion, b: Assertion) -> bool:
    return any(a.words[w] != b.words[w] for w in a.words.keys() & b.words.keys())


def rungs(*items: Item) -> set[str]:
    """The words that place them on the ladder: not what the act is about."""
    steps = [(i.assertion, i.assertion.strength) for i in items if i.assertion.strength]
    return {t.key for told_, step in steps if step for t in told_.parsed.tokens[step.start : step.end]}


def strength_of(item: Item) -> Strength | None:
    """By its words; where these are of no ladder, by the modality of the cited sentence."""
    if item.assertion.strength:
        return item.assertion.strength
    if item.assertion.denied is not None or item.assertion.unclear or item.assertion.undecided:
        return None
    if item.finding.modality == "done" and item.assertion.happened and item.assertion.mood == "fact":
        return Strength(DONE, hearsay=False, firm=False, start=0, end=0)
    step = {"planned": PLANNED, "possible": OPEN}.get(item.finding.modality)
    return Strength(step, hearsay=False, firm=False, start=0, end=0) if step else None


def sizes(a: Assertion, b: Assertion) -> Iterator[tuple[Quantity, Quantity]]:
    """Sizes of one thing. Two sizes of it in one statement are parts or a comparison: left out."""
    for one in a.sizes:
        mine = [q for q in a.sizes if _one_thing(one, q)]
        theirs = [q for q in b.sizes if _one_thing(one, q)]
        if len(mine) == len(theirs) == 1:
            yield one, theirs[0]


def two_numbers(a: Assertion, b: Assertion) -> bool:
    """They speak of two numbers, so of two things: an offer of 3 per cent, an offer of 5."""
    return bool(a.sizes and b.sizes) and any(disagree(x, y) for x, y in sizes(a, b))


def _one_thing(one: Quantity, other: Quantity) -> bool:
    if one.unit or other.unit:
        return one.unit == other.unit
    return bool(one.thing and other.thing) and one.thing[0] == other.thing[0]
