"""What a statement tells: who does or thinks what, affirmed or denied, and how far it goes. English word lists; no parser.

A false conflict is worse than a missed one: what cannot be read with some certainty is left empty, and is not compared.
"""

import re
from typing import NamedTuple

from summarize.language.parsing import ParsedText, parse
from summarize.language.quantities import Quantity, numbered, quantities, unhyphened
from summarize.reconciling.conflicts.actors import Actor, Naming, acting, names_in, roles_in
from summarize.reconciling.conflicts.commitment import (
    ACTS,
    HEARSAY,
    LIGHT,
    ORDER,
    PERIODS,
    RELATIVE_TIME,
    SCOPE,
    STANCE,
    STEPS,
    STRICT,
    TIMES,
)
from summarize.reconciling.conflicts.polarity import denials, polarities, pole
from summarize.reconciling.conflicts.strength import APART, Mood, Strength, how_far, marked, mood_of, past_act, undecided_at


class Assertion(NamedTuple):
    """What a statement tells, as far as it is compared. Words are stems or places (`@FR`); see `Token.key`."""

    parsed: ParsedText
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


def assertion_of(statement: str, naming: Naming, *, speaker: frozenset[str] = frozenset()) -> Assertion:
    """Read a statement. `naming` gives the one name for a name; `speaker` stands in where the statement has no subject."""
    parsed = parse(unhyphened(statement))
    actor = acting(parsed, naming, speaker)
    others = names_in(tuple(t for t in parsed.tokens if t.index not in actor.aside), naming) - actor.names
    return _assertion(parsed, actor, others)


def far_apart(one: Assertion, other: Assertion) -> bool:
    """Has one gone much further than the other, as far as both tell: approved, and said to be open to it?"""
    a, b = one.strength, other.strength
    return a is not None and b is not None and abs(a.step - b.step) >= APART


def _assertion(parsed: ParsedText, actor: Actor, others: frozenset[str]) -> Assertion:
    at, aside = actor.verb, actor.aside
    sizes = quantities(parsed)
    sized = {n for q in sizes for n in range(q.start, q.end)}
    numbers = numbered(parsed) | sized
    strength = how_far(parsed, at)
    undecided = undecided_at(parsed)
    flips, unclear = denials(parsed, at, undecided or (0, 0))
    gone = aside | numbers | {*flips} | _apart(parsed)
    kept = [
        t for t in parsed.content if t.index not in gone and t.stem not in LIGHT and t.low not in TIMES and t.low not in SCOPE
    ]
    kept = [t for t in kept if STEPS.get(t.low) != HEARSAY and not (undecided and undecided[0] <= t.index < undecided[1])]
    polarity, mixed = polarities(kept, flips, parsed)
    return Assertion(
        parsed=parsed,
        subject=actor.subject,
        roles=roles_in(parsed, aside) & actor.subject,
        names=actor.names,
        voice=actor.voice,
        words=polarity,
        order=tuple(dict.fromkeys(pole(t)[0] for t in kept)),
        about=frozenset(pole(t)[0] for t in kept if t.stem not in ACTS),
        others=others,
        places={pole(t)[0]: t.index for t in reversed(kept)},
        times=_times(parsed),
        scope=frozenset(t.stem for t in parsed.tokens if t.low in SCOPE and t.index not in sized | aside),
        strict=_linked(parsed, STRICT),
        orders=_linked(parsed, ORDER),
        mood=mood_of(parsed, at),
        happened=past_act(parsed, at),
        strength=None if flips or mixed or polarity.get(STANCE) else strength,
        undecided=undecided,
        denied=min(flips, default=None),
        late=any(t.low in {"yet", "longer"} for t in parsed.tokens),
        unclear=unclear or mixed,
        sizes=sizes,
    )


def _apart(parsed: ParsedText) -> set[int]:
    """Hedges of the ladder that are words like others (`open to`), and the words of time (`last year`, `2024`)."""
    light = {n for s in marked(parsed) if s[1] - s[0] > 1 for n in range(*s)}
    periods = {t.index for t in parsed.tokens if t.low in PERIODS}
    return light | periods | {t.index for t in parsed.tokens if t.low in RELATIVE_TIME}


def _times(parsed: ParsedText) -> frozenset[str]:
    found = {t.low for t in parsed.tokens if t.low in TIMES}
    found |= {t.text for t in parsed.tokens if re.fullmatch(r"(?:19|20)\d\d", t.text)}
    found |= {
        f"{a.low} {b.low}"
        for a, b in zip(parsed.tokens, parsed.tokens[1:], strict=False)
        if a.low in RELATIVE_TIME and b.low in PERIODS | TIMES
    }
    may = any(t.text == "May" and not t.initial for t in parsed.tokens)
    return frozenset(found | ({"may"} if may else set()))


def _linked(parsed: ParsedText, openers: frozenset[str]) -> frozenset[str]:
    """Each opener with the first content word behind it: `after ceasefir`."""
    return frozenset(f"{t.low} {' '.join(x.key for x in parsed.after(t.index, 1))}" for t in parsed.tokens if t.low in openers)
