"""A briefing as a document: headings, lists, tables and notes, for every format that has these. No markup.

All text in it is one line and `visible`. What forms the markup of a format is that format's business.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from summarize.models import Citation, Finding, Leaf
from summarize.records import Briefing, Conflict, Section, Sentence
from summarize.render import disputes, outline, register, sentences
from summarize.render.filled import Filled, filled
from summarize.render.outline import Notes, visible

Style = Literal["plain", "strong", "emphasis", "quiet"]  # quiet: what a statement is worth, beside it


class Words(NamedTuple):
    text: str
    style: Style = "plain"


class Ref(NamedTuple):
    """The number of a note, and the note's text where it is referred to for the first time; else ''."""

    number: int
    note: str = ""


class Refs(NamedTuple):
    """Notes that stand side by side, by number."""

    refs: tuple[Ref, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Ascending."""
        return tuple(ref.number for ref in self.refs)


Line = tuple[Words | Refs, ...]


class Heading(NamedTuple):
    """Of a section of the document; there is one level of them."""

    line: Line


class Paragraph(NamedTuple):
    line: Line


class Item(NamedTuple):
    """An item of a list, and lines below it that belong to it."""

    line: Line
    below: tuple[Line, ...] = ()


class Items(NamedTuple):
    items: tuple[Item, ...]


class Table(NamedTuple):
    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


class Dispute(NamedTuple):
    """A conflict: what it is, and its sides, of which none is right because it stands first."""

    line: Line
    sides: tuple[Line, ...]


UNDATED = datetime(1980, 1, 1, tzinfo=UTC)  # no archive knows an earlier day
# Characters: of a line of a table as wide as the page, of the widest column, of the longest word that is not broken, around a
# cell's words, of a note's number.
_PAGE, _WIDEST, _WORD, _AROUND, _NUMBER = 108, 60, 20, 3, 2

Block = Heading | Paragraph | Items | Table | Dispute


class Document(NamedTuple):
    """`at`: when the briefing was made, or `UNDATED`. `notes`: by number, from 1; they are first referred to in this order."""

    title: str
    at: datetime
    blocks: tuple[Block, ...]
    notes: dict[int, str]


class _Notes(Notes):
    """The notes, of which each is written where it is first referred to."""

    def __init__(self) -> None:
        super().__init__()
        self.written: dict[int, str] = {}
        self._cited: dict[int, Citation] = {}

    def number(self, citation: Citation) -> int:
        number = super().number(citation)
        self._cited[number] = citation
        return number

    def refs(self, numbers: Iterable[int]) -> Line:
        asked = sorted(set(numbers))
        new = {number: _note(self._cited[number]) for number in asked if number not in self.written}
        self.written |= new
        return (Refs(tuple(Ref(number, new.get(number, "")) for number in asked)),) if asked else ()


def _note(citation: Citation) -> str:
    return visible(f"{citation.source}, {citation.start}–{citation.end}: “{citation.quote}”")


def document(briefing: Briefing) -> Document:
    """The whole briefing."""
    notes = _Notes()
    title = visible(briefing.schema_.title or briefing.schema_.name)
    blocks = (*_head(briefing), *_body(briefing, notes), *_foot(briefing))
    return Document(title, _moment(briefing.made.at), blocks, notes.written)


def _moment(written: str) -> datetime:
    try:
        return max(datetime.fromisoformat(written).astimezone(UTC).replace(microsecond=0), UNDATED)
    except (ValueError, OverflowError):
        return UNDATED


def widths(table: Table) -> list[float]:
    """What part of the width each column of a table gets: so that its longest word fits, and more where its text is longer."""
    columns = [*zip(table.head, *table.rows, strict=True)]
    least = [max(min(_WORD, _longest(cell)) for cell in column) + _AROUND for column in columns]
    wanted = [max(min(_WIDEST, _length(cell)) for cell in column) + _AROUND for column in columns]
    more = [max(want - need, 0) for want, need in zip(wanted, least, strict=True)]
    free = max(_PAGE - sum(least), 0)
    given = [need + free * extra / (sum(more) or 1) for need, extra in zip(least, more, strict=True)]
    return [one / sum(given) for one in given]


def _longest(cell: Line) -> int:
    return max((len(word) for piece in cell if isinstance(piece, Words) for word in piece.text.split()), default=0)


def _length(cell: Line) -> int:
    return sum(len(piece.text) if isinstance(piece, Words) else _NUMBER * len(piece.refs) for piece in cell)


def _plain(text: str) -> Words:
    return Words(visible(text))


def _quiet(text: str) -> Words:
    return Words(visible(text), "quiet")


def _strong(text: str) -> Words:
    return Words(visible(text), "strong")


def _emphasis(text: str) -> Words:
    return Words(visible(text), "emphasis")


_SPACE, _DOT, _DASH, _SEMICOLON, _COLON = Words(" "), Words(" · "), Words(" — "), Words("; "), Words(": ")


def _joined(lines: Iterable[Line], between: Words) -> Line:
    first, *others = [*lines] or [()]
    return (*first, *(piece for line in others for piece in (between, *line)))


def _head(briefing: Briefing) -> Iterator[Block]:
    yield Paragraph((_plain(f"{outline.headline(briefing)} {outline.period(briefing)}"),))
    for label, said in outline.warnings(briefing):
        yield Paragraph((_strong(f"{label}:"), _SPACE, _plain(said)))


def _body(briefing: Briefing, notes: _Notes) -> Iterator[Block]:
    if briefing.summary:
        yield Heading((Words("In short"),))
        yield _sentences(briefing, briefing.summary, notes)
    for key, section in briefing.sections.items():
        yield from _section(briefing, key, section, notes)


def _section(briefing: Briefing, key: str, section: Section, notes: _Notes) -> Iterator[Block]:
    conflicts = disputes.in_section(briefing, key)
    kinds = ", ".join(dict.fromkeys(c.kind for c in conflicts))
    yield Heading((_plain(section.title), *((_DASH, _emphasis(kinds)) if kinds else ())))
    yield from (Paragraph(_filled(one, notes)) for one in filled(briefing, key))
    if section.answer:
        yield _sentences(briefing, section.answer, notes)
    if outline.named(section):
        yield _table(section, notes)
        yield from (Paragraph(_doubted(section, finding)) for finding in outline.doubtful(section))
    if rest := outline.unnamed(section):
        yield Items(tuple(_with_near(briefing, finding, _finding(section, finding, notes), notes) for finding in rest))
    yield from (_dispute(briefing, conflict, notes) for conflict in conflicts)
    folded = sentences.folded(section)
    for said in (
        disputes.told_elsewhere(briefing, key),
        outline.silent(section),
        f"{folded}: not shown here." if folded else "",
    ):
        if said:
            yield Paragraph((_emphasis(said),))


def _sentences(briefing: Briefing, written: Sequence[Sentence], notes: _Notes) -> Items:
    return Items(tuple(Item(_sentence(briefing, one, notes)) for one in written))


def _sentence(briefing: Briefing, one: Sentence, notes: _Notes) -> Line:
    numbers = [notes.number(citation) for citation in sentences.witnesses(briefing, one)]
    return (_plain(one.text), *notes.refs(numbers), _SPACE, _quiet(sentences.told_by(briefing, one)))


def _filled(one: Filled, notes: _Notes) -> Line:
    refs = notes.refs(notes.number(citation) for citation in one.citations)
    others = (_DOT, _quiet(f"others: {'; '.join(one.others)}")) if one.others else ()
    return (_strong(f"{one.label}: {one.value}"), *refs, _SPACE, _quiet(", ".join(one.sources)), *others)


def _finding(section: Section, finding: Finding, notes: _Notes) -> Item:
    refs = notes.refs(notes.of(finding))
    line = (_plain(outline.said(finding)), *refs, _SPACE, _quiet(outline.worth(finding)), *_marks(finding))
    values = [
        (_plain(outline.label(name)), _COLON, *_leaves(section, finding, leaves, notes))
        for name, leaves in outline.shown_values(finding)
    ]
    return Item(line, tuple(below for below in (_joined(values, _DOT), _why(finding)) if below))


def _with_near(briefing: Briefing, finding: Finding, item: Item, notes: _Notes) -> Item:
    told = [(_plain(sentences.near_words(c)), *notes.refs([notes.number(c)])) for c in sentences.near(briefing, finding)]
    return item._replace(below=(*item.below, (_plain(sentences.NEAR), _COLON, *_joined(told, _SEMICOLON)))) if told else item


def _leaves(section: Section, finding: Finding, leaves: tuple[Leaf, ...], notes: _Notes) -> Line:
    """The values of one field. Their notes are shown where they are not simply all of the finding's."""
    return _joined((_leaf(section, finding, leaf, notes) for leaf in leaves), _SEMICOLON)


def _leaf(section: Section, finding: Finding, leaf: Leaf, notes: _Notes) -> Line:
    everywhere, credit = len(leaf.citations) == len(finding.citations), outline.credit(section, finding, leaf)
    refs = () if everywhere else notes.refs(notes.of_leaf(finding, leaf))
    return (_plain(outline.plain(leaf.value)), *refs, *((_SPACE, _quiet(credit)) if credit else ()))


def _marks(finding: Finding) -> Line:
    return tuple(piece for mark in outline.marks(finding) for piece in (_DOT, _strong(mark)))


def _why(finding: Finding) -> Line:
    told = outline.why(finding)
    return (_emphasis(f"{told[0]}:"), _SPACE, _plain(told[1])) if told else ()


def _doubted(section: Section, finding: Finding) -> Line:
    return (_plain(outline.who(section, finding)), _COLON, _plain(outline.said(finding)), _SPACE, *_why(finding))


def _table(section: Section, notes: _Notes) -> Table:
    fields = outline.fields(section)
    head = ("Who", "Named as", *map(outline.label, fields), "Sources", "Origins", "Credibility")
    rows = (_row(section, finding, fields, notes) for finding in outline.named(section))
    return Table(tuple((_plain(name),) for name in head), tuple(rows))


def _row(section: Section, finding: Finding, fields: list[str], notes: _Notes) -> tuple[Line, ...]:
    name = (_plain(outline.who(section, finding)), *notes.refs(notes.of(finding)), *_marks(finding))
    cells = [_leaves(section, finding, finding.values.get(field, ()), notes) for field in fields]
    counts = [", ".join(finding.sources), len(finding.origins), outline.credibility(section, finding)]
    return (name, (_plain(outline.also_called(section, finding)),), *cells, *((_plain(str(count)),) for count in counts))


def _dispute(briefing: Briefing, conflict: Conflict, notes: _Notes) -> Dispute:
    why = disputes.reason(briefing, conflict)
    line = (_strong(f"{disputes.title(conflict)}."), *((_SPACE, _plain(why)) if why else ()))
    return Dispute(line, tuple(_side(finding, by, notes) for finding, by in disputes.sides(briefing, conflict)))


def _side(finding: Finding, by: str, notes: _Notes) -> Line:
    return (_plain(outline.said(finding)), *notes.refs(notes.of(finding)), _SPACE, _quiet(by), *_marks(finding))


def _foot(briefing: Briefing) -> Iterator[Block]:
    legend = [
        (_emphasis(mark), Words(": "), _plain(f"{meaning}.")) for mark, meaning in register.explained(briefing, folded=False)
    ]
    if legend:
        yield Paragraph(_joined(legend, _SPACE))
    sources = [(entry.id, register.source_line(entry)) for entry in register.register(briefing)]
    yield from (Heading((Words("Sources"),)), _pairs(sources), Heading((Words("About the sources"),)))
    yield Paragraph((_plain(" ".join(register.statement(briefing))),))
    yield from (Heading((Words("How this was made"),)), _pairs(register.made(briefing)))


def _pairs(pairs: Iterable[tuple[str, str]]) -> Items:
    return Items(tuple(Item((_strong(f"{label}:"), _SPACE, _plain(said))) for label, said in pairs))
