"""All checked claims of all sources become findings: what is said once, by whom, with every citation.

Pure and deterministic. Every claim ends in exactly one finding, and every citation of a claim is among its finding's citations.
The order of the claims does not matter, and a claim given twice counts once.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from summarize.models import Checked, Citation, Conflict, Credibility, Finding, Leaf, Verdict
from summarize.names import Names, identities
from summarize.same import fingerprint, groups

_BEST: dict[Verdict, int] = {"supported": 0, "partly": 1, "unchecked": 2, "unsupported": 3}

# Credibility of an item of information, after the Admiralty code (NATO AJP-2.1, STANAG 2511). Computed from what can be
# counted:
#
#   1  confirmed by other sources   supported in articles of three or more independent origins
#   2  probably true                supported in articles of two independent origins
#   3  possibly true                supported in articles of one origin
#   4  doubtful                     disputed: in a conflict with another finding (not: changed over time)
#   5  improbable                   never given here: it takes an analyst's knowledge
#   6  cannot be judged             its statement is not carried by what it cites, only in part, or was not checked
_CONFIRMED: dict[int, Credibility] = {1: 3, 2: 2}


def merge(
    checked: Iterable[Checked],
    *,
    origins: Mapping[str, str],
    named: Collection[str] = (),
    texts: Iterable[str] = (),
    dates: Mapping[str, date | None] | None = None,
) -> dict[str, tuple[Finding, ...]]:
    """Section -> its findings, best corroborated first.

    `origins`: source id -> the report that it goes back to. `named`: "section.field" for each field that says who a claim is
    about: such claims join by identity, not by wording. `texts`: the articles, for who is who. `dates`: source id -> when it
    was published.
    """
    unique = {_key(one): one for one in checked}
    sections: defaultdict[str, list[Checked]] = defaultdict(list)
    for _, one in sorted(unique.items()):
        sections[one.claim.section].append(one)
    who = dict(name.split(".", 1) for name in sorted(named))
    names = identities(texts)
    result = {}
    for section, claims in sections.items():
        grouped = _grouped(claims, who.get(section), names)
        findings = [_finding(group, who.get(section), names, origins=origins, dates=dates or {}) for group in grouped]
        findings.sort(key=_rank)
        result[section] = tuple(f.model_copy(update={"id": f"{section}-{n}"}) for n, f in enumerate(findings, 1))
    return result


def graded(findings: Iterable[Finding], conflicts: Iterable[Conflict]) -> tuple[Finding, ...]:
    """The same findings, with credibility 4 where a conflict disputes them. What changed over time is not disputed."""
    disputed = {i for c in conflicts if c.kind != "changed over time" for i in c.findings}
    return tuple(f.model_copy(update={"credibility": 4}) if f.id in disputed and f.credibility < 4 else f for f in findings)


def credibility(verdict: Verdict, supporting: int) -> Credibility:
    """1 to 6 of the Admiralty code (see the table above), from the number of independent origins that support a finding."""
    return _CONFIRMED.get(supporting, 1) if verdict == "supported" and supporting else 6


def _key(one: Checked) -> tuple[str, int, str]:
    return one.claim.source, one.claim.citations[0].start, json.dumps(one.model_dump(mode="json"), sort_keys=True)


def _grouped(claims: Sequence[Checked], field: str | None, names: Names) -> list[list[Checked]]:
    about: defaultdict[str, list[Checked]] = defaultdict(list)
    rest: list[Checked] = []
    for one in claims:
        name = _name(one, field)
        (about[names.canonical(name).casefold()] if name else rest).append(one)
    return [*about.values(), *_same(rest, names)]


def _name(one: Checked, field: str | None) -> str | None:
    value = one.claim.values.get(field) if field else None
    return value if isinstance(value, str) and value.strip() else None


def _same(claims: Sequence[Checked], names: Names) -> list[list[Checked]]:
    by_print: defaultdict[Any, list[Checked]] = defaultdict(list)
    for one in claims:
        claim = one.claim
        voice = names.canonical(claim.speaker.name) if claim.speaker.kind in ("named", "role") and claim.speaker.name else ""
        by_print[fingerprint(claim.statement, about=(voice, str(claim.modality == "denied")))].append(one)
    return [[one for each in group for one in by_print[each]] for group in groups(by_print)]


def _finding(
    group: Sequence[Checked], field: str | None, names: Names, *, origins: Mapping[str, str], dates: Mapping[str, date | None]
) -> Finding:
    best = min(group, key=_preferred)
    citations = sorted({c for one in group for c in one.claim.citations}, key=_place)
    sources = sorted({c.source for c in citations})
    supporting = {origins.get(one.claim.source, one.claim.source) for one in group if one.verdict == "supported"}
    known = [day for source in sources if (day := dates.get(source))]
    return Finding(
        id="-",
        statement=best.claim.statement,
        values=_values(group, citations, field, names),
        citations=tuple(citations),
        sources=tuple(sources),
        origins=tuple(sorted({origins.get(source, source) for source in sources})),
        verdict=best.verdict,
        reasons=_reasons(best, group),
        quoted=best.quoted,
        speaker=best.claim.speaker,
        speech=best.claim.speech,
        modality=best.claim.modality,
        aliases=tuple(sorted({" ".join(name.split()) for one in group if (name := _name(one, field))})),
        as_of=max(known, default=None),
        credibility=credibility(best.verdict, len(supporting)),
    )


def _preferred(one: Checked) -> tuple[int, bool, int, tuple[str, int, str]]:
    """The statement to show: best carried, the model's own before a quotation, then the shortest, which claims least."""
    return _BEST[one.verdict], one.quoted, len(one.claim.statement), _key(one)


def _place(citation: Citation) -> tuple[str, int, int, str]:
    return citation.source, citation.start, citation.end, citation.quote


def _reasons(best: Checked, group: Sequence[Checked]) -> tuple[str, ...]:
    """The shown claim's own, then those of the others, each with the source that it is about."""
    others = {f"{one.claim.source}: {reason}" for one in group if one is not best for reason in one.reasons}
    return (*best.reasons, *sorted(others))


def _values(
    group: Sequence[Checked], citations: Sequence[Citation], field: str | None, names: Names
) -> dict[str, tuple[Leaf, ...]]:
    at = {citation: i for i, citation in enumerate(citations)}
    leaves: defaultdict[str, dict[str, tuple[Any, set[int]]]] = defaultdict(dict)
    for one in group:
        for name, value in one.claim.values.items():
            if value is None or value == "":
                continue
            kept = names.canonical(value) if name == field and isinstance(value, str) else value
            key = kept.strip().casefold() if isinstance(kept, str) else json.dumps(kept, sort_keys=True, default=str)
            leaves[name].setdefault(key, (kept, set()))[1].update(at[c] for c in one.claim.citations)
    return {
        name: tuple(_leaf(value, used) for value, used in sorted(found.values(), key=_first))
        for name, found in sorted(leaves.items())
    }


def _first(leaf: tuple[Any, set[int]]) -> tuple[list[int], str]:
    return sorted(leaf[1]), str(leaf[0])


def _leaf(value: Any, used: set[int]) -> Leaf:
    return Leaf(value=value, citations=tuple(sorted(used)))


def _rank(finding: Finding) -> tuple[Any, ...]:
    return (
        -len(finding.origins),
        -len(finding.sources),
        _place(finding.citations[0]),
        finding.statement,
        finding.model_dump_json(),
    )
