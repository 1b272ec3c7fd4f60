"""Article's text -> between which days it was published, read from what it says. Pure: no model, no clock.

Three kinds of clue. A line at the top that is a date ("Updated on December 16th, 2025", "PARIS, 12 May 2023 —") is the day
(`stamps`). A date that is told as past ("signed on 16 December 2025", `times`) is a first day; one that
lies ahead is nothing, and so are "Friday", "yesterday" and "last week", which need a clock. An office held for a known time
gives both ends (`offices`). Every clue is a set of spans; the answer is what all of them allow. Where nothing fits
them all, something is told of an earlier time: the first day then stands, the last day is not known.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import reduce
from typing import NamedTuple, Self

from pydantic import model_validator

from summarize.language.days import Day, days, falling, written
from summarize.language.times import is_past
from summarize.models import Value
from summarize.reading.sentences import sentences
from summarize.sourcing.offices import Period, mentions
from summarize.sourcing.stamps import stamps

_YEAR = timedelta(days=366)  # a day that is told without a year is less than one year back
_LONGEST = 80  # code points of the text in a reason


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
    spans: tuple[Period, ...]
    office: bool = False
    aside: bool = False

    @property
    def wide(self) -> tuple[Period, ...]:
        """An aside may be about an earlier term: then the years between two terms are possible as well."""
        return ((self.spans[0][0], self.spans[-1][1]),) if self.aside else self.spans


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
    return _stamped(stamps(text), found, max((clue.spans[0][0] for clue in clues), default=date.min)) or found


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


def _together(clues: Sequence[tuple[Period, ...]]) -> tuple[Period, ...]:
    everything: tuple[Period, ...] = ((date.min, None),)
    return reduce(_common, clues, everything)


def _common(one: tuple[Period, ...], other: tuple[Period, ...]) -> tuple[Period, ...]:
    # A single common day is none: on the day of a handover two persons held the office, but not together.
    pairs = ((max(a, c), min(b or date.max, d or date.max)) for a, b in one for c, d in other)
    return tuple((first, None if last == date.max else last) for first, last in sorted(pairs) if first < last)


def _kept(clue: _Clue, answer: Period) -> Period:
    kept = [span for span in clue.wide if _common((span,), (answer,))]
    return kept[0][0], kept[-1][1]


def _reason(clue: _Clue, span: Period) -> str:
    if not clue.office:
        return f"{_quoted(clue.words)} in the text"
    first, last = span
    return f"{_quoted(clue.words)}: " + (f"between {written(first)} and {written(last)}" if last else f"since {written(first)}")


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    return f'"{flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"}"'


def _stamped(marks: Sequence[tuple[str, Day]], found: Dated, bound: date) -> Dated | None:
    """The day that the article bears, from the first to the last of several; no last day where the text tells of later ones."""
    borne = [(phrase, span) for phrase, day in marks if (span := day.span or _year_found(day, found))]
    if not borne:
        return None
    earliest = min(max(first, bound) if bound <= (last or bound) else first for _, (first, last) in borne)
    latest = None if any(last is None for _, (_, last) in borne) else max(last for _, (_, last) in borne if last)
    why = "; ".join(dict.fromkeys(f"{_quoted(phrase)} as the article's date" for phrase, _ in borne))
    if latest and latest < bound:
        latest, why = None, f"{why}; the text tells of later days, so the last day is not known"
    return Dated(earliest=earliest, latest=latest, inferred=True, why=why)


def _year_found(day: Day, found: Dated) -> Period | None:
    """The days without a year that fit what else is known."""
    fitting = falling(day, found.earliest, found.latest) if found.earliest else []
    return (fitting[0], fitting[-1] if found.latest else None) if fitting else None


def _told(said: Sequence[str]) -> Iterator[_Clue]:
    """The dates with a year that are told as past: nothing told so was published before them."""
    for sentence in said:
        for day in days(sentence):
            if day.span and is_past(sentence, day):
                yield _Clue(_phrase(sentence, day), ((day.span[0], None),))


def _weekdays(said: Sequence[str], since: date | None) -> Iterator[_Clue]:
    """Days told as past with a weekday, no year: the first since a year before `since` on which both fall together."""
    for sentence in said if since else ():
        for day in days(sentence):
            if since and day.span is None and day.weekday is not None and is_past(sentence, day):
                yield from (_Clue(_phrase(sentence, day), ((d, None),)) for d in falling(day, since - _YEAR, None)[:1])


def _phrase(sentence: str, day: Day) -> str:
    opener = re.search(r"\b(?:[Oo]n|[Ii]n|[Ss]ince)\s+$", sentence[: day.start])
    return sentence[opener.start() if opener else day.start : day.end]
