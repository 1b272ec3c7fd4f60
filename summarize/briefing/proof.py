"""The proof: does every citation of a briefing stand where it says, in those words? Needs no model."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from summarize.briefing.against import differences
from summarize.briefing.value import revalued
from summarize.checking.estimates import estimates
from summarize.models import Citation, Finding, Value
from summarize.records import Briefing, Sentence, SourceRecord, plain
from summarize.schema.addresses import all_in, at, enclosing
from summarize.writing.credit import credibility


class Failure(Value):
    """What does not hold. `where` is a finding's, a source's or a conflict's id, or "a claim of" a source."""

    where: str
    what: str


class Proof(Value):
    """`checked` counts citations. Proven is a briefing without failures; `notes` change no quotation."""

    checked: int
    failures: tuple[Failure, ...] = ()
    notes: tuple[Failure, ...] = ()


def prove(briefing: Briefing, *, against: Path | None = None) -> Proof:
    """Check every citation against the text that the briefing carries, and everything that counts citations.

    `against`: a folder with the articles' files; then these are read as articles are, and checked as well, so that nobody can
    change the text and its quotations together. A source's file is looked for under its location and its name, in the folder.
    """
    sources = {source.id: source for source in briefing.sources}
    failures = [*_twice(briefing), *_sections(briefing, sources), *_sentences(briefing), *_conflicts(briefing)]
    failures += [*_claims(briefing, sources), *_value(briefing), *_instructions(briefing, sources)]
    notes = [*_estimates(briefing)]
    for source, what, holds in differences(briefing, against) if against is not None else ():
        (notes if holds else failures).append(Failure(where=source, what=what))
    return Proof(checked=sum(len(f.citations) for f in _findings(briefing)), failures=tuple(failures), notes=tuple(notes))


def _findings(briefing: Briefing) -> Iterator[Finding]:
    return (finding for section in briefing.sections.values() for finding in section.findings)


def _twice(briefing: Briefing) -> Iterator[Failure]:
    for kind, ids in (
        ("source", [s.id for s in briefing.sources]),
        ("finding", [f.id for f in _findings(briefing)]),
        ("conflict", [c.id for c in briefing.conflicts]),
    ):
        yield from (Failure(where=key, what=f"{n} {kind}s have this id") for key, n in Counter(ids).items() if n > 1)


def _sections(briefing: Briefing, sources: Mapping[str, SourceRecord]) -> Iterator[Failure]:
    for finding in _findings(briefing):
        whats = [what for citation in (*finding.citations, *finding.context) if (what := _citation(citation, sources))]
        whats += [*_counts(finding, sources), *_leaves(finding), *_statements(finding), *_credit(finding, sources)]
        yield from (Failure(where=finding.id, what=what) for what in whats)
    for name, section in briefing.sections.items():
        known = {f.id for f in section.findings}
        yield from (
            Failure(where=f.id, what=f"its section has no finding {f.superseded_by!r}, which is said to supersede it")
            for f in section.findings
            if f.superseded_by is not None and f.superseded_by not in known
        )
        unknown = sorted((section.by_source.keys() | section.failures.keys()) - sources.keys())
        yield from (Failure(where=name, what=f"the briefing has no source {key!r}") for key in unknown)


def _instructions(briefing: Briefing, sources: Mapping[str, SourceRecord]) -> Iterator[Failure]:
    """What is said to read like instructions stands there, and no finding rests on it."""
    flagged = {source.id: source.instructions for source in briefing.sources}
    for key, citations in flagged.items():
        yield from (Failure(where=key, what=what) for c in citations if (what := _citation(c, sources)))
    for finding in _findings(briefing):
        for c in (*finding.citations, *finding.context):
            if any(c.start < other.end and other.start < c.end for other in flagged.get(c.source, ())):
                yield Failure(where=finding.id, what=f"it rests on what reads like an instruction: {_short(c.quote)}")


def _citation(citation: Citation, sources: Mapping[str, SourceRecord]) -> str | None:
    place = f"{citation.source}, {citation.start}–{citation.end}"
    if citation.source not in sources:
        return f"{place}: the briefing has no source {citation.source!r}"
    if not citation.quote.strip():
        return f"{place}: the quotation is blank"
    stands = sources[citation.source].text[citation.start : citation.end]
    if stands != citation.quote:
        return f"{place}: quoted is {_short(citation.quote)}, the source has {_short(stands)} there"
    return None


def _counts(finding: Finding, sources: Mapping[str, SourceRecord]) -> Iterator[str]:
    if not finding.citations:
        yield "it cites nothing"
    cited = {c.source for c in finding.citations}
    if len(finding.sources) != len(cited) or set(finding.sources) != cited:
        yield f"it names the sources {_list(finding.sources)}, but cites {_list(cited)}"
    origins = {sources[key].origin for key in cited if key in sources}
    if cited <= sources.keys() and (len(finding.origins) != len(origins) or set(finding.origins) != origins):
        yield f"it counts the origins {_list(finding.origins)}, but its sources go back to {_list(origins)}"


def _leaves(finding: Finding) -> Iterator[str]:
    for name, leaves in finding.values.items():
        for leaf in leaves:
            if not leaf.citations:
                yield f"{name}: a value has no citation"
            if any(not 0 <= i < len(finding.citations) for i in leaf.citations):
                yield f"{name}: a value refers to a citation that is not there"


