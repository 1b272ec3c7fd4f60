"""A briefing as a file. Each module `as_NAME` of this folder is a format, found here by itself; the others serve these.

A format declares `SUFFIXES`, the ends of file names that are its own, in lower case and with their dot (`.md`,
`.citations.csv`), and `rendered(briefing) -> str | bytes`, which is pure: the same briefing gives the same bytes, and article
text can form no markup in it. What is not installed is asked for where it is used, with `installed`.
May import writing, reconciling and what is below them, and no engine.
"""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING, Protocol, cast

from summarize.errors import UsageError

if TYPE_CHECKING:
    from summarize.records import Briefing

_PREFIX = "as_"


class Format(Protocol):
    """A module that renders briefings."""

    SUFFIXES: tuple[str, ...]

    def rendered(self, briefing: "Briefing") -> str | bytes: ...


def names() -> tuple[str, ...]:
    """The names of all formats, sorted. Imports none of them."""
    return tuple(sorted(m.name.removeprefix(_PREFIX) for m in iter_modules(__path__) if m.name.startswith(_PREFIX)))


def named_by(filename: str) -> str | None:
    """The name of the format whose files are named so, in whatever case; None where there is none. The longest end decides."""
    ends = {suffix: name for name in names() for suffix in _format(name).SUFFIXES if filename.lower().endswith(suffix)}
    return ends[max(ends, key=len)] if ends else None


def rendered(briefing: "Briefing", name: str) -> str | bytes:
    """The briefing in the format of this name, which is one of `names`. Raises UsageError where its extra is not installed."""
    return _format(name).rendered(briefing)


def installed(module: str, *, extra: str) -> ModuleType:
    """A module of an extra of this package. Raises UsageError that says how to install it."""
    try:
        return import_module(module)
    except ImportError as error:
        raise UsageError(f"{module} is needed: pip install 'summarize[{extra}]'") from error


def _format(name: str) -> Format:
    return cast(Format, import_module(f"{__name__}.{_PREFIX}{name}"))
