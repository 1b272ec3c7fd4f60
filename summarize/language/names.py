"""Who is who: one canonical name for everything that the articles call the same state, body or person.

What is general knowledge stands in `places`. Everything else comes from the articles' own words: what they call a body
(`bodies`), persons with and without an office. A surname alone is the one person's of that surname. A person stands for a
state or body only if the texts give that person its head office, and give it to nobody else: where the texts know two heads (a
president and a prime minister, a president and the one before), each stays a person. A capital stands for its government if
the texts let it speak ("Moscow said"): else it is a place. A wrong union hides a participant; a missed one is a second row.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from summarize.language import places, wordnet
from summarize.language.bodies import bodies, key
from summarize.language.clauses import speaks
from summarize.language.english import parse_raw
from summarize.language.entities import PERSON, entities, in_pieces, unowned
from summarize.language.lexicon import rows, words
from summarize.language.people import PREFIXES, TITLED, Person, bare_office, part_of_name, people, split
from summarize.language.persons import Near, by_fullness, clusters, shown, spelled, spoken_for
from summarize.language.phrases import PARTY, Naming, described, namings
from summarize.language.spelling import fold, normal

_GOVERNMENT = re.compile(
    r"^(?P<whose>.+?)(?:['’]s)? (?:government|administration|leadership|authorities|cabinet|state department|"
    r"(?:foreign|defence|defense) (?:ministry|office)|ministry of (?:foreign affairs|defence|defense))"
    r"(?: spokes(?:man|woman|person))?$",
    re.IGNORECASE,
)

# Capitalised words and initials in a row, with "of", "the" and particles inside.
_PARTICLES = "|".join(sorted(words("people.particles", "people.joining")))
_CAPITAL = rf"(?:(?:[A-Z]\.)+[A-Z]?(?!\w)|(?:(?:{_PARTICLES}|{'|'.join(sorted(PREFIXES))})[’'-])?[A-Z][\w’'-]*)"
_RUN = re.compile(rf"\b{_CAPITAL}(?:\s+(?:(?:of|the|{_PARTICLES})\s+)*{_CAPITAL})*")
_MEN_AND_WOMEN = {title: kind for titles, kind in rows("people.addresses") for title in titles.split()}
_ADDRESSED = re.compile(rf"\b((?i:{'|'.join(_MEN_AND_WOMEN)}))\.? ([A-Z][\w-]+)\b(?! [A-Z])")
_POSSESSIVE = re.compile(r"[’']s?(?=\s|$)")
_LONGEST = 8  # words of one name


class Names(NamedTuple):
    """What texts tell about names: acronyms, the spellings of each person, whom each speaks for, other names of bodies."""

    acronyms: Mapping[str, str]
    persons: tuple[tuple[Person, ...], ...]
    bodies: tuple[str | None, ...]
    near: Near
    speaking: Mapping[str, str] = MappingProxyType({})  # capitals that the texts let speak -> their states
    told: Mapping[str, str] = MappingProxyType({})  # what the user told: any name, as `_key` has it -> canonical name
    called: Mapping[str, str] = MappingProxyType({})  # any name of a body, as `bodies.key` has it -> the fullest
    torn: frozenset[str] = frozenset()  # surnames, folded, that alone belong to nobody

    def canonical(self, name: str) -> str:
        """The one name for what `name` calls; `name` itself, tidied, where nothing is known. Equal names, equal answers.

        What the user told goes before what the texts tell, also for what the texts have under a name that the user told.
        """
        plain = _tidy(name)
        if given := self.told.get(_key(plain)):
            return given
        found = self._found(plain) or self.speaking.get(plain, plain)
        return self.told.get(_key(found), found)

    def knows(self, name: str) -> bool:
        """Is this, as a whole, one name of somebody or something that the texts or the lists of states know?"""
        plain = _tidy(name)
        return bool(self.told.get(_key(plain)) or self._found(plain))

    def speaker_for(self, name: str) -> str | None:
        """The person or the seat that a name calls and that stands for a state or body; None where it calls that itself."""
        plain = _tidy(name)
        for way in (plain, unowned(described(plain) or plain)):
            if self.told.get(_key(way)):
                return None
            if self._body(way):
                return places.seat(way)
            held = bare_office(way, self._known)
            at = self.near.get(held, ()) if held else [n for n in map(self._person_at, namings(way)) if n is not None]
            if at and self.bodies[at[0]]:
                return shown(self.persons[at[0]])
        return None

    def _person_at(self, way: Naming) -> int | None:
        person = self._read(way)
        return None if person is None or (way.whole and not person.given) else self._at(person)

    def _found(self, plain: str) -> str | None:
        for way in (plain, unowned(described(plain) or plain)):
            if found := self._body(way) or self._office(way) or self._somebody(way) or self.called.get(key(way)):
                return found
        return None

    def mentioned(self, text: str) -> frozenset[str]:
        """The canonical names of the states, bodies and known persons that stand in a text, by name, adjective or office."""
        return frozenset(name for run in _RUN.finditer(text) for name in self._within(_POSSESSIVE.sub("", run.group()).split()))

    def _within(self, words: Sequence[str]) -> Iterator[str]:
        while words:
            sizes = range(min(_LONGEST, len(words)), 0, -1)
            size, found = next(((n, name) for n in sizes if (name := self._called(" ".join(words[:n])))), (1, None))
            words = words[size:]
            yield from (found,) if found else ()

    def _called(self, name: str) -> str | None:
        return self._body(name) or places.of_adjective(name) or self._office(name) or self._person(name)

    def _body(self, name: str) -> str | None:
        whose = match["whose"] if (match := _GOVERNMENT.match(name)) else ""
        return self._known(name) or (self._known(whose) or places.of_adjective(whose) if whose else None)

    def _office(self, name: str) -> str | None:
        held = bare_office(name, self._known)
        if held is None:
            return None
        holders = self.near.get(held, ())
        return self._title(holders[0]) if len(holders) == 1 else f"{held[0].capitalize()} of {held[1]}"

    def _somebody(self, phrase: str) -> str | None:
        """The person whom a phrase names; one whom the texts do not know only with a title."""
        ways = list(namings(phrase))
        for way in ways:
            if (at := self._person_at(way)) is not None:
                return self._title(at)
        titled = [person for way in ways if way.lead for person in self._titled(way) if not way.whole or person.given]
        return next((person.name for person in titled if self._may_be_new(person)), None)

    def _may_be_new(self, person: Person) -> bool:
        """Is a person whom the texts do not know plainly a person? "President Leader" is none."""
        alone = not person.given and fold(person.surname) in self.torn
        known = self._body(person.name) or self._office(person.name)
        return not alone and not known and _tidy(person.name) == person.name

    def _titled(self, way: Naming) -> list[Person]:
        found = list(people(f"{way.lead} {way.name}", self._known))
        return found if len(found) == 1 and found[0].name == way.name else []

    def _read(self, way: Naming) -> Person | None:
        return next(iter(self._titled(way)) if way.lead else iter(()), None) or split(way.name)

    def _person(self, name: str) -> str | None:
        """The person who is called exactly this, with or without a title."""
        found = list(people(name, self._known))
        person = found[0] if len(found) == 1 else split(name)
        at = self._at(person) if person else None
        return self._title(at) if at is not None else (person.name if person and found else None)

    def _at(self, person: Person) -> int | None:
        return None if not person.given and fold(person.surname) in self.torn else spelled(person, self.persons, self.near)

    def _known(self, words: str) -> str | None:
        return _resolve(words, self.acronyms)

    def _title(self, at: int) -> str:
        return self.bodies[at] or shown(self.persons[at])


def identities(texts: Iterable[str], *, aliases: Mapping[str, Sequence[str]] | None = None) -> Names:
    """Read the names off the articles' texts. The order of the texts does not matter, nor does a text given twice.

    `aliases`: canonical name -> what else the user knows it is called; no name may stand under two.
    """
    kept = sorted(set(texts))
    acronyms, called = bodies(kept)
    seen: Counter[Person] = Counter()
    for text in kept:
        seen.update({*people(text, lambda words: _resolve(words, acronyms)), *_unaddressed(text)})
    persons, near = clusters(sorted(seen, key=by_fullness))
    told = {_key(_tidy(name)): canonical for canonical, names in (aliases or {}).items() for name in (canonical, *names)}
    return Names(acronyms, persons, spoken_for(persons, seen), near, _speaking(kept), told, called, _torn(kept))


def _unaddressed(text: str) -> Iterator[Person]:
    """Persons whom a text names in full, whatever stands before: the model finds them, and knows a title for no name."""
    for one in entities(text):
        if one.label != PERSON:
            continue
        title = TITLED.match(one.name)
        parts = one.name[title.end() if title else 0 :].split()
        plain = all(map(part_of_name, parts)) and not any(map(_describes, parts[:-1]))
        person = split(" ".join(parts)) if plain and not one.name.isupper() else None
        if person and person.given:
            yield person


def _describes(word: str) -> bool:
    """An office, a kind of body or an adjective, which is no given name: "Parliament Leader", "Islamic State"."""
    low = word.casefold()
    noun, adjective = wordnet.entry(low, "NOUN"), wordnet.entry(low, "ADJ")
    return bool(TITLED.fullmatch(word)) or noun.topics[:1] == ("group",) or bool(adjective.senses and not noun.senses)


def _torn(texts: Sequence[str]) -> frozenset[str]:
    """The surnames, folded, that alone mean nobody for certain: of a man and a woman, or oftener of a body than of a person."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for match in (m for text in texts for m in _ADDRESSED.finditer(text)):
        found[fold(match[2])].add(_MEN_AND_WOMEN[match[1].casefold()])
    alone = Counter((fold(one.name), one.label) for text in texts for one in entities(text) if " " not in one.name)
    often = {name: uses for (name, label), uses in alone.items() if label == "ORG" and uses > 1}  # the model errs about one
    bodies_too = (name for name, uses in often.items() if uses > alone[name, PERSON])  # "Ford"
    return frozenset((*(surname for surname, kinds in found.items() if len(kinds) > 1), *bodies_too))


