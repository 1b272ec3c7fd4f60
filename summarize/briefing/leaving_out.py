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
from typing import Any, NamedTuple

from summarize.briefing.file import Briefing
from summarize.briefing.page_left import laid_out_again, unchanged
from summarize.briefing.value import revalued
from summarize.checking.wording import wording
from summarize.errors import UsageError
from summarize.language.prose import one_line
from summarize.models import Citation, Credibility, Finding, Leaf, SectionStatus, Statement, Verdict
from summarize.records import Conflict, Section, SourceRecord, Sources
from summarize.writing.credit import DISPUTED, credibility, disputed, graded
from summarize.writing.order import rank, shortest, weight

# Among the reasons of a finding whose statement was replaced. It names no source, so that leaving out two sources one after
# the other gives the same as both at once.
REPLACED = "the statement may be that of a source that is left out, and was not checked against the others alone"
# Behind the reason of a conflict that lost a side and still has two or more.
LEFT_OUT = "One of its sides is left out with its sources, and nobody checked whether the others still differ."

# What a finding shows is that of its statement, or of the first where it has several.
_SHOWN = {"statement", "places", "carried_by", "verdict", "reasons", "quoted", "speaker", "speech", "modality", "credibility"}


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
    freed = disputed(briefing.conflicts) - disputed(conflicts)
    left = {name: regraded(briefing.sections[name], section, freed, conflicts) for name, section in sections.items()}
    stays = unchanged(briefing, left)
    sources = Sources(s for s in briefing.sources if s.id not in gone)
    return briefing.model_copy(
        update={
            "sources": sources,
            "sections": laid_out_again(sources, left, conflicts, stays) if gone else left,
            "summary": stays.of(briefing.summary),
            **(revalued(briefing, {name: section.findings for name, section in left.items()}) if gone else {}),
            "conflicts": conflicts,
            "left_out": tuple(sorted({*briefing.left_out, *gone})),
            **_kept(briefing, gone),
        }
    )


def _kept(briefing: Briefing, gone: Collection[str]) -> dict[str, Any]:
    """The claims that are left, and the comparisons of what these say. Replies about all sources are not."""
    claims = tuple(c for c in briefing.claims if c.claim.source not in gone)
    said = {c.claim.statement for c in claims}
    compared = tuple(c for c in briefing.compared if {c.one, c.other} <= said)
    return {"claims": claims, "compared": compared, "replies": {} if gone else briefing.replies}


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
    left = _Left(finding.citations, gone, records, {old: new for new, old in enumerate(kept)})
    statements = sorted((s for one in _said(finding) if (s := left.statement(one))), key=weight)
    cited = left.sources(finding.sources)
    carrying = [] if finding.statements else [s for s in cited if records[s].origin in statements[0].carried_by]
    told = carrying or cited
    return finding.model_copy(
        update={
            **{name: getattr(statements[0], name) for name in _SHOWN - {"places"}},
            "citations": citations,
            "context": tuple(c for c in finding.context if c.source not in gone),
            "sources": cited,
            "origins": left.origins(cited),
            "values": left.values(finding.values),
            "aliases": _aliases(finding, [records[s].text for s in cited]),
            "as_of": _latest(records[s].published for s in told) or _latest(records[s].published_to for s in told),
            "statements": tuple(statements) if finding.statements else (),
        }
    )


def _said(finding: Finding) -> tuple[Statement, ...]:
    """All that a finding says: of a named item several things."""
    shown = finding.model_dump(include=_SHOWN)
    whole = Statement(**shown, citations=range(len(finding.citations)), sources=finding.sources, origins=finding.origins)
    return finding.statements or (whole,)


class _Left(NamedTuple):
    """What is left of a finding. `moved`: the old index of each citation that stays -> its new one."""

    citations: tuple[Citation, ...]
    gone: Collection[str]
    records: Mapping[str, SourceRecord]
    moved: Mapping[int, int]

    def statement(self, said: Statement) -> Statement | None:
        """The statement as before where a source that stays says it word for word, else a quotation; None where none stays."""
        if all(i in self.moved for i in said.citations):
            return said.model_copy(update={"citations": self._at(said.citations)})
        kept = [self.citations[i] for i in said.citations if i in self.moved]
        if not kept:
            return None
        cited = self.sources(said.sources)
        stays = _verbatim(said.statement, kept)
        carried = self._carrying(said, kept) if said.verdict == "supported" or not stays else ()
        where = {"citations": self._at(said.citations), "sources": cited, "origins": self.origins(cited), "carried_by": carried}
        changed = {**where, **_worded(said, kept, self.gone)}
        verdict: Verdict = changed.get("verdict", said.verdict)
        return said.model_copy(
            update={**changed, "credibility": _lowered(said.credibility, credibility(verdict, len(carried)))}
        )

    def _carrying(self, said: Statement, kept: Sequence[Citation]) -> tuple[str, ...]:
        """The origins that are known to carry what is shown now.

        Those whose sentence it is; and, where the statement is as before, those that carried it and lost no article, since it
        is not kept which of them did.
        """
        stays = _verbatim(said.statement, kept)
        words = said.statement if stays else shortest(kept)
        own = {self.records[c.source].origin for c in kept if _verbatim(words, [k for k in kept if k.source == c.source])}
        lost = {self.records[s].origin for s in said.sources if s in self.gone}
        return tuple(sorted(own | (set(said.carried_by) - lost if stays else set())))

    def values(self, values: Mapping[str, tuple[Leaf, ...]]) -> dict[str, tuple[Leaf, ...]]:
        """The values that a source that stays gives."""
        found = {
            name: tuple(self._leaf(leaf) for leaf in leaves if self._at(leaf.citations)) for name, leaves in values.items()
        }
        return {name: leaves for name, leaves in found.items() if leaves}

    def _leaf(self, leaf: Leaf) -> Leaf:
        sources = self.sources(leaf.sources)
        origins = self.origins(sources)
        worth = _lowered(leaf.credibility, credibility("supported", len(origins)))
        changed = {"citations": self._at(leaf.citations), "sources": sources, "origins": origins, "credibility": worth}
        return leaf.model_copy(update=changed)

    def sources(self, sources: Iterable[str]) -> tuple[str, ...]:
        return tuple(s for s in sources if s not in self.gone)

    def origins(self, sources: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({self.records[s].origin for s in sources}))

    def _at(self, citations: Iterable[int]) -> tuple[int, ...]:
        return tuple(self.moved[i] for i in citations if i in self.moved)


