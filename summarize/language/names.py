"""Who is who: one canonical name for everything that the articles call the same state, body or person.

What is general knowledge stands in `places`. Everything else comes from the articles' own words: an acronym that they
spell out, a person whom they name with an office. A person stands for a state or body only if the texts give that person its
head office, and give it to nobody else: where the texts know two heads (a president and a prime minister, a president and the
one before), each stays a person. A capital stands for its government if the texts let it speak ("Moscow said"): else it is a
place. A wrong union hides a participant; a missed one is only a second row.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from summarize.language import places
from summarize.language.days import WEEKDAYS
from summarize.language.lexicon import STOP, words
from summarize.language.people import Person, bare_office, people, same_person, split
from summarize.language.speakers import SAYING
from summarize.language.spelling import fold

# From a word's beginning only: else an endless word takes quadratic time.
_SPELLED_OUT = re.compile(r"(?<![\w'’-])((?:[^\W\d_][\w'’-]*[ \t]){1,9})\(([A-Z][A-Z.]{1,7})\)")
_GOVERNMENT = re.compile(
    r"^(?P<whose>.+?)(?:['’]s)? (?:government|administration|leadership|authorities|cabinet|state department|"
    r"(?:foreign|defence|defense) (?:ministry|office)|ministry of (?:foreign affairs|defence|defense))"
    r"(?: spokes(?:man|woman|person))?$",
    re.IGNORECASE,
)

# Capitalised words and initials in a row, with "of", "the" and particles inside.
_PARTICLES = "|".join(sorted(words("people.particles", "people.joining")))
_CAPITAL = rf"(?:(?:[A-Z]\.)+[A-Z]?(?!\w)|(?:(?:{_PARTICLES}|{'|'.join(sorted(words('people.prefixes')))})[’'-])?[A-Z][\w’'-]*)"
_RUN = re.compile(rf"\b{_CAPITAL}(?:\s+(?:(?:of|the|{_PARTICLES})\s+)*{_CAPITAL})*")
_PARTY = re.compile(r" \([A-Z]{1,3}[-–][A-Z][\w. ]*\)$")  # "(R-Calif.)"
_POSSESSIVE = re.compile(r"[’']s?(?=\s|$)")
_LONGEST = 8  # words of one name
_SPEAKS = re.compile(
    r"(?:(?P<lead>[^\W_]+)[ \t]+)?(?<![\w.-])(?P<name>[A-Z][\w'’-]+(?:[ \t][A-Z][\w'’-]+)?)"
    rf"(?:[ \t](?:has|have|had|also|now|later))*[ \t](?:{'|'.join(sorted(SAYING))})\b"
)
_PREPOSITIONS = words("grammar.prepositions")


Near = Mapping[Hashable, Sequence[int]]  # what two spellings of one person may share -> the persons that have it, ascending


class Names(NamedTuple):
    """What texts tell about names: the acronyms that they spell out, the spellings of each person, whom each speaks for."""

    acronyms: Mapping[str, str]
    persons: tuple[tuple[Person, ...], ...]
    bodies: tuple[str | None, ...]
    near: Near
    speaking: Mapping[str, str] = MappingProxyType({})  # capitals that the texts let speak -> their states
    told: Mapping[str, str] = MappingProxyType({})  # what the user told: any name, as `_key` has it -> canonical name

    def canonical(self, name: str) -> str:
        """The one name for what `name` calls; `name` itself, tidied, where nothing is known. Equal names, equal answers.

        What the user told goes before what the texts tell, also for what the texts have under a name that the user told.
        """
        plain = _tidy(name)
        if given := self.told.get(_key(plain)):
            return given
        found = self._body(plain) or self._office(plain) or self._person(plain) or self.speaking.get(plain, plain)
        return self.told.get(_key(found), found)

    def mentioned(self, text: str) -> frozenset[str]:
        """The canonical names of the states, bodies and known persons that stand in a text, by name, adjective or office."""
        return frozenset(name for run in _RUN.finditer(text) for name in self._within(_POSSESSIVE.sub("", run.group()).split()))

    def _within(self, words: Sequence[str]) -> Iterator[str]:
        at = 0
        while at < len(words):
            size, name = self._longest(words, at)
            at += size
            if name:
                yield name

    def _longest(self, words: Sequence[str], at: int) -> tuple[int, str | None]:
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            name = " ".join(words[at : at + size])
            if found := self._body(name) or places.of_adjective(name) or self._office(name) or self._person(name):
                return size, found
        return 1, None

    def _body(self, name: str) -> str | None:
        if body := _resolve(name, self.acronyms):
            return body
        match = _GOVERNMENT.match(name)
        return (_resolve(match["whose"], self.acronyms) or places.of_adjective(match["whose"])) if match else None

    def _office(self, name: str) -> str | None:
        held = bare_office(name, lambda words: _resolve(words, self.acronyms))
        if held is None:
            return None
        holders = self.near.get(held, ())
        return self._title(holders[0]) if len(holders) == 1 else f"{held[0].capitalize()} of {held[1]}"

    def _person(self, name: str) -> str | None:
        found = list(people(name, lambda words: _resolve(words, self.acronyms)))
        person = found[0] if len(found) == 1 else split(name)
        if person is None:
            return None
        at = _spelled(person, self.persons, self.near)
        return self._title(at) if at is not None else (person.name if found else None)

    def _title(self, at: int) -> str:
        return self.bodies[at] or _shown(self.persons[at])


def identities(texts: Iterable[str], *, aliases: Mapping[str, Sequence[str]] | None = None) -> Names:
    """Read the names off the articles' texts. The order of the texts does not matter, nor does a text given twice.

    `aliases`: canonical name -> what else the user knows it is called; no name may stand under two.
    """
    kept = sorted(set(texts))
    acronyms = _acronyms(kept)
    seen: Counter[Person] = Counter()
    for text in kept:
        seen.update(set(people(text, lambda words: _resolve(words, acronyms))))
    persons, near = _clusters(sorted(seen, key=_by_fullness))
    told = {_key(_tidy(name)): canonical for canonical, names in (aliases or {}).items() for name in (canonical, *names)}
    return Names(acronyms, persons, _spoken_for(persons, seen), near, _speaking(kept), told)


def _key(name: str) -> str:
    # "us" is no country: short names and abbreviations count only as they are written.
    return name if len(name) <= 3 or name.isupper() else name.casefold()


def _tidy(name: str) -> str:
    plain = _PARTY.sub("", re.sub(r"\s+", " ", unicodedata.normalize("NFC", name)).strip(" \"'“”‘’,;:"))
    plain = plain if re.search(r"\b(?:\w\.){2,}$", plain) else plain.rstrip(".")  # "the U.K." keeps its last dot
    plain = re.sub(r"['’]s$", "", plain)
    return re.sub(r"^(?:the|The) (?=\S)", "", plain) or name.strip()


def _resolve(words: str, acronyms: Mapping[str, str]) -> str | None:
    bare = re.sub(r"^(?:the|The) ", "", words)
    return places.entity(bare) or acronyms.get(places.undotted(bare))


def _acronyms(texts: Sequence[str]) -> dict[str, str]:
    """What the texts themselves spell out: "International Peace Force (IPF)". What they spell out in two ways is dropped."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        for match in _SPELLED_OUT.finditer(text):
            acronym = match[2].replace(".", "")
            if long := _initialled(match[1].split(), acronym):
                found[acronym].add(places.entity(long) or long)
    return {acronym: next(iter(longs)) for acronym, longs in sorted(found.items()) if len(longs) == 1}


