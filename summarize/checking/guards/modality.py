"""Modality: a statement may be weaker than its cited text, never stronger."""

from collections.abc import Iterator

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Kind, Remark, Weight
from summarize.language.lexicon import ALLEGED, CERTAIN, INTENDED, POSSIBLE, RESERVED, phrases, words
from summarize.language.parsing import ParsedText, Token, markers, spans
from summarize.language.speakers import voices
from summarize.language.verbs import past

_POSSIBLE = markers(*POSSIBLE)
_INTENDED = markers(*INTENDED)
_CERTAIN = markers(*CERTAIN)
_ALLEGED = markers(*ALLEGED)
_HEDGES = markers(*POSSIBLE, *INTENDED, *RESERVED)
_VAGUE = words("modality.vague")
_DUTY = markers(*phrases("modality.duty"))
_DUTY_BACKING = words("modality.duty-backing")
# A `will` beside one of these is no promise.
_DOUBTED = markers(*POSSIBLE, *phrases("modality.doubted"))
_UNREAL = words("modality.unreal")
_ATTRIBUTES = words("modality.attributes")
_BE = words("modality.be")
_REACH = 4
# Content words behind a verb that tell which of two deeds of the same name is meant.
_OBJECT = 3
# From this share of shared content words on, a statement is so near that a reserve or duty cannot hide in other words.
_NEAR_COPY = 0.6

KIND: Kind = "modality"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name what the statement makes certain or done and the cited text only as possible or planned."""
    found = [*_possible(pair), *_certain(pair), *_done(pair), *_vouched(pair), *_obliged(pair)]
    yield from sorted(found, key=lambda remark: remark[1] != "block")[:1]


def _governed(parsed: ParsedText, start: int, end: int) -> frozenset[str]:
    """The content words that a hedge speaks of: those that follow it in its sentence."""
    ahead = {t.key for t in parsed.after(end - 1, _REACH)}
    return frozenset(ahead or {t.key for t in parsed.before(start, 2)})


def _possible(pair: Entailment) -> Iterator[Remark]:
    """The cited text holds it possible; the statement has no hedge at all, or says that it will be."""
    if _hedged(pair.statement):
        return
    best = pair.closest
    for start, end in spans(pair.cited, _POSSIBLE):
        if _month(pair.cited, start) or pair.cited.tokens[start].sentence not in best & pair.focus:
            continue
        governed = _governed(pair.cited, start, end)
        kept = governed & pair.statement.keys
        if len(kept) >= min(2, len(governed)) and _touches(pair, start, end):
            vague = pair.cited.tokens[start].low in _VAGUE and pair.coverage < _NEAR_COPY
            yield _objection(pair.cited.quote(start, end), weight="doubt" if vague else "block")


def _touches(pair: Entailment, start: int, end: int) -> bool:
    """The statement has what the hedge speaks of: the noun of `a potential rival`, else a word of the hedge's own clause."""
    following = pair.cited.tokens[end : end + 1]
    if pair.cited.tokens[start].low in _ATTRIBUTES and following and following[0].content:
        return following[0].key in pair.statement.keys
    own = {t.key for t in pair.cited.after(end - 1, _REACH) if t.clause == pair.cited.tokens[start].clause}
    return not own or bool(own & pair.statement.keys)


def _vouched(pair: Entailment) -> Iterator[Remark]:
    """The cited text only passes on what the statement tells as a fact, without a speaker or reserve."""
    if _hedged(pair.statement) or voices(pair.statement):
        return
    for start, end in spans(pair.cited, _ALLEGED):
        if pair.cited.tokens[start].sentence not in pair.closest & pair.focus:
            continue
        governed = _governed(pair.cited, start, end) - {"said", "source"}
        if len(governed & pair.statement.keys) >= 2:
            weight: Weight = "block" if pair.coverage >= _NEAR_COPY else "doubt"
            yield _objection(pair.cited.quote(start, end), weight=weight)


def _obliged(pair: Entailment) -> Iterator[Remark]:
    """The statement says "must" where the cited text has no duty."""
    if pair.cited.words & _DUTY_BACKING - {"have", "has", "had"} or spans(pair.cited, _DUTY):
        return
    for start, end in spans(pair.statement, _DUTY):
        following = pair.statement.tokens[end : end + 1]
        if following and following[0].low == "have":  # "must have been": a guess
            continue
        weight: Weight = "block" if pair.coverage >= _NEAR_COPY else "doubt"
        said = pair.statement.quote(start, end)
        yield f'the statement says "{said}"; the cited text has no duty', weight


