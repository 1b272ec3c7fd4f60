"""A statement that a reviewer writes in place of a finding's, checked against what that cites. Pure, but for the judge."""

from collections.abc import Sequence

from summarize.briefing.decisions import Shown, shown
from summarize.checking.support import Support, support
from summarize.checking.wording import wording
from summarize.engines import Engine
from summarize.language.prose import one_line
from summarize.models import Citation, Finding
from summarize.records import Briefing

WRITTEN = "a reviewer wrote it"  # among the reasons of such a statement, before what checking it gave


class RefusedError(Exception):
    """The citations do not carry a statement. The message says why, in one line."""


def reworded(finding: Finding, statement: str, briefing: Briefing, engine: Engine | None = None) -> Shown:
    """Check a statement against a finding's citations, those of each source alone, by guards and by `engine`, if any.

    Counted as carrying it is a source that was found to; where no model could say, one that carried the statement of before
    and whose words no guard sets against the new one. Raises RefusedError where neither a source carries it nor all of them
    together, and ReplayError.
    """
    words = one_line(statement)
    if not words:
        raise RefusedError("it is blank")
    cited = _cited(finding)
    sources = [s for s in briefing.sources if s.id in {c.source for c in cited}]
    found = {s.sha256: _support(words, [c for c in cited if c.source == s.id], finding, engine) for s in sources}
    best = min(found.values(), key=_refused)
    if _refused(best) and len(found) > 1:
        best = _support(words, cited, finding, engine)
    if _refused(best):
        raise RefusedError("; ".join(best.reasons))
    before = shown(finding, sources).carrying
    sure = tuple(k for k, one in found.items() if one.verdict == "supported" or (one.verdict == "unchecked" and k in before))
    return Shown(
        statement=words,
        verdict="supported" if sure else best.verdict,
        reasons=(WRITTEN, *best.reasons),
        carrying=sure,
        **dict(wording([c.quote for c in cited], words)),
    )


def _cited(finding: Finding) -> Sequence[Citation]:
    """What its statement cites: of a named thing, the first of what is said of it."""
    return [finding.citations[i] for i in finding.statements[0].citations] if finding.statements else finding.citations


def _support(words: str, cited: Sequence[Citation], finding: Finding, engine: Engine | None) -> Support:
    sources = {c.source for c in cited}
    context = [c.quote for c in finding.context if c.source in sources]
    return support(words, [c.quote for c in cited], context=context, engine=engine)


def _refused(one: Support) -> int:
    """How badly: 0 is not at all. What nobody could judge, and no guard objects to, is not refused."""
    return {"supported": 0, "unchecked": 0, "partly": 1, "unsupported": 2}[one.verdict]
