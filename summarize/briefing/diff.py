"""Two briefings of one schema -> what changed between them. Pure, without a model.

Findings are the same that cite the same places (`matching`). A finding that lost all its places is lost, even if
another now says the same from elsewhere.

Not reported: other reasons, aliases and dates, other sentences of the same sources, and how the briefings were made.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from summarize.briefing.aspects import aspects
from summarize.briefing.matching import Findings, Records, matched_findings, matched_sources, paired
from summarize.changes import Change, ChangeKind, Diff
from summarize.errors import UsageError
from summarize.language.prose import counted, listed, one_line
from summarize.models import Finding
from summarize.records import Briefing, Conflict, Section, SourceRecord
from summarize.writing.credit import DISPUTED

_EMPTY = Section(title="", status="not addressed", by_source={})


class _Reports(NamedTuple):
    """Origin -> the sources that go back to it, by their new ids: of those in both briefings before and now; all of the new.

    Sources of one briefing only are told of where they are told as new or gone.
    """

    before: Mapping[str, Sequence[str]]
    now: Mapping[str, Sequence[str]]
    every: Mapping[str, Sequence[str]]


def diff(old: Briefing, new: Briefing) -> Diff:
    """Say what changed from `old` to `new`. A briefing and itself give no change, whenever and however each was made.

    Raises UsageError where the two do not answer one schema.
    """
    if old.schema_.digest != new.schema_.digest:
        raise UsageError(
            f"the briefings answer two schemas, {old.schema_.name!r} and {new.schema_.name!r}, or two versions of one; "
            "make both with the same schema"
        )
    records = matched_sources(old.sources, new.sources)
    titles = {name: section.title for name, section in (old.sections | new.sections).items()}
    changes = [*_sources(records)]
    for name in titles:
        one, other = old.sections.get(name, _EMPTY), new.sections.get(name, _EMPTY)
        found = matched_findings(one, other, records)
        told = (
            _status(one, other, records),
            _added(found, records),
            _lost(found, records),
            chain.from_iterable(_changed(*pair, found, records) for pair in found.pairs),
            _conflicts(_of(old, name), _of(new, name), found),
        )
        changes += [change.model_copy(update={"section": name}) for change in chain(*told)]
    return Diff(titles=titles, changes=tuple(changes))


def _sources(records: Records) -> Iterator[Change]:
    reports = _reports(records)
    for key, source in records.old.items():
        if key not in records.same:
            yield Change(kind="source removed", old=(key,), what=f"{key} is no source any more{_about(source)}.")
    for key, source in records.new.items():
        was = records.before.get(key)
        if was is not None:
            yield from _source(records.old[was], source, records, reports)
        elif source.status == "failed":
            yield Change(kind="source failed", new=(key,), what=f"{key} is new and failed: {_problem(source)}")
        else:
            what = f"{key} is a new source{_about(source)}{_kin(source, reports)}."
            yield Change(kind="source added", new=(key,), what=what)


def _source(old: SourceRecord, new: SourceRecord, records: Records, reports: _Reports) -> Iterator[Change]:
    failed = new.status == "failed"
    if old.status != new.status:
        what = f"{new.id} failed now: {_problem(new)}" if failed else f"{new.id} was read now; before, it had failed."
        yield Change(kind="source failed" if failed else "source read", old=(old.id,), new=(new.id,), what=what)
    for what in _facts(old, new, records, reports):
        yield Change(kind="source changed", old=(old.id,), new=(new.id,), what=what)


def _facts(old: SourceRecord, new: SourceRecord, records: Records, reports: _Reports) -> Iterator[str]:
    if new.id in records.rewritten:
        yield f"{new.id} has another text than before ({one_line(new.location)})."
    facts = ("reliability", old.reliability, new.reliability), ("published", old.published, new.published)
    for field, earlier, later in facts:
        if earlier != later:
            yield f"{new.id}: {field} is {later or 'not known'} now, was {earlier or 'not known'}."
    was, now = reports.before[old.origin], reports.now[new.origin]
    if old.status == new.status == "read" and was != now:
        others, before = (listed(i for i in kin if i != new.id) or "no other" for kin in (now, was))
        yield f"{new.id} goes back to one report with {others} now, before with {before}."


def _reports(records: Records) -> _Reports:
    old, new = records.old.items(), records.new.items()
    return _Reports(
        _by_origin((records.same[i], s) for i, s in old if i in records.same),
        _by_origin((i, s) for i, s in new if i in records.before),
        _by_origin(new),
    )


def _by_origin(sources: Iterable[tuple[str, SourceRecord]]) -> Mapping[str, Sequence[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, source in sorted(sources, key=lambda s: s[0]):
        found[source.origin].append(key)
    return found


def _kin(source: SourceRecord, reports: _Reports) -> str:
    kin = [i for i in reports.every[source.origin] if i != source.id and source.origin]
    return f"; it goes back to one report with {listed(kin)}" if kin else ""


def _about(source: SourceRecord) -> str:
    facts = ", ".join(str(x) for x in (source.title, source.publisher, source.published) if x)
    return f": {one_line(facts or source.location)}"


def _problem(source: SourceRecord) -> str:
    return one_line(source.problem or "it could not be read") + "."


def _status(old: Section, new: Section, records: Records) -> Iterator[Change]:
    if old.status != new.status:
        yield Change(kind="section", what=f"The section: {new.status} now, was {old.status}.")
    for key, status in new.by_source.items():
        was = old.by_source.get(records.before.get(key, ""))
        if (status == "failed") == (was == "failed") or (key in records.new and records.new[key].status == "failed"):
            continue  # a source that failed as a whole is told once, among the sources
        why = f" ({one_line(new.failures[key])})" if key in new.failures else ""
        yield Change(kind="section", what=f"{key}: {status} here now{why}" + (f", was {was}." if was else "."))


def _added(found: Findings, records: Records) -> Iterator[Change]:
    before = {new: old for old, news in found.shared.items() for new in news}
    known = set(found.same.values())
    for key, finding in found.new.items():
        if key in known:
            continue
        cited = [s if s in records.before else f"{s} (new)" for s in finding.sources]
        part = f"; {before[key]} cited it before" if key in before else ""
        worth = f"{_origins(finding)}, credibility {finding.credibility}"
        yield Change(kind="added", new=(key,), what=f"{found.called(finding)} is new, from {listed(cited)}: {worth}{part}.")


def _lost(found: Findings, records: Records) -> Iterator[Change]:
    for key, finding in found.old.items():
        if key in found.same:
            continue
        cited = [f"{s}{_fate(s, records)}" for s in finding.sources]
        part = f"; {listed(found.shared[key])} cites it now" if key in found.shared else ""
        yield Change(kind="lost", old=(key,), what=f"{found.called(finding)} is gone; it was cited from {listed(cited)}{part}.")


def _fate(old: str, records: Records) -> str:
    if old not in records.same:
        return " (no source any more)"
    return " (failed now)" if records.new[records.same[old]].status == "failed" else ""


def _now(old: str, records: Records) -> str:
    """An old source's id in the new briefing; one that is gone keeps its own, unless another has that now."""
    return records.same.get(old) or (f"the former {old}" if old in records.new else old)


