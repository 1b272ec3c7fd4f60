"""A text without what hides its words from a reader of words: invisible signs, look-alikes, s p a c e d letters, typos. Pure.

To be compared, never shown. Whoever plants an order in an article hides it from filters, not from models, which read
through all of this (Hughes et al., "Best-of-N jailbreaking", 2024; Greshake et al., 2023).
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from summarize.language.recent import remembered
from summarize.language.spelling import plain, unaccented

# Letters of Cyrillic and Greek that look like Latin ones (Unicode's confusables.txt has more).
_ALIKE = str.maketrans(
    "аеорсухіјѕԁһӏԛԝьѵгпАВЕКМНОРСТХУІЈЅαεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijsdhlqwbvrnABEKMHOPCTXYIJSaeikvoptuxABEZHIKMNOPTYX"
)
_LEET = str.maketrans("013457@$!", "oieastasi")
_TAGS = {0xE0000 + c: chr(c) for c in range(0x20, 0x7F)}  # ASCII that no program draws
_WORD = re.compile(r"\w+")
_MIXED = re.compile(r"(?<![\w.@/])(?=\S*[^\W\d_])(?=\S*[013457@$!])[^\W_][\w@$!]*[^\W_](?![\w@/]|\.\w)")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-_*]){4,}[^\W\d_](?!\w)")
_GAP = re.compile(r"\s{2,}")
# So like a word is a typo of it: one letter of seven missing, doubled or another. "ignored" is none of "ignore": ends differ.
TYPO = 0.85
_SHORTEST = 5
_KEPT_TEXT = 1_000_000  # code points of texts, each with what it became
_KEPT_WORDS = 16_384


@remembered(_KEPT_TEXT, size=len)
def unmasked(text: str) -> str:
    """The text in small Latin letters without accents, as a model reads it."""
    spaced = _GAP.split(text) if _SPACED.search(text) else [text]
    shown = plain(_seen(" ".join(_SPACED.sub(_without_gaps, part) for part in spaced)))
    latin = shown if shown.isascii() else unaccented(_WORD.sub(_in_one_script, unicodedata.normalize("NFKC", shown)))
    return _MIXED.sub(_without_digits, latin.casefold())


def spelled(low: str, meant: frozenset[str]) -> str:
    """The text, in small letters, in which a typo of one of the words that are meant is that word."""
    return _WORD.sub(lambda match: _corrected(match.group(), meant), low)


def _seen(text: str) -> str:
    """The text with what no program draws: ASCII among the tags, and without signs that have no form."""
    return text if text.isascii() else "".join(map(_shown, text))


def _shown(char: str) -> str:
    return _TAGS.get(ord(char), "" if unicodedata.category(char) == "Cf" else char)


def _without_gaps(match: re.Match[str]) -> str:
    return re.sub(r"[\W_]", "", match.group())


def _in_one_script(match: re.Match[str]) -> str:
    """A word of two scripts, one of them Latin, in Latin letters."""
    word = match.group()
    other = word.translate(_ALIKE)
    return other if other != word and any(c.isascii() and c.isalpha() for c in word) and other.isascii() else word


def _without_digits(match: re.Match[str]) -> str:
    word = match.group()
    return word.translate(_LEET) if sum(c.isalpha() for c in word) > len(word) / 2 else word


@lru_cache(maxsize=_KEPT_WORDS)
def _corrected(word: str, meant: frozenset[str]) -> str:
    if len(word) < _SHORTEST or not word.isascii():
        return word
    return next((other for other in sorted(meant) if _is_typo(word, other)), word)


def _is_typo(word: str, other: str) -> bool:
    if word == other or word[0] != other[0] or word[-1] != other[-1] or abs(len(word) - len(other)) > 1:
        return word == other
    return sorted(word) == sorted(other) or SequenceMatcher(None, word, other, autojunk=False).ratio() >= TYPO
