"""What a notebook shows of a briefing in a cell: its front page as a piece of HTML, without scripts, styles and names.

The notes, the sources and how it was made are folded; a note's number shows its quotation when one points at it.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import assert_never

from summarize.records import Briefing
from summarize.render.document import Block, Dispute, Heading, Items, Line, Paragraph, Refs, Table, Words, document

_TAGS = {"plain": "{}", "strong": "<strong>{}</strong>", "emphasis": "<em>{}</em>", "quiet": "<small>{}</small>"}
_FOOT = Heading((Words("Sources"),))
_LONGEST = 300  # code points of a quotation that is shown beside its number

Notes = Mapping[int, str]


def rendered(briefing: Briefing) -> str:
    """The piece of HTML."""
    page = document(briefing)
    end = max((n for n, block in enumerate(page.blocks) if block == _FOOT), default=len(page.blocks))
    notes = page.notes
    shown, foot = (_blocks(blocks, notes) for blocks in (page.blocks[:end], page.blocks[end:]))
    quotations = _listed("ol", (escape(quotation) for quotation in notes.values()))
    folded = _folded("Quotations", quotations) + _folded("Sources, and how this was made", foot)
    return f"<div><h3>{escape(page.title)}</h3>{shown}{folded}</div>"


def _folded(title: str, inside: str) -> str:
    return f"<details><summary>{title}</summary>{inside}</details>" if inside else ""


def _listed(tag: str, items: Iterable[str]) -> str:
    inside = "".join(f"<li>{item}</li>" for item in items)
    return f"<{tag}>{inside}</{tag}>" if inside else ""


def _blocks(blocks: Iterable[Block], notes: Notes) -> str:
    return "".join(_block(block, notes) for block in blocks)


def _block(block: Block, notes: Notes) -> str:
    match block:
        case Heading(line):
            return f"<h4>{_line(line, notes)}</h4>"
        case Paragraph(line):
            return f"<p>{_line(line, notes)}</p>"
        case Items(items):
            return _listed("ul", ("<br>".join(_line(line, notes) for line in (item.line, *item.below)) for item in items))
        case Table(head, rows):
            return f"<table>{_row('th', head, notes)}{''.join(_row('td', row, notes) for row in rows)}</table>"
        case Dispute(line, sides):
            return f"<blockquote>{_line(line, notes)}{_listed('ul', (_line(side, notes) for side in sides))}</blockquote>"
        case _:
            assert_never(block)


def _row(tag: str, cells: Iterable[Line], notes: Notes) -> str:
    return f"<tr>{''.join(f'<{tag}>{_line(cell, notes)}</{tag}>' for cell in cells)}</tr>"


def _line(line: Line, notes: Notes) -> str:
    return "".join(_piece(piece, notes) for piece in line)


def _piece(piece: Words | Refs, notes: Notes) -> str:
    if isinstance(piece, Words):
        return _TAGS[piece.style].format(escape(piece.text))
    return "".join(f'<sup title="{escape(notes[ref.number][:_LONGEST])}">[{ref.number}]</sup>' for ref in piece.refs)
