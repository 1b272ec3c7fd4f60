"""A briefing against gold of one's own: how many of the cited words are evidence, and how much of the evidence is cited. Pure.

Citations: every one must quote its source exactly, and the source must be the article. Evidence: precision is the share of
distinct cited spans, per field and source, that overlap the gold's evidence for that field by at least half of the shorter of
the two; recall is the share of the gold's core facts that a citation of their field touches. A source without gold counts for
nothing there: nobody knows what is in it. Merging: which of the gold's pairs of facts one finding covers together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from summarize.errors import GoldError
from summarize.evaluating.gold import NO_CONFLICT, Disputed, Fact, Joined, Placed, Span, placed
from summarize.models import Citation, Finding, Value
from summarize.records import Briefing

FactPair = frozenset[str]
ENOUGH = 0.5  # of the shorter of two spans must be in both before one is evidence for the other


class Citations(Value):
    """How many citations there are, and how many do not stand where they say."""

    total: int
    not_exact: int
    findings_without_citation: int


class FieldScore(Value):
    """One field's figures, rounded to three digits. `spans` are the distinct cited spans, `core_facts` the gold's."""

    precision: float
    recall: float
    spans: int
    core_facts: int


class Evidence(Value):
    """All fields together (each span and each core fact counts once), and each alone."""

    precision: float
    recall: float
    f1: float
    fields: dict[str, FieldScore]


class Merging(Value):
    """What the merger did with the gold's pairs. `same_claim_found`: pairs both of whose facts are cited somewhere.

    `origins_right` is None where the gold says nothing about origins.
    """

    same_claim_joined: int
    same_claim_found: int
    same_claim_gold: int
    same_claim_recall: float
    must_not_merge_violations: tuple[tuple[str, ...], ...]
    conflicts_found: tuple[tuple[str, str], ...]
    conflicts_missed: tuple[tuple[str, str], ...]
    false_conflicts: tuple[tuple[str, str], ...]
    conflicts_reported: int
    origins_right: bool | None


class Evaluation(Value):
    """The figures of one briefing."""

    citations: Citations
    evidence: Evidence
    merge: Merging | None = None


class _Cited(NamedTuple):
    """A finding of a field, and those of its citations that hold: the article's file name and the span."""

    field: str
    finding: Finding
    exact: list[tuple[str, Span]]


class _Count(NamedTuple):
    """Evidence, counted: spans that are right, spans, core facts that are touched, core facts."""

    right: int = 0
    spans: int = 0
    touched: int = 0
    core: int = 0


def evaluate(
    briefing: Briefing, gold: Sequence[Fact], texts: Mapping[str, str] | None = None, *, joined: Joined | None = None
) -> Evaluation:
    """Compare a briefing with gold facts and, if given, with what a merger must get right.

    `texts`: file name -> the article's text; without it, the briefing's own texts are taken for the articles. Raises GoldError
    where the gold names an article or words that are not there, or `joined` a fact that is not in `gold`.
    """
    articles = own_texts(briefing) if texts is None else texts
    facts, found = placed(gold, articles), _cited(briefing, articles)
    total = sum(len(f.finding.citations) for f in found)
    bare = sum(not f.finding.citations for f in found)
    return Evaluation(
        citations=Citations(total=total, not_exact=total - sum(len(f.exact) for f in found), findings_without_citation=bare),
        evidence=_evidence(facts, found),
        merge=_merging(briefing, facts, found, joined) if joined else None,
    )


def own_texts(briefing: Briefing) -> dict[str, str]:
    """File name -> text, of the sources that a briefing carries."""
    return {_name(s.location): s.text for s in briefing.sources if s.status == "read"}


def _name(location: str) -> str:
    return Path(location).name


def _cited(briefing: Briefing, articles: Mapping[str, str]) -> list[_Cited]:
    names = {s.id: _name(s.location) for s in briefing.sources if s.text == articles.get(_name(s.location))}
    return [
        _Cited(field, finding, [(names[c.source], (c.start, c.end)) for c in finding.citations if _holds(c, names, articles)])
        for field, section in briefing.sections.items()
        for finding in section.findings
    ]


def _holds(citation: Citation, names: Mapping[str, str], articles: Mapping[str, str]) -> bool:
    if citation.source not in names or not citation.quote.strip():
        return False
    return articles[names[citation.source]][citation.start : citation.end] == citation.quote


def _evidence(facts: Sequence[Placed], found: Sequence[_Cited]) -> Evidence:
    spans: defaultdict[tuple[str, str], set[Span]] = defaultdict(set)
    for one in found:
        for name, span in one.exact:
            spans[name, one.field].add(span)
    sources = sorted({p.fact.source for p in facts})
    fields = {
        field: _added(_count(field, source, facts, spans[source, field]) for source in sources)
        for field in sorted({p.fact.field for p in facts})
    }
    every = _added(fields.values())
    precision, recall = _ratio(every.right, every.spans), _ratio(every.touched, every.core)
    return Evidence(
        precision=round(precision, 3),
        recall=round(recall, 3),
        f1=round(_ratio(2 * precision * recall, precision + recall), 3),
        fields={field: _score(count) for field, count in fields.items()},
    )


def _count(field: str, source: str, facts: Sequence[Placed], spans: set[Span]) -> _Count:
    here = [p for p in facts if (p.fact.source, p.fact.field) == (source, field)]
    core = [p for p in here if p.fact.core]
    return _Count(
        right=sum(any(_is_evidence(span, p) for p in here) for span in spans),
        spans=len(spans),
        touched=sum(any(_overlap(span, words) for span in spans for words in p.spans) for p in core),
        core=len(core),
    )


