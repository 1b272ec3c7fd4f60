"""What stands of a page without some of the sources: the sentences that still hold, and findings where an answer fell. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from summarize.records import Briefing, Conflict, Section, Sentence, SourceRecord
from summarize.writing.credit import disputed
from summarize.writing.page import Layout, laid_out


class Unchanged:
    """The sentences of a page that were checked against just what is left: all findings that they rest on are as they were."""

    def __init__(self, briefing: Briefing, left: Mapping[str, Section]) -> None:
        before = {f.id: f.citations for section in briefing.sections.values() for f in section.findings}
        self._same = {f.id for section in left.values() for f in section.findings if f.citations == before[f.id]}

    def of(self, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        return tuple(one for one in sentences if self._same.issuperset(one.findings))


def laid_out_again(
    sources: Iterable[SourceRecord], sections: Mapping[str, Section], conflicts: Sequence[Conflict], stays: Unchanged
) -> dict[str, Section]:
    """The sections with the sentences that stand, and where an answer fell with its findings in its place.

    `sources`: those that are left.
    """
    answers = {name: stays.of(section.answer) for name, section in sections.items()}
    words = sum(len(source.text.split()) for source in sources)
    found = {name: section.findings for name, section in sections.items()}
    identity = {name: section.identity for name, section in sections.items()}
    shown = laid_out(found, Layout(answers, identity, words, disputed(conflicts)))
    return {name: s.model_copy(update={"answer": answers[name], "findings": shown[name]}) for name, s in sections.items()}
