"""A briefing as a PDF for everybody (PDF/UA-1), set by typst. Its words are data for one fixed template, and never source."""

import json
from importlib.resources import files
from typing import Any

from summarize.errors import OutputError
from summarize.records import Briefing
from summarize.render import installed
from summarize.render.document import (
    Block,
    Dispute,
    Document,
    Heading,
    Item,
    Items,
    Line,
    Paragraph,
    Refs,
    Table,
    document,
    widths,
)

SUFFIXES = (".pdf",)
_STANDARD = "ua-1"

Data = dict[str, Any]


def rendered(briefing: Briefing) -> bytes:
    """The whole briefing, in typst's own fonts. Raises UsageError where typst is not installed, OutputError where it fails."""
    whole = document(briefing)
    typst = installed("typst", extra="documents")
    template = files(__package__).joinpath("documents", "briefing.typ").read_bytes()
    try:
        done: bytes = typst.compile(
            template,
            sys_inputs={"document": json.dumps(_data(whole))},
            ignore_system_fonts=True,
            pdf_standards=_STANDARD,
            timestamp=int(whole.at.timestamp()),
        )
    except typst.TypstError as error:
        raise OutputError("a PDF", f"typst says: {' '.join(str(error).split())}") from error
    return done


def _data(whole: Document) -> Data:
    day = [whole.at.year, whole.at.month, whole.at.day]
    return {"title": whole.title, "day": day, "blocks": [_block(block) for block in whole.blocks]}


def _block(block: Block) -> Data:
    match block:
        case Heading(line):
            return {"kind": "heading", "line": _line(line)}
        case Paragraph(line):
            return {"kind": "paragraph", "line": _line(line)}
        case Items(items):
            return {"kind": "items", "items": [_item(item) for item in items]}
        case Table(head, rows):
            cells = [[_line(cell) for cell in row] for row in rows]
            return {"kind": "table", "head": [_line(cell) for cell in head], "rows": cells, "widths": widths(block)}
        case Dispute(line, sides):
            return {"kind": "dispute", "line": _line(line), "sides": [_line(side) for side in sides]}


def _item(item: Item) -> Data:
    return {"line": _line(item.line), "below": [_line(line) for line in item.below]}


def _line(line: Line) -> list[Data]:
    return [{"refs": [ref._asdict() for ref in piece.refs]} if isinstance(piece, Refs) else piece._asdict() for piece in line]
