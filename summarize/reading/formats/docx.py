"""Word files: paragraphs, headings, tables and notes as text; the title that the file tells.

`mammoth` reads them. Deleted and hidden text, comments, pictures, headers and footers are left out; notes stand at the end.
Word tells when a file was made and saved, not when an article was published: no date is taken from it.
"""

import re
from io import BytesIO
from typing import Any
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
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAY_HIDE = re.compile(rb"vanish|:sz\s[^>]*[\"'][0-2][\"']")
_UNREADABLE = 2  # half points
_IS_READ = re.compile(r"(?i)\.(?:xml|rels)$")


def decode(data: bytes) -> tuple[Decoded, ...]:
    """The text of a Word file. Raises UnreadableError."""
    if data.startswith(_LOCKED):
        raise UnreadableError("it is locked with a password, or from a Word before 2007; save it as .docx without a password")
    with readable("Word file"):
        archive = unzipped(data)
        title = _title(archive)
        text = plain(_CELL.sub(r"\1\2", _BACK.sub("", _html(_shown(archive)))))
    if not text:
        raise UnreadableError("it has no text; pictures of text need OCR first")
    return (Decoded(text, known(title=title)),)


def _shown(archive: ZipFile) -> BytesIO:
    """The file without its hidden words: those that are marked so, and those in letters that nobody can read."""
    packed = BytesIO()
    with ZipFile(packed, "w") as written:
        for name in filter(_IS_READ.search, archive.namelist()):
            part = archive.read(name)
            written.writestr(name, _seen(part) if _MAY_HIDE.search(part) else part)
    packed.seek(0)
    return packed


def _seen(part: bytes) -> bytes:
    from lxml.etree import XMLParser, fromstring, tostring

    root = fromstring(part, XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    for run in [*root.iter(f"{_W}r")]:
        if (parent := run.getparent()) is not None and _is_hidden(run):
            parent.remove(run)
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True))


def _is_hidden(run: Any) -> bool:
    vanish, size = run.find(f"{_W}rPr/{_W}vanish"), run.find(f"{_W}rPr/{_W}sz")
    is_small = size is not None and (size.get(f"{_W}val") or "").isdecimal() and int(size.get(f"{_W}val")) <= _UNREADABLE
    return is_small or (vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false", "off"))


def _html(file: BytesIO) -> str:
    from mammoth import convert_to_html

    found = convert_to_html(file, convert_image=lambda _: [], include_embedded_style_map=False, external_file_access=False)
    return str(found.value)


def _title(archive: ZipFile) -> str | None:
    from lxml.etree import XMLParser, fromstring

    if _CORE not in archive.namelist():
        return None
    safe = XMLParser(resolve_entities=False, no_network=True)
    return line(fromstring(archive.read(_CORE), safe).findtext(_TITLE))
