"""Article's text -> the days that it bears: a line at its top or end that is a date. Pure.

"Updated on December 16th, 2025" is one, "PARIS, 12 May 2023 —" another. Labels are read in English.
"""

import re
from collections.abc import Iterator

from summarize.language.days import Day, days

# Title, standfirst, byline, place and buttons come before the text; as many lines may stand below it.
_EDGE = 12
_HEAD = 120  # code points: a dateline ends within them, and a part of a line that has more is no stamp

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


def stamps(text: str) -> list[tuple[str, Day]]:
    """The dates that the article bears, each with its words: in the lines at the top, else in a labelled line at the end."""
    lines = [line.strip() for line in text.splitlines() if not line.isspace() and line]
    top = [stamp for line in lines[:_EDGE] for stamp in _on_line(line)]
    return top or [stamp for line in lines[-_EDGE:] if _LABELLED.match(line) for stamp in _on_line(line)]


def _on_line(line: str) -> Iterator[tuple[str, Day]]:
    head = line[: 2 * _HEAD]
    note = _NOTE.match(head)
    for day in days(head[:_HEAD]):
        before, at_end = head[: day.start].rstrip(), day.end == len(line)
        placed = _PLACE.fullmatch(head, 0, day.start) and (
            _DATED.match(head, day.end) or (at_end and before.endswith(_CLOSING))
        )
        if placed or (note and note.end() == day.start):
            yield head[: day.end], day
            return
    for part in _PARTS.split(line):
        yield from _stamp(part.strip()) if len(part) <= _HEAD else ()


def _stamp(part: str) -> Iterator[tuple[str, Day]]:
    """The dates of a part of a line that has nothing but dates, times, labels and who wrote it."""
    borne, rest = days(part), part
    for day in borne:
        rest = rest[: day.start] + " " * (day.end - day.start) + rest[day.end :]
    if not re.search(r"\w", _STAMP_WORDS.sub(" ", rest)):
        yield from ((part, day) for day in borne)
