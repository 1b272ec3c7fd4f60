"""Text -> the days that it names, in digits or with an English month. Pure: no model, no clock.

Written by hand: a library finds a date in a string but not whether the text tells it as past (`times.is_past`), and
dateparser brings tens of megabytes. Dates in digits are read in every language, names of months in English.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

from summarize.language.lexicon import phrases, rows

# In lower case. Not `calendar.month_name`: it speaks the language of the user's locale.
MONTH_OF = {form: number for number, (forms,) in enumerate(rows("time.months"), 1) for form in forms.split()}
MONTHS = tuple(forms.split()[0] for (forms,) in rows("time.months"))
WEEKDAYS = phrases("time.weekdays")
_YEARS_READ = range(1900, 2101)
_YEARS = 40  # after which every weekday has met every day of the month again, 29 February too
_M = rf"(?P<month>(?i:{'|'.join(MONTH_OF)}))\b\.?"
_W = r"(?:(?P<weekday>(?i:mon|tue|wed|thu|fri|sat|sun))(?i:s|nes|rs|ur|urs)?(?i:day)?\.?,?\s+(?:the\s+)?)?"
_D = r"(?:(?P<from>\d{1,2})(?:st|nd|rd|th)?\s?(?:[-–—/]|and|to)\s?)?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_Y = r"(?P<year>\d{4})"
_NOT_BEFORE, _NOT_AFTER = r"(?<![\w/])(?<!\d[.-])", r"(?![\w/]|[.-]\d)"
_FORMS = tuple(
    re.compile(_NOT_BEFORE + form + _NOT_AFTER)
    for form in (
        rf"{_W}{_D}\s+(?:of\s+)?{_M},?\s+{_Y}",
        rf"{_W}{_M}\s*{_D},?\s+{_Y}",
        rf"{_Y}(?P<sep>[-/.])(?P<number>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?",
        rf"{_Y}\s?[年년]\s?(?P<number>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]?",
        rf"(?P<day>\d{{1,2}})\.\s?(?P<number>\d{{1,2}})\.\s?{_Y}",
        rf"(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})/{_Y}",
        rf"(?:(?i:early|mid|late)[-\s])?{_M},?\s+{_Y}",
        rf"(?<=\b[Ii]n\s){_Y}(?=\s*(?:[,.;:)]|$)|\s(?:and|but|when|after|as|by|to|with|on)\b)",
        rf"(?<=\b[Ss]ince\s){_Y}",
        rf"{_W}{_D}\s+(?:of\s+)?{_M}",
        rf"{_W}{_M}\s*{_D}",
    )
)


class Day(NamedTuple):
    """A date from `start` to `end` (exclusive) of a text: the days it may mean; without a year, its month, day and weekday."""

    start: int
    end: int
    span: tuple[date, date] | None
    month: int = 0
    day: int = 0
    weekday: int | None = None


def days(text: str) -> list[Day]:
    """The dates of a text in its order; a longer form before a shorter one, never two over the same characters."""
    found: list[Day] = []
    for form in _FORMS if any(c.isdigit() for c in text) else ():
        for match in form.finditer(text):
            free = all(match.end() <= day.start or match.start() >= day.end for day in found)
            if free and (day := _day(match)):
                found.append(day)
    return sorted(found)


def falling(day: Day, first: date, last: date | None) -> list[date]:
    """What a day without a year may be, from `first` to `last`; None: within the years that bring every such day once."""
    years = range(first.year, (last.year if last else first.year + _YEARS) + 1)
    met = [made for year in years if (made := _made(year, day.month, day.day))]
    return [d for d in met if first <= d <= (last or d) and day.weekday in (None, d.weekday())]


def written(day: date) -> str:
    """'5 November 2024', in English whatever the locale."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


_MEASURED = re.compile(
    rf"[\W\d]|\b(?:{'|'.join([*MONTH_OF, *WEEKDAYS])}|st|nd|rd|th|am|pm|of|on|in|early|late|next|last)\b", re.IGNORECASE
)


def is_measure(text: str) -> bool:
    """Is the whole text a number, an amount or a day, and names nothing?"""
    return not _MEASURED.sub("", re.sub(r"(?<=\d)(?=[^\W\d])", " ", text))


def _day(match: re.Match[str]) -> Day | None:
    told = match.groupdict()
    month, day = _month_and_day(told)
    year = int(told["year"]) if told.get("year") else None
    if year is None:
        weekday = next((n for n, name in enumerate(WEEKDAYS) if name.startswith((told["weekday"] or "-").casefold())), None)
        return Day(*match.span(), None, month, day, weekday) if _made(2000, month, day) else None
    first = _made(year, month or 1, min(int(told.get("from") or day or 1), day or 1))
    last = _made(year, month, day) if day else _last(year, month or 12)
    return Day(*match.span(), (first, last)) if first and last and year in _YEARS_READ else None


def _month_and_day(told: dict[str, str | None]) -> tuple[int, int]:
    """Month and day as numbers; 0 for what is not told. 3/4/2025 is in March or in April: neither is told."""
    if told.get("one") and told.get("two"):
        one, two = int(told["one"] or 0), int(told["two"] or 0)
        return (two, one) if one > 12 or one == two else (one, two) if two > 12 else (13, 1)
    named = MONTH_OF.get((told.get("month") or "").casefold())
    return named or int(told.get("number") or 0), int(told.get("day") or 0)


def _last(year: int, month: int) -> date | None:
    following = _made(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1) if following else None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
