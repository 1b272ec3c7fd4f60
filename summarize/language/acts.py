"""Who does what to whom: the doers, the undergoers and the other parties of a verb, and the words that name a party.

A passive is turned round, a subject that several verbs share is found, "which" is what it stands for.
"""

from collections.abc import Iterator
from typing import NamedTuple

from summarize.language.parsed import Word

_SUBJECT = ("nsubj", "nsubjpass")
_OBJECT = ("dobj", "dative")
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_NAMING = frozenset({"compound", "amod", "nmod", "poss", "nummod", "nounmod", "case"})
_SHARING = frozenset({"xcomp", "advcl", "conj"})  # verbs without a subject of their own take that of the verb above
_FINITE = frozenset({"VBN", "VBG", "VBD", "VBZ", "VBP"})
_LINKS = 40  # verbs side by side: more are no sentence
_STEPS = 6  # verbs above a verb that may lend it their subject


class Party(NamedTuple):
    """Somebody or something that takes part in what a verb says, and how: "doer", "undergoer", or by which preposition."""

    role: str
    word: Word


def doers(verb: Word) -> tuple[Word, ...]:
    """The heads of the phrases that name who does it; () where the text leaves it out."""
    return _agents(verb) if passive(verb) else _several(_subjects(verb))


def undergoers(verb: Word) -> tuple[Word, ...]:
    """The heads of the phrases that name whom or what it is done to."""
    if passive(verb):
        return _several((*_subjects(verb), *_objects(verb)))
    own = _objects(verb)
    return _several(own or _asked_for(verb))


def parties(verb: Word) -> tuple[Party, ...]:
    """Doers, undergoers, and whatever hangs on the verb or on its object by a preposition: `bought the field from the port`."""
    done = undergoers(verb)
    behind = [w for w in (verb, *done) for w in w.rights if w.dep in ("prep", "dative") and w.pos == "ADP" and w.low != "of"]
    behind += [inner for prep in behind for inner in prep.rights if inner.dep == "prep"]  # `from Oslo to Kiel`
    others = [Party(prep.low, word) for prep in behind for word in _several(_behind(prep))]
    return (*(Party("doer", w) for w in doers(verb)), *(Party("undergoer", w) for w in done), *others)


def phrase(word: Word) -> tuple[Word, ...]:
    """The words of a noun phrase that name it: its compounds and adjectives, "of Norland", "from Norland and Kiel"."""
    found = {word}
    for child in word.children:
        if child.dep in _NAMING or (child.dep == "conj" and word.dep in _NAMING):
            found.update(phrase(child))
        elif child.dep == "prep" and child.low in ("of", "from"):
            behind = [w for inner in _behind(child) for w in (inner, *inner.conjuncts)]
            found.update(w for inner in behind if child.low == "of" or inner.place for w in phrase(inner))
    return tuple(sorted(found, key=lambda w: w.i))


def passive(verb: Word) -> bool:
    """Is it done to its subject: `was sold`, `the yard sold by Holm`, `and sold` behind these?"""
    for _ in range(_LINKS):
        if verb.tag not in ("VBN", "VBD"):
            return False
        if verb.child("nsubjpass", "auxpass"):
            return True
        if verb.child("nsubj"):
            return False
        if verb.dep in ("acl", "amod") or verb.child("agent"):
            return verb.child("aux") is None
        if verb.dep != "conj" or verb.child("dobj", "aux"):
            return False
        verb = verb.head
    return False


def _agents(verb: Word) -> tuple[Word, ...]:
    by = [w for agent in verb.children if agent.dep == "agent" for w in _behind(agent)]
    led = [w for w in verb.lefts if w.dep == "npadvmod" and (w.proper or w.place)]  # `US-led`
    if not by and verb.dep != "conj" and any(w.dep == "conj" and w.child("agent") for w in verb.rights):
        by = [w for c in verb.rights if c.dep == "conj" and c.low != verb.low and _bare(verb) for w in _agents(c)]
    return _several((*by, *led))


def _bare(verb: Word) -> bool:
    """Has it nothing of its own behind it, so that what stands behind the next verb is its own too: `fined and banned by`?"""
    return not any(w.dep in ("prep", "dobj", "npadvmod") for w in verb.rights)


def _subjects(verb: Word) -> tuple[Word, ...]:
    """The grammatical subject, also where another verb has it or a relative clause hangs on it."""
    for _ in range(_STEPS):
        head = verb.head
        if own := tuple(w for w in verb.children if w.dep in _SUBJECT):
            return tuple(_meant(w) for w in own)
        if verb.dep in ("acl", "relcl", "amod") and head.pos != "VERB" and verb.tag in _FINITE:
            return (head,)
        if verb.dep == "xcomp" and (lent := _objects(head)):
            return lent
        if (above := _lender(verb)) is None or above is verb:
            break
        verb = above
    return ()


def _lender(verb: Word) -> Word | None:
    """The verb above that has its subject for it, too."""
    head = verb.head
    if verb.dep == "prep" or (verb.dep in _SHARING and head.pos in ("ADP", "SCONJ")):
        return head.head
    if verb.dep not in _SHARING or head.pos not in ("VERB", "AUX"):
        return None
    if verb.dep == "conj" and not any(w.child("cc") for w in (verb, *verb.conjuncts)):
        return None  # a slip of the parser
    other_voice = passive(head) and not passive(verb)
    return None if other_voice and verb.dep in ("conj", "advcl") else head


def _objects(verb: Word) -> tuple[Word, ...]:
    """Its objects, and who is asked in "urged the board to resign", which the parse may have as a clause."""
    asked = [w for c in verb.children if c.dep == "ccomp" and _infinitive(c) for w in c.children if w.dep == "nsubj"]
    return (*(_meant(w) for w in verb.children if w.dep in _OBJECT and w.pos != "ADP"), *asked)


def _infinitive(verb: Word) -> bool:
    return any(w.dep == "aux" and w.low == "to" for w in verb.children)


def _asked_for(verb: Word) -> tuple[Word, ...]:
    """What a relative clause without an object of its own is about: `the dock that Acme bought`."""
    open_clause = verb.dep == "relcl" and any(w.dep == "nsubj" and w.tag not in _RELATIVE for w in verb.children)
    return (verb.head,) if open_clause and not any(w.dep in ("ccomp", "xcomp", "prep") for w in verb.children) else ()


def _meant(word: Word) -> Word:
    """What "which" or "who" stands for."""
    if word.tag in _RELATIVE:
        clause = next((w for w in word.ancestors if w.dep == "relcl"), None)
        return clause.head if clause else word
    return word


def _behind(prep: Word) -> tuple[Word, ...]:
    return tuple(w for w in prep.children if w.dep == "pobj")


def _several(heads: tuple[Word, ...]) -> tuple[Word, ...]:
    """With what is coordinated with them or put beside them as another name: `the mayor, Ana Lund, and Per Holm`."""
    found = dict.fromkeys(w for head in heads for w in _joined(head))
    return tuple(found)


def _joined(head: Word) -> Iterator[Word]:
    yield head
    for child in head.children:
        if child.dep in ("conj", "appos") and child.pos != "VERB":
            yield from _joined(child)
