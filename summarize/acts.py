"""What a statement tells: who does or thinks what, affirmed or denied, and how far it goes. English word lists; no parser.

For `conflicts`, which must not report a false one: what cannot be read with some certainty is left empty, and is not compared.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise, takewhile
from typing import Literal, NamedTuple

from summarize.commitment import (
    ACTS,
    AHEAD,
    ATTRIBUTING,
    BEFORE_NOUN,
    BREAKING,
    CHAINED,
    COMPATIBLE,
    DENYING,
    HEARSAY,
    HELPERS,
    IDIOMS,
    LIGHT,
    MARKERS,
    MORE_PAST,
    NOT_YET,
    NOUNS,
    OFFICES,
    OPEN,
    ORDER,
    OUGHT,
    PARTLY,
    PAST_HELPERS,
    PERIODS,
    PLANNED,
    PRONOUNS,
    PROPOSED,
    RELATIVE_TIME,
    SCOPE,
    SHORT,
    SIDES,
    STANCE,
    STEPS,
    STRICT,
    TAKING,
    TIMES,
    UNDECIDED,
    VIEWS,
    WISHING,
)
from summarize.guards.lexicon import NEGATORS, STOP
from summarize.guards.modality import past
from summarize.guards.negation import negates
from summarize.guards.reading import Reading, Token, read, spans, stem
from summarize.guards.speakers import SAYING, voices
from summarize.models import Speaker
from summarize.quantities import Quantity, numbered, quantities, unhyphened

APART = 2  # steps of the ladder; a council that approves a thing also plans it: one step is no difference
Mood = Literal["fact", "will", "should", "want", "possible"]


class Strength(NamedTuple):
    """A step of the ladder (`DONE` to `HEARSAY`), whether hearsay lowered it, and the words that say so (end-exclusive).

    `firm`: whoever went this far cannot be taken to have gone further.
    """

    step: int
    hearsay: bool
    firm: bool
    start: int
    end: int


class Told(NamedTuple):
    """What a statement tells, as far as it is compared. Words are stems or places (`@FR`); see `Token.key`."""

    reading: Reading
    subject: frozenset[str]  # the words that say who
    roles: frozenset[str]  # those of them that are no name: `council`, `dockers`
    names: frozenset[str]  # the names among them
    voice: frozenset[str]  # who is quoted within the statement, if anybody is
    words: dict[str, bool]  # every other word that counts -> whether it is denied
    order: tuple[str, ...]  # the same words as they follow
    about: frozenset[str]  # those of them that are no act
    others: frozenset[str]  # names that are not the subject's
    places: dict[str, int]  # word -> where it stands first
    times: frozenset[str]
    scope: frozenset[str]
    strict: frozenset[str]  # conditions
    orders: frozenset[str]  # what is before or after what
    mood: Mood
    happened: bool  # the first verb is a past form
    strength: Strength | None
    undecided: tuple[int, int] | None
    denied: int | None  # where something is denied
    late: bool  # `not yet`, `no longer`: denied for a time
    unclear: bool  # whether it is affirmed or denied cannot be read
    sizes: tuple[Quantity, ...]

    @property
    def who(self) -> frozenset[str]:
        return self.names or self.subject

    @property
    def stance(self) -> str | None:
        """The stance: "for", "against" or "undecided"; None where the statement takes no stance."""
        if self.undecided:
            return "undecided"
        side = None if self.unclear else self.words.get(STANCE)
        return None if side is None else "against" if side else "for"


class _Actor(NamedTuple):
    """Where the first verb stands, which words name who and who says so, and what these are as `Told` keeps it."""

    verb: int
    aside: frozenset[int]
    subject: frozenset[str]
    names: frozenset[str]
    voice: frozenset[str]


Naming = Callable[[str], str]


def told(statement: str, naming: Naming, *, speaker: frozenset[str] = frozenset()) -> Told:
    """Read a statement. `naming` gives the one name for a name; `speaker` stands in where the statement has no subject."""
    reading = read(unhyphened(statement))
    said = _attributed(reading)
    start = said[1] if said else 0
    at = _predicate(reading, start)
    subject = _subject(reading, start, at)
    voice = said[0] if said else ()
    who = subject or voice
    names = _names(who, naming) if who else speaker
    aside = frozenset(t.index for t in (*who, *voice, *_trailing(reading, at)))
    actor = _Actor(at, aside, _common(who, names), names, _names(voice, naming) | _common(voice, frozenset()))
    return _told(reading, actor, _names(tuple(t for t in reading.tokens if t.index not in aside), naming) - names)


def far_apart(one: Told, other: Told) -> bool:
    """Has one gone much further than the other, as far as both tell: approved, and said to be open to it?"""
    a, b = one.strength, other.strength
    return a is not None and b is not None and abs(a.step - b.step) >= APART


def speaking(speaker: Speaker, naming: Naming) -> frozenset[str]:
    """Who speaks, in the form of `Told.voice`; empty for the outlet. With `?` in front: nobody who could be known again."""
    if speaker.kind == "outlet":
        return frozenset()
    name = speaker.name or speaker.kind
    tokens = tuple(t for t in read(name).tokens if t.low not in OFFICES)
    known = _names(read(name).tokens, naming) or _common(tokens, frozenset())
    return known if known and speaker.kind in ("named", "role") else frozenset({f"?{name.casefold()}"})


def alike(one: str, other: str) -> bool:
    """The same name, or one a part of the other: `anna weiss` and `weiss`, `rovik council` and `rovik`."""
    short, long = sorted((one, other), key=len)
    return long == short or long.startswith(f"{short} ") or long.endswith(f" {short}")


def _told(reading: Reading, actor: _Actor, others: frozenset[str]) -> Told:
    at, aside = actor.verb, actor.aside
    sizes = quantities(reading)
    sized = {n for q in sizes for n in range(q.start, q.end)}
    numbers = numbered(reading) | sized
    strength = _strength(reading, at)
    undecided = next(iter(spans(reading, UNDECIDED)), None) or next(_no_view(reading), None)
    flips, unclear = _flips(reading, at, undecided or (0, 0))
    gone = aside | numbers | {*flips} | _apart(reading)
    kept = [
        t for t in reading.content if t.index not in gone and t.stem not in LIGHT and t.low not in TIMES and t.low not in SCOPE
    ]
    kept = [t for t in kept if STEPS.get(t.low) != HEARSAY and not (undecided and undecided[0] <= t.index < undecided[1])]
    polarity, mixed = _polarity(kept, flips, reading)
    return Told(
        reading=reading,
        subject=actor.subject,
        roles=_roles(reading, aside) & actor.subject,
        names=actor.names,
        voice=actor.voice,
        words=polarity,
        order=tuple(dict.fromkeys(_pole(t)[0] for t in kept)),
        about=frozenset(_pole(t)[0] for t in kept if t.stem not in ACTS),
        others=others,
        places={_pole(t)[0]: t.index for t in reversed(kept)},
        times=_times(reading),
        scope=frozenset(t.stem for t in reading.tokens if t.low in SCOPE and t.index not in sized | aside),
        strict=_linked(reading, STRICT),
        orders=_linked(reading, ORDER),
        mood=_mood(reading, at),
        happened=_past_act(reading, at),
        strength=None if flips or mixed or polarity.get(STANCE) else strength,
        undecided=undecided,
        denied=min(flips, default=None),
        late=any(t.low in {"yet", "longer"} for t in reading.tokens),
        unclear=unclear or mixed,
        sizes=sizes,
    )


def _attributed(reading: Reading) -> tuple[tuple[Token, ...], int] | None:
    """Who says it and where what he says begins: `The mayor said (that) the council …`. None if the statement is its own."""
    verb = next((t for t in reading.tokens if t.low in ATTRIBUTING and t.index > 0 and not t.capital), None)
    if verb is None or any(t.low in MARKERS or t.low in HELPERS - {"has", "have", "had"} for t in reading.tokens[: verb.index]):
        return None
    ahead = [t for t in reading.tokens[: verb.index] if t.content]
    # `Sources close to the talks, who asked not to be named, said that …`: who says it stands before the clause about him.
    before = tuple(t for t in ahead if t.clause == verb.clause) or tuple(t for t in ahead if t.clause == ahead[0].clause)
    start = verb.index + 1
    if start < len(reading.tokens) and reading.tokens[start].low == "that":
        start += 1
    at = _first_verb(reading, start)
    subject = reading.tokens[start:at]
    clause = at < len(reading.tokens) and any(t.content or t.low in PRONOUNS for t in subject)
    return (before, start) if before and clause else None


def _trailing(reading: Reading, at: int) -> tuple[Token, ...]:
    """The words of `…, the mayor said.`"""
    behind = [v for v in voices(reading) if v.at > at and reading.tokens[v.at].low in ATTRIBUTING]
    return tuple(t for v in behind for t in (*v.tokens, reading.tokens[v.at]) if v.tokens[0].index > at)


def _predicate(reading: Reading, start: int) -> int:
    """The position of the first verb from `start` on, as far as one can be told; behind the last word if there is none."""
    at = _first_verb(reading, start)
    if at < len(reading.tokens):
        return at
    return next((b.index for a, b in pairwise(reading.tokens[start:]) if _agrees(a, b)), at)


def _first_verb(reading: Reading, start: int) -> int:
    """A helper, a word of the ladder or of a pair, or a past form."""
    found = (t.index for t in reading.tokens[start:] if t.low in HELPERS or _verb(reading, t, start))
    return next(found, len(reading.tokens))


def _agrees(one: Token, two: Token) -> bool:
    """`stadium holds`: an -s behind a word without, where no other verb was found."""
    return one.content and two.content and not two.capital and two.low[-1] == "s" != two.low[-2] and one.low[-1] != "s"


def _verb(reading: Reading, token: Token, start: int) -> bool:
    before = reading.tokens[token.index - 1].low if token.index > start else ""
    named = token.capital and (not token.initial or token.place)
    if named or before in BEFORE_NOUN or (before.endswith("s") and reading.tokens[token.index - 1].text.endswith("'s")):
        return False
    if token.low in STEPS or token.low in SAYING:
        return token.low not in NOUNS or token.index > start
    side = token.stem in SIDES and (token.low.endswith("s") or token.index == start or before.endswith("s"))
    return past(token) or side or token.low in SHORT or token.low in MORE_PAST


def _subject(reading: Reading, start: int, at: int) -> tuple[Token, ...]:
    """The content words before the verb, in its clause if there are any; at most six, if no verb was found three."""
    own = [t for t in reading.tokens[start:at] if t.content and t.low not in TIMES and t.low not in PERIODS]
    if at == len(reading.tokens):
        return tuple(takewhile(lambda t: t.clause == own[0].clause, own[:3]))
    near = [t for t in own if t.clause == reading.tokens[at].clause]
    return tuple((near or own)[-6:])


def _common(tokens: tuple[Token, ...], names: frozenset[str]) -> frozenset[str]:
    keys = {t.key for t in tokens if t.content}
    return frozenset(keys | {stem(w) for n in names if not n.startswith("@") for w in n.split()})


def _roles(reading: Reading, aside: frozenset[int]) -> frozenset[str]:
    return frozenset(t.key for t in reading.tokens if t.index in aside and not t.capital and t.low not in OFFICES)


def _names(tokens: tuple[Token, ...], naming: Naming) -> frozenset[str]:
    """Runs of capitalised words; a sentence's first word counts only before another one, or as a place."""
    runs: list[list[Token]] = []
    for token in tokens:
        if not (token.capital and token.content and token.low not in TIMES) and not token.place:
            continue
        joined = bool(runs) and runs[-1][-1].index == token.index - 1 and runs[-1][-1].clause == token.clause
        (runs[-1] if joined else _opened(runs)).append(token)
    kept = [r for r in runs if r[0].place or not r[0].initial or len(r) > 1]
    return frozenset(_named(run, naming) for run in kept)


