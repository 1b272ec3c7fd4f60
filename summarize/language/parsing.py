"""A text as the guards read it: words with their sentence, clause, stem and the place they stand for.

No parser and no model: clauses end at punctuation and at a few conjunctions. Stems are Snowball's English ones
(Porter, "Snowball", 2001) after a table of irregular verbs. Words of other languages keep a stem of their own,
so that numbers and names still work there.
"""

import re
import threading
from dataclasses import dataclass
from functools import cached_property, lru_cache

from summarize.language.lexicon import ABBREVIATIONS, CLAUSE_OPENERS, IRREGULAR, NEGATORS, STOP
from summarize.language.places import Place, place_at
from summarize.language.spelling import straight

# A blank line; initials such as U.S.; numbers with separators, currency and suffix; words with inner apostrophes; punctuation.
_TOKEN = re.compile(
    r"\n[^\S\n]*\n|(?:[^\W\d_]\.){2,}|(?:[^\W\d_]\.)+[^\W\d_](?![\w'])|[$€£¥]?\d+(?:[.,]\d+)*(?:%|(?:st|nd|rd|th|bn|km|kg|k|m|s)\b)?|[^\W\d_][^\W_]*(?:'[^\W\d_]+)*|[^\w\s]"
)
_WORD = re.compile(r"\w")
_OWN = threading.local()
_SPELLINGS = tuple(
    (re.compile(old), new)
    for old, new in (
        (r"(?<=[a-z]{3})is(e|ed|es|ing|ation|ations)$", r"iz\1"),
        (r"ogramme(s?)$", r"ogram\1"),
        (r"(?<=[bdlv])our(s|ed|ing|er|ers|able|ite)?$", r"or\1"),
        (r"(?<=[nbt])tre(s?)$", r"ter\1"),
        (r"(?<=f)ence(s?)$", r"ense\1"),
        (r"((?:[aeiouy][a-z]*e|(?:sign|riv|tot|equ|marsh)a))ll(ed|ing|er|ers)$", r"\1l\2"),  # travelled; not killed, installed
    )
)
_SHORT = 5  # letters; shorter words are spelt alike
_BREAKS = frozenset(",;:—–()")
_ENDS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number. `index` counts the words of its reading; `clause` and `sentence` number upwards from 0.

    `quoted_from`: where a quotation that ends right before it began, as the index of its first word; -1 if none ends there.
    """

    text: str
    low: str
    stem: str
    index: int
    sentence: int
    clause: int
    initial: bool
    place: Place | None
    quoted_from: int = -1

    @property
    def after_quote(self) -> bool:
        return self.quoted_from >= 0

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def content(self) -> bool:
        return self.low not in STOP and len(self.low) > 1 and not self.text[-1].isdigit()

    @property
    def key(self) -> str:
        """What the word stands for: its place, so that `Chilean` meets `Chile`, or else its stem."""
        return self.place.key if self.place else self.stem


@dataclass(frozen=True)
class ParsedText:
    """The words of a text, in order."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def content(self) -> tuple[Token, ...]:
        return tuple(t for t in self.tokens if t.content)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(t.key for t in self.content)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(t.low for t in self.tokens)

    @cached_property
    def places(self) -> frozenset[str]:
        return frozenset(i for t in self.tokens if t.place for i in t.place.ids)

    def sentence(self, number: int) -> tuple[Token, ...]:
        return tuple(t for t in self.tokens if t.sentence == number)

    def after(self, index: int, count: int) -> tuple[Token, ...]:
        """The first `count` content words after word `index`, within its sentence."""
        here = self.tokens[index].sentence
        return tuple(t for t in self.content if t.index > index and t.sentence == here)[:count]

    def before(self, index: int, count: int) -> tuple[Token, ...]:
        """The last `count` content words before word `index`, within its sentence."""
        here = self.tokens[index].sentence
        return tuple(t for t in self.content if t.index < index and t.sentence == here)[-count:]

    def quote(self, start: int, end: int) -> str:
        """The words from `start` to `end` (exclusive), for a reason's wording."""
        return " ".join(t.text for t in self.tokens[start:end])


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Reduce a lower-case word to its stem: `deploying`, `deployment`, `deployed` -> `deploy`. Irregular forms count as one."""
    bare = _american(word.removesuffix("'s").removesuffix("'"))
    return snowball(IRREGULAR.get(bare, bare))


def snowball(word: str) -> str:
    """The Snowball stem of a lower-case word: without its endings, whatever it means."""
    # A stemmer keeps the word that it works on: each thread has its own, since two threads in one broke its indices.
    if not hasattr(_OWN, "stem"):
        from snowballstemmer import stemmer

        _OWN.stem = stemmer("english").stemWord
    return str(_OWN.stem(word))


def _american(word: str) -> str:
    """Bring British spellings to one form with American ones: `programme`, `labour`, `organise`, `defence`."""
    for ending, other in _SPELLINGS if len(word) > _SHORT else ():
        if ending.search(word):
            return ending.sub(other, word)
    return word


@lru_cache(maxsize=1024)
def parse(text: str) -> ParsedText:
    """Split `text` into words with sentence, clause, stem and place."""
    return ParsedText(text=straight(text), tokens=tuple(_tokens(pieces(text))))


def pieces(text: str) -> list[str]:
    """The words, numbers, abbreviations and signs of a text, and its blank lines, in order; apostrophes are straight."""
    return _TOKEN.findall(straight(text))


def bare_words(text: str) -> list[str]:
    """The words, numbers and abbreviations of a text, in order."""
    return [piece for piece in pieces(text) if _WORD.search(piece)]


def _tokens(parts: list[str]) -> list[Token]:
    found: list[Token] = []
    sentence, clause, initial = 0, 0, True
    places = _places(parts)
    marks = [0, 0]  # at which word each quotation mark stands
    for at, piece in enumerate(parts):
        low = piece.lower()
        if not _WORD.search(piece):
            marks += [len(found)] if piece in "\"'" else []
            clause += piece in _BREAKS or piece in _ENDS or piece.isspace()
            if _ends(parts, at):
                sentence, initial = sentence + (not initial), True
            continue
        clause += low in CLAUSE_OPENERS
        bare = low.removesuffix("'s")
        quote = marks[-2] if at > 1 and parts[at - 1] in "\"'" and parts[at - 2] in ",.!?" else -1
        found.append(Token(piece, bare, stem(bare), len(found), sentence, clause, initial, places.get(at), quote))
        initial = False
    return found


def _ends(parts: list[str], at: int) -> bool:
    if parts[at].isspace():  # a blank line
        return True
    if parts[at] not in _ENDS or at == 0 or parts[at - 1].lower() in ABBREVIATIONS or _initial(parts, at - 1):
        return False
    rest = [p for p in parts[at + 1 : at + 3] if p not in "\"'"]
    return not rest or not rest[0][0].islower()


def _initial(parts: list[str], at: int) -> bool:
    """The `B` of `Ann B. Weaver`: one capital before a name. `Vitamin C. It` ends a sentence."""
    if len(parts[at]) != 1 or not parts[at].isupper() or parts[at] == "I":
        return False
    following = parts[at + 2] if at + 2 < len(parts) else ""
    return following[:1].isupper() and following.lower() not in STOP and following.lower() not in NEGATORS


def _places(parts: list[str]) -> dict[int, Place]:
    """Map piece positions to places; a name of several words marks each of them."""
    found: dict[int, Place] = {}
    at = 0
    while at < len(parts):
        place, length = place_at(parts, at)
        found.update({at + k: place for k in range(length) if place})
        at += max(length, 1)
    return found


@lru_cache(maxsize=256)
def markers(*phrases: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Index phrases by their first word, longest first, for `spans`."""
    split = sorted((tuple(p.split()) for p in phrases), key=len, reverse=True)
    return {first: tuple(p for p in split if p[0] == first) for first in {p[0] for p in split}}


def spans(parsed: ParsedText, index: dict[str, tuple[tuple[str, ...], ...]]) -> list[tuple[int, int]]:
    """Find where phrases stand: word positions (start, end exclusive), longest phrase first, not overlapping."""
    lows = [t.low for t in parsed.tokens]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(lows):
        known = index.get(lows[at])
        size = next((len(p) for p in known if tuple(lows[at : at + len(p)]) == p), 0) if known else 0
        if size:
            found.append((at, at + size))
        at += max(size, 1)
    return found
