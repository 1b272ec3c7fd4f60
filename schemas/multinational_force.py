"""A proposed multinational force for Ukraine: who, to do what, and where the powers stand."""

from typing import Literal

from pydantic import BaseModel, Field, JsonValue

COPIED: dict[str, JsonValue] = {"copied": True}  # what the cited sentence does not have in these words is not kept
POSITION: dict[str, JsonValue] = {"position": True}  # two of one actor at two times are a change


class Participant(BaseModel):
    """One country, organisation, group of countries or leader that takes part."""

    name: str = Field(
        max_length=60,
        description="one country, organisation, group of countries or leader, as the sentence names it, that takes part in the force, backs it or talks about joining it, not who only comments",
        json_schema_extra=COPIED | {"identifies": True},
    )
    kind: Literal["country", "organisation", "group of countries", "person"] = Field(description="what it is")
    role: str = Field(
        max_length=80,
        description="its part in the force: a few words copied from the sentence",
        json_schema_extra=COPIED,
    )


class AmericanStance(BaseModel):
    """Where the United States stand towards the force."""

    stance: Literal["supports", "supports with conditions", "undecided", "opposes"] | None = Field(
        default=None,
        description="the stance of the US government, or of its president or president-elect, towards the force",
        json_schema_extra=POSITION,
    )
    statements: list[str] = Field(description="what the United States say, offer, refuse or do about the force")


class RussianPosition(BaseModel):
    """Where Russia stands towards foreign troops in Ukraine and towards a settlement."""

    stance: (
        Literal["accepts foreign troops", "open to foreign troops", "will talk on its own terms", "rejects foreign troops"]
        | None
    ) = Field(
        default=None,
        description="the position of Russia, its president or its parliament on foreign troops in Ukraine or on a settlement",
        json_schema_extra=POSITION,
    )
    statements: list[str] = Field(description="what Russia says, accepts, rejects or does about foreign troops or a settlement")


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
    us_stance: AmericanStance = Field(
        title="US stance",
        description="What do the United States, Washington or the US president say, offer, refuse or do about the force? What is the American part in it?",
    )
    russian_position: RussianPosition = Field(
        title="Russian position",
        description="What do Russia, Moscow, Putin, the Kremlin or the State Duma say, accept, reject or do about foreign troops or a settlement?",
    )
    open_disputes: list[str] = Field(
        title="Open disputes",
        description="What is still open, unclear, unresolved or disputed? Which doubts, concerns, risks, fears, criticism or challenges are voiced?",
    )
