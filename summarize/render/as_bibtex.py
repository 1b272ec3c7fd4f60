"""The sources of a briefing as BibTeX in UTF-8, for BibTeX, biber and pandoc. Article text can form no entry and no command."""

import re
from itertools import accumulate

from summarize.records import Briefing
from summarize.render.bibliography import Entry, entries

SUFFIXES = (".bib",)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {
    "\\": r"{\textbackslash}",
    "{": r"\{",
    "}": r"\}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    '"': r"{\textquotedbl}",
    **{char: f"\\{char}" for char in "$&#_%"},
}
# BibTeX counts braces even behind a backslash: where they are no pairs they stand as commands, which fewer programs know.
_UNPAIRED = {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
_TO_ESCAPE = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
_IN_ADDRESS = {char: f"%{ord(char):02X}" for char in "{}\\"}


def rendered(briefing: Briefing) -> str:
    """The entries, each of them one source; empty where none could be read."""
    return "\n".join(map(_entry, entries(briefing)))


def escape(text: str) -> str:
    """Text of one line as LaTeX that prints it."""
    special = _SPECIAL if _paired(text) else _SPECIAL | _UNPAIRED
    return _TO_ESCAPE.sub(lambda match: special[match[0]], text)


def _paired(text: str) -> bool:
    depth = [*accumulate({"{": 1, "}": -1}.get(char, 0) for char in text)]
    return not depth or (min(depth) >= 0 and depth[-1] == 0)


def _entry(entry: Entry) -> str:
    told = {
        "title": _braced(_braced(escape(entry.title))),  # twice: else a style may write its names in lower case
        "journal": _braced(escape(entry.publisher)),
        **_day(entry),
        "url": _braced("".join(_IN_ADDRESS.get(char, char) for char in entry.url or "")),
        "note": _braced(escape(entry.note)),
    }
    fields = "".join(f"  {name} = {value},\n" for name, value in told.items() if value)
    return f"@{'article' if entry.publisher else 'misc'}{{{entry.key},\n{fields}}}\n"


def _day(entry: Entry) -> dict[str, str]:
    """The day as biber reads it and as BibTeX does; a day that was only inferred stands in the note."""
    day = entry.days[0] if len(entry.days) == 1 else None
    return {"date": _braced(day.isoformat()), "year": str(day.year), "month": _MONTHS[day.month - 1]} if day else {}


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""
