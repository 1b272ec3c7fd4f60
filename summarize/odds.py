"""How two findings are at odds, if they are: the same actor and question, and what each says of it. Pure; see `conflicts`.

Words are compared as a bag with weights, after the actor, the words of strength, time, scope and denial are set apart.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from summarize.actors import alike
from summarize.acts import Told
from summarize.commitment import DONE, OPEN, PLANNED, REGARDING
from summarize.guards.reading import Reading, stem
from summarize.models import ConflictKind, Finding
from summarize.quantities import Quantity, disagree
from summarize.stance import denied
from summarize.strength import APART, Strength

# Weighted share of words in common (Jaccard). On 152 pairs that were written for this (most are in tests/test_conflicts.py),
# half of them no conflict, 65 of 72 conflicts are found and none is false, with any threshold from 0.3 to 1: what decides is
# that nothing is exchanged and no other place, time, scope, condition or speaker is named. So this one only keeps a short
# statement apart from a long one that says much more.
CERTAIN = 0.7
DOUBTFUL = 0.3
_WEEK = 7  # days; accounts that are further apart may tell of two events, and numbers grow
_GAP = 4  # words that a quotation may go on to its next thing
# Counts that only grow, so that a later larger one is news and no conflict.
_TOLL_WORDS = """
dead kill killed die died deaths casualties victims fatalities injured wounded hurt missing arrested detained evacuated cases
infected rescued displaced bodies
"""
_TOLL = frozenset(stem(word) for word in _TOLL_WORDS.split())


class Item(NamedTuple):
    """A finding as it is compared.

    `earliest` and `latest` hold for all its sources. `asked`: whom and what its section asks about, as words of `Told`.
    """

    section: str
    finding: Finding
    told: Told
    voice: frozenset[str]
    earliest: date | None
    latest: date | None
    asked: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[int, str]:
        return len(self.finding.id), self.finding.id


class Clash(NamedTuple):
    """Two findings at odds and what each says. For `changed over time` the first is the newer."""

    kind: ConflictKind
    pair: tuple[Item, Item]
    said: tuple[str, str]
    certain: bool
    likeness: float
    denial: bool = False  # a judge must find that one denies the other; else, that both are about one act

    @property
    def section(self) -> str:
        return self.pair[0].section


def compared(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    """The first way in which two findings are at odds. `weights`: word -> how much it tells, for every word of the section."""
    if not set(one.finding.sources).isdisjoint(other.finding.sources):
        return None
    frame = _frame(one, other)
    if frame is None:
        return None
    for find in (_changed, _contradiction, _accounts, _numeric, _denied_whole):
        if clash := find(one, other, weights):
            return clash._replace(certain=clash.certain and frame)
    return None


# ---- the same question?


def _frame(one: Item, other: Item) -> bool | None:
    """None: another actor, speaker, time, scope or condition. False: one says less than the other about these. True: equal."""
    a, b = one.told, other.told
    if not _same_actor(a, b) or a.scope != b.scope or a.strict != b.strict:
        return None
    levels = [_same_voice(one, other), *(_level(x, y) for x, y in ((a.times, b.times), (a.orders, b.orders)))]
    levels.append(_level(_unmatched(a.others, b.others), _unmatched(b.others, a.others), equal=False))
    return None if None in levels else all(levels) and _named_alike(a, b) and _named_alike(b, a)


def _named_alike(a: Told, b: Told) -> bool:
    """Whether names on one side alone are in the other's words: "the council" may be another than the Rovik council."""
    return bool(b.names) or not a.names or any(not b.subject.isdisjoint({name, *name.split()}) for name in a.names)


def _level(one: frozenset[str], other: frozenset[str], *, equal: bool = True) -> bool | None:
    if not one and not other:
        return True
    if not one or not other:
        return False
    if equal and one == other:
        return True
    return False if equal and (one <= other or other <= one) else None


