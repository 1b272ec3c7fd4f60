"""How much a text says there is: its numbers, each with what it leaves open, its unit, and what it counts. English."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from summarize.language import wordnet
from summarize.language.days import MONTH_OF
from summarize.language.lexicon import items, rows
from summarize.language.numerals import JOINTS, UNITS, WHOLES, YEAR, Bound, Numeral, low, lows, numeral, past_hyphen, singular
from summarize.language.parsed import Parsed, Word
from summarize.language.recent import KEPT_WORDS, remembered

_ABOUT = 0.2  # "about 30,000" leaves room for 24,000 and 36,000: a false conflict is worse than a missed one
_NEARLY = 0.15  # "nearly 30,000" is 25,500 to 30,000
_VAGUE = 100.0  # "hundreds" may be many hundreds: up to a hundred times the word
_SLACK = 0.05  # two numbers that differ by less are one number, rounded
_EXACT = 100  # below it every digit counts: "10 boats" is no rounded 14
_YEARS = range(1500, 2101)
_DAYS = 31

_BOUNDS: list[tuple[tuple[str, ...], Bound]] = sorted(
    ((tuple(phrase.split()), kind) for kind, spelled in rows("amounts.bounds") for phrase in items(spelled)),  # type: ignore[misc]
    key=lambda bound: -len(bound[0]),
)
_BEHIND: dict[tuple[str, ...], Bound] = {
    ("or", "more"): "least",
    ("or", "fewer"): "most",
    ("or", "less"): "most",
    ("or", "so"): "about",
}
_MORE = frozenset({"more", "fewer", "less", "additional", "extra", "further", "another", "other", "others"})
_EACH = frozenset({"a", "an", "per", "each", "every"})
_NAMED = frozenset({"page", "article", "section", "chapter", "number", "no.", "version", "level", "phase", "stage"})
_COUNTING = frozenset({"nummod", "compound", "amod", "quantmod", "nmod", "npadvmod", "advmod", "predet"})
_OF_MANY = (("in",), ("out", "of"))
_RANGES = (("to",), ("or",), ("and",))
_NO_SIZE = frozenset({"age", "clock", "day", "label", "ordinal", "score", "year"})


@dataclass(frozen=True)
class Amount:
    """A number between `low` and `high` (inclusive) of a `unit` ("" for a plain count); `value` is what the text writes.

    `unit` is a dimension (`length`, in metres), `%`, `points`, a currency (`money $`), or how it is used: "age", "clock"
    (minutes), "day" (of a month), "label", "ordinal", "score", "year". `start`, `end`: its words with its unit and bound, end
    exclusive. `thing`: what is counted or measured; `verb`: what it goes with; `role`: "to", "by", "from" right before it;
    `per`: of a rate, each what; `more`: an increase on something; `part`: of a whole, or a whole of which others are a part.
    `times`: another reading of `10.000` is 1000 times as much; `against`: the other side of a score.
    """

    value: float
    low: float
    high: float
    bound: Bound
    unit: str
    start: int
    end: int
    thing: Word | None = None
    verb: Word | None = None
    role: str = ""
    per: str = ""
    more: bool = False
    part: bool = False
    times: float = 1.0
    against: float | None = None
    factor: float = 1.0  # what the text's own number was multiplied by

    @property
    def exact(self) -> bool:
        """Does the text give one number without reserve?"""
        return not self.bound and self.low == self.high

    @property
    def size(self) -> bool:
        """Is it a plain size, which another one may contradict: no date, age, label, rate, increase, or share of a whole?"""
        return not (self.unit in _NO_SIZE or self.per or self.more or self.part or self.role == "from") and self.times == 1.0

    @property
    def keys(self) -> frozenset[str]:
        """What is counted: the noun, and what stands close before it."""
        if self.thing is None:
            return frozenset()
        near = (w for w in self.thing.children if w.dep in ("compound", "amod", "nmod") and w.content)
        return frozenset(w.key for w in (self.thing, *near) if not self.start <= w.i < self.end)


@remembered(KEPT_WORDS, size=lambda parsed: len(parsed.words))
def amounts(parsed: Parsed) -> tuple[Amount, ...]:
    """The amounts of a text, in order; what gives two ends ("20 to 30") is one."""
    words = parsed.words
    found: list[Amount] = []
    at = 0
    while at < len(words):
        amount = None if words[at].place else _amount(words, at)
        if amount and found and (joined := _range(words, found[-1], amount)):
            found[-1] = joined
        elif amount:
            found.append(amount)
        at = max(amount.end if amount else 0, at + 1)
    return tuple(found)


def disagree(one: Amount, other: Amount) -> bool:
    """Whether no number fits both, even rounded: more than 5 % apart, and not the same in the fewer significant digits."""
    if one.unit != other.unit or one.role != other.role:
        return False
    lower, upper = sorted((one, other), key=lambda a: (a.high, a.low))
    if upper.low - lower.high <= _SLACK * abs(upper.low):
        return False
    return not (one.exact and other.exact and _rounded_alike(lower.high, upper.low))


def alike(one: Amount, other: Amount) -> bool:
    """Do they count or measure the same, as far as the words tell: one thing in one unit, or one of them names none?"""
    if one.unit != other.unit or (one.per and other.per and one.per != other.per):
        return False
    if one.thing is None or other.thing is None:
        return True
    return one.thing.key in other.keys or other.thing.key in one.keys or _one_kind(one.thing, other.thing)


def _one_kind(one: Word, other: Word) -> bool:
    return one.pos == other.pos and not one.proper and wordnet.alike(one.lemma, other.lemma, one.pos)


def _rounded_alike(one: float, other: float) -> bool:
    if max(one, other) < _EXACT and one == int(one) and other == int(other):
        return False
    digits = min(max(len(f"{n:.6g}".replace(".", "").partition("e")[0].strip("0")), 1) for n in (one, other))
    return f"{one:.{digits - 1}e}" == f"{other:.{digits - 1}e}"


def _amount(words: Sequence[Word], at: int) -> Amount | None:
    number = numeral(words, at)
    if number is None:
        return None
    unit, factor, after = (number.unit, 1.0, number.end) if number.unit else _unit(words, number)
    bound, start, end = _bound(words, number.start, after, unit)
    bound = bound or number.bound
    top = next((w for w in reversed(words[number.start : after]) if not number.start <= w.head_i < after), words[at])
    before = lows(words, start - 2, start)
    whole = before == ("of", "the") or (before[1:] == ("of",) and words[start - 2].pos == "NUM")  # of which others are a part
    made = Amount(
        number.value * factor,
        *_interval(number.value * factor, bound),
        bound,
        unit,
        start,
        end,
        thing=_thing(words, top, start, end),
        verb=None if whole else _verb(words, top, start, end),
        role=before[-1] if before[-1:] in (("to",), ("by",), ("from",)) else "",
        per=_per(words, end),
        more=not _MORE.isdisjoint((low(words, end), *before[-1:])),
        part=whole or (not unit and low(words, end) == "of" and low(words, end + 1) in WHOLES),
        times=number.times,
        factor=factor,
    )
    return _used(words, number, made)


def _used(words: Sequence[Word], number: Numeral, amount: Amount) -> Amount:
    """The amount, or where it is no size, how the number is used."""
    start, end, value = amount.start, amount.end, amount.value
    before = low(words, start - 1)
    beside = {start - 1, end, end + (low(words, end) == "of")}
    dated = any(w.i in beside and w.low.rstrip(".") in MONTH_OF and w.capital for w in words[max(0, start - 1) : end + 2])
    if dated and amount.unit in ("", "ordinal") and value in range(1, _DAYS + 1):
        return replace(amount, unit="day", thing=None)
    if before in ("aged", "age") or (amount.unit == "time" and "old" in lows(words, end, end + 2)):
        years = value / amount.factor
        years = float(int(years)) if math.isfinite(years) else years  # of 400 digits
        return replace(amount, unit="age", value=years, low=years, high=years, thing=None)
    if amount.unit:
        return amount
    counted = amount.thing is not None and amount.thing.tag == "NNS" and before not in ("the", "'s", "in", "since")
    if YEAR.fullmatch(words[number.start].low) and value in _YEARS and not counted:
        return replace(amount, unit="year", high=amount.low + (9 if number.letter == "s" else 0))
    left = words[start - 1] if start and not amount.bound and not amount.thing else None
    if left and left.pos in ("NOUN", "PROPN") and (words[number.start].head is left or left.low in _NAMED):
        return replace(amount, unit="label", thing=left)
    return amount


def _interval(value: float, bound: Bound) -> tuple[float, float]:
    size = abs(value)
    return {
        "least": (value, math.inf),
        "above": (math.nextafter(value, math.inf), math.inf),
        "most": (min(0.0, value), value),
        "below": (min(0.0, value), math.nextafter(value, -math.inf)),
        "nearly": (value - size * _NEARLY, value),
        "about": (value - size * _ABOUT, value + size * _ABOUT),
        "vague": (value, value * _VAGUE),
        "": (value, value),
    }[bound]


def _unit(words: Sequence[Word], number: Numeral) -> tuple[str, float, int]:
    """The unit behind a number, what it is worth in the common one, and where it ends."""
    if number.letter == "m" or number.letter in UNITS:
        return *UNITS["metre" if number.letter == "m" else number.letter], number.end
    at = past_hyphen(words, number.end)
    first, second = low(words, at), singular(low(words, at + 1))
    if (pair := UNITS.get(f"{first}-{second}")) is not None:
        return *pair, at + 2
    if at < len(words) and words[at].place and second in UNITS:
        place = "" if words[at].key == "@US" else f" {words[at].key}"
        return f"{UNITS[second][0]}{place}", UNITS[second][1], at + 2
    known = UNITS.get(first) or UNITS.get(singular(first))
    if known is None or (first == "second" and words[at].dep == "amod"):
        return "", 1.0, number.end
    if known[0] == "degrees" and second in ("c", "celsiu", "f", "fahrenheit"):
        return "degrees F" if second.startswith("f") else "degrees", 1.0, at + 2
    return *known, at + 1


def _bound(words: Sequence[Word], start: int, end: int, unit: str) -> tuple[Bound, int, int]:
    """What the words before or behind a number make of it, and where they begin and end."""
    if behind := _BEHIND.get(lows(words, end, end + 2)):
        return behind, start, end + 2
    for phrase, kind in _BOUNDS:
        first = start - len(phrase)
        if first >= 0 and lows(words, first, start) == phrase and words[first].sentence == words[start].sentence:
            lasting = unit == "time" and phrase == ("over",)  # "over two years" they met
            return ("", start, end) if lasting else (kind, first, end)
    return "", start, end


def _thing(words: Sequence[Word], top: Word, start: int, end: int) -> Word | None:
    """The noun that is counted or measured: above the number, behind "of", or else right behind it."""
    for word in words[start:end]:
        of = next((w for w in word.rights if w.low == "of" and w.i >= end), None)
        if of is not None and (counted := of.child("pobj")) is not None:
            return counted if counted.pos in ("NOUN", "PROPN") else None
    if top.dep == "conj" and top.head.dep in _COUNTING:
        top = top.head  # "two or three tugs"
    if top.dep in _COUNTING and top.head.pos == "NUM" and top.head.i >= end:
        top = top.head  # "six of nine judges"
    if top.dep in _COUNTING and top.head.i >= end and top.head.pos in ("NOUN", "PROPN"):
        return top.head
    run: list[Word] = []
    for word in words[past_hyphen(words, end) : end + 4]:
        if word.pos not in ("NOUN", "PROPN") or word.place or (run and not run[-1].space) or word.sentence != top.sentence:
            break
        run.append(word)
    return run[-1] if run and top.dep in _COUNTING | {"ROOT", "dep"} else None


def _verb(words: Sequence[Word], top: Word, start: int, end: int) -> Word | None:
    """The verb that it goes with: above it, or as in "left 30 injured" behind it."""
    after = words[end] if end < len(words) else None
    if after and after.tag == "VBN" and after.dep in ("oprd", "ccomp", "acl") and after.head in (top, top.head):
        return after
    return next((w for w in (top, *top.ancestors) if w.pos in ("VERB", "AUX") and not start <= w.i < end), None)


def _per(words: Sequence[Word], end: int) -> str:
    """Of a rate, each what: `day` of "300 boats a day"."""
    for word, following in pairwise(words[end : end + 5]):
        if word.pos in ("VERB", "AUX", "PUNCT", "ADP") and word.low != "per":
            break
        timely = following.pos == "NOUN" and wordnet.topic(following.lemma, "NOUN") == "time"
        if word.low == "per" or (word.low in _EACH and timely):
            return following.lemma
    return ""


def _range(words: Sequence[Word], one: Amount, other: Amount) -> Amount | None:
    """`between 20 and 30`, `20 to 30`, `two or three` are one; `from 20 to 30` is a change, `3-1` a score."""
    between = lows(words, one.end, other.start)
    hyphen = len(between) == 1 and between[0] in JOINTS
    plain = one.unit == other.unit == ""
    if one.unit in _NO_SIZE or one.role == "from" or (one.role == "by" and one.unit and between == ("to",)):
        return None
    if hyphen and plain and _is_score(words, one, other):
        return replace(one, end=other.end, unit="score", against=other.value, thing=None)
    if between in _OF_MANY and plain and one.exact and other.exact and one.value < other.value:
        percent = 100 * one.value / other.value  # "one in five pupils"
        low_end, high_end = _interval(percent, "about")
        return replace(other, value=percent, low=low_end, high=high_end, bound="about", unit="%", start=one.start)
    joint = hyphen or (between in _RANGES and (between != ("and",) or low(words, one.start - 1) == "between"))
    if not joint or one.unit not in (other.unit, "") or other.unit in _NO_SIZE - {"day"}:
        return None
    least = one.low if one.unit else _scaled(one.low, other)
    return replace(other, low=least, start=one.start, role=one.role, bound="") if least <= other.high else None


def _is_score(words: Sequence[Word], one: Amount, other: Amount) -> bool:
    goals = all(w.text.isdecimal() for w in (words[one.end - 1], words[other.start])) and not one.bound
    counted = other.thing is not None and other.thing.tag in ("NNS", "NNPS")
    return goals and (one.value > other.value or not counted)


def _scaled(low: float, other: Amount) -> float:
    """`20 to 30 km` gives the unit once, `2 to 3 million` the scale."""
    high = other.low / other.factor
    scale = next((s for s in (1e9, 1e6, 1e3) if low < 1e3 and low * s <= high < low * s * 1e3), 1.0)
    return low * scale * other.factor
