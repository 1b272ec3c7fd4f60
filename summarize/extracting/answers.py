"""What one source answers to the sections of a schema."""

from typing import NamedTuple

from summarize.models import Claim, SectionStatus, Usage


class Answered(NamedTuple):
    """One source's answer to one section. `problem` says what failed; claims that were there before stay."""

    status: SectionStatus
    claims: tuple[Claim, ...] = ()
    problem: str | None = None


class Extraction(NamedTuple):
    """One source's answers to all sections, in the schema's order, and what they took."""

    source: str
    sections: dict[str, Answered]
    usage: Usage
