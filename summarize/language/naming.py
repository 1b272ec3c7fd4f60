"""Whom a noun phrase names, and whether two phrases may name the same: `Mayor Ana Lund`, `the mayor`, `Lund`.

What is compared is the proper name, the places in the phrase, and the noun. A phrase without a name may mean anybody.
"""

from collections.abc import Iterator
from typing import NamedTuple

from summarize.language import wordnet
from summarize.language.acts import phrase
from summarize.language.parsed import Word, once_a_word
from summarize.language.places import with_continents
from summarize.language.spelling import fold

_LIVING = frozenset({"person", "group"})
_NO_NAME = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
_ADDRESS = frozenset({"Mr", "Mrs", "Ms", "Dr"})
_SMALL = frozenset({"of", "for", "and", "the", "on", "&"})  # what acronyms leave out


class Called(NamedTuple):
    """What a noun phrase says of whom it means. `proper`: the words of its own name; `marks`: names of those it belongs to."""

    noun: Word
    proper: frozenset[str]
    marks: frozenset[str]
    places: frozenset[str]
    initials: str

    @property
    def named(self) -> bool:
        return bool(self.proper or self.marks or self.places)


def pronoun(word: Word) -> bool:
    return word.place is None and (word.pos == "PRON" or word.tag in ("DT", "CD", "WDT", "WP", "EX"))  # the WHO


def title(word: Word) -> bool:
    """An office or form of address, not a part of the name: `Mayor` of `Mayor Ana Lund`, but `Baker` of `Ana Baker`."""
    if word.entity == "PERSON" or not (wordnet.topic(word.lemma, "NOUN") == "person" or word.text.rstrip(".") in _ADDRESS):
        return False
    before_name = word.following is not None and word.following.proper and not word.following.place
    return word.dep == "compound" or not before_name


def living(word: Word) -> bool:
    """A noun for somebody, or for a body of people."""
    return wordnet.topic(word.lemma, "NOUN") in _LIVING


@once_a_word
def called(word: Word) -> Called:
    words = phrase(word)
    capitals = [w for w in words if w.capital and w.pos in ("PROPN", "NOUN", "ADJ") and w.entity not in _NO_NAME]
    own = [w for w in capitals if word in capitals and (w is word or _in_name(w, word))]
    if word.entity == "PERSON":
        own = [w for w in own if w.entity == "PERSON"]
    name = frozenset(fold(w.low) for w in own if not (w.place or title(w)))
    marks = frozenset(fold(w.low) for w in capitals if not (w in own or w.place or title(w)))
    ids = frozenset(i for w in words if w.place for i in w.place.ids)
    return Called(word, name, marks, ids, "".join(w.low[0] for w in words if w.capital and w.low not in _SMALL))


def _in_name(word: Word, head: Word) -> bool:
    while word.dep in ("compound", "nmod", "amod", "pobj", "prep") and word.head_i != word.i:
        if word.head is head:
            return True
        word = word.head
    return False


def meet(one: Word, other: Word) -> bool | None:
    """Do two phrases mean the same? None where that is not to be known: a pronoun, a noun beside a name."""
    if pronoun(one) or pronoun(other):
        return None
    found = [_compared(called(a), called(b)) for a in _names(one) for b in _names(other)]
    if True in found or {fold(w.low) for w in _offices(one)} & {fold(w.low) for w in _offices(other)} & _nouns(one, other):
        return True
    return None if None in found else False


def _names(word: Word) -> Iterator[Word]:
    """The nouns of one party: itself, what stands beside it as another name."""
    yield word
    yield from (w for w in word.children if w.dep == "appos" and w.pos in ("NOUN", "PROPN"))
    if word.dep == "appos":
        yield word.head


def _offices(word: Word) -> Iterator[Word]:
    """The offices that a phrase names: `mayor` of `Mayor Ana Lund`."""
    near = (w for w in word.children if w.dep in ("compound", "appos"))
    yield from (w for w in (word, *near) if w.pos in ("NOUN", "PROPN"))


def _nouns(one: Word, other: Word) -> frozenset[str]:
    return frozenset(fold(w.low) for w in (one, other) if not called(w).proper)


def _compared(one: Called, other: Called) -> bool | None:
    if one.proper and other.proper:
        return _same_name(one, other)
    if one.places and other.places:
        return _same_place(one, other)
    if one.proper or other.proper:
        return _named_after(*((one, other) if one.proper else (other, one)))
    if one.marks and other.marks and not (one.places or other.places or one.marks & other.marks):
        return False
    return _kin(one.noun, other.noun) or None


def _same_place(one: Called, other: Called) -> bool | None:
    if not with_continents(one.places) & other.places and not with_continents(other.places) & one.places:
        return False
    acting = all(w.place or living(w) for w in (one.noun, other.noun))
    return acting or _kin(one.noun, other.noun) or None


def _named_after(name: Called, noun: Called) -> bool | None:
    """Is a noun that of a name: "Acme" and "the Acme spokesman", but not "Lund" and "Lund's deputy"?"""
    owners = [w for w in noun.noun.children if w.dep == "poss" and "PERSON" in (w.entity, name.noun.entity)]
    if any(meet(w, name.noun) for w in owners):
        return False
    return bool(name.proper & (noun.marks | {fold(noun.noun.low)})) or _acronym(name, noun) or None


def _kin(one: Word, other: Word) -> bool:
    return one.key == other.key or (one.pos == other.pos == "NOUN" and wordnet.alike(one.lemma, other.lemma, "NOUN"))


def _same_name(one: Called, other: Called) -> bool | None:
    mine, theirs = one.proper, other.proper
    if mine <= theirs or theirs <= mine or _acronym(one, other):
        return True
    persons = [c.noun.entity == "PERSON" for c in (one, other)]
    if all(persons):
        return fold(one.noun.low) == fold(other.noun.low) and any(len(w) == 1 for w in mine ^ theirs)  # "A. Lund"
    bodies = [wordnet.topic(c.noun.low, "NOUN") == "group" for c in (one, other)]
    return None if any(persons) and any(bodies) else False  # a judge may be the High Court


def _acronym(one: Called, other: Called) -> bool:
    return any(
        len(a.noun.text) > 1 and a.noun.text.isupper() and a.noun.low in b.initials for a, b in ((one, other), (other, one))
    )
