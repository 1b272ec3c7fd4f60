"""How much a text says there is: numbers as intervals, with their unit and the thing that they count. English.

`guards.numbers` reads which numbers a text has. Here each becomes what it leaves open ("up to 30,000", "tens of thousands",
"20 to 30"), in a common unit (metres for miles), so that two of them can be told to be at odds. What is no plain size is left
out: dates, ages, ordinals, rates, shares of a whole, increases.
"""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from summarize.language.amounts import MANY, Amount, amounts
from summarize.language.days import MONTH_OF
from summarize.language.lexicon import items, rows, words
from summarize.language.parsing import ParsedText, Token
from summarize.language.verbs import past

_ABOUT = 0.2  # "about 30,000" leaves room for 24,000 and 36,000: a false conflict is worse than a missed one
_NEARLY = 0.15  # "nearly 30,000" is 25,500 to 30,000
_SLACK = 0.05  # two numbers that differ by less are one number, rounded
_EXACT = 100  # below it every digit counts: "10 boats" is no rounded 14
_VAGUE = 100  # "hundreds" may be many hundreds: up to a hundred times the word
_YEARS = range(1900, 2101)

_UNITS = {
    word: (dimension, float(factor))
    for dimension, units in rows("numbers.units")
    for word, factor in (unit.split() for unit in items(units))
}
_NO_SIZE = words("numbers.no-size")
_LABELS = words("numbers.labels")
_ADDED = words("numbers.added")
_ADDED_BEHIND = words("numbers.added-behind")
_PERIODS = words("numbers.periods")
_WHOLES = words("numbers.wholes")
_ROLES = frozenset({"by", "to", "from"})
_BOUNDS = {kind: items(spelled) for kind, spelled in rows("numbers.bounds")}
_BEFORE = sorted(((tuple(p.split()), kind) for kind, ps in _BOUNDS.items() for p in ps), key=lambda b: -len(b[0]))
_HYPHENS = re.compile(r"(?<=\d)\s?[-–—]\s?(?=[$€£¥]?\d)")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)$")
_ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")


class Quantity(NamedTuple):
    """A size between `low` and `high` (inclusive) of a `unit` ("" for a plain count) of the `thing`, its last word first.

    `role` is "to", "by" or "from" right before it ("rose to 5%"); `start` and `end` are words of the reading, end-exclusive,
    with what belongs to the size ("up to", "km"); `exact` tells that the text gives one number without reserve.
    """

    low: float
    high: float
    unit: str
    thing: tuple[str, ...]
    role: str
    start: int
    end: int
    exact: bool
    factor: float = 1.0  # what the text's own number was multiplied by


def unhyphened(text: str) -> str:
    """The text with `20-30` as `20 to 30` and without ISO dates, as `quantities` wants it read."""
    return _HYPHENS.sub(" to ", _ISO.sub(" ", text))


def quantities(parsed: ParsedText) -> tuple[Quantity, ...]:
    """The sizes that a text gives, in order; two where it gives a range that is no change become one."""
    return tuple(_joined(parsed, list(_sizes(parsed))))


def numbered(parsed: ParsedText) -> frozenset[int]:
    """The positions of all words that are part of a number, whether it is a size or not."""
    return frozenset(n for a in amounts(parsed) for n in range(a.start, a.end))


def disagree(one: Quantity, other: Quantity) -> bool:
    """Whether no number fits both, even rounded: more than 5 % apart, and not the same in the fewer significant digits."""
    if one.unit != other.unit or one.role != other.role:
        return False
    lower, upper = sorted((one, other), key=lambda q: (q.high, q.low))
    gap = upper.low - lower.high
    if gap <= _SLACK * abs(upper.low):
        return False
    return not (one.exact and other.exact and _rounded_alike(lower.high, upper.low))


def _rounded_alike(one: float, other: float) -> bool:
    if max(one, other) < _EXACT and one == int(one) and other == int(other):
        return False
    digits = min(_significant(one), _significant(other))
    return _rounded(one, digits) == _rounded(other, digits)


def _significant(number: float) -> int:
    return max(len(f"{number:.6g}".replace(".", "").partition("e")[0].strip("0")), 1)


