"""What a word stands under: in "agreed not to consider selling", `sell` under `consider`, and that under `agree`."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from summarize.language.parsed import Word

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acomp", "attr", "oprd", "pcomp", "csubj"})
_OBJECTS = frozenset({"dobj", "nsubjpass", "pobj", "compound", "appos"})
_CARRYING = frozenset(
    ["of", "to", "for", "about", "on", "in", "against", "from", "into", "over", "out", "than", "without", "by"]
)
_VERBAL = frozenset({"VERB", "AUX"})
_LIGHT = frozenset({"have", "be", "do", "make", "take", "give", "hold"})  # verbs that leave what is done to a noun
_STEPS = 40  # words above a word: no sentence of a person's has more, and a chain of thousands would be climbed from each link


class Tie(NamedTuple):
    """A word, the word that it stands under, and how.

    "object": it is what something is done to. "shared": above is the first of several coordinated words, under whose governors
    the later ones stand too.
    """

    below: Word
    above: Word
    how: Literal["complement", "object", "shared"]


def governors(word: Word) -> Iterator[Tie]:
    """From the nearest on. It ends at the clause's own head, and at a clause that is only told beside another."""
    verbal = word.pos in _VERBAL
    tie = _verbs_tie(word) if verbal else _nouns_tie(word)
    for _ in range(_STEPS):
        if tie is None:
            return
        yield tie
        above = tie.above
        if not verbal and tie.how == "object" and above.pos == "VERB" and above.lemma not in _LIGHT:
            return
        tie = _verbs_tie(above) if verbal else _nouns_tie(above)


def infinitive(word: Word) -> bool:
    return any(w.tag == "TO" for w in word.children)


def _verbs_tie(word: Word) -> Tie | None:
    if word.dep == "conj":
        return None if any(w.dep in _SUBJECTS for w in word.children) else Tie(word, word.head, "shared")
    return Tie(word, word.head, "complement") if word.dep == "prep" and word.low in _CARRYING else _tie(word)


def _nouns_tie(word: Word) -> Tie | None:
    if word.dep == "conj":
        return Tie(word, word.head, "shared")
    if word.dep == "nsubj" and (said := word.head.child("acomp", "attr")) is not None:
        return Tie(word, said, "object")
    return Tie(word, word.head, "object") if word.dep == "prep" and word.low in _CARRYING else _tie(word)


def _tie(word: Word) -> Tie | None:
    if word.dep == "ccomp" and any(w.low == ";" for w in word.all[word.i : word.head.i]):
        return None  # two sentences in one
    if word.dep == "advcl" and infinitive(word) and any(w.dep == "mark" and w.low == "for" for w in word.children):
        return Tie(word, word.head, "complement")  # "called for it to be sold"
    clause = infinitive(word) or (word.dep == "acl" and word.child("mark") is not None)
    if word.dep in _COMPLEMENTS or (word.dep in ("acl", "relcl") and clause):
        return Tie(word, word.head, "complement")
    return Tie(word, word.head, "object") if word.dep in _OBJECTS else None
