"""Modality: a statement may be weaker than its cited text, never stronger."""

from collections.abc import Iterator

from summarize.guards.lexicon import CERTAIN, INTENDED, IRREGULAR_PAST, POSSIBLE, words
from summarize.guards.objection import Objection
from summarize.guards.reading import Pair, Reading, Token, markers, spans

_POSSIBLE = markers(*POSSIBLE)
_INTENDED = markers(*INTENDED)
_CERTAIN = markers(*CERTAIN)
_HEDGES = markers(
    *POSSIBLE,
    *INTENDED,
    "is to",
    "are to",
    "if",
    "reportedly",
    "said to",
    "unless",
    "believed",
    "divided",
)
# A `will` beside one of these is no promise.
_DOUBTED = markers(
    *POSSIBLE,
    "expect",
    "expects",
    "expected",
    "hope",
    "hopes",
    "hoped",
    "believe",
    "believes",
    "if",
    "unless",
    "should",
    "forecast",
)
# Behind one of these a verb tells what is not done yet.
_UNREAL = words("to would could may might can should must will shall cannot")
_BE = words("be have been not also then only soon")
# Words that, before an -ed form, show it to be a verb that has happened.
_REACH = 4


def objections(pair: Pair) -> Iterator[Objection]:
    """Name what the statement makes certain or done and the cited text only as possible or planned."""
    found = [*_possible(pair), *_certain(pair), *_done(pair)]
    yield from found[:1]


def _governed(reading: Reading, start: int, end: int) -> frozenset[str]:
    """The content words that a hedge speaks of: those that follow it in its sentence."""
    ahead = {t.key for t in reading.after(end - 1, _REACH)}
    return frozenset(ahead or {t.key for t in reading.before(start, 2)})


def _possible(pair: Pair) -> Iterator[Objection]:
    """The cited text holds it possible; the statement has no hedge at all, or says that it will be."""
    if _hedged(pair.statement):
        return
    best = pair.closest
    for start, end in spans(pair.cited, _POSSIBLE):
        if _month(pair.cited, start) or pair.cited.tokens[start].sentence not in best:
            continue
        governed = _governed(pair.cited, start, end)
        kept = governed & pair.statement.keys
        if len(kept) >= min(2, len(governed)):
            yield _objection(pair.cited.quote(start, end))


def _hedged(reading: Reading) -> bool:
    return any(not _month(reading, start) for start, _ in spans(reading, _HEDGES))


def _month(reading: Reading, at: int) -> bool:
    token = reading.tokens[at]
    return token.text == "May" and not token.initial


def _certain(pair: Pair) -> Iterator[Objection]:
    """The statement says `will`; the cited text has a plan, a wish or a possibility for the same thing, and no `will`."""
    if spans(pair.cited, _CERTAIN) or spans(pair.statement, _DOUBTED):
        return
    for start, end in spans(pair.statement, _CERTAIN):
        keys = {t.key for t in pair.statement.after(end - 1, 3)}
        for low, high in (*spans(pair.cited, _POSSIBLE), *spans(pair.cited, _INTENDED)):
            near = _governed(pair.cited, low, high) | {t.key for t in pair.cited.before(low, 2)}
            if keys & near or pair.coverage >= 0.6:
                yield _objection(pair.cited.quote(low, high), said=pair.statement.quote(start, end))
                return


def _done(pair: Pair) -> Iterator[Objection]:
    """A verb that the statement tells as done stands in the cited text only behind `to`, `would` and the like."""
    for token in pair.statement.content:
        if not past(token) or _unreal(pair.statement, token) or _adjective(pair.statement, token):
            continue
        same = [t for t in pair.cited.content if t.stem == token.stem]
        if same and not _wished(pair.statement, token) and all(_unreal(pair.cited, t) and _open(pair.cited, t) for t in same):
            before = max(0, same[0].index - 1)
            yield _objection(pair.cited.quote(before, same[0].index + 1), said=token.text)


def past(token: Token) -> bool:
    """Tell whether a word is a past form or past participle, by its ending or the table of irregular verbs."""
    return token.low in IRREGULAR_PAST or (token.low.endswith("ed") and len(token.low) > 4)


def _unreal(reading: Reading, token: Token) -> bool:
    """`to`, a modal or `would be` directly before the word."""
    at = token.index - 1
    while at >= 0 and reading.tokens[at].low in _BE:
        at -= 1
    bare_to = at == token.index - 1 and past(token) and reading.tokens[at].low == "to"  # "close to agreed levels"
    return at >= 0 and reading.tokens[at].low in _UNREAL and not bare_to


def _wished(reading: Reading, token: Token) -> bool:
    """`want the chief replaced`: the statement itself tells it as a wish."""
    return any(end <= token.index <= end + 6 for _, end in spans(reading, _INTENDED))


def _open(reading: Reading, token: Token) -> bool:
    """Behind a modal, or behind `to` after a plan or wish. `Beat them to win the cup` is done."""
    if reading.tokens[token.index - 1].low != "to":
        return True
    ahead = [
        s for s, _ in (*spans(reading, _INTENDED), *spans(reading, _POSSIBLE)) if reading.tokens[s].sentence == token.sentence
    ]
    return any(token.index - 9 <= s < token.index for s in ahead)


def _adjective(reading: Reading, token: Token) -> bool:
    """An -ed form before a noun and behind an article or preposition: `the proposed force`."""
    before = reading.tokens[token.index - 1].low if token.index else ""
    return before in {"a", "an", "the", "of", "in", "its", "their", "for", "with", "and"}


def _objection(hedge: str, *, said: str = "") -> Objection:
    claim = f'the statement says "{said}"' if said else "the statement says it without reserve"
    return Objection(kind="modality", reason=f'{claim}; the cited text says "{hedge}"')
