"""JSON Lines of articles: one object a line, with `text` and what else is known (`summarize.reading.rows`)."""

import json
from collections.abc import Iterator
from typing import IO, Any

from summarize.reading.formats import Decoded, Piece
from summarize.reading.formats.text import in_lines, no_text
from summarize.reading.rows import Numbered, articles

SUFFIXES = (".jsonl", ".ndjson")
FOREIGN = True

_LONGEST_LINE = 20 * 1024**2  # bytes; an article has a hundredth of that


def decode(data: bytes, above: int = 0) -> list[Decoded]:
    """The article of each line; a line that is no object does not lose the others. `above`: lines of the file before these.

    Raises UnreadableError.
    """
    return articles(_rows(in_lines(data), above), "key")


def cut(file: IO[bytes], most: int) -> Iterator[Piece]:
    """A file in pieces of whole lines, of about `most` bytes."""
    above = 0
    while lines := list(_lines(file, most)):
        yield Piece(b"".join(lines), above)
        above += len(lines)


def _lines(file: IO[bytes], most: int) -> Iterator[bytes]:
    size = 0
    while size < most and (line := file.readline(_LONGEST_LINE)):
        yield line
        size += len(line)


def _rows(text: str, above: int) -> Iterator[Numbered]:
    for number, row in enumerate(text.split("\n"), above + 1):
        if row.strip():
            yield Numbered(number, _object(row, number))


def _object(row: str, number: int) -> dict[str, Any] | str:
    if why := no_text(row):
        return f"line {number} cannot be read: {why}"
    try:
        found = json.loads(row)
    except json.JSONDecodeError as error:
        return f"line {number} is not JSON: {error.msg} (column {error.colno})"
    except (ValueError, RecursionError):  # a number of thousands of digits; brackets of thousands of levels
        return f"line {number} is not JSON that can be read"
    return found if isinstance(found, dict) else f"line {number} is no JSON object; write {{...}} on each line"
