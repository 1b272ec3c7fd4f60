"""A briefing as its file: JSON that other tools build on, and that `Briefing.load` reads back."""

from collections.abc import Iterator

from pydantic_core import to_json

from summarize.json_text import safe
from summarize.records import Briefing

SUFFIXES = (".json",)
_PIECE = 1024**2  # bytes


def rendered(briefing: Briefing) -> str:
    """The file's text, which ends with a newline."""
    return "".join(pieces(briefing))


def pieces(briefing: Briefing) -> Iterator[str]:
    """The same in pieces of a megabyte: of a thousand articles it has 40 MB, and whole it would be made in four copies."""
    opening = "{\n"
    for name in Briefing.model_fields:
        field = to_json(briefing, by_alias=True, indent=1, include={name})
        yield opening
        yield from map(safe, _in_lines(field, len("{\n"), len(field) - len("\n}")))
        opening = ",\n"
    yield "\n}\n"


def _in_lines(data: bytes, start: int, end: int) -> Iterator[str]:
    """The text of some bytes, in pieces that end where a line does."""
    while start < end:
        stop = data.find(b"\n", start + _PIECE, end)
        stop = end if stop < 0 else stop
        yield data[start:stop].decode()
        start = stop
