"""An article as it was read: its text, character for character, and its sentences."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from summarize.models import Reliability, Value


class Role(StrEnum):
    """What a sentence is in its article."""

    BODY = "body"
    FURNITURE = "furniture"


class Sentence(Value):
    """A stretch of a source's text: `source.text[start:end] == text`; code points, 0-based, end-exclusive."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    text: str = Field(min_length=1)
    role: Role = Role.BODY


class Source(Value):
    """One article, kept character for character.

    `sentences` are in text order and do not overlap; page furniture is among them, marked by its role.
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
