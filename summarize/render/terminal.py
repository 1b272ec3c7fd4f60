"""A briefing on a terminal. Article text is shown as text: neither its brackets nor its control characters can act."""

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from summarize.models import Briefing, Conflict, Finding, Leaf, Section
from summarize.render import outline
from summarize.render.outline import Notes

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_QUIET = "dim"
_WARNING = "bold yellow"
_TABLE_FROM = 100  # columns; a table with roles is unreadable on fewer, a list of the same findings is not


def terminal(briefing: Briefing, *, file: IO[str] | None = None, width: int | None = None, color: bool | None = None) -> None:
    """Print a briefing to `file`, else to standard output. `width` in columns; rich finds it, and `color`, unless given."""
    from rich.console import Console

    plain = True if color is False else None
    console = Console(file=file, width=width, highlight=False, markup=False, emoji=False, force_terminal=color, no_color=plain)
    notes = Notes()
    for block in _blocks(briefing, notes, console.width):
        console.print(block)


def _blocks(briefing: Briefing, notes: Notes, width: int) -> Iterator["RenderableType"]:
    yield _text((briefing.schema_.title or briefing.schema_.name, "bold"))
    yield _text(f"{outline.headline(briefing)} {outline.period(briefing)}")
    for problem in outline.unread(briefing):
        yield _text(("Not read: ", _WARNING), problem)
    for key, section in briefing.sections.items():
        yield from _section(briefing, key, section, notes=notes, width=width)
    yield from _foot(briefing, notes)


def _section(briefing: Briefing, key: str, section: Section, *, notes: Notes, width: int) -> Iterator["RenderableType"]:
    conflicts = outline.conflicts_of(briefing, key)
    kinds = ", ".join(dict.fromkeys(c.kind for c in conflicts))
    yield _text("")
    yield _text((section.title, "bold cyan"), (f"  {kinds}" if kinds else "", _WARNING))
    named = outline.named(section)
    if named and width >= _TABLE_FROM:
        yield _table(section, notes)
        for finding in outline.doubtful(section):
            yield _item("•", _with_why(_text((outline.who(finding), "bold"), f": {outline.said(finding)}"), finding))
    else:
        for finding in named:
            yield _item("•", _named(finding, notes))
    for finding in outline.unnamed(section):
        yield _item("•", _finding(finding, notes))
    for conflict in conflicts:
        yield _item(" ", _conflict(briefing, conflict, notes))
    if silent := outline.silent(section):
        yield _text((silent, _QUIET))


def _finding(finding: Finding, notes: Notes) -> "Text":
    text = _text(outline.said(finding), *_marks(finding), " ", _refs(notes.of(finding)), (f" {outline.worth(finding)}", _QUIET))
    return _with_values(text, finding, outline.shown_values(finding), notes)


def _named(finding: Finding, notes: Notes) -> "Text":
    also = outline.also_called(finding)
    called = f" ({also})" if also else ""
    words = f": {outline.said(finding)}" if outline.why(finding) else ""
    carried = (f" {outline.worth(finding)}", _QUIET)
    text = _text((outline.who(finding), "bold"), called, words, *_marks(finding), " ", _refs(notes.of(finding)), carried)
    return _with_values(text, finding, [(name, leaves) for name, leaves in finding.values.items() if name != "name"], notes)


def _with_values(text: "Text", finding: Finding, values: list[tuple[str, tuple[Leaf, ...]]], notes: Notes) -> "Text":
    for i, (name, leaves) in enumerate(values):
        text.append_text(_text(" · " if i else "\n", (f"{outline.label(name)}: ", _QUIET)))
        text.append_text(_leaves(finding, leaves, notes))
    return _with_why(text, finding)


def _with_why(text: "Text", finding: Finding) -> "Text":
    if why := outline.why(finding):
        text.append_text(_text((f"\n{why[0]}: ", _WARNING), why[1]))
    return text


def _leaves(finding: Finding, leaves: tuple[Leaf, ...], notes: Notes) -> "Text":
    parts: list[str | tuple[str, str]] = []
    for leaf in leaves:
        parts += ["; "] if parts else []
        parts.append(outline.plain(leaf.value))
        if len(leaf.citations) < len(finding.citations):
            parts += [" ", _refs(notes.of_leaf(finding, leaf))]
    return _text(*parts)


def _table(section: Section, notes: Notes) -> "RenderableType":
    from rich import box
    from rich.table import Table

    fields = outline.fields(section)
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    for name, ratio in (("Who", 5), *((outline.label(field), _ratio(section, field)) for field in fields)):
        table.add_column(_text(name), ratio=ratio, min_width=12, overflow="fold")
    for name in ("Sources", "Origins", "Cred."):
        table.add_column(name, min_width=len(name), overflow="fold")
    for f in outline.named(section):
        also = outline.also_called(f)
        name_cell = _text((outline.who(f), "bold"), *_marks(f), " ", _refs(notes.of(f)), (f"\n{also}" if also else "", _QUIET))
        cells = [_leaves(f, f.values.get(field, ()), notes) for field in fields]
        table.add_row(name_cell, *cells, _text(", ".join(f.sources)), _text(str(len(f.origins))), _text(str(f.credibility)))
    return table


def _ratio(section: Section, field: str) -> int:
    longest = max((len(outline.plain(leaf.value)) for f in section.findings for leaf in f.values.get(field, ())), default=0)
    return 1 if longest <= 20 else 5


def _conflict(briefing: Briefing, conflict: Conflict, notes: Notes) -> "Text":
    text = _text((f"{outline.kind(conflict)}. ", _WARNING), conflict.why)
    for finding, by in outline.sides(briefing, conflict):
        words = outline.said(finding), *_marks(finding), " ", _refs(notes.of(finding))
        text.append_text(_text("\n– ", *words, (f" {by}", _QUIET)))
    return text


def _foot(briefing: Briefing, notes: Notes) -> Iterator["RenderableType"]:
    cited = list(notes)
    for title, rows in (
        ("Quotations", [(f"[{n}]", f"{c.source}, {c.start}–{c.end}: “{c.quote}”") for n, c in cited]),
        ("Sources", [(s.id, outline.source_line(s)) for s in briefing.sources]),
        ("How this was made", outline.made(briefing)),
        ("Marks", outline.explained(briefing)),
    ):
        if rows:
            yield _text("")
            yield _text((title, "bold cyan"))
            yield _grid(rows)


def _grid(rows: list[tuple[str, str]]) -> "RenderableType":
    from rich.table import Table

    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True, style=_QUIET)
    grid.add_column(overflow="fold")
    for left, right in rows:
        grid.add_row(_text(left), _text(right))
    return grid


def _item(mark: str, text: "Text") -> "RenderableType":
    from rich.table import Table

    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    grid.add_row(_text(mark), text)
    return grid


def _marks(finding: Finding) -> list[Any]:
    return [(f" [{mark}]", _WARNING) for mark in outline.marks(finding)]


def _refs(numbers: list[int]) -> tuple[str, str]:
    return "".join(f"[{n}]" for n in sorted(set(numbers))), "cyan"


def _text(*parts: str | tuple[str, str]) -> "Text":
    """Text of which every part was made visible; a newline between parts is ours, one within a part becomes a space."""
    from rich.text import Text

    text = Text(overflow="fold")
    for part in parts:
        words, style = part if isinstance(part, tuple) else (part, "")
        lead = words[: len(words) - len(words.lstrip("\n "))]
        tail = " " if words.strip() and words.endswith(" ") else ""
        text.append(lead + outline.visible(words) + tail, style=style)
    return text
