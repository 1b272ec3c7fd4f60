"""Answers that are there already: what an engine that remembers does, wherever it keeps them."""

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from summarize.engines import Around, Choice, Reply, Shape
from summarize.engines.prompts import Prompt
from summarize.records import Usage

Kept = TypeVar("Kept")

SHARES: TypeAdapter[tuple[float, ...]] = TypeAdapter(tuple[float, ...])


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

    def _turn(self, key: str) -> AbstractContextManager[object]:  # noqa: ARG002  nobody waits here
        """Held while a question is looked up and asked."""
        return nullcontext()

    def reply(self, prompt: Prompt, shape: type[Shape]) -> Reply[Shape]:
        """Recall or ask for an instance of `shape`; raises what the engine raises."""
        key = self._key(prompt, ["reply", shape.model_json_schema()])
        with self._turn(key):
            known = self._recalled(key, shape.model_validate_json)
            if known is not None:
                return Reply(known, Usage(reused=1))
            reply = self._engine.reply(prompt, shape)
            self._keep(key, reply.value.model_dump_json(by_alias=True, round_trip=True))
            return reply

    def choose(self, prompt: Prompt, words: tuple[str, ...]) -> Choice:
        """Recall or ask for the shares of some words; raises what the engine raises."""
        key = self._key(prompt, ["choose", words])
        with self._turn(key):
            known = self._recalled(key, SHARES.validate_json)
            if known is not None:
                return Choice(known, Usage(reused=1))
            choice = self._engine.choose(prompt, words)
            self._keep(key, json.dumps(choice.shares))
            return choice

    def _key(self, prompt: Prompt, asked: object) -> str:
        question = [self.name, prompt.digest, prompt.system, prompt.user, prompt.turns, asked]
        return hashlib.sha256(json.dumps(question).encode()).hexdigest()

    def _recalled(self, key: str, read: Callable[[str], Kept]) -> Kept | None:
        reply = self._kept(key)
        try:
            return read(reply) if reply is not None else None
        except ValidationError:  # written for a shape that has changed its validators since
            return None
