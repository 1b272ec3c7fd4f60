"""The named entities of a text, as spaCy's model finds them: persons, bodies, places, laws, each as a plain name.

The model is read a paragraph at a time, so that what two rooms read of one article is read once. Headlines and captions are
left out: where every word has a capital, names have no visible end ("Weaver Slams Fox"), and the text says them again.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarize.language import places
from summarize.language.english import named
from summarize.language.parsed import Name
from summarize.language.people import parliament
from summarize.language.recent import remembered

PERSON = "PERSON"
BODIES = frozenset({"ORG", "LAW", "WORK_OF_ART", "EVENT", "PRODUCT", "FAC"})  # where the model puts bodies, laws and bills
PLACES = frozenset({"GPE", "LOC"})
NAMED = BODIES | PLACES | {PERSON, "NORP"}

_LINE = re.compile(r"[^\n]+")
# Code points that the model reads at once: for 100,000 of a line without an end it took a gigabyte. No paragraph is so long.
_LONGEST = 10_000
_KEPT_TEXT = 1_000_000  # code points of texts, each with its names
_STOPS, _CLOSING = (".", "!", "?", "…", ":", ";", ","), "\"'“”’)]"

_OWNER = re.compile(r"(?P<whose>[A-Z][\w.]*(?: [A-Z][\w.]*)?)['’]s (?=[A-Z]\S* )")


class Entity(NamedTuple):
    """A name as the text writes it, without article and possessive: `text[start:end] == name`."""

    name: str
    label: str
    start: int
    end: int


@remembered(_KEPT_TEXT, size=len)
def entities(text: str) -> tuple[Entity, ...]:
    """The named entities of a text's sentences, in text order; days, sums and counts are none."""
    paragraphs = list(_paragraphs(text))
    found = named([paragraph for _, paragraph in paragraphs])
    return tuple(e for (at, paragraph), each in zip(paragraphs, found, strict=True) for e in _plain(paragraph, each, at))


@remembered(_KEPT_TEXT, size=len)
def entities_of(sentence: str) -> tuple[Entity, ...]:
    """The named entities of what is known to be one sentence, however it ends."""
    return () if sentence.isupper() else tuple(_plain(sentence, named([sentence])[0], 0))


def unowned(name: str) -> str:
    """The name without whose it is: of "Congress's Office of Trade" the last three words. "Lloyd's of London" stays."""
    owner = _OWNER.match(name)
    whose = owner["whose"] if owner else ""
    return name[owner.end() :] if owner and (places.entity(whose) or parliament(whose)) else name


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Where each line of prose starts, and the line: one that ends with a stop. Time grows with the length of the text."""
    for line in _LINE.finditer(text):
        prose = line[0].rstrip()
        if prose.rstrip(_CLOSING).endswith(_STOPS) and not prose.isupper():
            yield from ((line.start() + at, piece) for at, piece in in_pieces(prose))


def in_pieces(line: str) -> Iterator[tuple[int, str]]:
    """A line; of a very long one its pieces, cut at spaces where there are some, each with where it starts."""
    at = 0
    while len(line) - at > _LONGEST:
        space = line.rfind(" ", at + 1, at + _LONGEST)
        end = at + _LONGEST if space < 0 else space
        yield at, line[at:end]
        at = end
    yield at, line[at:]


def _plain(paragraph: str, found: Sequence[Name], at: int) -> Iterator[Entity]:
    for name in (name for name in found if name.label in NAMED):
        start, end = name.start, name.end
        text = paragraph[start:end]
        opening = re.match(r"(?:the|an?)\s+(?=\S)", text, re.IGNORECASE)
        first = start + (opening.end() if opening else 0)
        last = end - len(text) + len(re.sub(r"(?:['’]s|['’\"”,;:\s])+$", "", text))
        first = last - len(unowned(paragraph[first:last]))
        if first < last:
            yield Entity(paragraph[first:last], name.label, at + first, at + last)
