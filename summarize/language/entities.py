"""The named entities of a text, as spaCy's model finds them: persons, bodies, places, laws, each as a plain name.

The model is read a paragraph at a time, so that what two rooms read of one article is read once. Headlines and captions are
left out: where every word has a capital, names have no visible end ("Weaver Slams Fox"), and the text says them again.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from summarize.language import places
from summarize.language.english import read
from summarize.language.lexicon import words

PERSON = "PERSON"
BODIES = frozenset({"ORG", "LAW", "WORK_OF_ART", "EVENT", "PRODUCT", "FAC"})  # where the model puts bodies, laws and bills
PLACES = frozenset({"GPE", "LOC"})
NAMED = BODIES | PLACES | {PERSON, "NORP"}

_PARAGRAPH = re.compile(r"[^\n]*[.!?…:;,][\"'“”’)\]]*(?=\s*$)", re.MULTILINE)

_OWNER = re.compile(r"(?P<whose>[A-Z][\w.]*(?: [A-Z][\w.]*)?)['’]s (?=[A-Z]\S* )")
_PARLIAMENTS = words("people.parliaments")


class Entity(NamedTuple):
    """A name as the text writes it, without article and possessive: `text[start:end] == name`."""

    name: str
    label: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def entities(text: str) -> tuple[Entity, ...]:
    """The named entities of a text's sentences, in text order; days, sums and counts are none."""
    return tuple(one for match in _PARAGRAPH.finditer(text) for one in _read(match[0], match.start()))


def entities_of(sentence: str) -> tuple[Entity, ...]:
    """The named entities of what is known to be one sentence, however it ends."""
    return tuple(_read(sentence, 0))


def unowned(name: str) -> str:
    """The name without whose it is: of "Congress's Office of Trade" the last three words. "Lloyd's of London" stays."""
    owner = _OWNER.match(name)
    whose = owner["whose"] if owner else ""
    return name[owner.end() :] if owner and (places.entity(whose) or whose in _PARLIAMENTS) else name


def _read(paragraph: str, at: int) -> Iterator[Entity]:
    if paragraph.isupper():
        return
    for found in read(paragraph).ents:
        if found.label_ not in NAMED:
            continue
        start, end = found.start_char, found.end_char
        if opening := re.match(r"(?:the|an?)\s+(?=\S)", found.text, re.IGNORECASE):
            start += opening.end()
        end -= len(found.text) - len(re.sub(r"(?:['’]s|['’\"”,;:\s])+$", "", found.text))
        start = end - len(unowned(paragraph[start:end]))
        if start < end:
            yield Entity(paragraph[start:end], found.label_, at + start, at + end)
