"""The briefing and what it keeps: sections and conflicts, its sources, what it took. Frozen values, as in `models`."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, RootModel, field_serializer, model_validator
from pydantic_core import CoreSchema, to_jsonable_python
from pydantic_core.core_schema import no_info_after_validator_function

from summarize.models import Checked, Citation, ConflictKind, Finding, Reliability, SectionStatus, Value, Verdict
from summarize.source import Cut

Format = Literal["summarize.briefing/2", "summarize.briefing/1"]
FORMAT: Format = "summarize.briefing/2"  # what is written; the older one is read as well


class Conflict(Value):
    """Findings that cannot both stand as they are. Never resolved in silence.

    `also`: findings of other sections that are at odds in the same way, citing the same places: it is one conflict. `said`: by
    finding, the words on which the conflict rests, as they stand in its statement or in a cited sentence; where they are known.
    """

    id: str
    section: str
    kind: ConflictKind
    findings: tuple[str, ...] = Field(min_length=2)
    why: str
    also: tuple[str, ...] = ()
    said: dict[str, str] = Field(default_factory=dict)


class Sentence(Value):
    """One sentence that a model wrote over several findings. `findings`: the ids of those whose citations carry it."""

    text: str = Field(min_length=1)
    findings: tuple[str, ...] = Field(min_length=1)
    verdict: Verdict = "supported"


class Section(Value):
    """One field of the schema: what was found, and what each source did with the question.

    `answer`: what the findings say together, where a model wrote it. `identity`: the field of its items that says which thing
    an item is about, if the schema marks one.
    """

    title: str
    question: str = ""
    status: SectionStatus
    by_source: dict[str, SectionStatus]
    answer: tuple[Sentence, ...] = ()
    findings: tuple[Finding, ...] = ()
    failures: dict[str, str] = Field(default_factory=dict)
    identity: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _identified_as_once(cls, data: Any) -> Any:
        """Briefings that do not tell it were made when the field was always called so."""
        if isinstance(data, dict) and "identity" not in data:
            values = [f.values if isinstance(f, Finding) else f.get("values", {}) for f in data.get("findings", ())]
            return {**data, "identity": "name" if any("name" in each for each in values) else None}
        return data


def plain(value: Any) -> Any:
    """An instance of the user's class as JSON, by the names of its fields; anything else as it is."""
    if isinstance(value, RootModel):
        return plain(value.root)
    if isinstance(value, BaseModel):  # field by field: a serializer of the user's may write what cannot be read back
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, dict):
        return {_key(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | set | frozenset) or (isinstance(value, tuple) and not hasattr(value, "_fields")):
        return [plain(inner) for inner in value]
    return to_jsonable_python(value, by_alias=False, round_trip=True)


def _key(key: Any) -> str:
    return key if isinstance(key, str) else str(to_jsonable_python(key))


class SourceRecord(Value):
    """A source as a briefing keeps it: enough to prove every citation without the file.

    `value` is what it alone says, and `missing` what it lacks, as in `Briefing`. `published` is the day that was given with it.
    Where none was, `published_inferred` says on what words of the text rests that it was published from `published_from` to
    `published_to`, both included; one of these may be unknown. `instructions`: the sentences that read like instructions to a
    program; no model was shown them, and nothing rests on them.
    """

    id: str
    location: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    published_from: date | None = None
    published_to: date | None = None
    published_inferred: str | None = None
    url: str | None = None
    language: str | None = None
    reliability: Reliability = "F"
    origin: str
    status: Literal["read", "failed"] = "read"
    problem: str | None = None
    value: Any = None
    missing: dict[str, str] = Field(default_factory=dict)
    instructions: tuple[Citation, ...] = ()
    text: str

    _as_json = field_serializer("value")(plain)

    @property
    def told(self) -> str:
        """The text as if its instructions were not there."""
        return Cut(self.text, ((c.start, c.end) for c in self.instructions)).text


class Usage(Value):
    """What the engine was asked for. `seconds` is the engine's own time; `cost_usd` is None for an unpriced model."""

    calls: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float | None = None
    seconds: float = 0.0
    reused: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        costs = [c for c in (self.cost_usd, other.cost_usd) if c is not None]
        counts = {n: getattr(self, n) + getattr(other, n) for n in Usage.model_fields if n != "cost_usd"}
        return Usage(**counts, cost_usd=sum(costs) if costs else None)


class Made(Usage):
    """How a briefing was made. `reused` counts replies that were known: from the cache, or from the same run.

    `not_compared`: kind of comparison (`same claim`, `carrying`, `conflict`) -> how many pairs were not compared because the
    budget was spent. `not_written`: why there is no answer and no summary although a model was asked for them.
    """

    at: str
    model: str
    engine: str
    version: str
    prompts: dict[str, str]
    wall_seconds: float = 0.0
    not_compared: dict[str, int] = Field(default_factory=dict)
    not_written: str | None = None


class Comparison(Value):
    """What a model said of two statements: the probability, 0.0 to 1.0, that they say the same, or are about one act.

    `question` is what both answer, or what was asked of them.
    """

    question: str
    one: str
    other: str
    probability: float = Field(ge=0, le=1)


class SchemaRecord(Value):
    """Which schema a briefing answers."""

    name: str
    title: str = ""
    digest: str


class Sources(tuple[SourceRecord, ...]):
    """The sources of a briefing in order; also by id: `briefing.sources["003"]`."""

    __slots__ = ()

    def __getitem__(self, key: Any) -> Any:
        if not isinstance(key, str):
            return super().__getitem__(key)
        found = next((source for source in self if source.id == key), None)
        if found is None:
            raise KeyError(key)
        return found

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(cls, handler(tuple[SourceRecord, ...]))


class Briefing(Value):
    """The reconciled answer of all sources to all sections, with everything needed to audit it.

    `summary`: the whole in a few sentences, where a model wrote them; what is disputed or changed comes first.
    `value`: the instance of the schema's class that all sources fill together; its JSON where the class is not at hand.
    `cited_by`: address in it -> the findings behind that. `missing`: address -> why nothing stands there.
    `left_out`: ids of sources that it was made with and that were left out since. `claims`: what each source said, checked,
    before it was merged; `compared`, `replies`: what was asked to merge it, pair by pair or by a digest of the question. With
    these, `update` adds an article to the others. `accepted_of`: how many findings there were, where only those are left that a
    reviewer accepted; None where all are there.
    """

    format: Format = FORMAT
    schema_: SchemaRecord = Field(alias="schema")
    made: Made
    summary: tuple[Sentence, ...] = ()
    value: Any = None
    cited_by: dict[str, tuple[str, ...]] = Field(default_factory=dict, alias="cited")
    missing: dict[str, str] = Field(default_factory=dict)
    sources: Sources
    sections: dict[str, Section]
    conflicts: tuple[Conflict, ...] = ()
    left_out: tuple[str, ...] = ()
    accepted_of: int | None = None
    claims: tuple[Checked, ...] = ()
    compared: tuple[Comparison, ...] = ()
    replies: dict[str, str] = Field(default_factory=dict)

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    _as_json = field_serializer("value")(plain)
