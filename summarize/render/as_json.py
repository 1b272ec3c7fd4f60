"""A briefing as its file: JSON that other tools build on, and that `Briefing.load` reads back."""

from collections.abc import Iterator
from typing import Any

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
        yield opening
        yield from _sections(briefing) if name == "sections" and briefing.sections else _field(briefing, {name}, "{\n", "\n}")
        opening = ",\n"
    yield "\n}\n"


def _sections(briefing: Briefing) -> Iterator[str]:
    """The largest field, section by section."""
    opening = ' "sections": {\n'
    for name in briefing.sections:
        yield opening
        yield from _field(briefing, {"sections": {name}}, '{\n "sections": {\n', "\n }\n}")
        opening = ",\n"
    yield "\n }"


def _field(briefing: Briefing, which: Any, above: str, below: str) -> Iterator[str]:
    """The JSON of a part of the briefing, without what stands above and below it where it stands alone."""
    data = to_json(briefing, by_alias=True, indent=1, include=which)
    yield from map(safe, _in_lines(data, len(above), len(data) - len(below)))


def _in_lines(data: bytes, start: int, end: int) -> Iterator[str]:
    """The text of some bytes, in pieces that end where a line does."""
    while start < end:
        stop = data.find(b"\n", start + _PIECE, end)
        stop = end if stop < 0 else stop
        yield data[start:stop].decode()
        start = stop
