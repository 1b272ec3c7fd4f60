"""Numbers: each one of the statement must stand in the cited text, in digits or in words."""

import re
from collections.abc import Iterator
from itertools import combinations

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Kind, Remark, Weight
from summarize.language.amounts import MANY, Amount, amounts
from summarize.language.days import MONTH_OF
from summarize.language.lexicon import words

_PAIRS = frozenset({"both", "pair", "couple", "duo"})  # said of any two things that are named
_ABOUT = words("numbers.about")
_ABOVE = words("numbers.above")
_BELOW = words("numbers.below")
_FAR = 1.5  # a bound further off is no fair rendering
_ROUNDING = 0.05
_CLOSED = re.compile(r"\b(?:and|or)\b")  # a list has one of these before its last item
_ITEM = 4  # words in an item; longer ones between commas are clauses
_PARTS = frozenset({"half", "quarter"})
_TOTAL = words("numbers.total")
_TODAY = words("time.today")
_EXACT = 1e-6
_LONGEST_LIST = 20  # a larger count is no count of listed things

KIND: Kind = "number"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each number of the statement that the cited text lacks."""
    given = amounts(pair.cited)
    counts = _listed(pair)
    for amount in amounts(pair.statement):
        if pair.statement.tokens[amount.start].low in _PAIRS:
            continue
        many = pair.statement.tokens[amount.start].low
        if many in MANY and many.removesuffix("s") in pair.cited.words:  # "several hundred"
            continue
        if not (any(_backs(g, amount, pair) for g in given) or amount.values & counts):
            yield _missing(amount, given, pair)


def _backs(given: Amount, amount: Amount, pair: Entailment) -> bool:
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


def _bounds(given: Amount, amount: Amount, pair: Entailment) -> bool:
    """`more than 2,000` is true of 2,300, `fewer than 50` of 48; not of numbers that are far away."""
    near = {t.low for t in pair.statement.tokens[max(0, amount.start - 2) : amount.start]}
    if near & _ABOVE:
        return any(a <= g <= a * _FAR for g in given.values for a in amount.values)
    return bool(near & _BELOW) and any(a / _FAR <= g <= a for g in given.values for a in amount.values)


def _listed(pair: Entailment) -> set[float]:
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


def _missing(amount: Amount, given: tuple[Amount, ...], pair: Entailment) -> Remark:
    said = pair.statement.quote(amount.start, amount.end)
    theirs = ", ".join(pair.cited.quote(g.start, g.end) for g in given)
    found = f"the cited text says {theirs}" if theirs else "the cited text has no number"
    weight: Weight = "doubt" if given and _reckoned(amount, given, pair) else "block"
    return f"the statement says {said}; {found}", weight


def _reckoned(amount: Amount, given: tuple[Amount, ...], pair: Entailment) -> bool:
    """A part (`half`), a sum or a date beside `today` may follow from what is cited; a program cannot tell."""
    low = pair.statement.tokens[amount.start].low
    worth = [v for g in given for v in g.values]
    total = any(abs(a + b - v) < _EXACT for a, b in combinations(worth, 2) for v in amount.values)
    dated = any(t.low in MONTH_OF and t.capital for t in pair.statement.tokens[max(0, amount.start - 1) : amount.end + 1])
    return low in _PARTS or (total and bool(pair.statement.words & _TOTAL)) or (dated and bool(pair.cited.words & _TODAY))
