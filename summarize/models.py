"""The nouns: frozen values that every stage shares. No effects, no engine, no domain."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Reliability = Literal["A", "B", "C", "D", "E", "F"]
SectionStatus = Literal["found", "not addressed", "failed"]
Verdict = Literal["supported", "partly", "unsupported", "unchecked"]
SpeakerKind = Literal["named", "role", "anonymous", "document", "outlet"]
Speech = Literal["direct", "reported", "narrated"]
Modality = Literal["done", "stated", "planned", "possible", "denied"]
ConflictKind = Literal["contradiction", "differing accounts", "numeric", "changed over time"]
Directness = Literal["main", "detail", "aside"]  # how directly something answers what is asked
Json = dict[str, Any]
Say = Callable[[str], None]  # told of progress (`Step`) and trouble, a line at a time


def silent(_: str) -> None:
    """Nobody is told."""


class Step(str):
    """A line about how far the work is. Who does not watch need not see it; any other line they should."""

    __slots__ = ()


class Value(BaseModel):
    """A frozen value that knows all its fields.

    Pydantic notes with each value which fields were given, in a set of up to 2 KB. Nobody asks here, and of a thousand articles
    it was 55 MB: all values of a class share the set of all its fields.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, _: Any, /) -> None:
        object.__setattr__(self, "__pydantic_fields_set__", _fields(type(self)))

    def __copy__(self) -> Self:
        copied = super().__copy__()
        object.__setattr__(copied, "__pydantic_fields_set__", _fields(type(self)))
        return copied


@cache
def _fields(cls: type[BaseModel]) -> set[str]:
    return set(cls.model_fields)


class Citation(Value):
    """A quotation and where it stands: `source.text[start:end] == quote` (code points, 0-based, end-exclusive)."""

    source: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    quote: str = Field(min_length=1)

    @model_validator(mode="after")
    def _as_long_as_its_quote(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"the citation spans {self.end - self.start} code points, its quote has {len(self.quote)}")
        return self


class Speaker(Value):
    """Who says it, as the article words it. `name` is None where the outlet itself speaks."""

    kind: SpeakerKind = "outlet"
    name: str | None = None


class Claim(Value):
    """One article's answer to one place of the schema: a statement, the values that it tells, and at least one citation.

    `path`: where it stands in what this article alone says, as in `us_stance.statements[0]` or `participants[2]`. `values` are
    by leaf, from there; `value_citations`: by leaf, of a list also by entry, the indices of the citations that say the value;
    all, where it does not tell. `context`: sentences that say who "he" or "the newspaper" of the cited ones is, no proof alone.
    `directness`: how directly it answers its section, as a model that weighs found; None where none did.
    """

    source: str
    section: str
    path: str = ""
    statement: str = Field(min_length=1)
    values: Json = Field(default_factory=dict)
    value_citations: dict[str, tuple[int, ...]] = Field(default_factory=dict)
    citations: tuple[Citation, ...] = Field(min_length=1)
    context: tuple[Citation, ...] = ()
    speaker: Speaker = Speaker()
    speech: Speech = "narrated"
    modality: Modality = "stated"
    directness: Directness | None = None

    @property
    def place(self) -> str:
        """The address in the schema, the same for all articles: `us_stance.statements`."""
        return re.sub(r"\[\d+\]", "", self.path) or self.section

    def said_by(self, leaf: str) -> tuple[Citation, ...]:
        """The citations that say the value of a leaf."""
        return tuple(self.citations[at] for at in self.value_citations.get(leaf, range(len(self.citations))))


class Checked(Value):
    """A claim with its verdict: do the cited sentences, read alone, carry the statement? `reasons` say why not.

    `quoted` is true where the statement that the model wrote was not carried, or could not be checked, and the cited sentences
    stand in its place. Where the statement was replaced, by these or by a second one, `reasons` say why the first was not used.
    """

    claim: Claim
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    quoted: bool = False


Credibility = Annotated[int, Field(ge=1, le=6)]


class Leaf(Value):
    """One value of a finding's field, with the indices of the finding's citations that say it.

    `sources`, `origins`: who gives this very value in a claim that its own citations carry; `credibility` counts these origins.
    A briefing of an older version does not tell them.
    """

    value: Any
    citations: tuple[int, ...]
    sources: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    credibility: Credibility = 6


class Statement(Value):
    """One of the things that are said of a named item: claims of one or several sources that say the same.

    `citations` are indices of the finding's citations; `sources` and `origins` are those of these. `carried_by`: the origins,
    each of which carries the statement in a claim of its own; an article that only names the item is none of them. `places`:
    the addresses in the schema that its claims answer.
    """

    statement: str
    places: tuple[str, ...] = ()
    citations: tuple[int, ...] = Field(min_length=1)
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    carried_by: tuple[str, ...] = ()
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    quoted: bool = False
    speaker: Speaker = Speaker()
    speech: Speech = "narrated"
    modality: Modality = "stated"
    credibility: Credibility = 6


class Review(Value):
    """What a reviewer decided about a finding. `was`: its statement before an edit. `at`: when, in UTC, as in ISO 8601."""

    decision: Literal["accepted", "rejected", "edited"]
    at: str
    by: str = ""
    reason: str = ""
    was: str | None = None


class Finding(Value):
    """Claims of one or several sources that say the same, or that are about one named item.

    `carried_by`: the origins, each of which carries the statement in a claim of its own; the others say nearly the same.
    Of a named item, `sources` and `origins` are who names it, `statements` is all that they say of it, the best first, and
    `statement`, `carried_by`, `verdict` … `credibility` are those of the first of these. Else `statements` is empty.
    `as_of`: the last day that is given with a source that carries it; where none is, the last day that was inferred for one.
    `superseded_by`: the id of the finding of the same section in which a later source gives the actor another position.
    `places`: the addresses in the schema that its claims answer, as in `us_stance.statements`. `context`: sentences that say
    who is meant in the cited ones, and carry nothing. `directness`: how directly a model found that it answers its section's
    question; None where no model weighed it. `shown`: does it stand on the front page itself? Else it is folded below.
    `review`: what a reviewer decided about it; None where nobody did.
    """

    id: str
    statement: str
    places: tuple[str, ...] = ()
    values: dict[str, tuple[Leaf, ...]] = Field(default_factory=dict)
    citations: tuple[Citation, ...] = Field(min_length=1)
    context: tuple[Citation, ...] = ()
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    carried_by: tuple[str, ...] = ()
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    quoted: bool = False
    speaker: Speaker = Speaker()
    speech: Speech = "narrated"
    modality: Modality = "stated"
    aliases: tuple[str, ...] = ()
    as_of: date | None = None
    credibility: Credibility = 6
    superseded_by: str | None = None
    statements: tuple[Statement, ...] = ()
    directness: Directness | None = None
    shown: bool = True
    review: Review | None = None

    @property
    def told(self) -> tuple[Citation, ...]:
        """The citations of what it shows: of a named item those of its first statement, not all that name the item."""
        first = self.statements[0].citations if self.statements else range(len(self.citations))
        return tuple(self.citations[at] for at in first)
