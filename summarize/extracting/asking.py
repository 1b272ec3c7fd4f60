"""Extraction with a model that writes well: one question for all sections, over the numbered sentences of the article.

The model is asked for the least that it can get right: numbers of sentences, values, a short statement. `cite` does the rest.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import BaseModel

from summarize.engines import Engine
from summarize.engines.prompts import Prompt, prompt
from summarize.errors import ClosedError, EngineError, PendingError, TooLongError
from summarize.extracting.answers import Answered, Extraction, answered, claimed
from summarize.extracting.windows import halves, lines, size, windows
from summarize.language.english import parse_many
from summarize.models import Claim
from summarize.records import Usage
from summarize.schema.load import Schema, SchemaSection
from summarize.schema.wire import described, told, wire
from summarize.source import Sentence, Source

APART = 1000  # between the numbers of the entries that two windows give to one list


class _Run(NamedTuple):
    """A run of an article's sentences, and the number of the first entry of each list that it gives."""

    sentences: Sequence[Sentence]
    first: int


class _Asked(NamedTuple):
    """What some sections got of a run: their claims, or why they failed. Without sections: what was paid for nothing."""

    sections: Sequence[SchemaSection] = ()
    claims: tuple[Claim, ...] = ()
    failure: EngineError | None = None
    usage: Usage = Usage()


def ask(source: Source, schema: Schema, engine: Engine) -> Extraction:
    """Ask `engine` all sections of `schema` about `source`, in one question for each window of the article.

    Where a window is too long for the model it is asked in halves, down to a sentence; where no reply to all sections can be
    used, each is asked by itself. A section ends as found, not addressed or failed: failed also where it has no answer for a
    part of the article. Raises nothing for a model's failure: it is in the answer.
    """
    found: dict[str, list[Claim]] = {asked.name: [] for asked in schema.sections}
    problems: dict[str, str] = {}
    usage = Usage()
    for got in _Asking(source, schema, engine).article():
        usage += got.usage
        for asked in got.sections:
            found[asked.name] += (claim for claim in got.claims if claim.section == asked.name)
            if got.failure is not None:
                problems.setdefault(asked.name, str(got.failure))
    answers: dict[str, Answered] = {name: answered(_once(claims), problems.get(name)) for name, claims in found.items()}
    return Extraction(source.id, answers, usage)


class _Asking:
    """One article's questions, and what their failures say of those that are left."""

    def __init__(self, source: Source, schema: Schema, engine: Engine) -> None:
        self._source = source
        self._schema = schema
        self._engine = engine
        self._runs = 0
        self._closed: ClosedError | None = None
        self._too_long: dict[int, tuple[int, TooLongError]] = {}  # by number of sections: the shortest sentence that was

    def article(self) -> Iterator[_Asked]:
        for sentences in windows(self._source.body):
            yield from self._asked(self._run(sentences), self._schema.sections)

    def _asked(self, run: _Run, sections: Sequence[SchemaSection]) -> Iterator[_Asked]:
        """What a run gives for some sections, in as many questions as it takes."""
        got = self._answer(run, sections)
        if isinstance(got.failure, TooLongError) and len(run.sentences) > 1:
            yield _Asked(usage=got.usage)
            for half in halves(run.sentences):
                yield from self._asked(self._run(half), sections)
        elif (
            got.failure is not None and len(sections) > 1 and not isinstance(got.failure, PendingError) and self._closed is None
        ):
            yield _Asked(usage=got.usage)
            for asked in sections:
                yield from self._asked(run, [asked])
        else:
            yield got

    def _answer(self, run: _Run, sections: Sequence[SchemaSection]) -> _Asked:
        if (known := self._closed or self._known_too_long(run, sections)) is not None:
            return _Asked(sections, failure=known)
        try:
            return _ask(self._source, run, sections, self._schema.title, self._engine)
        except EngineError as error:
            if isinstance(error, ClosedError):
                self._closed = error
            elif isinstance(error, TooLongError) and len(run.sentences) == 1:
                self._too_long[len(sections)] = size(run.sentences), error
            return _Asked(sections, failure=error, usage=error.usage)

    def _known_too_long(self, run: _Run, sections: Sequence[SchemaSection]) -> TooLongError | None:
        """Why it is plain that a run is too long: a single sentence was, that is no longer. Then the form is to blame."""
        least, error = self._too_long.get(len(sections), (0, None))
        return error if size(run.sentences) >= least else None

    def _run(self, sentences: Sequence[Sentence]) -> _Run:
        self._runs += 1
        return _Run(sentences, (self._runs - 1) * APART)


def _ask(source: Source, run: _Run, sections: Sequence[SchemaSection], topic: str, engine: Engine) -> _Asked:
    """Ask once. Raises what the engine raises."""
    sentences = run.sentences
    reply = engine.reply(*question(source, sentences, sections, topic))
    by_name = {asked.name: asked for asked in sections}
    answers = list(told(reply.value, sections, first=run.first))
    parse_many(" ".join(said.statement.split()) for said in answers)
    claims = (claimed(source, by_name[said.section], sentences, said) for said in answers)
    return _Asked(sections, tuple(claim for claim in claims if claim), usage=reply.usage)


def question(
    source: Source, sentences: Sequence[Sentence], sections: Sequence[SchemaSection], topic: str
) -> tuple[Prompt, type[BaseModel]]:
    """What is asked about a run of an article's sentences, and the shape of its reply."""
    asked = prompt("extract", topic=topic, form=described(sections), date=source.published, lines=lines(sentences))
    return asked, wire(sections, len(sentences))


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """An answer that is said twice is one claim: the first."""
    kept: dict[object, Claim] = {}
    for claim in claims:
        kept.setdefault((claim.place, claim.statement, claim.citations, repr(sorted(claim.values.items()))), claim)
    return list(kept.values())
