"""How two findings are at odds, if they are: the same actor and question, and what each says of it. Pure.

`frames` tells whether the question is the same; `changes`, which is asked first, whether one is newer and replaces the other.
"""

from collections.abc import Mapping

from summarize.language.parsing import stem
from summarize.language.quantities import Quantity, disagree
from summarize.reconciling.conflicts.assertions import Assertion
from summarize.reconciling.conflicts.changes import changed, order_of
from summarize.reconciling.conflicts.commitment import DONE, OPEN, PLANNED
from summarize.reconciling.conflicts.contrast import (
    Clash,
    any_opposed,
    denial,
    opposites,
    rungs,
    sizes,
    strength_of,
    two_numbers,
)
from summarize.reconciling.conflicts.frames import DOUBTFUL, Item, in_common, same_question
from summarize.reconciling.conflicts.quoting import quoted, quoted_act, short
from summarize.reconciling.conflicts.stance import denied
from summarize.reconciling.conflicts.strength import APART

_WEEK = 7  # days; accounts that are further apart may tell of two events, and numbers grow
# Counts that only grow, so that a later larger one is news and no conflict.
_TOLL_WORDS = """
dead kill killed die died deaths casualties victims fatalities injured wounded hurt missing arrested detained evacuated cases
infected rescued displaced bodies
"""
_TOLL = frozenset(stem(word) for word in _TOLL_WORDS.split())


def compared(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    """The first way in which two findings are at odds. `weights`: word -> how much it tells, for every word of the section."""
    if one.finding.id == other.finding.id or not set(one.finding.sources).isdisjoint(other.finding.sources):
        return None
    frame = same_question(one, other)
    if frame is None:
        return None
    for find in (changed, _contradiction, _accounts, _numeric, _denied_whole):
        if clash := find(one, other, weights):
            return clash._replace(certain=clash.certain and frame)
    return None


def _contradiction(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    opposed = opposites(one.assertion, other.assertion)
    if not opposed or one.assertion.late or other.assertion.late or not _around_one_time(one, other):
        return None
    if order_of(one, other) is not None and (one.assertion.denied is None) == (other.assertion.denied is None):
        return None  # opened on Monday, closed on Tuesday: both may well be so
    return denial(one, other, opposed, weights, "contradiction")


def _denied_whole(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    """What one tells, the other calls untrue: `the picture shows a crab`, `the picture of the crab is a hoax`."""
    likeness, _ = in_common(one.assertion, other.assertion, weights, act=True)
    statements = one.finding.statement, other.finding.statement
    if likeness < DOUBTFUL or not denied(*statements) or not _around_one_time(one, other):
        return None
    said = short(statements[0]), short(statements[1])
    return Clash("contradiction", (one, other), said, certain=False, likeness=likeness, denial=True)


def _accounts(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    steps = strength_of(one), strength_of(other)
    if not (steps[0] and steps[1]) or not _around_one_time(one, other) or any_opposed(one.assertion, other.assertion):
        return None
    weak, strong = sorted(steps, key=lambda s: s.step if s else 0)
    if (
        not weak
        or not strong
        or strong.step - weak.step < APART
        or strong.step < PLANNED
        or two_numbers(one.assertion, other.assertion)
    ):
        return None
    likeness, certain = in_common(one.assertion, other.assertion, weights, act=strong.step == DONE, without=rungs(one, other))
    if likeness < DOUBTFUL:
        return None
    certain = certain and weak.firm and (strong.firm or weak.hearsay) and weak.step <= OPEN
    return Clash(
        "differing accounts", (one, other), (quoted_act(one, steps[0]), quoted_act(other, steps[1])), certain, likeness
    )


def _numeric(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    a, b = one.assertion, other.assertion
    denied = any(t.denied is not None or t.unclear for t in (a, b))
    if denied or any_opposed(a, b) or a.mood != b.mood or not _around_one_time(one, other):
        return None
    likeness, certain = in_common(a, b, weights, act=True)
    pair = next(((x, y) for x, y in sizes(a, b) if disagree(x, y) and not _grown(one, other, x, y)), None)
    if pair is None or likeness < DOUBTFUL:
        return None
    plain = certain and all(_exact_thing(x, t) for x, t in zip(pair, (b, a), strict=True))
    said = quoted(one, pair[0].start, pair[0].end), quoted(other, pair[1].start, pair[1].end)
    return Clash("numeric", (one, other), said, plain, likeness)


def _exact_thing(size: Quantity, other: Assertion) -> bool:
    """What narrows the thing ("foreign workers") is said in the other statement, too."""
    theirs = other.words.keys() | other.subject | {w for q in other.sizes for w in q.thing}
    return bool(size.unit) or all(w in theirs for w in size.thing)


def _grown(one: Item, other: Item, mine: Quantity, theirs: Quantity) -> bool:
    if not _TOLL & {*mine.thing, *one.assertion.words, *theirs.thing, *other.assertion.words}:
        return False
    order = order_of(one, other)
    return order is not None and (mine.high < theirs.low if order < 0 else theirs.high < mine.low)


def _around_one_time(one: Item, other: Item) -> bool:
    gaps = [(b.earliest - a.latest).days for a, b in ((one, other), (other, one)) if b.earliest and a.latest]
    return all(gap <= _WEEK for gap in gaps)
