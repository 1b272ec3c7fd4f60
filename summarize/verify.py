"""Claim -> verdict: do the cited sentences, read alone, carry the statement?

Reports; never drops and never repairs. What becomes of a claim that is not carried is the caller's policy.
"""

from collections.abc import Sequence
from typing import NamedTuple

from summarize.engines import Engine
from summarize.errors import EngineError
from summarize.guards import objections
from summarize.judge import judge
from summarize.models import Checked, Claim, Usage, Verdict
from summarize.wording import wording

CARRIED = 0.5  # of the judge's probability
PARTLY = 0.25


class Support(NamedTuple):
    """Whether cited text carries a statement, why not, and what it took to know."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    usage: Usage = Usage()


def support(statement: str, cited: Sequence[str], *, engine: Engine | None = None) -> Support:
    """Say whether the `cited` texts, read alone, carry `statement`: by guards, then by `engine` as judge.

    A statement that is one cited text, whole and word for word, is carried by it. A part of one is not: it may lack the "not"
    or the "if". Without an engine nothing is called supported but that: what no guard objects to is `unchecked`. Where the
    engine fails the verdict is `unchecked` as well, with the failure among the reasons. Raises ReplayError only.
    """
    words = " ".join(statement.split())
    if any(words == " ".join(text.split()) for text in cited):
        return Support("supported")
    against = objections(statement, cited)
    blocking = tuple(o.reason for o in against if o.weight == "block")
    doubts = tuple(o.reason for o in against if o.weight == "doubt")
    if blocking:
        return Support("unsupported", blocking + doubts)
    if engine is None:
        return Support("unchecked", ("no model judged it; no guard objects", *doubts))
    try:
        carried, usage = judge(statement, cited, engine)
    except EngineError as error:
        return Support("unchecked", (f"the model could not judge it: {error}", *doubts), error.usage)
    if carried >= CARRIED:
        return Support("supported", usage=usage)
    verdict: Verdict = "partly" if carried >= PARTLY else "unsupported"
    return Support(verdict, (f"the model does not find it in the cited text ({carried:.2f})", *doubts), usage)


def verify(claim: Claim, engine: Engine | None = None) -> tuple[Checked, Usage]:
    """Check a claim against its citations, and read from them who says it and how sure. Raises ReplayError only."""
    cited = [c.quote for c in claim.citations]
    said = wording(cited, claim.statement)
    worded = claim.model_copy(update={"speaker": said.speaker, "speech": said.speech, "modality": said.modality})
    verdict, reasons, usage = support(claim.statement, cited, engine=engine)
    return Checked(claim=worded, verdict=verdict, reasons=reasons), usage
