"""Word files: paragraphs, headings, tables and notes as text; the title that the file tells.

`mammoth` reads them. Deleted text, comments, pictures, headers and footers are left out; notes stand at the end. Word tells
when a file was made and saved, not when an article was published: no date is taken from it.
"""

import re
from io import BytesIO
from zipfile import ZipFile

from summarize.files import UnreadableError
from summarize.reading.facts import known, line
from summarize.reading.formats import Decoded
from summarize.reading.formats.html import plain
from summarize.reading.packed import readable, unzipped

SUFFIXES = (".docx", ".docm", ".dotx")
FOREIGN = True

_CORE = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_LOCKED = b"\xd0\xcf\x11\xe0"  # a compound file: what Office makes of a file with a password, and of those before 2007
_CELL = re.compile(
    r"(<t[dh]\b[^>]*>)<p>((?:(?!</?p>).)*)</p>(?=</t[dh]>)", re.DOTALL
)  # a cell of one paragraph stays in its row
_BACK = re.compile(r'<a href="#[\w-]*(?:foot|end)note-ref-\d+">[^<]*</a>')  # from a note to its place


def decode(data: bytes) -> tuple[Decoded, ...]:
    """The text of a Word file. Raises UnreadableError."""
    if data.startswith(_LOCKED):
        raise UnreadableError("it is locked with a password, or from a Word before 2007; save it as .docx without a password")
    with readable("Word file"):
        title = _title(unzipped(data))
        text = plain(_CELL.sub(r"\1\2", _BACK.sub("", _html(data))))
    if not text:
        raise UnreadableError("it has no text; pictures of text need OCR first")
    return (Decoded(text, known(title=title)),)


def _html(data: bytes) -> str:
    from mammoth import convert_to_html

    found = convert_to_html(
        BytesIO(data), convert_image=lambda _: [], include_embedded_style_map=False, external_file_access=False
    )
    return str(found.value)


def _title(archive: ZipFile) -> str | None:
    from lxml.etree import XMLParser, fromstring

    if _CORE not in archive.namelist():
        return None
    safe = XMLParser(resolve_entities=False, no_network=True)
    return line(fromstring(archive.read(_CORE), safe).findtext(_TITLE))
