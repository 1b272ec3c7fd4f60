"""What one source answers to the sections of a schema, and how an answer is made, whoever proposes it."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from summarize.extracting.cite import cite
from summarize.extracting.verbatim import grounded
from summarize.models import Claim, SectionStatus, Usage
from summarize.schema.load import SchemaSection
from summarize.source import Sentence, Source


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


def claimed(
    source: Source, asked: SchemaSection, sentences: Sequence[Sentence], statement: str, values: dict[str, Any]
) -> Claim | None:
    """A claim that cites these sentences; None where it says nothing or there are none.

    Values that say nothing are left out, and of those that the schema wants copied, what the sentences do not have.
    """
    words, citations = " ".join(statement.split()), cite(source, sentences)
    said = {name: value for name, value in values.items() if value not in (None, "", [])}
    kept = grounded(said, asked.item, source, sentences) if asked.item else said
    if not words or not citations:
        return None
    return Claim(source=source.id, section=asked.name, statement=words, values=kept, citations=citations)
