"""Extraction with a model that writes well: one question for each section, over the numbered sentences of the article.

The model is asked for the least that it can get right: numbers of sentences and a short statement. `cite` does the rest.
"""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BaseModel, Field

from summarize.engines import Engine
from summarize.engines.prompts import prompt
from summarize.errors import EngineError, ReplyError
from summarize.extracting.answers import Answered, Extraction, answered, claimed
from summarize.extracting.cite import numbered
from summarize.extracting.windows import lines, windows
from summarize.models import Claim, Usage
from summarize.schema.load import Schema, SchemaSection, beside, meanings, said_values, shape
from summarize.source import Sentence, Source

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
        if down is None:
            answers[asked.name], spent, down = _section(source, asked, parts, engine)
            usage += spent
        else:
            answers[asked.name] = answered((), down)
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
            return answered(claims, str(error)), usage + error.usage, down
        claims += _located(said, source, asked, part)
        usage += spent
    return answered(claims), usage, None


def _ask(asked: SchemaSection, sentences: Sequence[Sentence], engine: Engine) -> tuple[list[BaseModel], Usage]:
    question = prompt("extract", lines=lines(sentences), question=asked.question, fields=list(meanings(asked).items()))
    reply = engine.reply(question, _answer_shape(asked, len(sentences)))
    return getattr(reply.value, "claims"), reply.usage  # noqa: B009  the class is made at run time


def _answer_shape(asked: SchemaSection, count: int) -> type[BaseModel]:
    """The wire shape for one section over `count` sentences: numbers cannot leave the article."""
    number = Annotated[int, Field(ge=1, le=count)]
    said = shape(
        "Said",
        {
            beside(asked, "sentences"): (Annotated[list[number], Field(min_length=1, max_length=SENTENCES)], ...),
            **said_values(asked),
            beside(asked, "statement"): (Annotated[str, Field(min_length=1, max_length=STATEMENT_LENGTH)], ...),
        },
    )
    return shape("Answer", {"claims": (Annotated[list[said], Field(max_length=min(CLAIMS, count))], ...)})  # type: ignore[valid-type]


def _located(said: Sequence[BaseModel], source: Source, asked: SchemaSection, sentences: Sequence[Sentence]) -> list[Claim]:
    """Turn what the model said into claims with citations. An answer said twice is one claim."""
    claims: dict[tuple[Any, ...], Claim] = {}
    for each in said:
        values = each.model_dump(mode="json")
        numbers, statement = values.pop(beside(asked, "sentences")), values.pop(beside(asked, "statement"))
        if claim := claimed(source, asked, numbered(sentences, numbers), statement, values):
            claims.setdefault((claim.statement, claim.citations), claim)
    return list(claims.values())
