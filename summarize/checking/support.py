"""Claim -> verdict: do the cited sentences, read alone, carry the statement?

Reports; never drops and never repairs. What becomes of a claim that is not carried is the caller's policy.
"""

from collections.abc import Sequence
from typing import NamedTuple

from summarize.checking.context import Reading, read
from summarize.checking.judge import judge
from summarize.checking.shortened import shortened
from summarize.checking.wording import wording
from summarize.engines import Engine
from summarize.errors import EngineError
from summarize.language.english import LONGEST
from summarize.models import Checked, Claim, Verdict
from summarize.records import Usage

# The judge's probability from which a statement counts as carried; where a guard has a doubt, the higher one. Of 196 statements
# over five articles, half of them subtly wrong, guards and judge together accept 8 % of the wrong ones and refuse 16 % of the
# right ones; with .50 and .62 it is 9 and 13 %, with .68 and .78 it is 6 and 21 %, with .56 for all 9 and 14 %.
CARRIED, DOUBTED = 0.56, 0.68
PARTLY = 0.38  # from here on "in part": as far below the even chance as DOUBTED is above CARRIED


# What is longer than a parser reads at once, or a statement that is none, is not checked: what was not looked at is never
# accepted. Guards look at each pair of a word of the statement and a word of the cited text, so their product is bounded as
# well: set, not measured; a statement of 400 code points may still cite the longest text.
LONGEST_STATEMENT = 4_000  # code points
MOST_PAIRS = 40_000_000  # code points of the statement times those of the cited text and its context


NOT_JUDGED = "no model judged it; no guard objects"  # the first reason of what passed all guards where no model was asked


class Support(NamedTuple):
    """Whether cited text carries a statement, why not, and what it took to know."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    usage: Usage = Usage()


class Look(NamedTuple):
    """What is known of a statement without a model: the reading of its cited texts, and the verdict, if that settles it."""

    reading: Reading
    known: Support | None


def look(statement: str, cited: Sequence[str], context: Sequence[str] = ()) -> Look:
    """Look at a statement by guards alone.

    A statement that is one cited text or all of them, whole and word for word, is carried; so is one that leaves out of its
    sentence what changes nothing. Any other part of one is not: it may lack the "not" or the "if". What is too long to be
    looked at is `unchecked`.
    """
    if " ".join(statement.split()) in {" ".join(text.split()) for text in (*cited, " ".join(cited))}:
        return Look(Reading(tuple(cited), ()), Support("supported"))
    if why := _too_long(len(statement), sum(map(len, (*cited, *context)))):
        return Look(Reading(tuple(cited), ()), Support("unchecked", (why,)))
    reading = read(statement, cited, context)
    if reading.blocking:
        return Look(reading, Support("unsupported", reading.blocking + reading.doubts))
    free = not reading.objections and shortened(statement, cited)
    return Look(reading, Support("supported") if free else None)


def _too_long(statement: int, cited: int) -> str | None:
    if statement > LONGEST_STATEMENT:
        return f"the statement is too long to be checked: {statement:,} characters, at most {LONGEST_STATEMENT:,} are"
    most = min(LONGEST, MOST_PAIRS // max(statement, 1))
    if cited > most:
        return f"the cited text is too long to be checked: {cited:,} characters, for this statement at most {most:,} are"
    return None


def support(statement: str, cited: Sequence[str], *, context: Sequence[str] = (), engine: Engine | None = None) -> Support:
    """Say whether the `cited` texts carry `statement`: by guards, then by `engine` as judge.

    `context` are texts that say who "he" or "the newspaper" of the cited ones is, and carry nothing beside that. A judge that
    is sure overrules a doubt; the doubt is then still among the reasons. Without an engine what no guard objects to is
    `unchecked`. Where the engine fails the verdict is `unchecked` as well, with the failure among the reasons. Raises
    ReplayError only.
    """
    reading, known = look(statement, cited, context)
    return known or _judged(statement, cited, context, reading.doubts, engine)


def _judged(
    statement: str, cited: Sequence[str], context: Sequence[str], doubts: tuple[str, ...], engine: Engine | None
) -> Support:
    if engine is None:
        return Support("unchecked", (NOT_JUDGED, *doubts))
    try:
        carried, usage = judge(statement, (*context, *cited), engine)
    except EngineError as error:
        return Support("unchecked", (f"the model could not judge it: {error}", *doubts), error.usage)
    if carried >= (DOUBTED if doubts else CARRIED):
        return Support("supported", doubts, usage)
    verdict: Verdict = "partly" if carried >= PARTLY else "unsupported"
    return Support(verdict, (f"the model does not find all of it in the cited text ({carried:.2f})", *doubts), usage)


def looked_at(claim: Claim) -> Look:
    return look(claim.statement, [c.quote for c in claim.citations], [c.quote for c in claim.context])


def worded(claim: Claim, reading: Reading) -> Claim:
    """The claim with who says it and how sure, as the reading of its cited sentences tells."""
    return claim.model_copy(update=dict(wording(reading.cited, claim.statement)))


def check_claim(claim: Claim, engine: Engine | None = None) -> tuple[Checked, Usage]:
    """Check a claim against its citations, and read from them who says it and how sure. Raises ReplayError only."""
    reading, known = looked_at(claim)
    cited, context = [c.quote for c in claim.citations], [c.quote for c in claim.context]
    verdict, reasons, usage = known or _judged(claim.statement, cited, context, reading.doubts, engine)
    return Checked(claim=worded(claim, reading), verdict=verdict, reasons=reasons), usage
