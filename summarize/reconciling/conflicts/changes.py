"""What changed over time: of two findings one is newer, and denies what the other says, takes a side or goes further. Pure.

The days tell which is newer. Where they do not, "not yet" does: whoever had not yet decided was reported on earlier.
"""

from collections.abc import Mapping

from summarize.reconciling.conflicts.actors import alike
from summarize.reconciling.conflicts.commitment import DONE, PLANNED, REGARDING
from summarize.reconciling.conflicts.contrast import Clash, any_opposed, denial, opposites, rungs, strength_of, two_numbers
from summarize.reconciling.conflicts.frames import DOUBTFUL, Item, in_common, same_actor, same_question
from summarize.reconciling.conflicts.quoting import GAP, quoted_act, quoted_stance
from summarize.reconciling.conflicts.strength import APART


def order_of(one: Item, other: Item) -> int | None:
    """-1: all of the first's sources are older; 1: younger; None: not known, or both in part."""
    if one.latest and other.earliest and one.latest < other.earliest:
        return -1
    return 1 if other.latest and one.earliest and other.latest < one.earliest else None


def in_order(old: Item, new: Item) -> bool:
    """Do the days tell that one is older?"""
    return order_of(old, new) == -1


def changed(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    """The newer finding first. What goes back to one report is one account of one time."""
    order = order_of(one, other)
    if order is None or not set(one.finding.origins).isdisjoint(other.finding.origins):
        return None
    old, new = (one, other) if order < 0 else (other, one)
    return _turned(old, new, weights) or _stances(old, new, weights) or _gone_further(old, new, weights)


def made_up(unsure: Item, sure: Item) -> Clash | None:
    """Whoever the section asks about had not decided, and has taken a side. What they decide on is then the section's question.

    By the days, or else by the words: who has "not yet" taken a stance does so later.
    """
    if (
        same_question(unsure, sure) is None
        or not unsure.assertion.names & sure.assertion.names & unsure.asked
        or not unsure.assertion.undecided
    ):
        return None
    if sure.assertion.mood == "possible" or not _about_all(unsure) or order_of(unsure, sure) == 1:
        return None
    if not set(unsure.finding.origins).isdisjoint(sure.finding.origins):
        return None
    yet = any(t.low in {"yet", "still"} for t in unsure.assertion.parsed.tokens[slice(*unsure.assertion.undecided)])
    if order_of(unsure, sure) is None and not yet:
        return Clash("differing accounts", (unsure, sure), (quoted_stance(unsure), quoted_stance(sure)), True, 1.0)
    return Clash("changed over time", (sure, unsure), (quoted_stance(sure), quoted_stance(unsure)), True, 1.0)


def moves(old: Item, value: frozenset[str], new: Item, other: frozenset[str]) -> bool:
    apart = not any(set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split()) for a in value for b in other)
    return apart and order_of(old, new) == -1 and same_actor(old.assertion, new.assertion) and _own(old) and _own(new)


def _turned(old: Item, new: Item, weights: Mapping[str, float]) -> Clash | None:
    """Denied, later affirmed; and a position, either way. What was done cannot be undone: that is a contradiction."""
    opposed = opposites(old.assertion, new.assertion)
    if not opposed:
        return None
    act = old.assertion.happened or new.assertion.happened
    if act and old.assertion.stance is None and (old.assertion.denied is None or new.assertion.denied is not None):
        return None
    return denial(new, old, opposed, weights, "changed over time")


def _stances(old: Item, new: Item, weights: Mapping[str, float]) -> Clash | None:
    one, two = old.assertion.stance, new.assertion.stance
    if not one or not two or one == two or old.assertion.mood == "possible" or new.assertion.mood == "possible":
        return None
    likeness, certain = in_common(new.assertion, old.assertion, weights, act=False)
    if likeness < DOUBTFUL:
        return None
    return Clash("changed over time", (new, old), (quoted_stance(new), quoted_stance(old)), certain, likeness)


def _gone_further(old: Item, new: Item, weights: Mapping[str, float]) -> Clash | None:
    before, after = strength_of(old), strength_of(new)
    if not before or not after or before.hearsay or after.hearsay or after.step - before.step < APART:
        return None
    if after.step < PLANNED or any_opposed(old.assertion, new.assertion) or two_numbers(old.assertion, new.assertion):
        return None
    likeness, certain = in_common(new.assertion, old.assertion, weights, act=after.step == DONE, without=rungs(new, old))
    if likeness < DOUBTFUL:
        return None
    return Clash("changed over time", (new, old), (quoted_act(new, after), quoted_act(old, before)), certain, likeness)


def _about_all(item: Item) -> bool:
    """`has not decided`; not `has not decided on the number of buses`, unless the section asks about that."""
    parsed, end = item.assertion.parsed, (item.assertion.undecided or (0, 0))[1]
    thing = parsed.tokens[end : end + 1 + GAP]
    return not thing or thing[0].low not in REGARDING or all(t.key in item.asked for t in thing if t.content)


def _own(item: Item) -> bool:
    """Told by the outlet or by the actor, not by others about him."""
    return not item.voice or any(alike(v, o) for v in item.voice for o in item.assertion.names | item.assertion.subject)
