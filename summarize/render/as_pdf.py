"""A briefing as a PDF for everybody (PDF/UA-1), set by typst. Its words are data for one fixed template, and never source."""

import json
import re
import unicodedata
from importlib.resources import files
from itertools import takewhile
from types import ModuleType
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
from summarize.render.outline import visible

SUFFIXES = (".pdf",)
_STANDARD = "ua-1"
# How typst names a letter that no font has.
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_JOINERS, _SKIN_TONES = "\u200c\u200d", "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_SPELLED = 60  # letters; a page in a script that no font here has is of no use to anybody

Data = dict[str, Any]


def rendered(briefing: Briefing) -> bytes:
    """The whole briefing. Raises as `written` does."""
    return written(document(briefing))


def written(whole: Document) -> bytes:
    """A document in typst's own fonts; where these lack a letter, in those of this machine as well.

    A letter that no font has is spelled, as in ‹U+1F600›. Raises UsageError where typst is not installed, OutputError where it
    fails, as where there are more such letters than it is worth to spell.
    """
    typst = installed("typst", extra="documents")
    data = json.dumps(_data(whole), ensure_ascii=False)
    for own_fonts in (True, *(False for _ in range(_SPELLED))):
        try:
            return _set(typst, data, int(whole.at.timestamp()), own_fonts=own_fonts)
        except typst.TypstError as error:
            missing = _MISSING.search(str(error))
            if missing is None:
                raise OutputError("a PDF", f"typst says: {visible(str(error))}") from error
            data = data if own_fonts else _without(_letter(missing[1]), data)
    raise OutputError("a PDF", "no font here has its letters; install one that does, or write a Word document (.docx)")


def _set(typst: ModuleType, data: str, seconds: int, *, own_fonts: bool) -> bytes:
    """`seconds`: the time that the document is dated, in seconds since 1970."""
    done: bytes = typst.compile(
        files(__package__).joinpath("documents", "briefing.typ").read_bytes(),
        sys_inputs={"document": data},
        ignore_system_fonts=own_fonts,
        pdf_standards=_STANDARD,
        timestamp=seconds,
    )
    return done


def _letter(told: str) -> str:
    """What typst names, which may be spelled in its own way."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), told)


def _without(letter: str, data: str) -> str:
    """Spelled wherever it stands, with the marks and colours that hang on it: else they would hang on its spelling."""
    first, *others = data.split(letter)
    hanging = ["".join(takewhile(_hangs, part)) for part in others]
    return first + "".join(_spelled(letter + own) + part[len(own) :] for own, part in zip(hanging, others, strict=True))


def _hangs(char: str) -> bool:
    return char in _JOINERS or char in _SKIN_TONES or unicodedata.category(char).startswith("M")


def _spelled(letter: str) -> str:
    return "".join(f"‹U+{ord(char):04X}›" for char in letter)


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
