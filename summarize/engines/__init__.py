"""What a model is to the rest of the program: one small protocol."""

from typing import Generic, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel

from summarize.engines.prompts import Prompt
from summarize.models import Usage

Shape = TypeVar("Shape", bound=BaseModel)


class Reply(NamedTuple, Generic[Shape]):
    """An instance of the shape that was asked for, and what it took."""

    value: Shape
    usage: Usage


class Choice(NamedTuple):
    """How the model's first word is shared among the words it may choose: 0.0 to 1.0 each, 1.0 in all; and what it took."""

    shares: tuple[float, ...]
    usage: Usage

    @property
    def probability(self) -> float:
        """The first word's share."""
        return self.shares[0]


class Engine(Protocol):
    """A language model.

    `name` is part of every cache key: the same name must mean the same weights. `weighs` says whether `odds` gives
    graded probabilities (from log-probabilities) at one token a call; where it is False, `odds` gives one word everything.
    Both calls raise `EngineError` (or its kind `ReplyError`) and nothing else.
    """

    @property
    def name(self) -> str: ...

    @property
    def weighs(self) -> bool: ...

    def reply(self, prompt: Prompt, shape: type[Shape]) -> Reply[Shape]: ...

    def choose(self, prompt: Prompt, words: tuple[str, ...]) -> Choice: ...


class Around:
    """What an engine around another engine has from it: its name, and whether it weighs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def name(self) -> str:
        return self._engine.name

    @property
    def weighs(self) -> bool:
        return self._engine.weighs
