"""A briefing as a page: one file that asks no network for anything. Article text is data: it can form no markup.

The template escapes all that it is given, and a content security policy lets nothing run or load but the page's own style and
script, which it names by their hashes. Without scripts the page still leads from findings to sentences and back.
"""

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from summarize.language.prose import counted
from summarize.models import Finding, Json
from summarize.records import Briefing
from summarize.render import outline, register
from summarize.render.page_front import parts, with_folded, written
from summarize.render.page_places import Places
from summarize.render.page_sources import notes, sources

SUFFIXES = (".html", ".htm")
CARRIED = "carried"  # a finding without a doubt: the one verdict that is no mark
_OPEN = 8  # sources up to here are unfolded at the start: the page is then still one that can be scrolled through
_JSON_IN_HTML = {ord(c): f"\\u{ord(c):04x}" for c in "<>&"}


def rendered(briefing: Briefing) -> str:
    """The whole page, with a newline at its end."""
    style, script = file("page.css"), file("page.js")
    return (
        f"{template('page.html.j2').render(view(briefing), style=style, script=script, policy=policy(style, script=script))}\n"
    )


def view(briefing: Briefing) -> Json:
    """All that the template lays out, as plain values."""
    places = Places(briefing)
    summary, front = written(briefing, briefing.summary, places), parts(briefing, places)
    last = places.last
    sections, quoted = with_folded(briefing, front, places), notes(briefing, places)
    return {
        "title": briefing.schema_.title or briefing.schema_.name,
        "headline": f"{outline.headline(briefing)} {outline.period(briefing)}".strip(),
        "warnings": outline.warnings(briefing),
        "summary": summary,
        "sections": sections,
        "notes": quoted[:last],
        "folded_notes": quoted[last:],
        "quoted": counted(len(quoted), "quotation"),
        "drifted": [note.number for note in quoted if not note.stands],
        "sources": sources(briefing, places),
        "unfolded": len(briefing.sources) <= _OPEN,
        "register": [(entry, register.source_line(entry)) for entry in register.register(briefing)],
        "about": register.statement(briefing),
        "made": register.made(briefing),
        "marks_used": register.explained(briefing, folded=True),
        "checks": [CARRIED, *(mark for mark, _ in register.explained(briefing, folded=True))],
        "back": {n.number: n.rests[0] if len(n.rests) == 1 else f"n{n.number}" for n in quoted},
        "island": _island(briefing, places),
    }


def _island(briefing: Briefing, places: Places) -> str:
    """What the script needs to know, as JSON in which nothing can end its element."""
    disputed = {key for conflict in briefing.conflicts for key in (*conflict.findings, *conflict.also)}
    findings = {
        places.findings[f.id]: _known(places, key, f) | {"disputed": f.id in disputed}
        for key, section in briefing.sections.items()
        for f in section.findings
    }
    standing = {n: places.sources[c.source] for n, c in places.notes if places.stands(c)}
    return json.dumps({"findings": findings, "quotations": standing}, separators=(",", ":")).translate(_JSON_IN_HTML)


def _known(places: Places, section: str, finding: Finding) -> Json:
    return {
        "section": places.sections[section],
        "sources": [places.sources[key] for key in finding.sources if key in places.sources],
        "checks": [*([CARRIED] if finding.verdict == "supported" else []), *outline.marks(finding)],
        "single": len(finding.origins) == 1,
        "quotations": sorted(set(places.notes.of(finding))),
    }


def policy(style: str, *, script: str | None = None) -> str:
    """A content security policy under which a page has this style and this script, and loads and runs nothing else."""
    own = {"style-src": style} if script is None else {"style-src": style, "script-src": script}
    digests = {name: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for name, text in own.items()}
    inline = "; ".join(f"{name} 'sha256-{digest}'" for name, digest in digests.items())
    return f"default-src 'none'; {inline}; base-uri 'none'; form-action 'none'"


@cache
def file(name: str) -> str:
    """The text of a file that pages are made of."""
    return (files(__package__) / "html" / name).read_text(encoding="utf-8")


@cache
def template(name: str) -> Any:
    """A template that escapes all that it is given."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["visible"] = outline.visible
    return environment.from_string(file(name))