def _key(name: str) -> str:
    # "us" is no country: short names and abbreviations count only as they are written.
    return name if len(name) <= 3 or name.isupper() else name.casefold()


def _tidy(name: str) -> str:
    """Without quotation marks, article, possessive and party: again until nothing changes, for one may hide another."""
    plain = PARTY.sub("", re.sub(r"\s+", " ", normal("NFC", name)).strip(" \"'“”‘’,;:"))
    plain = plain if re.search(r"\b(?:\w\.){2,}$", plain) else plain.rstrip(".")  # "the U.K." keeps its last dot
    plain = re.sub(r"['’]s$", "", plain)
    plain = re.sub(r"^(?:the|The|THE) (?=\S)", "", plain) or name.strip()
    return plain if plain == name else _tidy(plain)


def _resolve(words: str, acronyms: Mapping[str, str]) -> str | None:
    bare = re.sub(r"^(?:the|The) ", "", words)
    return places.entity(bare) or acronyms.get(places.undotted(bare))


def _speaking(texts: Sequence[str]) -> dict[str, str]:
    """The capitals that a text lets speak: "Moscow said", but not "people in Moscow said", nor "Radio Moscow said"."""
    capitals = {one.name for text in texts for one in entities(text) if places.of_capital(one.name)}
    lines = {line for text in texts for line in text.splitlines() if any(name in line for name in capitals)}
    pieces = (piece for line in sorted(lines) for _, piece in in_pieces(line))
    read = ((parsed.words, name) for parsed in map(parse_raw, pieces) for name in parsed.names)
    subjects = (words[name.start : name.end] for words, name in read if words[name.end - 1].dep == "nsubj")
    speaking = {" ".join(w.text for w in run) for run in subjects if speaks(run[-1].head)}
    return {name: state for name in sorted(speaking) if (state := places.of_capital(name))}
