"""Article's text -> between which days it was published, read from what it says. Pure: no model, no clock.

Three kinds of clue. A line at the top that is a date ("Updated on December 16th, 2025", "PARIS, 12 May 2023 —") is the day. A
date that is told as past ("signed on 16 December 2025") is a first day; one that lies ahead is nothing, and so are "Friday",
"yesterday" and "last week", which need a clock. An office held for a known time gives both ends (`summarize.terms`). Every
clue is a set of spans; the answer is what all of them allow. Where nothing fits them all, something is told of an earlier time:
the first day then stands, the last day is not known.

Written by hand: a library finds a date in a string but not whether the text tells it as past, and dateparser brings tens of
megabytes. Dates in digits are read in every language, names of months and tenses in English.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import reduce
from typing import Literal, NamedTuple, Self

from pydantic import model_validator

from summarize.guards.lexicon import IRREGULAR_PAST, words
from summarize.models import Value
from summarize.terms import Span, mentions
from summarize.text import sentences

# Title, standfirst, byline, place and buttons come before the text; as many lines may stand below it.
_EDGE = 12
_HEAD = 120  # code points: a dateline ends within them, and a part of a line that has more is no stamp
_YEAR = timedelta(days=366)  # a day that is told without a year is less than one year back
_YEARS = 40  # after which every weekday has met every day of the month again, 29 February too
_FAR = 6  # words from a verb that tells an event to its date
_MAIN = 25  # words behind a date in which the sentence's verb stands
_LONGEST = 80  # code points of the text in a reason

# Not `calendar.month_name`: it speaks the language of the user's locale.
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YEARS_READ = range(1900, 2101)
_M = (
    r"(?P<month>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?))\b\.?"
)
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

_LABEL = r"\b(?i:(?:last|first|originally|date)\s+)?(?i:published|updated|posted|modified|issued|edited|created|date)\b"
_TIME = r"(?i:T?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|\d+ min(?:ute)?s?(?: read)?)"
_ZONE = r"\b(?:GMT|UTC|Z|[A-Z]{1,4}T)\b|[+-]\d\d:?\d\d"
_BY = r"\b(?i:by)(?:\s+(?:and\s+)?[A-Z][\w.'’-]*,?){1,8}"
_STAMP_WORDS = re.compile(rf"{_LABEL}|{_TIME}|{_ZONE}|{_BY}|\b(?i:on|at)\b")
_LABELLED = re.compile(rf"\W{{0,3}}{_LABEL}")
_NOTE = re.compile(rf"\W{{0,3}}(?i:this (?:article|story|report|post|page|piece) was ){_LABEL}[\s:]*(?:on\s+)?")
_PARTS = re.compile(r"[|•·\t]")
_PLACE = re.compile(
    r"\W{0,2}(?!(?:On|In|Since|By|From|Until|After|Before|As)\b)"
    r"(?:[A-Z][\w.'’/-]*[,.:]?\s*(?:\([A-Z][\w ]{0,20}\)\s*)?[,–—-]?\s*){0,5}"
)
_DATED = re.compile(r"\s*(?:\([^)]{2,30}\)|/[^/]{2,30}/)?\s*(?:[-–—:]|\.\s)")
_CLOSING = tuple(",.:)–—-")

_AHEAD = words("""
will would shall should could can may might must won't next coming upcoming future plan plans planned planning due expected
expects expect scheduled set slated proposed proposes aims hopes wants intends going deadline target goal if unless forecast
""")
_EVENTS = words("""
signed met killed attacked visited launched invaded arrived voted ended began started took held won died opened closed adopted
approved published released issued struck fired bombed shelled hit resigned elected appointed crashed landed left returned
spoke hosted gathered convened passed seized captured annexed withdrew fell collapsed broke occurred happened shot arrested
detained sentenced convicted charged imposed injured wounded founded established joined ratified rejected
""")
_WAS = words("was were had did")
# "agreed on 12 May" may name the day that was agreed on.
_AGREED = words("agreed decided settled insisted focused relied based hinged fixed counted")
_BETWEEN = words("in at the of near and by there here jointly")
_HELPERS = words("be been being have has had having was were is are not also first finally only")
_PRESENT = words("be being is are")
_OPENERS = words("on in and but back early late later then")
_DETERMINERS = words("a an the newly recently his her its their")
_BREAK = re.compile(r"[;:()\"“”—–]|,\s+(?=(?:which|who|that|where|but|and)\b)")
_WORD = re.compile(r"[\w'’-]+")


class Dated(Value):
    """Between which days an article was published, both included; None: not known.

    `inferred`: read from the text, not given. `why`: the words of the text that it rests on.
    """

    earliest: date | None = None
    latest: date | None = None
    inferred: bool = False
    why: str

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"the earliest day, {self.earliest}, is after the latest, {self.latest}")
        return self


class _Clue(NamedTuple):
    """Words of the text and the spans that they allow; `office`: from somebody's time in office; `aside`: named only there."""

    words: str
    spans: tuple[Span, ...]
    office: bool = False
    aside: bool = False

    @property
    def wide(self) -> tuple[Span, ...]:
        """An aside may be about an earlier term: then the years between two terms are possible as well."""
        return ((self.spans[0][0], self.spans[-1][1]),) if self.aside else self.spans


