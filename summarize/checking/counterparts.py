"""What stands in the cited text for a word of the statement, and how near: by what hangs on both."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from summarize.checking.entailment import Entailment, said
from summarize.language.acts import doers, undergoers
from summarize.language.parsed import Word

CLOSE = 0.5  # of what hangs on the statement's word: from here on both tell the same
_LOOSE = 0.3  # below this they tell of something else
_PREDICATES = frozenset({"acomp", "attr", "oprd"})
_OTHER_CLAUSES = frozenset({"ccomp", "relcl", "advcl", "conj", "parataxis", "xcomp", "acl"})
_DEEP = 3
_ELSEWHERE = 0.5


class Counterpart(NamedTuple):
    """A cited word, and the share of the statement's arguments that it has."""

    word: Word
    near: float

    @property
    def close(self) -> bool:
        return self.near >= CLOSE


def tells(word: Word) -> bool:
    """Does it tell something of something: a verb, or what somebody or something is?"""
    if word.pos == "VERB":
        return word.content and word.dep not in ("amod", "compound")
    return word.content and (word.dep in _PREDICATES or (word.dep == "ROOT" and word.pos in ("NOUN", "ADJ")))


def counterparts(word: Word, pair: Entailment) -> tuple[Counterpart, ...]:
    """The cited words of the same family that have most of its arguments; () where none has enough of them."""
    return nearest(word, pair, (w for w in pair.cited.content if w.key == word.key))


def nearest(word: Word, pair: Entailment, others: Iterable[Word]) -> tuple[Counterpart, ...]:
    mine, parties = arguments(word), _parties(word)
    found = [
        Counterpart(
            other, max(_share(mine, arguments(other), pair.beside[other.sentence]), CLOSE * bool(parties & _parties(other)))
        )
        for other in others
    ]
    most = max((c.near for c in found), default=0.0)
    return tuple(c for c in found if c.near == most and most >= _LOOSE)


def _parties(word: Word) -> frozenset[str]:
    """Who does it and to whom it is done: who shares one of these with it tells of the same, whatever else is told."""
    return said((*doers(word), *undergoers(word))) if word.pos == "VERB" else frozenset()


def _share(mine: frozenset[str], theirs: frozenset[str], beside: frozenset[str]) -> float:
    """What only stands elsewhere in the sentence counts by half: the parser errs, and a subject may be understood."""
    return (len(mine & theirs) + _ELSEWHERE * len(mine & beside - theirs)) / len(mine) if mine else CLOSE


def arguments(word: Word) -> frozenset[str]:
    """The content words and numbers of its clause: who, whom, how much, and what it is said of."""
    told_of = word.head if word.dep in _PREDICATES else word
    heads = [word, *doers(told_of), *undergoers(told_of)]
    if told_of is not word:
        heads += (w for w in told_of.children if w.dep in ("nsubj", "nsubjpass"))
    elif word.dep in ("amod", "compound"):
        heads.append(word.head)
    around = {w for head in heads for w in _clause(head, _DEEP)}
    return said(around) - {word.key}


def _clause(word: Word, deep: int) -> Iterator[Word]:
    yield word
    for child in word.children if deep else ():
        if child.dep not in _OTHER_CLAUSES or (child.dep == "conj" and child.pos != "VERB"):
            yield from _clause(child, deep - 1)
