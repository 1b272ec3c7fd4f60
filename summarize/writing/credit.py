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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from operator import attrgetter
from typing import NamedTuple

from summarize.checking.article import COMMON, carried
from summarize.engines import Engine
from summarize.language.tokens import content
from summarize.models import Checked, Citation, Claim, Credibility, Finding, Verdict
from summarize.reconciling.articles import Articles
from summarize.reconciling.merge import Claims, SameClaims, merge
from summarize.reconciling.same_wording import same
from summarize.records import Conflict, Usage
from summarize.writing.order import place, shown

DISPUTED: Credibility = 4
_CONFIRMED: dict[int, Credibility] = {1: 3, 2: 2}

Carries = Callable[[str, Sequence[str]], bool]
_CITED, _CONTEXT = attrgetter("citations"), attrgetter("context")


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


class Credit(NamedTuple):
    """What is shown of claims that say the same, and the origins that carry it. `statement`: "" for the words of one of them.

    `gone`: claims whose citations do not say it: they say something else, alone or together, and are no part of it.
    """

    statement: str = ""
    carried: frozenset[str] = frozenset()
    gone: tuple[Claims, ...] = ()


def by_wording(groups: Iterable[SameClaims], articles: Articles) -> list[Credit]:
    """For each group the origins that say it in nearly the same words."""
    return [Credit(carried=frozenset(_sure(group.claims, articles))) for group in groups]


def by_pairs(groups: Sequence[SameClaims], articles: Articles, carries: Carries) -> list[Credit]:
    """For each group the origins that carry the words of one of its claims, as a judge of single pairs finds.

    `carries`: whether cited texts, read alone, carry a statement; it is asked where wording does not tell. It may answer only
    so often, so the first to be asked for is what fewest carry so far: there one more counts most.
    """
    found = [_sure(group.claims, articles) for group in groups]
    left = [_open(group.claims, sure, articles) for group, sure in zip(groups, found, strict=True)]
    queue = [(len(sure), -len(left[at]), at) for at, sure in enumerate(found) if left[at]]
    heapify(queue)
    while queue:
        _, _, at = heappop(queue)
        origin, texts = left[at].pop(0)
        if any(carries(_worded(groups[at]), cited) for cited in texts):
            found[at].add(origin)
        if left[at]:
            heappush(queue, (len(found[at]), -len(left[at]), at))
    return [Credit(group.statement, frozenset(each)) for group, each in zip(groups, found, strict=True)]


def _worded(group: SameClaims) -> str:
    return group.statement or shown(group.claims).claim.statement


class _Question(NamedTuple):
    """Does a source carry the statement of a group? With all that it cites there."""

    group: int
    source: str
    claim: Claim


def at_once(groups: Sequence[SameClaims], articles: Articles, engine: Engine) -> tuple[list[Credit], Usage]:
    """For each group its statement, as proposed, and the origins that carry it: all pairs in one question, or in few.

    Of an origin one article is asked about: others that retell the same report add nothing to the count. A group of one origin
    has the words of one of its claims, if these are carried, and needs no question.
    A proposed statement that no source carries gives way to the words of one of the claims, and where none is proposed these
    stand: they count for those who say it in nearly the same words. What could not be judged carries nothing. Raises
    ReplayError only.
    """
    groups = [group._replace(statement="") if _of_one(group, articles) else group for group in groups]
    asked = [one for at, group in enumerate(groups) if group.statement for one in _questions(at, group, articles)]
    supports, usage = carried([one.claim for one in asked], engine, final=COMMON)
    verdicts = {(one.group, one.source): support.verdict for one, support in zip(asked, supports, strict=True)}
    return [_credit(at, group, verdicts, articles) for at, group in enumerate(groups)], usage


def _of_one(group: SameClaims, articles: Articles) -> bool:
    """Is it one report's alone, told in words that are carried and no quotation?"""
    best = shown(group.claims)
    alone = len(articles.origins_of(one.claim.source for one in group.claims)) == 1
    return alone and best.verdict == "supported" and not best.quoted


def _questions(at: int, group: SameClaims, articles: Articles) -> Iterator[_Question]:
    """One for each origin that does not say it in nearly the same words: the article of it that is nearest to the statement."""
    sure = set(map(articles.origin, _saying(group.claims, group.statement)))
    by_origin: defaultdict[str, defaultdict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for one in group.claims:
        by_origin[articles.origin(one.claim.source)][one.claim.source].append(one.claim)
    for origin, sources in sorted(by_origin.items()):
        if origin not in sure:
            cited = {source: [c for claim in own for c in claim.citations] for source, own in sources.items()}
            source = nearest(group.statement, cited)
            yield _Question(at, source, _asked(group.statement, sources[source]))


def _asked(statement: str, own: Sequence[Claim]) -> Claim:
    cited, context = (tuple(sorted({c for claim in own for c in each(claim)}, key=place)) for each in (_CITED, _CONTEXT))
    said = own[0].model_copy(update={"statement": statement, "values": {}, "value_citations": {}})
    return said.model_copy(update={"citations": cited, "context": context})


def nearest(statement: str, cited: Mapping[str, Sequence[Citation]]) -> str:
    """The source whose cited text has most of a statement's words; of several the first by its id."""
    words = content(statement)
    return min(cited, key=lambda source: (-len(words & content(" ".join(c.quote for c in cited[source]))), source))


def _credit(at: int, group: SameClaims, verdicts: Mapping[tuple[int, str], Verdict], articles: Articles) -> Credit:
    """What no report carries whole is no point that they share: then only those stay together whose words are alike."""
    if not group.statement:
        return Credit(carried=frozenset(_sure(group.claims, articles)))
    sources = {one.claim.source for one in group.claims}
    saying = _saying(group.claims, group.statement)
    carrying = saying | {source for source in sources if verdicts.get((at, source)) == "supported"}
    if not carrying:
        first, *others = sorted(_by_words(group.claims, articles), key=len, reverse=True)
        return Credit("", frozenset(_sure(first, articles)), tuple(others))
    gone = {source for source in sources if verdicts.get((at, source)) == "unsupported"}
    left = tuple((one,) for one in group.claims if one.claim.source in gone)
    return Credit(group.statement, frozenset(map(articles.origin, carrying)), left)


def _by_words(claims: Claims, articles: Articles) -> list[Claims]:
    return [said.claims for found in merge(claims, articles, identity={}).values() for one in found for said in one.said]


def _saying(claims: Iterable[Checked], statement: str) -> set[str]:
    """The sources that say it in nearly the same words, in a claim that its citations carry."""
    return {one.claim.source for one in claims if one.verdict == "supported" and _alike(one, statement)}


def _alike(one: Checked, statement: str) -> bool:
    """Does a claim say it in nearly the same words?"""
    return one.claim.statement == statement or same(one.claim.statement, statement)


def _sure(claims: Sequence[Checked], articles: Articles) -> set[str]:
    """The origins that say what is shown of the claims in nearly the same words, where that is carried at all."""
    best = shown(claims)
    return set(map(articles.origin, _saying(claims, best.claim.statement))) if best.verdict == "supported" else set()


def _open(claims: Claims, sure: set[str], articles: Articles) -> list[tuple[str, list[list[str]]]]:
    """The other origins, each with what its supported claims cite: one of them may carry what is shown."""
    texts: defaultdict[str, list[list[str]]] = defaultdict(list)
    for one in claims if sure else ():
        origin = articles.origin(one.claim.source)
        if one.verdict == "supported" and origin not in sure:
            texts[origin].append([c.quote for c in one.claim.citations])
    return sorted(texts.items())
