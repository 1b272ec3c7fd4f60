"""What every form of a rendered briefing says of a conflict, in the same words. No markup."""

from summarize.language.prose import listed, one_line
from summarize.models import Finding
from summarize.records import Briefing, Conflict
from summarize.render.outline import day


def in_section(briefing: Briefing, section: str) -> list[Conflict]:
    return [c for c in briefing.conflicts if c.section == section]


def title(conflict: Conflict) -> str:
    """What a conflict is called above its sides, and where they are in order, in which."""
    return "Changed over time, latest first" if conflict.kind == "changed over time" else conflict.kind.capitalize()


def reason(briefing: Briefing, conflict: Conflict) -> str:
    """Why, in one sentence; empty where that only says what the sides say below it."""
    said_below = [finding.statement.rstrip(".") for finding, _ in sides(briefing, conflict)]
    return "" if all(statement in conflict.why for statement in said_below) else conflict.why


def told_elsewhere(briefing: Briefing, section: str) -> str:
    """'A conflict about this is told under “US stance”.', where findings of this section take part in one; else empty."""
    own = {f.id for f in briefing.sections[section].findings}
    titles = [briefing.sections[c.section].title for c in briefing.conflicts if c.section != section and own & {*c.also}]
    return f"A conflict about this is told under {listed(f'“{t}”' for t in dict.fromkeys(titles))}." if titles else ""


def sides(briefing: Briefing, conflict: Conflict) -> list[tuple[Finding, str]]:
    """The findings of a conflict in its order, each with who says it and when: '000, 003 · 2024-12-20', '000 (2024), 003'.

    One that shows other words than those on which the conflict rests is shown by the sentence that has them.
    """
    found = {f.id: f for f in briefing.sections[conflict.section].findings}
    told = [_in_its_words(found[key], conflict.said.get(key, "")) for key in conflict.findings if key in found]
    return [(finding, _by(briefing, finding)) for finding in told]


def _in_its_words(finding: Finding, words: str) -> Finding:
    cited = next((c for c in finding.citations if words in one_line(c.quote)), None)
    if words in finding.statement or cited is None:
        return finding
    own = {
        "statement": one_line(cited.quote),
        "citations": (cited,),
        "sources": (cited.source,),
        "values": {},
        "statements": (),
    }
    return finding.model_copy(update=own)


def _by(briefing: Briefing, finding: Finding) -> str:
    """Whose day is which, where they are not all of one day."""
    days = {source.id: day(source) for source in briefing.sources}
    told = [days.get(key, "") for key in finding.sources]
    if len({*told}) > 1:
        return ", ".join(f"{key} ({day})" if day else key for key, day in zip(finding.sources, told, strict=True))
    return " · ".join(part for part in (", ".join(finding.sources), *told[:1]) if part)
