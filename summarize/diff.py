"""Two briefings of one schema -> what changed between them. Pure, without a model.

A finding has no lasting name: ids are ranks, and ranks move when articles join. What stays is what a finding cites. So findings
are matched, within their section, by the places that both cite: those that share most first, one to one. A place is a span in
a text, whatever the source is called; where an article's file was changed, a place is the quotation in that file. A finding
that lost all its places is lost, even if another now says the same from elsewhere.

Not reported: other reasons, aliases and dates, other sentences of the same sources, and how the briefings were made.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Literal, NamedTuple

from summarize.errors import UsageError
from summarize.models import Briefing, Citation, Conflict, Finding, Section, SourceRecord, Value, Verdict

Kind = Literal[
    "source added",
    "source removed",
    "source failed",
    "source read",
    "source changed",
    "section",
    "added",
    "lost",
    "changed",
    "corroborated",
    "less corroborated",
    "conflict",
    "conflict gone",
]
_VERDICTS: dict[Verdict, str] = {
    "supported": "carried by its citations",
    "partly": "carried in part",
    "unsupported": "not carried",
    "unchecked": "not checked",
}
_DISPUTED = 4  # credibility of what is in a conflict: it says nothing of corroboration
_EMPTY = Section(title="", status="not addressed", by_source={})


class Change(Value):
    """One thing that changed. `what` says it in a line, with text of articles as it stands there.

    `old` and `new` are ids of findings in the old and the new briefing; of sources where `section` is None.
    """

    kind: Kind
    section: str | None = None
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    what: str


class Diff(Value):
    """What changed, sources first, then section by section. `titles`: section -> its title."""

    format: Literal["summarize.diff/1"] = "summarize.diff/1"
    titles: dict[str, str]
    changes: tuple[Change, ...] = ()


class _Records(NamedTuple):
    """The sources of both briefings by id; which are in both; and which of these (new ids) have another text now.

    No offset in one text is an offset in another.
    """

    old: Mapping[str, SourceRecord]
    new: Mapping[str, SourceRecord]
    same: Mapping[str, str]  # old id -> new id
    before: Mapping[str, str]  # new id -> old id
    rewritten: frozenset[str]


class _Findings(NamedTuple):
    """The findings of one section in both briefings, and old id -> new id of those that match."""

    old: Mapping[str, Finding]
    new: Mapping[str, Finding]
    same: Mapping[str, str]
    shared: Mapping[str, tuple[str, ...]]  # old id -> all new findings that cite one of its places

    @property
    def pairs(self) -> list[tuple[Finding, Finding]]:
        return [(self.old[one], self.new[other]) for one, other in self.same.items()]


def diff(old: Briefing, new: Briefing) -> Diff:
    """Say what changed from `old` to `new`. A briefing and itself give no change, whenever and however each was made.

    Raises UsageError where the two do not answer one schema.
    """
    if old.schema_.digest != new.schema_.digest:
        raise UsageError(
            f"the briefings answer two schemas, {old.schema_.name!r} and {new.schema_.name!r}, or two versions of one; "
            "make both with the same schema"
        )
    records = _records(old.sources, new.sources)
    titles = {name: section.title for name, section in (old.sections | new.sections).items()}
    changes = [*_sources(records)]
    for name in titles:
        one, other = old.sections.get(name, _EMPTY), new.sections.get(name, _EMPTY)
        found = _findings(one, other, records)
        told = (
            _status(one, other, records),
            _added(found, records),
            _lost(found, records),
            chain.from_iterable(_changed(*pair, records) for pair in found.pairs),
            _conflicts(_of(old, name), _of(new, name), found),
        )
        changes += [change.model_copy(update={"section": name}) for change in chain(*told)]
    return Diff(titles=titles, changes=tuple(changes))


def _matched(
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
    at: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index, keys in enumerate(new):
        for key in keys:
            at[key].append(index)
    return Counter((one, other) for one, keys in enumerate(old) for key in keys for other in at.get(key, ()))


def _records(old: Sequence[SourceRecord], new: Sequence[SourceRecord]) -> _Records:
    """One source in both: the same text, best under the same id; else the same file, whose text changed or was not read."""
    keys: tuple[Callable[[SourceRecord], Hashable], ...] = (
        lambda s: (s.id, s.text),
        lambda s: s.text,
        lambda s: s.location.removeprefix("-"),  # two articles from standard input are not the same for that
    )
    same: dict[str, str] = {}
    for key in keys:
        free = {key(s): s.id for s in reversed(new) if s.id not in same.values()}
        for source in old:
            if source.id not in same and key(source) and key(source) in free:
                same[source.id] = free.pop(key(source))
    was, now = {s.id: s for s in old}, {s.id: s for s in new}
    rewritten = {b for a, b in same.items() if was[a].text and now[b].text and was[a].text != now[b].text}
    return _Records(was, now, same, {b: a for a, b in same.items()}, frozenset(rewritten))


def _findings(old: Section, new: Section, records: _Records) -> _Findings:
    one, other = old.findings, new.findings
    was, now = [_places(f, records, old=True) for f in one], [_places(f, records, old=False) for f in other]
    pairs = _matched(was, now, unlike=lambda i, j: _unlike(one[i], other[j]))
    shared: defaultdict[str, list[str]] = defaultdict(list)
    for i, j in sorted(_common(was, now)):
        shared[one[i].id].append(other[j].id)
    return _Findings(
        {f.id: f for f in one},
        {f.id: f for f in other},
        {one[i].id: other[j].id for i, j in pairs.items()},
        {key: tuple(ids) for key, ids in shared.items()},
    )


def _places(finding: Finding, records: _Records, *, old: bool) -> frozenset[Hashable]:
    return frozenset(_place(c, records, old=old) for c in finding.citations)


def _place(citation: Citation, records: _Records, *, old: bool) -> Hashable:
    new = records.same.get(citation.source) if old else citation.source
    if new in records.rewritten:
        return new, _line(citation.quote)
    return (records.old if old else records.new)[citation.source].text, citation.start, citation.end


def _unlike(one: Finding, other: Finding) -> tuple[bool, ...]:
    """Where two matches share as much: best the one that says the same with the same values, then that of the same id."""
    return _line(one.statement) != _line(other.statement), one.values != other.values, one.id != other.id


def _sources(records: _Records) -> Iterator[Change]:
    for key, source in records.old.items():
        if key not in records.same:
            yield Change(kind="source removed", old=(key,), what=f"{key} is no source any more{_about(source)}.")
    for key, source in records.new.items():
        was = records.before.get(key)
        if was is not None:
            yield from _source(records.old[was], source, records)
        elif source.status == "failed":
            yield Change(kind="source failed", new=(key,), what=f"{key} is new and failed: {_problem(source)}")
        else:
            what = f"{key} is a new source{_about(source)}{_kin(source, records.new)}."
            yield Change(kind="source added", new=(key,), what=what)


def _source(old: SourceRecord, new: SourceRecord, records: _Records) -> Iterator[Change]:
    failed = new.status == "failed"
    if old.status != new.status:
        what = f"{new.id} failed now: {_problem(new)}" if failed else f"{new.id} was read now; before, it had failed."
        yield Change(kind="source failed" if failed else "source read", old=(old.id,), new=(new.id,), what=what)
    for what in _facts(old, new, records):
        yield Change(kind="source changed", old=(old.id,), new=(new.id,), what=what)


def _facts(old: SourceRecord, new: SourceRecord, records: _Records) -> Iterator[str]:
    if new.id in records.rewritten:
        yield f"{new.id} has another text than before ({_line(new.location)})."
    for field in ("reliability", "published"):
        was, now = getattr(old, field), getattr(new, field)
        if was != now:
            yield f"{new.id}: {field} is {now or 'not known'} now, was {was or 'not known'}."
    # Sources of one briefing only are told of where they are told as new or gone.
    was_kin = sorted(records.same[i] for i in _kindred(old, records.old) if i in records.same)
    now_kin = sorted(i for i in _kindred(new, records.new) if i in records.before)
    if was_kin != now_kin and old.status == new.status == "read":
        others, before = (_listed(kin) or "no other" for kin in (now_kin, was_kin))
        yield f"{new.id} goes back to one report with {others} now, before with {before}."


def _kindred(source: SourceRecord, among: Mapping[str, SourceRecord]) -> list[str]:
    return [i for i, s in among.items() if i != source.id and s.origin and s.origin == source.origin]


def _kin(source: SourceRecord, among: Mapping[str, SourceRecord]) -> str:
    kin = _kindred(source, among)
    return f"; it goes back to one report with {_listed(kin)}" if kin else ""


def _about(source: SourceRecord) -> str:
    facts = ", ".join(str(x) for x in (source.title, source.publisher, source.published) if x)
    return f": {_line(facts or source.location)}"


def _problem(source: SourceRecord) -> str:
    return _line(source.problem or "it could not be read") + "."


def _status(old: Section, new: Section, records: _Records) -> Iterator[Change]:
    if old.status != new.status:
        yield Change(kind="section", what=f"The section: {new.status} now, was {old.status}.")
    for key, status in new.by_source.items():
        was = old.by_source.get(records.before.get(key, ""))
        if (status == "failed") == (was == "failed") or (key in records.new and records.new[key].status == "failed"):
            continue  # a source that failed as a whole is told once, among the sources
        why = f" ({_line(new.failures[key])})" if key in new.failures else ""
        yield Change(kind="section", what=f"{key}: {status} here now{why}" + (f", was {was}." if was else "."))


def _added(found: _Findings, records: _Records) -> Iterator[Change]:
    before = {new: old for old, news in found.shared.items() for new in news}
    for key, finding in found.new.items():
        if key in found.same.values():
            continue
        cited = [s if s in records.before else f"{s} (new)" for s in finding.sources]
        part = f"; {before[key]} cited it before" if key in before else ""
        worth = f"{_count(len(finding.origins))}, credibility {finding.credibility}"
        yield Change(kind="added", new=(key,), what=f"{_called(finding)} is new, from {_listed(cited)}: {worth}{part}.")


def _lost(found: _Findings, records: _Records) -> Iterator[Change]:
    for key, finding in found.old.items():
        if key in found.same:
            continue
        cited = [f"{s}{_fate(s, records)}" for s in finding.sources]
        part = f"; {_listed(found.shared[key])} cites it now" if key in found.shared else ""
        yield Change(kind="lost", old=(key,), what=f"{_called(finding)} is gone; it was cited from {_listed(cited)}{part}.")


def _fate(old: str, records: _Records) -> str:
    if old not in records.same:
        return " (no source any more)"
    return " (failed now)" if records.new[records.same[old]].status == "failed" else ""


def _now(old: str, records: _Records) -> str:
    """An old source's id in the new briefing; one that is gone keeps its own, unless another has that now."""
    return records.same.get(old) or (f"the former {old}" if old in records.new else old)


