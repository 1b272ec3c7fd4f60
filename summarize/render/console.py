"""Blocks of rich on a terminal or a page. Text is shown as text: neither its brackets nor its control characters can act."""

import io
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

from summarize.render.outline import visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

Part = str | tuple[str, str]  # words, or words and their style

QUIET = "dim"
WARNING = "bold yellow"
HEADING = "bold cyan"
PAGE = 100  # columns, where nobody's terminal says how wide it is


def console(file: IO[str] | None, width: int | None, *, color: bool | None) -> "Console":
    """A console on `file`, else on standard output. `width` in columns; rich finds it, and `color`, unless given."""
    from rich.console import Console

    plain = True if color is False else None
    return Console(file=file, width=width, highlight=False, markup=False, emoji=False, force_terminal=color, no_color=plain)


def page(blocks: Iterable["RenderableType"]) -> str:
    """The blocks as plain text, `PAGE` columns wide, no line of which ends with the spaces that fill it up."""
    file = io.StringIO()
    out = console(file, PAGE, color=False)
    for block in blocks:
        out.print(block)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().split("\n")[:-1])


def text(*parts: Part) -> "Text":
    """Text of which every part was made visible; a newline at the beginning of a part is ours, one within becomes a space."""
    from rich.text import Text

    shown = Text(overflow="fold")
    for part in parts:
        words, style = part if isinstance(part, tuple) else (part, "")
        lead = words[: len(words) - len(words.lstrip("\n "))]
        tail = " " if words.strip() and words.endswith(" ") else ""
        shown.append(lead + visible(words) + tail, style=style)
    return shown


def grid(rows: Iterable[tuple["Text", "Text"]], mark: int | None = None) -> "RenderableType":
    """Two columns: a mark, `mark` columns wide or as wide as its longest, and what stands beside it."""
    from rich.table import Table

    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, width=mark)
    table.add_column(overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table
