"""The front page of a briefing as the page shows it: plain values, ready to be laid out. No markup."""

from collections.abc import Iterable
from typing import NamedTuple

from summarize.models import Finding, Leaf
from summarize.records import Briefing, Conflict, Section, Sentence
from summarize.render import disputes, outline, sentences
from summarize.render.filled import Filled, filled
from summarize.render.page_places import Places, Ref

_WORD = 20  # characters up to which a value is a word in a narrow column, as on the terminal


class Told(NamedTuple):
    """A value in words, its quotations, and how credible it is where that needs saying."""

    text: str
    refs: list[Ref]
    credit: str = ""


class Field(NamedTuple):
    """What a finding tells besides its statement."""

    label: str
    told: list[Told]


class Item(NamedTuple):
    """Something that is said: a sentence, a finding, a side of a conflict.

    `rests_on`: ids of the findings behind it. `id`: its own, where it is a finding in its own place. `name`, `also`: what it is
    about and what that is called besides.
    """

    text: str
    refs: list[Ref]
    worth: str
    rests_on: list[str]
    id: str = ""
    marks: tuple[str, ...] = ()
    why: tuple[str, str] | None = None
    fields: tuple[Field, ...] = ()
    name: str = ""
    also: str = ""


class Column(NamedTuple):
    """A column of a table. `long`: its values are phrases rather than words."""

    label: str
    long: bool


class Row(NamedTuple):
    """A named item in a table."""

    item: Item
    cells: list[list[Told]]
    sources: str
    origins: int
    credibility: int


class Single(NamedTuple):
    """A single value that all articles together give."""

    label: str
    told: Told
    sources: str
    others: tuple[str, ...]


class AtOdds(NamedTuple):
    """A conflict. `in_time`: its sides are positions of one actor, the latest first."""

    kind: str
    why: str
    in_time: bool
    sides: list[Item]


class Part(NamedTuple):
    """A section. `doubtful`: what the table has no room for. `folded`: what else was said."""

    id: str
    title: str
    kinds: list[str]
    filled: list[Single]
    answer: list[Item]
    columns: list[Column]
    rows: list[Row]
    doubtful: list[Item]
    items: list[Item]
    conflicts: list[AtOdds]
    quiet: list[str]
    failed: bool
    folded: list[Item]


def written(briefing: Briefing, said: Iterable[Sentence], places: Places) -> list[Item]:
    """Sentences over several findings."""
    return [_sentence(briefing, one, places) for one in said]


def parts(briefing: Briefing, places: Places) -> list[Part]:
    """The sections, without what is folded."""
    return [_part(briefing, key, places) for key in briefing.sections]


def with_folded(briefing: Briefing, front: list[Part], places: Places) -> list[Part]:
    """The sections with what is folded. Numbered after the front page, whose numbers are then those of every other format."""
    return [
        part._replace(folded=[_finding(briefing, section, f, places) for f in section.findings if not f.shown])
        for part, section in zip(front, briefing.sections.values(), strict=True)
    ]


def _part(briefing: Briefing, key: str, places: Places) -> Part:
    section, at_odds = briefing.sections[key], disputes.in_section(briefing, key)
    quiet = disputes.told_elsewhere(briefing, key), outline.silent(section)
    columns = outline.fields(section)
    rows = [_row(section, f, columns, places) for f in outline.named(section)]
    return Part(
        id=places.sections[key],
        title=section.title,
        kinds=list(dict.fromkeys(c.kind for c in at_odds)),
        filled=[_filled(one, places) for one in filled(briefing, key)],
        answer=written(briefing, section.answer, places),
        columns=[_column(field, [row.cells[n] for row in rows]) for n, field in enumerate(columns)],
        rows=rows,
        doubtful=[_doubtful(section, f, places) for f in outline.doubtful(section)],
        items=[_finding(briefing, section, f, places) for f in outline.unnamed(section)],
        conflicts=[_at_odds(briefing, c, places) for c in at_odds],
        quiet=[said for said in quiet if said],
        failed=section.status == "failed",
        folded=[],
    )


def _column(field: str, cells: list[list[Told]]) -> Column:
    return Column(outline.label(field), any(len(one.text) > _WORD for told in cells for one in told))


def _sentence(briefing: Briefing, one: Sentence, places: Places) -> Item:
    behind = sentences.behind(briefing, one)
    refs = places.refs(sentences.witnesses(briefing, one))
    return Item(one.text, refs, sentences.told_by(briefing, one), [places.findings[f.id] for f in behind])


def _filled(one: Filled, places: Places) -> Single:
    return Single(one.label, Told(one.value, places.refs(one.citations)), ", ".join(one.sources), one.others)


def _finding(briefing: Briefing, section: Section, finding: Finding, places: Places) -> Item:
    item = _item(finding, outline.worth(finding), places)
    if section.identity in finding.values:
        name, also = outline.who(section, finding), outline.also_called(section, finding)
        item = item._replace(name=name, also=also, worth=outline.named_worth(section, finding))
    fields = [(name, leaves) for name, leaves in outline.shown_values(finding) if name != section.identity]
    near = [Told(sentences.near_words(c), places.refs([c])) for c in sentences.near(briefing, finding)]
    shown = [Field(outline.label(name), _leaves(section, finding, leaves, places)) for name, leaves in fields]
    return item._replace(id=places.findings[finding.id], fields=(*shown, *([Field(sentences.NEAR, near)] if near else [])))


def _item(finding: Finding, worth: str, places: Places) -> Item:
    return Item(
        outline.said(finding),
        places.refs(finding.citations),
        worth,
        [places.findings[finding.id]],
        marks=tuple(outline.marks(finding)),
        why=outline.why(finding),
    )


def _leaves(section: Section, finding: Finding, leaves: tuple[Leaf, ...], places: Places) -> list[Told]:
    """The values of one field. Their notes are shown where they are not simply all of the finding's."""
    everywhere = len(finding.citations)
    cited = ([finding.citations[i] for i in leaf.citations if 0 <= i < everywhere] for leaf in leaves)
    return [
        Told(
            outline.plain(leaf.value),
            places.refs(said) if len(leaf.citations) < everywhere else [],
            outline.credit(section, finding, leaf),
        )
        for leaf, said in zip(leaves, cited, strict=True)
    ]


def _row(section: Section, finding: Finding, fields: list[str], places: Places) -> Row:
    item = _item(finding, "", places)
    named = item._replace(
        id=places.findings[finding.id],
        name=outline.who(section, finding),
        also=outline.also_called(section, finding),
    )
    cells = [_leaves(section, finding, finding.values.get(field, ()), places) for field in fields]
    return Row(named, cells, ", ".join(finding.sources), len(finding.origins), outline.credibility(section, finding))


def _doubtful(section: Section, finding: Finding, places: Places) -> Item:
    return _item(finding, "", places)._replace(name=outline.who(section, finding), refs=[])


def _at_odds(briefing: Briefing, conflict: Conflict, places: Places) -> AtOdds:
    return AtOdds(
        disputes.title(conflict),
        disputes.reason(briefing, conflict),
        conflict.kind == "changed over time",
        [_item(finding, by, places)._replace(why=None) for finding, by in disputes.sides(briefing, conflict)],
    )
