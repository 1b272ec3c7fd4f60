"""Trends: what rises in the cited text may not fall in the statement, for the same figure."""

from collections.abc import Iterator

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Kind, Remark
from summarize.language.amounts import Amount, amounts
from summarize.language.lexicon import NEGATORS, words
from summarize.language.parsing import ParsedText, stem

_UP = frozenset(map(stem, words("numbers.up")))
_DOWN = frozenset(map(stem, words("numbers.down")))
_NEAR = 4  # words between a figure and the word that says where it went

KIND: Kind = "direction"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each figure that the statement tells as a rise and the cited text as a fall, or the other way round."""
    given = amounts(pair.cited)
    for amount in amounts(pair.statement):
        mine = _trend(pair.statement, amount)
        theirs = {_trend(pair.cited, g) for g in given if g.values & amount.values}
        if mine and theirs == {-mine}:
            figure = pair.statement.quote(amount.start, amount.end)
            reason = f'the statement and the cited text disagree on whether "{figure}" is a rise or a fall'
            yield reason, "block"


def _trend(parsed: ParsedText, amount: Amount) -> int:
    """1 for a rise, -1 for a fall, by the nearest word of either kind before or behind the figure; 0 if unclear."""
    low, high = max(0, amount.start - _NEAR), amount.end + 2
    near = [t for t in parsed.tokens[low:high] if t.clause == parsed.tokens[amount.start].clause]
    found = {t.index: 1 if t.stem in _UP else -1 for t in near if t.stem in _UP | _DOWN}
    if not found or any(t.low in NEGATORS for t in near):
        return 0
    return found[min(found, key=lambda at: abs(at - amount.start))]
