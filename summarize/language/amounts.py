"""The numbers of a text, in digits or in words, each with what it may be worth.

Read by hand because the libraries tried do not read news: text2num makes "1.5 million" into "1.5 1000000" and
"tens of thousands" into "10 of 1000", number-parser does the first, quantulum3 and dateparser bring tens of
megabytes. Digits work in every language, number words in English.
"""

import re
from dataclasses import dataclass

from summarize.language.lexicon import phrases, rows
from summarize.language.parsing import ParsedText, Token

_ONES = {word: float(n) for n, word in enumerate(phrases("numbers.ones"))}
_TENS = {word: 10.0 * n for n, word in enumerate(phrases("numbers.tens"), 2)}
_ORDINALS = {word: float(n) for n, word in enumerate(phrases("numbers.ordinals"), 2)}
_SCALES, _SUFFIX, _LOOSE, MANY = (
    {word: float(worth) for word, worth in rows(f"numbers.{table}")} for table in ("scales", "suffixes", "loose", "many")
)
_SMALL = _ONES | _TENS
NUMBER_WORDS = _SMALL | _SCALES
_DIGITS = re.compile(r"[$€£¥]?(\d+(?:[.,]\d+)*)(%|st|nd|rd|th|bn|km|kg|k|m|s)?$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number: what it may be worth (10.000 is ten or ten thousand), and words `start` to `end` (exclusive)."""

    values: frozenset[float]
    start: int
    end: int
    percent: bool = False


def amounts(parsed: ParsedText) -> tuple[Amount, ...]:
    """Read the numbers of a text, words and digits alike. A lone `one` is a pronoun more often than a number: left out."""
    found: list[Amount] = []
    at = 0
    while at < len(parsed.tokens):
        amount = None if parsed.tokens[at].place else _amount(parsed.tokens, at)  # "Group of Seven"
        if amount:
            found.append(amount)
        at = amount.end if amount else at + 1
    return tuple(found)


def _amount(tokens: tuple[Token, ...], at: int) -> Amount | None:
    token = tokens[at]
    if digits := _DIGITS.match(token.low):
        return _digits(tokens, at, digits)
    if token.low in MANY:  # negative: at least so many
        return Amount(frozenset({-MANY[token.low]}), at, at + 1)
    if (worth := _LOOSE.get(token.low) or _ORDINALS.get(token.low)) is not None:
        return Amount(frozenset({worth}), at, at + 1)
    return _spelled(tokens, at)


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
        if low in _SMALL:
            group += _SMALL[low]
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
    return at < len(tokens) and tokens[at].low in _SMALL
