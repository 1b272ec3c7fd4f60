"""The sources as the page shows them: their whole text, with the cited stretches marked. No markup.

Text stays what it is, code point for code point, but for what could act on a reader's screen: that is spelled out.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from summarize.models import Citation
from summarize.records import Briefing, SourceRecord
from summarize.render.fragments import link, web_address
from summarize.render.page_places import Places
from summarize.render.register import Entry, register

_LINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_KEPT = "\n\t\u00ad\u200c\u200d"  # white space, and what scripts, emoji and hyphens need: none of it reorders or hides text
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Piece(NamedTuple):
    """A step through a text: "text", "control" (spelled out), "open" a mark, "close" it, "back": a link to what rests on it.

    `number`: of the quotation. `id`: of the mark; a quotation that crosses another has several.
    """

    kind: str
    text: str = ""
    number: int = 0
    id: str = ""


class Shown(NamedTuple):
    """A source. `url`: its address, where that is one of the web. `stand`, `drifted`: how many of its quotations do."""

    id: str
    entry: Entry
    title: str
    url: str
    language: str
    problem: str
    stand: int
    drifted: int
    text: list[Piece]


class Note(NamedTuple):
    """A quotation, where it stands, and which findings rest on it. `link` opens the article itself at these words."""

    number: int
    source: str
    place: str
    quote: str
    stands: bool
    link: str | None
    rests: list[str]


def sources(briefing: Briefing, places: Places) -> list[Shown]:
    """The sources in their order."""
    cited: defaultdict[str, list[tuple[int, Citation]]] = defaultdict(list)
    for number, citation in places.notes:
        cited[citation.source].append((number, citation))
    entries = zip(briefing.sources, register(briefing), strict=True)
    return [_shown(source, entry, cited[source.id], places) for source, entry in entries]


def _shown(source: SourceRecord, entry: Entry, cited: list[tuple[int, Citation]], places: Places) -> Shown:
    marked = [(c.start, c.end, n) for n, c in cited if places.stands(c)]
    return Shown(
        id=places.sources[source.id],
        entry=entry,
        title=entry.name or re.split(r"[/\\]", source.location)[-1],
        url=web_address(source) or "",
        language=source.language if source.language and _LANGUAGE.fullmatch(source.language) else "",
        problem=source.problem or "could not be read" if source.status == "failed" else "",
        stand=len(marked),
        drifted=len(cited) - len(marked),
        text=list(pieces(source.text, marked)),
    )


def notes(briefing: Briefing, places: Places) -> list[Note]:
    """All quotations, by their numbers."""
    by_id = {source.id: source for source in briefing.sources}
    rest = places.resting(f for section in briefing.sections.values() for f in section.findings)
    return [_note(n, c, by_id.get(c.source), places, rest.get(n, [])) for n, c in places.notes]


def _note(number: int, citation: Citation, source: SourceRecord | None, places: Places, rests: list[str]) -> Note:
    stands = places.stands(citation)
    return Note(
        number,
        citation.source,
        f"{citation.start}–{citation.end}",
        citation.quote,
        stands,
        link(source, citation) if source and stands else None,
        rests,
    )


def pieces(text: str, cited: Iterable[tuple[int, int, int]]) -> Iterator[Piece]:
    """Step through `text` with each of `cited` (start, end, number; code points, 0-based, end-exclusive) marked.

    Marks nest: where two cross, the later one is divided. What stands in the marks of one number is that stretch, exactly.
    """
    at = 0
    for place, piece in _nested(cited):
        yield from inert(text[at:place])
        yield piece
        at = place
    yield from inert(text[at:])


def _nested(cited: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, Piece]]:
    """Where marks open and close, in the order of the text; behind the last part of each, the way back."""
    waiting = [(start, -end, number, 0) for start, end, number in cited]
    heapify(waiting)
    opened: list[tuple[int, int]] = []  # where each open mark ends, and the number that is then done, or 0
    while waiting or opened:
        if opened and (not waiting or opened[-1][0] <= waiting[0][0]):
            end, done = opened.pop()
            yield end, Piece("close")
            if done:
                yield end, Piece("back", number=done)
            continue
        start, minus_end, number, part = heappop(waiting)
        end = min(-minus_end, opened[-1][0]) if opened else -minus_end
        if end < -minus_end:
            heappush(waiting, (end, minus_end, number, part + 1))
        yield start, Piece("open", number=number, id=f"q{number}-{part}" if part else f"q{number}")
        opened.append((end, number if end == -minus_end else 0))


def inert(text: str) -> Iterator[Piece]:
    """Text, apart from what could control, hide or reorder it. Every kind of line end is one."""
    plain: list[str] = []
    for char in _LINES.sub("\n", text):
        if char in _KEPT or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"):
            plain.append(char)
            continue
        yield from [Piece("text", "".join(plain))] if plain else []
        yield Piece("control", f"‹U+{ord(char):04X}›")
        plain.clear()
    yield from [Piece("text", "".join(plain))] if plain else []
