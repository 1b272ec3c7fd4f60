"""A cause, a consequence or a price that the cited text does not state: what it only tells side by side."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Effect, Remark, Weight
from summarize.language.acts import doers, undergoers
from summarize.language.lexicon import words
from summarize.language.parsed import Parsed, Word

EFFECT = Effect(merge="never")

_BECAUSE, _THEREFORE = words("links.because"), words("links.therefore")
_BRINGING, _DEPENDING, _NOUNS = words("links.bringing"), words("links.depending"), words("links.nouns")
_TYING = _BECAUSE | _THEREFORE | _BRINGING | _DEPENDING | _NOUNS
_LOOSE = words("links.loose")
_AHEAD = frozenset({"to", "in", "on", "for"})
# From this share of shared content words on, the text would have the tie in words like the statement's.
_NEAR_COPY = 0.7
_SHARED = 2  # content words that two effects have in common, to be one
_MOSTLY = 0.5  # of what a side has in common with the text, in one sentence: less is a name that both sentences have


class Link(NamedTuple):
    """A tie between two things: the word that makes it, and the keys of what brings about and of what comes of it."""

    word: Word
    cause: frozenset[str]
    effect: frozenset[str]


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each tie of the statement that no cited sentence makes, or makes the other way round."""
    theirs = list(_links(pair.cited))
    for link in _links(pair.statement):
        if any(_crossed(link, other) for other in theirs) and not any(_kept(link, other) for other in theirs):
            yield "the statement exchanges cause and effect", "block"
        elif any(_another(link, other, pair) for other in theirs):
            yield f'the statement gives another cause behind "{link.word.text}" than the cited text', "block"
        elif (weight := _untied(link, pair)) is not None:
            yield f'the statement says "{link.word.text}"; the cited text does not say that', weight


def _links(parsed: Parsed) -> Iterator[Link]:
    for word in parsed.words:
        cause, effect = _sides(word, parsed)
        if cause and effect:
            yield Link(word, cause - effect, effect - cause)


def _sides(word: Word, parsed: Parsed) -> tuple[frozenset[str], frozenset[str]]:
    """The keys of cause and effect that a word ties together; empty where it ties nothing."""
    whole = parsed.sentences[word.sentence]
    if word.low in _THEREFORE and word.dep == "advmod" and word.sentence:
        return _keys(parsed.sentences[word.sentence - 1]), _keys(whole)
    if word.low in _BECAUSE and word.dep in ("mark", "prep", "amod", "advmod", "acomp", "npadvmod"):
        inside = word.head.subtree if word.dep == "mark" else word.subtree
        return _keys(inside), _keys(whole, without=inside)
    if word.lemma in _NOUNS and word.dep == "pobj" and (behind := word.child("prep")) is not None:
        inside = behind.subtree
        return _keys(inside), _keys(whole, without=(*inside, word))
    if word.lemma in _DEPENDING and word.pos in ("VERB", "ADJ") and (on := _ahead(word)):
        own = [
            w for subject in (word.child("nsubj", "nsubjpass"), word.head.child("nsubj")) if subject for w in subject.subtree
        ]
        return _keys(on), _keys(own, without=on)
    if word.lemma in _BRINGING and word.pos == "VERB":
        brought = [w for u in undergoers(word) for w in u.subtree] + list(_ahead(word))
        brought += [w for clause in word.children if clause.dep in ("xcomp", "ccomp") for w in clause.subtree]
        return _keys([w for d in doers(word) for w in d.subtree]), _keys(brought)
    return frozenset(), frozenset()


def _ahead(word: Word) -> tuple[Word, ...]:
    return tuple(w for prep in word.rights if prep.dep == "prep" and prep.low in _AHEAD for w in prep.subtree)


def _keys(words: Iterable[Word], *, without: Collection[Word] = ()) -> frozenset[str]:
    gone = {w.i for w in without}
    return frozenset(w.key for w in words if w.content and w.i not in gone and w.lemma not in _TYING)


def _crossed(one: Link, other: Link) -> bool:
    return bool(one.cause & other.effect and one.effect & other.cause)


def _kept(one: Link, other: Link) -> bool:
    return bool(one.cause & other.cause or one.effect & other.effect)


def _another(one: Link, other: Link, pair: Entailment) -> bool:
    """One effect, and of the two causes neither has anything that the other's sentence tells."""
    if one.word.low not in _BECAUSE or other.word.low not in _BECAUSE or len(one.effect & other.effect) < _SHARED:
        return False
    mine = [w for w in pair.statement.content if w.key in one.cause]
    theirs = {w.i for w in pair.cited.content if w.sentence == other.word.sentence and w.key in other.cause}
    return bool(mine) and bool(theirs) and not any(w.i in theirs for own in mine for w in pair.alike(own))


def _untied(link: Link, pair: Entailment) -> Weight | None:
    """How sure it is that no cited sentence ties the two; None where one may."""
    sides = link.cause & pair.cited.keys, link.effect & pair.cited.keys
    if not all(sides):
        return None  # what is tied is not in the text, in these words: no guess about the tie
    sentences = [{w.key for w in words} for words in pair.cited.sentences]
    together = [n for n, keys in enumerate(sentences) if all(len(side & keys) >= _MOSTLY * len(side) for side in sides)]
    if any(w.key == link.word.key and any(side & sentences[w.sentence] for side in sides) for w in pair.cited.words):
        return None  # it has the tie in the same word, however its sentences are cut
    if not together:
        following = any(w.low in _TYING | {"this", "that"} for words in pair.cited.sentences[1:] for w in words[:3])
        return "doubt" if following else "block"
    words = [w for n in together for w in pair.cited.sentences[n]]
    if any(w.lemma in _TYING or w.low in _TYING for w in words):
        return None
    loose = any(w.low in _LOOSE and w.dep in ("mark", "prep", "advmod", "cc", "pcomp") for w in words)
    told = any(w.dep in ("advcl", "xcomp") and w.child("mark") is None for w in words)  # "stopped it to mend the engines"
    return "doubt" if told or (loose and pair.coverage < _NEAR_COPY) else "block"
