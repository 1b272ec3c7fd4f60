"""How much a front page has room for, and what stands on it. Pure.

A page is read in a minute, so it is a share of what went in. What comes first: how directly it answers, how many independent
origins carry it, what is disputed, how many articles tell it, and then as it stands in the articles.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from summarize.models import Directness, Finding
from summarize.records import Briefing, Sentence

# Words of a page: so many, and a share of the words of the articles; the rest is folded below. It is read in a minute or two.
LEAST, SHARE, MOST = 75, 0.235, 700
ROWS, SUMMARY = 0.36, 0.15  # of the page, at most, where there are answers beside them
SENTENCES = 3  # of one answer
SENTENCE = 20  # words of one in the summary, which has three of them at least

_DIRECT: Mapping[Directness | None, int] = {d: n for n, d in enumerate(get_args(Directness))} | {None: 1}


class Room(NamedTuple):
    """What a page has room for, in words: each section's table or list, or its answer; and the summary."""

    tables: Mapping[str, int]
    answers: Mapping[str, int]
    summary: int

    def words_of(self, section: str) -> int:
        """Of its table or list, also where that stands in place of an answer."""
        return self.tables.get(section, self.answers.get(section, 0))


def page_words(source_words: int) -> int:
    """How many words a page has that stands for so many words of articles."""
    return min(MOST, LEAST + round(SHARE * source_words))


def room(
    findings: Mapping[str, Sequence[Finding]], identity: Mapping[str, str | None], source_words: int, *, written: bool
) -> Room:
    """Share out a page. `identity`: section -> the leaf that names its rows. `written`: are there to be sentences?"""
    page = page_words(source_words)
    filled = [name for name, found in findings.items() if found]
    tables = [name for name in filled if is_table(findings[name], identity.get(name))]
    texts = [name for name in filled if name not in tables]
    if not written or not texts:
        return Room({name: page // max(1, len(filled)) for name in filled}, {}, 0)
    each = round(ROWS * page) // max(1, len(tables))
    words = {name: min(each, sum(map(length, findings[name]))) for name in tables}
    summary = max(3 * SENTENCE, round(SUMMARY * page))
    return Room(words, dict.fromkeys(texts, (page - summary - sum(words.values())) // len(texts)), summary)


def is_table(findings: Iterable[Finding], identity: str | None) -> bool:
    """Is the section a table: are its findings about named things?"""
    return any(identity in finding.values for finding in findings)


def length(finding: Finding) -> int:
    """Words of what a reader reads of a finding: of a named item its values, else its statement."""
    if not finding.statements:
        return len(finding.statement.split())
    return sum(len(str(leaf.value).split()) for leaves in finding.values.values() for leaf in leaves)


def first(finding: Finding, disputed: Collection[str] = ()) -> tuple[Any, ...]:
    """A key to sort by: what comes first on a page. Of actors, those who have a name before "several leaders"."""
    carried = finding.verdict != "supported", _DIRECT[finding.directness]
    return (
        *carried,
        -len(finding.carried_by),
        finding.id not in disputed,
        -len(finding.sources),
        int(finding.id.rpartition("-")[2]),
    )


def placed(findings: Sequence[Finding], words: int, disputed: Collection[str] = ()) -> tuple[Finding, ...]:
    """The findings, marked whether they stand on the page: the first that fit into so many words, and one at least.

    `words` 0: none, for an answer stands for them.
    """
    shown, used = set[str](), 0
    for finding in sorted(findings, key=lambda f: first(f, disputed)) if words else ():
        used += length(finding)
        if used > words and shown:
            break
        shown.add(finding.id)
    return tuple(f if f.shown == (f.id in shown) else f.model_copy(update={"shown": f.id in shown}) for f in findings)


def laid_out(
    findings: Mapping[str, Sequence[Finding]],
    answers: Mapping[str, Sequence[Sentence]],
    identity: Mapping[str, str | None],
    source_words: int,
    disputed: Collection[str],
) -> dict[str, tuple[Finding, ...]]:
    """The findings, marked whether they stand on the page: tables, and lists where there is no answer."""
    space = room(findings, identity, source_words, written=any(answers.values()))
    return {name: placed(found, 0 if answers.get(name) else space.words_of(name), disputed) for name, found in findings.items()}


def unfolded(briefing: Briefing) -> Briefing:
    """The same with all findings on the page."""
    sections = {
        name: section.model_copy(update={"findings": tuple(f.model_copy(update={"shown": True}) for f in section.findings)})
        for name, section in briefing.sections.items()
    }
    return briefing.model_copy(update={"sections": sections})
