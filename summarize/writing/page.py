"""How much a front page has room for, and what stands on it. Pure.

A page is read in a minute, so it is a share of what went in. What comes first: how directly it answers, how many independent
origins carry it, what is disputed, how many articles tell it, and then as it stands in the articles.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from summarize.language.english import answered_at_once, is_name, leans, points, refers
from summarize.models import Directness, Finding
from summarize.records import Briefing, Sentence

# Words of a page: so many, and a share of the words of the articles; the rest is folded below. It is read in a minute or two.
LEAST, SHARE, MOST = 90, 0.21, 700
ROWS, SUMMARY = 0.4, 0.15  # of the page, at most, where there are answers beside them
SENTENCES = 3  # of one answer
SENTENCE = 20  # words of one in the summary, which has three of them at least

_DIRECT: Mapping[Directness | None, int] = {d: n for n, d in enumerate(get_args(Directness))} | {None: 1}


class Room(NamedTuple):
    """What a page has room for, in words: all its tables, each section's answer, and the summary."""

    tables: int
    answers: Mapping[str, int]
    summary: int


def page_words(source_words: int) -> int:
    """How many words a page has that stands for so many words of articles."""
    return min(MOST, LEAST + round(SHARE * source_words))


def room(findings: Mapping[str, Sequence[Finding]], identity: Mapping[str, str | None], source_words: int) -> Room:
    """Share out a page that has answers. `identity`: section -> the leaf that names its rows."""
    page = page_words(source_words)
    texts = [name for name, found in findings.items() if found and not any(is_row(f, identity.get(name)) for f in found)]
    rows = sum(length(f) for name, found in findings.items() for f in found if is_row(f, identity.get(name)))
    tables = min(rows, round(ROWS * page)) if texts else page
    summary = max(3 * SENTENCE, round(SUMMARY * page))
    return Room(tables, dict.fromkeys(texts, (page - summary - tables) // max(1, len(texts))), summary)


def is_row(finding: Finding, identity: str | None) -> bool:
    """Is the finding about a named thing, so that it is a row of a table?"""
    return identity in finding.values


def length(finding: Finding) -> int:
    """Words of what a reader reads of a finding: of a named item its values, else its statement."""
    if not finding.statements:
        return len(finding.statement.split())
    return sum(len(str(leaf.value).split()) for leaves in finding.values.values() for leaf in leaves)


def in_order(findings: Iterable[Finding], disputed: Collection[str] = ()) -> list[Finding]:
    """The findings as a page tells them: what comes first. Of some thousand, what must be read for that is read at once."""
    given = list(findings)
    answered_at_once(is_name, (name for f in given for name in f.aliases))
    answered_at_once(leans, (f.statement for f in given if not (f.aliases or f.statements) and refers(f.statement)))
    return sorted(given, key=lambda f: _first(f, disputed))


def _first(finding: Finding, disputed: Collection[str]) -> tuple[Any, ...]:
    """A key to sort by: what comes first on a page.

    Of actors, those who have a name before "several leaders"; of statements, those that are understood alone.
    """
    told = -len(finding.carried_by), finding.id not in disputed, -len(finding.sources)
    alone = any(map(is_name, finding.aliases)) if finding.aliases else not _refers(finding)
    return finding.verdict != "supported", not alone, _DIRECT[finding.directness], *told, int(finding.id.rpartition("-")[2])


def _refers(finding: Finding) -> bool:
    """Does its statement take another sentence to be understood?"""
    return not finding.statements and (points(finding.statement) or leans(finding.statement))


class Layout(NamedTuple):
    """What a page is laid out for. `answers`: section -> its answer; `identity`: section -> the leaf that names its rows.

    `words`: of all articles. `disputed`: ids of findings that are in a conflict.
    """

    answers: Mapping[str, Sequence[Sentence]]
    identity: Mapping[str, str | None]
    words: int
    disputed: Collection[str]


def laid_out(findings: Mapping[str, Sequence[Finding]], layout: Layout) -> dict[str, tuple[Finding, ...]]:
    """The findings, marked whether they stand on the page: rows of tables, and lists where there is no answer.

    What stands beside a table without a name is folded away. Sections take turns, each with what comes first in it, until the
    page is full; each has one at least.
    """
    rows = {name: [f for f in found if is_row(f, layout.identity.get(name))] for name, found in findings.items()}
    lists = {name: found for name, found in findings.items() if not (rows[name] or layout.answers.get(name))}
    space = room(findings, layout.identity, layout.words)
    tables = _in_turn(rows.values(), space.tables, layout.disputed)
    used = sum(length(f) for own in rows.values() for f in own if f.id in tables)
    answered = any(layout.answers.values())
    left = sum(space.answers.get(name, 0) for name in lists) if answered else page_words(layout.words) - used
    shown = tables | _in_turn(lists.values(), left, layout.disputed)
    return {
        name: tuple(f if f.shown == (f.id in shown) else f.model_copy(update={"shown": f.id in shown}) for f in found)
        for name, found in findings.items()
    }


def _in_turn(lists: Collection[Sequence[Finding]], words: int, disputed: Collection[str]) -> set[str]:
    """The ids of what fits into so many words, one of each list after the other; the first of each in any case.

    What another list has shown in the same words is not said again.
    """
    shown, said, used = set[str](), set[str](), 0
    left = [iter(in_order(own, disputed)) for own in lists]
    for turn in range(max((len(own) for own in lists), default=0)):
        for rest in left:
            new = (f for f in rest if f.statements or f.statement not in said)  # a list of its own has something to show
            finding = next(new if not turn else rest, None)
            if finding and (used + length(finding) <= words or not turn) and finding.statement not in said:
                shown.add(finding.id)
                said.update([] if finding.statements else [finding.statement])
                used += length(finding)
    return shown


def unfolded(briefing: Briefing) -> Briefing:
    """The same with all findings on the page."""
    sections = {
        name: section.model_copy(update={"findings": tuple(f.model_copy(update={"shown": True}) for f in section.findings)})
        for name, section in briefing.sections.items()
    }
    return briefing.model_copy(update={"sections": sections})
