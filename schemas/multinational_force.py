"""A proposed multinational force for Ukraine: who, to do what, and where the powers stand."""

from typing import Literal

from pydantic import BaseModel, Field, JsonValue

COPIED: dict[str, JsonValue] = {"copied": True}  # what the cited sentence does not have in these words is not kept

Stance = Literal["supports", "supports with conditions", "undecided", "opposes", "not stated"]


class Participant(BaseModel):
    """A country, organisation or group of countries that takes part."""

    name: str = Field(
        max_length=60,
        description="the country, organisation or leader, as the sentence names it",
        json_schema_extra=COPIED,
    )
    kind: Literal["country", "organisation", "group of countries", "person"] = Field(description="what it is")
    role: str = Field(
        max_length=80,
        description="its part in the force: a few words copied from the sentence",
        json_schema_extra=COPIED,
    )


class Position(BaseModel):
    """Where an actor stands."""

    stance: Stance = Field(description="the stance towards the force")


class MultinationalForce(BaseModel):
    """Multinational force for Ukraine."""

    participants: list[Participant] = Field(
        title="Participants",
        description="Which countries, organisations or leaders propose, lead, join, back or discuss the multinational force?",
    )
    proposed_force_roles: list[str] = Field(
        title="Proposed force roles",
        description="What would the multinational force do, with what tasks, size or mandate, and under which conditions would it deploy?",
    )
    us_stance: list[Position] = Field(
        title="US stance",
        description="What is the stance or part of the United States (Washington, the US president, the State Department) on the force?",
    )
    russian_position: list[Position] = Field(
        title="Russian position",
        description="What do Russia, Putin, the Kremlin or the State Duma say or do about foreign troops or a settlement?",
    )
    open_disputes: list[str] = Field(
        title="Open disputes",
        description="Which questions are open, disputed, unresolved, criticised or feared?",
    )
