"""How a sentence about briefings names what it is about. Pure."""

from summarize.language.prose import one_line
from summarize.models import Finding


def called(finding: Finding, identity: str | None) -> str:
    """What a finding is called in a sentence: the name of the thing that it is about, else what it says.

    `identity`: the field of its section that says which thing that is.
    """
    return name_of(finding, identity) or f"“{one_line(finding.statement)}”"


def name_of(finding: Finding, identity: str | None) -> str:
    """The name of the thing that it is about; empty where it is about none."""
    return "; ".join(one_line(str(leaf.value)) for leaf in finding.values.get(identity or "", ()))
