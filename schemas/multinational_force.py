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
        json_schema_extra=COPIED | {"identifies": True},
    )
    kind: Literal["country", "organisation", "group of countries", "person"] = Field(description="what it is")
    role: str = Field(
        max_length=80,
        description="its part in the force: a few words copied from the sentence",
        json_schema_extra=COPIED,
    )


class Position(BaseModel):
    """Where an actor stands."""

    stance: Stance = Field(description="the stance towards the force", json_schema_extra={"position": True})


class MultinationalForce(BaseModel):
    """Multinational force for Ukraine."""

    participants: list[Participant] = Field(
        title="Participants",
        description="Which countries, organisations, groups of countries or leaders propose, lead, join, back or discuss the force, and what is their part in it?",
    )
    proposed_force_roles: list[str] = Field(
        title="Proposed force roles",
        description="What would the force do, with which tasks, size, mandate and composition, and when and on what conditions would it be deployed?",
    )
    us_stance: list[Position] = Field(
        title="US stance",
        description="What do the United States, Washington or the US president say, offer, refuse or do about the force? What is the American part in it?",
    )
    russian_position: list[Position] = Field(
        title="Russian position",
        description="What do Russia, Moscow, Putin, the Kremlin or the State Duma say, accept, reject or do about foreign troops or a settlement?",
    )
    open_disputes: list[str] = Field(
        title="Open disputes",
        description="What is still open, unclear, unresolved or disputed? Which doubts, concerns, risks, fears, criticism or challenges are voiced?",
    )
