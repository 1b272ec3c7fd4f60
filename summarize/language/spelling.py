"""One spelling for what is written in several ways: quotation marks, accents, cut words, transliterations of names."""

import html
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from summarize.language import wordnet
from summarize.language.days import MONTH_OF
from summarize.language.recent import remembered

_QUOTES = str.maketrans(dict.fromkeys("’‘‚‛ʼʻʹ`´′＇‹›", "'") | dict.fromkeys("“”„‟″«»", '"'))
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
# Letters that transliterations write differently (Zelensky, Zelenskyy): brought to one.
_TRANSLITERATED = (("y", "i"), ("j", "i"), ("w", "v"), ("ph", "f"), ("kh", "h"), ("ck", "k"), ("ou", "u"))

_KEPT_TEXT = 1_000_000  # code points of texts, each with what it became
# Of one letter: no language has more, and no standard form of text (Unicode's Annex 15, "stream-safe"). To put them in order
# takes the square of their number.
_ACCENTS = 30
_UNBROKEN = 1000  # code points without white space that are put in order at once
_PIECE = re.compile(rf"\s*\S{{1,{_UNBROKEN}}}|\s+")
_INVISIBLE = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_ENDINGS = ("", "s", "es", "d", "ed", "ing", "ly")
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});"
# Behind a word or a stop: `pier.[1]`, `pier [2]`, "pier.¹"; but "[t]he" and "km²" are words.
_REFERENCE = (
    r"(?<=[\w.,;:!?\"')%\]])(?:\[(?:\d{1,3}|note \d{1,3}|citation needed)\]|(?<=\W)\[[a-z]\](?!\w))+"
    r"|(?<=[.!?][\"'])[¹²³⁰⁴-⁹]+|(?<=[a-z][.!?])[¹²³⁰⁴-⁹]+|(?<=[a-z]{3}[.!?])\d{1,2}(?=\s+[A-Z])"
)


class View(NamedTuple):
    """A text as `plain` has it; its character `i` comes from code points `starts[i]` to `ends[i]` (exclusive) of the text."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def straight(text: str) -> str:
    """The text with straight quotation marks and apostrophes, and each accent in one character with its letter."""
    return normal("NFC", text).translate(_QUOTES)


def normal(form: Literal["NFC", "NFKC", "NFKD"], text: str) -> str:
    """A standard form of Unicode, in the time that the text's length takes, however many accents a letter has."""
    if len(text) <= _UNBROKEN:
        return unicodedata.normalize(form, text)
    return "".join(unicodedata.normalize(form, piece) for piece in _PIECE.findall(text))


@remembered(_KEPT_TEXT, size=len)
def plain(text: str) -> str:
    """The text in one spelling, to be compared, never shown: straight marks, composed accents, no ligatures, nothing invisible.

    A word that a line's end cut is whole again, a reference mark (`[1]`) is gone. `view` gives the way back to the text.
    """
    for form, written in _RULES:
        text = form.sub(written, text)
    return text


def view(text: str) -> View:
    """What `plain` makes of a text, with the way back."""
    starts: list[int] = list(range(len(text)))
    ends = [n + 1 for n in starts]
    for form, written in _RULES:
        pieces: list[str] = []
        new_starts: list[int] = []
        new_ends: list[int] = []
        done = 0
        for match in form.finditer(text):
            begin, end = match.span()
            other = written(match)
            same = len(other) == end - begin  # sign for sign
            pieces += (text[done:begin], other)
            new_starts += starts[done:begin] + (starts[begin:end] if same else [starts[begin]] * len(other))
            new_ends += ends[done:begin] + (ends[begin:end] if same else [ends[end - 1]] * len(other))
            done = end
        if pieces:
            text = "".join((*pieces, text[done:]))
            starts, ends = new_starts + starts[done:], new_ends + ends[done:]
    return View(text, starts, ends)


def unaccented(text: str) -> str:
    """The text without accents: letters that have no accent but another form in English (`ł`, `ø`) included."""
    return "".join(c for c in normal("NFKD", text) if not unicodedata.combining(c)).translate(_LETTERS)


@lru_cache(maxsize=65_536)  # the same few names are compared again and again
def fold(name: str) -> str:
    """One form for the spellings of a name: no accents, capitals, possessive, signs or double letters, one transliteration."""
    bare = unaccented(straight(name).casefold().removesuffix("'s"))
    for written, one in _TRANSLITERATED:
        bare = bare.replace(written, one)
    return re.sub(r"(.)\1+", r"\1", "".join(c for c in bare if c.isalnum() or c == " "))


def _one_sign(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group().translate(_QUOTES))


def _always(written: str) -> Callable[[re.Match[str]], str]:
    return lambda _: written


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match.group())


def _whole(match: re.Match[str]) -> str:
    """`Lind-`, line's end, `qvist` -> Lindqvist; `thirty-`, `nine` -> thirty-nine; "two- and three-storey" as it is."""
    first, gap, second = match.groups()
    if _is_word(first + second) or (second.islower() and not (_is_word(first) and _is_word(second))):
        return str(first + second)
    return f"{first}-{second}" if re.search(r"[^ ]", gap) else match.group()


def _is_word(written: str) -> bool:
    from spacy.lang.en.stop_words import STOP_WORDS

    low = written.casefold()
    bases = [low.removesuffix(ending) for ending in _ENDINGS if low.endswith(ending)]
    return low in STOP_WORDS or any(wordnet.entry(base, pos).senses for base in bases for pos in ("NOUN", "VERB", "ADJ", "ADV"))


def _grouped(match: re.Match[str]) -> str:
    """`12 500` -> 12,500; "12 May 500 boats" and "May 12 500 boats" name a day."""
    before = match.string[max(0, match.start() - 10) : match.start()].split()[-1:]
    return match.group() if before and before[0].casefold() in MONTH_OF else re.sub(r"[ ']", ",", match.group())


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(_ENTITY), lambda match: html.unescape(match.group())),
    (re.compile(rf"[^\W\d_][\u0300-\u036f]{{1,{_ACCENTS}}}"), _composed),
    (re.compile(rf"(?:\u00ad\s*\n\s*|[{_INVISIBLE}])+"), _always("")),
    (re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]"), _always(" ")),
    (re.compile("[\ufb00-\ufb06\uff01-\uff5e" + "".join(map(chr, _QUOTES)) + "]"), _one_sign),
    (re.compile(r"[\u2010-\u2012\u2212]|(?:(?<=\s)|^)–(?=\d)"), _always("-")),
    (re.compile(r"[≥⩾](?=\s?\d)"), _always("> ")),  # at least, which is nearer to "more than" than to nothing
    (re.compile(r"[≤⩽](?=\s?\d)"), _always("< ")),
    (re.compile(_REFERENCE), _always("")),
    (re.compile(r"(?<!\w)([^\W\d_]+)-(\s+)(?!(?:and|or|to|nor|but)\b)([^\W\d_]+)"), _whole),
    (re.compile(r"(?<![\w.,])(?<!\d-)\d{1,3}(?:[ ']\d{3}){1,8}(?:\.\d+)?(?![ ']?\d|,\d)"), _grouped),
)
