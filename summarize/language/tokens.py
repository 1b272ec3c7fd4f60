"""A text as a bag of words, without a parse: quick enough for whole articles. What words say of each other, `parsed` tells."""

import re
from collections.abc import Iterator
from functools import lru_cache

from summarize.language import wordnet
from summarize.language.english import irregular, known, stop
from summarize.language.parsed import root
from summarize.language.places import places_in
from summarize.language.recent import remembered
from summarize.language.spelling import fold, straight

# A blank line; initials such as U.S.; numbers with separators, currency and suffix; words with inner apostrophes; punctuation.
_TOKEN = re.compile(
    r"\n[^\S\n]*\n|(?:[^\W\d_]\.){2,}|(?:[^\W\d_]\.)+[^\W\d_](?![\w'])|[$€£¥]?\d+(?:[.,]\d+)*(?:%|(?:st|nd|rd|th|bn|km|kg|k|m|s)\b)?|[^\W\d_][^\W_]*(?:'[^\W\d_]+)*|[^\w\s]"
)
_WORD = re.compile(r"\w")
_KEPT_TEXT = 1_000_000  # code points of texts, each with its words: some ten megabytes


def pieces(text: str) -> list[str]:
    """The words, numbers, abbreviations and signs of a text, and its blank lines, in order; apostrophes are straight."""
    return _TOKEN.findall(straight(text))


def words_of(text: str) -> list[str]:
    """The words, numbers and abbreviations of a text, in lower case and in order, without a possessive ending."""
    return [piece.lower().removesuffix("'s") for piece in pieces(text) if _WORD.search(piece)]


def keys(text: str) -> Iterator[tuple[str, str]]:
    """Each word of a text in lower case, and what it stands for, in order: its stem; of a place all words at once, its key."""
    parts = pieces(text)
    for at, _, place in places_in(parts):
        low = parts[at].lower().removesuffix("'s")
        if place or _WORD.search(low):
            yield low, place.key if place else stem(low)


@remembered(_KEPT_TEXT, size=len)
def content(text: str) -> frozenset[str]:
    """What the words stand for that carry what is said; and the text's numbers."""
    return frozenset(key for low, key in keys(text) if low[-1].isdigit() or (len(low) > 1 and not stop(low)))


@remembered(_KEPT_TEXT, size=len)
def strangers(text: str) -> frozenset[str]:
    """The words with a capital that are none of the language, in one spelling: `Starmer`, but neither `Lee` nor `Monday`."""
    words = (piece.removesuffix("'s") for piece in pieces(text) if piece[0].isupper())
    return frozenset(fold(word) for word in words if len(word) > 2 and not word.isupper() and not known(word.lower()))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The root of a lower-case word's family: `deployment`, `deployed` -> `deploy`, `sent` -> `send`; a number as it is."""
    return word if word[-1:].isdigit() else root(wordnet.base(irregular(word)))
