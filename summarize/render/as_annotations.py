"""A briefing as W3C Web Annotations (JSON-LD): each citation of each finding is one, in one collection with one page.

Its body is the finding's statement, its target the place in the source: by position (code points of the source's text, as in
the briefing) and by the quotation with what stands around it. Programs that see the page and not that text, such as a browser,
go by the quotation. A source without a web address is named by the digest of its file. An annotation that is
motivated by `identifying` says who is meant; the others carry the statement.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from summarize.json_text import safe
from summarize.models import Citation, Finding
from summarize.records import Briefing, SourceRecord
from summarize.render.fragments import web_address

SUFFIXES = (".jsonld", ".annotations.json")
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # code points before and after a quotation, as the annotation services of the web keep them

Json = dict[str, Any]


def rendered(briefing: Briefing) -> str:
    """The collection as JSON, which ends with a newline."""
    items = list(_annotations(briefing))
    page = {"id": _name(briefing, "page"), "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": CONTEXT,
        "id": _name(briefing, "collection"),
        "type": "AnnotationCollection",
        "label": briefing.schema_.title or briefing.schema_.name,
        "created": briefing.made.at,
        "generator": _software(f"summarize {briefing.made.version}"),
        "creator": _software(briefing.made.model),
        "total": len(items),
        "first": page,
    }
    return safe(json.dumps(collection, indent=1, ensure_ascii=False)) + "\n"


def _annotations(briefing: Briefing) -> Iterator[Json]:
    sources = {source.id: source for source in briefing.sources}
    for section in briefing.sections.values():
        for finding in section.findings:
            for number, citation in enumerate((*finding.citations, *finding.context)):
                yield {
                    "id": _name(briefing, f"{finding.id} {number}"),
                    "type": "Annotation",
                    "motivation": "describing" if number < len(finding.citations) else "identifying",
                    "created": briefing.made.at,
                    "body": _bodies(section.title, finding),
                    "target": _target(sources.get(citation.source), citation),
                }


def _bodies(title: str, finding: Finding) -> list[Json]:
    """The statement, what section it answers, what the check found, and what a reviewer decided."""
    told = [
        ("describing", finding.statement),
        ("tagging", title),
        ("assessing", f"{finding.verdict}, credibility {finding.credibility}"),
    ]
    if review := finding.review:
        told.append(
            ("moderating", " ".join(part for part in (f"{review.decision} {review.at}", review.by, review.reason) if part))
        )
    return [{"type": "TextualBody", "value": text, "format": "text/plain", "purpose": purpose} for purpose, text in told]


def _target(source: SourceRecord | None, citation: Citation) -> Json:
    start, end = citation.start, citation.end
    quotation = {"type": "TextQuoteSelector", "exact": citation.quote}
    if source is None:
        return {"source": f"urn:source:{quote(citation.source)}", "selector": [quotation]}
    around = {"prefix": source.text[max(0, start - AROUND) : start], "suffix": source.text[end : end + AROUND]}
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"source": web_address(source) or f"urn:sha256:{source.sha256}", "selector": [position, quotation | around]}


def _software(name: str) -> Json:
    return {"type": "Software", "name": name}


def _name(briefing: Briefing, part: str) -> str:
    """The same for the same part of the same briefing."""
    return uuid5(NAMESPACE_URL, f"{briefing.schema_.digest} {briefing.made.at} {part}").urn
