"""What a statement tells: who does or thinks what, denied or not, how far it goes, when, on which condition.

A false conflict is worse than a missed one: what cannot be read with some certainty is left empty, and is not compared.
"""

import re
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from summarize.language import wordnet
from summarize.language.acts import doers, phrase, undergoers
from summarize.language.amounts import Amount, amounts
from summarize.language.certainty import condition
from summarize.language.english import parse
from summarize.language.lexicon import words
from summarize.language.parsed import Parsed, Word
from summarize.language.places import place_at
from summarize.language.polarity import deniers, negator
from summarize.language.times import links, past
from summarize.language.voices import speaker_of
from summarize.models import Speaker
from summarize.reconciling.conflicts.chains import (
    APART,
    Mood,
    Stance,
    Strength,
    chain_of,
    controls,
    mood_of,
    stance_of,
    strength_of,
    undecided,
)

Naming = Callable[[str], str]
_SCOPE, _LIGHT = words("conflicts.scope"), words("conflicts.light")
_DAYS = frozenset({"DATE", "TIME"})
_DATED = frozenset({"year", "day", "clock", "age"})


class Frame(NamedTuple):
    """Who a statement is about, and within which bounds it holds: what two must share to be at odds. As `Word.key` has words.

    It is a tenth of what was read of the statement, and tells of most pairs that they are about two things.
    """

    subject: frozenset[str]  # the words that say who
    roles: frozenset[str]  # those of them that are no name: `council`, `docker`
    names: frozenset[str]  # the names among them
    others: frozenset[str]  # names that are not the subject's
    words: frozenset[str]  # every other word that counts
    times: frozenset[str]
    scope: frozenset[str]
    strict: frozenset[str]  # conditions
    orders: frozenset[str]  # what is before or after what

    @property
    def who(self) -> frozenset[str]:
        return self.names or self.subject


class Assertion(NamedTuple):
    """What a statement tells, as far as it is compared."""

    frame: Frame
    parsed: Parsed
    chain: tuple[Word, ...]  # from the verb down to what it is about; see `chains`
    voice: frozenset[str]  # who is quoted within the statement, if anybody is
    words: dict[str, Word]  # those of the frame, in order
    controls: frozenset[str]  # those of them that only say how far it goes
    strength: Strength | None
    undecided: tuple[Word, ...]
    unclear: bool  # something beside what it tells is denied
    late: bool  # `not yet`, `no longer`: denied for a time
    sizes: tuple[Amount, ...]

    @property
    def side(self) -> tuple[Stance, Word] | None:
        """For or against, and the word that says so; None where that is not clear or not sure."""
        return None if self.unclear or self.undecided else stance_of(self.chain)

    @property
    def denied(self) -> bool:
        return any(deniers(w) for w in self.chain)

    @property
    def mood(self) -> Mood:
        return mood_of(self.chain[-1]) if self.chain else "fact"

    @property
    def happened(self) -> bool:
        return any(map(past, self.chain))


def assertion_of(statement: str, naming: Naming, *, speaker: frozenset[str] = frozenset()) -> Assertion:
    """Read a statement. `naming` gives the one name for a name; `speaker` stands in where the statement has no subject."""
    parsed = parse(statement)
    chain = chain_of(parsed)
    voice = speaker_of(chain[-1]) if chain else None
    who = _actors(chain, parsed) or (voice.words if voice else ())
    names = names_in(who, naming) if who else speaker
    sizes = tuple(a for a in amounts(parsed) if a.size)
    counted = {w for a in amounts(parsed) for w in parsed.words[a.start : a.end]}
    aside = {*who, *counted, *((*voice.words, voice.verb) if voice else ())}
    times = _times(parsed, aside)
    scope = tuple(w for w in parsed.words if _scope(w) and not any(s.start <= w.i < s.end for s in sizes))
    denying = {d for w in chain for d in deniers(w)}
    kept = [w for w in parsed.content if w.low not in _LIGHT and w not in {*aside, *times, *scope, *denying}]
    everything = {d for w in parsed.words if w.pos in ("VERB", "AUX") for d in deniers(w)} | {*filter(negator, parsed.words)}
    told = {w.key: w for w in sorted(kept, key=lambda w: -w.i)}
    frame = Frame(
        subject=frozenset(w.key for w in who if w.content),
        roles=roles_in(who),
        names=names,
        others=names_in((w for w in parsed.words if w not in aside), naming) - names,
        words=frozenset(told),
        times=frozenset(w.low for w in times) | {f"{a.unit}{a.value:g}" for a in amounts(parsed) if a.unit in _DATED},
        scope=frozenset(w.key for w in scope),
        strict=frozenset(w.key for c in chain for w in condition(c) if w.content),
        orders=frozenset(f"{link.order} {link.anchor.key}" for link in links(parsed)),
    )
    return Assertion(
        frame=frame,
        parsed=parsed,
        chain=chain,
        voice=names_in(voice.words, naming) | roles_in(voice.words) if voice else frozenset(),
        words=told,
        controls=controls(chain),
        strength=None if denying else strength_of(chain),
        undecided=undecided(chain),
        unclear=not everything <= denying,
        late=any(w.low in ("yet", "longer") for w in parsed.words),
        sizes=sizes,
    )


