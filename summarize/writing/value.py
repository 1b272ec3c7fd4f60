"""Findings, or one article's claims, -> the values of the user's class by address, and for each the findings behind it. Pure.

How a leaf is reconciled follows from its type:

  free text            each finding is one entry, in the order in which findings are shown; a single text is the first of them.
                       Its statement stands there, or where the field asks for a name or a few words, these
  rows                 one row for each finding of theirs; its leaves are reconciled inside it
  choice, number, date the value of the findings that no later one supersedes, of most independent origins, then of most
                       articles, then the newest; or at once the newest, if the field says `{"merge": "newest"}`
  list of values       all that the findings give, each once

Only what its citations carry is a value.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from summarize.models import Checked, Finding, Statement
from summarize.schema.addresses import under
from summarize.schema.load import Schema, SchemaSection
from summarize.schema.parts import Item, Leaf, Text


class Placed(NamedTuple):
    """One value at its address, and the ids of the findings that say it."""

    address: str
    value: Any
    findings: tuple[str, ...] = ()


def of_article(schema: Schema, checked: Iterable[Checked]) -> Iterator[Placed]:
    """What one article alone says, by its supported claims, in their order."""
    texts = {text.path: text.name for asked in schema.sections for text in asked.texts}
    for one in checked:
        claim = one.claim
        if one.verdict != "supported":
            continue
        if claim.place in texts:
            yield Placed(claim.path, claim.values.get(texts[claim.place], claim.statement))
        else:
            yield from (Placed(under(claim.path, leaf), value) for leaf, value in claim.values.items())


def of_all(schema: Schema, findings: Mapping[str, Sequence[Finding]]) -> Iterator[Placed]:
    """What all articles say together, section by section."""
    for asked in schema.sections:
        found = [f for f in findings.get(asked.name, ()) if f.verdict == "supported"]
        if asked.item is None:
            yield from _texts(asked.parts.texts[0], asked.name, found)
        else:
            yield from _items(asked, asked.item, found)


def _items(asked: SchemaSection, item: Item, found: Sequence[Finding]) -> Iterator[Placed]:
    if item.many:
        yield from _rows(item, item.path, found)
        return
    for leaf in item.leaves:
        yield from _leaf(leaf, under(item.path, leaf.path), found)
    for text in item.texts:
        yield from _texts(text, text.path, found)
    for row in asked.parts.items[1:]:
        yield from _rows(row, row.path, found)


def _rows(item: Item, path: str, found: Sequence[Finding]) -> Iterator[Placed]:
    rows = [f for f in found if {item.path, *(t.path for t in item.texts)} & {*f.places} and f.values]
    for n, finding in enumerate(rows):
        at = f"{path}[{n}]"
        for leaf in item.leaves:
            yield from _leaf(leaf, under(at, leaf.path), [finding])
        for text in item.texts:
            yield from _texts(text, under(at, text.path.removeprefix(item.path + ".")), [finding])


def _texts(text: Text, address: str, found: Sequence[Finding]) -> Iterator[Placed]:
    said = [(words, f.id) for f in found for words in _said(text, f)]
    for n, (words, key) in enumerate(said if text.many else said[:1]):
        yield Placed(f"{address}[{n}]" if text.many else address, words, (key,))


def _said(text: Text, finding: Finding) -> Iterator[Any]:
    """What a finding gives to a text: the few words that were asked for, or else its statements."""
    if text.path not in finding.places:
        return
    if words := [leaf.value for leaf in finding.values.get(text.name, ()) if leaf.sources]:
        yield from words
    else:
        said: Sequence[Finding | Statement] = finding.statements or (finding,)
        yield from (one.statement for one in said if text.path in one.places and one.verdict == "supported")


class _Candidate(NamedTuple):
    value: Any
    finding: Finding
    origins: frozenset[str]
    sources: frozenset[str]


def _leaf(leaf: Leaf, address: str, found: Sequence[Finding]) -> Iterator[Placed]:
    given = [
        _Candidate(one.value, f, frozenset(one.origins), frozenset(one.sources))
        for f in found
        for one in f.values.get(leaf.path, ())
        if one.sources
    ]
    if leaf.many:
        entries = [
            (value, one.finding.id) for one in given for value in (one.value if isinstance(one.value, list) else [one.value])
        ]
        values = [value for n, (value, _) in enumerate(entries) if value not in [v for v, _ in entries[:n]]]
        for n, value in enumerate(values):
            yield Placed(f"{address}[{n}]", value, _ids(key for other, key in entries if other == value))
    elif given:
        best = max(given, key=lambda one: _weight(one, given, newest=leaf.newest))
        yield Placed(address, best.value, _ids(one.finding.id for one in given if one.value == best.value))


def _weight(one: _Candidate, given: Sequence[_Candidate], *, newest: bool) -> tuple[bool, date, int, int, date]:
    """What nothing supersedes first, then what most origins and most articles say, then the newest; or that first of these."""
    same = [other for other in given if other.value == one.value]
    standing = [other for other in same if other.finding.superseded_by is None]
    origins = {origin for other in standing for origin in other.origins}
    articles = {source for other in standing for source in other.sources}
    last = max((other.finding.as_of or date.min for other in standing), default=date.min)
    return bool(standing), last if newest else date.min, len(origins), len(articles), last


def _ids(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
