"""What a statement tells: who does or thinks what, affirmed or denied, and how far it goes. English word lists; no parser.

For `conflicts`, which must not report a false one: what cannot be read with some certainty is left empty, and is not compared.
"""

import re
from typing import NamedTuple

from summarize.language.parsing import Reading, read
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


def told(statement: str, naming: Naming, *, speaker: frozenset[str] = frozenset()) -> Told:
    """Read a statement. `naming` gives the one name for a name; `speaker` stands in where the statement has no subject."""
    reading = read(unhyphened(statement))
    actor = acting(reading, naming, speaker)
    others = names_in(tuple(t for t in reading.tokens if t.index not in actor.aside), naming) - actor.names
    return _told(reading, actor, others)


def far_apart(one: Told, other: Told) -> bool:
    """Has one gone much further than the other, as far as both tell: approved, and said to be open to it?"""
    a, b = one.strength, other.strength
    return a is not None and b is not None and abs(a.step - b.step) >= APART


def _told(reading: Reading, actor: Actor, others: frozenset[str]) -> Told:
    at, aside = actor.verb, actor.aside
    sizes = quantities(reading)
    sized = {n for q in sizes for n in range(q.start, q.end)}
    numbers = numbered(reading) | sized
    strength = how_far(reading, at)
    undecided = undecided_at(reading)
    flips, unclear = denials(reading, at, undecided or (0, 0))
    gone = aside | numbers | {*flips} | _apart(reading)
    kept = [
        t for t in reading.content if t.index not in gone and t.stem not in LIGHT and t.low not in TIMES and t.low not in SCOPE
    ]
    kept = [t for t in kept if STEPS.get(t.low) != HEARSAY and not (undecided and undecided[0] <= t.index < undecided[1])]
    polarity, mixed = polarities(kept, flips, reading)
    return Told(
        reading=reading,
        subject=actor.subject,
        roles=roles_in(reading, aside) & actor.subject,
        names=actor.names,
        voice=actor.voice,
        words=polarity,
        order=tuple(dict.fromkeys(pole(t)[0] for t in kept)),
        about=frozenset(pole(t)[0] for t in kept if t.stem not in ACTS),
        others=others,
        places={pole(t)[0]: t.index for t in reversed(kept)},
        times=_times(reading),
        scope=frozenset(t.stem for t in reading.tokens if t.low in SCOPE and t.index not in sized | aside),
        strict=_linked(reading, STRICT),
        orders=_linked(reading, ORDER),
        mood=mood_of(reading, at),
        happened=past_act(reading, at),
        strength=None if flips or mixed or polarity.get(STANCE) else strength,
        undecided=undecided,
        denied=min(flips, default=None),
        late=any(t.low in {"yet", "longer"} for t in reading.tokens),
        unclear=unclear or mixed,
        sizes=sizes,
    )


def _apart(reading: Reading) -> set[int]:
    """Hedges of the ladder that are words like others (`open to`), and the words of time (`last year`, `2024`)."""
    light = {n for s in marked(reading) if s[1] - s[0] > 1 for n in range(*s)}
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
