"""Counts: a number that the cited text has, but of another thing or behind another verb."""

import re
from collections.abc import Iterator

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Kind, Remark
from summarize.language.amounts import Amount, amounts
from summarize.language.lexicon import IRREGULAR_PAST
from summarize.language.parsing import ParsedText

_UNIT = re.compile(r"(?<=\d)k[mg]$")
_VERB_AHEAD = 2  # words between a verb and its number


KIND: Kind = "number"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each number of the statement that counts another thing, or goes with another verb, in the cited text."""
    given = amounts(pair.cited)
    yield from _swapped(pair, given)
    yield from _moved(pair, given)


def _swapped(pair: Entailment, given: tuple[Amount, ...]) -> Iterator[Remark]:
    """12 killed and 30 hurt is not 30 killed: the thing counted has another number, and the number another thing."""
    for amount in amounts(pair.statement):
        things = _counted(pair.statement, amount)
        same = [g for g in given if g.values & amount.values]
        theirs = [g for g in given if not g.values & amount.values and things & _counted(pair.cited, g)]
        counted = [_counted(pair.cited, g) for g in same]
        # "six of those" may count anything
        if same and theirs and things and all(counted) and not any(things & c for c in counted):
            said = pair.statement.quote(amount.start, min(amount.end + 1, len(pair.statement.tokens)))
            found = pair.cited.quote(theirs[0].start, min(theirs[0].end + 1, len(pair.cited.tokens)))
            yield f'the statement says "{said}"; the cited text says "{found}"', "block"


def _moved(pair: Entailment, given: tuple[Amount, ...]) -> Iterator[Remark]:
    """`built 31 and sold six` is not `sold 31`: the verb right before the number has another one in the cited text."""
    for amount in amounts(pair.statement):
        verbs = _verbs(pair.statement, amount)
        same = [g for g in given if g.values & amount.values]
        theirs = [g for g in given if not g.values & amount.values and verbs & _verbs(pair.cited, g)]
        others = [v for g in same if (v := _verbs(pair.cited, g))]
        if theirs and same and len(others) == len(same) and not any(verbs & v for v in others):
            said = pair.statement.quote(max(0, amount.start - 1), amount.end)
            found = pair.cited.quote(max(0, theirs[0].start - 1), theirs[0].end)
            yield f'the statement says "{said}"; the cited text says "{found}"', "block"


def _verbs(parsed: ParsedText, amount: Amount) -> frozenset[str]:
    """The past form that stands right before a number, in its clause."""
    start = parsed.tokens[amount.start]
    near = parsed.tokens[max(0, amount.start - _VERB_AHEAD) : amount.start]
    found = [t.key for t in near if t.clause == start.clause and (t.low.endswith("ed") or t.low in IRREGULAR_PAST)]
    return frozenset(found[-1:])


def _counted(parsed: ParsedText, amount: Amount) -> frozenset[str]:
    """The word that a number counts: the next content word within two, in the same clause."""
    last = parsed.tokens[amount.end - 1]
    if unit := _UNIT.search(last.low):  # `15km`
        return frozenset({unit.group()})
    clause, end = last.clause, amount.end
    while end < len(parsed.tokens) and parsed.tokens[end].low in {"per", "cent", "percent"}:
        end += 1
    near = [t for t in parsed.tokens[end : end + 2] if t.content and t.clause == clause]
    return frozenset({near[0].key}) if near else frozenset()