def _opened(runs: list[list[Token]]) -> list[Token]:
    runs.append([])
    return runs[-1]


def _named(run: list[Token], naming: Naming) -> str:
    canonical = naming(" ".join(t.text for t in run))
    tokens = read(canonical).tokens
    if tokens and all(t.place for t in tokens if t.content):
        return next(t.key for t in tokens if t.content) if any(t.content for t in tokens) else canonical.casefold()
    return re.sub(r"'s\b|[^\w\s]", "", canonical).casefold().strip() or run[0].low


def _strength(reading: Reading, at: int) -> Strength | None:
    """The first word of the ladder and those that hang on it (`plans to consider`), the weakest of them; and hearsay before."""
    found = [s for s in _marked(reading) if _counts(reading, s, at)]
    hearsay = [s for s in found if _step(reading, s) == HEARSAY]
    chain = list(_chain(reading, [s for s in found if _step(reading, s) != HEARSAY]))
    if not chain:
        return Strength(HEARSAY, hearsay=True, firm=True, start=hearsay[0][0], end=hearsay[0][1]) if hearsay else None
    weakest = min(chain, key=lambda s: (_step(reading, s), s))
    step = _step(reading, weakest)
    start = min(chain[0][0], *(h[0] for h in hearsay)) if hearsay else chain[0][0]
    firm = reading.tokens[weakest[0]].stem not in COMPATIBLE and not (step == OPEN and past(reading.tokens[weakest[0]]))
    return Strength(HEARSAY if hearsay else step, bool(hearsay), firm or bool(hearsay), start, chain[-1][1])


