"""HTML files and saved pages: the main text, without what stands around it, and what the page says about itself.

`trafilatura` reads what its head says. Nothing is fetched, no entity of a document is resolved, scripts are no text.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from summarize.files import UnreadableError, sections
from summarize.reading.body import body, runs
from summarize.reading.facts import is_address, known, line
from summarize.reading.formats import Decoded
from summarize.reading.formats.text import BOMS
from summarize.reading.hidden import hides
from summarize.reading.masthead import day, names, publisher, shown_day
from summarize.reading.pruning import is_around, pruned, unseen

SUFFIXES = (".html", ".htm", ".xhtml", ".xht")
FOREIGN = True

# What no document of XML may hold.
_NO_CHARACTER = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|&#(?:0*(?:[0-8]|1[124-9]|2\\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]))(?!\\w);?"
)
# How far into a page its encoding may be declared.
_HEAD = 4096
_DECLARED = re.compile(rb"""(?i)(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,40})""")
# Around the words of a link of an extracted article; a page cannot hold them, for they are no characters of XML.
_LINK, _LINK_ENDS = "\1", "\2"
_LINKED = re.compile(f"{_LINK}[^{_LINK}{_LINK_ENDS}]*{_LINK_ENDS}")
# A line that is nothing but links is a list of other pages, unless it is a sentence: so many words and a full stop.
_SENTENCE = re.compile(r"(?:\S+\s+){7,}\S+[.!?…][\"'”’»)]*$")
# What stands before a link to another page: "Also interesting:".
_HEAD_OF_LINK = re.compile(r"\s*(?:[^\W\d_]+\s+){0,3}[^\W\d_]+\s*:\s*")
# What stands in place of an element within a paragraph: a line break, and the gap between the cells of a row.
_BETWEEN = {"br": "\n", "td": "\t", "th": "\t", "a": _LINK}


@cache
def _elements(kind: str) -> frozenset[str]:
    return frozenset(sections(Path(__file__).parents[1] / "data" / "html.txt")[kind].split())


def decode(data: bytes) -> tuple[Decoded, ...]:
    """The article of a page. Raises UnreadableError where none is found."""
    return (article(data),)


def article(data: bytes | str, *, url: str | None = None) -> Decoded:
    """The main text of a page, its paragraphs parted by blank lines, and its title, day, publisher, language and address.

    `url`: where the page stood, for pages that do not tell. Raises UnreadableError where no article is found.
    """
    tree = _tree(data)
    told, window = _facts(tree, url), tree.findtext(".//title") or ""
    seen = pruned(tree)
    facts = _completed(told, seen, window, [run.text for run in runs(seen)])
    parts = body(seen, is_around, facts.get("title", ""))
    text = _joined(_told(paragraph for part in parts for paragraph in _paragraphs(part)))
    if not text:
        raise UnreadableError("no article was found on this page; save the article's own page, or its text as a .txt file")
    return Decoded(text, facts)


def plain(html: str) -> str:
    """All text of a page or fragment that a reader sees: block elements as paragraphs, parted by blank lines."""
    if not html.strip():
        return ""
    tree = _tree(html)
    unseen(tree)
    return _joined(map(_unmarked, _paragraphs(tree)))


def _tree(data: bytes | str) -> Any:
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    text = _NO_CHARACTER.sub("", data if isinstance(data, str) else _decoded(data))
    whole = text if re.search(r"(?i)<(?:html|body)\b", text) else f"<body><div>{text}</div>"
    # No network, no entities of the document's own; a huge tree is refused by the parser's own bounds.
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(whole.encode(errors="replace"), parser=parser)
    except ParserError:  # nothing in it is an element
        return document_fromstring("<p></p>")


def _decoded(data: bytes) -> str:
    """Decode as the byte order mark says; else as UTF-8 where it is that; else as the page says; else by its letters."""
    from charset_normalizer import from_bytes

    declared = _DECLARED.search(data[:_HEAD])
    named = [declared.group(1).decode()] if declared else []
    utf8 = [] if data.isascii() else ["utf-8"]
    marked = [encoding for mark, encoding in BOMS if mark and data.startswith(mark)]
    for encoding in (*marked, *utf8, *map(_as_browsers, named)):
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    return str(from_bytes(data).best() or data.decode("utf-8", "replace"))


def _as_browsers(name: str) -> str:
    return "cp1252" if name.lower() in {"iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii"} else name


def _facts(tree: Any, url: str | None) -> dict[str, Any]:
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(tree, url, {"extensive_search": False, "original_date": True})
    return known(
        title=line(found.title),
        publisher=line(found.sitename),
        url=found.url if is_address(found.url or "") else None,
        language=line(tree.get("lang")),
        published=date.fromisoformat(found.date) if found.date else None,
    )


def _completed(told: dict[str, Any], tree: Any, window: str, lines: list[str]) -> dict[str, Any]:
    """The facts of a page with what else its mark-up and its first lines tell.

    `window`: the title that a browser's window has; `lines`: what a reader sees, in order.
    """
    headline, name = map(line, names(tree, window, lines))
    title = headline or told.get("title")
    named = line(publisher(tree)) or told.get("publisher") or name
    published = day(tree) or told.get("published") or shown_day(lines, title or "")
    return known(**{**told, "title": title, "publisher": named, "published": published})


def _paragraphs(root: Any) -> Iterator[str]:
    """The text of each block, in order. Without recursion: pages are nested as deep as they like."""
    from lxml import etree

    said: list[str] = []
    silent = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        opens = event == "start"
        if opens and silent is None and (element.tag in _elements("silent") or hides(element)):
            silent = element
        if event in ("start", "end") and silent is None:
            if element.tag not in _elements("inline"):
                yield "".join(said)
                said.clear()
            said.append(_BETWEEN.get(element.tag, "") + _flat(element.text) if opens else "")
        if not opens and silent in (None, element):
            silent = None
            said.append(_LINK_ENDS if element.tag == "a" else "")
            said.append(_flat(element.tail) if element is not root else "")
    yield "".join(said)


def _told(paragraphs: Iterator[str]) -> Iterator[str]:
    """The paragraphs of an article without the lines that only link to others, and without the marks of links."""
    for paragraph in paragraphs:
        yield "\n".join(_unmarked(line) for line in paragraph.split("\n") if not _only_links(line))


def _unmarked(line: str) -> str:
    return re.sub(f"[{_LINK}{_LINK_ENDS}]", "", line)


def _only_links(line: str) -> bool:
    rest = _LINKED.sub("", line)
    words = _unmarked(line).strip()
    return (
        rest != line
        and (not any(c.isalnum() for c in rest) or _HEAD_OF_LINK.fullmatch(rest) is not None)
        and not _SENTENCE.match(words)
    )


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _joined(paragraphs: Iterator[str]) -> str:
    lines = ("\n".join(line.strip() for line in said.split("\n")).strip() for said in paragraphs)
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join(filter(None, lines)))
