"""Negation: what the cited text affirms may not be denied, nor the other way round.

A negator turns the content words that follow it in its clause. Two turns make none ("did not reject"). "Not only" is
no negation. Words with a negative sense inside ("independent of", "unnamed") may back a spelled-out "not".
"""

from collections.abc import Iterator, Sequence

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Kind, Remark
from summarize.language.lexicon import CLAUSE_OPENERS, DENIERS, NEGATIVE_SENSE, NEGATORS, NOT_ONLY, rows, words
from summarize.language.parsing import ParsedText, Token, stem
from summarize.language.polarity import denies, negates, not_only

# How many content words a negator turns. Two in the cited text: further ones are often circumstances that stay true.
_REACH_SAID = 3
_REACH_CITED = 2
_OPPOSITES = tuple(
    (stem(one), stem(two))
    for left, right in (*rows("polarity.opposite-acts"), *rows("polarity.opposites"))
    for mine, theirs in ((left, right), (right, left))
    for one in mine.split()
    for two in theirs.split()
)
_IMPLICIT = NEGATIVE_SENSE | DENIERS
_PREFIXES = ("un", "in", "im", "non", "dis", "il", "ir")
_NAMING = frozenset({"name", "identifi"})
_UNNAMED = frozenset({"unnamed", "anonymous", "anonymity", "unidentified"})
# From this share of shared content words on, a turned word that stands further from the negator counts, too.
_NEAR_COPY = 0.7
_COPY = 0.8
# A negator may also reach over a comma ("no one, they said, was hurt"), if it is this near.
_NEARBY = 6
_OBJECTS = words("polarity.objects")
_CONTRAST = words("polarity.contrast")  # turns all that follows: "as opposed to a separate one"
_UNTRUE = words("polarity.untrue")
_OF_NONE = frozenset({"none", "neither"})
_WITHHOLDING = frozenset(map(stem, words("polarity.withholding")))
_APART = words("polarity.apart")
_AMONG = words("polarity.among")
_APART_REACH = 3

KIND: Kind = "negation"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each word whose polarity differs between the statement and the cited text."""
    said = _turned(pair.statement, pair.cited, _REACH_SAID, said=True)
    around = _turned(pair.cited, pair.statement, _REACH_CITED, said=False)
    cited = {at: scope for at, scope in around.items() if pair.cited.tokens[at].sentence in pair.focus}
    yield from _added(pair, said)
    yield from _dropped(pair, cited)
    yield from _unmentioned(pair, cited)
    yield from _undone(pair)
    yield from _merely(pair)
    yield from _opposed(pair)
    yield from _outside(pair)


def _negators(parsed: ParsedText) -> list[Token]:
    return [t for t in parsed.tokens if negates(t, parsed)]


def _turned(parsed: ParsedText, other: ParsedText, reach: int, *, said: bool) -> dict[int, tuple[Token, ...]]:
    """The words that each negator of a reading turns, by the negator's position. Turned twice is not turned."""
    plain = [n for n in _negators(parsed) if not _double(parsed, n, other)]
    denying = [n for n in parsed.tokens if said and denies(n, parsed) and n.stem not in other.keys and not _flipped(parsed, n)]
    return {n.index: _reach(parsed, n, reach) for n in (*plain, *denying)}


def _double(parsed: ParsedText, negator: Token, other: ParsedText) -> bool:
    """`did not reject`; where the other text rejects as well, the denial is a word like others, and turned."""
    following = [t for t in parsed.tokens[negator.index + 1 : negator.index + 4] if t.clause == negator.clause]
    return any(denies(t, parsed) and ("rule" if t.low == "out" else t.stem) not in other.keys for t in following)


def _reach(parsed: ParsedText, negator: Token, reach: int) -> tuple[Token, ...]:
    following = parsed.tokens[negator.index + 1 : negator.index + 2]
    if negator.low in _OF_NONE and following and following[0].low == "of":
        # "none of the four ships has sailed" turns "sailed", not "ships"
        return tuple(t for t in parsed.after(negator.index, reach + 1) if t.clause == negator.clause)[1:]
    behind = tuple(t for t in parsed.after(negator.index, reach) if t.clause == negator.clause)
    if behind or negator.low not in _OBJECTS:
        return behind
    # "hit no one" turns "hit"
    return tuple(t for t in parsed.before(negator.index, 1) if t.clause == negator.clause)


