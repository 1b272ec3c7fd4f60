# ruff: noqa: PYI061, UP006, UP007, UP035, UP042, UP045  others write as they learnt it
"""Schemas as other people bring them, of many domains and in many manners; classes that are none; and two articles.

FILLED can be filled from any article. REFUSED cannot be asked: a word or two of each belongs into the line that says why.
All persons, places and firms in ARTICLES are invented.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Annotated, Any, ClassVar, Dict, Generic, List, Literal, NamedTuple, Optional, Set, Tuple, TypeVar, Union
from uuid import UUID

from pydantic import (
    AliasChoices,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    HttpUrl,
    NonNegativeInt,
    PositiveFloat,
    PrivateAttr,
    RootModel,
    StringConstraints,
    Tag,
    computed_field,
    field_serializer,
    field_validator,
    model_validator,
)
from pydantic.alias_generators import to_camel
from typing_extensions import NotRequired, Self, TypedDict

# --- A person: List and Optional of old, a pattern for an address, a validator that refuses ---


class Profile(BaseModel):
    """A person in the news."""

    name: str = Field(..., description="Full name, as the article first gives it", min_length=2)
    age: Optional[int] = Field(None, ge=0, le=120, description="Age in years, if it is given")
    email: Optional[str] = Field(default=None, pattern=r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$")
    homepage: Optional[HttpUrl] = None
    roles: List[str] = Field(default_factory=list, description="Offices and professions")
    is_public_figure: bool = False

    @field_validator("name")
    @classmethod
    def _no_placeholder(cls, value: str) -> str:
        if value.casefold() in {"unknown", "n/a", "none"}:
            raise ValueError("give the name or leave the person out")
        return value


# --- A bill: line items, Decimal, totals that are checked and computed ---


class LineItem(BaseModel):
    """One thing that was paid for."""

    item: str
    quantity: int = Field(default=1, ge=1)
    unit_price: Decimal = Field(ge=0, max_digits=12, decimal_places=2)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def amount(self) -> Decimal:
        """What the line comes to."""
        return self.quantity * self.unit_price


class Bill(BaseModel):
    """Money that was spent in public, line by line."""

    payer: str
    payee: str | None = None
    items: list[LineItem] = Field(min_length=1)
    total: Decimal = Field(ge=0, description="The sum that the article gives")
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "EUR"

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if sum(line.amount for line in self.items) != self.total:
            raise ValueError("the lines do not add up to the total")
        return self


# --- Searches: an enum of sources, a range of dates ---


class Where(str, Enum):
    """Where to look."""

    ARCHIVE = "archive"
    COURT_RECORDS = "court records"
    VIDEO = "video"


class DateRange(BaseModel):
    """From a first day to a last day, both included."""

    start: date
    end: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError("the range ends before it starts")
        return self


class Search(BaseModel):
    """One search."""

    query: str = Field(description="Words to search for")
    where: Where = Where.ARCHIVE
    published: Optional[DateRange] = None
    limit: int = Field(10, gt=0, le=50, multiple_of=5)


class Searches(BaseModel):
    """What a reporter would look up next."""

    searches: List[Search]


# --- Minutes: action items with a priority, things that must come first, and a time of day ---


class ActionItem(BaseModel):
    """Something that somebody is to do."""

    id: int = Field(ge=1, description="Number of the item in these minutes")
    task: str
    assignee: Optional[str] = Field(None, description="Who is to do it")
    priority: Literal["high", "medium", "low"] = "medium"
    due: Optional[date] = None
    depends_on: List[int] = Field(default_factory=list, description="Numbers of items that come first")


class Minutes(BaseModel):
    """Minutes of a meeting that the press was told of."""

    held_at: datetime
    adjourned: Optional[time] = None
    attendees: Set[str] = Field(min_length=2)
    decisions: list[str]
    action_items: list[ActionItem]


# --- A knowledge graph: frozen nodes, edges that must lead to a node, an alias for `id` ---


class Node(BaseModel):
    """A person, a place or an organisation."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    id_: int = Field(alias="id")
    label: str
    color: str = "grey"


class Edge(BaseModel):
    """How one node stands to another."""

    model_config = ConfigDict(frozen=True)

    source: int
    target: int
    label: str = Field(description="A verb, such as owns or married")


class KnowledgeGraph(BaseModel):
    """Who is linked to whom."""

    nodes: frozenset[Node] = Field(default_factory=frozenset)
    edges: list[Edge] = Field(default_factory=list)

    @model_validator(mode="after")
    def _edges_meet_nodes(self) -> Self:
        known = {node.id_ for node in self.nodes}
        if any({edge.source, edge.target} - known for edge in self.edges):
            raise ValueError("an edge leads to no node")
        return self


