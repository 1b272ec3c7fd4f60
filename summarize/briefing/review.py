"""Decisions of reviewers, applied to a briefing: also to a later one, where what was claimed still stands.

A decision applies to the finding of its section that still says all that was claimed, as long as every quotation is still cited
in that section. New witnesses change nothing about that. Where a finding took another wording because a new article words it
more shortly, an accepted or edited wording comes back, with only those counted who carried it. What does not apply is told.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from summarize.briefing.decisions import Claimed, Decision, Log, Quoted, Shown, beside, claimed, read, same, standing
from summarize.briefing.file import Briefing, load
from summarize.briefing.page_left import Standing, laid_out_again
from summarize.briefing.value import revalued
from summarize.checking.shortened import shortened
from summarize.language.prose import counted, one_line
from summarize.models import Finding, Review, Statement
from summarize.records import Section
from summarize.writing.credit import credibility, disputed, graded

GONE = "its quotations are no longer cited there"
REWORDED = "what it says is worded otherwise now"
ANOTHER = "it reads otherwise now, and nobody rejected that"
ACCEPTED = "the wording that was accepted"  # among the reasons, where another one joined since
AT_ODDS = "it is one finding now with what was decided otherwise"
_TOLD = 5  # decisions that do not apply in that line
_SHOWN = 60  # code points of a statement in a line of talk


class Open(NamedTuple):
    """A decision that does not apply, and why. `finding`: the id of the finding to look at, where there is one."""

    decision: Decision
    why: str
    finding: str | None = None


class Applied(NamedTuple):
    """A briefing with decisions applied.

    `counts`: finding id -> the decision that counts. `joined`: finding id -> the values, as (field, JSON), that came since.
    `total`: how many decisions stand in the file; those that are not `open` apply. `dropped`: how many sentences left the page.
    """

    briefing: Briefing
    counts: Mapping[str, Decision]
    joined: Mapping[str, frozenset[tuple[str, str]]]
    open: tuple[Open, ...]
    total: int
    torn: bool = False
    dropped: int = 0


class _Candidate(NamedTuple):
    finding: Finding
    claimed: Claimed


class _Placed(NamedTuple):
    """A decision and the finding that it is about. `said`: does that still say it?"""

    decision: Decision
    at: _Candidate
    said: bool


def reviewed(path: Path | str) -> Applied:
    """A briefing's file with the decisions beside it applied. Raises BriefingError for either file."""
    return apply(load(path), read(beside(Path(path))))


def apply(briefing: Briefing, log: Log) -> Applied:
    """Apply the decisions of a file, in its order, to a briefing. The findings keep their ids; none is left out.

    Sentences leave the page that rest on what a reviewer rejected or put otherwise, and what is rejected is folded.
    """
    applied = decide(briefing, log)
    if not applied.counts:
        return applied
    told = _told_again(briefing, applied.briefing.sections)
    return applied._replace(briefing=told, dropped=_sentences(briefing) - _sentences(told))


def _sentences(briefing: Briefing) -> int:
    return len(briefing.summary) + sum(len(section.answer) for section in briefing.sections.values())


def decide(briefing: Briefing, log: Log) -> Applied:
    """The same, with the page and the value as they were: for who looks at findings only."""
    sections = {name: _Candidates(briefing, name) for name in briefing.sections}
    decided = standing(log.lines)
    placed = [sections[d.claimed.section].place(d) if d.claimed.section in sections else Open(d, GONE) for d in decided]
    at: defaultdict[str, list[_Placed]] = defaultdict(list)
    for one in placed:
        if isinstance(one, _Placed):
            at[one.at.finding.id].append(one)
    settled = {key: _settled(ones) for key, ones in at.items()}
    stands = {key: one for key, one in settled.items() if isinstance(one, _Placed)}
    unsettled = [o for one in settled.values() if not isinstance(one, _Placed) for o in one]
    return Applied(
        _with(briefing, stands),
        {key: one.decision for key, one in stands.items()},
        {key: new for key, one in stands.items() if (new := _joined(one.at, at[key]))},
        (*(one for one in placed if isinstance(one, Open)), *unsettled),
        len(decided),
        log.torn,
    )