class _Day(NamedTuple):
    """A date from `start` to `end` (exclusive) of a text: the days it may mean; without a year, its month, day and weekday."""

    start: int
    end: int
    span: tuple[date, date] | None
    month: int = 0
    day: int = 0
    weekday: int | None = None


def published(text: str, known: date | None = None) -> Dated:
    """Tell between which days an article was published; `known`: the day that is given with it, which then is the answer.

    Where nothing is found, both ends are None. Raises for no text.
    """
    if known:
        return Dated(earliest=known, latest=known, why="given with the article")
    said = [sentence.text for sentence in sentences(text)]
    clues = [*_told(said), *(_Clue(m.words, m.spans, office=True, aside=m.aside) for m in mentions(said))]
    clues += _weekdays(said, _agreed(clues).earliest)
    found = _agreed(clues)
    return _stamped(_stamps(text), found, max((clue.spans[0][0] for clue in clues), default=date.min)) or found


def order(one: Dated, other: Dated) -> Literal[-1, 0, 1] | None:
    """-1: `one` is earlier, 1: it is later, 0: both are of the same day, None: it cannot be told.

    Spans of more than a day that share one day only are in order: on that day one office holder followed the other.
    """
    if one.earliest is not None and one.earliest == one.latest == other.earliest == other.latest:
        return 0
    if _before(one, other):
        return -1
    return 1 if _before(other, one) else None


def _before(one: Dated, other: Dated) -> bool:
    if one.latest is None or other.earliest is None:
        return False
    long = one.earliest != one.latest and other.earliest != other.latest
    return one.latest < other.earliest or (long and one.latest == other.earliest)


def _agreed(clues: Sequence[_Clue]) -> Dated:
    """What all clues allow; where that is nothing, the last of their first days, and no last day."""
    if not clues:
        return Dated(why="the text has no date and no office that tells its time")
    if not _together([clue.spans for clue in clues]):
        first = max(clues, key=lambda clue: clue.spans[0][0])
        why = f"{_reason(first, (first.spans[0][0], None))}; the clues are of different times, so the last day is not known"
        return Dated(earliest=first.spans[0][0], inferred=True, why=why)
    spans = _together([clue.wide for clue in clues])
    answer = spans[0][0], spans[-1][1]
    opening = next(clue for clue in clues if any(first == answer[0] for first, _ in clue.wide))
    closing = [clue for clue in clues if answer[1] and any(last == answer[1] for _, last in clue.wide)][:1]
    whys = dict.fromkeys(_reason(clue, _kept(clue, answer)) for clue in (opening, *closing))
    return Dated(earliest=answer[0], latest=answer[1], inferred=True, why="; ".join(whys))


def _together(clues: Sequence[tuple[Span, ...]]) -> tuple[Span, ...]:
    everything: tuple[Span, ...] = ((date.min, None),)
    return reduce(_common, clues, everything)


def _common(one: tuple[Span, ...], other: tuple[Span, ...]) -> tuple[Span, ...]:
    # A single common day is none: on the day of a handover two persons held the office, but not together.
    pairs = ((max(a, c), min(b or date.max, d or date.max)) for a, b in one for c, d in other)
    return tuple((first, None if last == date.max else last) for first, last in sorted(pairs) if first < last)


