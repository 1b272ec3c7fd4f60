"""What a model is to the rest of the program: one small protocol.

In come prompts and shapes, out go filled shapes and shares of words, with what they took. Imports the nouns and errors only.
"""

from collections.abc import Callable
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel

from summarize.engines.prompts import Prompt
from summarize.records import Usage

Shape = TypeVar("Shape", bound=BaseModel)

# What an engine is good for: one that writes is asked few large questions, one that weighs many small ones.
Way = Literal["writes", "weighs"]


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
    """A language model. Threads may share it.

    `name` is part of every cache key: the same name must mean the same weights. `way` declares which questions suit it;
    a user may say otherwise. `reply` gives an instance of `shape`. `choose` gives graded shares wherever the engine can
    (from log-probabilities), whatever its way; where it cannot, one word gets everything. Both calls raise `EngineError` (or
    its kind `ReplyError`) where this question got no answer, `NoEngineError` (kinds: `ModelFileError`, `ReplayError`) where
    none can get one, and nothing else.
    """

    @property
    def name(self) -> str: ...

    @property
    def way(self) -> Way: ...

    def reply(self, prompt: Prompt, shape: type[Shape]) -> Reply[Shape]: ...

    def choose(self, prompt: Prompt, words: tuple[str, ...]) -> Choice: ...


Answer = TypeVar("Answer", Reply[Any], Choice)


class Around:
    """An engine around another one, or the same engine asked another `way`. What differs goes into `_asked`."""

    def __init__(self, engine: Engine, *, way: Way | None = None) -> None:
        self._engine = engine
        self._way = way

    @property
    def name(self) -> str:
        return self._engine.name

    @property
    def way(self) -> Way:
        return self._way or self._engine.way

    def reply(self, prompt: Prompt, shape: type[Shape]) -> Reply[Shape]:
        return self._asked(prompt, lambda asked: self._engine.reply(asked, shape))

    def choose(self, prompt: Prompt, words: tuple[str, ...]) -> Choice:
        return self._asked(prompt, lambda asked: self._engine.choose(asked, words))

    def _asked(self, prompt: Prompt, ask: Callable[[Prompt], Answer]) -> Answer:
        """Ask `prompt`, or what is made of it, by `ask`; both calls come through here."""
        return ask(prompt)