def _speaking(texts: Sequence[str]) -> dict[str, str]:
    """The capitals that a text lets speak: "Moscow said", but not "people in Moscow said", nor "Radio Moscow said"."""
    found: dict[str, str] = {}
    for match in (m for text in texts for m in _SPEAKS.finditer(text)):
        lead, name = match["lead"] or "", match["name"]
        if not (state := places.of_capital(name)):  # "Monday Moscow said"
            lead, _, name = name.rpartition(" ")
            state = places.of_capital(name)
        named = lead[:1].isupper() and lead.casefold() not in STOP.union(WEEKDAYS)
        if state and not named and lead.casefold() not in _PREPOSITIONS:
            found[name] = state
    return found


def _initialled(words: list[str], acronym: str) -> str | None:
    for start in range(len(words)):
        initials = "".join(w[0] for w in words[start:] if w[0].isupper())
        if words[start][0].isupper() and initials == acronym:
            return " ".join(words[start:])
    return None


def _by_fullness(person: Person) -> tuple[int, str, str, str]:
    return (-len(person.given), person.name, person.office or "", person.body or "")


def _clusters(persons: Sequence[Person]) -> tuple[tuple[tuple[Person, ...], ...], Near]:
    """Complete link: a spelling joins only where it fits every spelling. A surname alone joins only if one person has it.

    Only persons who share a key are compared, so that time grows with the number of persons.
    """
    groups: list[list[Person]] = []
    near: defaultdict[Hashable, list[int]] = defaultdict(list)
    for person in _with_offices([p for p in persons if p.given]):
        fitting = [i for i in _sharing(near, _meeting(person)) if all(same_person(person, other) for other in groups[i])]
        _join(person, fitting[0] if len(fitting) == 1 else None, groups, near)
    for person in (p for p in persons if not p.given):
        _join(person, _spelled(person, groups, near), groups, near)
    return tuple(tuple(g) for g in groups), dict(near)


