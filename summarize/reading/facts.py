"""What is told about an article beside its text: title, publisher, date. By its maker, by its file, or by an analyst. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

from summarize.files import UnreadableError

KEYS = ("title", "publisher", "language", "origin", "published", "url", "reliability")
# A title or a publisher's name is a line, whatever a foreign file says.
_LONGEST = 300
_JOINERS = "\u200c\u200d"  # within words of Persian and Hindi, and within emoji
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPED_BYTE = re.compile(r"\\u(dc[89a-f][0-9a-f])")


def facts(told: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Values of `KEYS` as a person wrote them -> fields of a Source; what is blank or `null` is left out.

    `where` is named in the error: "its front matter". Raises UnreadableError with what is wrong with the first bad value.
    """
    for key, value in told.items():
        if not isinstance(value, str):
            raise UnreadableError(f"{key} in {where} is not a plain value; write one line of text")
        if half := half_a_character(value):
            raise UnreadableError(f"{key} in {where} holds {half}")
    written = {key: clean(value) if key == "url" else line(value) for key, value in told.items()}
    known: dict[str, Any] = {key: value for key, value in written.items() if value and value.lower() not in _NOTHING}
    if "reliability" in known:
        known["reliability"] = known["reliability"].upper()
        if known["reliability"] not in tuple("ABCDEF"):
            raise UnreadableError(f"reliability in {where} is {told['reliability']!r}; use one letter from A to F")
    if "url" in known and not is_address(known["url"]):
        raise UnreadableError(f"url in {where} is {known['url']!r}; it starts with http:// or https://")
    if "published" in known:
        known["published"] = _day(known["published"], where)
    return known


_NOTHING = {"null", "~"}


def is_address(text: str) -> bool:
    """Is it the address of a page, as a whole?"""
    return re.fullmatch(r"(?i)https?://\S+", text) is not None


def half_a_character(text: str) -> str:
    """Which half of a character (surrogate) a text holds, in words, for no file can hold one; empty where it has none."""
    half = _HALF.search(text)
    return f"half a character (U+{ord(half.group()):04X}); write the character itself" if half else ""


def writable(name: str) -> str:
    """A file's name as a briefing has it. Python keeps bytes that are not UTF-8 as half characters: they become escapes."""
    return name.encode(errors="backslashreplace").decode()


def as_on_disk(name: str) -> str:
    """A file's name from its `writable` form."""
    return _ESCAPED_BYTE.sub(lambda found: chr(int(found.group(1), 16)), name)


def clean(text: str) -> str:
    """One line without what controls a terminal, hides or reorders; half characters become U+FFFD."""
    return "".join(_shown(c) for c in " ".join(text.split()))


def _shown(char: str) -> str:
    kind = unicodedata.category(char)
    return "\ufffd" if kind == "Cs" else "" if kind in {"Cc", "Cf"} and char not in _JOINERS else char


def line(text: Any) -> str | None:
    """A title or a name out of a foreign file: one line as `clean` leaves it, of bounded length; None for an empty one."""
    shown = clean(str(text or "")).strip()
    return shown if 0 < len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…" if shown else None


def known(**told: Any) -> dict[str, Any]:
    """Facts without those that nothing is known of, and without a language that is none: some programs write `C`."""
    if not _LANGUAGE.fullmatch(told.get("language") or ""):
        told = {**told, "language": None}
    return {key: value for key, value in told.items() if value}


_LANGUAGE = re.compile(r"(?i)[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*")  # BCP 47, as far as files use it


def day(written: str) -> date | None:
    """The day of a date as files and people write it, in its own time zone; None where it is none or two days (06/05/2025)."""
    try:
        if found := _ISO.match(written.strip()):
            return date(*map(int, found.groups()))
        return parsedate_to_datetime(written).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return _in_words(" ".join(written.split())[:_LONGEST])


_ISO = re.compile(r"(\d{4})(?:-(?=\d{1,2}-)|(?=\d{4}(?:T|$)))(\d{1,2})-?(\d{1,2})(?:[T ].*)?$")
_YEAR_AND_WORD = re.compile(r"(?=.*[^\W\d_]{3}).*(?<!\d)\d{4}(?!\d)")


def _in_words(written: str) -> date | None:
    """The one day that a text names: in digits or with an English month; else with a month of another language."""
    from summarize.language.days import days

    found = [one.span for one in days(written)]
    if len(found) == 1 and found[0] and found[0][0] == found[0][1]:
        return found[0][0]
    if len(found) > 1 or not _YEAR_AND_WORD.match(written):
        return None
    from dateparser import parse

    whole = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]}
    told = parse(written, settings=whole)
    return told.date() if told else None


def _day(written: str, where: str) -> date:
    if (found := day(written)) is None:
        raise UnreadableError(f"published in {where} is {written!r}; write a date such as 2025-12-16")
    return found
