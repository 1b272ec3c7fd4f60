"""The schema's instance in a briefing: made from its findings, found again in its file, and cited place by place."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from summarize.errors import SchemaError
from summarize.models import Checked, Citation, Finding
from summarize.records import Briefing, plain
from summarize.schema.addresses import above, at, enclosing, is_in, nested, under
from summarize.schema.filling import NOT_ASKED, fill, strict
from summarize.schema.load import Schema, load_schema, read, shipped
from summarize.writing.value import Placed, of_all, of_article

NOT_AT_HAND = "the schema's class is not at hand: name it to load the briefing"


class Cited(NamedTuple):
    """What is behind a place of the value: findings, and of their citations those that say it."""

    findings: tuple[Finding, ...]
    citations: tuple[Citation, ...]


def valued(schema: Schema, findings: Mapping[str, Sequence[Finding]], not_asked: Container[str] = ()) -> dict[str, Any]:
    """The briefing's `value`, `cited_by` and `missing`. `not_asked`: addresses that no article was asked about."""
    filled, placed = _filled(schema, of_all(schema, findings), not_asked)
    return {**filled, "cited_by": {one.address: one.findings for one in placed}}


def said_alone(schema: Schema, checked: Iterable[Checked], not_asked: Container[str] = ()) -> dict[str, Any]:
    """A source's `value` and `missing`: what one article alone says."""
    return _filled(schema, of_article(schema, checked), not_asked)[0]


def _filled(schema: Schema, placed: Iterable[Placed], not_asked: Container[str]) -> tuple[dict[str, Any], list[Placed]]:
    """The instance, and what came into it under its address there. What the class refuses is named where it would stand."""
    kept, refused = _numbered(placed), dict[str, str]()
    while True:
        filled = fill(schema.cls, nested((one.address, one.value) for one in kept))
        where, why = next(iter(filled.refused.items()), (None, ""))
        rest = [one for one in kept if not is_in(one.address, where)] if where else kept
        if where is not None:
            refused.setdefault(*_named(where, why, kept))
        if len(rest) == len(kept):
            unsaid = {a: NOT_ASKED if a in not_asked else why for a, why in filled.unsaid.items()}
            return {"value": filled.value, "missing": {**unsaid, **refused}}, _followed(kept, plain(filled.value))
        kept = _numbered(rest)


def _named(where: str, why: str, placed: Sequence[Placed]) -> tuple[str, str]:
    """Where a refusal is told: an entry that is left out of a list leaves no place behind, but it had words."""
    if not where.endswith("]"):
        return where, why
    words = "; ".join(str(one.value) for one in placed if is_in(one.address, where))
    return above(where), f"{why} ({words})"


def _followed(placed: Sequence[Placed], made: Any) -> list[Placed]:
    """The same at the places where the class's own validators and sets have put it."""
    moves = dict(_moves(nested((one.address, one.value) for one in placed), made, ""))
    return [one._replace(address=_moved(one.address, moves)) for one in placed] if moves else list(placed)


def _moves(given: Any, made: Any, address: str) -> Iterator[tuple[str, str]]:
    """Old address -> new one, of the entries of lists that stand elsewhere; of one that is not found, the list's."""
    if isinstance(given, dict) and isinstance(made, dict):
        for key in given.keys() & made.keys():
            yield from _moves(given[key], made[key], under(address, key))
    elif isinstance(given, list) and isinstance(made, list):
        left = list(range(len(made)))
        for n, one in enumerate(given):
            to = next((k for k in left if _holds(made[k], one)), n if len(made) == len(given) and n in left else None)
            if to is None:
                yield f"{address}[{n}]", address
                continue
            left.remove(to)
            if to != n:
                yield f"{address}[{n}]", f"{address}[{to}]"
            yield from _moves(one, made[to], f"{address}[{to}]")


def _holds(made: Any, given: Any) -> bool:
    if isinstance(given, dict) and isinstance(made, dict):
        return all(key in made and _holds(made[key], value) for key, value in given.items())
    return bool(made == given)


def _moved(address: str, moves: Mapping[str, str]) -> str:
    here = max((old for old in moves if is_in(address, old)), key=len, default=None)
    return address if here is None else moves[here] + address[len(here) :]


