"""Answers that are there already: what an engine that remembers does, wherever it keeps them."""

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from summarize.engines import Around, Choice, Reply, Shape
from summarize.engines.prompts import Prompt
from summarize.records import Usage

Kept = TypeVar("Kept")

REUSED = Usage(reused=1)

Share = Annotated[float, Field(ge=0.0, le=1.0 + 1e-6, allow_inf_nan=False)]  # 1.0, but for rounding


class Remembering(Around, ABC):
    """An engine that asks no question again that it has an answer to. Failures are not kept.

    What comes from memory has a usage of `reused=1` and nothing else. A question is known by a digest of everything that the
    answer depends on: the engine's name, the prompt and its file, and the shape or the words.
    """

    @abstractmethod
    def _kept(self, key: str) -> str | None:
        """The answer to a question as JSON; None if there is none."""

    @abstractmethod
    def _keep(self, key: str, reply: str) -> None: ...

    @abstractmethod
    def _turn(self, key: str) -> AbstractContextManager[None]:
        """Held while a question that has no answer yet is looked up again and asked."""

    def reply(self, prompt: Prompt, shape: type[Shape]) -> Reply[Shape]:
        """Recall or ask for an instance of `shape`; raises what the engine raises."""
        key = self._key(prompt, for_reply(shape))
        known: Shape | None
        if (known := self._recalled(key, shape.model_validate_json)) is not None:
            return Reply(known, REUSED)
        with self._turn(key):
            if (known := self._recalled(key, shape.model_validate_json)) is not None:
                return Reply(known, REUSED)
            reply = self._engine.reply(prompt, shape)
            self._keep(key, reply.value.model_dump_json(by_alias=True, round_trip=True))
            return reply

    def choose(self, prompt: Prompt, words: tuple[str, ...]) -> Choice:
        """Recall or ask for the shares of some words; raises what the engine raises."""
        key, read = self._key(prompt, for_choice(words)), _shares(len(words)).validate_json
        if (known := self._recalled(key, read)) is not None:
            return Choice(known, REUSED)
        with self._turn(key):
            if (known := self._recalled(key, read)) is not None:
                return Choice(known, REUSED)
            choice = self._engine.choose(prompt, words)
            self._keep(key, json.dumps(choice.shares))
            return choice

    def _key(self, prompt: Prompt, asked: object) -> str:
        return digest(self.name, prompt, asked)

    def _recalled(self, key: str, read: Callable[[str], Kept]) -> Kept | None:
        reply = self._kept(key)
        try:
            return read(reply) if reply is not None else None
        except ValidationError:  # damaged, or written for a shape that has changed its validators since
            return None


def digest(name: str, prompt: Prompt, asked: object) -> str:
    """A question to the engine of that name, as 64 hexadecimal digits. `asked`: what for, as JSON."""
    question = [name, prompt.digest, prompt.system, prompt.user, prompt.turns, asked]
    return hashlib.sha256(json.dumps(question).encode()).hexdigest()


def for_reply(shape: type[BaseModel]) -> object:
    return ["reply", shape.model_json_schema()]


def for_choice(words: tuple[str, ...]) -> object:
    return ["choose", words]


@cache
def _shares(number: int) -> TypeAdapter[tuple[float, ...]]:
    return TypeAdapter(Annotated[tuple[Share, ...], Field(min_length=number, max_length=number)])
