"""A briefing as a Word document with real footnotes, written by pandoc. It gets a tree, and no text to parse."""

import json
import os
import subprocess
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile, ZipInfo

from summarize.errors import OutputError, UsageError
from summarize.records import Briefing
from summarize.render import installed
from summarize.render.document import (
    Block,
    Dispute,
    Document,
    Heading,
    Items,
    Line,
    Paragraph,
    Refs,
    Table,
    Words,
    document,
    widths,
)

SUFFIXES = (".docx",)
_TREE = [1, 23]  # the version of pandoc's tree: that of pandoc 3
_LANGUAGE = "en-GB"
_STYLES = {"strong": "Strong", "emphasis": "Emph"}
_BARE: list[Any] = ["", [], []]  # no identifier, no classes, no attributes
_LEFT: dict[str, Any] = {"t": "AlignLeft"}
# A field that shows a footnote's number again where it is bookmarked, as Word makes it for a cross-reference.
_FIELD = (
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:instrText xml:space="preserve"> NOTEREF note{0} \\f \\h </w:instrText>',
    '<w:fldChar w:fldCharType="separate"/>',
    "<w:t>{0}</w:t>",
    '<w:fldChar w:fldCharType="end"/>',
)
_AGAIN = "".join(f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{part}</w:r>' for part in _FIELD)

Node = dict[str, Any]


def rendered(briefing: Briefing) -> bytes:
    """The whole briefing. Raises UsageError where pandoc is not installed, OutputError where it fails."""
    whole = document(briefing)
    return _written(json.dumps(_tree(whole)), int(whole.at.timestamp()))


def _written(tree: str, seconds: int) -> bytes:
    """`seconds`: the time that the document is dated, in seconds since 1970."""
    with TemporaryDirectory() as folder:
        look = Path(folder) / "look.docx"
        _pack(look)
        ours = f"--reference-doc={look}", f"--data-dir={folder}"  # nothing that a user keeps for other documents
        call = [_pandoc(), "--from=json", "--to=docx", *ours, "--output=-"]
        dated = os.environ | {"SOURCE_DATE_EPOCH": str(seconds)}
        done = subprocess.run(call, input=tree.encode(), env=dated, capture_output=True, check=False)  # noqa: S603 - our own tree
    if done.returncode:
        raise OutputError("a Word document", f"pandoc says: {' '.join(done.stderr.decode(errors='replace').split())}")
    return done.stdout


def _pandoc() -> str:
    try:
        return str(installed("pypandoc", extra="documents").get_pandoc_path())
    except OSError as error:
        raise UsageError("this format needs pandoc: pip install 'summarize[documents]'") from error


def _pack(look: Path) -> None:
    """The styles, margins and page numbers of `documents/docx` as a document, for pandoc to take them from."""
    with as_file(files(__package__) / "documents" / "docx") as folder, ZipFile(look, "w") as packed:
        for part in sorted(path for path in folder.rglob("*") if path.is_file()):
            packed.writestr(ZipInfo(part.relative_to(folder).as_posix()), part.read_bytes())  # dated 1980, as archives count


def _tree(whole: Document) -> Node:
    """Pandoc's tree of a document."""
    title = {"t": "MetaInlines", "c": [_text(whole.title)]}
    language = {"t": "MetaString", "c": _LANGUAGE}
    blocks = [node for block in whole.blocks for node in _block(block)]
    return {"pandoc-api-version": _TREE, "meta": {"title": title, "lang": language}, "blocks": blocks}


def _block(block: Block) -> Iterator[Node]:
    match block:
        case Heading(line):
            yield {"t": "Header", "c": [1, _BARE, _line(line)]}
        case Paragraph(line):
            yield {"t": "Para", "c": _line(line)}
        case Items(items):
            yield {"t": "BulletList", "c": [[_tight(line) for line in (item.line, *item.below)] for item in items]}
        case Table():
            yield _table(block)
        case Dispute(line, sides):
            yield _styled("Div", "Dispute", [{"t": "Para", "c": _line(line)}])
            yield {"t": "BlockQuote", "c": [{"t": "Para", "c": _line((Words("– "), *side))} for side in sides]}


def _table(table: Table) -> Node:
    columns = [[_LEFT, {"t": "ColWidth", "c": width}] for width in widths(table)]
    head = [_BARE, [_row(table.head)]]  # pandoc marks it, so that it is repeated on each page
    body = [_BARE, 0, [], [_row(row) for row in table.rows]]
    return {"t": "Table", "c": [_BARE, [None, []], columns, head, [body], [_BARE, []]]}


def _row(cells: tuple[Line, ...]) -> list[Any]:
    return [_BARE, [[_BARE, _LEFT, 1, 1, [_tight(cell)]] for cell in cells]]


def _tight(line: Line) -> Node:
    return {"t": "Plain", "c": _line(line)}


def _line(line: Line) -> list[Node]:
    return [node for piece in line for node in (_refs(piece) if isinstance(piece, Refs) else [_words(piece)])]


def _words(words: Words) -> Node:
    match words.style:
        case "quiet":
            return _styled("Span", "Quiet", [_text(words.text)])
        case "strong" | "emphasis":
            return {"t": _STYLES[words.style], "c": [_text(words.text)]}
    return _text(words.text)


def _refs(refs: Refs) -> Iterator[Node]:
    """A note stands in full where it is first referred to, under a bookmark; later its number is shown again."""
    for at, (number, note) in enumerate(refs.refs):
        if at:
            yield {"t": "Superscript", "c": [_text(", ")]}
        if note:
            footnote = {"t": "Note", "c": [{"t": "Para", "c": [_text(note)]}]}
            yield {"t": "Span", "c": [[f"note{number}", [], []], [footnote]]}
        else:
            yield {"t": "RawInline", "c": ["openxml", _AGAIN.format(number)]}


def _styled(kind: str, style: str, inside: list[Node]) -> Node:
    """In a style of our own, by its name in `documents/docx`."""
    return {"t": kind, "c": [["", [], [["custom-style", style]]], inside]}


def _text(words: str) -> Node:
    return {"t": "Str", "c": words}
