"""A text as a parser reads it: words with their lemmas, their places in the tree, and the names among them. Frozen values.

The labels are spaCy's for English: coarse and fine parts of speech (`pos`, `tag`), dependencies (`dep`), entities (`entity`).
What a text means is asked elsewhere: who does what (`acts`), whether it is denied (`polarity`), how sure it is (`certainty`),
who says it (`voices`), when (`times`), how many (`amounts`). `english.parse` makes the values.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, wraps
from typing import Any, TypeVar, cast

from summarize.language import wordnet
from summarize.language.places import Place

Found = TypeVar("Found")

_OPEN = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "X", "INTJ"})  # parts of speech that carry what is said
_LIGHT = frozenset({"be", "have", "do"})
_MEANT = (
    3  # letters at a word's beginning that its family shares, so that "danger" and "dangerous" are one, not "go" and "exit"
)
_SPELLINGS = tuple(
    (re.compile(old), new)
    for old, new in (
        (r"(?<=[a-z]{3})is(e|ed|es|ing|ation|ations)$", r"iz\1"),
        (r"ogramme(s?)$", r"ogram\1"),
        (r"(?<=[bdlv])our(s|ed|ing|er|ers|able|ite)?$", r"or\1"),
        (r"(?<=[nbt])tre(s?)$", r"ter\1"),
        (r"(?<=f)ence(s?)$", r"ense\1"),
    )
)
_SHORT = 5  # letters; shorter words are spelt alike


class Words(list["Word"]):
    """The words of one text. What hangs on which, and which are a sentence, is looked up once for all of them.

    To be asked when all words are there.
    """

    @cached_property
    def below(self) -> list[tuple["Word", ...]]:
        """Of each word those that hang on it, in order."""
        found: list[list[Word]] = [[] for _ in self]
        for word in self:
            above = self[word.head_i]
            if above is not word and above.first <= word.i <= above.last:
                found[above.i].append(word)
        return [tuple(words) for words in found]

    @cached_property
    def sentences(self) -> tuple[tuple["Word", ...], ...]:
        found: list[list[Word]] = [[] for _ in range(self[-1].sentence + 1 if self else 0)]
        for word in self:
            found[word.sentence].append(word)
        return tuple(map(tuple, found))

    @cached_property
    def content(self) -> list[bool]:
        """Of each word whether it carries what is said."""
        return [_carries(word) for word in self]

    @cached_property
    def found(self) -> dict[tuple[str, int], Any]:
        """What was found of each word so far, by the function's name. See `once_a_word`."""
        return {}


@dataclass(frozen=True, eq=False, slots=True)
class Word:
    """One word, number or sign of a text; two are equal only if they are the same place.

    `i`: its index in the text's words; `start`: its offset in the text, in code points; `space`: whether white space follows;
    `first`, `last`: indices of the first and last word of its subtree. `entity` is "" for what is part of no name.
    """

    text: str
    low: str
    lemma: str
    pos: str
    tag: str
    dep: str
    entity: str
    place: Place | None
    i: int
    sentence: int
    start: int
    space: bool
    first: int
    last: int
    head_i: int
    all: Words  # the words of its text

    def __repr__(self) -> str:
        return f"{self.text}/{self.tag}/{self.dep}"

    @property
    def head(self) -> "Word":
        """The word that it belongs to; itself for the root of its sentence."""
        return self.all[self.head_i]

    @property
    def beside(self) -> tuple["Word", ...]:
        """The words of its sentence, itself among them."""
        return self.all.sentences[self.sentence]

    @property
    def children(self) -> tuple["Word", ...]:
        return self.all.below[self.i]

    @property
    def lefts(self) -> tuple["Word", ...]:
        return tuple(w for w in self.children if w.i < self.i)

    @property
    def rights(self) -> tuple["Word", ...]:
        return tuple(w for w in self.children if w.i > self.i)

    @property
    def subtree(self) -> tuple["Word", ...]:
        """It and all words below it, in order."""
        return _subtree(self)

    @property
    def ancestors(self) -> Iterator["Word"]:
        """The words above it, the nearest first."""
        word = self
        while word.head_i != word.i:
            word = word.head
            yield word

    @property
    def depth(self) -> int:
        return sum(1 for _ in self.ancestors)

    @property
    def conjuncts(self) -> tuple["Word", ...]:
        """What is coordinated with it: of "Fox" in "Fox, Lund and Berg", Lund and Berg."""
        top = self
        while top.dep == "conj" and top.head_i != top.i:
            top = top.head
        found, queue = [top], [top]
        while queue:
            joined = [w for w in queue.pop().children if w.dep == "conj"]
            found += joined
            queue += joined
        return tuple(sorted((w for w in found if w is not self), key=lambda w: w.i))

    def child(self, *deps: str) -> "Word | None":
        return next((w for w in self.children if w.dep in deps), None)

    @property
    def previous(self) -> "Word | None":
        return self.all[self.i - 1] if self.i and self.all[self.i - 1].sentence == self.sentence else None

    @property
    def following(self) -> "Word | None":
        after = self.all[self.i + 1 : self.i + 2]
        return after[0] if after and after[0].sentence == self.sentence else None

    @property
    def capital(self) -> bool:
        """Does it begin as a name does: `Lund`, `d'Estaing`?"""
        return self.text[:1].isupper() or (self.text[1:2] in ("'", "’") and self.text[2:3].isupper())

    @property
    def proper(self) -> bool:
        """Is it a name, or part of one?"""
        return self.pos == "PROPN"

    @property
    def digit(self) -> bool:
        return any(c.isdigit() for c in self.text)

    @property
    def content(self) -> bool:
        """Does it carry what is said: a noun, name, verb, adjective or adverb, but no helper and no number?"""
        return self.all.content[self.i]

    @property
    def key(self) -> str:
        """What it stands for: its place, so that `Chilean` meets `Chile`, or else the root of its family (`decide`)."""
        return self.place.key if self.place else root(self.lemma)


