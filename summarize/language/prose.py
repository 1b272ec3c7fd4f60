"""How sentences that the program writes are put together: one line, a list, a number of things. Pure."""

from collections.abc import Iterable


def one_line(text: str) -> str:
    """The text with every run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def listed(words: Iterable[str]) -> str:
    """'a', 'a and b', 'a, b and c'; empty for no words."""
    *most, last = [*words] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def counted(number: int, noun: str) -> str:
    """'1 origin', '2 origins': for nouns whose plural is an s more."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
