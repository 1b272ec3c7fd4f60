"""Formats of articles: one module each, which is found here by itself.

A module declares `SUFFIXES`, the ends of file names that are its own, in lower case and with their dot, and
`decode(data: bytes) -> Iterable[Decoded]`, the articles of a file: one of most formats, many of a feed or an archive. It
raises UnreadableError with the reason where the bytes are not of its format. Pure.
"""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Any, NamedTuple

PLAIN = ""  # the suffix of a name without one, and of standard input


class Decoded(NamedTuple):
    """What a file says. `text` becomes `Source.text`; the article's own text begins at `start` (code points, 0-based).

    `facts`: fields of a Source that the file tells about itself, such as `title` and `published`. `part`: what says which of
    the file's articles it is, such as its number or its address there; empty where a file is one article. `problem`: why this
    one of the file's articles cannot be read, in one line; then there is no text, and the others are read all the same.
    """

    text: str
    facts: Mapping[str, Any] = MappingProxyType({})
    start: int = 0
    part: str = ""
    problem: str = ""


def decoders() -> dict[str, Callable[[bytes], Iterable[Decoded]]]:
    """The function that decodes the files of each suffix."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return {suffix: module.decode for module in modules for suffix in module.SUFFIXES}


def named() -> str:
    """The suffixes that are read, for people."""
    return ", ".join(sorted(decoders().keys() - {PLAIN}))
