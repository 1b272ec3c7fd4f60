"""Names: each proper name, acronym and nationality of the statement must stand in the cited text or be the same one."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Kind, Remark, Weight
from summarize.language.days import MONTHS, WEEKDAYS
from summarize.language.lexicon import rows, words
from summarize.language.parsing import ParsedText, Token
from summarize.language.places import with_continents
from summarize.language.spelling import fold

_COMMON = words("names.common").union(MONTHS, WEEKDAYS)
_SAME = {one: fold(other) for one, other in rows("names.same-body")}
_COMPASS = words("scope.compass")
LOCATING = words("names.locating")
_PARTICLES = words("people.particles")
_PLACED = frozenset({"in", "at", "near", "outside"})

KIND: Kind = "name"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each proper name of the statement that neither the cited text nor a plain identity backs."""
    known = _spelled(pair.cited)
    short = initials(pair.cited)
    reported: set[str] = set()
    for token in names(pair):
        backed = _backed_place(token, pair) if token.place else _backed(token, pair, known, short)
        if not backed and fold(token.low) not in reported:
            reported.add(fold(token.low))
            weight: Weight = "doubt" if token.place and _maybe_there(pair) else "block"
            yield f"the cited text does not name {_whole(token, pair.statement)}", weight
    yield from _namesakes(pair)


def _maybe_there(pair: Entailment) -> bool:
    """The cited text names no country, but a town or region that this module does not know (`in Pisa`)."""
    tokens = pair.cited.tokens
    return not pair.cited.places and any(
        one.low in LOCATING and two.capital and two.low not in _COMMON for one, two in pairwise(tokens)
    )


def names(pair: Entailment) -> Iterator[Token]:
    """The words of the statement that are names. A sentence's first word counts only if it is a name elsewhere, too."""
    for token in pair.statement.tokens:
        if token.place:
            yield token
        elif token.capital and token.content and token.low not in _COMMON:
            acronym = len(token.text) > 1 and token.text.removesuffix("'s").isupper()
            if acronym or not token.initial or _a_name(token.low, pair) or _before_a_name(token, pair.statement):
                yield token


def _a_name(low: str, pair: Entailment) -> bool:
    same = [t for t in pair.cited.tokens if t.low == low]
    return all(t.capital for t in same) and not all(t.initial for t in same)


def _before_a_name(token: Token, parsed: ParsedText) -> bool:
    """Emmanuel Macron said: two capitals in a row at the start; not "The Times", nor "In Paris"."""
    following = parsed.tokens[token.index + 1 : token.index + 2]
    return (
        bool(following)
        and following[0].capital
        and following[0].clause == token.clause
        and (not following[0].place and following[0].low not in _COMMON and not token.low.endswith("s"))
    )


def _spelled(parsed: ParsedText) -> frozenset[str]:
    return frozenset(fold(t.low) for t in parsed.tokens)


def initials(parsed: ParsedText) -> frozenset[str]:
    """Acronyms that names in the text would make: `World Trade Organization` makes wto."""
    found: set[str] = set()
    run: list[str] = []
    for token in parsed.tokens:
        if token.capital and not (token.initial and not token.content):
            run.append(token.low[0])
            found |= {"".join(run[k:]) for k in range(len(run))}
        elif token.low not in {"of", "for", "and", "the", "on"}:
            run = []
    return frozenset(f for f in found if len(f) > 1)


def _backed(token: Token, pair: Entailment, known: frozenset[str], short: frozenset[str]) -> bool:
    bare = fold(token.low)
    forms = {bare, _SAME.get(token.low, bare)}
    if forms & known or token.stem in pair.cited.keys or token.low.replace(".", "") in short:
        return True
    if any(t.text.isupper() and t.low in initials(pair.statement) for t in pair.cited.tokens if len(t.low) > 1):
        return _spelt_out(token, pair)
    return _same_person(token, pair)


def _spelt_out(token: Token, pair: Entailment) -> bool:
    """The statement spells out an acronym of the cited text."""
    acronyms = [t.low for t in pair.cited.tokens if t.text.isupper() and len(t.low) > 1]
    run = [t for t in pair.statement.tokens if t.capital and abs(t.index - token.index) <= 6]
    return any("".join(t.low[0] for t in run).find(a) >= 0 for a in acronyms)


def _same_person(token: Token, pair: Entailment) -> bool:
    """A first name before a surname that is cited."""
    return any(fold(token.low) in name[:-1] and name[-1] in _spelled(pair.cited) for name in _full_names(pair.statement))


@lru_cache(maxsize=64)
def _full_names(parsed: ParsedText) -> frozenset[tuple[str, ...]]:
    """Runs of two to four capitalised words that are neither offices nor places."""
    found: set[tuple[str, ...]] = set()
    run: list[Token] = []
    for token in (*parsed.tokens, None):
        joined = token is not None and (not run or (token.index == run[-1].index + 1 and token.clause == run[-1].clause))
        part = token is not None and (token.capital or token.low in _PARTICLES)
        if (
            part
            and joined
            and token
            and token.low not in _COMMON
            and not token.place
            and not (token.initial and not token.content)
        ):
            run.append(token)
            continue
        if 1 < len(run) <= 4:
            found.add(tuple(fold(t.low) for t in run if t.capital))
        run = []
    return frozenset(found)


def _backed_place(token: Token, pair: Entailment) -> bool:
    place = token.place
    assert place is not None
    if not place.ids & with_continents(pair.cited.places):
        return token.low.replace(".", "") in initials(pair.cited)
    before = pair.statement.tokens[token.index - 1].low if token.index else ""
    literally = token.low in pair.cited.words
    return literally or "capital" in pair.cited.words or not (place.seat and before in _PLACED)


def _namesakes(pair: Entailment) -> Iterator[Remark]:
    """Another first name for the same surname is another person."""
    for name in _full_names(pair.statement):
        for theirs in _full_names(pair.cited):
            if len(name) == len(theirs) == 2 and name[1] == theirs[1] and name[0] not in _spelled(pair.cited):
                reason = f"the cited text names {' '.join(theirs).title()}, not {' '.join(name).title()}"
                yield reason, "block"


def _whole(token: Token, parsed: ParsedText) -> str:
    """The whole name around a word, for the reason."""
    start, end = token.index, token.index + 1
    while start and parsed.tokens[start - 1].capital and parsed.tokens[start - 1].clause == token.clause:
        start -= 1
    while end < len(parsed.tokens) and parsed.tokens[end].capital and parsed.tokens[end].clause == token.clause:
        end += 1
    return parsed.quote(start, end).removesuffix("'s")
