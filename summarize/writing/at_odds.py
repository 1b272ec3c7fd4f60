"""Pairs of findings that a model found to be at odds -> conflicts as a reader is told of them. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from summarize.language.prose import listed
from summarize.models import ConflictKind, Finding
from summarize.reconciling.articles import Articles
from summarize.reconciling.conflicts.assertions import assertion_of
from summarize.records import Conflict
from summarize.writing.front import Opposed, Told

_WORDED: Mapping[ConflictKind, str] = {
    "contradiction": "both cannot hold as they stand",
    "differing accounts": "one matter, told otherwise",
    "numeric": "the figures differ",
    "changed over time": "which is newer",
}


class _Pair(NamedTuple):
    """Two findings; `newer` says whether the days of the articles tell that the first is newer than the second."""

    one: Finding
    other: Finding
    newer: bool


def conflicts(told: Sequence[Told], findings: Mapping[str, Sequence[Finding]], articles: Articles) -> tuple[Conflict, ...]:
    """The conflicts as `conflict-1` …, in the order in which they are told. `findings`: section -> its findings.

    What changed over time is told so only where the days of the articles say which is newer; else the accounts differ.
    """
    known = {f.id: f for found in findings.values() for f in found}
    sections = {f.id: name for name, found in findings.items() for f in found}
    return tuple(_conflict(n, one, [_pair(p, known, articles) for p in one.pairs], sections) for n, one in enumerate(told, 1))


def each_once(found: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """The conflicts without those whose findings are all in one before, as `conflict-1` …"""
    kept: list[Conflict] = []
    for one in found:
        if not any({*one.findings} <= {*other.findings, *other.also} for other in kept):
            kept.append(one.model_copy(update={"id": f"conflict-{len(kept) + 1}"}))
    return tuple(kept)


def _conflict(number: int, told: Told, pairs: Sequence[_Pair], sections: Mapping[str, str]) -> Conflict:
    changed = told.kind == "changed over time"
    kind: ConflictKind = "differing accounts" if changed and not all(pair.newer for pair in pairs) else told.kind
    first, *also = pairs
    return Conflict(
        id=f"conflict-{number}",
        section=sections[first.one.id],
        kind=kind,
        findings=(first.one.id, first.other.id),
        why=_why(first, kind),
        also=tuple(f.id for pair in also for f in (pair.one, pair.other)),
    )


def _pair(opposed: Opposed, known: Mapping[str, Finding], articles: Articles) -> _Pair:
    one, other = known[opposed.one], known[opposed.other]
    if _is_newer(other, one, articles):
        return _Pair(other, one, newer=True)
    return _Pair(one, other, newer=_is_newer(one, other, articles))


def _is_newer(one: Finding, other: Finding, articles: Articles) -> bool:
    """Was all that tells the one published after all that tells the other? Where no days tell, "not yet" is the older."""
    mine, theirs = ([articles.dates.get(source) for source in f.sources] for f in (one, other))
    first = [day.earliest for day in mine if day and day.earliest]
    last = [day.latest for day in theirs if day and day.latest]
    if len(first) < len(mine) or len(last) < len(theirs):
        return _not_yet(other.statement, articles) and not _not_yet(one.statement, articles)
    return min(first) > max(last)


def _not_yet(statement: str, articles: Articles) -> bool:
    """Does it say that somebody has not decided yet?"""
    told = assertion_of(statement, articles.names.canonical)
    words = told.parsed.tokens[slice(*told.undecided)] if told.undecided else ()
    return any(word.low in ("yet", "still") for word in words)


def _why(pair: _Pair, kind: ConflictKind) -> str:
    """One sentence that tells both sides: '000 says "…"; 001 and 002 say "…": one matter, told otherwise'."""
    if kind == "changed over time":
        return f"{_says(pair.other)}; {_says(pair.one)}, {_WORDED[kind]}"
    return f"{_says(pair.one)}; {_says(pair.other)}: {_WORDED[kind]}"


def _says(finding: Finding) -> str:
    statement = finding.statement.rstrip(".")
    return f'{listed(finding.sources)} {"says" if len(finding.sources) == 1 else "say"} "{statement}"'
