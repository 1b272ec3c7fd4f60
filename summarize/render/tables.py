"""A briefing as two tables, of its findings and of its citations: what CSV and Parquet files have, a field for a column. Pure.

Each row is complete in itself, for somebody who filters and pivots. All findings are there, `shown` on the page or folded.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from summarize.models import Citation, Finding
from summarize.records import Briefing, Section, SourceRecord
from summarize.render.fragments import link


class FindingRow(NamedTuple):
    """One finding. Lists are in the briefing's order; `n_` counts the list of that name.

    `also_said`: what else is said of a named thing, after `statement`. `conflicts`: ids of the conflicts that it has a side in.
    `values`: JSON, field -> its values.
    """

    id: str
    section: str
    section_title: str
    statement: str
    shown: bool
    verdict: str
    reasons: tuple[str, ...]
    quoted: bool
    modality: str
    speech: str
    speaker: str | None
    speaker_kind: str
    directness: str | None
    sources: tuple[str, ...]
    n_sources: int
    origins: tuple[str, ...]
    n_origins: int
    carried_by: tuple[str, ...]
    n_carried_by: int
    credibility: int
    as_of: date | None
    conflicts: tuple[str, ...]
    superseded_by: str | None
    review: str | None
    review_by: str | None
    review_at: str | None
    review_reason: str | None
    review_was: str | None
    places: tuple[str, ...]
    also_called: tuple[str, ...]
    also_said: tuple[str, ...]
    values: str


class CitationRow(NamedTuple):
    """One citation of one finding. `number`: which one of the finding's, from 1.

    `start`, `end`: code points of the source's text, 0-based, end-exclusive. `context`: it says who is meant, and carries
    nothing. `exact`: the source has the quote at this place. `link` opens the page with the quote marked, where the source has
    a web address. The columns after it tell of the source.
    """

    finding: str
    number: int
    section: str
    statement: str
    source: str
    start: int
    end: int
    quote: str
    context: bool
    exact: bool
    link: str | None
    origin: str | None
    title: str | None
    publisher: str | None
    published: date | None
    published_from: date | None
    published_to: date | None
    reliability: str | None
    url: str | None
    location: str | None
    sha256: str | None


def findings(briefing: Briefing) -> Iterator[FindingRow]:
    """All findings, section by section."""
    conflicts = _conflicts(briefing)
    for key, section in briefing.sections.items():
        for finding in section.findings:
            yield FindingRow(
                section=key,
                section_title=section.title,
                conflicts=tuple(conflicts[finding.id]),
                **_told(finding),
                **_witnessed(finding),
                **_reviewed(finding),
                **_filled(finding),
            )


def citations(briefing: Briefing) -> Iterator[CitationRow]:
    """All citations of all findings, in their order; those that are context come last of each."""
    sources = {source.id: source for source in briefing.sources}
    for key, section in briefing.sections.items():
        yield from _cited(key, section, sources)


def _conflicts(briefing: Briefing) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for conflict in briefing.conflicts:
        for key in (*conflict.findings, *conflict.also):
            found[key].append(conflict.id)
    return found


def _told(finding: Finding) -> dict[str, Any]:
    same = ("id", "statement", "shown", "verdict", "reasons", "quoted", "modality", "speech", "directness")
    return {name: getattr(finding, name) for name in same} | {
        "speaker": finding.speaker.name,
        "speaker_kind": finding.speaker.kind,
    }


def _witnessed(finding: Finding) -> dict[str, Any]:
    lists = {name: getattr(finding, name) for name in ("sources", "origins", "carried_by")}
    same = {name: getattr(finding, name) for name in ("credibility", "as_of", "superseded_by")}
    return lists | {f"n_{name}": len(found) for name, found in lists.items()} | same


def _reviewed(finding: Finding) -> dict[str, Any]:
    review = finding.review
    columns = {"review": "decision", "review_by": "by", "review_at": "at", "review_reason": "reason", "review_was": "was"}
    return {column: getattr(review, name) or None if review else None for column, name in columns.items()}


def _filled(finding: Finding) -> dict[str, Any]:
    values = {name: [leaf.value for leaf in leaves] for name, leaves in finding.values.items()}
    said = (one.statement for one in finding.statements)
    return {
        "places": finding.places,
        "also_called": finding.aliases,
        "also_said": tuple(one for one in said if one != finding.statement),
        "values": json.dumps(values, ensure_ascii=False),
    }


def _cited(key: str, section: Section, sources: Mapping[str, SourceRecord]) -> Iterator[CitationRow]:
    for finding in section.findings:
        for number, citation in enumerate((*finding.citations, *finding.context), 1):
            yield CitationRow(
                finding=finding.id,
                number=number,
                section=key,
                statement=finding.statement,
                context=number > len(finding.citations),
                **dict(citation),
                **_source(sources.get(citation.source), citation),
            )


def _source(source: SourceRecord | None, citation: Citation) -> dict[str, Any]:
    told = CitationRow._fields[CitationRow._fields.index("link") + 1 :]
    if source is None:
        return {"exact": False, "link": None} | dict.fromkeys(told)
    exact = source.text[citation.start : citation.end] == citation.quote
    return {"exact": exact, "link": link(source, citation)} | {name: getattr(source, name) for name in told}
