"""Time: what came before or after what, and whether it was already so."""

from collections.abc import Iterator

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Kind, Remark, Weight
from summarize.language.lexicon import grouped, items, phrases, rows, words
from summarize.language.parsing import ParsedText, markers, spans

_BEFORE = markers(*phrases("time.before"))
_AFTER = markers(*phrases("time.after"))
_CLASSES = {name: markers(*items(spelled)) for name, spelled in rows("time.orders")}
_BEFORE_SAID, _AFTER_SAID = _CLASSES["before"], markers(*phrases("time.after-said"))
# Below this share of shared content words an order of events may be told in other words.
_NEAR_COPY = 0.7
_PAST = words("time.past")
_FUTURE = words("time.future")
_PERIODS = words("time.periods")
_ADVERBS = words("time.adverbs")
_SAME = grouped("time.same")

KIND: Kind = "time"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name an order of events, or an adverb of time, that the cited text does not give."""
    yield from _orders(pair)
    yield from _flipped(pair)
    yield from _anchored(pair)
    yield from _shifted(pair)
    for token in pair.statement.tokens:
        if token.low in _ADVERBS and not pair.cited.words & (_SAME.get(token.low, frozenset()) | {token.low}):
            yield f'the statement says "{token.text}"; the cited text does not', "doubt"


def _orders(pair: Entailment) -> Iterator[Remark]:
    before = spans(pair.cited, _BEFORE)
    for start, end in spans(pair.statement, _BEFORE_SAID):
        if not before and pair.statement.after(end - 1, 1):  # "had been hurt before": no order of two events
            # "A after B" backs "B before A"; judged in `_flipped` where both are there to be compared
            weight: Weight = "doubt" if spans(pair.cited, _AFTER_SAID) and _turned(pair, start) else "block"
            yield _order(pair, start, end, weight)
    for start, end in spans(pair.statement, _AFTER_SAID):
        if not spans(pair.cited, _AFTER):
            # told in order, one thing comes after the other without a word for it
            yield _order(pair, start, end, "block" if pair.coverage >= _NEAR_COPY else "doubt")
        elif before and not spans(pair.cited, _AFTER_SAID) and not _turned(pair, start):
            yield _order(pair, start, end, "block")


def _order(pair: Entailment, start: int, end: int, weight: Weight) -> Remark:
    return f'the statement says "{pair.statement.quote(start, end)}"; the cited text does not give that order', weight


def _anchored(pair: Entailment) -> Iterator[Remark]:
    """`during the vote` against `after the vote`: another order word before the same event."""
    cited = [
        (name, key)
        for name, index in _CLASSES.items()
        for start, end in spans(pair.cited, index)
        for key in _anchor(pair.cited, end)
    ]
    for name, index in _CLASSES.items():
        for start, end in spans(pair.statement, index):
            theirs = {other for key in _anchor(pair.statement, end) for other, event in cited if event == key}
            if theirs and name not in theirs:
                yield _order(pair, start, end, "block")


def _anchor(parsed: ParsedText, end: int) -> set[str]:
    """The event that an order word points at: the first content word behind it, in its clause."""
    clause = parsed.tokens[end - 1].clause
    return {t.key for t in parsed.after(end - 1, 1) if t.clause == clause}


def _shifted(pair: Entailment) -> Iterator[Remark]:
    """`in recent weeks` against `in the coming weeks`."""
    for mine, other in ((_PAST, _FUTURE), (_FUTURE, _PAST)):
        said, cited = _periods(pair.statement, mine), _periods(pair.cited, other)
        both = said.keys() & cited.keys() - _periods(pair.cited, mine).keys()
        for key in sorted(both):
            reason = f'the statement says "{said[key]}"; the cited text says "{cited[key]}"'
            yield reason, "block"


def _periods(parsed: ParsedText, markers_of: frozenset[str]) -> dict[str, str]:
    """Unit of time -> its phrase, where one of the words stands right before it, or within two words."""
    tokens = parsed.tokens
    return {
        t.stem: parsed.quote(k.index, t.index + 1)
        for t in tokens
        if t.stem in _PERIODS
        for k in tokens[max(0, t.index - 2) : t.index]
        if k.low in markers_of
    }


def _sides(parsed: ParsedText, at: int) -> tuple[frozenset[str], frozenset[str]]:
    """The three content words before and after a word of order. At a sentence's start: those after its clause, and in it."""
    here = parsed.tokens[at]
    following = [t for t in parsed.content if t.index > at and t.sentence == here.sentence]
    if here.initial:
        inside = [t for t in following if t.clause == here.clause]
        outside = [t for t in following if t.clause != here.clause]
        return frozenset(t.key for t in outside[:4]), frozenset(t.key for t in inside[:4])
    return frozenset(t.key for t in parsed.before(at, 4)), frozenset(t.key for t in following[:4])


def _turned(pair: Entailment, at: int) -> bool:
    """The two events stand on the other sides of the cited text's word of order: said the other way round, the same order."""
    first, second = _sides(pair.statement, at)
    for start, _ in (*spans(pair.cited, _AFTER_SAID), *spans(pair.cited, _BEFORE_SAID)):
        one, two = _sides(pair.cited, start)
        if len(first & two) + len(second & one) > len(first & one) + len(second & two):
            return True
    return False


def _flipped(pair: Entailment) -> Iterator[Remark]:
    """The same word of order with its two events exchanged."""
    for index in (_AFTER_SAID, _BEFORE_SAID):
        said, cited = spans(pair.statement, index), spans(pair.cited, index)
        if len(said) == len(cited) == 1:
            first, second = _sides(pair.statement, said[0][0])
            one, two = _sides(pair.cited, cited[0][0])
            crossed = min(len((first & two) - one), len((second & one) - two))
            if crossed and not (first & one or second & two):
                yield _order(pair, *said[0], "block")
