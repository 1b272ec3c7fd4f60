"""Knowing how far a run is: an engine that tells, at each question and at each answer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, Literal, NamedTuple

from summarize.engines import Answer, Around, Engine
from summarize.engines.prompts import Prompt
from summarize.errors import EngineError
from summarize.records import Usage


class Progress(NamedTuple):
    """How far a stage of a run is.

    `done` of `total` `unit`s are; no total: nobody knows how many there will be. `share`: how much of all text the articles
    that are done have, 0.0 to 1.0. `articles`: the ids of those under way. `asked`: the prompt's name of the latest question.
    `used`: what the whole run took so far.
    """

    stage: Literal["reading", "bringing together", "checking"]
    unit: Literal["articles", "questions", "claims"]
    done: int = 0
    total: int | None = None
    share: float = 0.0
    articles: tuple[str, ...] = ()
    asked: str | None = None
    used: Usage = Usage()


Watch = Callable[[Progress], None]


def unwatched(_: Progress) -> None:
    """Nobody looks."""


class Watched(Around):
    """An engine for one stage of a run. `watch` gets the stage's progress anew whenever it changes, from `start` on.

    Threads share it, and `watch` is called by one at a time. It must not raise.
    """

    def __init__(self, engine: Engine, watch: Watch, start: Progress) -> None:
        super().__init__(engine)
        self._watch = watch
        self._lock = Lock()
        self._now = start
        watch(start)

    def expects(self, questions: int) -> None:
        """Tell that the stage asks no more questions than these."""
        self._tell(lambda _: {"total": questions})

    @contextmanager
    def reading(self, article: str, *, share: float) -> Iterator[None]:
        """Tell that an article is under way, and at the end that it is done. `share`: its part of all text, 0.0 to 1.0."""
        self._tell(lambda now: {"articles": (*now.articles, article)})
        yield
        self._tell(
            lambda now: {
                "articles": tuple(a for a in now.articles if a != article),
                "done": now.done + 1,
                "share": now.share + share,
                "asked": None,
            }
        )

    def _asked(self, prompt: Prompt, ask: Callable[[Prompt], Answer]) -> Answer:
        self._tell(lambda _: {"asked": prompt.name})
        try:
            answer = ask(prompt)
        except EngineError as error:
            self._answered(error.usage)
            raise
        self._answered(answer.usage)
        return answer

    def _answered(self, usage: Usage) -> None:
        self._tell(lambda now: {"used": now.used + usage, "done": now.done + (now.unit == "questions")})

    def _tell(self, change: Callable[[Progress], dict[str, Any]]) -> None:
        with self._lock:
            self._now = self._now._replace(**change(self._now))
            self._watch(self._now)