def _changed(old: Finding, new: Finding, found: Findings, records: Records) -> Iterator[Change]:
    """What is another about one finding: each aspect is a change of its own."""
    ids = {"old": (old.id,), "new": (new.id,)}
    yield from (Change(kind="changed", what=what, **ids) for what in aspects(old, new, found.identity))
    was, now = {_now(s, records) for s in old.sources}, set(new.sources)
    more, fewer = listed(sorted(now - was)), listed(sorted(was - now))
    grown = len(new.origins) - len(old.origins)
    if not grown and DISPUTED not in (old.credibility, new.credibility):
        grown = old.credibility - new.credibility
    moved = [f"now also {more}"] * bool(more) + [f"no longer {fewer}"] * bool(fewer)
    if grown or moved:
        worth = [_origins(new) + (f", was {len(old.origins)}" if len(old.origins) != len(new.origins) else "")]
        worth += [f"credibility {new.credibility}, was {old.credibility}"] * (old.credibility != new.credibility)
        kind: ChangeKind = "corroborated" if grown > 0 else "less corroborated" if grown else "changed"
        yield Change(kind=kind, what=f"{found.called(new)}: {'; '.join([*moved, *worth])}.", **ids)


def _of(briefing: Briefing, section: str) -> list[Conflict]:
    return [c for c in briefing.conflicts if c.section == section]


def _conflicts(old: Sequence[Conflict], new: Sequence[Conflict], found: Findings) -> Iterator[Change]:
    """A conflict is the same with two sides or more in common, and of the same kind."""
    was = [frozenset((c.kind, found.same.get(i, f"old {i}")) for i in c.findings) for c in old]
    now = [frozenset((c.kind, i) for i in c.findings) for c in new]
    pairs = paired(was, now, least=2)
    before = {j: i for i, j in pairs.items()}
    for j, conflict in enumerate(new):
        sides = [i for i in conflict.findings if j not in before or (conflict.kind, i) not in was[before[j]]]
        if sides:
            with_ = "now also with" if j in before else "between"
            what = f"{conflict.kind.capitalize()} {with_} {_sides(sides, found.new, found)}: {one_line(conflict.why)}"
            yield Change(kind="conflict", new=conflict.findings, what=what)
    for i, conflict in enumerate(old):
        sides = [k for k in conflict.findings if i not in pairs or (conflict.kind, found.same.get(k, "")) not in now[pairs[i]]]
        if sides:
            with_ = "with" if i in pairs else "between"
            what = f"No {conflict.kind} any more {with_} {_sides(sides, found.old, found)}."
            yield Change(kind="conflict gone", old=conflict.findings, what=what)


def _sides(ids: Sequence[str], findings: Mapping[str, Finding], found: Findings) -> str:
    sides = ((i, findings.get(i)) for i in ids)
    return listed(f"{found.called(side)} ({', '.join(side.sources)})" if side else i for i, side in sides)


def _origins(finding: Finding) -> str:
    return counted(len(finding.origins), "independent origin")