def _kept(clue: _Clue, answer: Span) -> Span:
    kept = [span for span in clue.wide if _common((span,), (answer,))]
    return kept[0][0], kept[-1][1]


def _reason(clue: _Clue, span: Span) -> str:
    if not clue.office:
        return f"{_quoted(clue.words)} in the text"
    first, last = span
    return f"{_quoted(clue.words)}: " + (f"between {written(first)} and {written(last)}" if last else f"since {written(first)}")


def written(day: date) -> str:
    """'5 November 2024', in English whatever the locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    return f'"{flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"}"'


def _stamped(stamps: Sequence[tuple[str, _Day]], found: Dated, bound: date) -> Dated | None:
    """The day that the article bears, from the first to the last of several; no last day where the text tells of later ones."""
    borne = [(phrase, span) for phrase, day in stamps if (span := day.span or _year_found(day, found))]
    if not borne:
        return None
    earliest = min(max(first, bound) if bound <= (last or bound) else first for _, (first, last) in borne)
    latest = None if any(last is None for _, (_, last) in borne) else max(last for _, (_, last) in borne if last)
    why = "; ".join(dict.fromkeys(f"{_quoted(phrase)} as the article's date" for phrase, _ in borne))
    if latest and latest < bound:
        latest, why = None, f"{why}; the text tells of later days, so the last day is not known"
    return Dated(earliest=earliest, latest=latest, inferred=True, why=why)


def _year_found(day: _Day, found: Dated) -> Span | None:
    """The days without a year that fit what else is known."""
    fitting = _falling(day, found.earliest, found.latest) if found.earliest else []
    return (fitting[0], fitting[-1] if found.latest else None) if fitting else None


def _falling(day: _Day, first: date, last: date | None) -> list[date]:
    years = range(first.year, (last.year if last else first.year + _YEARS) + 1)
    days = [made for year in years if (made := _made(year, day.month, day.day))]
    return [d for d in days if first <= d <= (last or d) and day.weekday in (None, d.weekday())]


def _stamps(text: str) -> list[tuple[str, _Day]]:
    """The dates that the article bears, each with its words: in the lines at the top, else in a labelled line at the end."""
    lines = [line.strip() for line in text.splitlines() if not line.isspace() and line]
    top = [stamp for line in lines[:_EDGE] for stamp in _on_line(line)]
    return top or [stamp for line in lines[-_EDGE:] if _LABELLED.match(line) for stamp in _on_line(line)]


def _on_line(line: str) -> Iterator[tuple[str, _Day]]:
    head = line[: 2 * _HEAD]
    note = _NOTE.match(head)
    for day in _days(head[:_HEAD]):
        before, at_end = head[: day.start].rstrip(), day.end == len(line)
        placed = _PLACE.fullmatch(head, 0, day.start) and (
            _DATED.match(head, day.end) or (at_end and before.endswith(_CLOSING))
        )
        if placed or (note and note.end() == day.start):
            yield head[: day.end], day
            return
    for part in _PARTS.split(line):
        yield from _stamp(part.strip()) if len(part) <= _HEAD else ()


def _stamp(part: str) -> Iterator[tuple[str, _Day]]:
    """The dates of a part of a line that has nothing but dates, times, labels and who wrote it."""
    days, rest = _days(part), part
    for day in days:
        rest = rest[: day.start] + " " * (day.end - day.start) + rest[day.end :]
    if not re.search(r"\w", _STAMP_WORDS.sub(" ", rest)):
        yield from ((part, day) for day in days)


def _told(said: Sequence[str]) -> Iterator[_Clue]:
    """The dates with a year that are told as past: nothing told so was published before them."""
    for sentence in said:
        for day in _days(sentence):
            if day.span and _is_past(sentence, day):
                yield _Clue(_phrase(sentence, day), ((day.span[0], None),))


def _weekdays(said: Sequence[str], since: date | None) -> Iterator[_Clue]:
    """Days told as past with a weekday, no year: the first since a year before `since` on which both fall together."""
    for sentence in said if since else ():
        for day in _days(sentence):
            if since and day.span is None and day.weekday is not None and _is_past(sentence, day):
                yield from (_Clue(_phrase(sentence, day), ((d, None),)) for d in _falling(day, since - _YEAR, None)[:1])


def _phrase(sentence: str, day: _Day) -> str:
    opener = re.search(r"\b(?:[Oo]n|[Ii]n|[Ss]ince)\s+$", sentence[: day.start])
    return sentence[opener.start() if opener else day.start : day.end]


def _is_past(sentence: str, day: _Day) -> bool:
    """Is the date told as past? Only where the words say so: since it; behind a past verb; first, with one behind it."""
    before = _WORD.findall(_BREAK.split(sentence[: day.start])[-1])
    low = [word.casefold() for word in before]
    if low[-1:] in (["since"], ["today"]):
        return True
    if not set(low) - _OPENERS:
        return _goes_on_past(sentence[day.end :])
    if low[-1] in ("on", "in"):
        return _follows_past(before[:-1], on=low[-1] == "on")
    return re.match(r"\s*(?:[,.;)]|$)", sentence[day.end :]) is not None and _follows_past(before, on=False)


def _follows_past(before: Sequence[str], *, on: bool) -> bool:
    for back, word in enumerate(reversed(before[-_FAR - 1 :])):
        low, rest = word.casefold(), before[: len(before) - back - 1]
        if low in _AHEAD:
            return False
        if _past(low) and not (rest and rest[-1].casefold() in _DETERMINERS):
            close = all(w in _BETWEEN or w[0].isupper() or w.endswith("ly") for w in before[len(before) - back :])
            named = on and not back and low in _AGREED
            return (close or low in _EVENTS) and not named and not _unreal(rest)
    return False


def _unreal(before: Sequence[str]) -> bool:
    """`will be`, `to have been`, `is`: what stands before a past form so that nothing has happened yet."""
    for word in reversed([w.casefold() for w in before]):
        if word in _PRESENT:
            return True
        if word not in _HELPERS:
            return word in _AHEAD or word == "to"
    return False


def _goes_on_past(after: str) -> bool:
    low = [word.casefold() for word in _WORD.findall(after)[:_MAIN]]
    for previous, word in zip(["", *low], low, strict=False):
        if word in _AHEAD:
            return False
        if _past(word) and previous not in _DETERMINERS:
            return True
    return False


def _past(low: str) -> bool:
    return low in _WAS or low in _EVENTS or low in IRREGULAR_PAST or (low.endswith("ed") and len(low) > 4)


def _days(text: str) -> list[_Day]:
    """The dates of a text in its order; a longer form before a shorter one, never two over the same characters."""
    found: list[_Day] = []
    for form in _FORMS if any(c.isdigit() for c in text) else ():
        for match in form.finditer(text):
            free = all(match.end() <= day.start or match.start() >= day.end for day in found)
            if free and (day := _day(match)):
                found.append(day)
    return sorted(found)


def _day(match: re.Match[str]) -> _Day | None:
    told = match.groupdict()
    month, day = _month_and_day(told)
    year = int(told["year"]) if told.get("year") else None
    if year is None:
        weekday = _WEEKDAYS.index(told["weekday"].casefold()) if told["weekday"] else None
        return _Day(*match.span(), None, month, day, weekday) if _made(2000, month, day) else None
    first = _made(year, month or 1, min(int(told.get("from") or day or 1), day or 1))
    last = _made(year, month, day) if day else _last(year, month or 12)
    return _Day(*match.span(), (first, last)) if first and last and year in _YEARS_READ else None


def _month_and_day(told: dict[str, str | None]) -> tuple[int, int]:
    """Month and day as numbers; 0 for what is not told. 3/4/2025 is in March or in April: neither is told."""
    if told.get("one") and told.get("two"):
        one, two = int(told["one"] or 0), int(told["two"] or 0)
        return (two, one) if one > 12 or one == two else (one, two) if two > 12 else (13, 1)
    name = (told.get("month") or "")[:3].casefold()
    named = next((n for n, month in enumerate(_MONTHS, 1) if name and month.casefold().startswith(name)), 0)
    return named or int(told.get("number") or 0), int(told.get("day") or 0)


def _last(year: int, month: int) -> date | None:
    following = _made(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1) if following else None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