def far_apart(one: Assertion, other: Assertion) -> bool:
    """Has one gone much further than the other, as far as both tell: approved, and said to be open to it?"""
    a, b = one.strength, other.strength
    return a is not None and b is not None and abs(a.step - b.step) >= APART


def _actors(chain: tuple[Word, ...], parsed: Parsed) -> tuple[Word, ...]:
    """The words that name who does it; where nobody does, whom or what it is done to."""
    heads = (doers(chain[0]) or undergoers(chain[0])) if chain else tuple(w for w in parsed.words if w.head_i == w.i)[:1]
    found = {w for head in heads for w in phrase(_meant(head)) if w.entity not in _DAYS and not _scope(w)}
    return tuple(sorted((w for w in found if w.pos not in ("NUM", "PRON", "SYM") and not w.digit), key=lambda w: w.i))


def _meant(head: Word) -> Word:
    """Who "it" is in "while the council pays, it will not build": who acts before it in its sentence."""
    before = (w for w in head.all[: head.i] if w.sentence == head.sentence and w.dep == "nsubj" and (w.proper or w.place))
    return next(before, head) if head.tag == "PRP" else head


def _scope(word: Word) -> bool:
    return word.low.removesuffix("ern") in _SCOPE


def _times(parsed: Parsed, aside: Collection[Word]) -> frozenset[Word]:
    named = (w for w in parsed.words if w.entity in _DAYS and (w.content or w.digit))
    nouns = (w for w in parsed.content if w.pos in ("NOUN", "PROPN") and wordnet.topic(w.lemma, "NOUN") == "time")
    return frozenset(w for w in (*named, *nouns) if w not in aside)


def speaking(speaker: Speaker, naming: Naming) -> frozenset[str]:
    """Who speaks, as `Assertion.voice` has it; empty for the outlet. With `?` in front: nobody who could be known again."""
    name = speaker.name or speaker.kind
    said = parse(name).words if speaker.kind in ("named", "role") else ()
    known = names_in(said, naming) or roles_in(said)
    return known or (frozenset() if speaker.kind == "outlet" else frozenset({f"?{name.casefold()}"}))


def alike(one: str, other: str) -> bool:
    """The same name, or one a part of the other: `anna weiss` and `weiss`, `rovik council` and `rovik`."""
    short, long = sorted((one, other), key=len)
    return long == short or long.startswith(f"{short} ") or long.endswith(f" {short}")


def unmatched(one: Iterable[str], other: Iterable[str]) -> frozenset[str]:
    """The names of the first that are none of the second's."""
    return frozenset(a for a in one if not any(alike(a, b) for b in other))


def names_in(among: Iterable[Word], naming: Naming) -> frozenset[str]:
    """The names among the words, each as `naming` has it; a capital at the beginning of a sentence alone is none."""
    runs: list[list[Word]] = []
    for word in (w for w in among if w.place or (w.capital and w.content and w.entity not in _DAYS)):
        if not runs or runs[-1][-1].i != word.i - 1:
            runs.append([])
        runs[-1].append(word)
    kept = (run for run in runs if run[0].place or len(run) > 1 or not _first(run[0]))
    return frozenset(_named(" ".join(w.text for w in run), naming) for run in kept)


def roles_in(among: Iterable[Word]) -> frozenset[str]:
    """What the words call somebody beside a name: `council`, `docker`."""
    own = (w for w in among if w.content and not (w.place or w.proper) and (_first(w) or not w.capital))
    return frozenset(w.key for w in own)


def _first(word: Word) -> bool:
    return word.previous is None and not (word.proper and word.entity in ("PERSON", "ORG", "GPE"))


def _named(name: str, naming: Naming) -> str:
    canonical = naming(name)
    pieces = re.findall(r"[\w.-]+", canonical)
    place, length = place_at(pieces, 0) if pieces else (None, 0)
    if place and length == len(pieces):
        return place.key
    return re.sub(r"['’]s\b|[^\w\s]", "", canonical).casefold().strip() or name.casefold()
