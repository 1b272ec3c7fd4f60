"""Stitched: a cause, purpose or dependence that the cited text does not state."""

from collections.abc import Iterator

from summarize.checking.entailment import Entailment, Sides, crossed
from summarize.checking.guards.objection import Kind, Remark, Weight
from summarize.language.lexicon import phrases, words
from summarize.language.parsing import ParsedText, Token, markers, spans

_CAUSE = markers(*phrases("relations.cause"))
_CAUSE_BACKING = words("relations.cause-backing")
_DEPEND = markers(*phrases("relations.depend"))
_DEPEND_BACKING = words("relations.depend-backing")


# Below this share of shared content words the cited text may state the cause in other words.
_NEAR_COPY = 0.7
_COPY = 0.85
_TEMPORAL = words("relations.temporal")
_IDLE_BEFORE = words("relations.idle-before")

_SIDE = 5  # content words on either side of a connective
_FROM = markers(*phrases("relations.from"))
_TO = markers(*phrases("relations.to"))

KIND: Kind = "stitched"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each connective of the statement for which the cited text has nothing alike, and a cause told as the effect."""
    yield from _causes(pair)
    for index, backing in ((_CAUSE, _CAUSE_BACKING), (_DEPEND, _DEPEND_BACKING)):
        for start, end in spans(pair.statement, index):
            if not pair.cited.words & backing:
                # one cited sentence may state the cause by its grammar alone ("will stop work to mend the roof")
                weight: Weight = "doubt" if _together(pair, start) and pair.coverage < _NEAR_COPY else "block"
                yield _unsaid(pair, start, end, weight)
            elif index is _CAUSE and not pair.cited.words & (backing - _TEMPORAL):
                # "after" is no "because"
                yield _unsaid(pair, start, end, "block" if pair.coverage >= _COPY else "doubt")
            elif not _joined(pair, start, backing):
                yield _unsaid(pair, start, end, "block" if pair.coverage >= _NEAR_COPY else "doubt")


def _unsaid(pair: Entailment, start: int, end: int, weight: Weight) -> Remark:
    said = pair.statement.quote(start, end)
    return f'the statement says "{said}"; the cited text does not say that', weight


def _together(pair: Entailment, start: int) -> bool:
    """One cited sentence speaks of what stands before the connective and of what stands behind it."""
    here = pair.statement.tokens[start].sentence
    said = [t for t in pair.statement.content if t.sentence == here]
    sides = [{t.key for t in said if t.index < start}, {t.key for t in said if t.index > start}]
    if not sides[0]:  # "Because of A, B"
        clause = pair.statement.tokens[start].clause
        sides = [{t.key for t in said if t.clause == clause}, {t.key for t in said if t.clause != clause}]
    numbers = {t.sentence for t in pair.cited.tokens}
    return any(all(side & {t.key for t in pair.cited.sentence(n)} for side in sides if side) for n in numbers)


def _joined(pair: Entailment, start: int, backing: frozenset[str]) -> bool:
    """One cited sentence with a connective mentions both what stands before and what stands after the statement's."""
    left = {t.key for t in pair.statement.content if t.index < start}
    right = {t.key for t in pair.statement.content if t.index > start}
    if not (left & pair.cited.keys and right & pair.cited.keys):
        return True
    for token in pair.cited.tokens:
        if token.low not in backing or _idle(token, pair.cited):
            continue
        keys = {t.key for t in pair.cited.sentence(token.sentence)}
        if token.index < 3 or pair.cited.tokens[token.index - 3].sentence != token.sentence:
            # near its start a connective joins a sentence with the one before
            keys |= {t.key for t in pair.cited.sentence(token.sentence - 1)}
        if keys & left - right and keys & right - left:
            return True
    return False


def _idle(token: Token, parsed: ParsedText) -> bool:
    """`such as`, `as part of`, `serve as a`: an `as` without a reason."""
    before = parsed.tokens[token.index - 1].low if token.index else ""
    after = parsed.tokens[token.index + 1].low if token.index + 1 < len(parsed.tokens) else ""
    return token.low == "as" and (before in _IDLE_BEFORE or after in {"a", "an", "part", "well", "long", "such"})


def _causes(pair: Entailment) -> Iterator[Remark]:
    for mine in _links(pair.statement):
        theirs = _links(pair.cited)
        if theirs and all(mine) and all(crossed(mine, t) for t in theirs):
            yield "the statement exchanges cause and effect", "block"


def _links(parsed: ParsedText) -> list[Sides]:
    """For each connective: the content words of the cause, and of the effect."""
    found: list[Sides] = []
    for index, turned in ((_FROM, True), (_TO, False)):
        for start, end in spans(parsed, index):
            if parsed.tokens[start].initial:
                continue
            before = frozenset(t.key for t in parsed.before(start, _SIDE))
            behind = frozenset(t.key for t in parsed.after(end - 1, _SIDE))
            found.append((behind, before) if turned else (before, behind))
    return found