def _is_turned(parsed: ParsedText, token: Token) -> bool:
    """Something in the word's own clause, or a negative sense within its sentence, may turn it."""
    for other in parsed.tokens:
        # `ruled out` is one word in two: neither half turns the other
        split = token.stem == "rule" and other.low == "out"
        if other.sentence != token.sentence or other.index == token.index or split:
            continue
        if negates(other, parsed) and (other.clause == token.clause or 0 < token.index - other.index <= _NEARBY):
            return True
        if other.low in _CONTRAST and other.index < token.index:
            return True
        limited = other.low in NOT_ONLY and other.index and parsed.tokens[other.index - 1].low in NEGATORS
        if (
            (other.low in _IMPLICIT or denies(other, parsed))
            and not limited
            and abs(other.index - token.index) <= 5
            and other.low not in CLAUSE_OPENERS
        ):
            return True
    return False


def _added(pair: Entailment, said: dict[int, tuple[Token, ...]]) -> Iterator[Remark]:
    for at, scope in said.items():
        kept = [t for t in scope if t.key in pair.cited.keys]
        plain = [t for t in kept if not any(_is_turned(pair.cited, c) for c in pair.cited.content if c.key == t.key)]
        if _withheld(scope, pair):
            continue
        if plain and plain == kept:
            sure = plain[0] == scope[0] or pair.coverage >= _NEAR_COPY
            yield f'the statement denies "{plain[0].text}"; the cited text does not', "block" if sure else "doubt"
        elif not kept and not _negative(pair.cited, pair.statement) and pair.statement.tokens[at].low != "without":
            yield f'the statement says "{pair.statement.tokens[at].text}"; nothing is denied in the cited text', "doubt"


def _withheld(scope: tuple[Token, ...], pair: Entailment) -> bool:
    """`did not want to be named` says the same as `unnamed`."""
    return bool(_NAMING & {t.stem for t in scope}) and bool(pair.cited.words & _UNNAMED)


def _negative(parsed: ParsedText, other: ParsedText, besides: Sequence[Token] = ()) -> bool:
    """Something in the reading may stand for a negation: a word, or a prefix on a word of the other text."""
    ours = {t.low for t in parsed.tokens if not (t.low in NOT_ONLY and t.index and parsed.tokens[t.index - 1].low in NEGATORS)}
    prefixed = (stem(t.low.removeprefix(p)) for t in parsed.tokens for p in _PREFIXES if t.low.startswith(p))
    return bool(
        (ours - {t.low for t in besides}) & (NEGATORS | _IMPLICIT)
        or any(t.low.endswith("n't") for t in parsed.tokens)
        or any(p in other.keys for p in prefixed)
    )


def _dropped(pair: Entailment, cited: dict[int, tuple[Token, ...]]) -> Iterator[Remark]:
    for at, scope in cited.items():
        keys = {t.key for t in scope[:1]} if len(scope) < 2 else {t.key for t in scope}
        kept = [t for t in pair.statement.content if t.key in keys]
        if (
            kept
            and {t.key for t in kept} == keys
            and not any(_is_turned(pair.statement, t) for t in kept if t.key == scope[0].key)
        ):
            sure = pair.coverage >= _COPY or not _negative(pair.statement, pair.cited, kept)
            denied = pair.cited.quote(at, scope[-1].index + 1)
            yield (
                f'the cited text says "{denied}"; the statement leaves out "{pair.cited.tokens[at].text}"',
                "block" if sure else "doubt",
            )


def _unmentioned(pair: Entailment, cited: dict[int, tuple[Token, ...]]) -> Iterator[Remark]:
    """The nearest cited sentence denies something; the statement, about the same things, has no negative word at all."""
    doubted = {t.index: pair.cited.after(t.index, 1) for t in pair.cited.tokens if t.low in _UNTRUE - pair.statement.words}
    for at, scope in (cited | doubted).items():
        near = pair.cited.tokens[at].sentence in pair.closest
        if near and {t.key for t in scope} & pair.statement.keys and not _negative(pair.statement, pair.cited):
            denied = pair.cited.quote(at, scope[-1].index + 1)
            yield f'the cited text says "{denied}"; the statement denies nothing', "doubt"