def _added(counts: Iterable[_Count]) -> _Count:
    return _Count(*map(sum, zip(_Count(), *counts, strict=True)))


def _score(count: _Count) -> FieldScore:
    return FieldScore(
        precision=round(_ratio(count.right, count.spans), 3),
        recall=round(_ratio(count.touched, count.core), 3),
        spans=count.spans,
        core_facts=count.core,
    )


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _is_evidence(span: Span, placed_: Placed) -> bool:
    return any(_overlap(span, words) >= ENOUGH * min(span[1] - span[0], words[1] - words[0]) > 0 for words in placed_.spans)


def _merging(briefing: Briefing, facts: Sequence[Placed], found: Sequence[_Cited], joined: Joined) -> Merging:
    by_id = {p.fact.id: p.fact for p in facts}
    if unknown := sorted(joined.facts - by_id.keys()):
        raise GoldError(f"the merge file names the fact {unknown[0]!r}, which the gold does not have")
    covers = {one.finding.id: _covered(one, facts) for one in found}
    present = {fact for covered in covers.values() for fact in covered}
    together = {frozenset(pair) for covered in covers.values() for pair in combinations(covered, 2)}
    pairs = {frozenset(p) for ids in joined.same_claim for p in combinations(ids, 2) if len({by_id[i].field for i in p}) == 1}
    reported = _reported(briefing, covers)
    real = [c for c in joined.conflicts if c.kind != NO_CONFLICT and not c.optional]
    at_hand = sum(pair <= present for pair in pairs)
    return Merging(
        same_claim_joined=len(pairs & together),
        same_claim_found=at_hand,
        same_claim_gold=len(pairs),
        same_claim_recall=round(_ratio(len(pairs & together), at_hand), 3),
        must_not_merge_violations=tuple(tuple(sorted(p)) for p in joined.must_not_merge if frozenset(p) in together),
        conflicts_found=tuple(c.ids for c in real if _sides(c, by_id) & reported),
        conflicts_missed=tuple(c.ids for c in real if not _sides(c, by_id) & reported),
        false_conflicts=tuple(c.ids for c in joined.conflicts if c.kind == NO_CONFLICT and _sides(c, by_id) & reported),
        conflicts_reported=len(briefing.conflicts),
        origins_right=_origins_right(briefing, joined.independent_origins),
    )


def _covered(one: _Cited, facts: Sequence[Placed]) -> set[str]:
    """The ids of the gold facts that a finding's citations are evidence for."""
    return {
        p.fact.id
        for p in facts
        if p.fact.field == one.field and any(name == p.fact.source and _is_evidence(span, p) for name, span in one.exact)
    }


def _reported(briefing: Briefing, covers: Mapping[str, set[str]]) -> set[FactPair]:
    """The pairs of facts that some conflict of the briefing sets against each other."""
    return {
        frozenset((x, y))
        for conflict in briefing.conflicts
        for a, b in combinations(conflict.findings, 2)
        for x in covers.get(a, ())
        for y in covers.get(b, ())
    }


def _sides(conflict: Disputed, facts: Mapping[str, Fact]) -> set[FactPair]:
    """Every pair of facts that may stand for the two sides: alternatives are facts of the same article."""
    a, b = ({i, *(x for x in conflict.alt_ids if facts[x].source == facts[i].source)} for i in conflict.ids)
    return {frozenset((x, y)) for x in a for y in b}


def _origins_right(briefing: Briefing, wanted: Sequence[Sequence[str]] | None) -> bool | None:
    """Whether the sources are grouped as in the gold, which may name a source by its file or by the name's first part."""
    if wanted is None:
        return None
    named = {name for group in wanted for name in group}
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for source in briefing.sources:
        file = _name(source.location)
        short = file.partition(".")[0].partition("_")[0]
        groups[source.origin].add(next((n for n in (file, Path(file).stem, source.id) if n in named), short))
    return {frozenset(group) for group in groups.values()} == {frozenset(group) for group in wanted}


def report(evaluation: Evaluation) -> str:
    """The figures as lines for people."""
    fields = evaluation.evidence.fields
    wide = max(map(len, (*fields, "all fields")))
    lines = [
        f"{field:{wide}}  precision {s.precision:.2f}  recall {s.recall:.2f}  ({s.spans} spans, {s.core_facts} core facts)"
        for field, s in fields.items()
    ]
    every = evaluation.evidence
    lines.append(f"{'all fields':{wide}}  precision {every.precision:.2f}  recall {every.recall:.2f}  F1 {every.f1:.3f}")
    cited = evaluation.citations
    without = f", {cited.findings_without_citation} findings without" if cited.findings_without_citation else ""
    lines.append(f"citations: {cited.total}, of which {cited.not_exact} do not stand in the article{without}")
    return "\n".join([*lines, *(_merge_lines(evaluation.merge) if evaluation.merge else ())])


def _merge_lines(merge: Merging) -> Iterator[str]:
    yield (
        f"same claim: {merge.same_claim_joined} of {merge.same_claim_found} pairs joined ({merge.same_claim_gold} in the gold)"
    )
    yield f"joined, but different: {_pairs(merge.must_not_merge_violations)}"
    yield f"conflicts found: {_pairs(merge.conflicts_found)}; missed: {_pairs(merge.conflicts_missed)}"
    yield f"conflicts that are none: {_pairs(merge.false_conflicts)}; reported in all: {merge.conflicts_reported}"
    if merge.origins_right is not None:
        yield f"origins: {'right' if merge.origins_right else 'not as in the gold'}"


def _pairs(pairs: Iterable[Sequence[str]]) -> str:
    return ", ".join(" and ".join(pair) for pair in pairs) or "none"