def _changed(old: Finding, new: Finding, records: _Records) -> Iterator[Change]:
    """What is another about one finding: each aspect is a change of its own."""
    ids = {"old": (old.id,), "new": (new.id,)}
    yield from (Change(kind="changed", what=what, **ids) for what in _aspects(old, new))
    was, now = {_now(s, records) for s in old.sources}, set(new.sources)
    more, fewer = _listed(sorted(now - was)), _listed(sorted(was - now))
    grown = len(new.origins) - len(old.origins)
    if not grown and _DISPUTED not in (old.credibility, new.credibility):
        grown = old.credibility - new.credibility
    moved = [f"now also {more}"] * bool(more) + [f"no longer {fewer}"] * bool(fewer)
    if grown or moved:
        worth = [_count(len(new.origins)) + (f", was {len(old.origins)}" if len(old.origins) != len(new.origins) else "")]
        worth += [f"credibility {new.credibility}, was {old.credibility}"] * (old.credibility != new.credibility)
        kind: Kind = "corroborated" if grown > 0 else "less corroborated" if grown else "changed"
        yield Change(kind=kind, what=f"{_called(new)}: {'; '.join([*moved, *worth])}.", **ids)


def _aspects(old: Finding, new: Finding) -> Iterator[str]:
    subject, who = _called(new), f"{_name(new)}: " if _name(new) else ""
    if _line(old.statement) != _line(new.statement):
        yield f"{who}“{_line(old.statement)}” now reads “{_line(new.statement)}”" + (
            ", which is quoted." if new.quoted else "."
        )
    if old.verdict != new.verdict:
        yield f"{subject} is {_VERDICTS[new.verdict]} now, was {_VERDICTS[old.verdict]}."
    for label, was, now in (
        ("its wording", old.modality, new.modality),
        ("who says it", old.speaker.name or old.speaker.kind, new.speaker.name or new.speaker.kind),
    ):
        if was != now:
            yield f"{subject}: {label} is “{_line(now)}” now, was “{_line(was)}”."
    for field in dict.fromkeys((*new.values, *old.values)):
        before, after = _said(old, field), _said(new, field)
        gained, lost = _listed(_beside(after, before)), _listed(_beside(before, after))
        if gained or lost:
            parts = [f"now {gained}"] * bool(gained) + [f"no longer {lost}"] * bool(lost)
            yield f"{subject}: {field.replace('_', ' ')} is {' and '.join(parts)}."


