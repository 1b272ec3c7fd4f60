"""CSV of articles: a row each, a head with the names of the columns (`summarize.reading.rows`). Commas, semicolons or tabs."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import IO, Any

from summarize.reading.formats import Decoded, Piece
from summarize.reading.formats.text import in_lines, no_text
from summarize.reading.rows import Numbered, articles

SUFFIXES = (".csv", ".tsv")
FOREIGN = True

# A cell may hold a whole article.
_LONGEST_CELL = 20 * 1024**2


def decode(data: bytes, above: int = 0) -> list[Decoded]:
    """The article of each row; a row that does not fit the head does not lose the others. `above`: lines that were cut out.

    Raises UnreadableError.
    """
    text = in_lines(data)
    head = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t|", key=head.count)
    csv.field_size_limit(_LONGEST_CELL)
    return articles(_rows(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True), above), "column")


def cut(file: IO[bytes], most: int) -> Iterator[Piece]:
    """A file in pieces of whole rows, of about `most` bytes, each with the head of the table.

    A row ends where a line does, but for one within quotes: before its end there is an even number of them.
    """
    head, above = b"", 0
    while lines := _row(file):
        if not head.strip():
            head += b"".join(lines)
            continue
        size = 0
        rows: list[bytes] = []
        while lines and size < most:
            rows += lines
            size += sum(map(len, lines))
            lines = _row(file) if size < most else []
        yield Piece(head + b"".join(rows), above)
        above += len(rows)
    if head and not above:
        yield Piece(head)


def _row(file: IO[bytes]) -> list[bytes]:
    """The lines of the next row; a quote that nobody closes ends with what a cell may hold."""
    lines: list[bytes] = []
    quotes = size = 0
    while (line := file.readline(_LONGEST_CELL)) and size < _LONGEST_CELL:
        lines.append(line)
        quotes, size = quotes + line.count(b'"'), size + len(line)
        if quotes % 2 == 0:
            break
    return lines


def _rows(reader: Any, above: int) -> Iterator[Numbered]:
    head: list[str] | None = None
    while True:
        begins = reader.line_num + 1 + (above if head else 0)
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Numbered(begins, f"line {begins} is no row of this table: {error}")
            continue
        if head is None:
            head = row if any(row) else None
        elif any(row):
            yield Numbered(begins, _named(head, row, begins))


def _named(head: list[str], row: list[str], number: int) -> dict[str, str] | str:
    if why := no_text("".join(row)):
        return f"line {number} cannot be read: {why}"
    if len(row) > len(head):
        return f"line {number} has {len(row)} cells where the head has {len(head)}; put text with the delimiter in quotes"
    return dict(zip(head, row, strict=False))
