"""Claim -> verdict: do the cited sentences, read alone, carry the statement?

Reports; never drops and never repairs. What becomes of a claim that is not carried is the caller's policy.
"""

from collections.abc import Sequence
from typing import NamedTuple

from summarize.checking.guards import objections
from summarize.checking.judge import judge
from summarize.checking.wording import wording
from summarize.engines import Engine
from summarize.errors import EngineError
from summarize.models import Checked, Claim, Usage, Verdict

# The judge's probability from which a statement counts as carried; where a guard has a doubt, the higher one. Of 196 statements
# over five articles, half of them subtly wrong, guards and judge together accept 8 % of the wrong ones and refuse 16 % of the
# right ones; with .50 and .62 it is 9 and 13 %, with .68 and .78 it is 6 and 21 %, with .56 for all 9 and 14 %.
CARRIED, DOUBTED = 0.56, 0.68
PARTLY = 0.38  # from here on "in part": as far below the even chance as DOUBTED is above CARRIED


class Support(NamedTuple):
    """Whether cited text carries a statement, why not, and what it took to know."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    usage: Usage = Usage()


def support(statement: str, cited: Sequence[str], *, engine: Engine | None = None) -> Support:
    """Say whether the `cited` texts, read alone, carry `statement`: by guards, then by `engine` as judge.

    A statement that is one cited text or all of them, whole and word for word, is carried. A part of one is not: it may lack
    the "not" or the "if". A judge that is sure overrules a doubt; the doubt is then still among the reasons. Without an
    engine nothing is called supported but a quotation: what no guard objects to is `unchecked`. Where the engine fails the
    verdict is `unchecked` as well, with the failure among the reasons. Raises ReplayError only.
    """
    if " ".join(statement.split()) in {" ".join(text.split()) for text in (*cited, " ".join(cited))}:
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
    if carried >= (DOUBTED if doubts else CARRIED):
        return Support("supported", doubts, usage)
    verdict: Verdict = "partly" if carried >= PARTLY else "unsupported"
    return Support(verdict, (f"the model does not find all of it in the cited text ({carried:.2f})", *doubts), usage)


def check_claim(claim: Claim, engine: Engine | None = None) -> tuple[Checked, Usage]:
    """Check a claim against its citations, and read from them who says it and how sure. Raises ReplayError only."""
    cited = [c.quote for c in claim.citations]
    said = wording(cited, claim.statement)
    worded = claim.model_copy(update={"speaker": said.speaker, "speech": said.speech, "modality": said.modality})
    verdict, reasons, usage = support(claim.statement, cited, engine=engine)
    return Checked(claim=worded, verdict=verdict, reasons=reasons), usage
