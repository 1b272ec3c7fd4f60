"""What English words have to do with each other: kinds, opposites, families. Princeton WordNet 3.0, one table of it.

`data/wordnet.tsv.gz` is made by `tools/wordnet.py`; nobody edits it. WordNet: Miller, "WordNet: a lexical database for
English", 1995; its licence is in `data/WORDNET-LICENSE.txt`. A word of another language, or a name, is simply not in it.
"""

import gzip
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).parent / "data" / "wordnet.tsv.gz"
_OF = {"NOUN": "n", "PROPN": "n", "VERB": "v", "AUX": "v", "ADJ": "a", "ADV": "r"}
_KEPT = 65_536


class Entry(NamedTuple):
    """A word of one part of speech.

    `topics` of its senses, the most frequent first ("person", "communication"); the `senses`, what `kinds` they are of, which
    senses are `opposed`; words of its `family` ("decision" of "decide"); whether "that …" may follow.
    """

    topics: tuple[str, ...] = ()
    senses: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    opposed: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    that: bool = False


@lru_cache(maxsize=_KEPT)
def entry(lemma: str, pos: str) -> Entry:
    """The entry of a lower-case lemma; `pos` is spaCy's coarse one (`VERB`). An empty one where WordNet has none."""
    row = _table().get(f"{lemma}.{_OF.get(pos, '')}")
    if row is None:
        return Entry()
    topics, *cells, that = (*row.split("\t"), *("",) * 6)[:6]
    senses, kinds, opposed, family = (frozenset(cell.split()) for cell in cells)
    return Entry(tuple(topics.split(",")), senses, kinds, opposed, family, that == "that")


def opposite(one: str, other: str, pos: str) -> bool:
    """Are two lemmas of one part of speech opposites, themselves or by what they mean: `plummet` and `skyrocket`?"""
    a, b = entry(one, pos), entry(other, pos)
    if alike(one, other, pos):
        return False
    mine, theirs = a.senses | a.kinds, b.senses | b.kinds
    return not mine.isdisjoint(b.opposed) or not theirs.isdisjoint(a.opposed)


def alike(one: str, other: str, pos: str) -> bool:
    """May two lemmas of one part of speech mean the same, or is one a kind of the other: `buy` and `purchase`?"""
    a, b = entry(one, pos), entry(other, pos)
    near = a.senses & b.senses or a.senses & b.kinds or a.kinds & b.senses
    return one == other or bool(near)


def akin(one: str, other: str) -> bool:
    """Are two lemmas, of any parts of speech, of one family: `decide` and `decision`?"""
    return one == other or other in family(one) or one in family(other)


@lru_cache(maxsize=_KEPT)
def family(lemma: str) -> frozenset[str]:
    return frozenset(word for pos in ("VERB", "NOUN", "ADJ", "ADV") for word in entry(lemma, pos).family)


# WordNet's own rules of detachment ("morphy"): an ending, and what stands in its place.
_ENDINGS = {
    "VERB": (("ies", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")),
    "NOUN": (("ies", "y"), ("ves", "f"), ("men", "man"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("ses", "s"), ("s", "")),
}


@lru_cache(maxsize=_KEPT)
def base(word: str) -> str:
    """The base of a lower-case word's regular form, if WordNet has it: `deployed` -> `deploy`, `cities` -> `city`."""
    for pos, endings in _ENDINGS.items():
        for ending, instead in endings if not entry(word, pos).senses or word.endswith(("ed", "ing")) else ():
            cut = word.removesuffix(ending)
            forms = (cut + instead, cut[:-1]) if cut[-1:] == cut[-2:-1] and not instead else (cut + instead,)
            if found := next((form for form in forms if cut != word and entry(form, pos).senses), ""):
                return found
    return word


def topic(lemma: str, pos: str) -> str:
    """The topic of the most frequent sense: "person", "time"; "" for an unknown word."""
    return next(iter(entry(lemma, pos).topics), "")


@cache
def _table() -> dict[str, str]:
    with gzip.open(_TABLE, "rt", encoding="utf-8") as file:
        return {key: rest for key, _, rest in (line.rstrip("\n").partition("\t") for line in file)}
