"""Extraction with a model that writes well: one question for each section, over the numbered sentences of the article.

The model is asked for the least that it can get right: numbers of sentences and a short statement. `cite` does the rest.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, Field

from summarize.engines import Engine
from summarize.engines.prompts import prompt
from summarize.errors import EngineError, ReplyError
from summarize.extracting.answers import Answered, Extraction
from summarize.extracting.cite import cite, numbered
from summarize.extracting.verbatim import grounded
from summarize.extracting.windows import lines, windows
from summarize.models import Claim, Sentence, Source, Usage
from summarize.schema.load import Schema, SchemaSection, said_values, shape

STATEMENT_LENGTH = 260  # code points; the longest statement in a hand-made briefing has 180
SENTENCES = 4  # of one claim; more is a summary, not a claim
CLAIMS = 10  # of one section in one window


def ask(source: Source, schema: Schema, engine: Engine) -> Extraction:
    """Ask `engine` every section of `schema` about `source`.

    A section ends as found, not addressed or failed; a model that fails one section is still asked the others, but not
    where it is plain that no call can succeed. Raises nothing for a model's failure: it is in the answer.
    """
    parts = list(windows(source.body))
    answers: dict[str, Answered] = {}
    usage = Usage()
    down: str | None = None
    for asked in schema.sections:
        if down is not None:
            answers[asked.name] = Answered("failed", problem=down)
            continue
        answer, spent, down = _section(source, asked, parts, engine)
        answers[asked.name] = answer
        usage += spent
    return Extraction(source.id, answers, usage)


def _section(
    source: Source, asked: SchemaSection, parts: Sequence[tuple[Sentence, ...]], engine: Engine
) -> tuple[Answered, Usage, str | None]:
    """One section over all windows: the answer, what it took, and why no further call makes sense, if so."""
    claims: list[Claim] = []
    usage = Usage()
    for part in parts:
        try:
            said, spent = _ask(asked, part, engine)
        except EngineError as error:
            down = None if isinstance(error, ReplyError) else str(error)
            return Answered("failed", tuple(claims), str(error)), usage + error.usage, down
        claims += located(said, source, asked, part)
        usage += spent
    return Answered("found" if claims else "not addressed", tuple(claims)), usage, None


def _ask(asked: SchemaSection, sentences: Sequence[Sentence], engine: Engine) -> tuple[list[BaseModel], Usage]:
    question = prompt("extract", lines=lines(sentences), question=asked.question, fields=list(meanings(asked)))
    reply = engine.reply(question, answer_shape(asked, len(sentences)))
    return getattr(reply.value, "claims"), reply.usage  # noqa: B009  the class is made at run time


def meanings(asked: SchemaSection) -> Iterator[tuple[str, str]]:
    """The item's fields with what they mean, as the prompt lists them."""
    if asked.item is not None:
        for name, field in asked.item.model_fields.items():
            yield name, field.description or name.replace("_", " ")


def answer_shape(asked: SchemaSection, count: int) -> type[BaseModel]:
    """The wire shape for one section over `count` sentences: numbers cannot leave the article."""
    number = Annotated[int, Field(ge=1, le=count)]
    said = shape(
        "Said",
        {
            "sentences": (Annotated[list[number], Field(min_length=1, max_length=SENTENCES)], ...),
            **said_values(asked),
            "statement": (Annotated[str, Field(min_length=1, max_length=STATEMENT_LENGTH)], ...),
        },
    )
    return shape("Answer", {"claims": (Annotated[list[said], Field(max_length=min(CLAIMS, count))], ...)})  # type: ignore[valid-type]


def located(said: Sequence[BaseModel], source: Source, asked: SchemaSection, sentences: Sequence[Sentence]) -> list[Claim]:
    """Turn what the model said into claims with citations. An answer said twice is one claim."""
    claims: dict[tuple[Any, ...], Claim] = {}
    for each in said:
        told = each.model_dump()
        numbers, statement = told.pop("sentences"), " ".join(told.pop("statement").split())
        citations = cite(source, numbered(sentences, numbers))
        if statement and citations:
            values = kept(told, asked, source, numbered(sentences, numbers))
            claim = Claim(source=source.id, section=asked.name, statement=statement, values=values, citations=citations)
            claims.setdefault((statement, citations), claim)
    return list(claims.values())


def kept(told: dict[str, Any], asked: SchemaSection, source: Source, sentences: Sequence[Sentence]) -> dict[str, Any]:
    """The values that say something. What the schema wants copied is what the sentences have, or it is gone."""
    said = {name: value for name, value in told.items() if value not in (None, "", [])}
    return grounded(said, asked.item, source, sentences) if asked.item else said
