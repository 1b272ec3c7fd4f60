"""Claim -> verdict: do the cited sentences, read alone, carry the statement?

Reports; never drops and never repairs. What becomes of a claim that is not carried is the caller's policy.
"""

from summarize.guards import objections
from summarize.models import Checked, Claim
from summarize.wording import wording


def verify(claim: Claim) -> Checked:
    """Check a claim by what a program can know: numbers, names, negation, modality and the like. No model is asked.

    A statement that is its cited sentence, whole and word for word, is carried by it. A part of a sentence is not: it may lack
    the "not" or the "if".
    """
    cited = [c.quote for c in claim.citations]
    said = wording(cited, claim.statement)
    worded = claim.model_copy(update={"speaker": said.speaker, "speech": said.speech, "modality": said.modality})
    if any(claim.statement == " ".join(quote.split()) for quote in cited):
        return Checked(claim=worded, verdict="supported")
    against = objections(claim.statement, cited)
    blocking = tuple(o.reason for o in against if o.weight == "block")
    doubts = tuple(o.reason for o in against if o.weight == "doubt")
    if blocking:
        return Checked(claim=worded, verdict="unsupported", reasons=blocking + doubts)
    return Checked(claim=worded, verdict="partly" if doubts else "supported", reasons=doubts)
