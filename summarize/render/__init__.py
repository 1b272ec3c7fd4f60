"""A briefing as text. Each module `as_NAME` of this folder is a format, found here by itself; the others serve these.

A format declares `SUFFIXES`, the ends of file names that are its own, in lower case and with their dot, and
`rendered(briefing) -> str`, which is pure: the same briefing gives the same text, and article text can form no markup in it.
May import writing, reconciling and what is below them, and no engine.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from summarize.records import Briefing

_PREFIX = "as_"


class Format(Protocol):
    """A module that renders briefings."""

    SUFFIXES: tuple[str, ...]

    def rendered(self, briefing: "Briefing") -> str: ...


def names() -> tuple[str, ...]:
    """The names of all formats, sorted. Imports none of them."""
    return tuple(sorted(m.name.removeprefix(_PREFIX) for m in iter_modules(__path__) if m.name.startswith(_PREFIX)))


def named_by(suffix: str) -> str | None:
    """The name of the format whose files end so (`.md`, in whatever case); None where there is none."""
    return next((name for name in names() if suffix.lower() in _format(name).SUFFIXES), None)


def rendered(briefing: "Briefing", name: str) -> str:
    """The briefing in the format of this name, which is one of `names`."""
    return _format(name).rendered(briefing)


def _format(name: str) -> Format:
    return cast(Format, import_module(f"{__name__}.{_PREFIX}{name}"))