def _chain(reading: Reading, found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last: tuple[int, int] | None = None
    for span in found:
        between = reading.tokens[last[1] : span[0]] if last else ()
        if last and not all(t.low in CHAINED or t.stem in LIGHT for t in between):
            return
        last = span
        yield span


def _marked(reading: Reading) -> list[tuple[int, int]]:
    """Where words of the ladder stand."""
    idioms = spans(reading, IDIOMS)
    return [s for s in spans(reading, MARKERS) if not any(start <= s[0] < end for start, end in idioms)]


def _no_view(reading: Reading) -> Iterator[tuple[int, int]]:
    """`has not yet taken a definitive stance`; not `is in no position to`."""
    for token in reading.tokens:
        behind = reading.tokens[token.index + 1 :]
        view = next((t for t in behind if t.low not in TAKING), None)
        able = reading.tokens[view.index + 1 : view.index + 2] if view else ()
        if (
            token.low in NOT_YET
            and view
            and view.low in VIEWS
            and view.clause == behind[0].clause
            and not any(t.low == "to" for t in able)
        ):
            yield token.index, view.index + 1


def _counts(reading: Reading, span: tuple[int, int], at: int) -> bool:
    """In the main clause, from the verb on, and no noun: `a plan`, `the proposed bridge`."""
    token = reading.tokens[span[0]]
    before = reading.tokens[span[0] - 1].low if span[0] else ""
    step = _step(reading, span)
    noun = (before in BEFORE_NOUN and step not in {OPEN, HEARSAY}) or (
        token.low in NOUNS and span[0] != at and before not in HELPERS and before not in {"to", "and", "also"}
    )
    month = token.text == "May" and not token.initial
    cut = any(t.low in BREAKING and t.index > at and _after_noun(reading, t) for t in reading.tokens[: span[0]])
    return not (noun or month or cut) and (span[0] >= at or step == HEARSAY)


def _after_noun(reading: Reading, token: Token) -> bool:
    before = reading.tokens[token.index - 1]
    return before.low not in SAYING and before.low not in STEPS


def _step(reading: Reading, span: tuple[int, int]) -> int:
    return STEPS[" ".join(t.low for t in reading.tokens[span[0] : span[1]])]


def _flips(reading: Reading, at: int, besides: tuple[int, int]) -> tuple[list[int], bool]:
    """The words that deny (positions of each), and whether it stays unclear what they deny. Two in a row deny nothing."""
    negators = [t for t in reading.tokens if negates(t, reading) or _for_now(reading, t)]
    deniers = [t for t in reading.tokens if t.stem in DENYING and _before_verb(reading, t)]
    partly = any(
        PARTLY & {x.low for x in reading.tokens[t.index + 1 : t.index + 3]} for t in reading.tokens if t.low in NEGATORS
    )
    flips = sorted(t.index for t in (*negators, *deniers) if not besides[0] <= t.index < besides[1])
    if len(flips) == 2 and not any(t.content for t in reading.tokens[flips[0] + 1 : flips[1]]):
        return [], partly
    early = any(f < at - 3 for f in flips)
    return flips, partly or len(flips) > 1 or early


def _for_now(reading: Reading, token: Token) -> bool:
    following = reading.tokens[token.index + 1 : token.index + 2]
    return (token.low in NEGATORS or token.low.endswith("n't")) and bool(following) and following[0].low in {"yet", "longer"}


def _before_verb(reading: Reading, token: Token) -> bool:
    following = reading.tokens[token.index + 1 : token.index + 2]
    return bool(following) and (
        following[0].low == "to" or following[0].low.endswith("ing") or (token.stem == "deni" and following[0].low == "that")
    )


def _polarity(kept: list[Token], flips: list[int], reading: Reading) -> tuple[dict[str, bool], bool]:
    """Word -> denied or not; and whether one word is both."""
    turned = {n for f in flips for n in _turned(reading, f)}
    if turned and not turned & {t.index for t in kept}:  # `No dockers were hurt`: the subject is denied, so the rest is
        turned |= {t.index for t in [k for k in kept if k.index > max(turned)][:1]}
    found: dict[str, bool] = {}
    mixed = False
    for token in kept:
        key, side = _pole(token)
        denied = side != (token.index in turned)
        mixed |= found.setdefault(key, denied) != denied
    return found, mixed


def _turned(reading: Reading, at: int) -> tuple[int, ...]:
    """The first content word behind, in its clause: what a negator denies for certain."""
    following = reading.tokens[at + 1 : at + 6]
    clause = following[0].clause if following and following[0].low == "yet" else reading.tokens[at].clause
    ahead = [t for t in following if t.clause == clause and t.content and t.stem not in LIGHT]
    return tuple(t.index for t in ahead[:1])


def _pole(token: Token) -> tuple[str, bool]:
    key, side = SIDES.get(token.stem, (token.key, 0))
    return key, bool(side)


def _apart(reading: Reading) -> set[int]:
    """Hedges of the ladder that are words like others (`open to`), and the words of time (`last year`, `2024`)."""
    light = {n for s in _marked(reading) if s[1] - s[0] > 1 for n in range(*s)}
    periods = {t.index for t in reading.tokens if t.low in PERIODS}
    return light | periods | {t.index for t in reading.tokens if t.low in RELATIVE_TIME}


def _times(reading: Reading) -> frozenset[str]:
    found = {t.low for t in reading.tokens if t.low in TIMES}
    found |= {t.text for t in reading.tokens if re.fullmatch(r"(?:19|20)\d\d", t.text)}
    found |= {
        f"{a.low} {b.low}"
        for a, b in zip(reading.tokens, reading.tokens[1:], strict=False)
        if a.low in RELATIVE_TIME and b.low in PERIODS | TIMES
    }
    may = any(t.text == "May" and not t.initial for t in reading.tokens)
    return frozenset(found | ({"may"} if may else set()))


def _linked(reading: Reading, openers: frozenset[str]) -> frozenset[str]:
    """Each opener with the first content word behind it: `after ceasefir`."""
    return frozenset(
        f"{t.low} {' '.join(x.key for x in reading.after(t.index, 1))}" for t in reading.tokens if t.low in openers
    )


def _mood(reading: Reading, at: int) -> Mood:
    lows = {t.low for t in reading.tokens[at:]}
    steps = {_step(reading, s) for s in _marked(reading) if _counts(reading, s, at)}
    if OPEN in steps:
        return "possible"
    if PROPOSED in steps or lows & WISHING:
        return "want"
    if lows & OUGHT:
        return "should"
    return "will" if PLANNED in steps or lows & AHEAD else "fact"


def _past_act(reading: Reading, at: int) -> bool:
    """`signed`, `did not sign`, `has signed`, `was signed`; not `signs`, `will sign`."""
    first = reading.tokens[at : at + 1]
    behind = reading.tokens[at : at + 4]
    helped = bool(first) and first[0].low in PAST_HELPERS
    return (
        helped
        or any(past(t) for t in behind[:1])
        or (bool(first) and first[0].low in STOP and any(past(t) for t in behind[1:2]))
    )
