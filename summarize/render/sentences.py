"""What every form of a rendered page says of its sentences: which findings and quotations are behind them. No markup."""

from collections.abc import Iterable

from summarize.checking.estimates import estimates
from summarize.language.prose import counted
from summarize.models import Citation, Finding
from summarize.records import Briefing, Section, Sentence
from summarize.render.outline import ESTIMATE, worth


def folded(section: Section) -> str:
    """'12 findings more', '12 findings carry this or add to it'; empty where all stand on the page."""
    more = sum(not finding.shown for finding in section.findings)
    tells = "more" if not section.answer else "carries this or adds to it" if more == 1 else "carry this or add to it"
    return f"{counted(more, 'finding')} {tells}" if more else ""


def behind(briefing: Briefing, sentence: Sentence) -> list[Finding]:
    """The findings that a sentence rests on, in its order."""
    found = {f.id: f for section in briefing.sections.values() for f in section.findings}
    return [found[key] for key in sentence.findings if key in found]


def witnesses(briefing: Briefing, sentence: Sentence) -> list[Citation]:
    """What a reader is shown for a sentence: of each finding one citation for each report that carries it."""
    return list(dict.fromkeys(c for finding in behind(briefing, sentence) for c in _witnesses(briefing, finding)))


def _witnesses(briefing: Briefing, finding: Finding) -> Iterable[Citation]:
    origin = {source.id: source.origin for source in briefing.sources}
    first: dict[str, Citation] = {}
    for citation in finding.told:
        first.setdefault(origin.get(citation.source, citation.source), citation)
    carrying = [first[key] for key in finding.carried_by if key in first]
    return carrying or first.values()  # a sentence never stands without a source


NEAR = "Near it, but not the same"


def near(briefing: Briefing, finding: Finding) -> list[Citation]:
    """What is cited of reports that do not carry the statement: their words would else stand nowhere. Of a row nothing."""
    if finding.statements or not 0 < len(finding.carried_by) < len(finding.origins):
        return []
    origin = {source.id: source.origin for source in briefing.sources}
    return [c for c in finding.citations if origin.get(c.source) not in finding.carried_by]


def near_words(citation: Citation) -> str:
    """'003: “…”'."""
    return f"{citation.source}: “{citation.quote}”"


def told_by(briefing: Briefing, sentence: Sentence) -> str:
    """'000, 003': the articles behind a sentence; where it rests on one finding, also what that is worth.

    Behind that, where the sentence says by itself how likely something is, which words of it do.
    """
    findings = behind(briefing, sentence)
    sources = ", ".join(sorted({citation.source for finding in findings for citation in finding.told}))
    own = (f"{ESTIMATE}: {reason}" for reason in own_estimates(briefing, sentence))
    return " · ".join([worth(findings[0]) if len(findings) == 1 else sources, *own])


def own_estimates(briefing: Briefing, sentence: Sentence) -> tuple[str, ...]:
    """How likely something is, in words of the sentence that nothing it cites has; a reason for each."""
    return estimates(sentence.text, [c.quote for finding in behind(briefing, sentence) for c in finding.told])
