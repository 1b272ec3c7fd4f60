"""PDF: the text of each page in the order of the page, lines put together to paragraphs.

`pypdfium2`, Chromium's parser, gives characters and where they stand; `typeset` puts them together. The title is the file's own
where it is one. A PDF tells when the file was made, which is often years after the article: no date is taken from it.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from summarize.files import UnreadableError
from summarize.reading.facts import known, line
from summarize.reading.formats import Decoded
from summarize.reading.typeset import Line, paragraphs

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

SUFFIXES = (".pdf",)
FOREIGN = True

# What word processors and printers put in place of a title.
_NO_TITLE = re.compile(r"(?i)microsoft \w+ - |untitled|document\d*$|slide \d|.*\.(?:docx?|odt|rtf|indd|pdf|html?|tex|pages)$")
# The parser's mark for a hyphen at which a word is cut at a line's end; the line end itself is then left out.
_CUT = {0x2, 0xAD, 0xFFFE}
_ENDS = {0xA, 0xD}


def decode(data: bytes) -> tuple[Decoded, ...]:
    """The text of a PDF. Raises UnreadableError where it is none, is locked, or holds pictures only."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "it is locked with a password; save a copy without one" if locked else "it is no PDF, or it is damaged"
        raise UnreadableError(reason) from error
    text = "\n\n".join(paragraphs([_lines(document, number) for number in range(len(document))]))
    if not any(c.isalnum() for c in text):
        raise UnreadableError("it holds pictures of text only; run OCR first, such as ocrmypdf")
    return (Decoded(text, known(title=_title(document))),)


def _title(document: "PdfDocument") -> str | None:
    title = line(document.get_metadata_value("Title"))
    return None if title is None or _NO_TITLE.match(title) else title


def _lines(document: "PdfDocument", number: int) -> list[Line]:
    """The lines of a page. A page that is damaged has none; that all are is seen from the text that is left."""
    from pypdfium2 import PdfiumError

    try:
        page = document[number].get_textpage()
    except PdfiumError:
        return []
    return list(_read(page))


def _read(page: "PdfTextPage") -> Iterator[Line]:
    from pypdfium2.raw import FPDFText_GetUnicode

    codes = [FPDFText_GetUnicode(page, at) for at in range(page.count_chars())]
    ends = [at for at, code in enumerate(codes) if code in _ENDS | _CUT]
    for before, end in pairwise((-1, *ends, len(codes))):
        shown = [at for at in range(before + 1, end) if _character(codes[at]).strip()]
        if shown:
            text = "".join(map(_character, codes[shown[0] : shown[-1] + 1]))
            yield _line(page, (shown[0], shown[-1]), text, cut=end < len(codes) and codes[end] in _CUT)


def _line(page: "PdfTextPage", ends: tuple[int, int], text: str, *, cut: bool) -> Line:
    left, bottom, _, top = page.get_charbox(ends[0], loose=True)
    _, _, right, _ = page.get_charbox(ends[1], loose=True)
    return Line(text, left, right, bottom, top - bottom, cut)


def _character(code: int) -> str:
    """A character as text; what has no meaning as text, such as half a pair, is marked as unknown or left out."""
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    return " " if chr(code).isspace() else chr(code) if code >= 0x20 else ""
