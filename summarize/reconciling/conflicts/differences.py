"""How two findings are at odds, if they are: the same actor and question, and what each says of it. Pure.

Of two findings of which one is newer, it may replace the other: it denies what that says, takes a side or goes further. The
days tell which is newer. Where they do not, "not yet" does: whoever had not yet decided was reported on earlier.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from summarize.language.amounts import Amount, disagree
from summarize.language.lexicon import words
from summarize.language.parsed import Word, root
from summarize.language.polarity import deniers, negator, opposed, own_denier
from summarize.models import ConflictKind
from summarize.reconciling.conflicts.assertions import Assertion, alike
from summarize.reconciling.conflicts.chains import APART, DONE, PLANNED, POSSIBLE, Strength, mood_of, stance_of
from summarize.reconciling.conflicts.frames import DOUBTFUL, Item, in_common, same_actor, same_question
from summarize.reconciling.conflicts.stance import denied

CHANGED: ConflictKind = "changed over time"
ACCOUNTS: ConflictKind = "differing accounts"
_WEEK = 7  # days; accounts that are further apart may tell of two events, and numbers grow
_GROWING = frozenset(map(root, words("conflicts.growing")))
_REGARDING = words("conflicts.regarding")
_VERBAL = ("VERB", "AUX", "ADJ")
_NEXT = ("dobj", "acomp", "attr", "xcomp", "prep")


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


class Opposites(NamedTuple):
    """A word of each statement of which one says the opposite of the other; `same`: it is one word, denied in one of them."""

    one: Word
    other: Word
    same: bool


def opposites(a: Assertion, b: Assertion) -> Opposites | None:
    """The first words with which one affirms what the other denies; None where that is not certain."""
    pairs = ((x, y) for x in a.chain for y in b.chain if x.pos in _VERBAL and y.pos in _VERBAL)
    found = next((o for x, y in pairs if (o := _at_odds(x, y))), None)
    return found if found and not (a.unclear or b.unclear) and _one_mood(found.one, found.other) else None


def denial(one: Item, other: Item, found: Opposites, weights: Mapping[str, float], kind: ConflictKind) -> Clash | None:
    a, b = one.assertion, other.assertion
    gone = {found.one.key, found.other.key}
    likeness, certain = in_common(a, b, weights, without=gone)
    whole = found.same and one.frame.subject == other.frame.subject  # "the quay is safe"
    whole = whole and gone.issuperset({*a.words, *b.words})
    if (likeness < DOUBTFUL and not whole) or _two_numbers(a, b) or _counted(one) or _counted(other):
        return None
    said = quoted(one, *_denied(found.one)), quoted(other, *_denied(found.other))
    return Clash(kind, (one, other), said, certain or whole, max(likeness, float(whole)))


def strength_of(item: Item) -> Strength | None:
    """By its words; where it is told plainly, by whether it is done, or else by the modality of the cited sentence."""
    told = item.assertion
    if told.strength or told.denied or told.unclear or told.undecided:
        return told.strength
    if told.happened:
        return Strength(DONE, firm=False, words=())
    step = {"planned": PLANNED, "possible": POSSIBLE}.get(item.finding.modality)
    return Strength(step, firm=False, words=()) if step else None


def _sizes(a: Assertion, b: Assertion) -> Iterator[tuple[Amount, Amount]]:
    """Sizes of one thing. Two sizes of it in one statement are parts or a comparison: left out."""
    for one in a.sizes:
        mine, theirs = ([q for q in told.sizes if _one_thing(one, q)] for told in (a, b))
        if len(mine) == len(theirs) == 1:
            yield one, theirs[0]


def _two_numbers(a: Assertion, b: Assertion) -> bool:
    """An offer of 3 per cent, an offer of 5: two things."""
    return any(disagree(x, y) for x, y in _sizes(a, b))


def quoted_act(item: Item, strength: Strength) -> str:
    """The words that say how far it goes, up to the next thing."""
    chain, told = item.assertion.chain, strength.words
    return (
        quoted(item, *told, next((w for w in chain if w.i > told[-1].i), chain[-1])) if told else short(item.finding.statement)
    )


def quoted_stance(item: Item) -> str:
    if item.assertion.undecided:
        return as_written(item, item.assertion.undecided)
    side = item.assertion.side
    return quoted(item, *_denied(side[1])) if side else short(item.finding.statement)


def quoted(item: Item, *words: Word) -> str:
    """From the first of the words to the last, and what that is about."""
    return as_written(item, (*words, *_next_thing(words[-1])))


def as_written(item: Item, words: Iterable[Word]) -> str:
    """From the first of the words to the last, as the statement has it."""
    places = sorted(w.i for w in words)
    run = item.assertion.parsed.words[places[0] : places[-1] + 1]
    spelled = (re.sub("['\"]", r"\\W", re.escape(w.text)) for w in run)
    match = re.search(r"[^\w\n]{0,3}".join(spelled), item.finding.statement)
    return match[0] if match else " ".join(w.text for w in run)


def short(statement: str, most: int = 80) -> str:
    return statement if len(statement) <= most else statement[: most - 1].rsplit(" ", 1)[0] + " …"


def _at_odds(one: Word, other: Word) -> Opposites | None:
    turned = len(deniers(one)) % 2 != len(deniers(other)) % 2
    if one.key == other.key:
        # "not expected to appeal" denies less than "not" at the word itself
        raised = any(negator(d) and d is not own_denier(w) for w in (one, other) for d in deniers(w))
        return Opposites(one, other, same=True) if turned and not raised else None
    sides = stance_of((one,)), stance_of((other,))
    apart = sides[0][0] != sides[1][0] if sides[0] and sides[1] else opposed(one, other) and not turned
    return Opposites(one, other, same=False) if apart else None


def _counted(item: Item) -> bool:
    """`two senators back it`: two others may not."""
    who = item.frame.subject
    return any(a.thing and a.thing.key in who and not a.thing.child("det", "poss") for a in item.assertion.sizes)


def _one_mood(one: Word, other: Word) -> bool:
    """Both told as facts, or both as what will be; "refused to sign" is the opposite of "signed", too."""
    a, b = mood_of(one), mood_of(other)
    refused = {"decision", "fact"} == {a, b} and bool(deniers(one if a == "decision" else other))
    return (a == b and a != "open") or refused


def _denied(word: Word) -> tuple[Word, ...]:
    """A word with what denies it, and its helpers."""
    helpers = (w for w in word.children if w.dep in ("aux", "auxpass") and deniers(word))
    return (*(w for w in (*deniers(word), *helpers) if w.i < word.i), word)


def _next_thing(word: Word) -> tuple[Word, ...]:
    if word.pos not in _VERBAL:
        return ()
    things = (c.child("pobj") if c.dep == "prep" else c for c in word.rights if c.dep in _NEXT and c.pos != "PRON")
    return tuple(thing for thing in things if thing is not None)[:1]


def _one_thing(one: Amount, other: Amount) -> bool:
    same = one.thing is not None and other.thing is not None and one.thing.key == other.thing.key
    return one.unit == other.unit if one.unit or other.unit else same


def compared(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    """The first way in which two findings are at odds. `weights`: word -> how much it tells, for every word of the section."""
    if one.finding.id == other.finding.id or not set(one.finding.sources).isdisjoint(other.finding.sources):
        return None
    frame = same_question(one, other)
    if frame is None:
        return None
    for find in (_changed, _contradiction, _accounts, _numeric, _denied_whole):
        if clash := find(one, other, weights):
            return clash._replace(certain=clash.certain and frame)
    return None


def order_of(one: Item, other: Item) -> int | None:
    """-1: all of the first's sources are older; 1: younger; None: not known, or both in part."""
    if one.latest and other.earliest and one.latest < other.earliest:
        return -1
    return 1 if other.latest and one.earliest and other.latest < one.earliest else None


