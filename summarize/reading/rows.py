"""Articles that come as rows of named values, from JSON Lines, CSV or Parquet. Pure.

Names are as exports of databases and news services have them, in whatever case. A value that cannot be used is left out, and
said; only an article without text is not read.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from summarize.files import UnreadableError
from summarize.reading.facts import day, facts, line
from summarize.reading.formats import Decoded
from summarize.reading.formats.html import plain

Row = Mapping[str, Any]
# What a row may call each thing; of several that it has, the first counts.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "sitename"),
    "published": ("published", "published_at", "publishedat", "date"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "reliability": ("reliability",),
    "origin": ("origin",),
    "id": ("id",),
}
_SHOWN = 20
_MARKUP = re.compile(r"(?i)<(?:p|div|br|html|body|article|h[1-6]|ul)\b[^<>]{0,500}>")


class Numbered(NamedTuple):
    """A row and the line that it begins on, or what is wrong with it."""

    line: int
    row: Row | str


def articles(rows: Iterable[Numbered], kind: str) -> list[Decoded]:
    """The article of each row. `kind`: what rows have names for, in words. Raises UnreadableError where none has a text."""
    read = list(rows)
    names = [str(name) for one in read if isinstance(one.row, Mapping) for name in one.row]
    if names and not any(name.strip().lower() in NAMES["text"] for name in names):
        found = ", ".join(list(dict.fromkeys(names))[:_SHOWN])
        raise UnreadableError(f"it has no {kind} {_listed(NAMES['text'])}; it has {found[:500]}")
    return [_article(one) for one in read]


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:-1]) + f" or {names[-1]}"


def _article(one: Numbered) -> Decoded:
    if isinstance(one.row, str):
        return Decoded("", part=str(one.line), problem=one.row)
    told = {name: _value(one.row, names) for name, names in NAMES.items()}
    part = line(told.pop("id")) or str(one.line)
    text = told.pop("text") or ""
    if not text.strip():
        return Decoded("", part=part, problem=f"line {one.line} has no text")
    known, notes = _known({key: value for key, value in told.items() if value})
    return Decoded(plain(text) if _MARKUP.search(text) else text, known, part=part, notes=notes)


def _value(row: Row, names: tuple[str, ...]) -> str | None:
    """What a row has under the first of these names, as text; of a thing with a name, such as a source, that name."""
    lowered = {str(name).strip().lower(): value for name, value in row.items()}
    found = next((lowered[name] for name in names if lowered.get(name) not in (None, "")), None)
    if isinstance(found, Mapping):
        found = found.get("name")
    if isinstance(found, date):  # a time of day is one, too
        found = found.isoformat()
    return found if isinstance(found, str) else str(found) if isinstance(found, int | float) else None


def _known(told: Mapping[str, str]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The facts of a row, and what is said of those that cannot be used."""
    known: dict[str, Any] = {}
    notes = []
    for key, value in told.items():
        plain_value = str(day(value) or value) if key == "published" else value[:2000]
        try:
            known |= facts({key: plain_value}, "its row")
        except UnreadableError as error:
            notes.append(f"{error.reason}; left out")
    return known, tuple(notes)
