"""RSS and Atom: each entry that has text is an article, with its title, day and address; the feed is its publisher.

Nothing is fetched. Many feeds hold a teaser of each article only: it is read as it is, and its notes say so.
"""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from summarize.files import UnreadableError
from summarize.reading.facts import is_address, known, line
from summarize.reading.formats import Decoded
from summarize.reading.formats.html import plain
from summarize.reading.packed import readable

SUFFIXES = (".rss", ".atom", ".xml")
FOREIGN = True

# Where a feed has only a summary, what is shorter is a teaser: whole articles in summaries are longer.
_TEASER = 1000
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|read more\W*|continue reading\b.*)\s*$", re.IGNORECASE)
_TEASED = "the feed holds a teaser only; the article itself may say more"


def decode(data: bytes) -> Iterator[Decoded]:
    """The entries of a feed. Raises UnreadableError where it is none, or has none."""
    from feedparser import parse

    with readable("feed"):
        feed = parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version"):
        raise UnreadableError("it is XML, but no RSS or Atom feed" if b"<" in data[:1000] else "it is no RSS or Atom feed")
    for number, entry in enumerate(feed.entries, 1):
        yield _article(entry, feed.feed, number)


def _article(entry: Any, feed: Any, number: int) -> Decoded:
    address = entry.get("link") or ""
    part = line(address or entry.get("id")) or str(number)
    whole = max((_text(one) for one in entry.get("content", ())), key=len, default="")
    text = whole or _text(entry.get("summary_detail") or {})
    if not text:
        return Decoded("", part=part, problem="the feed tells its title only; give the article itself")
    teased = not whole and (len(text) < _TEASER or _CUT.search(text))
    return Decoded(text, _facts(entry, feed, address), part=part, notes=(_TEASED,) if teased else ())


def _facts(entry: Any, feed: Any, address: str) -> dict[str, Any]:
    source = entry.get("source") or {}
    sent = entry.get("published_parsed") or dict.get(entry, "updated_parsed")  # its own `get` warns where there is none
    language = (entry.get("content") or [{}])[0].get("language") or feed.get("language")
    return known(
        title=line(plain(entry.get("title") or "")),
        publisher=line(plain(source.get("title") or feed.get("title") or "")),
        published=date(*sent[:3]) if sent else None,
        url=address if is_address(address) else None,
        language=line(language),
    )


def _text(told: Any) -> str:
    value = str(told.get("value") or "")
    return value.strip() if told.get("type") == "text/plain" and "<" not in value else plain(value)