# --- Classification: one label, several labels, bounds of confidence ---


class Tone(Enum):
    """How a report sounds."""

    SOBER = "sober"
    ALARMED = "alarmed"
    MOCKING = "mocking"


class Prediction(BaseModel):
    """A label and how sure it is."""

    model_config = ConfigDict(use_enum_values=True)

    label: Tone
    confidence: float = Field(gt=0, lt=1)
    reasons: tuple[str, ...] = ()


class Classified(BaseModel):
    """What sort of report this is."""

    topic: Literal["politics", "business", "science", "sport", "other"]
    regions: Set[Literal["north", "south", "east", "west"]] = Field(min_length=2, max_length=4)
    tone: Prediction
    urgency: Literal[1, 2, 3]
    is_opinion: Literal[False, True] = False


# --- Medication: TypedDict items, intervals, a literal that may be null ---


class Dose(TypedDict):
    """How much, how often."""

    amount: float
    unit: Literal["mg", "ml", "IU"]
    note: NotRequired[str]


class Medication(BaseModel):
    """A medicine, vaccine or drug."""

    name: str = Field(title="Medicine", examples=["Verapomil"])
    dose: Dose
    every: timedelta | None = Field(None, description="Time from one dose to the next")
    route: Literal["oral", "injected", "inhaled", None] = None
    side_effects: list[str] = Field(default=[], max_length=8)
    reported_deaths: NonNegativeInt = 0


class Medications(BaseModel):
    """Medicines in the news."""

    medications: list[Medication]
    not_approved: list[str] = Field(description="Medicines that the authorities did not allow")


# --- A contract: three deep, two parties, nothing beside the fields ---


class Closed(BaseModel):
    """A base for classes that take nothing beside their fields."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Deadline(Closed):
    """Until when, and what follows if it is missed."""

    day: date
    penalty: Optional[Decimal] = Field(default=None, ge=0, decimal_places=2)


class Obligation(Closed):
    """What one party owes."""

    who: str
    duty: Annotated[str, Field(min_length=3, max_length=400)]
    deadlines: list[Deadline]


class Clause(Closed):
    """A clause of a contract, or what a report tells of it."""

    number: Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)*$", max_length=12)]
    kind: Literal["term", "payment", "liability", "confidentiality"]
    obligations: list[Obligation]


class Contract(Closed):
    """A contract between two parties."""

    parties: Tuple[str, str]
    signed_on: date
    lasts: timedelta
    clauses: list[Clause]
    governing_law: str = "not said"


# --- A job ad: camel case on the wire, inheritance, a pair of bounds ---


class Camel(BaseModel):
    """A base whose names are camel case outside of Python."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Salary(Camel):
    """What is paid, from and to."""

    yearly_range: tuple[int, int]
    currency_code: str = Field(default="EUR", min_length=3, max_length=3)


class Posting(Camel):
    """Any public call."""

    posted_by: str
    closing_date: date | None = None


class JobAd(Posting):
    """A post that is to be filled."""

    job_title: str
    salary_offered: Salary | None = None
    required_skills: list[str]
    remote_days_per_week: int = Field(0, ge=0, le=5)


# --- A calendar: a dict by day, times with a zone ---


class Event(BaseModel):
    """Something that takes place, or does not."""

    title: str
    starts: AwareDatetime
    lasts: timedelta = timedelta(hours=2)
    doors: Optional[time] = None
    free: bool = True
    cancelled: bool = False


class Calendar(BaseModel):
    """What takes place on which day."""

    by_day: dict[date, list[Event]]
    venues: Dict[str, str] = Field(default_factory=dict, description="Name of a place to its address")


# --- Names that a toolkit might want for itself ---


class Speaker(BaseModel):
    """One who takes part in a debate."""

    name: str
    stance: Literal["for", "against", "undecided"]
    statement: str = Field(description="What this speaker said, in one sentence")
    sentences: list[str] = Field(description="Other sentences of this speaker, word for word")
    citations: list[str] = Field(default=[], description="Studies and laws that this speaker named")


class Debate(BaseModel):
    """A debate and where each speaker stood."""

    context: str
    question: str
    value: float | None = Field(None, description="The sum that is at stake")
    values: list[str] = Field(description="Principles that were appealed to")
    sources: list[str]
    claims: list[Speaker]
    answer: Optional[Speaker] = None


