"""Claim -> verdict: do the cited sentences, read alone, carry the statement?

Reports; never drops and never repairs. What becomes of a claim that is not carried is the caller's policy.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from summarize.engines import Engine
from summarize.errors import EngineError
from summarize.guards import objections
from summarize.judge import judge
from summarize.models import Checked, Claim, Usage, Verdict
from summarize.wording import wording

# The judge's log-odds from which a statement counts as carried, and what a guard's doubt takes from them. Of 196 statements
# over five articles, half of them subtly wrong: with 0 and 0.5, guards and judge together accept 9 % of the wrong ones and
# refuse 13 % of the right ones; with 0.25, 8 and 16 %; with 0.75, 6 and 21 %. Without the doubts' part, 0.25 gives 9 and 14 %.
CARRIED, DOUBT = 0.25, 0.5
# From here on "in part": the border has no evidence but that it is the even chance less a doubt.
PARTLY = -0.5
SURE = 1e-4  # of a probability: log-odds of 0 and 1 have no end


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
    odds = _log_odds(carried) - (DOUBT if doubts else 0.0)
    if odds >= CARRIED:
        return Support("supported", doubts, usage)
    verdict: Verdict = "partly" if odds >= PARTLY else "unsupported"
    return Support(verdict, (f"the model does not find all of it in the cited text ({carried:.2f})", *doubts), usage)


def verify(claim: Claim, engine: Engine | None = None) -> tuple[Checked, Usage]:
    """Check a claim against its citations, and read from them who says it and how sure. Raises ReplayError only."""
    cited = [c.quote for c in claim.citations]
    said = wording(cited, claim.statement)
    worded = claim.model_copy(update={"speaker": said.speaker, "speech": said.speech, "modality": said.modality})
    verdict, reasons, usage = support(claim.statement, cited, engine=engine)
    return Checked(claim=worded, verdict=verdict, reasons=reasons), usage


def _log_odds(probability: float) -> float:
    bounded = min(1 - SURE, max(SURE, probability))
    return math.log(bounded / (1 - bounded))