def _statements(finding: Finding) -> Iterator[str]:
    """What is said of a named item is cited from the item's citations, and the first of it is what the finding shows."""
    for said in finding.statements:
        known = [finding.citations[i] for i in said.citations if 0 <= i < len(finding.citations)]
        if len(known) != len(said.citations):
            yield f"{_short(said.statement)} refers to a citation that is not there"
        if set(said.sources) != {c.source for c in known}:
            yield f"{_short(said.statement)} names the sources {_list(said.sources)}, but not those that it cites"
    if finding.statements and (finding.statement, finding.carried_by) != (
        finding.statements[0].statement,
        finding.statements[0].carried_by,
    ):
        yield "it does not show the first of its statements, with those who carry that one"


def _credit(finding: Finding, sources: Mapping[str, SourceRecord]) -> Iterator[str]:
    """Nobody is counted for a statement or a value who does not say it."""
    for said in finding.statements or (finding,):
        if not set(said.carried_by) <= set(said.origins):
            yield f"{_short(said.statement)} counts the origins {_list(said.carried_by)}, but not all of these say it"
        if finding.statements and said.credibility < credibility(said.verdict, len(said.carried_by)):
            yield f"{_short(said.statement)} has credibility {said.credibility}, more than those who carry it give"
    for name, leaf in ((name, leaf) for name, leaves in finding.values.items() for leaf in leaves):
        cited = {finding.citations[i].source for i in leaf.citations if 0 <= i < len(finding.citations)}
        origins = {sources[key].origin for key in leaf.sources if key in sources}
        if not set(leaf.sources) <= cited or set(leaf.origins) != origins:
            told = f"the sources {_list(leaf.sources)} and origins {_list(leaf.origins)}"
            yield f"{name}: a value counts {told}, but its citations tell of others"


def _sentences(briefing: Briefing) -> Iterator[Failure]:
    """Each sentence of the page rests on findings that there are."""
    known = {f.id for f in _findings(briefing)}
    for where, sentence in _written(briefing):
        unknown = (key for key in sentence.findings if key not in known)
        yield from (Failure(where=where, what=f"a sentence rests on {key!r}, which is no finding") for key in unknown)


def _estimates(briefing: Briefing) -> Iterator[Failure]:
    """Where a statement or a sentence of the page says by itself how likely something is."""
    found = {f.id: f for f in _findings(briefing)}
    for finding in found.values():
        said = () if finding.quoted else estimates(finding.statement, [c.quote for c in finding.citations])
        yield from (Failure(where=finding.id, what=what) for what in said)
    for where, sentence in _written(briefing):
        cited = [c.quote for key in sentence.findings if key in found for c in found[key].citations]
        yield from (Failure(where=where, what=what) for what in estimates(sentence.text, cited))


def _written(briefing: Briefing) -> Iterator[tuple[str, Sentence]]:
    """The sentences of the page, each with where it stands."""
    yield from (("summary", sentence) for sentence in briefing.summary)
    yield from ((name, sentence) for name, section in briefing.sections.items() for sentence in section.answer)


def _conflicts(briefing: Briefing) -> Iterator[Failure]:
    everywhere = {f.id for f in _findings(briefing)}
    for conflict in briefing.conflicts:
        unknown = (key for key in conflict.also if key not in everywhere)
        yield from (Failure(where=conflict.id, what=f"the briefing has no finding {key!r}") for key in unknown)
        if conflict.section not in briefing.sections:
            yield Failure(where=conflict.id, what=f"the briefing has no section {conflict.section!r}")
        known = {f.id for f in briefing.sections[conflict.section].findings} if conflict.section in briefing.sections else set()
        yield from (
            Failure(where=conflict.id, what=f"its section has no finding {key!r}")
            for key in conflict.findings
            if key not in known
        )


def _claims(briefing: Briefing, sources: Mapping[str, SourceRecord]) -> Iterator[Failure]:
    """What the findings were merged from is quoted as exactly; its citations are the findings', and not counted again."""
    for one in briefing.claims:
        where = f"a claim of {one.claim.source}"
        if one.claim.section not in briefing.sections:
            yield Failure(where=where, what=f"the briefing has no section {one.claim.section!r}")
        cited = (*one.claim.citations, *one.claim.context)
        if others := {c.source for c in cited} - {one.claim.source}:
            yield Failure(where=where, what=f"it cites {_list(others)}")
        whats = (_citation(citation, sources) for citation in cited)
        yield from (Failure(where=where, what=what) for what in whats if what)


def _value(briefing: Briefing) -> Iterator[Failure]:
    """Whatever stands in the value is cited, by findings that there are."""
    everywhere = {f.id for f in _findings(briefing)}
    for address, keys in briefing.cited_by.items():
        yield from (
            Failure(where=address, what=f"the briefing has no finding {key!r}") for key in keys if key not in everywhere
        )
    value, again = plain(briefing.value), plain(_again(briefing))
    for address in dict.fromkeys((*all_in(value), *all_in(again))):
        around = set(enclosing(address))
        if around & briefing.missing.keys():
            continue
        if not around & briefing.cited_by.keys():
            yield Failure(where=address, what="a value stands there that no finding is named for")
        elif at(value, address) != at(again, address):
            yield Failure(where=address, what="what stands there is not what its findings say")


def _again(briefing: Briefing) -> Any:
    """The value as its findings give it. Where the class is not at hand nobody knows what it makes of them: as it stands."""
    if not isinstance(briefing.value, BaseModel):
        return briefing.value
    return revalued(briefing, {name: section.findings for name, section in briefing.sections.items()})["value"]


def _short(text: str, size: int = 60) -> str:
    return repr(text if len(text) <= size else text[: size - 1] + "…")


def _list(keys: object) -> str:
    return ", ".join(sorted(map(str, keys))) or "none"  # type: ignore[call-overload]
