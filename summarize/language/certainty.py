"""How sure a text is of what it tells: done, planned, proposed, possible, hearsay or only supposed; and on what it hangs.

By grammar: modal verbs, what stands under which verb, clauses with "if". `certainty.txt` has the closed classes; see there.
"""

from collections.abc import Iterator
from enum import IntEnum

from summarize.language import wordnet
from summarize.language.governors import Tie, governors, infinitive
from summarize.language.lexicon import words
from summarize.language.parsed import Word, once_a_word, root
from summarize.language.polarity import denied


class Certainty(IntEnum):
    """From the weakest to the strongest."""

    SUPPOSED = 0
    ALLEGED = 1
    POSSIBLE = 2
    PROPOSED = 3
    PLANNED = 4
    STATED = 5


_LISTS = {
    "alleged": Certainty.ALLEGED,
    "possible": Certainty.POSSIBLE,
    "proposed": Certainty.PROPOSED,
    "intended": Certainty.PLANNED,
    "planned": Certainty.PLANNED,
}
_EXACTLY = {word: level for name, level in _LISTS.items() for word in words(f"certainty.{name}")}
# An adverb has no family here: "reportedly" is hearsay, "reported" is not.
_LEVELS = {root(word): level for word, level in _EXACTLY.items() if not word.endswith(("ly", "ing"))}
INTENDED = frozenset(root(word) for word in words("certainty.intended"))
DONE = frozenset(root(w) for w in words("certainty.done"))
_NEARLY = words("certainty.nearly")
_CONDITION, _CASE, _HANGING = words("certainty.condition"), words("certainty.case"), words("certainty.hanging")
_KEPT = words("certainty.kept") | _CONDITION | _CASE | _HANGING
_WEAK = frozenset({"once", "until", "after", "when", "with", "without", "assuming"})  # may tell a mere time
_WHETHER = frozenset({"whether", "if"})
_SIDE_BY_SIDE = frozenset({"ccomp", "relcl", "conj", "advcl", "parataxis", "acl"})
_QUOTES = frozenset({"``", "''"})


def certainty(word: Word) -> Certainty:
    """How sure its text is of it."""
    return min((level for level, _ in _hedges(word)), default=Certainty.STATED)


def level(word: Word) -> Certainty:
    """How sure a word leaves what stands under it: PROPOSED for `call`, POSSIBLE for `consider`, STATED for most."""
    return _EXACTLY.get(word.low) or _LEVELS.get(word.key, Certainty.STATED)


def hedge(word: Word) -> tuple[Word, ...]:
    """The words that make it less than stated, the weakest first."""
    return tuple(dict.fromkeys(w for _, w in sorted(_hedges(word), key=lambda h: h[0])))


def done(word: Word) -> bool:
    """Is it told as done: a past or perfect verb that nothing makes less than a fact?"""
    perfect = word.tag == "VBN" and any(w.low in ("has", "have", "had", "was", "were") for w in word.children)
    return (perfect or word.tag == "VBD") and not _hedges(word)


def condition(word: Word) -> tuple[Word, ...]:
    """The words of the condition that it hangs on: `if …`, `only after …`, `in the event of …`; () if there is none."""
    if done(word):
        return ()
    reached = {word.i, *(tie.above.i for tie in governors(word)), *(w.i for w in _own_clause(word))}
    for opener in (w for w in word.beside if w.low not in _WEAK or _ahead(word)):
        for hung, words_ in _conditions(opener):
            if hung.i in reached and word not in words_:
                return words_
    return ()


def keeps_condition(word: Word) -> bool:
    """May it open a condition, in whatever words: `after`, `without`, `pending`?"""
    return not _KEPT.isdisjoint((word.low, word.lemma))


def _ahead(word: Word) -> bool:
    """Is it not done yet? Only then `once` and `after` tell a condition."""
    return certainty(word) in (Certainty.POSSIBLE, Certainty.PROPOSED, Certainty.PLANNED) or word.tag in ("VB", "VBG")


def _conditions(opener: Word) -> Iterator[tuple[Word, tuple[Word, ...]]]:
    """What a condition that this word opens hangs on by grammar, and the condition's words."""
    head, low = opener.head, opener.low
    only = opener.previous is not None and opener.previous.low == "only"
    inverted = low == "should" and _inverted(opener) and head.head_i != head.i
    if inverted or (opener.dep == "mark" and head.dep != "ccomp" and (low in _CONDITION or (only and low in _WEAK))):
        yield head.head, head.subtree
    elif opener.dep in ("prep", "advcl") and (low in _CONDITION or low == "without" or (only and low in _WEAK)):
        yield head, opener.subtree
    elif low in _CASE and opener.dep == "pobj" and head.low in ("in", "on") and opener.child("prep", "acl"):
        yield head.head, head.subtree
    elif not _HANGING.isdisjoint((opener.lemma, low)) and opener.pos != "NOUN":
        yield from _hanging(opener)


def _hanging(opener: Word) -> Iterator[tuple[Word, tuple[Word, ...]]]:
    """`subject to approval`, `depends on the weather`: what hangs is the subject, or what it is put beside."""
    tail = tuple(w for c in opener.rights if c.dep in ("prep", "pobj", "dobj") for w in c.subtree)
    subject = opener.child("nsubj") or (opener.head.child("nsubj", "nsubjpass") if opener.dep in ("acomp", "attr") else None)
    if tail:
        yield subject or opener.head, (opener, *tail)


def _inverted(aux: Word) -> bool:
    """`Had the club sold`, `should it fail`: the helper stands before the subject, and nothing is asked."""
    subject = aux.head.child("nsubj", "nsubjpass")
    return aux.dep in ("aux", "auxpass") and subject is not None and aux.i < subject.first and not _asked(aux)


