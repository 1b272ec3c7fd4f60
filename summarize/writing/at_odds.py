"""Pairs of findings that a model found to be at odds -> conflicts as a reader is told of them. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from summarize.language.prose import listed
from summarize.models import ConflictKind, Finding
from summarize.reconciling.articles import Articles
from summarize.reconciling.conflicts.assertions import assertion_of
from summarize.reconciling.conflicts.disputes import DENIAL
from summarize.records import Conflict
from summarize.writing.front import Opposed, Told

_WORDED: Mapping[ConflictKind, str] = {
    "contradiction": "both cannot hold as they stand",
    "differing accounts": "one matter, told otherwise",
    "numeric": "the figures differ",
    "changed over time": "which is newer",
}


Findings = tuple[Finding, ...]


class _Pair(NamedTuple):
    """Two sides; `newer` says whether the days of the articles tell that the first is newer than the second."""

    one: Findings
    other: Findings
    newer: bool

    @property
    def origins(self) -> int:
        return len({origin for finding in (*self.one, *self.other) for origin in finding.origins})


def conflicts(told: Sequence[Told], findings: Mapping[str, Sequence[Finding]], articles: Articles) -> tuple[Conflict, ...]:
    """The conflicts as `conflict-1` …, in the order in which they are told. `findings`: section -> its findings.

    What changed over time is told so only where the days of the articles say which is newer; else the accounts differ.
    """
    known = {f.id: f for found in findings.values() for f in found}
    sections = {f.id: name for name, found in findings.items() for f in found}
    return tuple(_conflict(n, one, [_pair(p, known, articles) for p in one.pairs], sections) for n, one in enumerate(told, 1))


def each_once(found: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """The conflicts without those that one before has told, as `conflict-1` …

    It has if both share a finding on each of two sides; or if it is a contradiction, and the other is an accusation and its
    denial of which it has one.
    """
    kept: list[Conflict] = []
    for one in found:
        if not any(_told(one, before) for before in kept):
            kept.append(one.model_copy(update={"id": f"conflict-{len(kept) + 1}"}))
    return tuple(kept)


def _told(one: Conflict, before: Conflict) -> bool:
    shared = {*one.findings} & {*before.findings, *before.also}
    denial = before.kind == "contradiction" and DENIAL in one.why
    return len(shared) > 1 or (denial and bool(shared))


def _conflict(number: int, told: Told, pairs: Sequence[_Pair], sections: Mapping[str, str]) -> Conflict:
    """As of the pair that most origins tell of; of what changed, one finding of each side."""
    changed = told.kind == "changed over time"
    kind: ConflictKind = "differing accounts" if changed and not all(pair.newer for pair in pairs) else told.kind
    if changed:
        pairs = [pair._replace(one=pair.one[:1], other=pair.other[:1]) for pair in pairs]
    first, *also = sorted(pairs, key=lambda pair: -pair.origins)
    ids = tuple(dict.fromkeys(f.id for f in (*first.one, *first.other)))
    return Conflict(
        id=f"conflict-{number}",
        section=sections[ids[0]],
        kind=kind,
        findings=ids,
        why=told.why or _why(first, kind),
        also=tuple(f.id for pair in also for f in (*pair.one, *pair.other)),
    )


def _pair(opposed: Opposed, known: Mapping[str, Finding], articles: Articles) -> _Pair:
    one, other = (tuple(known[key] for key in side) for side in (opposed.one, opposed.other))
    if _is_newer(other, one, articles):
        return _Pair(other, one, newer=True)
    return _Pair(one, other, newer=_is_newer(one, other, articles))


def _is_newer(one: Findings, other: Findings, articles: Articles) -> bool:
    """Was all that tells the one published after all that tells the other? Where no days tell, "not yet" is the older."""
    mine, theirs = ([articles.dates.get(s) for f in side for s in f.sources] for side in (one, other))
    first = [day.earliest for day in mine if day and day.earliest]
    last = [day.latest for day in theirs if day and day.latest]
    if len(first) < len(mine) or len(last) < len(theirs):
        return _not_yet(other[0].statement, articles) and not _not_yet(one[0].statement, articles)
    return min(first) > max(last)


def _not_yet(statement: str, articles: Articles) -> bool:
    """Does it say that somebody has not decided yet?"""
    told = assertion_of(statement, articles.names.canonical)
    return any(word.low in ("yet", "still") for word in told.undecided)


def _why(pair: _Pair, kind: ConflictKind) -> str:
    """One sentence that tells both sides: '000 says "…"; 001 and 002 say "…": one matter, told otherwise'."""
    one, other = ("; ".join(map(_says, side)) for side in (pair.one, pair.other))
    return f"{other}; {one}, {_WORDED[kind]}" if kind == "changed over time" else f"{one}; {other}: {_WORDED[kind]}"


def _says(finding: Finding) -> str:
    statement = finding.statement.rstrip(".")
    return f'{listed(finding.sources)} {"says" if len(finding.sources) == 1 else "say"} "{statement}"'
