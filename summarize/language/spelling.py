"""One spelling for what is written in several ways: quotation marks, accents, transliterations of names."""

import re
import unicodedata
from functools import lru_cache

_QUOTES = str.maketrans(dict.fromkeys("’‘ʼʻʹ`´′＇", "'") | dict.fromkeys("“”„«»", '"'))
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
# Letters that transliterations write differently (Zelensky, Zelenskyy): brought to one.
_TRANSLITERATED = (("y", "i"), ("j", "i"), ("w", "v"), ("ph", "f"), ("kh", "h"), ("ck", "k"), ("ou", "u"))


def straight(text: str) -> str:
    """The text with straight quotation marks and apostrophes, and each accent in one character with its letter."""
    return unicodedata.normalize("NFC", text).translate(_QUOTES)


def unaccented(text: str) -> str:
    """The text without accents: letters that have no accent but another form in English (`ł`, `ø`) included."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).translate(_LETTERS)


@lru_cache(maxsize=65_536)  # the same few names are compared again and again
def fold(name: str) -> str:
    """One form for the spellings of a name: no accents, capitals, possessive, signs or double letters, one transliteration."""
    bare = unaccented(straight(name).casefold().removesuffix("'s"))
    for written, one in _TRANSLITERATED:
        bare = bare.replace(written, one)
    return re.sub(r"(.)\1+", r"\1", "".join(c for c in bare if c.isalnum() or c == " "))