def _join(person: Person, at: int | None, groups: list[list[Person]], near: defaultdict[Hashable, list[int]]) -> None:
    if at is None:
        at = len(groups)
        groups.append([])
    groups[at].append(person)
    for key in {*_meeting(person), ("name", fold(person.name))}:
        if at not in near[key][-1:]:
            near[key] = sorted({*near[key], at})


def _meeting(person: Person) -> list[Hashable]:
    """What `same_person` wants two spellings to share: the surname, or the office of a body."""
    surname = ("surname", fold(person.surname))
    return [surname, (person.office, person.body)] if person.body else [surname]


def _sharing(near: Near, keys: Iterable[Hashable]) -> list[int]:
    return sorted({at for key in keys for at in near.get(key, ())})


def _with_offices(persons: Sequence[Person]) -> list[Person]:
    # A spelling with an office can prove more than the same spelling without: it goes first.
    titled = {(p.given, p.surname) for p in persons if p.body}
    return sorted(
        (p for p in persons if p.body or (p.given, p.surname) not in titled), key=lambda p: (p.body is None, _by_fullness(p))
    )


def _spelled(person: Person, groups: Sequence[Sequence[Person]], near: Near) -> int | None:
    """The one group that a name belongs to: by its whole name, then by its surname and office, then by its surname alone."""
    exact = near.get(("name", fold(person.name)), ())
    if len(exact) == 1:
        return exact[0]
    if person.given:
        fitting = [i for i in _sharing(near, _meeting(person)) if any(same_person(person, p) for p in groups[i])]
    else:
        fitting = _sharing(near, [("surname", fold(person.surname))])
        holding = set(near.get((person.office, person.body), ())) if person.body else set()
        fitting = [i for i in fitting if i in holding] or fitting
    return fitting[0] if len(fitting) == 1 else None


def _spoken_for(persons: Sequence[Sequence[Person]], seen: Mapping[Person, int]) -> tuple[str | None, ...]:
    """The body of each person: the one that most texts give him or her, unless two persons head it, or two bodies are tied."""
    chosen = [_most_often(spellings, seen) for spellings in persons]
    heads = Counter(body for body in chosen if body)
    return tuple(body if body and heads[body] == 1 else None for body in chosen)


def _most_often(spellings: Sequence[Person], seen: Mapping[Person, int]) -> str | None:
    votes: Counter[str] = Counter()
    for person in spellings:
        if person.body:
            votes[person.body] += seen.get(person, 0)
    ranked = votes.most_common(2)
    return ranked[0][0] if len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] > ranked[1][1]) else None


def _shown(spellings: Sequence[Person]) -> str:
    return min((p.name for p in spellings), key=lambda n: (-len(n.split()), -len(n), n))
