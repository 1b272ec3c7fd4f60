"""Who does or thinks what a statement tells, and who says so: subject, names and voice. English word lists; no parser.

`assertions` reads a statement with it; it also tells whether two names may be one.
"""

import re
from collections.abc import Callable
from itertools import pairwise, takewhile
from typing import NamedTuple

from summarize.language.parsing import ParsedText, Token, parse, stem
from summarize.language.speakers import SAYING, voices
from summarize.language.verbs import past
from summarize.models import Speaker
from summarize.reconciling.conflicts.commitment import (
    ATTRIBUTING,
    BEFORE_NOUN,
    HELPERS,
    MARKERS,
    MORE_PAST,
    NOUNS,
    OFFICES,
    PERIODS,
    PRONOUNS,
    SHORT,
    SIDES,
    STEPS,
    TIMES,
)

Naming = Callable[[str], str]


class Actor(NamedTuple):
    """Where the first verb stands, which words name who and who says so, and what these are as an `Assertion` keeps it."""

    verb: int
    aside: frozenset[int]
    subject: frozenset[str]
    names: frozenset[str]
    voice: frozenset[str]


def acting(parsed: ParsedText, naming: Naming, speaker: frozenset[str]) -> Actor:
    """Who does or thinks what is told; `speaker` stands in where there is no subject."""
    said = _attributed(parsed)
    start = said[1] if said else 0
    at = _predicate(parsed, start)
    subject = _subject(parsed, start, at)
    voice = said[0] if said else ()
    who = subject or voice
    names = names_in(who, naming) if who else speaker
    aside = frozenset(t.index for t in (*who, *voice, *_trailing(parsed, at)))
    return Actor(at, aside, _common(who, names), names, names_in(voice, naming) | _common(voice, frozenset()))


def speaking(speaker: Speaker, naming: Naming) -> frozenset[str]:
    """Who speaks, in the form of `Told.voice`; empty for the outlet. With `?` in front: nobody who could be known again."""
    if speaker.kind == "outlet":
        return frozenset()
    name = speaker.name or speaker.kind
    tokens = tuple(t for t in parse(name).tokens if t.low not in OFFICES)
    known = names_in(parse(name).tokens, naming) or _common(tokens, frozenset())
    return known if known and speaker.kind in ("named", "role") else frozenset({f"?{name.casefold()}"})


def alike(one: str, other: str) -> bool:
    """The same name, or one a part of the other: `anna weiss` and `weiss`, `rovik council` and `rovik`."""
    short, long = sorted((one, other), key=len)
    return long == short or long.startswith(f"{short} ") or long.endswith(f" {short}")


def names_in(tokens: tuple[Token, ...], naming: Naming) -> frozenset[str]:
    """Runs of capitalised words; a sentence's first word counts only before another one, or as a place."""
    runs: list[list[Token]] = []
    for token in tokens:
        if not (token.capital and token.content and token.low not in TIMES) and not token.place:
            continue
        joined = bool(runs) and runs[-1][-1].index == token.index - 1 and runs[-1][-1].clause == token.clause
        (runs[-1] if joined else _opened(runs)).append(token)
    kept = [r for r in runs if r[0].place or not r[0].initial or len(r) > 1]
    return frozenset(_named(run, naming) for run in kept)


def roles_in(parsed: ParsedText, aside: frozenset[int]) -> frozenset[str]:
    return frozenset(t.key for t in parsed.tokens if t.index in aside and not t.capital and t.low not in OFFICES)


