"""Extraction with a model that writes well: one question for all sections, over the numbered sentences of the article.

The model is asked for the least that it can get right: numbers of sentences, values, a short statement. `cite` does the rest.
"""

from collections.abc import Sequence
from typing import NamedTuple

from summarize.engines import Engine
from summarize.engines.prompts import prompt
from summarize.errors import EngineError, ReplyError
from summarize.extracting.answers import Answered, Extraction, answered, claimed
from summarize.extracting.windows import lines, windows
from summarize.models import Claim
from summarize.records import Usage
from summarize.schema.load import Schema, SchemaSection
from summarize.schema.wire import described, told, wire
from summarize.source import Sentence, Source

APART = 1000  # between the numbers of the entries that two windows give to one list


class _Window(NamedTuple):
    """A run of an article's sentences, and the number of the first entry of each list that it gives."""

    source: Source
    sentences: Sequence[Sentence]
    first: int


class _Asked(NamedTuple):
    """What some sections got: their claims, why they failed, and whether it is plain that no call can succeed."""

    claims: tuple[Claim, ...] = ()
    problem: str | None = None
    down: bool = False
    usage: Usage = Usage()


def ask(source: Source, schema: Schema, engine: Engine) -> Extraction:
    """Ask `engine` all sections of `schema` about `source`, in one question for each window of the article.

    Where a reply to all does not fit, each section is asked by itself. A section ends as found, not addressed or failed.
    Raises nothing for a model's failure: it is in the answer.
    """
    found: dict[str, list[Claim]] = {asked.name: [] for asked in schema.sections}
    problems: dict[str, str] = {}
    usage = Usage()
    down: str | None = None
    for n, part in enumerate(windows(source.body)):
        window = _Window(source, part, n * APART)
        for sections, got in _window(window, schema, engine) if down is None else ():
            usage += got.usage
            down = got.problem if got.down else down
            for asked in sections:
                found[asked.name] += (claim for claim in got.claims if claim.section == asked.name)
                if got.problem is not None:
                    problems.setdefault(asked.name, got.problem)
    answers: dict[str, Answered] = {name: answered(_once(claims), problems.get(name)) for name, claims in found.items()}
    return Extraction(source.id, answers, usage)


def _window(window: _Window, schema: Schema, engine: Engine) -> list[tuple[Sequence[SchemaSection], _Asked]]:
    """What one window got, for all sections at once or for each."""
    whole = _ask(window, schema, schema.sections, engine)
    if whole.problem is None or whole.down or len(schema.sections) == 1:
        return [(schema.sections, whole)]
    got: list[tuple[Sequence[SchemaSection], _Asked]] = [((), _Asked(usage=whole.usage))]
    for asked in schema.sections:
        got.append(([asked], _ask(window, schema, [asked], engine)))
        if got[-1][1].down:
            rest = schema.sections[schema.sections.index(asked) + 1 :]
            return [*got, (rest, got[-1][1]._replace(claims=(), usage=Usage()))]
    return got


def _ask(window: _Window, schema: Schema, sections: Sequence[SchemaSection], engine: Engine) -> _Asked:
    source, sentences, first = window
    form = described(sections)
    question = prompt("extract", topic=schema.title, form=form, date=source.published, lines=lines(sentences))
    try:
        reply = engine.reply(question, wire(sections, len(sentences)))
    except EngineError as error:
        return _Asked(problem=str(error), down=not isinstance(error, ReplyError), usage=error.usage)
    by_name = {asked.name: asked for asked in sections}
    answers = told(reply.value, sections, first=first)
    claims = (claimed(source, by_name[said.section], sentences, said) for said in answers)
    return _Asked(tuple(claim for claim in claims if claim), usage=reply.usage)


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """An answer that is said twice is one claim: the first."""
    kept: dict[object, Claim] = {}
    for claim in claims:
        kept.setdefault((claim.place, claim.statement, claim.citations, repr(sorted(claim.values.items()))), claim)
    return list(kept.values())
