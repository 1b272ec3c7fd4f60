"""CSV of articles: a row each, a head with the names of the columns (`summarize.reading.rows`). Commas, semicolons or tabs."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from summarize.reading.formats import Decoded
from summarize.reading.formats.text import characters
from summarize.reading.rows import Numbered, articles

SUFFIXES = (".csv", ".tsv")
FOREIGN = True

# A cell may hold a whole article.
_LONGEST_CELL = 20 * 1024**2


def decode(data: bytes) -> list[Decoded]:
    """The article of each row; a row that does not fit the head does not lose the others. Raises UnreadableError."""
    text = characters(data)
    head = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t|", key=head.count)
    csv.field_size_limit(_LONGEST_CELL)
    return articles(_rows(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)), "column")


def _rows(reader: Any) -> Iterator[Numbered]:
    head: list[str] | None = None
    while True:
        begins = reader.line_num + 1
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
    if len(row) > len(head):
        return f"line {number} has {len(row)} cells where the head has {len(head)}; put text with the delimiter in quotes"
    return dict(zip(head, row, strict=False))
