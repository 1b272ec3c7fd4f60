"""What kind of answer a question asks for, by its own words: names, numbers, or what somebody says. English; pure."""

import re
from enum import StrEnum

from summarize.language.lexicon import words

_NOT_HELPERS = r"(?!(?:are|can|could|did|do|does|has|have|is|may|might|should|was|were|will|would)\b)"


def _one_of(name: str) -> str:
    return rf"(?:{'|'.join(sorted(words(f'questions.{name}')))})\b"


_WHICH = rf"\b(?:which|what)\s+{_NOT_HELPERS}(?:\w+\s+)?"  # "which", "which other"
_NAMES = re.compile(rf"\bwho(?:m|se)?\b|{_WHICH}{_one_of('bearers')}", re.IGNORECASE)
_NUMBERS = re.compile(rf"\bhow\s+{_one_of('sizes')}|{_WHICH}{_one_of('numbers')}", re.IGNORECASE)
_TIMES = re.compile(rf"\b{_one_of('times')}", re.IGNORECASE)
_VIEWS = re.compile(rf"^(?:who|what\s+(?:do|does|did))\b.*\b{_one_of('views')}", re.IGNORECASE | re.DOTALL)


class Wants(StrEnum):
    """The kind of answer: things with names, numbers, numbers and days, or what somebody says or thinks."""

    NAMES = "names"
    NUMBERS = "numbers"
    NUMBERS_AND_DAYS = "numbers and days"
    VIEWS = "views"


def wants(question: str) -> Wants | None:
    """The kind of answer that a question asks for by its first words; None for all other kinds."""
    if _NUMBERS.search(question):
        return Wants.NUMBERS_AND_DAYS if _TIMES.search(question) else Wants.NUMBERS
    if _VIEWS.search(question):
        return Wants.VIEWS
    return Wants.NAMES if _NAMES.search(question) else None