class _Candidates:
    """The findings of a section, found by what they cite."""

    def __init__(self, briefing: Briefing, name: str) -> None:
        self._all = [_Candidate(f, claimed(f, name, briefing)) for f in briefing.sections[name].findings]
        self._by_quote: defaultdict[str, set[int]] = defaultdict(set)
        for n, one in enumerate(self._all):
            for quoted in one.claimed.cited:
                self._by_quote[quoted.quote].add(n)
        self._claims = [one.claim for one in briefing.claims if one.claim.section == name]

    def place(self, decision: Decision) -> _Placed | Open:
        wanted = decision.claimed
        holders = [self._holding(quoted) for quoted in wanted.cited]
        if not all(holders):
            return Open(decision, GONE)
        near = sorted(set().union(*holders))
        if saying := [n for n in near if self._says(n, decision) and self._holds_a_source(n, wanted)]:
            best = max(saying, key=lambda n: (sum(n in each for each in holders), -len(self._all[n].claimed.cited), -n))
            return _Placed(decision, self._all[best], said=True)
        heirs = [n for n in near if self._reworded(n, wanted) and self._holds_a_source(n, wanted)]
        if len(heirs) == 1:
            return _Placed(decision, self._all[heirs[0]], said=False)
        return Open(decision, REWORDED, self._all[near[0]].finding.id)

    def _holding(self, quoted: Quoted) -> set[int]:
        known = self._by_quote.get(quoted.quote, ())
        return {n for n in known if any(_is(quoted, other) for other in self._all[n].claimed.cited)}

    def _says(self, n: int, decision: Decision) -> bool:
        one, wanted = self._all[n], decision.claimed
        told = same(wanted.statement) in {same(s.statement) for s in one.finding.statements}
        worded = decision.decision != "edited" or told or same(wanted.statement) == same(one.claimed.statement)
        return worded and one.claimed.row == wanted.row and wanted.says <= one.claimed.says

    def _holds_a_source(self, n: int, wanted: Claimed) -> bool:
        own = self._all[n].claimed.cited
        held = {quoted: any(_is(quoted, other) for other in own) for quoted in wanted.cited}
        return any(all(held[q] for q in wanted.cited if q.sha256 == key) for key in {q.sha256 for q in wanted.cited})

    def _reworded(self, n: int, wanted: Claimed) -> bool:
        """Does it hold the claim that the statement was taken from, and show the words of another one that joined?"""
        one, words = self._all[n], same(wanted.statement)
        if one.claimed.row or wanted.row or not wanted.says - {("", words)} <= one.claimed.says:
            return False
        quotes = {c.quote for c in wanted.cited}
        held = (c for c in self._claims if {*c.citations} <= {*one.finding.citations})
        own = (c.statement for c in held if {one_line(cited.quote) for cited in c.citations} <= quotes)
        return any(same(said) == words or shortened(wanted.statement, [said]) for said in own)


def _is(one: Quoted, other: Quoted) -> bool:
    return one.quote == other.quote and (one.sha256 == other.sha256 or one.location == other.location)


def _settled(ones: Sequence[_Placed]) -> "_Placed | list[Open]":
    """Which of the decisions on one finding counts: the last, where no two of different claims are at odds."""
    left = [one for n, one in enumerate(ones) if not any(_supersedes(later, one) for later in ones[n + 1 :])]
    last = next((one for one in reversed(left) if one.said), left[-1])
    kinds = {(one.decision.decision, one.decision.worded) for one in left}
    if len(kinds) > 1:
        return [Open(one.decision, AT_ODDS, one.at.finding.id) for one in left]
    if not last.said and last.decision.decision == "rejected":
        return [Open(one.decision, ANOTHER, one.at.finding.id) for one in left]
    return last


def _supersedes(later: _Placed, one: _Placed) -> bool:
    """Was it decided about all that the other is, or about the finding as it is now?"""
    new, old = later.decision.claimed, one.decision.claimed
    quotes = {c.quote for c in old.cited} <= {c.quote for c in new.cited}
    return new.key == later.at.claimed.key or (quotes and (old.says <= new.says or same(old.statement) == same(new.statement)))


def _joined(at: _Candidate, ones: Iterable[_Placed]) -> frozenset[tuple[str, str]]:
    known = frozenset[tuple[str, str]]().union(*(one.decision.claimed.says for one in ones))
    return frozenset(one for one in at.claimed.says - known if one[0])


