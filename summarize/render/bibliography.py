"""The sources of a briefing as entries of a list of literature. No markup, and nothing in them that hides or reorders text."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from summarize.records import Briefing, SourceRecord
from summarize.render.fragments import web_address
from summarize.render.outline import published, visible
from summarize.render.register import file_of

_NO_KEY = re.compile(r"[^A-Za-z0-9_.-]+")


class Entry(NamedTuple):
    """One source. `key`: its id, in letters that every program takes, and no other entry's.

    `title`: where the article has none, the name of its file. `days`: the day it was published, or from when to when it was,
    as inferred; None for an end that nobody knows. `note`: reliability, origin, digest, and what is known of the day.
    """

    key: str
    title: str
    publisher: str
    days: tuple[date | None, ...]
    url: str | None
    language: str
    note: str


def entries(briefing: Briefing) -> Iterator[Entry]:
    """The sources that were read, in order."""
    taken: set[str] = set()
    for source in briefing.sources:
        if source.status == "read":
            key = _key(source.id, taken)
            taken.add(key)
            yield _entry(source, key)


def _key(wanted: str, taken: set[str]) -> str:
    key = plain = _NO_KEY.sub("-", wanted).strip("-") or "source"
    number = 1
    while key in taken:
        number += 1
        key = f"{plain}-{number}"
    return key


def _entry(source: SourceRecord, key: str) -> Entry:
    return Entry(
        key,
        visible(source.title or "") or visible(file_of(source.location)),
        visible(source.publisher or ""),
        (source.published,) if source.published else (source.published_from, source.published_to),
        web_address(source),
        visible(source.language or ""),
        visible(_note(source)),
    )


def _note(source: SourceRecord) -> str:
    day = "" if source.published else published(source)
    parts = (f"published {day}" if day else "", f"reliability {source.reliability}", f"origin {source.origin}")
    return "; ".join(part for part in (*parts, f"sha256 {source.sha256}") if part)
