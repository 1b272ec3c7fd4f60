"""A briefing on a terminal, or on a page of the same look."""

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from summarize.models import Finding, Leaf
from summarize.records import Briefing, Conflict, Section, Sentence
from summarize.render import disputes, outline, register, sentences
from summarize.render.console import HEADING, PAGE, QUIET, WARNING, Part, console, grid, page, text
from summarize.render.filled import Filled, filled
from summarize.render.outline import Notes

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

SUFFIXES = (".txt",)
_TABLE_FROM = 100  # columns; a table with roles is unreadable on fewer, a list of the same findings is not

Blocks = Iterator["RenderableType"]
Fields = list[tuple[str, tuple[Leaf, ...]]]


def rendered(briefing: Briefing) -> str:
    """The whole briefing as plain text, `PAGE` columns wide."""
    return page(_blocks(briefing, PAGE))


def terminal(briefing: Briefing, *, file: IO[str] | None = None, width: int | None = None, color: bool | None = None) -> None:
    """Print a briefing to `file`, else to standard output. `width` in columns; rich finds it, and `color`, unless given."""
    out = console(file, width, color=color)
    for block in _blocks(briefing, out.width):
        out.print(block)


def _blocks(briefing: Briefing, width: int) -> Blocks:
    notes = Notes()
    yield text((briefing.schema_.title or briefing.schema_.name, "bold"))
    yield text(f"{outline.headline(briefing)} {outline.period(briefing)}")
    for label, said in outline.warnings(briefing):
        yield text((f"{label}: ", WARNING), said)
    if briefing.summary:
        yield text("")
        yield text(("In short", HEADING))
        yield from (_item(_sentence(briefing, one, notes)) for one in briefing.summary)
    for key, section in briefing.sections.items():
        yield text("")
        yield from _section(briefing, key, width, notes)
        folded = sentences.folded(section)
        more = f"{folded}: --all shows them." if folded else ""
        yield from (
            text((said, QUIET)) for said in (disputes.told_elsewhere(briefing, key), outline.silent(section), more) if said
        )
    yield from _foot(briefing, notes)


def _section(briefing: Briefing, key: str, width: int, notes: Notes) -> Blocks:
    section, conflicts = briefing.sections[key], disputes.in_section(briefing, key)
    kinds = ", ".join(dict.fromkeys(c.kind for c in conflicts))
    yield text((section.title, HEADING), (f"  {kinds}" if kinds else "", WARNING))
    yield from (_filled(one, notes) for one in filled(briefing, key))
    yield from (_item(_sentence(briefing, one, notes)) for one in section.answer)
    if width < _TABLE_FROM:
        yield from (_item(_named(section, f, notes)) for f in outline.named(section))
    elif outline.named(section):
        yield _table(section, notes)
        yield from (_item(_doubted(section, f)) for f in outline.doubtful(section))
    yield from (_item(_with_near(briefing, f, _finding(section, f, notes), notes)) for f in outline.unnamed(section))
    yield from (_item(_conflict(briefing, c, notes), " ") for c in conflicts)


def _sentence(briefing: Briefing, one: Sentence, notes: Notes) -> "Text":
    refs = _refs([notes.number(citation) for citation in sentences.witnesses(briefing, one)])
    return text(one.text, " ", refs, (f" {sentences.told_by(briefing, one)}", QUIET))


def _filled(one: Filled, notes: Notes) -> "Text":
    refs = _refs([notes.number(c) for c in one.citations])
    others = f" · others: {'; '.join(one.others)}" if one.others else ""
    return text((f"{one.label}: ", QUIET), (one.value, "bold"), " ", refs, (f" {', '.join(one.sources)}{others}", QUIET))


def _finding(section: Section, finding: Finding, notes: Notes) -> "Text":
    shown = text(outline.said(finding), *_marks(finding), " ", _refs(notes.of(finding)), (f" {outline.worth(finding)}", QUIET))
    return _with_values(shown, section, finding, outline.shown_values(finding), notes)


def _with_near(briefing: Briefing, finding: Finding, shown: "Text", notes: Notes) -> "Text":
    for n, citation in enumerate(sentences.near(briefing, finding)):
        shown.append_text(text("; " if n else "\n", ("" if n else f"{sentences.NEAR}: ", QUIET)))
        shown.append_text(text(sentences.near_words(citation), " ", _refs([notes.number(citation)])))
    return shown


