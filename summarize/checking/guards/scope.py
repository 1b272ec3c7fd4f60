"""Scope: all, every, only and first must be cited, not made from some, several or nothing."""

from collections.abc import Iterator
from itertools import pairwise

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Kind, Remark, Weight
from summarize.language.amounts import amounts
from summarize.language.lexicon import NEGATORS, words
from summarize.language.parsing import ParsedText, Token
from summarize.language.speakers import INSTITUTIONS

_ALL = words("scope.all")
_ALL_BACKING = _ALL | words("scope.all-backing")
_PLAIN = words("scope.plain")
_DETERMINERS = frozenset({"all", "every", "each"})
_ONLY = words("scope.only")
_ONLY_BACKING = _ONLY | words("scope.only-backing")
_FIRST_BACKING = words("scope.first-backing")
_IDLE_BEFORE = words("scope.idle-before")
_PARTS = words("scope.parts")
_NOT_ONLY_BEFORE = frozenset({"not", "if", "in"})
_SMALL = words("scope.small")
_OF_PART = words("scope.of-part")
_MEMBERS = words("scope.members")

_COMPASS = words("scope.compass")

KIND: Kind = "scope"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each word of the statement that widens or narrows what the cited text says."""
    for token in pair.statement.tokens:
        if token.low in _ALL and not _idle(token, pair.statement):
            yield from _widened(token, pair)
        elif token.low in _ONLY and not _idle(token, pair.statement) and not pair.cited.words & _ONLY_BACKING:
            # "backing, but no troops" may be told as "only backing"; "only six" may be said of any six
            small = _few(token, pair.statement) or bool(pair.cited.words & NEGATORS)
            only: Weight = "doubt" if token.low == "only" and small else "block"
            yield f'the statement says "{token.text}"; the cited text does not', only
        elif token.low == "first" and not pair.cited.words & _FIRST_BACKING:
            sure = _before(token, pair.statement) == "the"
            yield 'the statement says "first"; the cited text does not', "block" if sure else "doubt"
    yield from _most(pair)
    yield from _whole(pair)
    yield from _regions(pair)


def _before(token: Token, parsed: ParsedText) -> str:
    return parsed.tokens[token.index - 1].low if token.index else ""


def _idle(token: Token, parsed: ParsedText) -> bool:
    before = _before(token, parsed)
    following = {t.low for t in parsed.tokens[token.index + 1 : token.index + 2]}
    # "all but stopped" is nearly stopped
    return before in _NOT_ONLY_BEFORE or (token.low == "all" and (before in _IDLE_BEFORE or "but" in following))


def _few(token: Token, parsed: ParsedText) -> bool:
    """`only six`, `only a handful`: a small number, not an exclusion."""
    following = {t.low for t in parsed.tokens[token.index + 1 : token.index + 3]}
    return bool(following & _SMALL) or any(a.start in {token.index + 1, token.index + 2} for a in amounts(parsed))


def _widened(token: Token, pair: Entailment) -> Iterator[Remark]:
    noun = {t.key for t in pair.statement.after(token.index, 2)}
    backing = [t for t in pair.cited.tokens if t.low in _ALL_BACKING]
    partial = [t for t in pair.cited.tokens if t.low in _PARTS and noun & {a.key for a in pair.cited.after(t.index, 5)}]
    same = [t for t in backing if noun & {a.key for a in pair.cited.after(t.index, 1 if t.low == "both" else 3)}]
    named = bool(noun & pair.cited.keys) and token.low in _DETERMINERS
    if partial and not same:
        yield f'the statement says "{token.text}"; the cited text says "{partial[0].text}"', "block"
    elif not backing or (named and not same):
        weight: Weight = "block" if token.low in _PLAIN and not _counted(token, pair.statement) else "doubt"
        yield f'the statement says "{token.text}"; the cited text does not', weight


def _counted(token: Token, parsed: ParsedText) -> bool:
    """`all four`: the number guard judges that."""
    return any(a.start == token.index + 1 for a in amounts(parsed))


def _most(pair: Entailment) -> Iterator[Remark]:
    """Most is more than some: `most residents` needs most, a majority, or a number."""
    for token in pair.statement.tokens:
        noun = {t.key for t in pair.statement.after(token.index, 1)}
        weak = [
            t
            for t in pair.cited.tokens
            if t.low in {"some", "several", "few"} and noun & {a.key for a in pair.cited.after(t.index, 2)}
        ]
        if token.low == "most" and weak and "most" not in pair.cited.words:
            yield f'the statement says "most"; the cited text says "{weak[0].text}"', "block"


def _whole(pair: Entailment) -> Iterator[Remark]:
    """`Some members of the council want` is not `the council wants`: a body does what only a part of it does."""
    if pair.statement.words & _MEMBERS:
        return
    for token in pair.cited.tokens:
        body = pair.cited.after(token.index, 1)
        before = {t.low for t in pair.cited.tokens[max(0, token.index - 3) : token.index]}
        if token.low != "of" or not body or not before & _OF_PART or body[0].clause != token.clause:
            continue
        key = body[0].key
        mine = [t for t in pair.statement.content if t.key == key]
        if not (body[0].capital or body[0].low in INSTITUTIONS):  # "one of these boats"
            continue
        if mine and _subject(mine[0], pair.statement) and sum(t.key == key for t in pair.cited.content) == 1:
            part = pair.cited.quote(max(0, token.index - 2), body[0].index + 1)
            yield f'the statement says "{mine[0].text}"; the cited text says "{part}"', "block"


def _subject(token: Token, parsed: ParsedText) -> bool:
    """The first content word of its sentence, but for words that belong to it."""
    return token.index - sum(t.sentence < token.sentence for t in parsed.tokens) <= 1


def _regions(pair: Entailment) -> Iterator[Remark]:
    """`Eastern Europe` is more than `Europe`: a compass word before a place must be cited before a place, too."""
    for one, two in pairwise(pair.statement.tokens):
        if (
            one.low in _COMPASS
            and two.place
            and one.place != two.place
            and one.stem[:4] not in {t.stem[:4] for t in pair.cited.tokens}
        ):
            yield f"the cited text does not say {one.text} {two.text}", "block"
