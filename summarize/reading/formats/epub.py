"""EPUB: each chapter is an article; in a magazine, a chapter is one.

The book tells publisher, day and language, a chapter's first heading its title. Contents, covers and what holds a few words
only are left out, which the first chapter's notes say. Nothing but text is unpacked.
"""

import posixpath
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import unquote
from zipfile import ZipFile

from summarize.files import UnreadableError
from summarize.reading.facts import day, known, line
from summarize.reading.formats import Decoded
from summarize.reading.formats.html import plain
from summarize.reading.packed import readable, unzipped

SUFFIXES = (".epub",)
FOREIGN = True

# A title page, an imprint or a dedication has fewer words; the shortest news have more.
_FEWEST_WORDS = 30
_HEAD = 20_000  # so far from its beginning, a heading is not a chapter's
_PAGES = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml"}
_HEADING = re.compile(r"(?is)<h([1-3])\b[^>]*>(.*?)</h\1>")


class _Chapter(NamedTuple):
    name: str
    text: str
    title: str | None


def decode(data: bytes) -> Iterator[Decoded]:
    """The chapters of a book. Raises UnreadableError where it is none, is locked, or has no text."""
    with readable("EPUB"):
        archive = unzipped(data)
        book = _book(archive)
        names = _reading_order(archive, *book)
        facts, chapters = _facts(book[1]), [_chapter(archive, name) for name in names]
    read = [chapter for chapter in chapters if len(chapter.text.split()) >= _FEWEST_WORDS]
    if not read:
        raise UnreadableError("none of its chapters has text")
    short = [posixpath.basename(c.name) for c in chapters if c not in read and c.text]
    notes = (f"not read, for each has fewer than {_FEWEST_WORDS} words: {', '.join(short)}",) if short else ()
    yield from (
        Decoded(chapter.text, {**facts, **known(title=chapter.title)}, part=posixpath.basename(chapter.name), notes=told)
        for chapter, told in zip(read, (notes, *((),) * len(read)), strict=False)
    )


def _book(archive: ZipFile) -> tuple[str, Any]:
    """The name of the file that describes the book, and what it says."""
    name = str(_xml(archive, "META-INF/container.xml").xpath("string(//*[local-name()='rootfile']/@full-path)"))
    return name, _xml(archive, name)


def _xml(archive: ZipFile, name: str) -> Any:
    from lxml.etree import XMLParser, fromstring

    return fromstring(archive.read(name), XMLParser(resolve_entities=False, no_network=True))


def _reading_order(archive: ZipFile, name: str, book: Any) -> list[str]:
    """The pages of a book as they are read, without the contents. Raises UnreadableError where these are locked."""
    items = {item.get("id"): item for item in book.xpath("//*[local-name()='manifest']/*[local-name()='item']")}
    spine = book.xpath("//*[local-name()='spine']/*[local-name()='itemref'][not(@linear='no')]/@idref")
    pages = [items[key] for key in dict.fromkeys(spine) if key in items]
    pages = [i for i in pages if i.get("media-type") in _PAGES and "nav" not in (i.get("properties") or "").split()]
    names = [posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(i.get("href")))) for i in pages]
    if set(names) & _locked(archive):
        raise UnreadableError("it is locked by its seller (DRM); its text cannot be read")
    return [page for page in names if page in archive.NameToInfo]


def _locked(archive: ZipFile) -> set[str]:
    """Files whose bytes are encrypted; of most books, only the fonts are."""
    name = "META-INF/encryption.xml"
    if name not in archive.NameToInfo:
        return set()
    return {unquote(uri) for uri in _xml(archive, name).xpath("//*[local-name()='CipherReference']/@URI")}


def _chapter(archive: ZipFile, name: str) -> _Chapter:
    data = archive.read(name)
    page = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig", "replace")
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page)
    heading = _HEADING.search(page[:_HEAD])
    return _Chapter(name, plain(page), line(plain(heading.group(2))) if heading else None)


def _facts(book: Any) -> dict[str, Any]:
    def told(name: str) -> str | None:
        return line(book.xpath(f"string(//*[local-name()='metadata']/*[local-name()='{name}'][1])"))

    published: date | None = day(told("date") or "")
    return known(
        title=told("title"), publisher=told("publisher") or told("title"), language=told("language"), published=published
    )
