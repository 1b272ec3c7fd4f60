"""Groups of claims -> findings: what is said once, by whom, with every citation. As pure as the judge that is handed in."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from summarize.language.prose import one_line
from summarize.models import Checked, Citation, Claim, Finding, Leaf, Statement
from summarize.reconciling.articles import Articles
from summarize.reconciling.merge import Claims, Merged, name_of
from summarize.writing.credit import Carries, carriers, credibility
from summarize.writing.order import place, rank, shown, weight


def findings(
    merged: Mapping[str, Sequence[Merged]], articles: Articles, *, identity: Mapping[str, str], carries: Carries
) -> dict[str, tuple[Finding, ...]]:
    """Section -> its findings, those of most origins first, with ids that end in their rank.

    `identity`: place in the schema -> the leaf that says which thing a claim is about. `carries`: see `carriers`.
    """
    groups = [claims for section in sorted(merged) for one in merged[section] for claims in one.said]
    carried = iter(carriers(groups, articles, carries))
    found = {
        section: [_Writer(one, articles, identity).finding(carried) for one in merged[section]] for section in sorted(merged)
    }
    return {section: _numbered(section, found[section]) for section in merged}


def _numbered(section: str, found: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(f.model_copy(update={"id": f"{section}-{n}"}) for n, f in enumerate(sorted(found, key=rank), 1))


class _Value(NamedTuple):
    """One value of a field: as it is shown, the indices of the citations that say it, and the sources that carry it."""

    value: Any
    citations: set[int]
    sources: set[str]


class _Writer:
    """One finding being put together: it knows which citation has which index."""

    def __init__(self, merged: Merged, articles: Articles, identity: Mapping[str, str]) -> None:
        self._merged, self._articles, self._identity = merged, articles, identity
        self._claims = [one for claims in merged.said for one in claims]
        self._citations = sorted({c for one in self._claims for c in one.claim.citations}, key=place)
        self._at = {citation: at for at, citation in enumerate(self._citations)}

    def finding(self, carried: Iterator[frozenset[str]]) -> Finding:
        """`carried` gives, group by group, the origins that carry what is shown of it."""
        statements = sorted((self._statement(claims, next(carried)) for claims in self._merged.said), key=weight)
        sources = _sources(self._citations)
        names = {one_line(name) for one in self._claims if (name := name_of(one, self._identity))}
        return Finding(
            id="-",
            **statements[0].model_dump(exclude={"citations", "sources", "origins", "places"}),
            places=_places(self._claims),
            values=self._values(),
            context=self._context(),
            citations=tuple(self._citations),
            sources=sources,
            origins=self._articles.origins_of(sources),
            aliases=tuple(sorted(names)),
            as_of=self._articles.last_day(sources),
            statements=tuple(statements) if self._merged.named else (),
        )

    def _statement(self, claims: Claims, carried: frozenset[str]) -> Statement:
        best = shown(claims)
        citations = sorted({self._at[c] for one in claims for c in one.claim.citations})
        sources = _sources([self._citations[at] for at in citations])
        return Statement(
            statement=best.claim.statement,
            places=_places(claims),
            citations=tuple(citations),
            sources=sources,
            origins=self._articles.origins_of(sources),
            carried_by=tuple(sorted(carried)),
            verdict=best.verdict,
            reasons=_reasons(best, claims),
            quoted=best.quoted,
            speaker=best.claim.speaker,
            speech=best.claim.speech,
            modality=best.claim.modality,
            credibility=credibility(best.verdict, len(carried)),
        )

    def _context(self) -> tuple[Citation, ...]:
        """What says who is meant, where it is not cited anyway."""
        return tuple(sorted({c for one in self._claims for c in one.claim.context} - {*self._citations}, key=place))

    def _values(self) -> dict[str, tuple[Leaf, ...]]:
        found: defaultdict[str, dict[str, _Value]] = defaultdict(dict)
        for one in self._claims:
            for field, value, said_by in _entries(one.claim):
                kept = self._kept(one, field, value)
                key = kept.strip().casefold() if isinstance(kept, str) else json.dumps(kept, sort_keys=True, default=str)
                own = found[field].setdefault(key, _Value(kept, set(), set()))
                own.citations.update(self._at[c] for c in said_by)
                own.sources.update([one.claim.source] if one.verdict == "supported" else [])
        return {field: self._leaves(values.values()) for field, values in sorted(found.items())}

    def _kept(self, one: Checked, field: str, value: Any) -> Any:
        """The value as it is shown: what identifies the item under its canonical name."""
        identifies = isinstance(value, str) and field == self._identity.get(one.claim.place)
        return self._articles.names.canonical(value) if identifies else value

    def _leaves(self, values: Iterable[_Value]) -> tuple[Leaf, ...]:
        leaves = (
            Leaf(
                value=one.value,
                citations=tuple(sorted(one.citations)),
                sources=tuple(sorted(one.sources)),
                origins=(origins := self._articles.origins_of(one.sources)),
                credibility=credibility("supported", len(origins)),
            )
            for one in values
        )
        return tuple(sorted(leaves, key=lambda leaf: (leaf.citations, str(leaf.value))))


def _entries(claim: Claim) -> Iterator[tuple[str, Any, tuple[Citation, ...]]]:
    """The values of a claim by leaf, with what says them: those of a list one by one, where each is cited by itself."""
    for field, value in claim.values.items():
        if f"{field}[0]" in claim.value_citations and not any(isinstance(one, list) for one in value):
            yield from ((field, one, claim.said_by(f"{field}[{n}]")) for n, one in enumerate(value))
        elif value not in (None, ""):
            yield field, value, claim.said_by(field)


def _places(claims: Iterable[Checked]) -> tuple[str, ...]:
    return tuple(sorted({one.claim.place for one in claims}))


def _sources(citations: Sequence[Citation]) -> tuple[str, ...]:
    return tuple(sorted({c.source for c in citations}))


def _reasons(best: Checked, claims: Claims) -> tuple[str, ...]:
    """The shown claim's own, then those of the others, each with the source that it is about."""
    others = {f"{one.claim.source}: {reason}" for one in claims if one is not best for reason in one.reasons}
    return (*best.reasons, *sorted(others))
