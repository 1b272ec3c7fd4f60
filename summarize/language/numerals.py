"""What number is written where: in digits or in words, as a clock time, a fraction, an ordinal. `amounts` makes sizes of these.

Libraries that were tried do not read news: text2num makes "1.5 million" into "1.5 1000000" and "tens of thousands" into "10 of
1000", quantulum3 brings a classifier of tens of megabytes. Digits work in every language, number words in English.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from summarize.language.lexicon import items, phrases, rows
from summarize.language.parsed import Word

Bound = Literal["", "least", "above", "most", "below", "nearly", "about", "vague"]

NOON = 720  # minutes
_SECOND = 2.0
_MOST_PARTS = 9

_ONES = {word: float(n) for n, word in enumerate(phrases("amounts.ones"))}
_TENS = {word: 10.0 * n for n, word in enumerate(phrases("amounts.tens"), 2)}
_SMALL = _ONES | _TENS
_ORDINALS = {word: float(n) for n, word in enumerate(phrases("amounts.ordinals"), 1)} | {
    f"{word[:-1] + 'ie' if word.endswith('y') else word}th": n for word, n in _SMALL.items() if n > 12
}
_PARTS = {word: 1 / n for word, n in _ORDINALS.items() if n > _SECOND} | {"half": 0.5, "quarter": 0.25}
_SCALES = {word: float(worth) for word, worth in rows("amounts.scales")}
_SPELT = {word: worth for word, worth in _SCALES.items() if len(word) > 3}  # not `bn`
_MANY = {f"{word}s": worth for word, worth in _SPELT.items()} | {"tens": 10.0}
NUMBER_WORDS = _SMALL | _SPELT
UNITS = {
    word: (dimension, float(factor))
    for dimension, units in rows("amounts.units")
    for word, factor in (unit.split() for unit in items(units))
}
_DIGITS = re.compile(r"(?P<sign>[^\W\d_]{0,2}[$€£¥])?(?P<minus>-)?(?P<raw>\d+(?:[.,]\d+)*)(?P<behind>[^\W\d_]{0,4}|[%‰°+])\.?$")
_TWO_WAYS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
YEAR = re.compile(r"\d{4}s?")
_TIME = re.compile(r"(?P<hour>[012]?\d)(?:[:.](?P<minute>[0-5]\d))?(?:(?P<half>[ap])\.?m\.?)?$")
_HALVES = re.compile(r"([ap])\.?m\.?$")
_MONEY = re.compile(r"(?P<where>[^\W\d_]{0,2})(?P<sign>[$€£¥])$")
_WHERE = {"a": " @AU", "au": " @AU", "c": " @CA", "ca": " @CA", "nz": " @NZ", "hk": " @HK", "s": " @SG", "r": " @BR"}
JOINTS = frozenset({"-", "–"})
_SOME = frozenset({"several", "few", "many"})
WHOLES = frozenset({"of", "the", "its", "their", "his", "her", "our", "all"})  # what a part is taken of


class Numeral(NamedTuple):
    """A number from word `start` to `end` (exclusive), and what is written with it: its currency, or that it is a clock time.

    `times`: another reading of `10.000` is 1000 times as much. `letter`: right behind digits, `m` for metres or millions.
    """

    value: float
    start: int
    end: int
    unit: str = ""
    bound: Bound = ""
    times: float = 1.0
    letter: str = ""


def numeral(words: Sequence[Word], at: int) -> Numeral | None:
    """The number that is written from a word on."""
    readers = (_clock, _digits, _part, _vague, _spelt, _ordinal)
    return next((found for reader in readers if (found := reader(words, at))), None)


def low(words: Sequence[Word], at: int) -> str:
    """The word there in lower case; "" beyond the text."""
    return words[at].low if 0 <= at < len(words) else ""


def lows(words: Sequence[Word], start: int, end: int) -> tuple[str, ...]:
    return tuple(w.low for w in words[max(0, start) : max(0, end)])


def past_hyphen(words: Sequence[Word], at: int) -> int:
    """Behind a hyphen that joins two words without a space: "twelve-member"."""
    return at + 1 if low(words, at) in JOINTS and at + 1 < len(words) and not (words[at].space or words[at - 1].space) else at


def singular(written: str) -> str:
    return written.removesuffix("es") if written.endswith("ches") else written.removesuffix("s")


def _clock(words: Sequence[Word], at: int) -> Numeral | None:
    """`17:30`, `5 p.m.`, `noon`: minutes since midnight; without a half of the day, one of two."""
    if words[at].low in ("noon", "midnight"):
        return Numeral(NOON * (words[at].low == "noon"), at, at + 1, "clock")
    told, behind = _TIME.match(words[at].low), _HALVES.match(low(words, at + 1))
    half = told and (told["half"] or (behind and behind[1]))
    if told is None or not (half or (told["minute"] and ":" in words[at].text)):
        return None
    minutes, end = int(told["hour"]) * 60 + int(told["minute"] or 0), at + 1 + bool(behind and not told["half"])
    if half:
        return Numeral(minutes % NOON + NOON * (half == "p"), at, end, "clock")
    return Numeral(minutes, at, end, "clock", "" if minutes > NOON else "about")


def _digits(words: Sequence[Word], at: int) -> Numeral | None:
    match = _DIGITS.match(words[at].text)
    if match is None:
        return None
    start, end, letter = at, at + 1, match["behind"].lower()
    sign = _MONEY.match(match["sign"] or (words[at - 1].text if at else ""))
    start -= bool(sign and not match["sign"])
    minus = match["minus"] or (start and (low(words, start - 1) in ("minus", "negative") or _is_minus(words, start - 1)))
    start -= bool(minus and not match["minus"])
    if not letter and not words[at].space and low(words, end).rstrip(".") in ("k", "m", "b"):
        letter, end = low(words, end).rstrip("."), end + 1
    value, times = _worth(match["raw"])
    if letter in _SCALES and (letter != "m" or sign or _millions(words, end)):
        value, letter = value * _SCALES[letter], ""
    if letter in ("st", "nd", "rd", "th"):
        return Numeral(value, start, end, "ordinal")
    while len(scale := low(words, past_hyphen(words, end))) > 1 and scale in _SCALES:
        value, end = value * _SCALES[scale], past_hyphen(words, end) + 1
    unit = f"money {sign['sign']}{_WHERE.get(sign['where'].lower(), '')}" if sign else ""
    bound: Bound = "least" if letter == "+" else "vague" if letter == "s" and not YEAR.fullmatch(words[at].low) else ""
    return Numeral(-value if minus else value, start, end, unit, bound, times, letter)


def _is_minus(words: Sequence[Word], at: int) -> bool:
    return words[at].text in JOINTS and not words[at].space and (at == 0 or words[at - 1].space or words[at - 1].text == "(")


def _millions(words: Sequence[Word], end: int) -> bool:
    """Is `40m` forty million: of euros, or of what is many?"""
    return singular(low(words, end)) in UNITS or (end < len(words) and words[end].tag == "NNS")


def _worth(raw: str) -> tuple[float, float]:
    """10,000 is ten thousand; 1.5 and 1,5 are one and a half; 10.000 is ten, or a thousand times as much."""
    plain = re.sub(r",(?=\d{3}(?!\d))", "", raw).replace(",", ".")
    return float(plain.replace(".", "") if plain.count(".") > 1 else plain), 1000.0 if _TWO_WAYS.fullmatch(raw) else 1.0


def _part(words: Sequence[Word], at: int, start: int | None = None, count: float = 1.0) -> Numeral | None:
    """`half a million`, `a third of a mile`, `two thirds`; of what is no measure in per cent: "half of the members"."""
    written = low(words, at)
    part = _PARTS.get(written if count == 1 else written.removesuffix("s"))
    if part is None or count > _MOST_PARTS or (count > 1) > written.endswith("s"):
        return None
    if start is None and (written != "half" or low(words, at - 1) in ("a", "and", "-", *_ORDINALS)):
        return None  # "a third man", "the first half"
    start = at if start is None else start
    behind = at + 1 + (low(words, at + 1) == "of")
    behind += low(words, behind) in ("a", "an")
    if (scale := _SCALES.get(low(words, behind))) is not None:
        return Numeral(count * part * scale, start, behind + 1)
    if low(words, behind) in UNITS or low(words, behind - 1) in ("a", "an"):
        return Numeral(count * part, start, behind)
    taken = count > 1 or low(words, at + 1) in (WHOLES if written == "half" else ("of",))
    return Numeral(100 * count * part, start, at + 1, "%", "about") if taken else None


def _vague(words: Sequence[Word], at: int) -> Numeral | None:
    """`hundreds`, `tens of thousands`, `several hundred`, `a few dozen`."""
    here, following = words[at].low, low(words, at + 1)
    if here in _MANY and (here != "tens" or following == "of"):
        second = _MANY.get(low(words, at + 2)) if following == "of" else None
        return Numeral(_MANY[here] * (second or 1.0), at, at + 3 if second else at + 1, bound="vague")
    end = at + 1 + (here == "a" and following in _SOME)
    scale = _SPELT.get(low(words, end)) if low(words, end - 1) in _SOME else None
    return Numeral(scale, at, end + 1, bound="vague") if scale else None


def _spelt(words: Sequence[Word], at: int) -> Numeral | None:
    """`two hundred and five`, `a dozen`, `two and a half million`, `two thirds`, `a fortnight`."""
    article = words[at].low in ("a", "an")
    if article and (part := _part(words, at + 1, at)):
        return part
    value, end = _sum(words, at, at + article)
    if end == at + article:
        return Numeral(1.0, at, at + 1) if article and _lasting(words, at) else None
    if part := _part(words, past_hyphen(words, end), at, value):
        return part
    pronoun = words[at].low == "one" and end == at + 1 and words[at].dep != "nummod"
    return None if pronoun else Numeral(value, at, end)


def _sum(words: Sequence[Word], start: int, at: int) -> tuple[float, int]:
    """What the number words from `at` on come to, and where they end; "a" stands at `start` where that is not `at`."""
    total, group, end = 0.0, 0.0, at
    while True:
        step = past_hyphen(words, end) if end > at else end
        if low(words, step) == "and" and low(words, end - 1) in _SPELT and low(words, step + 1) in _SMALL:
            step += 1
        written = low(words, step)
        if written in _SMALL:
            group += _SMALL[written]
        elif written in _SPELT and step > start:
            group = (group or 1.0) * _SPELT[written]
            if _SPELT[written] > 100:
                total, group = total + group, 0.0
        elif end > at and lows(words, step, step + 3) == ("and", "a", "half"):
            group, step = group + 0.5, step + 2
        else:
            return total + group, end
        end = step + 1


def _lasting(words: Sequence[Word], at: int) -> bool:
    """Does "a" count what follows, as in `a fortnight`; not of a rate, "300 a day"?"""
    if UNITS.get(low(words, at + 1), ("",))[0] != "time" or any(w.pos == "NUM" for w in words[max(0, at - 2) : at]):
        return False
    return words[at + 1].head.pos != "NOUN" or words[at + 1].dep == "ROOT"


def _ordinal(words: Sequence[Word], at: int) -> Numeral | None:
    value = _ORDINALS.get(words[at].low, 1.0)
    return Numeral(value, at, at + 1, "ordinal") if value > 1 and words[at].dep == "amod" else None
