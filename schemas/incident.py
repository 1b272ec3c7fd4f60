"""Violent incidents in a report: what happened, who did it, to whom and with what."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

# A value that must stand in the article: it is copied from there, never worded by the model.
Copied = Annotated[str, Field(json_schema_extra={"copied": True})]

# The kinds of MUC-4 (1992), the best known set of such reports.
Kind = Literal["attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage"]


class Incident(BaseModel):
    """One attack, bombing, kidnapping, arson, robbery or forced work stoppage that happened, was tried or was threatened."""

    kind: Kind = Field(description="what kind of incident it is")
    perpetrators_persons: list[Copied] = Field(description="persons who did it or are accused of it, such as a man or a unit")
    perpetrators_organisations: list[Copied] = Field(description="organisations that did it, claim it or are accused of it")
    targets: list[Copied] = Field(description="things that were attacked or damaged: buildings, vehicles, installations")
    victims: list[Copied] = Field(description="persons who were killed, wounded, kidnapped or attacked: their names")
    weapons: list[Copied] = Field(description="weapons or devices that were used")


class IncidentReport(BaseModel):
    """Violent incidents."""

    incidents: list[Incident] = Field(
        title="Incidents",
        description="Which attacks, bombings, kidnappings, arsons, robberies or forced work stoppages does the article report?",
    )