def _attributed(parsed: ParsedText) -> tuple[tuple[Token, ...], int] | None:
    """Who says it and where what he says begins: `The mayor said (that) the council …`. None if the statement is its own."""
    verb = next((t for t in parsed.tokens if t.low in ATTRIBUTING and t.index > 0 and not t.capital), None)
    if verb is None or any(t.low in MARKERS or t.low in HELPERS - {"has", "have", "had"} for t in parsed.tokens[: verb.index]):
        return None
    ahead = [t for t in parsed.tokens[: verb.index] if t.content]
    # `Sources close to the talks, who asked not to be named, said that …`: who says it stands before the clause about him.
    before = tuple(t for t in ahead if t.clause == verb.clause) or tuple(t for t in ahead if t.clause == ahead[0].clause)
    start = verb.index + 1
    if start < len(parsed.tokens) and parsed.tokens[start].low == "that":
        start += 1
    at = _first_verb(parsed, start)
    subject = parsed.tokens[start:at]
    clause = at < len(parsed.tokens) and any(t.content or t.low in PRONOUNS for t in subject)
    return (before, start) if before and clause else None


def _trailing(parsed: ParsedText, at: int) -> tuple[Token, ...]:
    """The words of `…, the mayor said.`"""
    behind = [v for v in voices(parsed) if v.at > at and parsed.tokens[v.at].low in ATTRIBUTING]
    return tuple(t for v in behind for t in (*v.tokens, parsed.tokens[v.at]) if v.tokens[0].index > at)


def _predicate(parsed: ParsedText, start: int) -> int:
    """The position of the first verb from `start` on, as far as one can be told; behind the last word if there is none."""
    at = _first_verb(parsed, start)
    if at < len(parsed.tokens):
        return at
    return next((b.index for a, b in pairwise(parsed.tokens[start:]) if _agrees(a, b)), at)


def _first_verb(parsed: ParsedText, start: int) -> int:
    """A helper, a word of the ladder or of a pair, or a past form."""
    found = (t.index for t in parsed.tokens[start:] if t.low in HELPERS or _verb(parsed, t, start))
    return next(found, len(parsed.tokens))


def _agrees(one: Token, two: Token) -> bool:
    """`stadium holds`: an -s behind a word without, where no other verb was found."""
    return one.content and two.content and not two.capital and two.low[-1] == "s" != two.low[-2] and one.low[-1] != "s"


def _verb(parsed: ParsedText, token: Token, start: int) -> bool:
    before = parsed.tokens[token.index - 1].low if token.index > start else ""
    named = token.capital and (not token.initial or token.place)
    if named or before in BEFORE_NOUN or (before.endswith("s") and parsed.tokens[token.index - 1].text.endswith("'s")):
        return False
    if token.low in STEPS or token.low in SAYING:
        return token.low not in NOUNS or token.index > start
    side = token.stem in SIDES and (token.low.endswith("s") or token.index == start or before.endswith("s"))
    return past(token) or side or token.low in SHORT or token.low in MORE_PAST


def _subject(parsed: ParsedText, start: int, at: int) -> tuple[Token, ...]:
    """The content words before the verb, in its clause if there are any; at most six, if no verb was found three."""
    own = [t for t in parsed.tokens[start:at] if t.content and t.low not in TIMES and t.low not in PERIODS]
    if at == len(parsed.tokens):
        return tuple(takewhile(lambda t: t.clause == own[0].clause, own[:3]))
    near = [t for t in own if t.clause == parsed.tokens[at].clause]
    return tuple((near or own)[-6:])


def _common(tokens: tuple[Token, ...], names: frozenset[str]) -> frozenset[str]:
    keys = {t.key for t in tokens if t.content}
    return frozenset(keys | {stem(w) for n in names if not n.startswith("@") for w in n.split()})


def _opened(runs: list[list[Token]]) -> list[Token]:
    runs.append([])
    return runs[-1]


def _named(run: list[Token], naming: Naming) -> str:
    canonical = naming(" ".join(t.text for t in run))
    tokens = parse(canonical).tokens
    if tokens and all(t.place for t in tokens if t.content):
        return next(t.key for t in tokens if t.content) if any(t.content for t in tokens) else canonical.casefold()
    return re.sub(r"'s\b|[^\w\s]", "", canonical).casefold().strip() or run[0].low
