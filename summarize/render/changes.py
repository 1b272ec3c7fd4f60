"""What changed between two briefings, on a terminal. Article text is shown as text: none of it can act."""

from typing import IO, TYPE_CHECKING

from summarize.changes import Change, ChangeKind, Diff
from summarize.render import outline

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
    from rich.console import Console
    from rich.text import Text

    plain = True if color is False else None
    console = Console(file=file, width=width, highlight=False, markup=False, emoji=False, force_terminal=color, no_color=plain)
    console.print(Text(summary(diff), style="bold"))
    for section in dict.fromkeys(change.section for change in diff.changes):
        title = "Sources" if section is None else diff.titles.get(section) or section
        console.print(Text(f"\n{outline.visible(title)}", style="bold cyan"))
        console.print(_table([change for change in diff.changes if change.section == section]))


def summary(diff: Diff) -> str:
    """'3 changes: added (2), lost (1).', or that nothing changed."""
    kinds = [change.kind for change in diff.changes]
    if not kinds:
        return "Nothing changed."
    counted = (f"{kind} ({kinds.count(kind)})" for kind in dict.fromkeys(kinds))
    return f"{outline.count(len(kinds), 'change')}: {', '.join(counted)}."


def _table(found: list[Change]) -> "RenderableType":
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for change in found:
        grid.add_row(Text(change.kind, style=_STYLES.get(change.kind, "")), Text(outline.visible(change.what), overflow="fold"))
    return grid
