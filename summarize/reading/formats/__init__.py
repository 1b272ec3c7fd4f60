"""Formats of articles: one module each, which is found here by itself.

A module declares `SUFFIXES`, the ends of file names that are its own, in lower case and with their dot, and
`decode(data: bytes) -> Iterable[Decoded]`, the articles of a file: one of most formats, many of a feed or an archive. It
raises UnreadableError with the reason where the bytes are not of its format. Pure.

A module of files that hold any number of articles, each in lines of its own, may declare `cut(file, most: int) ->
Iterator[Piece]`: pieces of about `most` bytes, each of which `decode(data, above)` decodes alone. Pure but for what it reads.

A module whose parser is not ours, or can be made to work for hours or to fill the memory, declares `FOREIGN = True`: then it
runs in a process of its own, within bounds (`reading.bounded`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType
from typing import IO, Any, NamedTuple

from summarize.files import UnreadableError
from summarize.reading.facts import clean, half_a_character

PLAIN = ""  # the suffix of a name without one
# A file of articles has hundreds; more articles, or more text (code points) of all of them, would keep a model busy for days.
MOST_ARTICLES = 10_000
MOST_TEXT = 20 * 1024**2


class Decoded(NamedTuple):
    """What a file says. `text` becomes `Source.text`; the article's own text begins at `start` (code points, 0-based).

    `facts`: fields of a Source that the file tells about itself, such as `title` and `published`. `part`: what says which of
    the file's articles it is, such as its number or its address there; empty where a file is one article. `notes`: what the
    reader should know of what was left out, a line each: "its date '31 Juvember' cannot be read; left out".
    `problem`: why this one of the file's articles cannot be read, in one line; then it has no text, and the others are read.
    """

    text: str
    facts: Mapping[str, Any] = MappingProxyType({})
    start: int = 0
    part: str = ""
    notes: tuple[str, ...] = ()
    problem: str = ""


class Piece(NamedTuple):
    """A part of a file, in whole articles. `above`: lines of the file that stand before it, and are not in it."""

    data: bytes
    above: int = 0


def cutters() -> Mapping[str, Callable[[IO[bytes], int], Iterator[Piece]]]:
    """The function that cuts the files of each suffix into pieces, where they can be cut."""
    return _cutters(tuple(__path__))


def decoders() -> Mapping[str, Callable[..., Iterable[Decoded]]]:
    """The function that decodes the files of each suffix."""
    return _decoders(tuple(__path__))


def decoded(suffix: str, piece: Piece) -> tuple[Decoded, ...]:
    """All articles of a file or a piece of one (see `complete`). Raises UnreadableError."""
    decode = decoders()[suffix]
    return complete(decode(*piece) if piece.above else decode(piece.data))


def foreign() -> frozenset[str]:
    """The suffixes of the formats that are decoded in a process of its own."""
    return _foreign(tuple(__path__))


# Asked for each file of thousands: folders are looked through once.
@cache
def _decoders(folders: tuple[str, ...]) -> Mapping[str, Callable[..., Iterable[Decoded]]]:
    return MappingProxyType({suffix: module.decode for module in _modules(folders) for suffix in module.SUFFIXES})


@cache
def _cutters(folders: tuple[str, ...]) -> Mapping[str, Callable[[IO[bytes], int], Iterator[Piece]]]:
    able = (module for module in _modules(folders) if hasattr(module, "cut"))
    return MappingProxyType({suffix: module.cut for module in able for suffix in module.SUFFIXES})


@cache
def _foreign(folders: tuple[str, ...]) -> frozenset[str]:
    return frozenset(s for module in _modules(folders) for s in module.SUFFIXES if getattr(module, "FOREIGN", False))


def _modules(folders: tuple[str, ...]) -> list[ModuleType]:
    return [import_module(f"{__name__}.{found.name}") for found in iter_modules(folders)]


def named() -> str:
    """The suffixes that are read, for people."""
    return ", ".join(sorted(decoders().keys() - {PLAIN}))


def complete(articles: Iterable[Decoded]) -> tuple[Decoded, ...]:
    """All articles of a file; where they are several, each with a part that no other one has.

    What is told beside the text is one line, without what controls, hides or reorders. One that holds half characters
    (surrogates, which no file can hold) gets that as its problem; behind `MOST_ARTICLES` or `MOST_TEXT` stands one more, which
    has that as its problem. Raises UnreadableError where there is no article.
    """
    found: list[Decoded] = []
    length = 0
    for article in articles:
        length += len(article.text)
        if length > MOST_TEXT or len(found) == MOST_ARTICLES:
            most = f"{MOST_TEXT // 1024**2} million letters" if length > MOST_TEXT else f"{MOST_ARTICLES:,} articles"
            found.append(Decoded("", part="rest", problem=f"what stands behind the first {most} is not read; split the file"))
            break
        found.append(_writable(article))
    if not found:
        raise UnreadableError("it holds no article")
    return _parted(found) if len(found) > 1 else tuple(found)


def _writable(article: Decoded) -> Decoded:
    """An article of which everything can be written and, but for its text, shown; else its problem."""
    part = clean(article.part)
    for name, value in {"text": article.text, **article.facts}.items():
        if half := half_a_character(str(value)):
            return Decoded("", part=part, problem=f"its {name} holds {half}")
    facts = {name: clean(value) if isinstance(value, str) else value for name, value in article.facts.items()}
    told = {name: value for name, value in facts.items() if value}
    return article._replace(facts=told, part=part, notes=tuple(map(clean, article.notes)), problem=clean(article.problem))


def _parted(articles: list[Decoded]) -> tuple[Decoded, ...]:
    """Number those that tell no part; add the number where two tell the same."""
    count = Counter(article.part for article in articles)
    parts = (a.part if a.part and count[a.part] == 1 else f"{a.part}-{n}".strip("-") for n, a in enumerate(articles, 1))
    return tuple(article._replace(part=part) for article, part in zip(articles, parts, strict=True))
