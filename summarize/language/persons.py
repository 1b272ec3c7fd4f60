"""Spellings of persons' names -> persons: which are one, who stands for which body, and how each is shown."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from summarize.language.people import Person, same_person
from summarize.language.spelling import fold

Near = Mapping[Hashable, Sequence[int]]  # what two spellings of one person may share -> the persons that have it, ascending


def by_fullness(person: Person) -> tuple[int, str, str, str]:
    """An order in which every spelling comes after those that say more."""
    return (-len(person.given), person.name, person.office or "", person.body or "")


def clusters(persons: Sequence[Person]) -> tuple[tuple[tuple[Person, ...], ...], Near]:
    """Complete link: a spelling joins only where it fits every spelling. A surname alone joins only if one person has it.

    Only persons who share a key are compared, so that time grows with the number of persons.
    """
    groups: list[list[Person]] = []
    near: defaultdict[Hashable, list[int]] = defaultdict(list)
    for person in _with_offices([p for p in persons if p.given]):
        fitting = [i for i in _sharing(near, _meeting(person)) if all(same_person(person, other) for other in groups[i])]
        _join(person, fitting[0] if len(fitting) == 1 else None, groups, near)
    for person in (p for p in persons if not p.given):
        _join(person, spelled(person, groups, near), groups, near)
    return tuple(tuple(g) for g in groups), dict(near)


def _join(person: Person, at: int | None, groups: list[list[Person]], near: defaultdict[Hashable, list[int]]) -> None:
    if at is None:
        at = len(groups)
        groups.append([])
    groups[at].append(person)
    for shared in {*_meeting(person), ("name", fold(person.name))}:
        if at not in near[shared][-1:]:
            near[shared] = sorted({*near[shared], at})


def _meeting(person: Person) -> list[Hashable]:
    """What `same_person` wants two spellings to share: the surname, the whole name, or the office of a body."""
    shared: list[Hashable] = [("surname", person.kin), ("whole", person.whole)]
    return [*shared, (person.office, person.body)] if person.body else shared


def _sharing(near: Near, keys: Iterable[Hashable]) -> list[int]:
    return sorted({at for key in keys for at in near.get(key, ())})


def _with_offices(persons: Sequence[Person]) -> list[Person]:
    # A spelling with an office can prove more than the same spelling without: it goes first.
    titled = {(p.given, p.surname) for p in persons if p.body}
    return sorted(
        (p for p in persons if p.body or (p.given, p.surname) not in titled), key=lambda p: (p.body is None, by_fullness(p))
    )


def spelled(person: Person, groups: Sequence[Sequence[Person]], near: Near) -> int | None:
    """The one group that a name belongs to: by its whole name, then by its surname and office, then by its surname alone."""
    exact = near.get(("name", fold(person.name)), ())
    if len(exact) == 1:
        return exact[0]
    if person.given:
        fitting = [i for i in _sharing(near, _meeting(person)) if any(same_person(person, p) for p in groups[i])]
    else:
        fitting = _sharing(near, [("surname", person.kin)])
        holding = set(near.get((person.office, person.body), ())) if person.body else set()
        fitting = [i for i in fitting if i in holding] or fitting
    return fitting[0] if len(fitting) == 1 else None


def spoken_for(persons: Sequence[Sequence[Person]], seen: Mapping[Person, int]) -> tuple[str | None, ...]:
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


def shown(spellings: Sequence[Person]) -> str:
    """The fullest of a person's spellings."""
    return min((p.name for p in spellings), key=lambda n: (-len(n.split()), -len(n), n))
