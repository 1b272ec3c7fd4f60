"""Where everything stands on the page: the ids of its elements, the numbers of its quotations. No markup.

Ids are counted, never taken from the briefing: `s1` a section, `f1` a finding, `n1` a note, `q1` its words in their source,
`a1` a source.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from summarize.models import Citation, Finding
from summarize.records import Briefing
from summarize.render.outline import Notes, visible


class Ref(NamedTuple):
    """A number that leads to a quotation: to its words in the source, or to the note where they do not stand there."""

    number: int
    target: str
    label: str


class Places:
    """The places of one briefing. It numbers quotations in the order in which they are asked for, as other formats do."""

    def __init__(self, briefing: Briefing) -> None:
        findings = (f for section in briefing.sections.values() for f in section.findings)
        self.notes = Notes()
        self.sections = {key: f"s{n}" for n, key in enumerate(briefing.sections, 1)}
        self.findings = {key: f"f{n}" for n, key in enumerate(dict.fromkeys(f.id for f in findings), 1)}
        self.sources = {key: f"a{n}" for n, key in enumerate(dict.fromkeys(s.id for s in briefing.sources), 1)}
        self._texts = {source.id: source.text for source in briefing.sources}

    def stands(self, citation: Citation) -> bool:
        """Does the source say these very words at this very place?"""
        return self._texts.get(citation.source, "")[citation.start : citation.end] == citation.quote

    def refs(self, citations: Iterable[Citation]) -> list[Ref]:
        """Numbers for citations, each once, in ascending order."""
        numbered = {self.notes.number(citation): citation for citation in citations}
        return [
            Ref(n, f"{'q' if self.stands(c) else 'n'}{n}", f"Quotation {n}, source {visible(c.source)}")
            for n, c in sorted(numbered.items())
        ]

    @property
    def last(self) -> int:
        """The highest number that was given."""
        return sum(1 for _ in self.notes)

    def resting(self, findings: Iterable[Finding]) -> dict[int, list[str]]:
        """Number of a quotation -> ids of the findings that rest on it, in their order."""
        rest: defaultdict[int, list[str]] = defaultdict(list)
        for finding in findings:
            for number in dict.fromkeys(self.notes.of(finding)):
                rest[number].append(self.findings[finding.id])
        return rest
