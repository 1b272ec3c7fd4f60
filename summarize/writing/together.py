"""What all articles say together, as the engine's way has it: groups that a model proposes, or pairs that it compares.

Both ways give the same: findings, conflicts, and what stands on the front page.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

from summarize.engines import Engine
from summarize.engines.jobs import in_order
from summarize.errors import EngineError
from summarize.models import Checked, Finding
from summarize.reconciling.articles import Articles
from summarize.reconciling.conflicts.find import Asked, conflicts
from summarize.reconciling.conflicts.report import superseded
from summarize.reconciling.merge import Claims, Merged, merge
from summarize.reconciling.proposed import AtOdds, Regrouped, listed, regrouped
from summarize.reconciling.proposing import Listed, Proposal, propose
from summarize.reconciling.questions import Comparing
from summarize.records import Conflict, Sentence, Usage
from summarize.schema.load import Schema
from summarize.writing import at_odds
from summarize.writing.credit import at_once, by_pairs, disputed, graded
from summarize.writing.findings import Shapes, Written, findings, said_in
from summarize.writing.front import Opposed, write
from summarize.writing.order import shown
from summarize.writing.page import Layout, laid_out, room
from summarize.writing.shortening import of_claims


class Together(NamedTuple):
    """`findings`: section -> its findings; `answers`: section -> its answer. `problems`: section -> why it was not grouped.

    `not_written`: why there is no answer and no summary although a model was asked for them.
    """

    findings: Mapping[str, tuple[Finding, ...]]
    conflicts: tuple[Conflict, ...]
    answers: Mapping[str, tuple[Sentence, ...]] = {}
    summary: tuple[Sentence, ...] = ()
    problems: Mapping[str, str] = {}
    not_written: str | None = None
    usage: Usage = Usage()


class Material(NamedTuple):
    """What is brought together: the checked claims of all articles, and what is known of these. `words`: of all articles."""

    schema: Schema
    claims: Sequence[Checked]
    articles: Articles
    words: int


def by_comparing(material: Material, comparing: Comparing | None = None) -> Together:
    """Join what says the same by its words. No clock: as pure as the model that compares, and pure without one.

    Without one only claims of nearly the same words corroborate each other, and only conflicts that are certain are reported.
    """
    schema, claims, articles, _ = material
    questions = {s.name: s.question for s in schema.sections}
    merged = merge(claims, articles, identity=schema.identities)
    merged = {name: tuple(_shortened(one, questions[name]) for one in found) for name, found in merged.items()}
    credits_ = by_pairs(said_in(merged), articles, comparing.carries if comparing else lambda *_: False)
    written = findings(merged, credits_, articles, _shapes(schema))
    one_act, denies = (comparing.one_act, comparing.denies) if comparing else (None, None)
    found = conflicts(_in_full(written, merged, articles), articles, asked=_asked(schema), one_act=one_act, denies=denies)
    return _on_page(material, Together(written.findings, found))


def _in_full(written: Written, merged: Mapping[str, Sequence[Merged]], articles: Articles) -> dict[str, tuple[Finding, ...]]:
    """The findings in the words of their claims: as a whole, and each claim by itself, under the id of its finding.

    A difference may stand in what was made shorter, or in a claim that its finding does not show, however it was grouped.
    """
    full = {
        key: (one.said[0].claims, shown(one.said[0].claims).claim.statement)
        for name, found in merged.items()
        for key, one in zip(written.ids[name], found, strict=True)
        if not one.named
    }
    return {
        name: tuple(face for f in found for face in (_faces(f, *full[f.id], articles) if f.id in full else [f]))
        for name, found in written.findings.items()
    }


def _faces(finding: Finding, claims: Claims, statement: str, articles: Articles) -> list[Finding]:
    """The finding with this statement; then, of several claims, each as if it were a finding. What it chose stays with all."""
    each = [
        finding.model_copy(
            update={
                "statement": one.claim.statement,
                "values": {},
                "citations": one.claim.citations,
                "sources": (one.claim.source,),
                "origins": articles.origins_of((one.claim.source,)),
                "verdict": one.verdict,
                "speaker": one.claim.speaker,
                "modality": one.claim.modality,
            }
        )
        for one in claims
    ]
    return [finding.model_copy(update={"statement": statement}), *(each if len(each) > 1 else ())]


def _shortened(merged: Merged, question: str) -> Merged:
    return merged._replace(said=tuple(of_claims(said, question) for said in merged.said))


def _asked(schema: Schema) -> dict[str, Asked]:
    return {s.name: Asked(f"{s.title}: {s.question}", s.positions) for s in schema.sections}


def _shapes(schema: Schema) -> Shapes:
    items = [item for asked in schema.sections for item in asked.parts.items]
    words = (leaf.path for item in items for leaf in item.leaves if leaf.words)
    chosen = ((leaf, item) for item in items for leaf in item.leaves if not (leaf.worded or leaf.many))
    traits = (leaf.path for leaf, item in chosen if leaf.path not in item.positions)
    return Shapes(schema.identities, frozenset(words), frozenset(traits))


def by_proposal(material: Material, engine: Engine, *, jobs: int) -> Together:
    """Ask `engine` section by section what says the same, then who carries it, then for the page. Raises NoEngineError only.

    A section that it does not answer is grouped by wording alone, and named among the problems.
    """
    schema, claims, articles, _ = material
    lists = listed(claims, articles, identity=schema.identities, questions={s.name: s.question for s in schema.sections})
    asked = _proposals(lists, articles, engine, jobs)
    problems = {name: one.problem for name, one in asked.items() if one.problem}
    by_wording = merge(claims, articles, identity=schema.identities) if problems else {}
    sections = {
        name: Regrouped(by_wording[name]) if one.proposal is None else regrouped(lists[name], one.proposal)
        for name, one in asked.items()
    }
    merged: dict[str, Sequence[Merged]] = {name: section.merged for name, section in sections.items()}
    credits_, spent = at_once(said_in(merged), articles, engine)
    written = findings(merged, credits_, articles, _shapes(schema))
    odds = [_opposed(each, written.ids[name]) for name, section in sections.items() for each in section.odds]
    usage = sum((one.usage for one in asked.values()), spent)
    grouped = Together(written.findings, (), problems=problems, usage=usage)
    return _on_page(material, _written(material, grouped, odds, engine))


class _Asked(NamedTuple):
    """What is proposed for a section and what that took, or why nothing is."""

    proposal: Proposal | None
    usage: Usage
    problem: str | None = None


def _proposals(lists: Mapping[str, Listed], articles: Articles, engine: Engine, jobs: int) -> dict[str, _Asked]:
    def ask(asked: Engine, one: Listed) -> _Asked:
        try:
            return _Asked(*propose(one, articles, asked))
        except EngineError as error:
            return _Asked(None, error.usage, str(error))

    with closing(in_order(ask, list(lists.values()), engine, jobs=jobs)) as results:
        return dict(zip(lists, results, strict=True))


def _opposed(odds: AtOdds, ids: Sequence[str]) -> Opposed:
    one, other = (tuple(ids[at] for at in side) for side in (odds.one, odds.other))
    return Opposed(one, other, odds.kind, odds.why)


def _written(material: Material, together: Together, odds: Sequence[Opposed], engine: Engine) -> Together:
    """The same with answers, a summary and conflicts: what the model tells, and what is certain without it."""
    schema = material.schema
    certain = conflicts(together.findings, material.articles, asked=_asked(schema))
    space = room(together.findings, {s.name: s.identity for s in schema.sections}, material.words)
    try:
        front, usage = write(schema, together.findings, odds, space, engine)
    except EngineError as error:
        return together._replace(not_written=str(error), conflicts=certain, usage=together.usage + error.usage)
    told = at_odds.conflicts(front.conflicts, together.findings, material.articles)
    return together._replace(
        answers=front.answers,
        summary=front.summary,
        conflicts=at_odds.each_once([*told, *certain]),
        usage=together.usage + usage,
    )


def _on_page(material: Material, together: Together) -> Together:
    """The same with what is disputed and superseded told in the findings, and what stands on the page marked."""
    found = {name: graded(each, together.conflicts) for name, each in together.findings.items()}
    identity = {s.name: s.identity for s in material.schema.sections}
    layout = Layout(together.answers, identity, material.words, disputed(together.conflicts))
    shown = laid_out(found, layout)
    newer = superseded(together.conflicts)
    return together._replace(findings={name: tuple(_newer(f, newer) for f in each) for name, each in shown.items()})


def _newer(finding: Finding, newer: Mapping[str, str]) -> Finding:
    return finding.model_copy(update={"superseded_by": newer[finding.id]}) if finding.id in newer else finding
