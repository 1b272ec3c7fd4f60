"""What stands on the screen: a finding and its worth, and the words that it cites in their source. Article text cannot act."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from textual.content import Content

from summarize.language.prose import counted
from summarize.models import Citation, Finding
from summarize.records import Briefing, Conflict, Section, SourceRecord
from summarize.render import disputes, outline
from summarize.render.outline import visible
from summarize.review.queue import ALONE, CONFIRMED, Item, title

STATES = {"accepted": "✓", "rejected": "✗", "edited": "✎"}
AROUND = 6000  # code points of a source that are shown before a quotation, and behind it
WRAPPED = (
    100  # code points: a text none of whose lines is longer was wrapped; more than a page's line, less than most paragraphs
)
QUIET, HEAD, STRONG, WARNING = "dim", "bold $accent", "bold", "bold $warning"
CITED, ALSO = "reverse bold", "underline"  # neither needs a colour
OPENS, ENDS = "▶", "◀"


def state(finding: Finding) -> str:
    return STATES[finding.review.decision] if finding.review else "·"


def line(section: Section, item: Item) -> Content:
    """One row of a list."""
    style = QUIET if item.risk in (ALONE, CONFIRMED) else WARNING
    return _text(f"{state(item.finding)} ", (item.risk, style), f"  {title(section, item.finding)}")


def card(briefing: Briefing, item: Item) -> Content:
    """A finding with all that a reviewer needs to judge it beside its quotations."""
    return Content("\n").join(_card(briefing, item))


def _card(briefing: Briefing, item: Item) -> Iterator[Content]:
    section, finding = briefing.sections[item.section], item.finding
    yield _text((section.title, HEAD), (f" · {item.risk}", WARNING))
    if who := outline.who(section, finding):
        also = outline.also_called(section, finding)
        yield _text((who, STRONG), (f" ({also})" if also else "", QUIET))
    yield _text((outline.said(finding), STRONG))
    yield from (_text(("! ", WARNING), again) for again in item.again)
    if finding.review:
        yield _text((f"{state(finding)} {outline.decision(finding.review)}", HEAD))
    yield Content("")
    yield _text((outline.named_worth(section, finding) if who else outline.worth(finding), QUIET))
    yield _text((_voice(finding), QUIET))
    yield from _doubts(finding)
    yield from _values(section, finding)
    yield from (
        _text(("also: ", QUIET), one.statement, (f" {', '.join(one.sources)}", QUIET)) for one in finding.statements[1:]
    )
    for conflict in item.conflicts:
        yield from _conflict(briefing, conflict, finding)


def _voice(finding: Finding) -> str:
    """'said by Keir Starmer, reported · told as planned · as of 2025-12-16'."""
    by = finding.speaker.name or ("the outlet itself" if finding.speaker.kind == "outlet" else finding.speaker.kind)
    day = f" · as of {finding.as_of}" if finding.as_of else ""
    return f"said by {by}, {finding.speech} · told as {finding.modality}{day}"


def _doubts(finding: Finding) -> Iterator[Content]:
    decisions = ("accepted", "rejected", "edited")
    marks = ", ".join(mark for mark in outline.marks(finding) if mark not in decisions)
    if marks or finding.reasons:
        yield _text((marks or "noted", WARNING), f": {' · '.join(finding.reasons)}" if finding.reasons else "")


def _values(section: Section, finding: Finding) -> Iterator[Content]:
    for name, leaves in finding.values.items():
        if name != section.identity:
            values = "; ".join(outline.plain(leaf.value) + outline.credit(section, finding, leaf) for leaf in leaves)
            yield _text((f"{outline.label(name)}: ", QUIET), values)


def _conflict(briefing: Briefing, conflict: Conflict, finding: Finding) -> Iterator[Content]:
    yield Content("")
    yield _text((f"{disputes.title(conflict)}. ", WARNING), disputes.reason(briefing, conflict))
    for side, by in disputes.sides(briefing, conflict):
        mark = "this: " if side.id == finding.id else f"{state(side)} " if side.review else ""
        yield _text((f"– {mark}", QUIET), outline.said(side), (f" {by}", QUIET))


def _text(*parts: str | tuple[str, str]) -> Content:
    """Parts on one line, each made visible; the spaces at their ends are kept."""
    told = [part if isinstance(part, tuple) else (part, "") for part in parts]
    return Content.assemble(*((_spaced(words), style) for words, style in told))


def _spaced(text: str) -> str:
    lead, tail = (" " * (len(text) - len(each)) for each in (text.lstrip(" "), text.rstrip(" ")))
    return f"{lead}{visible(text)}{tail}" if text.strip() else lead


class Page(NamedTuple):
    """A stretch of a source with its quotations marked. `before`: what stands before the one that is looked at."""

    text: Content
    before: Content


def page(source: SourceRecord, citation: Citation, others: Iterable[Citation]) -> Page:
    """The source around a citation, which is marked; `others` that are cited from it are underlined."""
    start, end = max(0, citation.start - AROUND), min(len(source.text), citation.end + AROUND)
    spans = sorted({(c.start, c.end) for c in others if c.source == source.id} - {(citation.start, citation.end)})
    shown = partial(inert, wrapped=max(map(len, source.text.split("\n"))) <= WRAPPED)
    before = Content.assemble("… " if start else "", *_stretch(source.text, start, citation.start, spans, shown))
    marked = Content.assemble((f"{OPENS}{shown(citation.quote)}{ENDS}", CITED))
    behind = _stretch(source.text, citation.end, end, spans, shown)
    return Page(Content.assemble(before, marked, *behind, " …" if end < len(source.text) else ""), before)


def _stretch(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int]], shown: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    """A part of a text in pieces, those that are spans of it underlined."""
    at = start
    for first, last in spans:
        if at <= first and last <= end:
            yield shown(text[at:first]), ""
            yield shown(text[first:last]), ALSO
            at = last
    yield shown(text[at:end]), ""


def inert(text: str, *, wrapped: bool = True) -> str:
    """A text with its paragraphs, in which nothing hides, reorders or controls; it wraps where the screen ends.

    `wrapped`: its own lines end where some page ended, not where a paragraph does.
    """
    runs = re.findall(r"\s+|\S+", text)
    return "".join(_gap(run, 2 if wrapped else 1) if run.isspace() else visible(run) for run in runs)


def _gap(run: str, breaks: int) -> str:
    return "\n\n" if run.count("\n") >= breaks or "\u2029" in run else " "


def heading(source: SourceRecord, number: int, total: int) -> Content:
    """Which quotation of how many this is, and of which source."""
    published = outline.published(source).partition(" (")[0]
    about = " · ".join(x for x in (source.title, source.publisher, published, f"reliability {source.reliability}") if x)
    orders = f" · reads like instructions to a program: {counted(len(source.instructions), 'sentence')}, not used"
    parts = ((f"{source.id} ", HEAD), (f"quotation {number} of {total}", STRONG), (f" · {about}", QUIET))
    return _text(*parts, *(((orders, WARNING),) if source.instructions else ()))