def _said(finding: Finding, field: str) -> dict[str, str]:
    """A field's values under what tells them apart: case does not, as when findings are merged."""
    return {text.casefold(): text for leaf in finding.values.get(field, ()) if (text := _shown(leaf.value))}


def _beside(these: Mapping[str, str], those: Mapping[str, str]) -> list[str]:
    return [text for key, text in these.items() if key not in those]


def _shown(value: Any) -> str:
    return f"“{_line(value)}”" if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _of(briefing: Briefing, section: str) -> list[Conflict]:
    return [c for c in briefing.conflicts if c.section == section]


def _conflicts(old: Sequence[Conflict], new: Sequence[Conflict], found: _Findings) -> Iterator[Change]:
    """A conflict is the same with two sides or more in common, and of the same kind."""
    was = [frozenset((c.kind, found.same.get(i, f"old {i}")) for i in c.findings) for c in old]
    now = [frozenset((c.kind, i) for i in c.findings) for c in new]
    pairs = _matched(was, now, least=2)
    before = {j: i for i, j in pairs.items()}
    for j, conflict in enumerate(new):
        sides = [i for i in conflict.findings if j not in before or (conflict.kind, i) not in was[before[j]]]
        if sides:
            with_ = "now also with" if j in before else "between"
            what = f"{conflict.kind.capitalize()} {with_} {_sides(sides, found.new)}: {_line(conflict.why)}"
            yield Change(kind="conflict", new=conflict.findings, what=what)
    for i, conflict in enumerate(old):
        sides = [k for k in conflict.findings if i not in pairs or (conflict.kind, found.same.get(k, "")) not in now[pairs[i]]]
        if sides:
            with_ = "with" if i in pairs else "between"
            what = f"No {conflict.kind} any more {with_} {_sides(sides, found.old)}."
            yield Change(kind="conflict gone", old=conflict.findings, what=what)


def _sides(ids: Sequence[str], findings: Mapping[str, Finding]) -> str:
    return _listed(f"{_called(findings[i])} ({', '.join(findings[i].sources)})" if i in findings else i for i in ids)


def _called(finding: Finding) -> str:
    """What a finding is called in a sentence: the name of the thing that it is about, else what it says."""
    return _name(finding) or f"“{_line(finding.statement)}”"


def _name(finding: Finding) -> str:
    return "; ".join(_line(str(leaf.value)) for leaf in finding.values.get("name", ()))


def _line(text: str) -> str:
    return " ".join(text.split())


def _count(origins: int) -> str:
    return f"{origins} independent origin{'' if origins == 1 else 's'}"


def _listed(words: Iterable[str]) -> str:
    *most, last = [*words] or [""]
    return f"{', '.join(most)} and {last}" if most else last
