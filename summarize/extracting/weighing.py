"""Extraction with a small model that weighs: it sorts sentences and fills in short values; the sentences speak for themselves.

A model of one or two billion parameters copies sentences when it is asked for statements, slowly, and cites the wrong ones.
So it is not asked: the statement is the sentence, word for word, and what it says is carried by construction.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, get_origin

from pydantic import BaseModel, Field

from summarize.engines import Engine
from summarize.engines.prompts import prompt
from summarize.errors import EngineError
from summarize.extracting.answers import Answered, Extraction
from summarize.extracting.asking import kept, meanings
from summarize.extracting.cite import cite
from summarize.extracting.evidence import evidence
from summarize.extracting.lists import values
from summarize.extracting.verbatim import copied, copied_fields
from summarize.extracting.windows import lines, windows
from summarize.language.people import people
from summarize.models import Claim, Sentence, Source, Usage
from summarize.schema.load import Schema, SchemaSection, said_values, shape, worded

ROWS = 10  # for one section in one window: a small model that may go on does go on


def weigh(source: Source, schema: Schema, engine: Engine) -> Extraction:
    """Sort the sentences of `source` by section, then fill in the values of each section that wants some.

    A section whose items are lists of copied values needs no sorting: what it cites are the sentences that hold its values.
    """
    sorts = [asked for asked in schema.sections if not listed_fields(asked)]
    chosen: dict[str, tuple[Sentence, ...]] | None = None
    problem: str | None = None
    try:
        chosen, usage = evidence(source.body, sorts, engine)
    except EngineError as error:
        problem, usage = str(error), error.usage
    answers: dict[str, Answered] = {}
    for asked in schema.sections:
        if fields := listed_fields(asked):
            answers[asked.name], spent = _listed(source, asked, fields, engine)
        elif chosen is None:
            answers[asked.name], spent = Answered("failed", problem=problem), Usage()
        else:
            answers[asked.name], spent = _section(source, asked, chosen[asked.name], engine)
        usage += spent
    return Extraction(source.id, answers, usage)


def _section(source: Source, asked: SchemaSection, chosen: Sequence[Sentence], engine: Engine) -> tuple[Answered, Usage]:
    """The claims of one section: a sentence without values is a claim as well.

    Choices from a closed set are not filled in: asked for a stance, the embedded model said "supports" of 24 in 25 sentences,
    and NATO was a country. A wrong value is worse than none.
    """
    if not chosen or not worded(asked):
        claims = tuple(_claim(source, asked, sentence, {}) for sentence in chosen)
        return Answered("found" if claims else "not addressed", claims), Usage()
    found: list[Claim] = []
    usage = Usage()
    for part in windows(chosen):
        try:
            rows, spent = _fill(asked, part, engine)
        except EngineError as error:
            rest = tuple(_claim(source, asked, s, {}) for s in chosen if s.start >= part[0].start)
            return Answered("failed", (*found, *rest), str(error)), usage + error.usage
        found += _claims(source, asked, part, rows)
        usage += spent
    return Answered("found", tuple(found)), usage


def listed_fields(asked: SchemaSection) -> list[tuple[str, str]]:
    """The item's fields that are lists of values copied from the text, with their meanings."""
    copies = copied_fields(asked.item) if asked.item else frozenset()
    lists = {n for n in copies if get_origin(asked.item.model_fields[n].annotation) is list} if asked.item else set()
    return [(name, meaning) for name, meaning in meanings(asked) if name in lists]


def _listed(source: Source, asked: SchemaSection, fields: Sequence[tuple[str, str]], engine: Engine) -> tuple[Answered, Usage]:
    """A claim for each sentence that holds a value, with the values that stand in it."""
    try:
        found = values(source, asked.question, fields, engine)
    except EngineError as error:
        return Answered("failed", problem=str(error)), error.usage
    claims = []
    for sentence in source.body:
        held = {name: [c.quote for c in of if sentence.start <= c.start < sentence.end] for name, of in found.fields.items()}
        if said := {name: quotes for name, quotes in held.items() if quotes}:
            claims.append(_claim(source, asked, sentence, said))
    return Answered("found" if claims else "not addressed", tuple(claims)), found.usage


def _fill(asked: SchemaSection, sentences: Sequence[Sentence], engine: Engine) -> tuple[list[BaseModel], Usage]:
    wanted = worded(asked)
    fields = [(name, meaning) for name, meaning in meanings(asked) if name in wanted]
    question = prompt("fill", lines=lines(sentences), question=asked.question, fields=fields)
    number = Annotated[int, Field(ge=1, le=len(sentences))]
    row = shape("Row", {"sentence": (number, ...), **{n: v for n, v in said_values(asked).items() if n in wanted}})
    reply = engine.reply(question, shape("Rows", {"rows": (Annotated[list[row], Field(max_length=ROWS)], ...)}))  # type: ignore[valid-type]
    return getattr(reply.value, "rows"), reply.usage  # noqa: B009  the class is made at run time


def _claims(source: Source, asked: SchemaSection, sentences: Sequence[Sentence], rows: Sequence[BaseModel]) -> Iterator[Claim]:
    """A claim for each row, in text order; rows said twice count once."""
    told: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        values = row.model_dump()
        said = values.pop("sentence")
        if (at := _place(values, said, source, asked, sentences)) is not None:
            told.setdefault(at, []).append(values)
    for n, sentence in enumerate(sentences, 1):
        rows_here = told.get(n) or _introduced(sentence, asked) or [{}]
        own = [kept(values, asked, source, [sentence]) for values in rows_here]
        yield from (_claim(source, asked, sentence, values) for i, values in enumerate(own) if values not in own[:i])


def _introduced(sentence: Sentence, asked: SchemaSection) -> list[dict[str, Any]]:
    """Where a section asks for names and the model gave none: the persons whom the sentence introduces by their office."""
    if asked.identity is None or sentence.text.isupper():  # in capitals a name has no visible end
        return []
    return [{asked.identity: person.name} for person in people(sentence.text)]


def _place(
    values: dict[str, Any], said: int, source: Source, asked: SchemaSection, sentences: Sequence[Sentence]
) -> int | None:
    """The number of the sentence that a row belongs to: the one that the model named, or the first that has the copied name.

    None where no sentence has the name: a row about somebody whom the article does not mention here is the model's own.
    """
    name = asked.identity
    if asked.item is None or name is None or name not in copied_fields(asked.item):
        return said
    order = [said, *(n for n in range(1, len(sentences) + 1) if n != said)]
    return next((n for n in order if copied(str(values[name]), source, [sentences[n - 1]])), None)


def _claim(source: Source, asked: SchemaSection, sentence: Sentence, values: dict[str, Any]) -> Claim:
    words = " ".join(sentence.text.split())
    return Claim(source=source.id, section=asked.name, statement=words, values=values, citations=cite(source, [sentence]))
