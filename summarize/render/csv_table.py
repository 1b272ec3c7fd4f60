r"""Rows as CSV that a spreadsheet takes for text: RFC 4180, UTF-8, a header.

A cell that begins as a formula does, with =, +, -, @, a tab or the end of a line, has an apostrophe in front, as spreadsheets
have it themselves. So has one that begins with apostrophes and then such a sign: what was there before comes back with
`re.sub(r"^'('*[=+\-@\t\r\n＝＋－＠])", r"\1", cell)`. All other text is exact. `true` and `false` stand for these, days are ISO
8601, what is not there is empty, and lists are joined with "; ".
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

# What spreadsheets take for the beginning of a formula (OWASP, CSV injection); the wide ones are those of Japanese keyboards.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def written(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The text of the file, each line of which ends with CR LF."""
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow(columns)
    table.writerows(map(cell, row) for row in rows)
    return file.getvalue()


def cell(value: Any) -> str:
    """One value as its text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) else text