def _with(briefing: Briefing, stands: Mapping[str, _Placed]) -> Briefing:
    origins = {s.sha256: s.origin for s in briefing.sources}
    doubtful = disputed(briefing.conflicts)

    def decided(finding: Finding) -> Finding:
        if finding.id not in stands:
            return finding
        new = _decided(finding, stands[finding.id], origins)
        return graded([new], briefing.conflicts)[0] if finding.id in doubtful else new

    sections = {name: with_findings(section, map(decided, section.findings)) for name, section in briefing.sections.items()}
    return briefing.model_copy(update={"sections": sections})


def _told_again(briefing: Briefing, sections: Mapping[str, Section]) -> Briefing:
    was = {f.id: f.statement for section in briefing.sections.values() for f in section.findings}
    now = [f for section in sections.values() for f in section.findings]
    rejected = {f.id for f in now if f.review and f.review.decision == "rejected"}
    stays = Standing(f.id for f in now if f.id not in rejected and f.statement == was[f.id])
    if not rejected and all(f.statement == was[f.id] for f in now):
        return briefing.model_copy(update={"sections": dict(sections)})
    left = {name: with_findings(s, (f for f in s.findings if f.id not in rejected)) for name, s in sections.items()}
    paged = laid_out_again(briefing.sources, left, briefing.conflicts, stays)
    shown = {f.id: f for section in paged.values() for f in section.findings}
    whole = {
        name: with_findings(paged[name], (shown.get(f.id) or f.model_copy(update={"shown": False}) for f in s.findings))
        for name, s in sections.items()
    }
    value = revalued(briefing, {name: section.findings for name, section in whole.items()})
    return briefing.model_copy(update={"sections": whole, "summary": stays.of(briefing.summary), **value})


def with_findings(section: Section, findings: Iterable[Finding]) -> Section:
    return section.model_copy(update={"findings": tuple(findings)})


def _decided(finding: Finding, one: _Placed, origins: Mapping[str, str]) -> Finding:
    decision = one.decision
    edited = decision.decision == "edited"
    was = {"was": one.at.claimed.statement} if edited else {}
    review = Review.model_validate(decision.model_dump(include={"decision", "at", "by", "reason"}) | was)
    if decision.shown is None or (one.said and not edited):
        return finding.model_copy(update={"review": review})
    told = [same(s.statement) for s in finding.statements]
    at = told.index(same(decision.claimed.statement)) if one.said and same(decision.claimed.statement) in told else 0
    words = _worded((finding.statements or (finding,))[at], decision.shown, origins)
    if not edited:
        words["reasons"] = (*decision.shown.reasons, f"{ACCEPTED}; of all articles it would be “{one_line(finding.statement)}”")
    statements = tuple(s.model_copy(update=words) if n == at else s for n, s in enumerate(finding.statements))
    return finding.model_copy(update={"review": review, "statements": statements, **(words if at == 0 else {})})


def _worded(said: Finding | Statement, shown: Shown, origins: Mapping[str, str]) -> dict[str, Any]:
    """Those are counted who carried these words when they were decided about, and are still among the witnesses."""
    carried = tuple(sorted({origins[key] for key in shown.carrying if key in origins} & {*said.origins}))
    words = {name: getattr(shown, name) for name in Shown.model_fields if name != "carrying"}
    return {**words, "carried_by": carried, "credibility": credibility(shown.verdict, len(carried))}


def told(applied: Applied, where: str) -> list[str]:
    """What a reader must know of the decisions, a line each: how many apply, which do not and why."""
    lines = [f"{where}: its last line is half a decision, as a kill leaves it, and does not count"] if applied.torn else []
    if applied.total:
        lines.append(f"{where}: {applied.total - len(applied.open)} of {counted(applied.total, 'decision')} applied")
    if applied.dropped:
        lines.append(f"left out: {counted(applied.dropped, 'sentence')} of the page, resting on what was rejected or reworded")
    if applied.open:
        what = "; ".join(f"{o.decision.decision} {_short(o.decision.claimed)}: {o.why}" for o in applied.open[:_TOLD])
        more = len(applied.open) - _TOLD
        what += f"; and {more} more" if more > 0 else ""
        verb = "needs" if len(applied.open) == 1 else "need"
        lines.append(f"{len(applied.open)} of {counted(applied.total, 'decision')} {verb} review again: {what}")
    return lines


def _short(claim: Claimed) -> str:
    words = claim.statement
    return f"“{words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}” in {claim.section}"