# --- Travel: a union told apart by a function, multiples, addresses of pages ---


class ByFerry(BaseModel):
    """A crossing."""

    ship: str
    cabin: bool = False


class ByRail(BaseModel):
    """A journey by rail."""

    train_number: str
    changes: int = Field(0, ge=0)


def _means(value: Any) -> str:
    return "ferry" if "ship" in value or hasattr(value, "ship") else "rail"


class Offer(BaseModel):
    """A journey at a price."""

    origin: str
    destination: str
    departs: datetime
    by: Annotated[Union[Annotated[ByFerry, Tag("ferry")], Annotated[ByRail, Tag("rail")]], Discriminator(_means)]
    price: float = Field(ge=0, multiple_of=0.25)
    booking: HttpUrl | None = None


class TravelOffers(BaseModel):
    """Ways to get there."""

    offers: list[Offer]
    cheapest: Offer | None = None


# --- A recipe: lists of lists, one value of two types, what comes as text becomes a number ---


def _number_of(value: Any) -> Any:
    found = re.search(r"\d+", value) if isinstance(value, str) else None
    return int(found.group()) if found else value


class Ingredient(BaseModel):
    """One ingredient."""

    name: str
    quantity: Union[float, str]
    unit: Optional[Literal["g", "ml", "piece"]] = None


class Recipe(BaseModel):
    """A dish and how it is made."""

    dish: str
    serves: Annotated[int, BeforeValidator(_number_of), Field(ge=1)] = 4
    ingredients: list[Ingredient]
    stages: list[list[str]] = Field(description="Stages of the work, each a list of steps")
    preparation: timedelta
    origin: tuple[str, int | None] = Field(description="Where it comes from, and since which year")


# --- A plan of questions: forward references, recursion through a list ---


class Question(BaseModel):
    """A question, and the questions that must be answered before it."""

    question: str
    kind: Literal["single", "merge"] = "single"
    answered_by: "Optional[Witness]" = None
    first: List["Question"] = Field(default_factory=list)


class Witness(BaseModel):
    """Who could answer."""

    name: str
    also_knows: Optional["Witness"] = None


class QueryPlan(BaseModel):
    """What an investigator must find out, and in which order."""

    goal: "Question"
    deadline: Optional[date] = None


# --- A table: rows of cells of several types, which must be as wide as the head ---


class Table(BaseModel):
    """Figures as a table."""

    caption: str
    columns: list[str] = Field(min_length=1)
    rows: list[list[str | int | float | None]]

    @model_validator(mode="after")
    def _square(self) -> Self:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row is not as wide as the head of the table")
        return self


# --- A timeline: a tagged union with a discriminator, one of its members with two tags ---


class Accident(BaseModel):
    """Something that went wrong."""

    kind: Literal["accident"]
    place: str
    injured: int = Field(0, ge=0)


class Announcement(BaseModel):
    """Something that was said in public."""

    kind: Literal["announcement", "denial"]
    speaker: str
    words: str


class Ruling(BaseModel):
    """Something that a court decided."""

    kind: Literal["ruling"] = "ruling"
    court: str
    upheld: bool


class Moment(BaseModel):
    """What happened, and when."""

    when: date | datetime | str
    what: Annotated[Accident | Announcement | Ruling, Field(discriminator="kind")]


class Timeline(BaseModel):
    """What happened, in order."""

    moments: list[Moment]
    latest: Union[Accident, Announcement, Ruling, None] = Field(None, discriminator="kind")


# --- A review, or why there is none: a generic wrapper ---

T = TypeVar("T")


class Maybe(BaseModel, Generic[T]):
    """Something, or the reason why it is not there."""

    result: Optional[T] = None
    error: bool = Field(default=False)
    message: Optional[str] = Field(None, description="Why there is no result")


class Review(BaseModel):
    """What a critic thinks of a product, a book or a show."""

    product: str
    rating: int = Field(..., ge=1, le=5, description="Stars")
    pros: list[str] = []
    cons: list[str] = []
    would_recommend: Optional[bool] = None


class MaybeReview(Maybe[Review]):
    """A review, if the article is one."""


# --- A trial: generics within generics ---

N = TypeVar("N", int, float)


class Measured(BaseModel, Generic[N]):
    """A number with its unit."""

    value: N
    unit: str
    error_margin: N | None = None


class Arm(BaseModel, Generic[T]):
    """A group of a study and what came out."""

    name: str
    participants: int = Field(gt=0)
    outcome: T


