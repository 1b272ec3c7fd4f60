"""Findings, or one article's claims, -> the values of the user's class by address, and for each the findings behind it. Pure.

How a leaf is reconciled follows from its type:

  free text            each finding is one entry, in the order in which findings are shown; a single text is the first of them.
                       Its statement stands there, or where the field asks for a name or a few words, these
  rows                 one row for each finding of theirs; its leaves are reconciled inside it
  choice, number, date the value of the findings that no later one supersedes, of most independent origins, then of most
                       articles, then the newest; or at once the newest, if the field says `{"merge": "newest"}`
  list of values       all that the findings give, each once

Only what its citations carry is a value, and nothing that a reviewer rejected.
"""

import json
from collections import defaultdict
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
        found = [f for f in findings.get(asked.name, ()) if f.verdict == "supported" and not rejected(f)]
        if asked.item is None:
            yield from _texts(asked.parts.texts[0], asked.name, found)
        else:
            yield from _items(asked, asked.item, found)


def rejected(finding: Finding) -> bool:
    """Did a reviewer say that it does not stand?"""
    return finding.review is not None and finding.review.decision == "rejected"


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
    same: defaultdict[str, list[_Candidate]] = defaultdict(list)
    for one in _candidates(leaf, found):
        same[json.dumps(one.value, sort_keys=True)].append(one)
    groups = list(same.values())
    if groups and not leaf.many:
        groups = [max(groups, key=lambda group: _weight(group, newest=leaf.newest))]
    for n, group in enumerate(groups):
        yield Placed(f"{address}[{n}]" if leaf.many else address, group[0].value, _ids(one.finding.id for one in group))


def _candidates(leaf: Leaf, found: Sequence[Finding]) -> Iterator[_Candidate]:
    for finding in found:
        for one in finding.values.get(leaf.path, ()):
            if one.sources:
                entries = one.value if leaf.many and isinstance(one.value, list) else [one.value]
                yield from (_Candidate(v, finding, frozenset(one.origins), frozenset(one.sources)) for v in entries)


def _weight(same: Sequence[_Candidate], *, newest: bool) -> tuple[bool, date, int, int, date]:
    """What nothing supersedes first, then what most origins and most articles say, then the newest; or that first of these."""
    standing = [one for one in same if one.finding.superseded_by is None]
    origins = {origin for one in standing for origin in one.origins}
    articles = {source for one in standing for source in one.sources}
    last = max((one.finding.as_of or date.min for one in standing), default=date.min)
    return bool(standing), last if newest else date.min, len(origins), len(articles), last


def _ids(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
