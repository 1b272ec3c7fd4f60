"""Pairs of findings at odds -> conflicts as a reader is told of them, each once. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from summarize.language.prose import one_line
from summarize.language.tokens import content
from summarize.models import ConflictKind, Directness
from summarize.reconciling.conflicts.differences import CHANGED, Clash, order_of
from summarize.reconciling.conflicts.frames import Item
from summarize.records import Conflict

_WORDED: dict[ConflictKind, str] = {
    "contradiction": "one says the opposite of the other",
    "differing accounts": "one act, told with different strength",
    "numeric": "the numbers cannot both hold",
}
_KINDS: tuple[ConflictKind, ...] = (*_WORDED, CHANGED)
_DIRECT: dict[Directness | None, int] = {"detail": 1, "aside": 2}
Side = tuple[Item, str]  # a finding and what it says, in its words


class _Told(NamedTuple):
    """A conflict before it is known whether another section has it, too. The newer side first, where something changed."""

    kind: ConflictKind
    sides: tuple[Side, ...]
    why: str


def reported(found: Iterable[Clash], order: Iterable[str] = ()) -> tuple[Conflict, ...]:
    """The clashes as `conflict-1` …, section by section: those of `order` first, then the others by name.

    One that two sections have, since both cite the same sentences for the same words, is told once: where its findings answer
    more directly, or else in the first.
    """
    rank = {section: at for at, section in enumerate(order)}
    sections: defaultdict[str, list[Clash]] = defaultdict(list)
    for clash in found:
        sections[clash.section].append(clash)
    names = sorted(sections, key=lambda name: (rank.get(name, len(rank)), name))
    every = (one for name in names for one in _section(sections[name]))
    direct = sorted(every, key=lambda told: max(_DIRECT.get(item.finding.directness, 0) for item, _ in told.sides))
    told = sorted(_once(direct), key=lambda one: names.index(one[0].sides[0][0].section))
    return tuple(_conflict(number, *one) for number, one in enumerate(told, 1))


def superseded(found: Iterable[Conflict]) -> dict[str, str]:
    """Finding id -> the newer finding of its section that takes its place, from what changed over time."""
    newer: dict[str, str] = {}
    for conflict in found:
        if conflict.kind == CHANGED:
            size, ids = len(conflict.findings), (*conflict.findings, *conflict.also)
            for start in range(0, len(ids), size):
                newer |= dict.fromkeys(ids[start + 1 : start + size], ids[start])
    return newer


def _conflict(number: int, first: _Told, others: Sequence[_Told]) -> Conflict:
    ids, *also = (tuple(item.finding.id for item, _ in told.sides) for told in (first, *others))
    return Conflict(
        id=f"conflict-{number}",
        section=first.sides[0][0].section,
        kind=first.kind,
        findings=ids,
        why=first.why,
        also=tuple(key for each in also for key in each),
        said={item.finding.id: words for item, words in first.sides},
    )


def _once(told: Iterable[_Told]) -> list[tuple[_Told, list[_Told]]]:
    """Each conflict with those of later sections that are the same, their sides in its order."""
    kept: list[tuple[_Told, list[_Told]]] = []
    near: defaultdict[tuple[str, tuple[str, int, int]], list[int]] = defaultdict(list)
    for one in told:
        keys = sorted({(one.kind, place) for side in one.sides for place in _places(side)})
        for at in sorted({at for key in keys for at in near[key]}):
            if (same := _matched(kept[at][0], one)) is not None:
                kept[at][1].append(same)
                break
        else:
            for key in keys:
                near[key].append(len(kept))
            kept.append((one, []))
    return kept


def _matched(first: _Told, other: _Told) -> _Told | None:
    """The second with its sides in the order of the first, if each has its like there; None if they are two conflicts."""
    left, sides = list(other.sides), list[Side]()
    for side in first.sides:
        like = next((one for one in left if _alike(side, one)), None)
        if like is None or like[0].section == side[0].section:
            return None
        left.remove(like)
        sides.append(like)
    return None if left else other._replace(sides=tuple(sides))


def _alike(one: Side, other: Side) -> bool:
    """Do both say something with a sentence that both cite, and in words of which they share one?"""
    return not _places(one).isdisjoint(_places(other)) and not content(one[1]).isdisjoint(content(other[1]))


def _places(side: Side) -> frozenset[tuple[str, int, int]]:
    return frozenset((c.source, c.start, c.end) for c in side[0].finding.citations)


def _section(found: Sequence[Clash]) -> list[_Told]:
    told = [*_grouped(found), *_replaced(c for c in found if c.kind == CHANGED)]
    return sorted(told, key=lambda t: (_KINDS.index(t.kind), [item.key for item, _ in t.sides]))


def _grouped(found: Sequence[Clash]) -> Iterator[_Told]:
    """Pairs of one kind that hang together are one conflict: three numbers for one thing."""
    for kind, worded in _WORDED.items():
        pairs = sorted((c for c in found if c.kind == kind), key=lambda c: (c.pair[0].key, c.pair[1].key))
        for members in _components(pairs):
            sides = sorted(members.values(), key=lambda m: m[0].key)
            says = ", ".join(f'{_says(*side)} "{side[1]}"' for side in sides)
            how = dict.fromkeys(c.how or worded for c in pairs if c.pair[0].finding.id in members)
            yield _Told(kind, tuple(sides), f"{says}: {'; '.join(how)}")


def _components(pairs: Sequence[Clash]) -> list[dict[str, Side]]:
    """Finding id -> the finding and what it says, for each set of findings that pairs join; in time linear in the pairs."""
    at: dict[str, dict[str, Side]] = {}
    for clash in pairs:
        one, other = (at.get(i.finding.id, {i.finding.id: (i, said)}) for i, said in zip(clash.pair, clash.said, strict=True))
        large, small = (one, other) if len(one) >= len(other) else (other, one)
        if large is not small:
            large.update(small)
        at.update(dict.fromkeys((*small, *(i.finding.id for i in clash.pair)), large))
    return list({id(members): members for members in at.values()}.values())


def _replaced(found: Iterable[Clash]) -> Iterator[_Told]:
    """Each older finding goes with the newest that replaces it, and all that one finding replaces are one conflict."""
    best: dict[str, Clash] = {}
    for clash in sorted(found, key=lambda c: (c.pair[0].earliest or date.min, c.likeness, c.pair[0].key), reverse=True):
        best.setdefault(clash.pair[1].finding.id, clash)
    stars: defaultdict[str, list[Clash]] = defaultdict(list)
    for clash in best.values():
        stars[clash.pair[0].finding.id].append(clash)
    for star in stars.values():
        star.sort(key=lambda c: (c.pair[1].latest or date.min, c.pair[1].key), reverse=True)
        new, words = star[0].pair[0], star[0].said[0]
        older = ", ".join(f'{" and ".join(_whose(c.pair[1], c.said[1]))} said "{c.said[1]}" ({_when(c.pair[1])})' for c in star)
        newer = f'{_says(new, words)} "{words}" ({_when(new)})'
        by_days = all(order_of(c.pair[1], new) == -1 for c in star)
        why = f"{older}; {newer}, " + ("which is newer" if by_days else 'which is newer, for it was "not yet" so before')
        yield _Told(CHANGED, ((new, words), *((c.pair[1], c.said[1]) for c in star)), why)


def _says(item: Item, said: str) -> str:
    """'000 says', '000 and 002 say'."""
    who = _whose(item, said)
    return f"{' and '.join(who)} {'says' if len(who) == 1 else 'say'}"


def _whose(item: Item, said: str) -> list[str]:
    """Of a finding's sources those whose own words they are; all of them where the words are nobody's."""
    own = {c.source for c in item.finding.citations if said in one_line(c.quote)}
    return [source for source in item.finding.sources if source in own or not own]


def _when(item: Item) -> str:
    days = dict.fromkeys(d.isoformat() for d in (item.earliest, item.latest) if d)
    return " to ".join(days) or "no date"
