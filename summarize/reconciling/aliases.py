"""Names that a user knows to be one: a small file of YAML or JSON, canonical name -> what else it is called.

United Kingdom: [London, the British side]
Mary Jones:
  - the chief negotiator
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from summarize.errors import UsageError
from summarize.files import UnreadableError, read, read_json, utf8
from summarize.reading.facts import half_a_character
from summarize.reading.plain_yaml import plain

Aliases = Mapping[str, Sequence[str]]

_WANTED = "it wants names with lists of names, such as `United Kingdom: [London, the British side]`"
# A line for each of thousands of names.
_LARGEST = 1024**2


def read_aliases(path: Path) -> dict[str, tuple[str, ...]]:
    """Read aliases from a file: JSON where its name ends in .json, else YAML; `NO`, `7` and `on` are names like others.

    Raises UsageError where the file cannot be read, is not what it should be, or has one name under two others.
    """
    where = f"the aliases in {str(path)!r}"
    try:
        return _checked(_json(path, where) if path.suffix.lower() == ".json" else _yaml(path, where), where)
    except UnreadableError as error:
        raise UsageError(str(error)) from error


def aliases(given: Aliases | str | Path | None) -> dict[str, tuple[str, ...]]:
    """Take aliases from a program: a mapping, or the name of a file. Raises UsageError."""
    if isinstance(given, str | Path):
        return read_aliases(Path(given))
    return _checked(list((given or {}).items()), "the aliases")


def joined(*several: Aliases) -> dict[str, tuple[str, ...]]:
    """The names of several files of aliases as one. Raises UsageError where they are none, or one name is two things'."""
    together: dict[str, list[Any]] = {}
    for canonical, names in ((canonical, names) for one in several for canonical, names in one.items()):
        listed = names if isinstance(names, list | tuple) else [names]
        together.setdefault(canonical, []).extend(listed)
    return _checked(list(together.items()), "the aliases, those of sources.yaml among them,")


def _checked(pairs: Sequence[tuple[Any, Any]], where: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    owner: dict[str, str] = {}
    for canonical, names in pairs:
        listed = [names] if isinstance(names, str) else names
        if not (_is_name(canonical) and isinstance(listed, list | tuple) and all(map(_is_name, listed))):
            raise UsageError(f"{where} cannot be used at {canonical!r}: {_WANTED}")
        if canonical in found:
            raise UsageError(f"{where} have {canonical!r} twice: put all its names into one list")
        found[canonical] = tuple(listed)
        for name in (canonical, *listed):
            if owner.setdefault(_line(name), canonical) != canonical:
                raise UsageError(f"{where} have {name!r} under {owner[_line(name)]!r} and {canonical!r}: a name is one thing's")
    return found


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not half_a_character(value)


def _line(name: str) -> str:
    """A name as it is compared with others: "the EU" is "EU"."""
    return " ".join(name.split()).casefold().removeprefix("the ")


def _json(path: Path, where: str) -> list[tuple[Any, Any]]:
    found = read_json(path, pairs=_Pairs) if read(path).strip() else _Pairs()
    if not isinstance(found, _Pairs):
        raise UsageError(f"{where} cannot be used: {_WANTED}")
    return list(found)


class _Pairs(list[tuple[Any, Any]]):
    """A JSON object as it is written: nothing that is there twice is lost."""


def _yaml(path: Path, where: str) -> list[tuple[Any, Any]]:
    found = plain(utf8(read(path, most=_LARGEST), where), where)
    if found is not None and not isinstance(found, dict):
        raise UsageError(f"{where} cannot be used: {_WANTED}")
    return list((found or {}).items())