def _rounded(number: float, digits: int) -> float:
    if not number:
        return 0.0
    scale = 10.0 ** (math.floor(math.log10(abs(number))) - digits + 1)
    return math.floor(number / scale + 0.5) * scale


def _sizes(parsed: ParsedText) -> Iterator[Quantity]:
    found = amounts(parsed)
    skipped = -1
    for amount, following in zip_longest(found, found[1:]):
        if amount.start <= skipped:
            continue
        vague = _plural(parsed.tokens, amount, following)
        end = following.end if vague and following and vague[1] else amount.end
        skipped = end - 1
        if not _plain(parsed, amount, end):
            continue
        if vague:
            yield _quantity(parsed, (vague[0], vague[0] * _VAGUE), (amount.start, amount.start, end), exact=False)
        elif len(amount.values) == 1:
            yield _bounded(parsed, next(iter(amount.values)), amount.start, end)


def _plural(tokens: Sequence[Token], amount: Amount, following: Amount | None) -> tuple[float, bool] | None:
    """`hundreds` and `tens of thousands`: the least that they say, and whether the next amount belongs to it."""
    scale = MANY.get(tokens[amount.start].low)
    if scale is None:
        return None
    of = tokens[amount.end].low == "of" if amount.end < len(tokens) else False
    second = MANY.get(tokens[following.start].low) if following and of and following.start == amount.end + 1 else None
    return (scale * second, True) if second else (scale, False)


def _plain(parsed: ParsedText, amount: Amount, end: int) -> bool:
    """No date, ordinal, label, age, rate, share or increase."""
    tokens, first = parsed.tokens, parsed.tokens[amount.start]
    before = [t.low for t in tokens[max(0, amount.start - 3) : amount.start]]
    behind = [t.low for t in tokens[end : end + 3]]
    if first.low in _NO_SIZE or _ORDINAL.search(first.low) or {"half", "quarter"} & {*before, *behind[:1]}:
        return False
    if before[-1:] and (before[-1] in _LABELS | MONTH_OF.keys() or before[-1] in _ADDED - {"by", "of"}):
        return False
    if behind[:1] and (behind[0] in MONTH_OF.keys() | {"dozen", "am", "pm"}):
        return False
    if before[-2:] == ["of", "the"]:
        return False
    if _rate([t.low for t in tokens[end : end + 6]]) or (
        behind[:1] == ["of"] and behind[1:2] and behind[1] in _WHOLES and not _unit(parsed, amount.start, end)
    ):
        return False
    return not (first.text.isdigit() and len(first.text) == 4 and int(first.text) in _YEARS)


def _rate(behind: Sequence[str]) -> bool:
    """`300 per day`, `5 more`, `12 years old`, `300 ships a day`, `5 percentage points`; not `5 per cent`, not `5 or more`."""
    if behind[:2] == ["per", "cent"]:
        return behind[2:3] in (["per"], ["points"], ["point"])
    added = bool(_ADDED_BEHIND & set(behind[:2])) and behind[:1] != ["or"]
    return added or any(a in {"a", "an", "per", "each", "every"} and b in _PERIODS for a, b in pairwise(behind[:5]))


def _bounded(parsed: ParsedText, value: float, start: int, end: int) -> Quantity:
    """The number with the words before and behind it that make it a bound."""
    kind, size = _phrase([t.low for t in parsed.tokens[max(0, start - 4) : start]])
    behind = [t.low for t in parsed.tokens[end : end + 2]]
    if behind in (["or", "more"], ["or", "so"]):
        kind, end = ("least" if behind[1] == "more" else "about"), end + 2
    low, high = {
        "least": (value, math.inf),
        "most": (0.0, value),
        "nearly": (value * (1 - _NEARLY), value),
        "about": (value * (1 - _ABOUT), value * (1 + _ABOUT)),
        "vague": (value, value * _VAGUE),
        "": (value, value),
    }[kind]
    return _quantity(parsed, (low, high), (start - size, start, end), exact=not kind)


def _phrase(before: Sequence[str]) -> tuple[str, int]:
    for phrase, kind in _BEFORE:
        if tuple(before[-len(phrase) :]) == phrase:
            return kind, len(phrase)
    return "", 0