class Trial(BaseModel):
    """A study with several groups."""

    title: str
    arms: list[Arm[Measured[float]]]
    dropouts: Measured[int]
    p_value: Annotated[float, Field(ge=0, le=1)] | None = None
    registered: UUID | None = None


# --- A ship: a name that Python keeps for itself, private attributes, other names on the way in ---


class Ship(BaseModel):
    """A vessel and its state."""

    model_config = ConfigDict(str_strip_whitespace=True, validate_default=True)

    KNOTS: ClassVar[float] = 1.852
    _checked: bool = PrivateAttr(default=False)

    name: str
    class_: Literal["ferry", "tanker", "trawler", "yacht"] = Field(alias="class")
    from_: str | None = Field(None, alias="from", description="The port that it left")
    speed: PositiveFloat = Field(10.0, validation_alias=AliasChoices("speed_knots", "speed"))
    flags: dict[Literal["registered", "flown"], str] = {}

    @computed_field  # type: ignore[prop-decorator]
    @property
    def speed_kmh(self) -> float:
        """The speed as people on land count it."""
        return self.speed * self.KNOTS

    @field_validator("name", mode="before")
    @classmethod
    def _without_prefix(cls, value: Any) -> Any:
        return value.removeprefix("MV ") if isinstance(value, str) else value


# --- Weather: a dataclass, a named tuple and a root model within, numbered choices ---


class Alert(IntEnum):
    """How bad it is."""

    WATCH = 1
    WARNING = 2
    EMERGENCY = 3


class Point(NamedTuple):
    """A place on the map."""

    latitude: float
    longitude: float


@dataclass
class Gust:
    """A gust of wind."""

    kmh: int
    at: time | None = None
    felled: list[str] = dataclass_field(default_factory=list)


class Stations(RootModel[list[str]]):
    """Names of weather stations."""


class Weather(BaseModel):
    """Weather that made news."""

    alert: Alert
    strongest: Gust
    centre: Point | None = None
    stations: Stations
    rainfall_mm: dict[str, Annotated[float, Field(ge=0)]]

    @field_serializer("rainfall_mm")
    def _rounded(self, value: dict[str, float]) -> dict[str, float]:
        return {place: round(fallen, 1) for place, fallen in value.items()}


# --- An election: text that is taken apart before it is checked, counts by name ---


class Candidate(BaseModel):
    """One who stands."""

    name: str
    party: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        if not isinstance(data, str):
            return data
        name, _, party = data.partition(", ")
        return {"name": name, "party": party or None}


class Election(BaseModel):
    """An election and how it ended."""

    day: date
    candidates: list[Candidate]
    votes: dict[str, int] = Field(description="Name of a candidate to the votes")
    turnout_percent: float | None = Field(None, ge=0, le=100)
    winner: Candidate | None = None
    results_by_ward: list[dict[str, int]] = []
    recount: bool | None = None


# --- An organisation: two classes that hold each other, a dict of them ---


class Official(BaseModel):
    """One who holds an office."""

    name: str
    heads: "list[Office]" = Field(default_factory=list)


class Office(BaseModel):
    """A part of an organisation."""

    title: str
    staff: Optional[NonNegativeInt] = None
    held_by: Optional[Official] = None
    below: "dict[str, Office]" = Field(default_factory=dict)


class Organisation(BaseModel):
    """Who is above whom."""

    name: str
    top: Office
    dissolved: date | None = None


# --- A court case: flat, without one description ---


class CourtCase(BaseModel):
    """A case before a court."""

    docket: str
    defendant: str
    charges: list[str]
    guilty: bool | None
    sentence_months: int | None
    fine: float | None
    heard_on: date
    quote: str
    appeal_until: date | None = None


# --- A reservoir: every bound that a number or a text can have ---


class Reading(BaseModel):
    """One reading of a gauge."""

    at: datetime
    level_m: Annotated[float, Field(ge=-50, lt=500)]
    fill: Annotated[Decimal, Field(gt=0, le=1, max_digits=4, decimal_places=3)]
    rank: Annotated[int, Field(gt=1, lt=9)]
    inflow: Annotated[float, Field(gt=1.5, lt=1.75)]
    gauge: Annotated[str, StringConstraints(pattern=r"^(?:GA|GB)-[0-9]{3}[a-f]?$", strip_whitespace=True)]


