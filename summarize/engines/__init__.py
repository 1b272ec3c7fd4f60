"""What a model is to the rest of the program: one small protocol."""

from typing import Generic, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel

from summarize.models import Usage
from summarize.templates import Prompt

Shape = TypeVar("Shape", bound=BaseModel)


class Reply(NamedTuple, Generic[Shape]):
    """An instance of the shape that was asked for, and what it took."""

    value: Shape
    usage: Usage


class Odds(NamedTuple):
    """How likely the model's first word is the first of two words, 0.0 to 1.0, and what it took to know."""

    probability: float
    usage: Usage


class Engine(Protocol):
    """A language model.

    `name` is part of every cache key: the same name must mean the same weights. `weighs` says whether `odds` gives
    graded probabilities (from log-probabilities) at one token a call; where it is False, `odds` gives 0.0 or 1.0.
    Both calls raise `EngineError` (or its kind `ReplyError`) and nothing else.
    """

    @property
    def name(self) -> str: ...

    @property
    def weighs(self) -> bool: ...

    def reply(self, prompt: Prompt, shape: type[Shape]) -> Reply[Shape]: ...

    def odds(self, prompt: Prompt, words: tuple[str, str]) -> Odds: ...
