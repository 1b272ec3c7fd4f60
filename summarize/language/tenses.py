"""A sentence and a day that it names -> is that day told as past? Pure, English.

"Signed on 16 December 2025" is told as past. One that lies ahead is not, nor one of which the words do not say.
"""

import re
from collections.abc import Sequence

from summarize.language.days import Day
from summarize.language.lexicon import IRREGULAR_PAST, words
from summarize.language.parsing import bare_words

_FAR = 6  # words from a verb that tells an event to its date
_MAIN = 25  # words behind a date in which the sentence's verb stands

_AHEAD = words("time.ahead")
_EVENTS = words("time.events")
_WAS = frozenset({"was", "were", "had", "did"})
_AGREED = words("time.agreed")
_BETWEEN = words("time.between")
_HELPERS = words("time.helpers")
_PRESENT = frozenset({"be", "being", "is", "are"})
_OPENERS = words("time.openers")
_DETERMINERS = words("time.determiners")
_BREAK = re.compile(r"[;:()\"“”—–]|,\s+(?=(?:which|who|that|where|but|and)\b)")


def is_past(sentence: str, day: Day) -> bool:
    """Is the date told as past? Only where the words say so: since it; behind a past verb; first, with one behind it."""
    before = bare_words(_BREAK.split(sentence[: day.start])[-1])
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
    low = [word.casefold() for word in bare_words(after)[:_MAIN]]
    for previous, word in zip(["", *low], low, strict=False):
        if word in _AHEAD:
            return False
        if _past(word) and previous not in _DETERMINERS:
            return True
    return False


def _past(low: str) -> bool:
    return low in _WAS or low in _EVENTS or low in IRREGULAR_PAST or (low.endswith("ed") and len(low) > 4)
