"""Whether two findings are about one question: actor, speaker, time, scope, conditions, and the words in common. Pure.

Words are compared as a bag with weights, after the actor and the words of time and scope are set apart.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import NamedTuple

from summarize.models import Finding
from summarize.reconciling.conflicts.assertions import Assertion, Frame, alike, unmatched

# Weighted share of words in common (Jaccard). On pairs made up for this any threshold from 0.3 to 1 finds the same: it only
# keeps a short statement apart from a long one that says much more.
CERTAIN = 0.7
DOUBTFUL = 0.3


class Item(NamedTuple):
    """A finding as it is compared. `read`: (statement, who says it) -> what it tells; it may be read again for each question.

    `speaker`, `voice`: who is said to speak, and who speaks. `earliest` and `latest` hold for all its sources. `asked`: whom
    and what its section asks about, as words of a `Frame`. `sided`, `undecided`: it takes a side; it says that none is taken.
    """

    section: str
    finding: Finding
    read: Callable[[tuple[str, frozenset[str]]], Assertion]
    frame: Frame
    sided: bool
    undecided: bool
    speaker: frozenset[str]
    voice: frozenset[str]
    earliest: date | None
    latest: date | None
    asked: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[int, str]:
        return len(self.finding.id), self.finding.id

    @property
    def assertion(self) -> Assertion:
        return self.read((self.finding.statement, self.speaker))


def same_question(one: Item, other: Item) -> bool | None:
    """None: another actor, speaker, time, scope or condition. False: one says less than the other about these. True: equal."""
    a, b = one.frame, other.frame
    if not same_actor(a, b) or a.scope != b.scope or a.strict != b.strict:
        return None
    levels = [_same_voice(one, other), *(_level(x, y) for x, y in ((a.times, b.times), (a.orders, b.orders)))]
    levels.append(_level(unmatched(a.others, b.others), unmatched(b.others, a.others), equal=False))
    return None if None in levels else all(levels) and a.roles == b.roles and _named_alike(a, b) and _named_alike(b, a)


def same_actor(a: Frame, b: Frame) -> bool:
    one, other = unmatched(a.names, b.names), unmatched(b.names, a.names)
    shared = not (one and other) and one != a.names if a.names and b.names else bool(a.subject & b.subject)
    return shared and (not a.roles - b.subject or not b.roles - a.subject)


def in_common(a: Assertion, b: Assertion, weights: Mapping[str, float], without: Collection[str] = ()) -> tuple[float, bool]:
    """(weighted Jaccard of the words, whether it is certain: high, nothing exchanged, the same order)."""
    one, other = (frozenset(t.words) - frozenset(without) for t in (a, b))
    shared, union = one & other, one | other
    total = sum(weights[w] for w in union)
    likeness = sum(weights[w] for w in shared) / total if total else 0.0
    nouns = [w for w in shared if a.words[w].pos != "VERB" != b.words[w].pos]  # a passive has its verb elsewhere
    ordered = sorted(nouns, key=lambda w: a.words[w].i) == sorted(nouns, key=lambda w: b.words[w].i)
    exchanged = bool(one - other) and bool(other - one)
    return (likeness if shared else 0.0), likeness >= CERTAIN and ordered and not exchanged


def _named_alike(a: Frame, b: Frame) -> bool:
    """Whether names on one side alone are in the other's words: "the council" may be another than the Rovik council."""
    return bool(b.names) or not a.names or any(not b.subject.isdisjoint({name, *name.split()}) for name in a.names)


def _level(one: frozenset[str], other: frozenset[str], *, equal: bool = True) -> bool | None:
    if one == other and (equal or not one):
        return True
    return False if not one or not other or (equal and (one <= other or other <= one)) else None


def _same_voice(one: Item, other: Item) -> bool | None:
    """Two speakers are no conflict; a speaker against the outlet's own voice only if he speaks of himself."""
    a, b = one.voice, other.voice
    if not a or not b:
        voice = a or b
        own = one.frame.names | one.frame.subject | other.frame.names | other.frame.subject
        return not voice or any(alike(v, o) for v in voice for o in own)
    if not any(alike(v, w) for v in a for w in b):
        return None
    return not any(v.startswith("?") for v in a)
