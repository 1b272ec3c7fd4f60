"""What every form of a rendered briefing says in the same words: head, notes, marks. No markup. Its foot: `register`."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from textwrap import shorten
from typing import Any

from summarize.checking.estimates import estimates
from summarize.language.days import written
from summarize.language.prose import counted, listed
from summarize.models import Citation, Finding, Leaf, Review
from summarize.reconciling.budgets import not_compared
from summarize.records import Briefing, Section, SourceRecord

QUOTED = "quoted"
SUPERSEDED = "superseded"
ESTIMATE = "own estimate"
LEGEND = {
    QUOTED: "cited sentences, word for word, stand in place of a statement that they did not carry or that was not checked",
    "partly carried": "the citations carry a part of the statement only",
    "not carried": "the citations do not carry the statement",
    "not checked": "nobody checked whether the citations carry the statement",
    SUPERSEDED: "a later source gives another position of the same actor; both stand under “Changed over time”",
    ESTIMATE: "how likely something is, in words that no cited sentence has, or beside how sure somebody is (ICD 203)",
    "accepted": "a reviewer read it beside its quotations and accepted it",
    "rejected": "a reviewer rejected it; it stands here so that nobody misses the decision",
    "edited": "a reviewer put it in other words, which were checked against the quotations",
}
_MARKS = {"partly": "partly carried", "unsupported": "not carried", "unchecked": "not checked"}
_FLAGGED, _LONGEST_FLAGGED = 3, 120  # sentences and code points of each that a warning quotes; the sources have all
_JOINERS = "\u200c\u200d"  # needed by scripts and emoji; they neither reorder nor hide text


class Notes:
    """Numbers for citations, from 1, in the order in which they are first asked for; one place in a source has one number."""

    def __init__(self) -> None:
        self._numbers: dict[Citation, int] = {}

    def number(self, citation: Citation) -> int:
        return self._numbers.setdefault(citation, len(self._numbers) + 1)

    def of(self, finding: Finding) -> list[int]:
        return [self.number(c) for c in finding.citations]

    def of_leaf(self, finding: Finding, leaf: Leaf) -> list[int]:
        return [self.number(finding.citations[i]) for i in leaf.citations if 0 <= i < len(finding.citations)]

    def __iter__(self) -> Iterator[tuple[int, Citation]]:
        return ((number, citation) for citation, number in self._numbers.items())


def visible(text: str) -> str:
    """One line of text as a reader sees it: white space is a space; what hides, reorders or controls is spelled out."""
    return " ".join(laid_out(text).split())


def laid_out(text: str) -> str:
    """Several lines of text in the same way: their ends and all spaces stay."""
    if text.isprintable():
        return text
    return "".join(c if c == "\n" or c in _JOINERS else _shown(c) for c in text)


def _shown(char: str) -> str:
    kind = unicodedata.category(char)
    if char in "\t\n\r\v\f\x85" or kind in ("Zs", "Zl", "Zp"):
        return " "
    if char == "\u00ad":
        return ""
    return f"‹U+{ord(char):04X}›" if kind in ("Cc", "Cf", "Cs", "Co", "Cn") else char


def headline(briefing: Briefing) -> str:
    """How much was read: '5 articles, 3 independent origins (000, 001 and 002 go back to one report).'."""
    read = [s for s in briefing.sources if s.status == "read"]
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for source in read:
        groups[source.origin].append(source.id)
    shared = "; ".join(f"{listed(ids)} go back to one report" for ids in groups.values() if len(ids) > 1)
    text = f"{counted(len(read), 'article')}, {counted(len(groups), 'independent origin')}{f' ({shared})' if shared else ''}."
    left_out = f" Left out: {listed(briefing.left_out)}." if briefing.left_out else ""
    return text + (f" {counted(len(briefing.conflicts), 'conflict')}." if briefing.conflicts else "") + left_out


def period(briefing: Briefing) -> str:
    """'Published 2024-12-20 to 2025-12-16.'; empty where no article is dated."""
    days = sorted(s.published for s in briefing.sources if s.published)
    return f"Published {' to '.join(dict.fromkeys(map(str, (days[0], days[-1]))))}." if days else ""


def warnings(briefing: Briefing) -> list[tuple[str, str]]:
    """What a reader must know before anything else, as pairs of a label and what it is about."""
    label, _, pairs = not_compared(briefing.made.not_compared).partition(": ")
    told = [("Not read", f"{s.id}: {s.problem or 'could not be read'}") for s in briefing.sources if s.status == "failed"]
    unwritten = briefing.made.not_written
    told += [("Not written", f"there is no summary and no answer: {unwritten}")] if unwritten else []
    if briefing.accepted_of is not None:
        left = sum(len(section.findings) for section in briefing.sections.values())
        among = f"{left} of {counted(briefing.accepted_of, 'finding')}"
        told += [("Accepted only", f"{among}; what no reviewer accepted is left out")]
    foreign = [s.id for s in briefing.sources if s.status == "read" and not (s.language or "en").lower().startswith("en")]
    told += [("Not English", f"{listed(foreign)}: of these only numbers, names and quotations are checked")] if foreign else []
    told += [("Reads like instructions to a program", _flagged(s)) for s in briefing.sources if s.instructions]
    return [*told, (label, pairs)] if pairs else told


def _flagged(source: SourceRecord) -> str:
    """'2 sentences of 003, not used as evidence: “Ignore …”; “Add …”': the first of them, in their first words."""
    words = [shorten(c.quote, _LONGEST_FLAGGED, placeholder=" …") for c in source.instructions[:_FLAGGED]]
    more = len(source.instructions) - len(words)
    said = "; ".join(f"“{each}”" for each in words) + (f"; and {more} more" if more else "")
    return f"{counted(len(source.instructions), 'sentence')} of {source.id}, not used as evidence: {said}"


def worth(finding: Finding) -> str:
    """'003, 004 · 2 origins · credibility 2': who says it, and how much that is worth."""
    return _worth(finding, _origins(finding), finding.credibility)


def named_worth(section: Section, finding: Finding) -> str:
    """The same of a named item: who names it."""
    return _worth(finding, counted(len(finding.origins), "origin"), credibility(section, finding))


def _worth(finding: Finding, origins: str, credible: int) -> str:
    return " · ".join([", ".join(finding.sources), origins, f"credibility {credible}"])


def _origins(finding: Finding) -> str:
    """'2 origins'; where the statement does not stand in all of them, '3 origins, of which 2 carry the statement'."""
    told, carrying = counted(len(finding.origins), "origin"), len(finding.carried_by)
    if len(finding.origins) == 1 or carrying in (0, len(finding.origins)):
        return told
    return f"{told}, of which {carrying} carr{'ies' if carrying == 1 else 'y'} the statement"


def marks(finding: Finding) -> list[str]:
    """What a reader must know before trusting the statement; each is explained in LEGEND."""
    estimate = [ESTIMATE] if _own_estimates(finding) else []
    reviewed = [finding.review.decision] if finding.review else []
    return [*_doubts(finding), *estimate, *reviewed, *([SUPERSEDED] if finding.superseded_by else [])]


def _doubts(finding: Finding) -> list[str]:
    """The marks that the finding's own reasons are about."""
    quoted = [QUOTED] if finding.quoted else []
    return [*quoted, *([_MARKS[finding.verdict]] if finding.verdict in _MARKS else [])]


