"""A detail put into what is otherwise the cited text's own wording."""

from collections.abc import Collection, Iterator

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Effect, Remark
from summarize.language import wordnet
from summarize.language.amounts import amounts
from summarize.language.parsed import Word

EFFECT = Effect(merge="never", meant=True)

# Below this share of shared content words a statement is a rewording, in which new words are natural.
_NEAR_COPY = 0.7
# In a statement of fewer content words one synonym looks like one addition.
_LONG_ENOUGH = 6
_NAMING = frozenset({"NOUN", "VERB", "ADJ"})
_DETAILS = frozenset({"amod", "compound", "nmod", "pobj", "dobj", "conj", "acl", "appos", "advcl"})
_POINTING = frozenset({"prep", "agent"})


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name what a near copy adds. A word or two in the place of others may well mean the same: nothing is said of these."""
    if pair.coverage < _NEAR_COPY:
        return
    counted = {n for a in amounts(pair.statement) for n in range(a.start, a.end)}
    new = {w.i for w in pair.statement.content if w.i not in counted and _new(w, pair)}
    for word in (pair.statement.words[i] for i in sorted(new)):
        if word.head.i in new or word.dep not in _DETAILS:
            continue  # told with the word above it; or another verb or predicate, which is a rewording
        added = tuple(_together(word, new))
        if len(added) > 1 and len(pair.statement.content) >= _LONG_ENOUGH and not _exchanged(word, pair):
            yield f'the cited text says nothing of "{" ".join(w.text for w in added)}"', "block"


def _together(word: Word, new: Collection[int]) -> list[Word]:
    """A new word and the new ones that hang on it, at once or by a preposition."""
    below = [w for child in word.children for w in ((child, *child.children) if child.dep in _POINTING else (child,))]
    return sorted([word, *(w for one in below if one.i in new for w in _together(one, new))], key=lambda w: w.i)


def _new(word: Word, pair: Entailment) -> bool:
    if word.pos not in _NAMING or word.proper or word.place or word.entity or pair.alike(word):
        return False
    return not any(_akin(word, other) for other in pair.cited.content)


def _akin(one: Word, other: Word) -> bool:
    if wordnet.akin(one.lemma, other.lemma) or wordnet.alike(one.lemma, other.lemma, one.pos):
        return True
    mine, theirs = wordnet.entry(one.lemma, one.pos), wordnet.entry(other.lemma, other.pos)
    return one.pos == other.pos and not mine.kinds.isdisjoint(theirs.kinds)


def _exchanged(word: Word, pair: Entailment) -> bool:
    """Has the text something else in its place: another word that hangs in the same way on the same word?"""
    above = word.head
    if above.dep in _POINTING:
        above = above.head
    said = pair.statement.keys
    return any(
        child.content and child.key not in said
        for other in pair.same(above)
        for near in other.children
        for child in (near, *near.children)
    )