def _own_clause(word: Word) -> Iterator[Word]:
    yield word
    for child in word.children:
        if child.dep not in _SIDE_BY_SIDE:
            yield from _own_clause(child)


@once_a_word
def _hedges(word: Word) -> tuple[tuple[Certainty, Word], ...]:
    """Each word that makes it less than stated, and how little that leaves."""
    return tuple(_hedging(word))


def _hedging(word: Word) -> Iterator[tuple[Certainty, Word]]:
    asked = _asked(word)
    if asked:
        yield Certainty.SUPPOSED, asked
    yield from _clause(word)
    yield from _beside(word)
    for tie in governors(word):
        yield from _under(tie)
        if tie.how == "complement" or (tie.how == "shared" and not any(w.dep == "aux" for w in tie.below.children)):
            yield from _beside(tie.above)
        yield from _clause(tie.above)


def _clause(word: Word) -> Iterator[tuple[Certainty, Word]]:
    """Its clause is only supposed: `if it sells`, `whether it sells`, `had it sold`."""
    for child in word.children:
        if child.dep == "mark" and child.low in _CONDITION | _WHETHER:
            yield Certainty.SUPPOSED, child
        if child.low in ("had", "should", "were") and word.dep in ("advcl", "ccomp") and _inverted(child):
            yield Certainty.SUPPOSED, child


def _beside(word: Word) -> Iterator[tuple[Certainty, Word]]:
    """Its helpers, adverbs and adjectives: `may sell`, `reportedly sold`, `nearly sold`, `a possible sale`."""
    helpers = [w for w in word.children if w.dep in ("aux", "auxpass")]
    unreal = any(w.low == "have" for w in helpers)
    for child in word.children:
        level = _EXACTLY.get(child.lemma) if child.pos in ("AUX", "ADV", "ADJ") else _LEVELS.get(child.key)
        if child.tag == "MD" and not (child.low == "'d" and word.tag in ("VBN", "VBD")):  # "he'd sold"
            if child.low == "would" and unreal:
                yield Certainty.SUPPOSED, child
            elif child.low in ("would", "'d") and word.dep == "ccomp" and word.head.tag == "VBD":
                yield Certainty.PLANNED, child  # "will", in reported speech
            elif level is not None and not (child.lemma in ("can", "could") and word.child("neg")):
                yield level, child
            elif child.low in ("'ll", "wo", "'d"):
                yield Certainty.PLANNED, child
        elif child.dep == "advmod" and child.low in _NEARLY and word.pos == "VERB":
            yield Certainty.SUPPOSED, child
        elif level is not None and level <= Certainty.POSSIBLE and child.dep in ("advmod", "amod"):
            yield level, child
        elif child.low == "according" and any(_LEVELS.get(w.key) == Certainty.ALLEGED for w in child.subtree):
            yield Certainty.ALLEGED, child


def _under(tie: Tie) -> Iterator[tuple[Certainty, Word]]:
    """What the word above makes of it: `plans to sell`, `considers selling`, `the proposed sale`."""
    below, above = tie.below, tie.above
    if tie.how == "shared":
        return
    to = infinitive(below)
    named = above.key == "call" and not (to or below.dep == "prep")  # "called it safe", and not "called for it"
    level = None if named else _LEVELS.get(above.key)
    if above.lemma == "be" and to:
        yield (Certainty.SUPPOSED if above.low in ("was", "were") else Certainty.PLANNED), above
    elif above.low == "going" and to:
        yield Certainty.PLANNED, above
    elif above.lemma in ("have", "need") and to:
        yield Certainty.PROPOSED, above
    elif above.key == "rule" and any(w.low == "out" for w in above.children):
        yield Certainty.POSSIBLE, above
    elif _hearsay(above, below):
        yield Certainty.ALLEGED, above
    elif below.dep == "ccomp" and not to:
        yield from _told(above, below, level)
    elif level is not None and not (above.key == "offer" and tie.how == "object"):
        yield level, above
    elif to and below.dep in ("xcomp", "acl", "relcl", "ccomp") and above.key not in DONE and not denied(below):
        yield Certainty.PROPOSED, above


def _told(above: Word, below: Word, level: Certainty | None) -> Iterator[tuple[Certainty, Word]]:
    """`believes that it sold`, `it is possible that it sold`, `demands that it be sold`, `fears that it sold`."""
    if above.lemma == "be" and (said := above.child("acomp")) is not None:
        above, level = said, _LEVELS.get(said.key)
    if level is not None and level <= Certainty.POSSIBLE:
        yield level, above
        return
    subjunctive = below.tag == "VB" and not any(w.tag == "MD" or w.lemma == "do" for w in below.children)
    wished = above.pos == "VERB" and (level == Certainty.PROPOSED or wordnet.topic(above.lemma, "VERB") == "emotion")
    if subjunctive or wished:
        yield Certainty.PROPOSED, above


def _hearsay(above: Word, below: Word) -> bool:
    """`is said to have sold`."""
    saying = wordnet.entry(above.lemma, "VERB").that and wordnet.topic(above.lemma, "VERB") in ("communication", "cognition")
    perfect = any(w.low == "have" for w in below.children) or below.lemma == "be"
    return below.dep == "xcomp" and saying and perfect and above.child("auxpass") is not None


def _asked(word: Word) -> Word | None:
    """The question mark that ends its sentence or quotation."""
    for other in word.all[word.i + 1 :]:
        if other.sentence != word.sentence or other.tag in _QUOTES or other.low in (".", "!"):
            return None
        if other.low == "?":
            return other
    return None