def _quantity(parsed: ParsedText, bounds: tuple[float, float], at: tuple[int, int, int], *, exact: bool) -> Quantity:
    """`at`: where the words before the number begin, where the number begins, where it ends (exclusive)."""
    start, number, end = at
    unit, factor, size = _unit(parsed, number, end) or ("", 1.0, 0)
    end += size
    role = parsed.tokens[start - 1].low if start and parsed.tokens[start - 1].low in _ROLES else ""
    return Quantity(bounds[0] * factor, bounds[1] * factor, unit, _thing(parsed, end), role, start, end, exact, factor)


def _unit(parsed: ParsedText, start: int, end: int) -> tuple[str, float, int] | None:
    """(dimension, factor, words that it takes behind the number): from `$5`, `5km`, `5 km`, `5 per cent`, `5 million euros`."""
    text = parsed.tokens[start].text
    if text[0] in "$€£¥":
        before = parsed.tokens[start - 1].text if start else ""
        return f"money {before if before in {'US', 'A', 'C', 'NZ', 'HK'} else ''}{text[0]}", 1.0, 0
    suffix = re.sub(r"^[\d.,]+", "", text) if text[0].isdigit() else ""
    return (*_UNITS[suffix], 0) if suffix in {"%", "km", "kg"} else _unit_behind(parsed, end)


def _unit_behind(parsed: ParsedText, end: int) -> tuple[str, float, int] | None:
    behind = [t.low for t in parsed.tokens[end : end + 2]]
    first, second = (*behind, "", "")[:2]
    if (first, second) == ("per", "cent"):
        return "%", 1.0, 2
    if first == "nautical" and second.startswith("mile"):
        return "length", 1852.0, 2
    if first in {"square", "cubic"} and second:
        return f"{first} {second.removesuffix('s')}", 1.0, 2
    if known := _known(first):
        return *known, 1
    known = _known(second) if behind[1:] and parsed.tokens[end].place else None
    return (f"{known[0]} {parsed.tokens[end].key}", known[1], 2) if known else None


def _known(word: str) -> tuple[str, float] | None:
    return _UNITS.get(word) or _UNITS.get(word.removesuffix("s"))


def _thing(parsed: ParsedText, end: int) -> tuple[str, ...]:
    """The words that name what is counted, the head first: the content words right behind, up to a verb's past form."""
    tokens = parsed.tokens[end : end + 5]
    if tokens and tokens[0].low == "of":
        tokens = tokens[1:]
    found: list[Token] = []
    for token in tokens[:4]:
        if not token.content or token.clause != tokens[0].clause or (found and past(token)) or token.text[0].isdigit():
            break
        found.append(token)
    return tuple(t.key for t in reversed(found))


def _joined(parsed: ParsedText, found: list[Quantity]) -> Iterator[Quantity]:
    """`between 20 and 30`, `20 to 30`, `two or three` are one; `from 20 to 30` is a change, which is no size."""
    pairs = {n for n, (a, b) in enumerate(pairwise(found)) if _range(parsed, a, b)}
    for n, one in enumerate(found):
        if n in pairs:
            other = found[n + 1]
            if one.role != "from" and one.low <= other.high:
                yield other._replace(low=_lower_end(one, other), start=one.start, role="", exact=False)
        elif n - 1 not in pairs:
            yield one


def _range(parsed: ParsedText, one: Quantity, other: Quantity) -> bool:
    between = [t.low for t in parsed.tokens[one.end : other.start]]
    joint = between in (["to"], ["or"]) or (
        between == ["and"] and one.start > 0 and parsed.tokens[one.start - 1].low == "between"
    )
    return joint and one.unit in {other.unit, ""} and not (one.thing and one.unit == other.unit == "" and len(between) > 1)


def _lower_end(one: Quantity, other: Quantity) -> float:
    """`20 to 30 km` gives the unit once, `2 to 3 million` the scale."""
    if one.unit:
        return one.low
    low, high = one.low, other.low / other.factor
    scale = next((s for s in (1e9, 1e6, 1e3) if low < 1e3 and low * s <= high < low * s * 1e3), 1.0)
    return low * scale * other.factor
