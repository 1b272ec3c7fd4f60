"""`sources.yaml`: what an analyst knows of articles, in a file beside them. It overrides what their files say themselves.

allies.txt:
  publisher: The Example
  published: 2025-12-16
  reliability: B
wire.jsonl#17: {origin: wire-1}
https://example.org/talks: {title: Talks go on}
aliases:
  United Kingdom: [London, the British side]
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

from summarize.errors import UsageError
from summarize.files import STDIN, UnreadableError, read, utf8
from summarize.reading.facts import KEYS, facts, is_address
from summarize.reading.kinds import parted
from summarize.reading.plain_yaml import plain

NAME = "sources.yaml"
_ALIASES = "aliases"
# A line for each of thousands of articles.
_LARGEST = 1024**2


class Register(NamedTuple):
    """What a `sources.yaml` says: by file name, by name and part, or by address; and which names are one."""

    path: Path
    entries: Mapping[str, Mapping[str, Any]]
    aliases: Mapping[str, Any]


def registers(locations: Iterable[str]) -> tuple[Register, ...]:
    """The registers beside articles: in a folder that is given, beside a file that is, or given themselves.

    Raises UsageError for one that cannot be read or says what nobody can: nothing has been asked yet, and a letter that is
    not heeded would change the briefing.
    """
    places = dict.fromkeys(path for location in locations for path in _beside(location))
    return tuple(_register(path) for path in places)


def is_register(location: str) -> bool:
    """Is it the name of a register, which is no article?"""
    return not is_address(location) and Path(location).name == NAME


def told(known: Sequence[Register], location: str, given: str = "") -> dict[str, Any]:
    """What registers say of an article, by its location and the one that was `given` for it; of a part after its file."""
    file, part = parted(location) if not is_address(location) else (location, "")
    found: dict[str, Any] = {}
    for register in known:
        if is_address(location):
            names = [given, location]
        else:
            names = [name for name in (_inside(file, register), part and f"{_inside(file, register)}#{part}") if name]
        found = reduce(lambda all_, name: {**all_, **register.entries.get(name, {})}, names, found)
    return found


def remarks(known: Sequence[Register], locations: Iterable[str]) -> Iterator[str]:
    """That a register is heeded, for it may have come with somebody else's folder; each entry whose article is not there.

    `locations`: of all articles read, and those given for them.
    """
    read_ones = set(locations)
    for register in known:
        yield f"{str(register.path)!r} is heeded: it tells of {len(register.entries)} articles or files"
        for name in register.entries:
            file, part = parted(name) if not is_address(name) else (name, "")
            path = register.path.parent / file
            if is_address(name):
                missing = not any(one == name or one.startswith(name + "#") for one in read_ones)
            else:
                missing = not path.is_file() or (bool(part) and _is_read(path, read_ones) and f"{path}#{part}" not in read_ones)
            if missing:
                yield f"{str(register.path)!r} tells of {name!r}, which is not there"


def _is_read(path: Path, locations: set[str]) -> bool:
    return any(parted(one)[0] == str(path) for one in locations)


def _inside(file: str, register: Register) -> str:
    """The name of a file as a register in its folder, or above it, calls it; empty where it is elsewhere."""
    try:
        return Path(file).absolute().relative_to(register.path.parent.absolute()).as_posix()
    except ValueError:
        return ""


def _beside(location: str) -> Iterator[Path]:
    if location in ("", STDIN) or is_address(location):
        return
    try:
        path = Path(parted(location)[0])
        place = path if path.name == NAME else path / NAME if path.is_dir() else path.parent / NAME
        if os.path.lexists(place) or is_register(location):  # a broken link, too: what it would say is not heeded
            yield place
    except (OSError, ValueError):  # no name that a file can have; reading it says so
        return


def _register(path: Path) -> Register:
    where = f"{str(path)!r}"
    try:
        entries = _entries(utf8(read(path, most=_LARGEST), where), where)
        aliases = entries.pop(_ALIASES, {})
        if not isinstance(aliases, Mapping):
            raise UnreadableError(f"aliases in {where} are no names with lists of names: write NAME: [OTHER NAME, ...]")
        return Register(path, {name: _facts(name, said, where) for name, said in entries.items()}, aliases)
    except UnreadableError as error:
        raise UsageError(str(error)) from error


def _facts(name: str, said: Any, where: str) -> dict[str, Any]:
    if not isinstance(said, Mapping):
        raise UnreadableError(
            f"{where} says of {name!r} no more than {str(said)[:40]!r}; write key: value, such as reliability: B"
        )
    if unknown := [key for key in said if key not in KEYS]:
        raise UnreadableError(f"{where} says {unknown[0][:40]!r} of {name!r}, which is unknown; known are {', '.join(KEYS)}")
    return facts(said, f"{where}, {name!r},")


def _entries(text: str, where: str) -> dict[str, Any]:
    found = plain(text, where)
    if found is not None and not isinstance(found, dict):
        raise UnreadableError(f"{where} is no list of articles: write FILE NAME: and below it what you know of it")
    return found or {}
