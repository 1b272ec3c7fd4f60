"""Conditions: what the cited text ties to a condition may not be stated without it."""

from collections.abc import Iterator

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Kind, Remark, Weight
from summarize.language.lexicon import phrases, words
from summarize.language.parsing import ParsedText, Token, markers, spans

_STRONG = markers(*phrases("conditions.strong"))
_WEAK = markers(*phrases("conditions.weak"))
_WEAKEST = words("conditions.weakest")  # too common to count behind a plain future
_TO_COME = words("conditions.to-come")
_OPENING = frozenset({"once", "as", "until"})
_PRESENT = frozenset({"has", "have", "is", "are"})
_KEPT = markers(*phrases("conditions.kept"))
_REACH = 4
# So many words of the statement's own, with a relative clause or a participle among them, may hold a condition.
_OWN = 2
_NAMED = 2  # words of a condition that a statement must have to keep it
_RELATIVE = words("conditions.relative")

KIND: Kind = "condition"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name the condition that the statement leaves out while it asserts what depended on it."""
    kept = {pair.statement.tokens[s].low for s, _ in spans(pair.statement, _KEPT)} - {"with", "contingency", "during"}
    for index, strong in ((_STRONG, True), (_WEAK, False)):
        for start, end in spans(pair.cited, index):
            if pair.cited.tokens[start].sentence not in pair.focus or _speech_condition(pair.cited, start):
                continue
            if not (strong or _to_come(pair.cited, start)):
                continue
            behind = pair.cited.after(end - 1, _REACH)
            condition = tuple(t for t in behind if t.clause == pair.cited.tokens[start].clause) or behind
            if _asserted(pair, start) and not kept and not _mentions(pair, condition):
                last = condition[-1].index + 1 if condition else end
                weight: Weight = "doubt" if _reworded(pair) or _hinted(pair, condition) else "block"
                yield f'the cited text adds "{pair.cited.quote(start, last)}"; the statement leaves it out', weight
                return


def _reworded(pair: Entailment) -> bool:
    """Words of its own, enough to hold the condition: `an amnesty for those who give up their arms`."""
    own = [t for t in pair.statement.content if t.key not in pair.cited.keys]
    return len(own) >= _OWN and bool(pair.statement.words & _RELATIVE)


def _speech_condition(parsed: ParsedText, at: int) -> bool:
    """`on condition of anonymity`, `spoke under the condition`: about the speaker, not about what is said."""
    return any(t.low in {"anonymity", "anonymous"} for t in parsed.tokens[at : at + 6])


def _to_come(parsed: ParsedText, at: int) -> bool:
    token = parsed.tokens[at]
    if token.low in _WEAKEST:
        return False
    clause = [t.low for t in parsed.tokens if t.clause == token.clause and t.index > at]
    if token.low in _OPENING and _PRESENT & set(clause):
        return True  # "once the bridge has been mended": not yet
    nearby = [t for t in parsed.tokens if t.sentence == token.sentence and abs(t.index - at) <= 12]
    return any(t.low in _TO_COME - {"to"} for t in nearby) or any(t.low == "to" for t in nearby if t.index < at)


def _main(parsed: ParsedText, at: int) -> frozenset[str]:
    """What depends on the condition: the words before it; where it opens its sentence or clause, those after it."""
    token = parsed.tokens[at]
    opens = at == 0 or parsed.tokens[at - 1].clause != token.clause or parsed.tokens[at - 1].low in {"that", "and"}
    later = [t for t in parsed.content if t.sentence == token.sentence and t.index > at and t.clause > token.clause]
    if opens and later:
        return frozenset(t.key for t in later[:_REACH])
    return frozenset(t.key for t in parsed.before(at, _REACH - 1))


def _asserted(pair: Entailment, at: int) -> bool:
    main = _main(pair.cited, at)
    return len(main & pair.statement.keys) >= max(2, len(main) - 1)


def _mentions(pair: Entailment, condition: tuple[Token, ...]) -> bool:
    keys = {t.key for t in pair.cited.content if t in condition}
    return len(keys & pair.statement.keys) >= min(_NAMED, max(1, len(keys)))


def _hinted(pair: Entailment, condition: tuple[Token, ...]) -> bool:
    """The statement has the condition's first word, perhaps as part of what it says in other words."""
    return bool(condition) and condition[0].key in pair.statement.keys
