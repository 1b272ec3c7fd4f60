"""A briefing as Markdown (CommonMark with GitHub's tables and footnotes). Article text is data: it can form no markup."""

import re
from collections.abc import Sequence

from summarize.models import Finding, Leaf
from summarize.records import Briefing, Conflict, Section, Sentence
from summarize.render import outline, register, sentences
from summarize.render.filled import Filled, filled
from summarize.render.outline import Notes

SUFFIXES = (".md", ".markdown")
_SPECIAL = re.compile(r"[\\`*_\[\]<>~^$@]|(?<=:)//|(?<=www)\.", re.IGNORECASE)
_FIRST = re.compile(r"^(?=[-+#=:])")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")


def rendered(briefing: Briefing) -> str:
    """The whole briefing, with a newline at its end."""
    notes = Notes()
    blocks = _head(briefing)
    if briefing.summary:
        blocks += ["## In short", _sentences(briefing, briefing.summary, notes)]
    for key, section in briefing.sections.items():
        blocks += _section(briefing, key, section, notes)
    blocks += _foot(briefing)
    blocks += [f"[^{n}]: {escape(c.source)}, {c.start}–{c.end}: “{escape(c.quote)}”" for n, c in notes]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Any text as Markdown that reads as exactly this text, on one line: no markup, links, HTML or cells."""
    plain = outline.visible(text).replace("&", "&amp;").replace("|", "&#124;")
    plain = _SPECIAL.sub(lambda match: "".join("\\" + c for c in match[0]), plain)
    return _NUMBERED.sub(r"\1\\\2", _FIRST.sub(r"\\", plain))


def _head(briefing: Briefing) -> list[str]:
    title = briefing.schema_.title or briefing.schema_.name
    blocks = [f"# {escape(title)}", escape(f"{outline.headline(briefing)} {outline.period(briefing)}")]
    return [*blocks, *(f"**{label}:** {escape(said)}" for label, said in outline.warnings(briefing))]


def _section(briefing: Briefing, key: str, section: Section, notes: Notes) -> list[str]:
    conflicts = outline.conflicts_of(briefing, key)
    kinds = ", ".join(dict.fromkeys(c.kind for c in conflicts))
    blocks = [f"## {escape(section.title)}" + (f" — *{kinds}*" if kinds else "")]
    blocks += [_filled(one, notes) for one in filled(briefing, key)]
    if section.answer:
        blocks.append(_sentences(briefing, section.answer, notes))
    if outline.named(section):
        blocks.append(_table(section, notes))
        blocks += [f"{escape(outline.who(section, f))}: {escape(outline.said(f))} {_why(f)}" for f in outline.doubtful(section)]
    if rest := outline.unnamed(section):
        blocks.append("\n".join(_finding(section, f, notes) for f in rest))
    blocks += [_conflict(briefing, c, notes) for c in conflicts]
    told = outline.told_elsewhere(briefing, key), outline.silent(section), sentences.folded(section)
    return [*blocks, *(f"*{escape(said)}*" for said in told if said)]


def _sentences(briefing: Briefing, written: Sequence[Sentence], notes: Notes) -> str:
    told = ((one, _witnesses(briefing, one, notes), sentences.told_by(briefing, one)) for one in written)
    return "\n".join(f"- {escape(one.text)}{refs} {escape(by)}" for one, refs, by in told)


def _witnesses(briefing: Briefing, sentence: Sentence, notes: Notes) -> str:
    return _refs([notes.number(citation) for citation in sentences.witnesses(briefing, sentence)])


def _filled(one: Filled, notes: Notes) -> str:
    refs = _refs([notes.number(c) for c in one.citations])
    others = f" · others: {escape('; '.join(one.others))}" if one.others else ""
    return f"**{escape(one.label)}: {escape(one.value)}**{refs} {escape(', '.join(one.sources))}{others}"


def _finding(section: Section, finding: Finding, notes: Notes) -> str:
    line = f"- {escape(outline.said(finding))}{_refs(notes.of(finding))} {escape(outline.worth(finding))}{_marks(finding)}"
    values = [
        f"{escape(outline.label(name))}: {_leaves(section, finding, leaves, notes)}"
        for name, leaves in outline.shown_values(finding)
    ]
    below = [line for line in (" · ".join(values), _why(finding)) if line]
    return "\n".join([line, *(f"  - {each}" for each in below)])


def _leaves(section: Section, finding: Finding, leaves: tuple[Leaf, ...], notes: Notes) -> str:
    """The values of one field. Their notes are shown where they are not simply all of the finding's."""
    everywhere = len(finding.citations)
    shown = [(leaf, [] if len(leaf.citations) == everywhere else notes.of_leaf(finding, leaf)) for leaf in leaves]
    return "; ".join(
        escape(outline.plain(leaf.value)) + _refs(numbers) + outline.credit(section, finding, leaf) for leaf, numbers in shown
    )


def _marks(finding: Finding) -> str:
    return "".join(f" · **{mark}**" for mark in outline.marks(finding))


def _why(finding: Finding) -> str:
    label, reasons = outline.why(finding) or ("", "")
    return f"*{label}:* {escape(reasons)}" if label else ""


def _refs(numbers: list[int]) -> str:
    return "".join(f"[^{n}]" for n in sorted(set(numbers)))


def _table(section: Section, notes: Notes) -> str:
    fields = outline.fields(section)
    head = ["Who", "Also called", *(escape(outline.label(f)) for f in fields), "Sources", "Origins", "Credibility"]
    rows = [head, ["---"] * len(head), *(_row(section, finding, fields, notes) for finding in outline.named(section))]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(section: Section, finding: Finding, fields: list[str], notes: Notes) -> list[str]:
    name = escape(outline.who(section, finding)) + _refs(notes.of(finding)) + _marks(finding)
    cells = [_leaves(section, finding, finding.values.get(field, ()), notes) for field in fields]
    counts = [", ".join(map(escape, finding.sources)), len(finding.origins), outline.credibility(section, finding)]
    return [name, escape(outline.also_called(section, finding)), *cells, *map(str, counts)]


def _conflict(briefing: Briefing, conflict: Conflict, notes: Notes) -> str:
    lines = [f"> **{outline.kind(conflict)}.** {escape(outline.why_at_odds(briefing, conflict))}".rstrip(), ">"]
    for finding, by in outline.sides(briefing, conflict):
        lines.append(f"> - {escape(outline.said(finding))}{_refs(notes.of(finding))} {escape(by)}{_marks(finding)}")
    return "\n".join(lines)


def _foot(briefing: Briefing) -> list[str]:
    legend = [f"*{mark}*: {meaning}." for mark, meaning in outline.explained(briefing)]
    sources = [f"- {escape(entry.id)}: {escape(register.source_line(entry))}" for entry in register.register(briefing)]
    said = escape(" ".join(register.statement(briefing)))
    how = [f"- {name}: {escape(value)}" for name, value in register.made(briefing)]
    blocks = ["## Sources", "\n".join(sources), "## About the sources", said, "## How this was made", "\n".join(how)]
    return [*([" ".join(legend)] if legend else []), *blocks]
