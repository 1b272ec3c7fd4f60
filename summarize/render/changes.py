"""What changed between two briefings, on a terminal. Article text is shown as text: none of it can act."""

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from summarize.changes import ChangeKind, Diff
from summarize.language.prose import counted
from summarize.render.console import HEADING, console, grid, page, text

if TYPE_CHECKING:
    from rich.console import RenderableType

_STYLES: dict[ChangeKind, str] = {
    "source added": "green",
    "source removed": "red",
    "source failed": "bold yellow",
    "added": "green",
    "lost": "red",
    "corroborated": "green",
    "less corroborated": "red",
    "conflict": "bold yellow",
}


def changes(diff: Diff, *, file: IO[str] | None = None, width: int | None = None, color: bool | None = None) -> None:
    """Print a diff to `file`, else to standard output. `width` in columns; rich finds it, and `color`, unless given."""
    out = console(file, width, color=color)
    for block in _blocks(diff):
        out.print(block)


def rendered(diff: Diff) -> str:
    """The same as plain text, `PAGE` columns wide."""
    return page(_blocks(diff))


def _blocks(diff: Diff) -> Iterator["RenderableType"]:
    yield text((summary(diff), "bold"))
    for section in dict.fromkeys(change.section for change in diff.changes):
        title = "Sources" if section is None else diff.titles.get(section) or section
        yield text("\n", (title, HEADING))
        own = (change for change in diff.changes if change.section == section)
        yield grid((text((change.kind, _STYLES.get(change.kind, ""))), text(change.what)) for change in own)


def summary(diff: Diff) -> str:
    """'3 changes: added (2), lost (1).', or that nothing changed."""
    kinds = [change.kind for change in diff.changes]
    if not kinds:
        return "Nothing changed."
    each = (f"{kind} ({kinds.count(kind)})" for kind in dict.fromkeys(kinds))
    return f"{counted(len(kinds), 'change')}: {', '.join(each)}."
