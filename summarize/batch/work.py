"""What is done for one article and for one story, wherever it is done.

A `Work` is a frozen value that another process can be sent. It is opened once where it is done, and does many tasks then.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol, Self, TypeVar

from pydantic import BaseModel

from summarize.batch.rows import Article
from summarize.briefing.file import Briefing, load
from summarize.briefing.update import NOTHING, Known
from summarize.engines import Engine
from summarize.engines.at_most import AtMost
from summarize.engines.batches.collecting import Unit
from summarize.engines.cleaning import Cleaning
from summarize.engines.connect import Connected, Connection, Limits, connect
from summarize.engines.noting import Noting
from summarize.errors import BriefingError
from summarize.models import silent
from summarize.pipeline import Given, compose, read_one
from summarize.reading.articles import Loaded
from summarize.reconciling.aliases import Aliases
from summarize.records import Usage
from summarize.schema.load import Schema, load_schema
from summarize.source import Source

Task_contra = TypeVar("Task_contra", contravariant=True)
Done_co = TypeVar("Done_co", covariant=True)


class Work(Protocol[Task_contra, Done_co]):
    """Opened it is a function from a task to what comes of it, which threads may share; `engine` is what it asks."""

    def opened(self) -> AbstractContextManager[tuple[Connected, Callable[[Engine, Task_contra], Done_co]]]: ...

    def shared(self, among: int, limits: Limits | None) -> Self:
        """The same with its share of what is asked at once, where so many workers do it, and the limits that all keep to."""
        ...


def share(model: Connection | Connected, among: int, limits: Limits | None) -> Connection | Connected:
    """A connection with a part of what is asked at once, at least 1, within limits that all keep to."""
    jobs = None if model.jobs is None else max(1, model.jobs // among)
    return model._replace(jobs=jobs, shared=limits) if isinstance(model, Connection) else model._replace(jobs=jobs or 1)


@contextmanager
def reached(model: Connection | Connected) -> Iterator[Connected]:
    """Whoever is asked: connected to by the caller already, or here."""
    if isinstance(model, Connected):
        yield model
    else:
        with connect(model, say=silent) as connected:
            yield connected


class Reading(NamedTuple):
    """Articles -> what they say, checked."""

    schema: str | type[BaseModel]
    model: Connection | Connected

    def shared(self, among: int, limits: Limits | None) -> Self:
        return self._replace(model=share(self.model, among, limits))

    @contextmanager
    def opened(self) -> Iterator[tuple[Connected, Callable[[Engine, Source], Article | None]]]:
        schema = load_schema(self.schema)
        with reached(self.model) as connected:
            yield connected, lambda engine, source: read(source, schema, engine)


def read(source: Source, schema: Schema, engine: Engine) -> Article | None:
    """Read one article; None where its questions wait for a batch. Raises NoEngineError; what else fails is in the result."""
    unit = Unit(engine)
    noting = Noting(Cleaning(unit))
    result = read_one(source, schema, noting)
    return None if unit.waits else Article(source, result, noting.prompts)


class Story(NamedTuple):
    """The articles of a story. `file`: the briefing of an earlier run over some of them, if there is one."""

    id: str
    articles: tuple[Article, ...]
    file: Path | None = None


class Told(NamedTuple):
    """A story's briefing, and the one that it takes the place of; `lost`: why that cannot be read."""

    story: str
    briefing: Briefing
    old: Briefing | None
    lost: str | None = None


class Writing(NamedTuple):
    """A story's articles, read -> their briefing. Nothing is asked but what brings them together."""

    schema: str | type[BaseModel]
    model: Connection | Connected
    aliases: Aliases | None = None
    comparisons: int | None = None

    def shared(self, among: int, limits: Limits | None) -> Self:
        return self._replace(model=share(self.model, among, limits))

    @contextmanager
    def opened(self) -> Iterator[tuple[Connected, Callable[[Engine, Story], Told | None]]]:
        schema = load_schema(self.schema)
        with reached(self.model) as connected:
            # A story has one question most of the time, and one for each section for a while.
            asked = connected._replace(engine=AtMost(connected.engine, connected.jobs))
            yield asked, lambda engine, story: self._told(story, schema, asked._replace(engine=engine))

    def _told(self, story: Story, schema: Schema, connected: Connected) -> Told | None:
        unit = Unit(connected.engine)
        old, lost = _earlier(story)
        loaded = Loaded(sources=tuple(article.source for article in story.articles))
        given = Given(self.aliases, self.comparisons, _known(story.articles, old))
        briefing = compose(loaded, schema, connected._replace(engine=unit), say=silent, given=given)
        return None if unit.waits else Told(story.id, briefing, old, lost)


def _earlier(story: Story) -> tuple[Briefing | None, str | None]:
    """The story's old briefing, or why it cannot be read: all that it was made of is in the folder beside it."""
    try:
        return load(story.file) if story.file else None, None
    except BriefingError as error:
        return None, str(error)


def _known(articles: Sequence[Article], old: Briefing | None) -> Known:
    """What need not be asked: what reading gave, and what an earlier briefing asked to bring some of them together."""
    counted = {source.id for source in old.sources} if old else set()
    new = [article for article in articles if article.source.id not in counted]
    before = Usage.model_validate(old.made.model_dump(include=set(Usage.model_fields))) if old else Usage()
    prompts: Mapping[str, str] = {name: digest for article in articles for name, digest in article.prompts.items()}
    return NOTHING._replace(
        read={article.source.id: article.result for article in articles},
        compared=old.compared if old else (),
        replies=old.replies if old else {},
        used=sum((article.result.usage for article in new), before),
        prompts={**(old.made.prompts if old else {}), **prompts},
        wall_seconds=old.made.wall_seconds if old else 0.0,
    )
