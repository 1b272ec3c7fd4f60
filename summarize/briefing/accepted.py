"""A briefing of what a reviewer accepted, and of nothing else. Pure, without a model."""

from collections.abc import Collection, Iterable, Iterator

from summarize.briefing.decisions import same, written
from summarize.briefing.file import Briefing
from summarize.briefing.leaving_out import regraded
from summarize.briefing.page_left import Standing, laid_out_again
from summarize.briefing.review import Applied, with_findings
from summarize.briefing.value import revalued
from summarize.models import Finding, Leaf
from summarize.records import Conflict, Section
from summarize.writing.credit import disputed


def accepted_only(applied: Applied) -> Briefing:
    """Only the findings that a reviewer accepted or edited, and of these only what was decided about.

    Sentences stay whose findings all do, conflicts that have two sides left. Texts of sources stay, claims do not.
    """
    briefing = applied.briefing
    kept = {name: with_findings(s, _accepted(s, applied)) for name, s in briefing.sections.items()}
    ids = {f.id for s in kept.values() for f in s.findings}
    conflicts = tuple(_left(briefing.conflicts, ids))
    freed = disputed(briefing.conflicts) - disputed(conflicts)
    left = {name: regraded(briefing.sections[name], s, freed, conflicts) for name, s in kept.items()}
    stays = Standing(ids)
    return briefing.model_copy(
        update={
            "sections": laid_out_again(briefing.sources, left, conflicts, stays),
            "summary": stays.of(briefing.summary),
            "conflicts": conflicts,
            "accepted_of": sum(len(s.findings) for s in briefing.sections.values()),
            "claims": (),
            "compared": (),
            "replies": {},
            **revalued(briefing, {name: s.findings for name, s in left.items()}),
        }
    )


def _accepted(section: Section, applied: Applied) -> Iterator[Finding]:
    stays = [f for f in section.findings if f.review and f.review.decision != "rejected"]
    ids = {f.id for f in stays}
    for finding in stays:
        later = finding.superseded_by if finding.superseded_by in ids else None
        joined = applied.joined.get(finding.id, frozenset())
        values = {name: left for name, leaves in finding.values.items() if (left := _known(name, leaves, joined))}
        yield finding.model_copy(update={"superseded_by": later, "values": values})


def _known(name: str, leaves: Iterable[Leaf], joined: frozenset[tuple[str, str]]) -> tuple[Leaf, ...]:
    return tuple(leaf for leaf in leaves if (name, same(written(leaf.value))) not in joined)


def _left(conflicts: Iterable[Conflict], ids: Collection[str]) -> Iterator[Conflict]:
    for conflict in conflicts:
        sides = tuple(key for key in conflict.findings if key in ids)
        if len(sides) > 1:
            also, said = (tuple(k for k in conflict.also if k in ids), {k: w for k, w in conflict.said.items() if k in ids})
            yield conflict.model_copy(update={"findings": sides, "also": also, "said": said})
