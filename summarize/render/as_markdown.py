"""A briefing as Markdown (CommonMark with GitHub's tables and footnotes). Article text is data: it can form no markup."""

import re
from collections.abc import Iterator

from summarize.records import Briefing
from summarize.render.document import Block, Dispute, Heading, Items, Line, Paragraph, Refs, Table, Words, document
from summarize.render.outline import visible

SUFFIXES = (".md", ".markdown")
_SPECIAL = re.compile(r"[\\`*_\[\]<>~^$@]|(?<=:)//|(?<=www)\.", re.IGNORECASE)
_FIRST = re.compile(r"^(?=[-+#=:])")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
_AROUND = {"plain": "", "strong": "**", "emphasis": "*", "quiet": ""}


def rendered(briefing: Briefing) -> str:
    """The whole briefing, with a newline at its end."""
    whole = document(briefing)
    blocks = [f"# {escape(whole.title)}", *("\n".join(_lines(block)) for block in whole.blocks)]
    return "\n\n".join([*blocks, *(f"[^{n}]: {escape(text)}" for n, text in whole.notes.items())]) + "\n"


def escape(text: str) -> str:
    """Any text as Markdown that reads as exactly this text, on one line: no markup, links, HTML or cells."""
    return _at_the_start(_within(visible(text)))


def _within(text: str) -> str:
    """Any `visible` text as Markdown that reads as this text, where something stands before it on its line."""
    plain = text.replace("&", "&amp;").replace("|", "&#124;")
    return _SPECIAL.sub(lambda match: "".join("\\" + c for c in match[0]), plain)


def _at_the_start(line: str) -> str:
    return _NUMBERED.sub(r"\1\\\2", _FIRST.sub(r"\\", line))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(line):
            yield f"## {_line(line)}"
        case Paragraph(line):
            yield _line(line)
        case Items(items):
            for item in items:
                yield f"- {_line(item.line)}"
                yield from (f"  - {_line(below)}" for below in item.below)
        case Table(head, rows):
            for row in ([_line(cell) for cell in head], ["---"] * len(head), *([_line(cell) for cell in row] for row in rows)):
                yield f"| {' | '.join(row)} |"
        case Dispute(line, sides):
            yield from (f"> {_line(line)}", ">", *(f"> - {_line(side)}" for side in sides))


def _line(line: Line) -> str:
    return _at_the_start("".join(map(_piece, line)).strip())


def _piece(piece: Words | Refs) -> str:
    if isinstance(piece, Refs):
        return "".join(f"[^{n}]" for n in piece.numbers)
    around = _AROUND[piece.style] if piece.text else ""
    return f"{around}{_within(piece.text)}{around}"
