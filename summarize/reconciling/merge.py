"""All checked claims of all sources become findings: what is said once, by whom, with every citation.

Pure and deterministic. Every claim ends in exactly one finding, and every citation of a claim is among its finding's citations.
The order of the claims does not matter, and a claim given twice counts once. With a judge of what says the same it is as pure
as the judge.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from summarize.language.names import Names, identities
from summarize.models import Checked, Citation, Conflict, Credibility, Finding, Leaf, Verdict
from summarize.reconciling.candidates import Said
from summarize.reconciling.grouping import SameJudge, joined
from summarize.reconciling.same_wording import Fingerprint, fingerprint, same

_BEST: dict[Verdict, int] = {"supported": 0, "partly": 1, "unchecked": 2, "unsupported": 3}

# Credibility of an item of information, after the Admiralty code (NATO AJP-2.1, STANAG 2511). Computed from what can be
# counted:
#
#   1  confirmed by other sources   carried by articles of three or more independent origins
#   2  probably true                carried by articles of two independent origins
#   3  possibly true                carried by articles of one origin
#   4  doubtful                     disputed: in a conflict with another finding (not: changed over time)
#   5  improbable                   never given here: it takes an analyst's knowledge
#   6  cannot be judged             its statement is not carried by what it cites, only in part, or was not checked
#
# An origin carries a finding if a claim of it is supported and says what the finding's statement says: about the same named
# thing, in nearly the same words, or because its cited sentences, read alone, were checked to carry the statement. That a
# judge put two claims into one finding is not enough: what is near is no confirmation.
_CONFIRMED: dict[int, Credibility] = {1: 3, 2: 2}

Carries = Callable[[str, Sequence[str]], bool]


def merge(  # noqa: PLR0913  what the sources, the schema and the user tell is one thing each
    checked: Iterable[Checked],
    *,
    origins: Mapping[str, str],
    named: Collection[str] = (),
    texts: Iterable[str] = (),
    dates: Mapping[str, date | None] | None = None,
    aliases: Mapping[str, Sequence[str]] | None = None,
    judge: SameJudge | None = None,
    carries: Carries | None = None,
) -> dict[str, tuple[Finding, ...]]:
    """Section -> its findings, best corroborated first.

    `origins`: source id -> the report that it goes back to. `named`: "section.field" for each field that says who a claim is
    about: such claims join by identity, not by wording. `texts`: the articles, for who is who. `dates`: source id -> when it
    was published. `aliases`: canonical name -> what else the user knows it is called. `judge`: who is asked whether two claims
    say the same; without one only claims of nearly the same words are joined. `carries`: whether cited texts, read alone,
    carry a statement, for claims that a judge joined; without it they corroborate nothing. What these raise is passed on.
    """
    unique = {_key(one): one for one in checked}
    sections: defaultdict[str, list[Checked]] = defaultdict(list)
    for _, one in sorted(unique.items()):
        sections[one.claim.section].append(one)
    fields = dict(name.split(".", 1) for name in sorted(named))
    about = _About(fields, identities(texts, aliases=aliases), carries or (lambda _, __: False))
    grouped = _grouped(sections, about, origins, judge)
    return {
        section: _numbered(section, [_finding(group, about, origins, dates or {}) for group in grouped[section]])
        for section in sections
    }


def graded(findings: Iterable[Finding], conflicts: Iterable[Conflict]) -> tuple[Finding, ...]:
    """The same findings, with credibility 4 where a conflict disputes them. What changed over time is not disputed."""
    disputed = {i for c in conflicts if c.kind != "changed over time" for i in c.findings}
    return tuple(f.model_copy(update={"credibility": 4}) if f.id in disputed and f.credibility < 4 else f for f in findings)


def credibility(verdict: Verdict, supporting: int) -> Credibility:
    """1 to 6 of the Admiralty code (see the table above), from the number of independent origins that support a finding."""
    return _CONFIRMED.get(supporting, 1) if verdict == "supported" and supporting else 6


def _key(one: Checked) -> tuple[str, int, str]:
    return one.claim.source, one.claim.citations[0].start, json.dumps(one.model_dump(mode="json"), sort_keys=True)


class _About(NamedTuple):
    """Who a claim is about: the field of each section that says so, and who is who; and whether it carries a statement."""

    fields: Mapping[str, str]
    names: Names
    carries: Carries

    def name(self, one: Checked) -> str | None:
        field = self.fields.get(one.claim.section)
        value = one.claim.values.get(field) if field else None
        return value if isinstance(value, str) and value.strip() else None


def _grouped(
    sections: Mapping[str, Sequence[Checked]], about: _About, origins: Mapping[str, str], judge: SameJudge | None
) -> dict[str, list[list[Checked]]]:
    """Section -> its claims in groups: by identity where they have a name, by what they say where not."""
    called = lru_cache(maxsize=None)(about.names.canonical)  # a thousand claims are about a dozen names
    found: dict[str, list[list[Checked]]] = {}
    wordings: dict[tuple[str, Fingerprint], list[Checked]] = {}
    for section, claims in sections.items():
        called_so: defaultdict[str, list[Checked]] = defaultdict(list)
        for one in claims:
            if name := about.name(one):
                called_so[called(name).casefold()].append(one)
            else:
                voice, denied = _voice(one, called), one.claim.modality == "denied"
                worded = fingerprint(one.claim.statement, about=(voice, str(denied)))
                wordings.setdefault((section, worded), []).append(one)
        found[section] = list(called_so.values())
    said = sorted((_said(worded, claims, called, origins) for (_, worded), claims in wordings.items()), key=_order)
    for group in joined(said, about.names, judge):
        alike = (wordings[said[at].section, said[at].fingerprint] for at in group)
        found[said[group[0]].section].append([one for claims in alike for one in claims])
    return found


def _voice(one: Checked, called: Callable[[str], str]) -> str:
    speaker = one.claim.speaker
    return called(speaker.name) if speaker.kind in ("named", "role") and speaker.name else ""


def _said(worded: Fingerprint, claims: Sequence[Checked], called: Callable[[str], str], origins: Mapping[str, str]) -> Said:
    return Said(
        section=claims[0].claim.section,
        text=min((one.claim.statement for one in claims), key=lambda text: (len(text), text)),
        voice=_voice(claims[0], called),
        denied=claims[0].claim.modality == "denied",
        fingerprint=worded,
        places=frozenset((c.source, c.start, c.end) for one in claims for c in one.claim.citations),
        origins=frozenset(origins.get(one.claim.source, one.claim.source) for one in claims),
    )


def _order(said: Said) -> tuple[str, str, str, bool]:
    """No two wordings have the same: a statement of one voice has one fingerprint."""
    return said.section, said.text, said.voice, said.denied


def _numbered(section: str, findings: list[Finding]) -> tuple[Finding, ...]:
    findings.sort(key=_rank)
    return tuple(f.model_copy(update={"id": f"{section}-{n}"}) for n, f in enumerate(findings, 1))


def _finding(group: Sequence[Checked], about: _About, origins: Mapping[str, str], dates: Mapping[str, date | None]) -> Finding:
    best = min(group, key=_preferred)
    citations = sorted({c for one in group for c in one.claim.citations}, key=_place)
    sources = sorted({c.source for c in citations})
    carried = _carried(best, group, about, origins)
    known = [day for source in sources if (day := dates.get(source))]
    return Finding(
        id="-",
        statement=best.claim.statement,
        values=_values(group, citations, about),
        citations=tuple(citations),
        sources=tuple(sources),
        origins=tuple(sorted({origins.get(source, source) for source in sources})),
        carried_by=tuple(sorted(carried)),
        verdict=best.verdict,
        reasons=_reasons(best, group),
        quoted=best.quoted,
        speaker=best.claim.speaker,
        speech=best.claim.speech,
        modality=best.claim.modality,
        aliases=tuple(sorted({" ".join(name.split()) for one in group if (name := about.name(one))})),
        as_of=max(known, default=None),
        credibility=credibility(best.verdict, len(carried)),
    )


def _carried(best: Checked, group: Sequence[Checked], about: _About, origins: Mapping[str, str]) -> set[str]:
    """The origins that carry the statement of `best`, each asked for until one of its claims does."""
    found: set[str] = set()
    for one in sorted((one for one in group if one.verdict == "supported"), key=lambda one: (one is not best, _key(one))):
        origin = origins.get(one.claim.source, one.claim.source)
        if origin not in found and _carries(one, best, about):
            found.add(origin)
    return found if best.verdict == "supported" else set()


def _carries(one: Checked, best: Checked, about: _About) -> bool:
    if one is best or about.name(best) or one.claim.statement == best.claim.statement:
        return True
    if same(fingerprint(one.claim.statement), fingerprint(best.claim.statement)):
        return True
    return about.carries(best.claim.statement, [c.quote for c in one.claim.citations])


def _preferred(one: Checked) -> tuple[int, bool, int, tuple[str, int, str]]:
    """The statement to show: best carried, the model's own before a quotation, then the shortest, which claims least."""
    return _BEST[one.verdict], one.quoted, len(one.claim.statement), _key(one)


def _place(citation: Citation) -> tuple[str, int, int, str]:
    return citation.source, citation.start, citation.end, citation.quote


def _reasons(best: Checked, group: Sequence[Checked]) -> tuple[str, ...]:
    """The shown claim's own, then those of the others, each with the source that it is about."""
    others = {f"{one.claim.source}: {reason}" for one in group if one is not best for reason in one.reasons}
    return (*best.reasons, *sorted(others))


def _values(group: Sequence[Checked], citations: Sequence[Citation], about: _About) -> dict[str, tuple[Leaf, ...]]:
    field = about.fields.get(group[0].claim.section)
    at = {citation: i for i, citation in enumerate(citations)}
    leaves: defaultdict[str, dict[str, tuple[Any, set[int]]]] = defaultdict(dict)
    for one in group:
        for name, value in one.claim.values.items():
            if value is None or value == "":
                continue
            kept = about.names.canonical(value) if name == field and isinstance(value, str) else value
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
