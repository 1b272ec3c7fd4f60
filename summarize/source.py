"""An article as it was read: its text, character for character, and its sentences."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property

from pydantic import Field

from summarize.models import Reliability, Value

_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_SPACE = re.compile(r"\s*")


class Role(StrEnum):
    """What a sentence is in its article: its own words, the page around it, or words to a program that reads it."""

    BODY = "body"
    FURNITURE = "furniture"
    INSTRUCTION = "instruction"


class Sentence(Value):
    """A stretch of a source's text: `source.text[start:end] == text`; code points, 0-based, end-exclusive."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    text: str = Field(min_length=1)
    role: Role = Role.BODY


class Source(Value):
    """One article, kept character for character.

    `sentences` are in text order and do not overlap; page furniture and instructions are among them, marked by their roles.
    `origin` names the group of sources that go back to one report. `reliability` is the analyst's letter
    of the Admiralty code (A completely reliable … E unreliable, F cannot be judged), never computed.
    """

    id: str = Field(min_length=1)
    location: str
    sha256: str
    text: str
    sentences: tuple[Sentence, ...]
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    reliability: Reliability = "F"
    origin: str | None = None

    @property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences that are the article's own: what a model may be shown and what may be cited."""
        return tuple(s for s in self.sentences if s.role is Role.BODY)

    @property
    def instructions(self) -> tuple[Sentence, ...]:
        """The sentences that read like instructions to a program. Nothing is read from them, and no model is shown them."""
        return tuple(s for s in self.sentences if s.role is Role.INSTRUCTION)

    @property
    def told(self) -> str:
        """The text as if its instructions were not there: what is read from a whole text, and not by sentence, is read here."""
        return Cut(self.text, ((s.start, s.end) for s in self.instructions)).text


class Cut:
    """A text without some stretches of it, and the way back.

    A stretch at a line's beginning goes with the white space behind it, any other with the white space before it, so that what
    stood around it stands as if it had never been there.
    """

    def __init__(self, whole: str, gone: Iterable[tuple[int, int]]) -> None:
        """`gone`: spans of `whole` (code points, end-exclusive), in any order."""
        self._whole = whole
        self._kept = list(self._around(sorted(gone)))
        self._starts = [0]
        for begin, end in self._kept:
            self._starts.append(self._starts[-1] + end - begin)

    @cached_property
    def text(self) -> str:
        return "".join(self._whole[begin:end] for begin, end in self._kept)

    def back(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where a stretch of `text` stands in the whole: one span, or one for each piece if something was cut out inside."""
        for at in range(bisect_right(self._starts, start) - 1, len(self._kept)):
            first, last = self._starts[at], self._starts[at + 1]
            if first >= end:
                return
            if max(start, first) < min(end, last):
                begin = self._kept[at][0] - first
                yield begin + max(start, first), begin + min(end, last)

    def _around(self, gone: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        done, opens = 0, True
        for begin, end in gone:
            before = self._whole[done:begin]
            if line := before.rstrip(" \t"):
                opens = line[-1] in _LINE_ENDS
            yield done, begin if opens else done + len(before.rstrip())
            done = _SPACE.match(self._whole, end).end() if opens else end  # type: ignore[union-attr]  # it matches anywhere
        yield done, len(self._whole)