def _unmatched(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    return frozenset(a for a in one if not any(alike(a, b) for b in other))


def _same_actor(a: Told, b: Told) -> bool:
    if a.names and b.names:
        one, other = _unmatched(a.names, b.names), _unmatched(b.names, a.names)
        shared = not (one and other) and one != a.names
    else:
        shared = bool(a.subject & b.subject)
    return shared and (not a.roles - b.subject or not b.roles - a.subject)


def _same_voice(one: Item, other: Item) -> bool | None:
    """Two speakers are no conflict; a speaker against the outlet's own voice only if he speaks of himself."""
    a, b = one.voice, other.voice
    if not a or not b:
        voice = a or b
        own = one.told.names | one.told.subject | other.told.names | other.told.subject
        return not voice or any(alike(v, o) for v in voice for o in own)
    if not any(alike(v, w) for v in a for w in b):
        return None
    return not any(v.startswith("?") for v in a)


def _alike(a: Told, b: Told, weights: Mapping[str, float], *, act: bool, without: Collection[str] = ()) -> tuple[float, bool]:
    """(weighted Jaccard of the words, whether it is certain: high, nothing exchanged, the same order). `act`: acts count."""
    one, other = (frozenset(t.words if act else t.about) - frozenset(without) for t in (a, b))
    shared, union = one & other, one | other
    total = sum(weights[w] for w in union)
    likeness = sum(weights[w] for w in shared) / total if total else 0.0
    ordered = [w for w in a.order if w in shared] == [w for w in b.order if w in shared]
    exchanged = bool(one - other) and bool(other - one)
    return (likeness if shared else 0.0), likeness >= CERTAIN and ordered and not exchanged


# ---- how are they at odds?


def _contradiction(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    opposed = _opposed(one.told, other.told)
    if not opposed or one.told.late or other.told.late or not _around_one_time(one, other):
        return None
    if _order(one, other) is not None and (one.told.denied is None) == (other.told.denied is None):
        return None  # opened on Monday, closed on Tuesday: both may well be so
    return _denial(one, other, opposed, weights, "contradiction")


def _denied_whole(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    """What one tells, the other calls untrue: `the picture shows a crab`, `the picture of the crab is a hoax`."""
    likeness, _ = _alike(one.told, other.told, weights, act=True)
    statements = one.finding.statement, other.finding.statement
    if likeness < DOUBTFUL or not denied(*statements) or not _around_one_time(one, other):
        return None
    said = _short(statements[0]), _short(statements[1])
    return Clash("contradiction", (one, other), said, certain=False, likeness=likeness, denial=True)


def _denial(one: Item, other: Item, opposed: Sequence[str], weights: Mapping[str, float], kind: ConflictKind) -> Clash | None:
    likeness, certain = _alike(one.told, other.told, weights, act=True)
    rest, _ = _alike(one.told, other.told, weights, act=True, without=opposed)
    whole = one.told.words.keys() == other.told.words.keys() and one.told.subject == other.told.subject  # "the quay is safe"
    if likeness < DOUBTFUL or not (rest or whole) or _odds(one.told, other.told):
        return None
    said = _denied(one, opposed[0]), _denied(other, opposed[0])
    return Clash(kind, (one, other), said, certain, likeness)


def _opposed(a: Told, b: Told) -> list[str]:
    """The words that one affirms and the other denies, as they follow; none where that is not certain."""
    if a.unclear or b.unclear or a.mood != b.mood or a.mood in ("possible", "should", "want"):
        return []
    return [w for w in a.order if w in b.words and a.words[w] != b.words[w]]


def _accounts(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    steps = _strength(one), _strength(other)
    if not (steps[0] and steps[1]) or not _around_one_time(one, other) or _opposed_words(one.told, other.told):
        return None
    weak, strong = sorted(steps, key=lambda s: s.step if s else 0)
    if not weak or not strong or strong.step - weak.step < APART or strong.step < PLANNED or _odds(one.told, other.told):
        return None
    likeness, certain = _alike(one.told, other.told, weights, act=strong.step == DONE, without=_rungs(one, other))
    if likeness < DOUBTFUL:
        return None
    certain = certain and weak.firm and (strong.firm or weak.hearsay) and weak.step <= OPEN
    return Clash("differing accounts", (one, other), (_act(one, steps[0]), _act(other, steps[1])), certain, likeness)


def _opposed_words(a: Told, b: Told) -> bool:
    return any(a.words[w] != b.words[w] for w in a.words.keys() & b.words.keys())


def _rungs(*items: Item) -> set[str]:
    """The words that place them on the ladder: not what the act is about."""
    steps = [(i.told, i.told.strength) for i in items if i.told.strength]
    return {t.key for told_, step in steps if step for t in told_.reading.tokens[step.start : step.end]}


def _strength(item: Item) -> Strength | None:
    """By its words; where these are of no ladder, by the modality of the cited sentence."""
    if item.told.strength:
        return item.told.strength
    if item.told.denied is not None or item.told.unclear or item.told.undecided:
        return None
    if item.finding.modality == "done" and item.told.happened and item.told.mood == "fact":
        return Strength(DONE, hearsay=False, firm=False, start=0, end=0)
    step = {"planned": PLANNED, "possible": OPEN}.get(item.finding.modality)
    return Strength(step, hearsay=False, firm=False, start=0, end=0) if step else None


def _numeric(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    a, b = one.told, other.told
    denied = any(t.denied is not None or t.unclear for t in (a, b))
    if denied or _opposed_words(a, b) or a.mood != b.mood or not _around_one_time(one, other):
        return None
    likeness, certain = _alike(a, b, weights, act=True)
    pair = next(((x, y) for x, y in _sizes(a, b) if disagree(x, y) and not _grown(one, other, x, y)), None)
    if pair is None or likeness < DOUBTFUL:
        return None
    plain = certain and all(_exact_thing(x, t) for x, t in zip(pair, (b, a), strict=True))
    said = _quoted(one, pair[0].start, pair[0].end), _quoted(other, pair[1].start, pair[1].end)
    return Clash("numeric", (one, other), said, plain, likeness)


def _sizes(a: Told, b: Told) -> Iterator[tuple[Quantity, Quantity]]:
    """Sizes of one thing. Two sizes of it in one statement are parts or a comparison: left out."""
    for one in a.sizes:
        mine = [q for q in a.sizes if _one_thing(one, q)]
        theirs = [q for q in b.sizes if _one_thing(one, q)]
        if len(mine) == len(theirs) == 1:
            yield one, theirs[0]


def _one_thing(one: Quantity, other: Quantity) -> bool:
    if one.unit or other.unit:
        return one.unit == other.unit
    return bool(one.thing and other.thing) and one.thing[0] == other.thing[0]


def _exact_thing(size: Quantity, other: Told) -> bool:
    """What narrows the thing ("foreign workers") is said in the other statement, too."""
    theirs = other.words.keys() | other.subject | {w for q in other.sizes for w in q.thing}
    return bool(size.unit) or all(w in theirs for w in size.thing)


def _odds(a: Told, b: Told) -> bool:
    """They speak of two numbers, so of two things: an offer of 3 per cent, an offer of 5."""
    return bool(a.sizes and b.sizes) and any(disagree(x, y) for x, y in _sizes(a, b))


def _grown(one: Item, other: Item, mine: Quantity, theirs: Quantity) -> bool:
    if not _TOLL & {*mine.thing, *one.told.words, *theirs.thing, *other.told.words}:
        return False
    order = _order(one, other)
    return order is not None and (mine.high < theirs.low if order < 0 else theirs.high < mine.low)


# ---- time


def _order(one: Item, other: Item) -> int | None:
    """-1: all of the first's sources are older; 1: younger; None: not known, or both in part."""
    if one.latest and other.earliest and one.latest < other.earliest:
        return -1
    return 1 if other.latest and one.earliest and other.latest < one.earliest else None


def in_order(old: Item, new: Item) -> bool:
    """Do the days tell that one is older?"""
    return _order(old, new) == -1


def _around_one_time(one: Item, other: Item) -> bool:
    gaps = [(b.earliest - a.latest).days for a, b in ((one, other), (other, one)) if b.earliest and a.latest]
    return all(gap <= _WEEK for gap in gaps)


def _changed(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    """The newer finding first. What goes back to one report is one account of one time."""
    order = _order(one, other)
    if order is None or not set(one.finding.origins).isdisjoint(other.finding.origins):
        return None
    old, new = (one, other) if order < 0 else (other, one)
    return _turned(old, new, weights) or _stances(old, new, weights) or _gone_further(old, new, weights)


def _turned(old: Item, new: Item, weights: Mapping[str, float]) -> Clash | None:
    """Denied, later affirmed; and a position, either way. What was done cannot be undone: that is a contradiction."""
    opposed = _opposed(old.told, new.told)
    if not opposed:
        return None
    act = old.told.happened or new.told.happened
    if act and old.told.stance is None and (old.told.denied is None or new.told.denied is not None):
        return None
    return _denial(new, old, opposed, weights, "changed over time")


def _stances(old: Item, new: Item, weights: Mapping[str, float]) -> Clash | None:
    one, two = old.told.stance, new.told.stance
    if not one or not two or one == two or old.told.mood == "possible" or new.told.mood == "possible":
        return None
    likeness, certain = _alike(new.told, old.told, weights, act=False)
    if likeness < DOUBTFUL:
        return None
    return Clash("changed over time", (new, old), (_stance(new), _stance(old)), certain, likeness)


def _gone_further(old: Item, new: Item, weights: Mapping[str, float]) -> Clash | None:
    before, after = _strength(old), _strength(new)
    if not before or not after or before.hearsay or after.hearsay or after.step - before.step < APART:
        return None
    if after.step < PLANNED or _opposed_words(old.told, new.told) or _odds(old.told, new.told):
        return None
    likeness, certain = _alike(new.told, old.told, weights, act=after.step == DONE, without=_rungs(new, old))
    if likeness < DOUBTFUL:
        return None
    return Clash("changed over time", (new, old), (_act(new, after), _act(old, before)), certain, likeness)


def made_up(unsure: Item, sure: Item) -> Clash | None:
    """Whoever the section asks about had not decided, and has taken a side. What they decide on is then the section's question.

    By the days, or else by the words: who has "not yet" taken a stance does so later.
    """
    if _frame(unsure, sure) is None or not unsure.told.names & sure.told.names & unsure.asked or not unsure.told.undecided:
        return None
    if sure.told.mood == "possible" or not _about_all(unsure) or _order(unsure, sure) == 1:
        return None
    if not set(unsure.finding.origins).isdisjoint(sure.finding.origins):
        return None
    yet = any(t.low in {"yet", "still"} for t in unsure.told.reading.tokens[slice(*unsure.told.undecided)])
    if _order(unsure, sure) is None and not yet:
        return Clash("differing accounts", (unsure, sure), (_stance(unsure), _stance(sure)), True, 1.0)
    return Clash("changed over time", (sure, unsure), (_stance(sure), _stance(unsure)), True, 1.0)


def _about_all(item: Item) -> bool:
    """`has not decided`; not `has not decided on the number of buses`, unless the section asks about that."""
    reading, end = item.told.reading, (item.told.undecided or (0, 0))[1]
    thing = reading.tokens[end : end + 1 + _GAP]
    return not thing or thing[0].low not in REGARDING or all(t.key in item.asked for t in thing if t.content)


def moves(old: Item, value: frozenset[str], new: Item, other: frozenset[str]) -> bool:
    apart = not any(set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split()) for a in value for b in other)
    return apart and _order(old, new) == -1 and _same_actor(old.told, new.told) and _own(old) and _own(new)


def _own(item: Item) -> bool:
    """Told by the outlet or by the actor, not by others about him."""
    return not item.voice or any(alike(v, o) for v in item.voice for o in item.told.names | item.told.subject)


# ---- what each says


def _act(item: Item, strength: Strength | None) -> str:
    if strength is None or strength.end == 0:
        return _short(item.finding.statement)
    return _quoted(item, strength.start, strength.end)


def _denied(item: Item, word: str) -> str:
    at = item.told.places[word]
    sized = next((q.start for q in item.told.sizes if 0 <= at - q.end <= 1), at)  # "300 tonnes of oil"
    start = item.told.denied if item.told.denied is not None and item.told.denied < at else sized
    before = item.told.reading.tokens[start - 1].low if start else ""
    helped = before in {"did", "does", "do", "will", "would", "has", "have", "had", "is", "are", "was", "were", "can", "could"}
    return _quoted(item, start - helped, at + 1)


def _stance(item: Item) -> str:
    if item.told.undecided:
        return _quoted(item, *item.told.undecided, more=False)
    return _denied(item, next(w for w in item.told.order if w == "support"))


def _quoted(item: Item, start: int, end: int, *, more: bool = True) -> str:
    """Words `start` to `end` of the statement as written, with `more` the next thing behind them, too."""
    reading = item.told.reading
    behind = _phrase(reading, end) if more else end
    tokens = [t.text for t in reading.tokens[start:behind]]
    match = re.search(r"[^\w\n]{1,3}".join(map(re.escape, tokens)), item.finding.statement)
    return match[0] if match else " ".join(tokens)


def _phrase(reading: Reading, end: int) -> int:
    """Where the next content words end that stand together, in the clause of the word before `end`."""
    clause = reading.tokens[end - 1].clause
    ahead = [t for t in reading.tokens[end : end + _GAP] if t.clause == clause and t.content]
    if not ahead:
        return end
    run = takewhile(lambda t: t.clause == clause and t.content, reading.tokens[ahead[0].index : ahead[0].index + _GAP])
    return max(t.index for t in run) + 1


def _short(statement: str, most: int = 80) -> str:
    return statement if len(statement) <= most else statement[: most - 1].rsplit(" ", 1)[0] + " …"
