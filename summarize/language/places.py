"""Which state or body a word stands for: `Chilean`, `Chile` and `Santiago` meet. One table, for guards and merger alike.

The guards ask what a word may mean (`place_at`): "Korean" may mean two states, and a capital its state. The merger asks whom
a name calls for certain (`entity`, `of_adjective`, `of_capital`): an adjective or a capital that two states share tells none.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from summarize.language.lexicon import items, rows

_CONTINENTS = ("europe", "europe asia", "asia", "africa", "america", "oceania")
_LONGEST = 6  # pieces of the longest name that a text is searched for; "Bosnia-Herzegovina" has three
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")


@dataclass(frozen=True, slots=True)
class Place:
    """The states that a name may mean. `seat`: the name is a capital's or a government seat's, not the state's."""

    ids: frozenset[str]
    seat: bool

    @property
    def key(self) -> str:
        return "@" + "/".join(sorted(self.ids))


class _Row(NamedTuple):
    ids: tuple[str, ...]
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


def entity(name: str) -> str | None:
    """The state or body that is called exactly this, or by its seat ("Kremlin"), under its usual name; None if neither."""
    return _found(name, _certain()[0])


def seat(name: str) -> str | None:
    """The government seat that is called exactly this, as the table spells it ("Kremlin"); None if it is none."""
    return _seats().get(name.casefold())


def of_adjective(word: str) -> str | None:
    """The state that an adjective belongs to ("British": "United Kingdom"); None if it is none, or of two states."""
    return _found(word, _certain()[1])


def of_capital(name: str) -> str | None:
    """The state with this capital; None if it is none, or of two. Where the name stands for a place, the state is not meant."""
    return _certain()[2].get(name)


def undotted(name: str) -> str:
    """`U.S.` and `U.S` are `US`; what is no abbreviation stays as it is."""
    return name.replace(".", "") if _ABBREVIATION.fullmatch(name) else name


def place_at(pieces: list[str], at: int) -> tuple[Place | None, int]:
    """Find the longest place name that begins at `at`: the place and its length in pieces, or None and 0."""
    table = _possible()
    if not pieces[at][0].isupper() and (pieces[at],) not in table:
        return None, 0
    for size in range(min(_LONGEST, len(pieces) - at), 0, -1):
        *heads, last = pieces[at : at + size]
        last = undotted(last.removesuffix("'s").removesuffix("'"))
        for form in (last, last.removesuffix("s"), last.lower() if last.istitle() else last.capitalize()):
            if place := table.get((*heads, form)):
                return place, size
    return None, 0


def places_in(pieces: list[str]) -> Iterator[tuple[int, int, Place | None]]:
    """Each place and each other piece, in order: where it begins, its length in pieces, and the place."""
    at = 0
    while at < len(pieces):
        place, length = place_at(pieces, at)
        yield at, max(length, 1), place
        at += max(length, 1)


def with_continents(ids: frozenset[str]) -> frozenset[str]:
    """Add the continents that the states lie in: France and Poland are European states."""
    return ids.union(*(_homes().get(i, ()) for i in ids))


def _rows(*sections: str) -> Iterator[_Row]:
    for section in sections:
        for keys, *cells in rows(f"places.{section}"):
            yield _Row(tuple(keys.split()), *(items(cell) for cell in cells))


@cache
def _possible() -> dict[tuple[str, ...], Place]:
    """The pieces of each name, as a text is cut (`Porto - Novo`) -> what it may mean."""
    found: dict[tuple[str, ...], Place] = {}
    for row in _rows(*_CONTINENTS, "bodies", "names of several"):
        states, seats = (*row.names, *row.adjectives, *row.people), (*row.capitals, *row.seats)
        for name in (*states, *seats):
            words = tuple(name.replace("-", " - ").split())
            known = found[words].ids if words in found else frozenset()
            found[words] = Place(known.union(row.ids), seat=name in seats)
    return found


@cache
def _certain() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Names and seats, adjectives, capitals -> the usual name of the one state or body that each belongs to."""
    tables: tuple[defaultdict[str, set[str]], ...] = (defaultdict(set), defaultdict(set), defaultdict(set))
    for row in _rows(*_CONTINENTS, "bodies"):
        for table, spelled in zip(tables, ((*row.names, *row.seats), row.adjectives, row.capitals), strict=True):
            for word in (key for name in spelled for key in _keys(name)):
                table[word].add(row.names[0])
    names, adjectives, capitals = ({w: min(owners) for w, owners in t.items() if len(owners) == 1} for t in tables)
    return names, adjectives, capitals


@cache
def _seats() -> dict[str, str]:
    return {name.casefold(): name for row in _rows(*_CONTINENTS, "bodies") for name in row.seats}


def _keys(name: str) -> tuple[str, ...]:
    # "us" is no state: short names and abbreviations count only as they are written.
    return (name,) if len(name) <= 3 or name.isupper() else (name, name.casefold())


def _found(name: str, table: dict[str, str]) -> str | None:
    plain = undotted(name)
    return table.get(plain) or (table.get(plain.casefold()) if len(plain) > 3 else None)


@cache
def _homes() -> dict[str, tuple[str, ...]]:
    return {
        i: tuple(f"+{continent}" for continent in section.split())
        for section in _CONTINENTS
        for row in _rows(section)
        for i in row.ids
    }
