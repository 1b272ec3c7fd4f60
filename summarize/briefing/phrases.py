"""How a sentence about briefings names what it is about: a finding, several things, independent origins. Pure."""

from collections.abc import Iterable

from summarize.models import Finding


def called(finding: Finding) -> str:
    """What a finding is called in a sentence: the name of the thing that it is about, else what it says."""
    return name_of(finding) or f"“{line(finding.statement)}”"


def name_of(finding: Finding) -> str:
    return "; ".join(line(str(leaf.value)) for leaf in finding.values.get("name", ()))


def line(text: str) -> str:
    return " ".join(text.split())


def counted(origins: int) -> str:
    return f"{origins} independent origin{'' if origins == 1 else 's'}"


def listed(words: Iterable[str]) -> str:
    *most, last = [*words] or [""]
    return f"{', '.join(most)} and {last}" if most else last
