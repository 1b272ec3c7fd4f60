"""Articles, or a sample of them, and a schema -> what a run would take."""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Literal

from pydantic import computed_field

from summarize.costing.articles import weighed, written
from summarize.costing.taken import Material, Taken
from summarize.costing.together import compared, grouped, page
from summarize.engines import Way
from summarize.models import Value
from summarize.records import Usage
from summarize.schema.load import Schema
from summarize.source import Source

SAMPLE = 20  # articles whose questions are built, at most: evenly taken, the first among them

StageName = Literal["reading", "checking", "bringing together", "writing"]


class Stage(Value):
    """What one stage of a run takes."""

    name: StageName
    calls: int
    prompt_tokens: int
    completion_tokens: int


class ModelCost(Value):
    """What a run would cost with a model: US dollars, None where no price is known, and hours."""

    model: str
    dollars: float | None
    hours: float


class Estimate(Value):
    """What a run would take, from the questions about `sampled` of its articles. `stories`: briefings that are made of them."""

    way: Way
    articles: int
    sampled: int
    stories: int
    words: int
    sentences: int
    stages: tuple[Stage, ...]
    models: tuple[ModelCost, ...] = ()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def calls(self) -> int:
        return sum(stage.calls for stage in self.stages)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def prompt_tokens(self) -> int:
        return sum(stage.prompt_tokens for stage in self.stages)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def completion_tokens(self) -> int:
        return sum(stage.completion_tokens for stage in self.stages)

    @property
    def usage(self) -> Usage:
        """All of it."""
        return Usage(calls=self.calls, prompt_tokens=self.prompt_tokens, completion_tokens=self.completion_tokens)


class Sampled:
    """Articles one by one, as many as there are, and a sample of them: each second, fourth, eighth … from the first on."""

    def __init__(self) -> None:
        self.count = 0
        self._kept: list[Source] = []
        self._every = 1

    def take(self, articles: Iterable[Source]) -> None:
        for article in articles:
            if self.count % self._every == 0:
                self._kept.append(article)
            self.count += 1
            if len(self._kept) > SAMPLE:
                self._kept, self._every = self._kept[::2], 2 * self._every

    @property
    def articles(self) -> Sequence[Source]:
        """`SAMPLE` at most."""
        return self._kept


def estimate(sampled: Sampled, schema: Schema, *, way: Way = "writes", stories: int = 1) -> Estimate:
    """Estimate a run over what was sampled. `stories`: briefings of it.

    A model that has to correct itself, or is asked again in parts, takes more; what a cache knows takes nothing. What a model
    thinks to itself, which some services bill as output, is not in it.
    """
    sample, count = sampled.articles, sampled.count
    read: Callable[[Source, Schema], Material] = written if way == "writes" else weighed
    found = reduce(Material.plus, (read(source, schema) for source in sample), Material())
    whole = found.times(count / max(1, len(sample)))
    story = whole.times(1 / max(1, stories))
    together = grouped(story, len(schema.sections)) if way == "writes" else compared(story)
    return Estimate(
        way=way,
        articles=count,
        sampled=len(sample),
        stories=stories,
        words=round(whole.words),
        sentences=round(whole.sentences),
        stages=(
            _stage("reading", whole.reading),
            _stage("checking", whole.checking),
            _stage("bringing together", together.times(stories)),
            _stage("writing", page(story).times(stories)),  # a model that weighs finds no claims here, and writes none
        ),
    )


def _stage(name: StageName, taken: Taken) -> Stage:
    calls, prompts, replies = map(round, taken)
    return Stage(name=name, calls=calls, prompt_tokens=prompts, completion_tokens=replies)
