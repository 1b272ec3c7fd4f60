"""JSON Lines of articles: one object a line, with `text` and what else is known (`summarize.reading.rows`)."""

import json
from collections.abc import Iterator
from typing import Any

from summarize.reading.formats import Decoded
from summarize.reading.formats.text import characters
from summarize.reading.rows import Numbered, articles

SUFFIXES = (".jsonl", ".ndjson")
FOREIGN = True


def decode(data: bytes) -> list[Decoded]:
    """The article of each line; a line that is no object does not lose the others. Raises UnreadableError."""
    return articles(_rows(characters(data)), "key")


def _rows(text: str) -> Iterator[Numbered]:
    for number, row in enumerate(text.split("\n"), 1):
        if row.strip():
            yield Numbered(number, _object(row, number))


def _object(row: str, number: int) -> dict[str, Any] | str:
    try:
        found = json.loads(row)
    except json.JSONDecodeError as error:
        return f"line {number} is not JSON: {error.msg} (column {error.colno})"
    except (ValueError, RecursionError):  # a number of thousands of digits; brackets of thousands of levels
        return f"line {number} is not JSON that can be read"
    return found if isinstance(found, dict) else f"line {number} is no JSON object; write {{...}} on each line"