def _named(section: Section, finding: Finding, notes: Notes) -> "Text":
    also = outline.also_called(section, finding)
    words = f": {outline.said(finding)}" if outline.why(finding) else ""
    shown = text((outline.who(section, finding), "bold"), f" ({also})" if also else "", words, *_marks(finding), " ")
    shown.append_text(text(_refs(notes.of(finding)), (f" {outline.named_worth(section, finding)}", QUIET)))
    values = [(name, leaves) for name, leaves in finding.values.items() if name != section.identity]
    return _with_values(shown, section, finding, values, notes)


def _doubted(section: Section, finding: Finding) -> "Text":
    return _with_why(text((outline.who(section, finding), "bold"), f": {outline.said(finding)}"), finding)


def _with_values(shown: "Text", section: Section, finding: Finding, values: Fields, notes: Notes) -> "Text":
    for i, (name, leaves) in enumerate(values):
        shown.append_text(text(" · " if i else "\n", (f"{outline.label(name)}: ", QUIET)))
        shown.append_text(_leaves(section, finding, leaves, notes))
    return _with_why(shown, finding)


def _with_why(shown: "Text", finding: Finding) -> "Text":
    if why := outline.why(finding):
        shown.append_text(text((f"\n{why[0]}: ", WARNING), why[1]))
    return shown


def _leaves(section: Section, finding: Finding, leaves: tuple[Leaf, ...], notes: Notes) -> "Text":
    parts: list[Part] = []
    for leaf in leaves:
        parts += [*(["; "] if parts else []), outline.plain(leaf.value)]
        if len(leaf.citations) < len(finding.citations):
            parts += [" ", _refs(notes.of_leaf(finding, leaf))]
        parts.append((outline.credit(section, finding, leaf), QUIET))
    return text(*parts)


def _table(section: Section, notes: Notes) -> "RenderableType":
    from rich import box
    from rich.table import Table

    fields = outline.fields(section)
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    for name, ratio in (("Who", 5), *((outline.label(field), _ratio(section, field)) for field in fields)):
        table.add_column(text(name), ratio=ratio, min_width=12, overflow="fold")
    for name in ("Sources", "Origins", "Cred."):
        table.add_column(name, min_width=len(name), overflow="fold")
    for finding in outline.named(section):
        table.add_row(*_row(section, finding, fields, notes))
    return table


def _row(section: Section, finding: Finding, fields: list[str], notes: Notes) -> Iterator["Text"]:
    also = outline.also_called(section, finding)
    name = (outline.who(section, finding), "bold"), *_marks(finding), " ", _refs(notes.of(finding))
    yield text(*name, (f"\n{also}" if also else "", QUIET))
    yield from (_leaves(section, finding, finding.values.get(field, ()), notes) for field in fields)
    yield from map(text, (", ".join(finding.sources), str(len(finding.origins)), str(outline.credibility(section, finding))))


def _ratio(section: Section, field: str) -> int:
    """How wide a column is beside the others: one of short values is narrow."""
    leaves = [(f, leaf) for f in outline.named(section) for leaf in f.values.get(field, ())]
    longest = max((len(outline.plain(leaf.value) + outline.credit(section, f, leaf)) for f, leaf in leaves), default=0)
    return 1 if longest <= 20 else 5


def _conflict(briefing: Briefing, conflict: Conflict, notes: Notes) -> "Text":
    shown = text((f"{disputes.title(conflict)}. ", WARNING), disputes.reason(briefing, conflict))
    for finding, by in disputes.sides(briefing, conflict):
        words = outline.said(finding), *_marks(finding), " ", _refs(notes.of(finding))
        shown.append_text(text("\n– ", *words, (f" {by}", QUIET)))
    return shown


def _foot(briefing: Briefing, notes: Notes) -> Blocks:
    cited = list(notes)
    for title, rows in (
        ("Quotations", [(f"[{n}]", f"{c.source}, {c.start}–{c.end}: “{c.quote}”") for n, c in cited]),
        ("Sources", [(entry.id, register.source_line(entry)) for entry in register.register(briefing)]),
        ("About the sources", [("", " ".join(register.statement(briefing)))]),
        ("How this was made", register.made(briefing)),
        ("Marks", register.explained(briefing, folded=False)),
    ):
        if rows:
            yield text("")
            yield text((title, HEADING))
            yield grid((text((left, QUIET)), text(right)) for left, right in rows)


def _item(shown: "Text", mark: str = "•") -> "RenderableType":
    return grid([(text(mark), shown)], mark=1)


def _marks(finding: Finding) -> list[Part]:
    return [(f" [{mark}]", WARNING) for mark in outline.marks(finding)]


def _refs(numbers: list[int]) -> Part:
    return "".join(f"[{n}]" for n in sorted(set(numbers))), "cyan"