def made_up(unsure: Item, sure: Item) -> Clash | None:
    """Whoever the section asks about had not decided, and has taken a side. What they decide on is then the section's question.

    By the days, or else by the words: who has "not yet" taken a stance does so later.
    """
    told = unsure.assertion.undecided
    order = order_of(unsure, sure)
    asked = unsure.frame.names & sure.frame.names & unsure.asked
    if not (told and asked and _about_all(unsure) and _sure(sure)) or same_question(unsure, sure) is None:
        return None
    if order == 1 or not set(unsure.finding.origins).isdisjoint(sure.finding.origins):
        return None
    known = order == -1 or any(w.low in ("yet", "still") for w in told)
    pair, kind = ((sure, unsure), CHANGED) if known else ((unsure, sure), ACCOUNTS)
    return Clash(kind, pair, (quoted_stance(pair[0]), quoted_stance(pair[1])), True, 1.0)


def moves(old: Item, value: frozenset[str], new: Item, other: frozenset[str]) -> bool:
    apart = not any(set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split()) for a in value for b in other)
    return apart and order_of(old, new) == -1 and same_actor(old.frame, new.frame) and _own(old) and _own(new)


def _changed(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    """The newer finding first. What goes back to one report is one account of one time."""
    order = order_of(one, other)
    if order is None or not set(one.finding.origins).isdisjoint(other.finding.origins):
        return None
    old, new = (one, other) if order < 0 else (other, one)
    return _turned(old, new, weights) or _stances(old, new, weights) or _gone_further(old, new, weights)


def _turned(old: Item, new: Item, weights: Mapping[str, float]) -> Clash | None:
    """Denied, later affirmed; and a position, either way. What was done cannot be undone: that is a contradiction."""
    found = opposites(new.assertion, old.assertion)
    if not found:
        return None
    act = old.assertion.happened or new.assertion.happened
    if act and not old.assertion.side and (not old.assertion.denied or new.assertion.denied):
        return None
    return denial(new, old, found, weights, CHANGED)


def _stances(old: Item, new: Item, weights: Mapping[str, float]) -> Clash | None:
    before, after = _position(old), _position(new)
    if not before or not after or before == after or not (_sure(old) and _sure(new)):
        return None
    likeness, certain = in_common(new.assertion, old.assertion, weights, without=_acts(new, old))
    if likeness < DOUBTFUL:
        return None
    return Clash(CHANGED, (new, old), (quoted_stance(new), quoted_stance(old)), certain, likeness)


def _gone_further(old: Item, new: Item, weights: Mapping[str, float]) -> Clash | None:
    before, after = strength_of(old), strength_of(new)
    if not before or not after or before.hearsay or after.hearsay or after.step - before.step < APART:
        return None
    if after.step < PLANNED or _two_numbers(old.assertion, new.assertion):
        return None
    likeness, certain = in_common(new.assertion, old.assertion, weights, without=_acts(new, old))
    if likeness < DOUBTFUL or (after.step == DONE and opposites(old.assertion, new.assertion)):
        return None
    return Clash(CHANGED, (new, old), (quoted_act(new, after), quoted_act(old, before)), certain, likeness)


def _acts(*items: Item) -> frozenset[str]:
    """The words that say how far they go, and for or against: not what it is about."""
    undecided = (w for item in items for w in item.assertion.undecided)
    return frozenset().union(*(i.assertion.controls for i in items), (k for w in undecided for k in (w.key, w.head.key)))


def _position(item: Item) -> str:
    side = item.assertion.side
    return "undecided" if item.assertion.undecided else side[0] if side else ""


def _sure(item: Item) -> bool:
    strength = item.assertion.strength
    return strength is None or strength.step > POSSIBLE


def _about_all(item: Item) -> bool:
    """`has not decided`; not `has not decided on the number of buses`, unless the section asks about that."""
    last = item.assertion.undecided[-1]
    about = next((w for w in last.rights if w.low in _REGARDING or w.dep in ("xcomp", "ccomp")), None)
    return about is None or all(w.key in item.asked for w in about.subtree if w.content)


def _own(item: Item) -> bool:
    """Told by the outlet or by the actor, not by others about him."""
    return not item.voice or any(alike(v, o) for v in item.voice for o in item.frame.names | item.frame.subject)


def _contradiction(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    found = opposites(one.assertion, other.assertion)
    if not found or one.assertion.late or other.assertion.late or not _around_one_time(one, other):
        return None
    if order_of(one, other) is not None and not found.same:
        return None  # opened on Monday, closed on Tuesday: both may well be so
    return denial(one, other, found, weights, "contradiction")


def _denied_whole(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    """What one tells, the other calls untrue: `the picture shows a crab`, `the picture of the crab is a hoax`."""
    likeness, _ = in_common(one.assertion, other.assertion, weights)
    statements = one.finding.statement, other.finding.statement
    if likeness < DOUBTFUL or not denied(*statements) or not _around_one_time(one, other):
        return None
    said = short(statements[0]), short(statements[1])
    return Clash("contradiction", (one, other), said, certain=False, likeness=likeness, denial=True)


def _accounts(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    a, b, mine, theirs = one.assertion, other.assertion, strength_of(one), strength_of(other)
    if not mine or not theirs or not _around_one_time(one, other) or opposites(a, b) or _two_numbers(a, b):
        return None
    weak, strong = sorted((mine, theirs), key=lambda s: s.step)
    if strong.step - weak.step < APART or strong.step < PLANNED:
        return None
    likeness, certain = in_common(a, b, weights, without=a.controls | b.controls)
    if likeness < DOUBTFUL:
        return None
    certain = certain and weak.firm and (bool(strong.words) or weak.hearsay) and 0 < weak.step <= POSSIBLE
    return Clash(ACCOUNTS, (one, other), (quoted_act(one, mine), quoted_act(other, theirs)), certain, likeness)


def _numeric(one: Item, other: Item, weights: Mapping[str, float]) -> Clash | None:
    a, b = one.assertion, other.assertion
    unclear = any(t.denied or t.unclear for t in (a, b)) or opposites(a, b)
    if unclear or a.mood != b.mood or not _around_one_time(one, other):
        return None
    likeness, certain = in_common(a, b, weights)
    apart = [(x, y) for x, y in _sizes(a, b) if disagree(x, y)]
    pair = next(((x, y) for x, y in apart if not _grown(one, other, x, y)), None)
    lasting = any(x.unit == "time" for x, _ in apart)  # 12 per cent in a year, 1 per cent in a month
    if pair is None or likeness < DOUBTFUL or (lasting and len(apart) > 1):
        return None
    said = (
        as_written(i, (*i.assertion.parsed.words[x.start : x.end], *((x.thing,) if x.thing else ())))
        for i, x in zip((one, other), pair, strict=True)
    )
    plain = certain and all(_exact_thing(x, t) for x, t in zip(pair, (b, a), strict=True))
    return Clash("numeric", (one, other), (next(said), next(said)), plain, likeness)


def _exact_thing(size: Amount, other: Assertion) -> bool:
    """What narrows the thing ("foreign workers") is said in the other statement, too."""
    theirs = other.words.keys() | other.frame.subject | {w for q in other.sizes for w in q.keys}
    return bool(size.unit) or size.keys <= theirs


def _grown(one: Item, other: Item, mine: Amount, theirs: Amount) -> bool:
    if not _GROWING & {*one.frame.words, *one.frame.subject, *other.frame.words, *mine.keys, *theirs.keys}:
        return False
    order = order_of(one, other)
    return order is not None and (mine.high < theirs.low if order < 0 else theirs.high < mine.low)


def _around_one_time(one: Item, other: Item) -> bool:
    gaps = [(b.earliest - a.latest).days for a, b in ((one, other), (other, one)) if b.earliest and a.latest]
    return all(gap <= _WEEK for gap in gaps)