def _numbered(placed: Iterable[Placed]) -> list[Placed]:
    """The same with the entries of each list numbered from 0, without gaps; of one address the first stays."""
    numbers: dict[str, dict[str, int]] = {}
    found: dict[str, Placed] = {}
    for one in placed:
        address = was = ""
        for step in re.findall(r"\[\d+\]|[^\[\]]+", one.address):
            known = numbers.setdefault(was, {})
            address += f"[{known.setdefault(step, len(known))}]" if step.startswith("[") else step
            was += step
        found.setdefault(address, one._replace(address=address))
    return list(found.values())


def revalued(briefing: Briefing, findings: Mapping[str, Sequence[Finding]]) -> dict[str, Any]:
    """As `valued`, for a briefing whose findings changed. Without its class there is no value, and that is said."""
    if isinstance(briefing.value, BaseModel):
        unasked = [address for address, why in briefing.missing.items() if why == NOT_ASKED]
        return valued(read(strict(type(briefing.value)), briefing.schema_.name), findings, unasked)
    missing = {"": NOT_AT_HAND} if briefing.value is not None else briefing.missing
    return {"value": None, "cited_by": {}, "missing": missing}


def revived(briefing: Briefing, cls: type[BaseModel] | None) -> dict[str, Any]:
    """The `value` and `sources` of a briefing read from its file, as instances of `cls`.

    Without one, of the schema that it names, if that comes with the program and is the same; else they stay JSON. Raises
    SchemaError where `cls` is another schema.
    """
    schema = read(cls, cls.__name__) if cls else _shipped(briefing.schema_.name)
    if schema is None or (schema.digest != briefing.schema_.digest and cls is None):
        return {}
    if schema.digest != briefing.schema_.digest:
        raise SchemaError(f"the briefing answers another schema ({briefing.schema_.name!r}) than {schema.name!r}")
    sources = tuple(s.model_copy(update={"value": _instance(schema, s.value)}) for s in briefing.sources)
    return {"value": _instance(schema, briefing.value), "sources": type(briefing.sources)(sources)}


def cited(briefing: Briefing, address: str) -> Cited:
    """What is behind `address`: that place itself, or all inside it, or else the nearest around it. Nothing: empty."""
    known = briefing.cited_by
    inside = [a for a in known if is_in(a, address)]
    inside = inside or [a for a in enclosing(address) if a in known][:1]
    ids = dict.fromkeys(key for each in inside for key in known[each])
    found = {f.id: f for section in briefing.sections.values() for f in section.findings if f.id in ids}
    citations = [c for each in inside for key in known[each] if key in found for c in _saying(briefing, each, found[key])]
    return Cited(tuple(found[key] for key in ids if key in found), tuple(dict.fromkeys(citations)))


def _saying(briefing: Briefing, address: str, finding: Finding) -> Sequence[Citation]:
    """The citations of a finding that say the value at an address; where that is its statement, all of them."""
    leaf = max((name for name in finding.values if _ends_with(address, name)), key=len, default=None)
    if leaf is None:
        said = next((s for s in finding.statements if s.statement == at(plain(briefing.value), address)), None)
        return [finding.citations[i] for i in said.citations] if said else finding.citations
    wanted = at(plain(briefing.value), address)
    saying = [
        one for one in finding.values[leaf] if wanted == one.value or (isinstance(one.value, list) and wanted in one.value)
    ]
    return [finding.citations[i] for one in saying or finding.values[leaf] for i in one.citations]


def _ends_with(address: str, leaf: str) -> bool:
    bare = re.sub(r"\[\d+\]$", "", address)
    return bare == leaf or bare.endswith(f".{leaf}")


def _shipped(name: str) -> Schema | None:
    return load_schema(name) if name in shipped() else None


def _instance(schema: Schema, value: Any) -> Any:
    return fill(schema.cls, _said(value)).value if isinstance(value, dict) else value


def _said(value: Any) -> Any:
    """The same without what is null: nobody said it when the instance was made."""
    if isinstance(value, dict):
        return {key: _said(inner) for key, inner in value.items() if inner is not None}
    return [_said(inner) for inner in value] if isinstance(value, list) else value
