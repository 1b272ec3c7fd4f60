"""Any news: what happened, who is involved, what each side says, in which figures, what is open and what comes next."""

from pydantic import BaseModel, Field, JsonValue

# What the cited sentence does not have in these words is not kept.
COPIED: dict[str, JsonValue] = {"copied": True}


class Participant(BaseModel):
    """A person, organisation, country or group that is involved."""

    name: str = Field(
        max_length=60,
        description="one person, organisation, country or group: the name alone",
        json_schema_extra=COPIED | {"identifies": True},
    )
    part: str = Field(
        max_length=80,
        description="its part in the events: a few words copied from the sentence",
        json_schema_extra=COPIED,
    )


class News(BaseModel):
    """News."""

    events: list[str] = Field(
        title="What happened",
        description="What happened or was decided, where and when, and why?",
    )
    participants: list[Participant] = Field(
        title="Who is involved",
        description="Which persons, organisations, countries or groups took part, decided, were affected or are responsible, and what is their part?",
    )
    sides: list[str] = Field(
        title="What each side says",
        description="What do those involved say, want, offer, promise, support, reject or criticise?",
    )
    figures: list[str] = Field(
        title="Figures",
        description="Which numbers, amounts, shares or sums are given for what happened, and of what: how many, how much, how large, how long?",
    )
    open_questions: list[str] = Field(
        title="Disputed or open",
        description="What is disputed, denied, doubted, unclear, unknown, not confirmed or not yet decided?",
    )
    next_steps: list[str] = Field(
        title="What comes next",
        description="What is planned, expected, announced, demanded or feared next, when and on what condition?",
    )
