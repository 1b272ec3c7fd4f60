"""Counts: a number that the cited text has, but of another thing or behind another verb."""

import re
from collections.abc import Callable, Iterator

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Kind, Remark
from summarize.language.amounts import Amount, amounts
from summarize.language.parsing import ParsedText
from summarize.language.verbs import past

_UNIT = re.compile(r"(?<=\d)k[mg]$")
_VERB_AHEAD = 2  # words between a verb and its number

KIND: Kind = "number"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each number of the statement that counts another thing, or goes with another verb, in the cited text.

    "12 killed and 30 hurt" is not "30 killed", "built 31 and sold six" not "sold 31": what stands beside the number has
    another number there, and the number something else beside it.
    """
    for beside, before, behind in ((_counted, 0, 1), (_verbs, 1, 0)):
        for mine, theirs in _misplaced(pair, beside):
            said = pair.statement.quote(max(0, mine.start - before), mine.end + behind)
            found = pair.cited.quote(max(0, theirs.start - before), theirs.end + behind)
            yield f'the statement says "{said}"; the cited text says "{found}"', "block"


def _misplaced(pair: Entailment, beside: Callable[[ParsedText, Amount], frozenset[str]]) -> Iterator[tuple[Amount, Amount]]:
    """Each such number, and the one that the cited text has in its place."""
    given = amounts(pair.cited)
    for amount in amounts(pair.statement):
        words = beside(pair.statement, amount)
        others = [beside(pair.cited, g) for g in given if g.values & amount.values]
        theirs = [g for g in given if not g.values & amount.values and words & beside(pair.cited, g)]
        # "six of those" may count anything
        if theirs and others and all(others) and not any(words & other for other in others):
            yield amount, theirs[0]


def _verbs(parsed: ParsedText, amount: Amount) -> frozenset[str]:
    """The past form that stands right before a number, in its clause."""
    start = parsed.tokens[amount.start]
    near = parsed.tokens[max(0, amount.start - _VERB_AHEAD) : amount.start]
    found = [t.key for t in near if t.clause == start.clause and past(t)]
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
