"""Numbers and dates: each one of the statement must stand in the cited text, in digits or in words.

Read by hand because the libraries tried do not read news: text2num makes "1.5 million" into "1.5 1000000" and
"tens of thousands" into "10 of 1000", number-parser does the first, quantulum3 and dateparser bring tens of
megabytes. Digits work in every language, number words in English.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from summarize.guards.lexicon import words
from summarize.guards.objection import Objection, Weight
from summarize.guards.reading import Pair, Reading, Token

_UNITS = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {w: 10 * n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SUFFIX = {"k": 1e3, "m": 1e6, "bn": 1e9, "%": 1.0}
_LOOSE = {"dozen": 12.0, "couple": 2.0, "both": 2.0, "pair": 2.0, "duo": 2.0, "trio": 3.0, "half": 0.5, "quarter": 0.25}
_PAIRS = words("both pair couple duo")  # said of any two things that are named
_ORDINALS = {
    w: float(n)
    for n, w in enumerate(
        [
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
        ],
        2,
    )
}
_MANY = words("tens dozens scores hundreds thousands millions billions")
_MONTHS = {
    name: n
    for n, both in enumerate(
        [
            "january/jan",
            "february/feb",
            "march/mar",
            "april/apr",
            "may/may",
            "june/jun",
            "july/jul",
            "august/aug",
            "september/sept",
            "october/oct",
            "november/nov",
            "december/dec",
        ],
        1,
    )
    for name in both.split("/")
}
_DAYS = words("monday tuesday wednesday thursday friday saturday sunday")
# Only beside one of these may a rounded number stand for the exact one.
_ABOUT = words("about around nearly almost some roughly approximately over than close")
_ABOVE = words("more over least exceeding above exceeds")
_BELOW = words("fewer less under most below nearly almost up")
_FAR = 1.5  # a bound further off is no fair rendering
_ROUNDING = 0.05
_DIGITS = re.compile(r"[$€£¥]?(\d+(?:[.,]\d+)*)(%|st|nd|rd|th|bn|km|kg|k|m|s)?$")
_CLOSED = re.compile(r"\b(?:and|or)\b")  # a list has one of these before its last item
_ITEM = 4  # words in an item; longer ones between commas are clauses
_PARTS = words("half quarter")
_TOTAL = words("total altogether combined all overall together sum")
_TODAY = words("today yesterday tomorrow tonight")
_EXACT = 1e-6
_LONGEST_LIST = 20  # a larger count is no count of listed things


@dataclass(frozen=True, slots=True)
class Amount:
    """A number: what it may be worth (10.000 is ten or ten thousand), and words `start` to `end` (exclusive)."""

    values: frozenset[float]
    start: int
    end: int
    percent: bool = False


def objections(pair: Pair) -> Iterator[Objection]:
    """Name each number, month and weekday of the statement that the cited text lacks."""
    given = amounts(pair.cited)
    counts = _listed(pair)
    for amount in amounts(pair.statement):
        if pair.statement.tokens[amount.start].low in _PAIRS:
            continue
        many = pair.statement.tokens[amount.start].low
        if many in _MANY and many.removesuffix("s") in pair.cited.words:  # "several hundred"
            continue
        if not (any(_backs(g, amount, pair) for g in given) or amount.values & counts):
            yield _missing(amount, given, pair)
    yield from _dates(pair)


def amounts(reading: Reading) -> tuple[Amount, ...]:
    """Read the numbers of a text, words and digits alike. A lone `one` is a pronoun more often than a number: left out."""
    found: list[Amount] = []
    at = 0
    while at < len(reading.tokens):
        amount = _amount(reading.tokens, at)
        if amount:
            found.append(amount)
        at = amount.end if amount else at + 1
    return tuple(found)


def _amount(tokens: tuple[Token, ...], at: int) -> Amount | None:
    token = tokens[at]
    if digits := _DIGITS.match(token.low):
        return _digits(tokens, at, digits)
    if token.low in _MANY:
        return Amount(frozenset({-_scale(token.low)}), at, at + 1)
    if token.low in _LOOSE or token.low in _ORDINALS:
        return Amount(frozenset({_LOOSE.get(token.low, 0.0) or _ORDINALS[token.low]}), at, at + 1)
    return _spelled(tokens, at)


def _scale(plural: str) -> float:
    return _SCALES.get(plural.removesuffix("s"), {"tens": 10.0, "dozens": 12.0}.get(plural, 20.0))


def _digits(tokens: tuple[Token, ...], at: int, digits: re.Match[str]) -> Amount:
    raw, suffix = digits.group(1), digits.group(2) or ""
    factor, end = _SUFFIX.get(suffix, 1.0), at + 1
    while end < len(tokens) and tokens[end].low in _SCALES:
        factor, end = factor * _SCALES[tokens[end].low], end + 1
    percent = suffix == "%" or (end < len(tokens) and tokens[end].low in {"percent", "per", "percentage"})
    return Amount(frozenset(v * factor for v in _worth(raw)), at, end, percent)


def _worth(raw: str) -> set[float]:
    """10,000 is ten thousand; 1.5 is one and a half; 10.000 may be either, as other languages write thousands so."""
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", raw)
    plain = re.fullmatch(r"\d+(?:[.,]\d+)?", raw)
    found = {float(re.sub(r"[.,]", "", raw))} if grouped or not plain else set()
    if plain and not (grouped and "," in raw):
        found.add(float(raw.replace(",", ".")))
    return found


def _spelled(tokens: tuple[Token, ...], at: int) -> Amount | None:
    total, group, end = 0.0, 0.0, at
    while end < len(tokens):
        low = tokens[end].low
        if low in _UNITS or low in _TENS:
            group += _UNITS.get(low, _TENS.get(low, 0))
        elif low in _SCALES and (end > at or low != "hundred" or _has_article(tokens, at)):
            total, group = _scaled(total, group or 1.0, _SCALES[low])
        elif not (low == "and" and end > at and tokens[end - 1].low in _SCALES and _counts(tokens, end + 1)):
            break
        end += 1
    if end == at or (end == at + 1 and tokens[at].low == "one"):
        return None
    percent = end < len(tokens) and tokens[end].low in {"percent", "per", "percentage"}
    return Amount(frozenset({total + group}), at, end, percent)


def _scaled(total: float, group: float, scale: float) -> tuple[float, float]:
    return (total, group * scale) if scale == 1e2 else (total + group * scale, 0.0)


def _has_article(tokens: tuple[Token, ...], at: int) -> bool:
    return at > 0 and tokens[at - 1].low in {"a", "one"}


def _counts(tokens: tuple[Token, ...], at: int) -> bool:
    return at < len(tokens) and (tokens[at].low in _UNITS or tokens[at].low in _TENS)


def _backs(given: Amount, amount: Amount, pair: Pair) -> bool:
    if given.percent != amount.percent and amount.percent:
        return False
    if given.values & amount.values or _bounds(given, amount, pair):
        return True
    if any(2 * -many <= g < 10 * -many for many in amount.values if many < 0 for g in given.values):
        return True  # 627 are hundreds
    near = {t.low for t in pair.statement.tokens[max(0, amount.start - 2) : amount.start]}
    return bool(near & _ABOUT) and any(
        abs(g - a) <= _ROUNDING * abs(g) for g in given.values for a in amount.values if abs(g) > _LONGEST_LIST
    )


def _bounds(given: Amount, amount: Amount, pair: Pair) -> bool:
    """`more than 2,000` is true of 2,300, `fewer than 50` of 48; not of numbers that are far away."""
    near = {t.low for t in pair.statement.tokens[max(0, amount.start - 2) : amount.start]}
    if near & _ABOVE:
        return any(a <= g <= a * _FAR for g in given.values for a in amount.values)
    return bool(near & _BELOW) and any(a / _FAR <= g <= a for g in given.values for a in amount.values)


def _listed(pair: Pair) -> set[float]:
    """How many things the cited text lists: "A, B and C" backs three, two of them, and "A and two others"."""
    found: set[float] = set()
    for part in re.split(r"[.;:!?\n()—]", pair.cited.text):
        items = [i.strip() for i in re.split(r",\s+(?:(?:and|or)\s)?|\b(?:and|or)\b", part) if i.strip()]
        for run in _runs(items) if _CLOSED.search(part) else ():
            named = sum(any(w.lower() in pair.statement.words for w in _names(i)) for i in run)
            fewest = 2 if any(map(_names, run)) else len(run)
            found |= {float(n) for n in range(fewest, len(run) + 1)} | {float(len(run) - named)}
    return found


def _runs(items: list[str]) -> Iterator[list[str]]:
    """Lists among clauses: short items in a row, with the one before and the one after them."""
    short = [0 < n < len(items) - 1 and len(item.split()) <= _ITEM for n, item in enumerate(items)]
    if len(items) == 2:
        yield items
    start = 1
    while start < len(items) - 1:
        end = next((n for n in range(start, len(items)) if not short[n]), len(items))
        if end > start:
            yield items[start - 1 : min(end + 1, _LONGEST_LIST)]
        start = end + 1


def _names(text: str) -> list[str]:
    return re.findall(r"\b[A-Z]\w+", text)


def _missing(amount: Amount, given: tuple[Amount, ...], pair: Pair) -> Objection:
    said = pair.statement.quote(amount.start, amount.end)
    theirs = ", ".join(pair.cited.quote(g.start, g.end) for g in given)
    found = f"the cited text says {theirs}" if theirs else "the cited text has no number"
    weight: Weight = "doubt" if given and _reckoned(amount, given, pair) else "block"
    return Objection(kind="number", reason=f"the statement says {said}; {found}", weight=weight)


def _reckoned(amount: Amount, given: tuple[Amount, ...], pair: Pair) -> bool:
    """A part (`half`), a sum or a date beside `today` may follow from what is cited; a program cannot tell."""
    low = pair.statement.tokens[amount.start].low
    worth = [v for g in given for v in g.values]
    total = any(abs(a + b - v) < _EXACT for a, b in combinations(worth, 2) for v in amount.values)
    dated = any(t.low in _MONTHS and t.capital for t in pair.statement.tokens[max(0, amount.start - 1) : amount.end + 1])
    return low in _PARTS or (total and bool(pair.statement.words & _TOTAL)) or (dated and bool(pair.cited.words & _TODAY))


def _dates(pair: Pair) -> Iterator[Objection]:
    months = {_MONTHS[t.low] for t in pair.cited.tokens if t.low in _MONTHS and t.capital}
    numeric = {int(n) for n in re.findall(r"\b\d{4}-(\d\d)-\d\d\b", pair.cited.text)}
    for token in pair.statement.tokens:
        if not token.capital or (token.initial and token.low == "may"):
            continue
        lacks_month = token.low in _MONTHS and _MONTHS[token.low] not in months | numeric
        if lacks_month and not (token.low == "may" and not _beside_a_number(pair.statement, token)):
            yield Objection(kind="number", reason=f"the cited text does not say {token.text}")
        if token.low in _DAYS and token.low not in pair.cited.words:
            # "yesterday" is some weekday
            weight: Weight = "doubt" if pair.cited.words & _TODAY and not pair.cited.words & _DAYS else "block"
            yield Objection(kind="time", reason=f"the cited text does not say {token.text}", weight=weight)


def _beside_a_number(reading: Reading, token: Token) -> bool:
    near = reading.tokens[max(0, token.index - 1) : token.index + 2]
    return any(t.text[0].isdigit() or t.low in {"in", "last", "next", "since"} for t in near)
