"""Who carries a statement, and what it is worth for that. Pure, but for the judge that is handed in.

Credibility of an item of information, after the Admiralty code (NATO AJP-2.1, STANAG 2511), computed from what can be counted:

  1  confirmed by other sources   carried by articles of three or more independent origins
  2  probably true                carried by articles of two independent origins
  3  possibly true                carried by articles of one origin
  4  doubtful                     disputed: in a conflict with another finding (not: changed over time)
  5  improbable                   never given here: it takes an analyst's knowledge
  6  cannot be judged             its statement is not carried by what it cites, only in part, or was not checked

An origin carries a statement if a claim of it is supported and says what the statement says: in nearly the same words, or
because its cited sentences, read alone, were checked to carry the statement. That both are about one named item, or that a
judge found both to say the same, is not enough: what is near is no confirmation.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from heapq import heapify, heappop, heappush

from summarize.models import Credibility, Finding, Verdict
from summarize.reconciling.articles import Articles
from summarize.reconciling.merge import Claims
from summarize.reconciling.same_wording import fingerprint, same
from summarize.records import Conflict
from summarize.writing.order import shown

DISPUTED: Credibility = 4
_CONFIRMED: dict[int, Credibility] = {1: 3, 2: 2}

Carries = Callable[[str, Sequence[str]], bool]


def credibility(verdict: Verdict, carrying: int) -> Credibility:
    """1 to 6 of the Admiralty code (see above), from the number of independent origins that carry a statement."""
    return _CONFIRMED.get(carrying, 1) if verdict == "supported" and carrying else 6


def disputed(conflicts: Iterable[Conflict]) -> set[str]:
    """The ids of the findings that are disputed. What changed over time is not."""
    return {key for c in conflicts if c.kind != "changed over time" for key in (*c.findings, *c.also)}


def graded(findings: Iterable[Finding], conflicts: Iterable[Conflict]) -> tuple[Finding, ...]:
    """The same findings, with credibility 4 where a conflict disputes what they show."""
    doubtful = disputed(conflicts)
    return tuple(_doubted(f) if f.id in doubtful and f.credibility < DISPUTED else f for f in findings)


def _doubted(finding: Finding) -> Finding:
    first = [s.model_copy(update={"credibility": DISPUTED}) for s in finding.statements[:1]]
    return finding.model_copy(update={"credibility": DISPUTED, "statements": (*first, *finding.statements[1:])})


def carriers(groups: Sequence[Claims], articles: Articles, carries: Carries) -> list[frozenset[str]]:
    """For each group of claims that say the same, the origins that carry the statement that is shown of it.

    `carries`: whether cited texts, read alone, carry a statement; it is asked where wording does not tell. It may answer only
    so often, so the first to be asked for is what fewest carry so far: there one more counts most.
    """
    found = [_sure(claims, articles) for claims in groups]
    left = [_open(claims, sure, articles) for claims, sure in zip(groups, found, strict=True)]
    queue = [(len(sure), -len(left[at]), at) for at, sure in enumerate(found) if left[at]]
    heapify(queue)
    while queue:
        _, _, at = heappop(queue)
        origin, texts = left[at].pop(0)
        if any(carries(shown(groups[at]).claim.statement, cited) for cited in texts):
            found[at].add(origin)
        if left[at]:
            heappush(queue, (len(found[at]), -len(left[at]), at))
    return [frozenset(each) for each in found]


def _sure(claims: Claims, articles: Articles) -> set[str]:
    """The origins that say it in nearly the same words."""
    best = shown(claims)
    if best.verdict != "supported":
        return set()
    worded = fingerprint(best.claim.statement)
    return {
        articles.origin(one.claim.source)
        for one in claims
        if one.verdict == "supported"
        and (one.claim.statement == best.claim.statement or same(fingerprint(one.claim.statement), worded))
    }


def _open(claims: Claims, sure: set[str], articles: Articles) -> list[tuple[str, list[list[str]]]]:
    """The other origins, each with what its supported claims cite: one of them may carry what is shown."""
    texts: defaultdict[str, list[list[str]]] = defaultdict(list)
    for one in claims if sure else ():
        origin = articles.origin(one.claim.source)
        if one.verdict == "supported" and origin not in sure:
            texts[origin].append([c.quote for c in one.claim.citations])
    return sorted(texts.items())