def _undone(pair: Entailment) -> Iterator[Remark]:
    """`declined to name the buyer` against `named the buyer`; `denied that it leaked` against `it leaked`."""
    for token in pair.cited.tokens:
        verb = _withheld_verb(token, pair.cited)
        mine = [t for t in pair.statement.content if verb and t.stem == verb.stem]
        if not verb or verb.sentence not in pair.focus or not mine or any(_is_turned(pair.statement, t) for t in mine):
            continue
        behind = {t.key for t in pair.cited.after(verb.index, _REACH_SAID)}
        if behind & pair.statement.keys and sum(t.stem == verb.stem for t in pair.cited.content) == 1:
            said = pair.cited.quote(token.index, verb.index + 1)
            sure = not _negative(pair.statement, pair.cited, mine)
            yield f'the cited text says "{said}"; the statement says "{mine[0].text}"', "block" if sure else "doubt"


def _withheld_verb(token: Token, parsed: ParsedText) -> Token | None:
    """The verb behind `declined to`, or the first past form behind `denied that`, if nothing turns the refusal itself."""
    following = parsed.tokens[token.index + 1 : token.index + 2]
    if not following or _flipped(parsed, token):
        return None
    if token.stem in _WITHHOLDING and following[0].low == "to":
        return next(iter(parsed.after(token.index, 1)), None)
    if token.stem == "deni" and following[0].low in {"that", "having"}:
        ahead = parsed.after(token.index, 4)
        return next((t for t in ahead if t.clause == token.clause and t.low.endswith(("ed", "ing"))), None)
    return None


def _outside(pair: Entailment) -> Iterator[Remark]:
    """`outside Japan` against `including Japan`."""
    apart = _objects(pair.cited, _APART)
    among = _objects(pair.statement, _AMONG)
    for key in sorted((apart.keys() & among.keys()) - _objects(pair.cited, _AMONG).keys()):
        yield f'the statement says "{among[key]}"; the cited text says "{apart[key]}"', "block"


def _objects(parsed: ParsedText, prepositions: frozenset[str]) -> dict[str, str]:
    """The content word behind each of these prepositions, with the words from there to it."""
    behind = [(t, parsed.after(t.index, 1)) for t in parsed.tokens if t.low in prepositions]
    return {n[0].key: parsed.quote(t.index, n[0].index + 1) for t, n in behind if n and n[0].index - t.index <= _APART_REACH}


def _merely(pair: Entailment) -> Iterator[Remark]:
    """`is merely a plan` against `is not merely a plan`."""
    for token in pair.cited.tokens:
        if token.low in NEGATORS and not_only(token, pair.cited):
            limit = pair.cited.tokens[token.index + 1]
            following = {t.key for t in pair.cited.after(limit.index, 2)}
            for mine in pair.statement.tokens:
                same = mine.low == limit.low and {t.key for t in pair.statement.after(mine.index, 2)} & following
                if same and (not mine.index or pair.statement.tokens[mine.index - 1].low not in NEGATORS):
                    yield (
                        f'the cited text says "{pair.cited.quote(token.index, limit.index + 1)}", not "{limit.text}"',
                        "block",
                    )


def _opposed(pair: Entailment) -> Iterator[Remark]:
    """A word of the statement whose opposite stands in its place in the cited text."""
    for mine, theirs in _OPPOSITES:
        if mine not in pair.statement.keys - pair.cited.keys or theirs not in pair.cited.keys - pair.statement.keys:
            continue
        here = [t for t in pair.statement.content if t.key == mine]
        there = [t for t in pair.cited.content if t.key == theirs]
        near = {t.key for h in here for t in (*pair.statement.before(h.index, 3), *pair.statement.after(h.index, 3))}
        around = {t.key for h in there for t in (*pair.cited.before(h.index, 3), *pair.cited.after(h.index, 3))}
        turned = any(_flipped(pair.statement, t) for t in here) != any(_flipped(pair.cited, t) for t in there)
        if near & around and not turned:
            yield f'the statement says "{here[0].text}"; the cited text says "{there[0].text}"', "block"


def _flipped(parsed: ParsedText, token: Token) -> bool:
    before = [t for t in parsed.tokens[max(0, token.index - 4) : token.index] if t.clause == token.clause]
    return any(t.low in NEGATORS or t.low.endswith("n't") or t.low in DENIERS for t in before)
