"""A proposed multinational force for Ukraine: who, to do what, and where the powers stand."""

from typing import Literal

from pydantic import BaseModel, Field

Stance = Literal["supports", "supports with conditions", "undecided", "opposes", "not stated"]


class Participant(BaseModel):
    """A country, organisation or person that leads, joins, backs or discusses the force."""

    name: str = Field(description="the country or organisation; for a national leader, the country that he or she speaks for")
    kind: Literal["country", "organisation", "group of countries", "person"] = Field(description="what it is")
    role: str = Field(description="its part in the force, in a few words")


class ForceRole(BaseModel):
    """Something that the force is meant to do."""

    role: str = Field(description="the task, in a few words")
    condition: str | None = Field(default=None, description="what has to happen first, if the text says so")


class Position(BaseModel):
    """Where an actor stands."""

    actor: str = Field(description="who holds or voices the position")
    stance: Stance = Field(description="the stance towards the force")


class Dispute(BaseModel):
    """A question that is open or disputed."""

    issue: str = Field(description="the open question, in a few words")


class MultinationalForce(BaseModel):
    """Multinational force for Ukraine."""

    participants: list[Participant] = Field(
        title="Participants",
        description="Which countries, organisations or leaders propose, lead, join, back or discuss the multinational force?",
    )
    proposed_force_roles: list[ForceRole] = Field(
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
    open_disputes: list[Dispute] = Field(
        title="Open disputes",
        description="Which questions are open, disputed, unresolved, criticised or feared?",
    )