def _own_estimates(finding: Finding) -> tuple[str, ...]:
    return () if finding.quoted else estimates(finding.statement, [citation.quote for citation in finding.citations])


def said(finding: Finding) -> str:
    """The statement, in quotation marks where it is the source's own words in place of one."""
    return f"“{finding.statement}”" if finding.quoted else finding.statement


def why(finding: Finding) -> tuple[str, str] | None:
    """A label and the reasons for a finding's marks: ("Why quoted", "the model's statement was not carried: …").

    Who accepted it without a word has no reason to show.
    """
    review, doubts, own = finding.review, _doubts(finding) if finding.reasons else [], _own_estimates(finding)
    decided = [review] if review and (review.reason or review.decision != "accepted") else []
    found = [*doubts, *([ESTIMATE] if own else []), *(one.decision for one in decided)]
    reasons = [*(finding.reasons if doubts else ()), *own, *map(decision, decided)]
    return (f"Why {', '.join(found)}", " · ".join(reasons)) if found else None


def decision(review: Review) -> str:
    """Who decided what, when and why: 'edited by Ada on 2026-01-02: too strong; before: “France leads.”'."""
    by, because = f" by {review.by}" if review.by else "", f": {review.reason}" if review.reason else ""
    was = f"; before: “{review.was}”" if review.was else ""
    return f"{review.decision}{by} on {review.at[:10]}{because}{was}"


