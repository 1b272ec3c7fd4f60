"""Two briefings of one schema -> which of their sources and findings are the same. Pure, without a model.

A finding has no lasting name: ids are ranks, and ranks move when articles join. What stays is what a finding cites. So findings
are matched, within their section, by the places that both cite: those that share most first, one to one. A place is a span in
a text, whatever the source is called; where an article's file was changed, a place is the quotation in that file.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple

from summarize.briefing.phrases import called
from summarize.language.prose import one_line
from summarize.models import Citation, Finding
from summarize.records import Section, SourceRecord

# Of the findings that cite one place, each is compared with those of the other briefing that stand at most so far from where it
# stands itself among them. No honest place is cited by so many; of 3,000 findings that all cite one it took 250 s and 2 GB.
_CROWD = 50


class Records(NamedTuple):
    """The sources of both briefings by id; which are in both; and which of these (new ids) have another text now.

    No offset in one text is an offset in another.
    """

    old: Mapping[str, SourceRecord]
    new: Mapping[str, SourceRecord]
    same: Mapping[str, str]  # old id -> new id
    before: Mapping[str, str]  # new id -> old id
    rewritten: frozenset[str]


class Findings(NamedTuple):
    """The findings of one section in both briefings, and old id -> new id of those that match.

    `identity`: the field that says which thing a finding of the section is about.
    """

    old: Mapping[str, Finding]
    new: Mapping[str, Finding]
    same: Mapping[str, str]
    shared: Mapping[str, tuple[str, ...]]  # old id -> all new findings that cite one of its places
    identity: str | None

    def called(self, finding: Finding) -> str:
        return called(finding, self.identity)

    @property
    def pairs(self) -> list[tuple[Finding, Finding]]:
        return [(self.old[one], self.new[other]) for one, other in self.same.items()]


def matched_sources(old: Sequence[SourceRecord], new: Sequence[SourceRecord]) -> Records:
    """One source in both: the same text, best under the same id; else the same file, whose text changed or was not read."""
    keys: tuple[Callable[[SourceRecord], Hashable], ...] = (
        lambda s: (s.id, s.text),
        lambda s: s.text,
        lambda s: s.location.removeprefix("-"),  # two articles from standard input are not the same for that
    )
    same: dict[str, str] = {}
    for key in keys:
        taken = set(same.values())
        free = {key(s): s.id for s in reversed(new) if s.id not in taken}
        for source in old:
            if source.id not in same and key(source) and key(source) in free:
                same[source.id] = free.pop(key(source))
    was, now = {s.id: s for s in old}, {s.id: s for s in new}
    rewritten = {b for a, b in same.items() if was[a].text and now[b].text and was[a].text != now[b].text}
    return Records(was, now, same, {b: a for a, b in same.items()}, frozenset(rewritten))


def matched_findings(old: Section, new: Section, records: Records) -> Findings:
    one, other = old.findings, new.findings
    was, now = [_places(f, records, old=True) for f in one], [_places(f, records, old=False) for f in other]
    pairs = paired(was, now, unlike=lambda i, j: _unlike(one[i], other[j]))
    shared: defaultdict[str, list[str]] = defaultdict(list)
    for i, j in sorted(_common(was, now)):
        shared[one[i].id].append(other[j].id)
    return Findings(
        {f.id: f for f in one},
        {f.id: f for f in other},
        {one[i].id: other[j].id for i, j in pairs.items()},
        {key: tuple(ids) for key, ids in shared.items()},
        new.identity or old.identity,
    )


def paired(
    old: Sequence[frozenset[Hashable]],
    new: Sequence[frozenset[Hashable]],
    *,
    least: int = 1,
    unlike: Callable[[int, int], tuple[bool, ...]] = lambda _one, _other: (),
) -> dict[int, int]:
    """Old index -> new index, one to one: most in common first, then least beside it, then the least `unlike`."""
    common = _common(old, new)
    order = sorted(common, key=lambda p: (-common[p], len(old[p[0]]) + len(new[p[1]]), *unlike(*p), *p))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for one, other in order:
        if common[one, other] >= least and one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return dict(sorted(pairs.items()))


def _common(old: Sequence[frozenset[Hashable]], new: Sequence[frozenset[Hashable]]) -> Counter[tuple[int, int]]:
    """How many keys pairs of an old and a new index have in common. Time grows with the number of keys: see `_CROWD`."""
    was, now = _holders(old), _holders(new)
    both = ((ones, now[key]) for key, ones in was.items() if key in now)
    return Counter((one, other) for ones, others in both for at, one in enumerate(ones) for other in _beside(others, at))


def _beside(crowd: Sequence[int], at: int) -> Sequence[int]:
    return crowd[max(0, at - _CROWD) : at + _CROWD + 1]


def _holders(sets: Sequence[frozenset[Hashable]]) -> Mapping[Hashable, list[int]]:
    """Key -> the indexes that have it, ascending."""
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index, keys in enumerate(sets):
        for key in keys:
            found[key].append(index)
    return found


def _places(finding: Finding, records: Records, *, old: bool) -> frozenset[Hashable]:
    return frozenset(_place(c, records, old=old) for c in finding.citations)


def _place(citation: Citation, records: Records, *, old: bool) -> Hashable:
    new = records.same.get(citation.source) if old else citation.source
    if new in records.rewritten:
        return new, one_line(citation.quote)
    return (records.old if old else records.new)[citation.source].text, citation.start, citation.end


def _unlike(one: Finding, other: Finding) -> tuple[bool, ...]:
    """Where two matches share as much: best the one that says the same with the same values, then that of the same id."""
    return one_line(one.statement) != one_line(other.statement), one.values != other.values, one.id != other.id
