"""What is to be reviewed, in which order: the riskiest first. Pure."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from summarize.briefing.review import Applied
from summarize.models import Finding, Verdict
from summarize.records import Conflict, Section
from summarize.render import outline

Lists = Literal["queue", "all", "decided"]

# From high to low: where the program itself sees a reason to look, first where somebody's decision no longer holds.
AGAIN, CONFLICT, SOME, ALONE, CONFIRMED = "decide again", "conflict", "not all carry it", "1 origin", "confirmed"
_VERDICTS: dict[Verdict, str] = {"unsupported": "not carried", "partly": "partly carried", "unchecked": "not checked"}
RISKS = (AGAIN, CONFLICT, *_VERDICTS.values(), SOME, ALONE, CONFIRMED)


class Item(NamedTuple):
    """A finding to review: where it stands, what is risky about it, its conflicts, why a decision on it does not hold."""

    section: str
    finding: Finding
    risk: str
    conflicts: tuple[Conflict, ...]
    again: tuple[str, ...]


def items(applied: Applied, which: Lists, words: str = "") -> list[Item]:
    """The findings of one of the lists, those that have all of `words` in them: the queue by risk, else as in the briefing."""
    found = [one for one in _items(applied) if _in(one.finding, which) and _has(applied, one, words)]
    return sorted(found, key=_rank) if which == "queue" else found


def progress(applied: Applied) -> tuple[int, int]:
    """How many findings are decided about, and how many there are."""
    findings = [f for section in applied.briefing.sections.values() for f in section.findings]
    return sum(f.review is not None for f in findings), len(findings)


def _in(finding: Finding, which: Lists) -> bool:
    return which == "all" or (finding.review is not None) == (which == "decided")


def _items(applied: Applied) -> Iterator[Item]:
    for name, section in applied.briefing.sections.items():
        for finding in section.findings:
            conflicts = tuple(c for c in applied.briefing.conflicts if finding.id in (*c.findings, *c.also))
            again = tuple(
                f"{one.decision.decision}{f' by {one.decision.by}' if one.decision.by else ''} before: {one.why}"
                for one in applied.open
                if one.finding == finding.id
            )
            yield Item(name, finding, _risk(finding, conflicts, again), conflicts, again)


def _risk(finding: Finding, conflicts: tuple[Conflict, ...], again: tuple[str, ...]) -> str:
    if again:
        return AGAIN
    if conflicts:
        return CONFLICT
    if finding.verdict in _VERDICTS:
        return _VERDICTS[finding.verdict]
    if not finding.statements and 0 < len(finding.carried_by) < len(finding.origins):
        return SOME
    return ALONE if len(finding.carried_by or finding.origins) < 2 else CONFIRMED


def _rank(item: Item) -> tuple[int, bool]:
    return RISKS.index(item.risk), not item.finding.shown


def title(section: Section, finding: Finding) -> str:
    """A finding in one line: whom or what it is about, where it is about something with a name, and what it says."""
    who = outline.who(section, finding)
    return f"{who}: {outline.said(finding)}" if who else outline.said(finding)


def _has(applied: Applied, item: Item, words: str) -> bool:
    section = applied.briefing.sections[item.section]
    text = " ".join([title(section, item.finding), section.title, item.risk, *item.finding.sources, *item.finding.aliases])
    return all(word in text.casefold() for word in words.casefold().split())
