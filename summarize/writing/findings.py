"""Groups of claims, and what each is credited with -> findings: what is said once, by whom, with every citation. Pure."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from summarize.checking.wording import wording
from summarize.language.prose import one_line
from summarize.models import Checked, Citation, Claim, Directness, Finding, Leaf, Statement
from summarize.reconciling.articles import Articles
from summarize.reconciling.merge import Claims, Merged, SameClaims, name_of
from summarize.writing.credit import Credit, by_wording, credibility
from summarize.writing.order import place, rank, shown, weight


class Shapes(NamedTuple):
    """What the schema tells. `identity`: place -> the leaf that says which thing a claim is about. `words`: its free text.

    `traits`: leaves that choose from a closed set what a thing is, of which a row has one: what most origins say.
    """

    identity: Mapping[str, str]
    words: Collection[str] = ()
    traits: Collection[str] = ()


_WORDED = {"speaker", "speech", "modality"}
_OF_THE_WHOLE = {"citations", "sources", "origins", "places"}  # fields of a statement that a finding has for all of them
_DIRECT = get_args(Directness).index


class Written(NamedTuple):
    """Section -> its findings, those of most origins first, with ids that end in their rank; and where each came from.

    `ids`: section -> the id of each finding, in the order in which the section's groups were given.
    """

    findings: dict[str, tuple[Finding, ...]]
    ids: dict[str, tuple[str, ...]]


def said_in(merged: Mapping[str, Sequence[Merged]]) -> list[SameClaims]:
    """All that is said once, section by section: what is to be credited."""
    return [said for section in sorted(merged) for one in merged[section] for said in one.said]


def findings(merged: Mapping[str, Sequence[Merged]], credits_: Sequence[Credit], articles: Articles, shapes: Shapes) -> Written:
    """Write what was grouped. `credits_`: of each in `said_in(merged)`, in that order."""
    given = iter(credits_)
    found: dict[str, tuple[Finding, ...]] = {}
    ids: dict[str, tuple[str, ...]] = {}
    for section in sorted(merged):
        written = [_Writer(one, articles, shapes).finding() for one in _settled(merged[section], given, articles)]
        order = sorted(range(len(written)), key=lambda at: rank(written[at]))
        numbers = {at: f"{section}-{n}" for n, at in enumerate(order, 1)}
        found[section] = tuple(written[at].model_copy(update={"id": numbers[at]}) for at in order)
        ids[section] = tuple(numbers[at] for at in range(len(merged[section])))
    return Written({section: found[section] for section in merged}, ids)


class _Credited(NamedTuple):
    """What becomes one finding, with what each part of it is credited with."""

    merged: Merged
    credits_: tuple[Credit, ...]


def _settled(merged: Sequence[Merged], given: Iterator[Credit], articles: Articles) -> list[_Credited]:
    """The groups without the claims that say something else; these stand for themselves, of a named item within it."""
    kept: list[_Credited] = []
    alone: list[_Credited] = []
    for one in merged:
        credits_ = [next(given) for _ in one.said]
        said = [_without(each, credit.gone) for each, credit in zip(one.said, credits_, strict=True)]
        there = {id(claim) for each in said for claim in each.claims}
        gone = [SameClaims(group) for credit in credits_ for group in credit.gone if not {*map(id, group)} <= there]
        own = by_wording(gone, articles)
        if one.named:
            kept.append(_Credited(one._replace(said=(*said, *gone)), (*credits_, *own)))
        else:
            kept.append(_Credited(one._replace(said=tuple(said)), tuple(credits_)))
            alone += [_Credited(Merged((each,)), (credit,)) for each, credit in zip(gone, own, strict=True)]
    return [*kept, *alone]


def _without(said: SameClaims, gone: Iterable[Claims]) -> SameClaims:
    others = [one for group in gone for one in group]
    return said._replace(claims=tuple(one for one in said.claims if one not in others))


class _Value(NamedTuple):
    """One value of a field: as it is shown, the indices of the citations that say it, and the sources that carry it."""

    value: Any
    citations: set[int]
    sources: set[str]


class _Writer:
    """One finding being put together: it knows which citation has which index."""

    def __init__(self, credited: _Credited, articles: Articles, shapes: Shapes) -> None:
        self._merged, self._credits = credited
        self._articles, self._shapes = articles, shapes
        self._claims = [one for said in self._merged.said for one in said.claims]
        self._citations = sorted({c for one in self._claims for c in one.claim.citations}, key=place)
        self._at = {citation: at for at, citation in enumerate(self._citations)}
        self._speakers = self._speakers_of() if self._merged.named else {}

    def finding(self) -> Finding:
        merged = self._merged
        written = zip(merged.said, self._credits, strict=True)
        said = sorted(((self._statement(*one), shown(one[0].claims)) for one in written), key=lambda each: weight(each[0]))
        statements = [statement for statement, _ in said]
        part = (merged.part or said[0][1]) if merged.named else None
        sources = _sources(self._citations)
        names = {one_line(name) for one in self._claims if (name := name_of(one, self._shapes.identity))}
        return Finding(
            id="-",
            **{name: value for name, value in statements[0] if name not in _OF_THE_WHOLE},
            places=_places(self._claims),
            values=self._values(part),
            context=self._context(),
            citations=tuple(self._citations),
            sources=sources,
            origins=self._articles.origins_of(sources),
            aliases=tuple(sorted(names)),
            as_of=self._articles.last_day(self._telling(sources, statements[0])),
            statements=tuple(statements) if merged.named else (),
            directness=self._directness(),
            shown=False,  # until a page is laid out
        )

    def _telling(self, sources: Sequence[str], said: Statement) -> Sequence[str]:
        """Those of the sources that carry what is said; of a row, and where none does, all."""
        carrying = [s for s in sources if self._articles.origin(s) in said.carried_by]
        return sources if self._merged.named else carrying or sources

    def _directness(self) -> Directness | None:
        """As a model weighed the group or the row; else as the best of its claims was weighed in its article."""
        merged = self._merged
        weighed = merged.directness if merged.named else merged.said[0].directness
        return weighed or min(filter(None, (one.claim.directness for one in self._claims)), key=_DIRECT, default=None)

    def _statement(self, said: SameClaims, credit: Credit) -> Statement:
        claims, best = said.claims, shown(said.claims)
        citations = sorted({self._at[c] for one in claims for c in one.claim.citations})
        sources = _sources([self._citations[at] for at in citations])
        own = not credit.statement or credit.statement == best.claim.statement
        worded = {n: value for n, value in best.claim if n in _WORDED} if own else self._wording(credit.statement, citations)
        return Statement(
            statement=credit.statement or best.claim.statement,
            places=_places(claims),
            citations=tuple(citations),
            sources=sources,
            origins=self._articles.origins_of(sources),
            carried_by=tuple(sorted(credit.carried)),
            verdict=best.verdict if own else "supported",
            reasons=_reasons(best, claims) if own else (),
            quoted=best.quoted and own,
            **worded,
            credibility=credibility(best.verdict if own else "supported", len(credit.carried)),
        )

    def _wording(self, statement: str, citations: Sequence[int]) -> dict[str, Any]:
        """Who says it and how sure, as the cited sentences tell of a statement that is nobody's own."""
        return wording([self._citations[at].quote for at in citations], statement).model_dump()

    def _context(self) -> tuple[Citation, ...]:
        """What says who is meant, where it is not cited anyway."""
        return tuple(sorted({c for one in self._claims for c in one.claim.context} - {*self._citations}, key=place))

    def _values(self, part: Checked | None) -> dict[str, tuple[Leaf, ...]]:
        found: defaultdict[str, dict[str, _Value]] = defaultdict(dict)
        for one in self._claims:
            for field, value, said_by in _entries(one.claim):
                if part is not None and self._told_better(one, part, field):
                    continue
                if field in self._shapes.traits and self._by_another(one):
                    continue
                kept = self._kept(one, field, value)
                key = kept.strip().casefold() if isinstance(kept, str) else json.dumps(kept, sort_keys=True, default=str)
                own = found[field].setdefault(key, _Value(kept, set(), set()))
                own.citations.update(self._at[c] for c in said_by)
                own.sources.update([one.claim.source] if one.verdict == "supported" else [])
        leaves = {field: self._leaves(values.values()) for field, values in sorted(found.items())}
        traits = self._shapes.traits if part is not None else ()
        return {field: (max(own, key=_told_most),) if field in traits else own for field, own in leaves.items()}

    def _told_better(self, one: Checked, part: Checked, field: str) -> bool:
        """Does `part` tell in its words what part the item has? These stand for all; the statements have the others."""
        words = field in self._shapes.words and field != self._shapes.identity.get(one.claim.place)
        return words and one is not part and field in part.claim.values

    def _kept(self, one: Checked, field: str, value: Any) -> Any:
        """The value as it is shown: what identifies the item under its canonical name.

        A state or body that the claims only speak of by its head or seat is shown as that person or seat.
        """
        if not (isinstance(value, str) and field == self._shapes.identity.get(one.claim.place)):
            return value
        canonical = self._articles.names.canonical(value)
        return self._speakers.get(canonical) or canonical

    def _speakers_of(self) -> dict[str, str | None]:
        """Canonical name -> the one person or seat by which all claims of the row call it; None where one calls it itself."""
        names, found = self._articles.names, defaultdict[str, set[str | None]](set)
        for one in self._claims:
            if name := name_of(one, self._shapes.identity):
                found[names.canonical(name)].add(names.speaker_for(name))
        return {canonical: speakers.pop() if len(speakers) == 1 else None for canonical, speakers in found.items()}

    def _by_another(self, one: Checked) -> bool:
        """Does the claim call the row by a person, where others call the state or body itself? A person is of another kind."""
        name = name_of(one, self._shapes.identity)
        known = name is not None and self._speakers.get(self._articles.names.canonical(name), "") is None
        return known and self._articles.names.speaker_for(name or "") is not None

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


def _told_most(leaf: Leaf) -> tuple[int, int]:
    return len(leaf.origins), len(leaf.sources)


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