def once_a_word(find: Callable[[Word], Found]) -> Callable[[Word], Found]:
    """Decorate a function of a word: it is kept with the word's text, and goes with it.

    A cache of words kept the whole text of each: a thousand articles took a hundred megabytes for a few thousand words.
    """
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(word: Word) -> Found:
        known = word.all.found
        key = name, word.i
        if key not in known:
            known[key] = find(word)
        return cast("Found", known[key])

    return found


@once_a_word
def _subtree(word: Word) -> tuple[Word, ...]:
    found, queue = [word], [word]
    while queue:
        below = queue.pop().children
        found += below
        queue += below
    return tuple(sorted(found, key=lambda w: w.i))


def _carries(word: Word) -> bool:
    if word.digit or word.pos not in _OPEN or len(word.low) < 2 or not any(c.isalpha() for c in word.low):
        return False
    return (
        not (word.lemma in _LIGHT and word.pos == "VERB") and word.tag not in ("WRB", "RP") and word.dep not in ("neg", "aux")
    )


@dataclass(frozen=True)
class Name:
    """A named entity: words `start` to `end` (exclusive) of the text, and its label (`PERSON`, `ORG`, `GPE`, `DATE` …)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Parsed:
    """The words of a text, in order, and its named entities. `text` is what was parsed: see `english.parse`."""

    text: str
    words: tuple[Word, ...]
    names: tuple[Name, ...]

    @cached_property
    def content(self) -> tuple[Word, ...]:
        return tuple(w for w in self.words if w.content)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(w.key for w in self.content)

    @cached_property
    def lows(self) -> frozenset[str]:
        return frozenset(w.low for w in self.words)

    @cached_property
    def sentences(self) -> tuple[tuple[Word, ...], ...]:
        return self.words[0].all.sentences if self.words else ()

    def at(self, offset: int) -> Word | None:
        """The word that holds this code point of the text."""
        return next((w for w in self.words if w.start <= offset < w.start + len(w.text)), None)


def told(words: Sequence[Word]) -> str:
    """The words from the first of these to the last, as the text has them: for a reason's wording."""
    if not words:
        return ""
    first, last = min(w.i for w in words), max(w.i for w in words)
    return "".join(w.text + (" " if w.space else "") for w in words[0].all[first : last + 1]).strip()


@lru_cache(maxsize=65_536)
def root(lemma: str) -> str:
    """The verb of a lemma's family, else its shortest word, spelt as in America: `decision` -> `decide`."""
    bare = american(lemma)
    for _ in range(3):
        near = [w for w in (*wordnet.family(bare), wordnet.base(bare), bare) if w[:_MEANT] == bare[:_MEANT]]
        shortest = min(near, key=lambda w: (not wordnet.entry(w, "VERB").senses, len(w), w), default=bare)
        if shortest == bare:
            break
        bare = american(shortest)
    return bare


def american(word: str) -> str:
    """Bring British spellings to one form with American ones: `programme`, `labour`, `organise`, `defence`."""
    for ending, other in _SPELLINGS if len(word) > _SHORT else ():
        if ending.search(word):
            return ending.sub(other, word)
    return word