def named(section: Section) -> tuple[Finding, ...]:
    """The findings of the page about something with a name: they read best as a table. The others are a list below it."""
    return tuple(f for f in section.findings if f.shown and section.identity in f.values)


def unnamed(section: Section) -> tuple[Finding, ...]:
    return tuple(f for f in section.findings if f.shown and section.identity not in f.values)


def doubtful(section: Section) -> tuple[Finding, ...]:
    """The findings of the table that are marked, with reasons: a table has no room for these, and shows no statement."""
    return tuple(f for f in named(section) if why(f))


def who(section: Section, finding: Finding) -> str:
    return "; ".join(plain(leaf.value) for leaf in _names(section, finding))


def credibility(section: Section, finding: Finding) -> int:
    """How credible it is that the articles name a named item. Briefings that do not tell it have one figure for all."""
    return min((leaf.credibility for leaf in _names(section, finding) if leaf.origins), default=finding.credibility)


def credit(section: Section, finding: Finding, leaf: Leaf) -> str:
    """' (credibility 3)' of a named item's value that is less or more credible than its name; else empty."""
    told = finding.statements and leaf.credibility != credibility(section, finding)
    return f" (credibility {leaf.credibility})" if told else ""


def _names(section: Section, finding: Finding) -> tuple[Leaf, ...]:
    return finding.values.get(section.identity or "", ())


def also_called(section: Section, finding: Finding) -> str:
    shown = {plain(leaf.value).casefold() for leaf in _names(section, finding)}
    return ", ".join(a for a in finding.aliases if a.casefold() not in shown)


def fields(section: Section) -> list[str]:
    """The fields of a table's findings besides the name, in the order in which they first appear."""
    return list(dict.fromkeys(field for f in named(section) for field in f.values if field != section.identity))


def label(field: str) -> str:
    return field.replace("_", " ").capitalize()


def plain(value: Any) -> str:
    """A schema's value in words."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {plain(v)}" for key, v in value.items() if v is not None)
    if isinstance(value, list | tuple):
        return ", ".join(map(plain, value))
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def shown_values(finding: Finding) -> list[tuple[str, tuple[Leaf, ...]]]:
    """The fields worth a line under the statement: those that do not only repeat it."""
    said = finding.statement.casefold()
    return [
        (name, leaves) for name, leaves in finding.values.items() if not all(plain(v.value).casefold() in said for v in leaves)
    ]


def day(source: SourceRecord) -> str:
    """The day that was given, or 'not before 5 July 2024 (inferred)'; empty where nothing is known."""
    if source.published:
        return str(source.published)
    span = _span(source)
    return f"{span} (inferred)" if span else ""


def published(source: SourceRecord) -> str:
    """The day that was given, or 'between 5 November 2024 and 20 January 2025 (inferred: …)'; empty where nothing is known."""
    if source.published:
        return str(source.published)
    span = _span(source)
    return f"{span} (inferred: {source.published_inferred})" if span and source.published_inferred else span


def _span(source: SourceRecord) -> str:
    first, last = source.published_from, source.published_to
    if first and last:
        return written(first) if first == last else f"between {written(first)} and {written(last)}"
    return f"not before {written(first)}" if first else f"not after {written(last)}" if last else ""


def silent(section: Section) -> str:
    """'Not addressed: 003. Failed: 002 (the model did not answer).'; empty where every source has something to say."""
    quiet = [key for key, status in section.by_source.items() if status == "not addressed"]
    failed = [
        f"{k} ({section.failures[k]})" if k in section.failures else k for k, s in section.by_source.items() if s == "failed"
    ]
    said = ["Nothing that was found here is accepted."] if section.status == "found" and not section.findings else []
    said += [f"{title}: {', '.join(keys)}." for title, keys in (("Not addressed", quiet), ("Failed", failed)) if keys]
    return " ".join(said)


def short(digest: str) -> str:
    return digest.removeprefix("sha256:")[:12]
