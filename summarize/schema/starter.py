"""What a briefing is to answer: an ordinary Pydantic class, to be changed as you like. `summarize schema new` wrote it.

See what it asks, in plain words:    summarize schema show starter.py:Starter
Brief a folder of articles with it:  summarize brief my-articles/ --schema starter.py:Starter

Each field of the last class is a section of the briefing, and its description is the question that each article is asked. A
good question says of what it asks, who is meant, and how many of what. Leave out what you do not want to know: each question
takes time.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

# A few words that must stand in the cited sentence as they are. What the model words by itself is left out.
Copied = Annotated[str, Field(max_length=80, json_schema_extra={"copied": True})]


class Participant(BaseModel):
    """A person or organisation that is involved."""

    # This field says which row is about whom: all articles' rows about one name become one row.
    name: Copied = Field(
        description="one person, organisation or group: the name alone", json_schema_extra={"identifies": True, "copied": True}
    )
    part: Copied = Field(description="its part in what happened: a few words copied from the sentence")
    # A closed choice. With `None`, it may stay open; the small model on your machine always leaves choices open.
    kind: Literal["person", "organisation", "group"] | None = Field(default=None, description="what it is")


class Authorities(BaseModel):
    """What those in charge say."""

    # A stance. When one source has it at one time, and another source another one later, the briefing tells the change.
    stance: Literal["in favour", "undecided", "against"] | None = Field(
        default=None, description="where the authorities stand towards the plan", json_schema_extra={"position": True}
    )
    statements: list[str] = Field(description="what the authorities say, decide, promise or refuse")


class Starter(BaseModel):
    """Starter."""  # The topic, which stands in every question: say in a few words what the articles are about.

    # Statements: each one short sentence. Those of several articles that say the same are one, with all who say it.
    events: list[str] = Field(title="What happened", description="What happened or was decided, where, when and why?")
    # One statement: the first of those that answer.
    cause: str | None = Field(default=None, description="What caused it, as far as anybody says?")
    # Rows: one for each person or organisation, with the fields of the class above.
    participants: list[Participant] = Field(
        title="Who is involved", description="Which persons, organisations or groups take part or are affected, and how?"
    )
    # Fields that belong together.
    authorities: Authorities = Field(description="What do the authorities say, decide, promise or refuse?")
    # A number, with the least that makes sense. Where articles differ, what most independent reports say stands, and the rest
    # beside it.
    people_affected: int | None = Field(default=None, ge=0, description="How many people are affected?")
    # A day. Of what changes with time, the newest can stand instead: that is what "merge" says. A small model may make up what
    # the sentence leaves out, such as the year; words that are copied, as `places` are, stand in the text.
    ends: date | None = Field(
        default=None, description="On which day does it end or take effect?", json_schema_extra={"merge": "newest"}
    )
    # Yes or no.
    confirmed: bool | None = Field(default=None, description="Have the authorities confirmed it?")
    # Words from the text, each once.
    places: list[Copied] = Field(description="Which towns, streets or buildings are named as places of what happened?")
    # What nobody knows yet is often what a reader wants to know first.
    open_questions: list[str] = Field(
        title="Disputed or open", description="What is disputed, denied, unclear or not yet decided?"
    )
