"""What questions take, and what articles hold: sums over a sample, so in fractions. Pure."""

import math
from functools import cache
from typing import Any, NamedTuple

from summarize.engines.expected import CHARACTERS, REPLIES, tokens
from summarize.engines.prompts import prompt

LINE = 145  # characters of a statement of twenty words in a list, with its number and those of its sentences, or its article
_NOTHING: dict[str, Any] = {
    "question": "", "topic": "", "summary": 0, "named": True,
    "sentences": [], "claims": [], "rows": [], "sections": [], "odds": [],
}  # fmt: skip


class Taken(NamedTuple):
    """Calls, and tokens of prompts and of replies."""

    calls: float = 0.0
    prompts: float = 0.0
    replies: float = 0.0

    def plus(self, other: "Taken") -> "Taken":
        return Taken(self.calls + other.calls, self.prompts + other.prompts, self.replies + other.replies)

    def times(self, factor: float) -> "Taken":
        return Taken(self.calls * factor, self.prompts * factor, self.replies * factor)


class Material(NamedTuple):
    """What articles hold, and what it takes to read them and to check what was read. `text`: characters of their sentences."""

    articles: float = 0.0
    words: float = 0.0
    sentences: float = 0.0
    text: float = 0.0
    claims: float = 0.0
    reading: Taken = Taken()
    checking: Taken = Taken()

    def plus(self, other: "Material") -> "Material":
        return Material(
            self.articles + other.articles,
            self.words + other.words,
            self.sentences + other.sentences,
            self.text + other.text,
            self.claims + other.claims,
            self.reading.plus(other.reading),
            self.checking.plus(other.checking),
        )

    def times(self, factor: float) -> "Material":
        return Material(
            self.articles * factor,
            self.words * factor,
            self.sentences * factor,
            self.text * factor,
            self.claims * factor,
            self.reading.times(factor),
            self.checking.times(factor),
        )

    @property
    def sentence(self) -> float:
        """The characters of a sentence."""
        return self.text / self.sentences if self.sentences else 0.0


def listing(name: str, items: float, most: int, *, each: float) -> Taken:
    """What it takes to ask `prompt` about a list of so many items, `most` in one question, of `each` so many characters."""
    calls, listed = math.ceil(items / most), items * each / CHARACTERS
    return Taken(calls, calls * _without_list(name) + listed, REPLIES[name] * listed)


@cache
def _without_list(name: str) -> int:
    """The tokens of a prompt that has nothing to list."""
    empty = prompt(name, **_NOTHING)
    return tokens(len(empty.system) + len(empty.user))
