"""The sources of a briefing as CSL-JSON, which Zotero, pandoc and other citation programs read. Failed ones are not cited."""

import json
from datetime import date
from typing import Any

from summarize.records import Briefing
from summarize.render.bibliography import Entry, entries

SUFFIXES = (".csl.json",)


def rendered(briefing: Briefing) -> str:
    """A list of items as JSON, which ends with a newline."""
    return json.dumps([_item(one) for one in entries(briefing)], indent=1, ensure_ascii=False) + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    told = {
        "id": entry.key,
        "type": "article-newspaper" if entry.publisher else "document",
        "title": entry.title,
        "container-title": entry.publisher,
        "issued": _issued(entry),
        "URL": entry.url,
        "language": entry.language,
        "note": entry.note,
    }
    return {name: value for name, value in told.items() if value}


def _issued(entry: Entry) -> dict[str, Any] | None:
    """The day; where it was inferred, from when to when, marked as such."""
    days = [day for day in entry.days if day]
    if not days or len(days) < len(entry.days):
        return None
    parts = [_parts(day) for day in dict.fromkeys(days)]
    return {"date-parts": parts, "circa": True} if len(entry.days) > 1 else {"date-parts": parts}


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]