def _lowered(was: Credibility, counted: Credibility) -> Credibility:
    """No better than before; what was disputed tells nothing of that."""
    return counted if was == DISPUTED else max(was, counted)


def _aliases(finding: Finding, texts: Sequence[str]) -> tuple[str, ...]:
    """Which source used a name is not kept: those stay that stand in an article that is still cited."""
    spelled = [one_line(text).casefold() for text in texts]
    return tuple(a for a in finding.aliases if any(one_line(a).casefold() in text for text in spelled))


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)


def _worded(said: Statement, citations: Sequence[Citation], gone: Collection[str]) -> dict[str, Any]:
    """What is shown of a statement that lost a source, where that is not what it was."""
    about = {reason: _about(reason, said.sources) for reason in said.reasons}
    if _verbatim(said.statement, citations):
        return {"reasons": tuple(r for r in said.reasons if about[r] not in gone)}
    words = shortest(citations)
    others = (r for r in said.reasons if about[r] and about[r] not in gone)
    shown = {"statement": words, "verdict": "supported", "quoted": True, "reasons": (REPLACED, *others)}
    return shown | dict(wording([words], words))


def _about(reason: str, sources: Iterable[str]) -> str | None:
    """The source that a reason is about, where it is not about the shown claim: the one that it begins with."""
    return max((s for s in sources if reason.startswith(f"{s}: ")), key=len, default=None)


def _verbatim(statement: str, citations: Sequence[Citation]) -> bool:
    """Is it a quotation that is left, or several of one source put together, as where a claim cites more than one sentence?"""
    said = one_line(statement)
    for source in {c.source for c in citations}:
        quotes = [quote for c in citations if c.source == source and (quote := one_line(c.quote)) in said]
        if said in quotes or said == " ".join(quotes):
            return True
    return False


def _conflicts(briefing: Briefing, left: Mapping[str, Section]) -> Iterator[Conflict]:
    """The conflicts that have two sides left."""
    before = {f.id: f for section in briefing.sections.values() for f in section.findings}
    now = {f.id: f for section in left.values() for f in section.findings}
    fallen = before.keys() - now.keys()
    # Of a named item another statement may be left than the one that was at odds.
    others = {key for key, f in now.items() if f.statements and f.statement != before[key].statement}
    for conflict in briefing.conflicts:
        sides = tuple(key for key in conflict.findings if key not in fallen)
        if len(sides) <= 1:
            continue
        changed = sides != conflict.findings or not others.isdisjoint(sides)
        why = conflict.why if not changed or conflict.why.endswith(LEFT_OUT) else f"{conflict.why} {LEFT_OUT}"
        said = {key: words for key, words in conflict.said.items() if key in sides and _has(now[key], words)}
        also = tuple(k for k in conflict.also if k not in fallen)
        yield conflict.model_copy(update={"findings": sides, "why": why, "also": also, "said": said})


def _has(finding: Finding, words: str) -> bool:
    return words in finding.statement or any(words in one_line(citation.quote) for citation in finding.citations)


def regraded(old: Section, new: Section, freed: Collection[str], conflicts: Sequence[Conflict]) -> Section:
    """The section with the credibility of what changed or is no longer disputed, best corroborated first as before."""
    was = {f.id: f for f in old.findings}
    changed = {f.id for f in new.findings if f.id in freed or f is not was[f.id]}
    if not changed:
        return new
    again = (graded([_undisputed(f)], conflicts)[0] if f.id in changed else f for f in new.findings)
    return new.model_copy(update={"findings": tuple(sorted(again, key=rank))})


def _undisputed(finding: Finding) -> Finding:
    """The finding with what it and each of its statements are worth apart from disputes: another one may be the first now."""
    statements = tuple(s.model_copy(update={"credibility": _worth(s)}) for s in finding.statements)
    return finding.model_copy(update={"credibility": _worth(finding), "statements": statements})


def _worth(said: Finding | Statement) -> Credibility:
    return credibility(said.verdict, len(said.carried_by)) if said.credibility == DISPUTED else said.credibility
