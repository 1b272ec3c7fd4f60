"""A briefing as its file: JSON that other tools build on, and that `Briefing.load` reads back."""

from collections.abc import Iterator

from summarize.json_text import safe
from summarize.records import Briefing

SUFFIXES = (".json",)


def rendered(briefing: Briefing) -> str:
    """The file's text, which ends with a newline."""
    return "".join(pieces(briefing))


def pieces(briefing: Briefing) -> Iterator[str]:
    """The same in pieces, field by field: of a thousand articles it has 40 MB, and whole it would be made in four copies."""
    opening = "{\n"
    for name in Briefing.model_fields:
        field = briefing.model_dump_json(by_alias=True, indent=1, include={name})
        yield opening
        yield safe(field[len("{\n") : -len("\n}")])
        opening = ",\n"
    yield "\n}\n"
