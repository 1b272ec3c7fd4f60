"""What stands of a page without some sources or findings: sentences that hold, findings where an answer fell. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from summarize.records import Briefing, Conflict, Section, Sentence, SourceRecord
from summarize.writing.credit import disputed
from summarize.writing.page import Layout, laid_out


class Standing:
    """The sentences of a page that hold: all findings that they rest on are among these."""

    def __init__(self, findings: Iterable[str]) -> None:
        self._ids = frozenset(findings)

    def of(self, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        return tuple(one for one in sentences if self._ids.issuperset(one.findings))


def unchanged(briefing: Briefing, left: Mapping[str, Section]) -> Standing:
    """The sentences that were checked against just what is left: all their findings are as they were."""
    before = {f.id: f.citations for section in briefing.sections.values() for f in section.findings}
    return Standing(f.id for section in left.values() for f in section.findings if f.citations == before[f.id])


def laid_out_again(
    sources: Iterable[SourceRecord], sections: Mapping[str, Section], conflicts: Sequence[Conflict], stays: Standing
) -> dict[str, Section]:
    """The sections with the sentences that stand, and where an answer fell with its findings in its place.

    `sources`: those that are left.
    """
    answers = {name: stays.of(section.answer) for name, section in sections.items()}
    words = sum(len(source.told.split()) for source in sources)
    found = {name: section.findings for name, section in sections.items()}
    identity = {name: section.identity for name, section in sections.items()}
    shown = laid_out(found, Layout(answers, identity, words, disputed(conflicts)))
    return {name: s.model_copy(update={"answer": answers[name], "findings": shown[name]}) for name, s in sections.items()}