class Reservoir(BaseModel):
    """Water levels."""

    code: Annotated[str, StringConstraints(min_length=6, max_length=6)]
    operator: Annotated[str, StringConstraints(min_length=1, max_length=5)]
    opened: Annotated[int, Field(ge=1850, le=2100)]
    readings: Annotated[list[Reading], Field(min_length=2, max_length=3)]
    gates_open: Annotated[set[int], Field(min_length=3)]
    lowest: tuple[date, float] | None = None
    by_code: dict[Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}\d$")], str]


FILLED: tuple[type[BaseModel], ...] = (
    Profile,
    Bill,
    Searches,
    Minutes,
    KnowledgeGraph,
    Classified,
    Medications,
    Contract,
    JobAd,
    Calendar,
    Debate,
    TravelOffers,
    Recipe,
    QueryPlan,
    Table,
    Timeline,
    MaybeReview,
    Trial,
    Ship,
    Weather,
    Election,
    Organisation,
    CourtCase,
    Reservoir,
)


class Nothing(BaseModel):
    """Nothing is asked."""


class WithAny(BaseModel):
    """A field may be anything."""

    place: str
    whatever: Any


class Inside(BaseModel):
    """A part of another class."""

    extras: dict[str, Any]


class WithAnyInside(BaseModel):
    """The field that may be anything lies deep within."""

    place: str
    parts: list[Inside]


class WithCallable(BaseModel):
    """A field is a function."""

    score: Callable[[str], int]


class WithObject(BaseModel):
    """A field is any object."""

    thing: object


class Sensor:
    """A class of somebody's own, of which pydantic knows nothing."""


class WithSensor(BaseModel):
    """A field is an object that only its own library can make."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    sensor: Sensor


class WithType(BaseModel):
    """A field is a class."""

    kind_of: type[Exception]


@dataclass
class Plain:
    """A dataclass, which is no schema by itself."""

    place: str


class Places(RootModel[list[str]]):
    """A list alone, without a field that has a name."""


class Unresolved(BaseModel):
    """A field is of a class that nobody wrote."""

    owner: "Landlord"  # type: ignore[name-defined]  # noqa: F821


class WithBytes(BaseModel):
    """A field is raw bytes."""

    photo: bytes


class Endless(BaseModel):
    """Each contains another, and none may be left out."""

    within: "Endless"


class Unbound(BaseModel, Generic[T]):
    """A generic class of which nobody said what it holds."""

    content: T


REFUSED: tuple[tuple[Any, str], ...] = (
    (Nothing, "no fields"),
    (WithAny, "whatever"),
    (WithAnyInside, "extras"),
    (WithCallable, "score"),
    (WithObject, "thing"),
    (WithSensor, "sensor"),
    (WithType, "kind_of"),
    (Plain, "BaseModel"),
    (Places, "RootModel"),
    (Unresolved, "Landlord"),
    (WithBytes, "photo"),
    (Endless, "within"),
    (Unbound, "content"),
)


ARTICLES: tuple[str, str] = (
    """Ferry Halvard strikes pier at Osterhaven, 17 hurt

OSTERHAVEN, 14 March 2026 — The ferry Halvard struck the north pier of Osterhaven at 09:30 on Saturday, and 17 passengers \
were hurt. Captain Ada Verlund said that the rudder had not answered for almost two minutes. "We sounded the horn and \
everybody sat down," Verlund told reporters. The ship carried 212 passengers and 40 cars from Mirsund. Nobody was killed, \
and no oil leaked into the harbour. The owner, Brandal Lines, will pay 1.2 million euros for the repair of the pier. Port \
director Tomas Ekwall doubts that this sum is enough. He wants the company to sign a new contract before 30 April 2026. \
Brandal Lines denied that the rudder had been repaired with used parts. The harbour council meets on Tuesday to decide \
whether the ferry may sail again.
""",
    """Council of Osterhaven votes to keep the Halvard in port

OSTERHAVEN, 17 March 2026 — The harbour council of Osterhaven voted 7 to 4 on Tuesday to keep the ferry Halvard in port until \
the end of May. Ada Verlund, 51, who has been its captain since 2019, did not attend the meeting. Councillor Ines Marrow \
called the vote "a decision for safety and against haste". Tomas Ekwall, the port director, now expects that the repair will \
cost 1.5 million euros. Brandal Lines had offered 1.2 million euros on Saturday. The company said that it will not appeal. \
Two of the 17 injured passengers are still in the hospital of Mirsund. The clinic treats them with 40 mg of corvalen every \
eight hours. A replacement, the smaller ferry Skua, will sail twice a day from Mirsund for 18.50 euros.
""",
)
