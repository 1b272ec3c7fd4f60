"""What one source answers to the sections of a schema, and how an answer is made, whoever proposes it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from summarize.extracting.cite import cite, introduced, numbered
from summarize.extracting.verbatim import grounded
from summarize.language.instructions import is_instruction
from summarize.language.names import Names
from summarize.language.several import several
from summarize.models import Claim, SectionStatus
from summarize.records import Usage
from summarize.schema.addresses import unnumbered
from summarize.schema.load import SchemaSection
from summarize.schema.wire import Told
from summarize.source import Sentence, Source

SEVERAL = 1_000_000  # between the numbers of the rows that one row of several names becomes: more than a list ever has


class Answered(NamedTuple):
    """One source's answer to one section. `problem` says what failed; claims that were there before stay."""

    status: SectionStatus
    claims: tuple[Claim, ...] = ()
    problem: str | None = None


class Extraction(NamedTuple):
    """One source's answers to all sections, in the schema's order, and what they took."""

    source: str
    sections: dict[str, Answered]
    usage: Usage


def answered(claims: Iterable[Claim], problem: str | None = None) -> Answered:
    """The claims as an answer: failed where there is a problem, not addressed where there is no claim."""
    kept = tuple(claims)
    return Answered("failed" if problem is not None else "found" if kept else "not addressed", kept, problem)


def claimed(source: Source, asked: SchemaSection, sentences: Sequence[Sentence], said: Told) -> Claim | None:
    """A claim of what was told of these sentences, which the numbers count from 1; None where it says or cites nothing.

    Of values that the schema wants copied, what the cited sentences do not have is left out; a value that says nothing is, too.
    """
    words, kept = " ".join(said.statement.split()), numbered(sentences, said.sentences)
    citations = cite(source, kept)
    if not words or not citations:
        return None
    around = (*said.context, *introduced(words, sentences, said.sentences, said.context))
    values = grounded(_filled(said.values), asked.item_at(said.path), source, numbered(sentences, (*said.sentences, *around)))
    where = {key: cite(source, numbered(sentences, told)) for key, told in said.numbers.items() if _keeps(key, values, said)}
    return Claim(
        source=source.id,
        section=asked.name,
        path=said.path,
        statement=words,
        values=values,
        value_citations={leaf: tuple(citations.index(c) for c in found) for leaf, found in where.items()},
        citations=citations,
        context=tuple(c for c in cite(source, numbered(sentences, around)) if c not in citations),
    )


def each_named(claim: Claim, asked: SchemaSection, known: Names) -> tuple[Claim, ...]:
    """The claim, or where it names several things at once ("Italy and Spain") one of the same words for each."""
    item = asked.item_at(claim.path)
    name = claim.values.get(item.identity) if item and item.many and item.identity else None
    if item is None or not isinstance(name, str):
        return (claim,)
    names = several(name, [c.quote for c in (*claim.citations, *claim.context)], known)
    paths = [_entry(claim.path, item.path, n * SEVERAL) for n in range(len(names))]
    return tuple(
        claim.model_copy(update={"path": path, "values": {**claim.values, str(item.identity): one}})
        for path, one in zip(paths, names, strict=True)
    )


def _entry(path: str, row: str, further: int) -> str:
    """The address with the number of its row counted on: an entry of its own in the list."""
    found = re.match(rf"{re.escape(row)}\[(\d+)\]", path)
    return f"{row}[{int(found[1]) + further}]{path[found.end() :]}" if found else path


def _keeps(key: str, values: Mapping[str, Any], said: Told) -> bool:
    """Is a leaf, or an entry of a list, among the values? Of a list that lost some nobody knows any more which is which."""
    leaf = unnumbered(key)
    return leaf in values and (key == leaf or len(values[leaf]) == len(said.values[leaf]))


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is filled in, without what reads like an instruction: no value is one, whatever an article or a model says."""
    told = {leaf: [v for v in value if not _orders(v)] if isinstance(value, list) else value for leaf, value in values.items()}
    return {leaf: value for leaf, value in told.items() if value not in (None, "", []) and not _orders(value)}


def _orders(value: Any) -> bool:
    return isinstance(value, str) and is_instruction(value)


def worded_by_the_model(claim: Claim, asked: SchemaSection) -> dict[str, Any]:
    """The values of a claim that are no words of the text: choices, numbers, days, and text in the model's words."""
    item = asked.item_at(claim.path)
    copied = {leaf.path for leaf in item.leaves if leaf.copied} if item else set()
    return {leaf: value for leaf, value in claim.values.items() if leaf not in copied}
