"""A briefing without some of its sources: what falls, and what still stands, where they are discredited. Pure, without a model.

A finding does not hold the claims that it was merged from, and they are not merged anew: that could take a model. From the
findings it is known, and computed here:

* what falls: a finding, a value or a conflict's side that is cited from these sources only;
* what is left: the other citations, and with them sources, origins, dates and the status of a section;
* what a finding is worth: the number of origins that are left, and whether it is still disputed.

It is not known which claim a statement was taken from. Where it is not, word for word, what a source that stays says, it may
be the discredited source's own, and was never checked against the others alone. It is not shown then: the shortest of the
sentences that are left, which claims least, stands in its place and is marked as quoted. No word stays unexamined.

Nor is it known what only a discredited source brought together. This stays: claims that are one finding, articles that are one
origin (its name may be the id of a source that is left out) and the full name of somebody whom the others only call by a
short one. So nothing looks more independent than it was. Ids of findings stay, too, so that both briefings can be compared.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from summarize.briefing.file import Briefing
from summarize.checking.wording import wording
from summarize.errors import UsageError
from summarize.models import (
    Citation,
    Conflict,
    Credibility,
    Finding,
    Leaf,
    Section,
    SectionStatus,
    SourceRecord,
)
from summarize.reconciling.merge import credibility, graded

# Among the reasons of a finding whose statement was replaced. It names no source, so that leaving out two sources one after
# the other gives the same as both at once.
REPLACED = "the statement may be that of a source that is left out, and was not checked against the others alone"
# Behind the reason of a conflict that lost a side and still has two or more.
LEFT_OUT = "One of its sides is left out with its sources, and nobody checked whether the others still differ."

_DISPUTED = 4  # credibility of what is in a conflict


def without(briefing: Briefing, source_ids: Iterable[str]) -> Briefing:
    """Give the briefing as it would be if the sources of these ids were not there. No ids give the same briefing.

    Nothing that these sources say is left in it, neither their texts nor their claims; `left_out` names them.

    `briefing` is one whose citations prove, and so do those of the result. The order of the ids does not matter. No finding
    is worth more for it, except where what disputed it fell. `made` stays: it tells how the whole briefing was made.
    Raises UsageError where an id is not a source's.
    """
    gone = _known(briefing, source_ids)
    records = {s.id: s for s in briefing.sources}
    sections = {name: _section(section, gone, records) for name, section in briefing.sections.items()}
    conflicts = tuple(_conflicts(briefing, sections))
    disputed, still = _disputed(briefing.conflicts), _disputed(conflicts)
    return briefing.model_copy(
        update={
            "sources": tuple(s for s in briefing.sources if s.id not in gone),
            "sections": {
                name: _graded(briefing.sections[name], section, disputed - still, conflicts)
                for name, section in sections.items()
            },
            "conflicts": conflicts,
            "left_out": tuple(sorted({*briefing.left_out, *gone})),
            **_kept(briefing, gone),
        }
    )


def _kept(briefing: Briefing, gone: Collection[str]) -> dict[str, Any]:
    """The claims that are left, and the comparisons of what these say."""
    claims = tuple(c for c in briefing.claims if c.claim.source not in gone)
    said = {c.claim.statement for c in claims}
    return {"claims": claims, "compared": tuple(c for c in briefing.compared if {c.one, c.other} <= said)}


def kin(briefing: Briefing, source_ids: Iterable[str]) -> tuple[str, ...]:
    """The other sources that go back to the same reports as these: who discredits one may doubt them as well.

    Raises UsageError where an id is not a source's.
    """
    gone = _known(briefing, source_ids)
    reports = {s.origin for s in briefing.sources if s.id in gone and s.origin}
    return tuple(s.id for s in briefing.sources if s.id not in gone and s.origin in reports)


def _known(briefing: Briefing, source_ids: Iterable[str]) -> frozenset[str]:
    gone, known = frozenset(source_ids), [s.id for s in briefing.sources]
    if unknown := sorted(gone - set(known)):
        raise UsageError(f"the briefing has no source {', '.join(map(repr, unknown))}; it has {', '.join(known) or 'none'}")
    return gone


def _section(section: Section, gone: Collection[str], records: Mapping[str, SourceRecord]) -> Section:
    stands = [f for finding in section.findings if (f := _finding(finding, gone, records))]
    ids = {f.id for f in stands}
    findings = tuple(f if f.superseded_by in {None, *ids} else f.model_copy(update={"superseded_by": None}) for f in stands)
    if findings == section.findings and not any(key in gone for key in (*section.by_source, *section.failures)):
        return section
    by_source = {key: status for key, status in section.by_source.items() if key not in gone}
    status: SectionStatus = "found" if findings else "failed" if "failed" in by_source.values() else "not addressed"
    failures = {key: why for key, why in section.failures.items() if key not in gone}
    return section.model_copy(update={"findings": findings, "by_source": by_source, "status": status, "failures": failures})


def _finding(finding: Finding, gone: Collection[str], records: Mapping[str, SourceRecord]) -> Finding | None:
    """The finding with the citations that are left; None where none is."""
    kept = [i for i, c in enumerate(finding.citations) if c.source not in gone]
    if len(kept) == len(finding.citations):
        return finding
    if not kept:
        return None
    citations = tuple(finding.citations[i] for i in kept)
    cited = {c.source for c in citations}
    return finding.model_copy(
        update={
            "citations": citations,
            "sources": tuple(s for s in finding.sources if s in cited),
            "origins": tuple(sorted({records[s].origin for s in cited})),
            "carried_by": _carried(finding, citations, gone, records),
            "values": _values(finding, {old: new for new, old in enumerate(kept)}),
            "aliases": _aliases(finding, [records[s].text for s in cited]),
            "as_of": _latest(records[s].published for s in cited) or _latest(records[s].published_to for s in cited),
            **_said(finding, citations, gone),
        }
    )


def _carried(
    finding: Finding, citations: Sequence[Citation], gone: Collection[str], records: Mapping[str, SourceRecord]
) -> tuple[str, ...]:
    """The origins that are known to carry what is shown now.

    Those whose sentence it is; and, where the statement is as before, those that carried it and lost no article, since it is
    not kept which of them did.
    """
    stays = _verbatim(finding.statement, citations)
    if stays and finding.verdict != "supported":
        return ()
    words = finding.statement if stays else _shortest(citations)
    sources = {c.source for c in citations}
    own = {records[s].origin for s in sources if _verbatim(words, [c for c in citations if c.source == s])}
    lost = {records[s].origin for s in finding.sources if s in gone}
    return tuple(sorted(own | (set(finding.carried_by) - lost if stays else set())))


def _values(finding: Finding, moved: Mapping[int, int]) -> dict[str, tuple[Leaf, ...]]:
    """The values with the new indices (`moved`: old index -> new one) of the citations that say them."""
    found = {
        name: [Leaf(value=leaf.value, citations=at) for leaf in leaves if (at := _moved(leaf, moved))]
        for name, leaves in finding.values.items()
    }
    return {name: tuple(leaves) for name, leaves in found.items() if leaves}


def _moved(leaf: Leaf, moved: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(moved[i] for i in leaf.citations if i in moved)


def _aliases(finding: Finding, texts: Sequence[str]) -> tuple[str, ...]:
    """Which source used a name is not kept: those stay that stand in an article that is still cited."""
    spelled = [_line(text).casefold() for text in texts]
    return tuple(a for a in finding.aliases if any(_line(a).casefold() in text for text in spelled))


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)


def _said(finding: Finding, citations: Sequence[Citation], gone: Collection[str]) -> dict[str, Any]:
    """The statement and what hangs on it: as before where a source that stays says it word for word, else a quotation."""
    about = {reason: _about(reason, finding.sources) for reason in finding.reasons}
    if _verbatim(finding.statement, citations):
        return {"reasons": tuple(r for r in finding.reasons if about[r] not in gone)}
    words = _shortest(citations)
    others = (r for r in finding.reasons if about[r] and about[r] not in gone)
    shown = {"statement": words, "verdict": "supported", "quoted": True, "reasons": (REPLACED, *others)}
    return shown | dict(wording([words], words))


def _shortest(citations: Sequence[Citation]) -> str:
    return min((_line(c.quote) for c in citations), key=lambda w: (not w, len(w), w))


def _about(reason: str, sources: Iterable[str]) -> str | None:
    """The source that a reason is about, where it is not about the shown claim: the one that it begins with."""
    return max((s for s in sources if reason.startswith(f"{s}: ")), key=len, default=None)


def _verbatim(statement: str, citations: Sequence[Citation]) -> bool:
    """Is it a quotation that is left, or several of one source put together, as where a claim cites more than one sentence?"""
    said = _line(statement)
    for source in {c.source for c in citations}:
        quotes = [quote for c in citations if c.source == source and (quote := _line(c.quote)) in said]
        if said in quotes or said == " ".join(quotes):
            return True
    return False


def _conflicts(briefing: Briefing, left: Mapping[str, Section]) -> Iterator[Conflict]:
    """The conflicts that have two sides left."""
    before = {f.id for section in briefing.sections.values() for f in section.findings}
    fallen = before - {f.id for section in left.values() for f in section.findings}
    for conflict in briefing.conflicts:
        sides = tuple(key for key in conflict.findings if key not in fallen)
        if sides == conflict.findings:
            yield conflict
        elif len(sides) > 1:
            why = conflict.why if conflict.why.endswith(LEFT_OUT) else f"{conflict.why} {LEFT_OUT}"
            yield conflict.model_copy(update={"findings": sides, "why": why})


def _disputed(conflicts: Iterable[Conflict]) -> set[str]:
    return {key for c in conflicts if c.kind != "changed over time" for key in c.findings}


def _graded(old: Section, new: Section, freed: Collection[str], conflicts: Sequence[Conflict]) -> Section:
    """The section with the credibility of what changed or is no longer disputed, best corroborated first as before."""
    was = {f.id: f for f in old.findings}
    changed = {f.id for f in new.findings if f.id in freed or f is not was[f.id]}
    if not changed:
        return new
    again = (_worth(was[f.id], f, conflicts) if f.id in changed else f for f in new.findings)
    return new.model_copy(update={"findings": tuple(sorted(again, key=_rank))})


def _worth(old: Finding, new: Finding, conflicts: Sequence[Conflict]) -> Finding:
    """Graded after the table in `summarize.reconciling.merge`, and never better than before, unless what disputed it fell."""
    least: Credibility = 1 if old.credibility == _DISPUTED else old.credibility
    counted = credibility(new.verdict, len(new.carried_by))
    return graded([new.model_copy(update={"credibility": max(least, counted)})], conflicts)[0]


def _rank(finding: Finding) -> tuple[int, int, str, int, int, int, str]:
    """As findings are ranked when they are merged; their ids, which end in their old rank, settle the rest."""
    first = finding.citations[0]
    place = first.source, first.start, first.end
    return -len(finding.origins), -len(finding.sources), *place, len(finding.id), finding.id


def _line(text: str) -> str:
    return " ".join(text.split())