def _hedged(parsed: ParsedText) -> bool:
    return any(not _month(parsed, start) for start, _ in spans(parsed, _HEDGES))


def _month(parsed: ParsedText, at: int) -> bool:
    token = parsed.tokens[at]
    return token.text == "May" and not token.initial


def _certain(pair: Entailment) -> Iterator[Remark]:
    """The statement says `will`; the cited text has a plan, a wish or a possibility for the same thing, and no `will`."""
    if spans(pair.cited, _CERTAIN) or spans(pair.statement, _DOUBTED):
        return
    hedges = (*spans(pair.cited, _POSSIBLE), *spans(pair.cited, _INTENDED))
    for start, end in spans(pair.statement, _CERTAIN):
        keys = {t.key for t in pair.statement.after(end - 1, 3)}
        near = [span for span in hedges if keys & _around(pair.cited, *span)]
        if near or (hedges and pair.coverage >= _NEAR_COPY):
            weight: Weight = "block" if near else "doubt"  # the plan may be one for something else
            yield _objection(pair.cited.quote(*(near or hedges)[0]), said=pair.statement.quote(start, end), weight=weight)
            return


def _around(parsed: ParsedText, start: int, end: int) -> frozenset[str]:
    return _governed(parsed, start, end) | {t.key for t in parsed.before(start, 2)}


def _done(pair: Entailment) -> Iterator[Remark]:
    """A verb that the statement tells as done stands in the cited text only behind `to`, `would` and the like."""
    for token in pair.statement.content:
        if not past(token) or _unreal(pair.statement, token) or _adjective(pair.statement, token):
            continue
        same = _meant(token, pair)
        if same and not _wished(pair.statement, token) and all(_unreal(pair.cited, t) and _open(pair.cited, t) for t in same):
            before = max(0, same[0].index - 1)
            yield _objection(pair.cited.quote(before, same[0].index + 1), said=token.text)


def _meant(token: Token, pair: Entailment) -> list[Token]:
    """The cited uses of a verb that share most of the words behind it: `plan to hold a hearing`, not `held a meeting`."""
    mine = [t.key for t in pair.statement.after(token.index, _OBJECT)]
    same = [t for t in pair.cited.content if t.stem == token.stem]
    theirs = [[t.key for t in pair.cited.after(s.index, _OBJECT)] for s in same]
    common = [(mine[:1] == keys[:1], len(set(mine) & set(keys))) for keys in theirs]
    return [s for s, c in zip(same, common, strict=True) if c == max(common)]


def _governor(parsed: ParsedText, token: Token) -> int:
    """The position of the word before a verb and its helpers and adverbs: `to` in `to be fully merged`; -1 for none."""
    at = token.index - 1
    while at >= 0 and (parsed.tokens[at].low in _BE or parsed.tokens[at].low.endswith("ly")):
        at -= 1
    return at


def _unreal(parsed: ParsedText, token: Token) -> bool:
    """`to`, a modal or `would be` directly before the word."""
    at = _governor(parsed, token)
    bare_to = at == token.index - 1 and past(token) and parsed.tokens[at].low == "to"  # "close to agreed levels"
    return at >= 0 and parsed.tokens[at].low in _UNREAL and not bare_to


def _wished(parsed: ParsedText, token: Token) -> bool:
    """`want the chief replaced`: the statement itself tells it as a wish."""
    return any(end <= token.index <= end + 6 for _, end in spans(parsed, _INTENDED))


def _open(parsed: ParsedText, token: Token) -> bool:
    """Behind a modal, or behind `to` after a plan or wish. `Beat them to win the cup` is done.

    So is `they believe it to be misguided`.
    """
    if parsed.tokens[_governor(parsed, token)].low != "to":
        return True
    ahead = [
        s for s, _ in (*spans(parsed, _INTENDED), *spans(parsed, _POSSIBLE)) if parsed.tokens[s].sentence == token.sentence
    ]
    return any(token.index - 9 <= s < token.index for s in ahead)


def _adjective(parsed: ParsedText, token: Token) -> bool:
    """Not told as done: behind an article or preposition (`the proposed force`), or behind `being`."""
    before = parsed.tokens[token.index - 1].low if token.index else ""
    return before in {"a", "an", "the", "of", "in", "its", "their", "for", "with", "and", "being"}


def _objection(hedge: str, *, said: str = "", weight: Weight = "block") -> Remark:
    claim = f'the statement says "{said}"' if said else "the statement says it without reserve"
    return f'{claim}; the cited text says "{hedge}"', weight
