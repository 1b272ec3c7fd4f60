"""Polarity: what the statement denies and the cited text tells, or the other way round, or the opposite in its place."""

from collections.abc import Iterator

from summarize.checking.counterparts import Counterpart, arguments, counterparts, nearest, tells
from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Effect, Remark
from summarize.language import wordnet
from summarize.language.certainty import Certainty, certainty
from summarize.language.parsed import Word, told
from summarize.language.polarity import CONTRASTS, LIMITS, denied, denied_with, denier, negator, opposed, own_denier

EFFECT = Effect(merge="either")

_NEAR_COPY = 0.6  # of the statement's content words
_HALF = 0.5
_THINGS, _SAME = 2, 0.75  # of how many things another verb tells, and how many of them must be the same


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each word that one of the two denies, and each opposite."""
    for word in pair.statement.content:
        found = counterparts(word, pair)
        yield from _limited(word, pair)
        if found and (tells(word) or _only_denied(word, found)):
            yield from _turned(word, found, pair)
        elif not found:
            yield from _opposite(word, pair)
            yield from _otherwise(word, pair)


def _only_denied(word: Word, found: tuple[Counterpart, ...]) -> bool:
    """`no interest` beside `interest`: a noun that is denied itself, not with the verb above it."""
    if word.pos != "NOUN" or word.dep == "compound":
        return False
    mine, theirs = own_denier(word), [own_denier(c.word) for c in found]
    if any(by is not None and by.low == "without" for by in theirs):
        return word.head.low == "with" or word.head.lemma == "have"
    return mine is not None or any(theirs)


def _turned(word: Word, found: tuple[Counterpart, ...], pair: Entailment) -> Iterator[Remark]:
    if certainty(word) == Certainty.SUPPOSED:
        return  # "whether it was sold" leaves both open
    mine = denied_with(word)
    if any(denied_with(c.word) == mine for c in found):
        return
    other = found[0]
    by = denier(word) if mine else denier(other.word)
    if by is None or (mine and by.low == "without" and _denies_besides(by, pair)):
        return
    said = told((by, word if mine else other.word))
    reason = f'the statement says "{said}"; the cited text does not' if mine else f'the cited text says "{said}"'
    sure = other.close and pair.coverage >= _NEAR_COPY and not (mine and _contrasted(word, other.word, pair))
    yield reason, "block" if sure else "doubt"


def _otherwise(word: Word, pair: Entailment) -> Iterator[Remark]:
    """`Send no boats north` beside `boats go north`: another verb that may mean it, of the same things."""
    if word.pos != "VERB" or not tells(word) or len(arguments(word)) < _THINGS:
        return
    theirs = (w for w in pair.cited.content if w.pos == "VERB" and tells(w) and wordnet.alike(word.lemma, w.lemma, "VERB"))
    found = nearest(word, pair, theirs)
    if found and all(c.near >= _SAME for c in found):
        yield from _turned(word, found, pair)


def _denies_besides(word: Word, pair: Entailment) -> bool:
    """`no deal without a guarantee` asks for the guarantee."""
    return any(negator(w) for w in pair.statement.sentences[word.sentence] if w is not word)


def _contrasted(word: Word, other: Word, pair: Entailment) -> bool:
    """Has the text what the statement denies behind `rather than` or `as opposed to`?"""
    sentence = pair.cited.sentences[other.sentence]
    opener = next((w for w in sentence if w.low in CONTRASTS), None)
    missing = arguments(word) - arguments(other)
    return opener is not None and any(w.key in missing for w in sentence if w.i > opener.i)


def _limited(word: Word, pair: Entailment) -> Iterator[Remark]:
    """`merely a threat` beside `not merely a threat`."""
    if word.low not in LIMITS or word.dep != "advmod" or _not_before(word):
        return
    same = [w for w in pair.cited.words if w.low == word.low and w.head.key == word.head.key]
    if same and all(_not_before(w) for w in same):
        yield f'the cited text says "not {word.low}"', "block"


def _not_before(word: Word) -> bool:
    return word.previous is not None and word.previous.low in ("not", "n't")


def _known(word: Word, pair: Entailment) -> bool:
    """Has the text another word for it, of whatever part of speech: `closed` for `shut`?"""
    others = (w for w in pair.cited.content if w.key not in pair.statement.keys)
    return any(wordnet.alike(word.lemma, lemma, word.pos) for w in others for lemma in (w.lemma, w.key))


def _opposite(word: Word, pair: Entailment) -> Iterator[Remark]:
    if _known(word, pair):
        return
    said = pair.statement.keys
    others = (w for w in pair.cited.words if w.key not in said and opposed(word, w))
    found = nearest(word, pair, others)
    if not found or not found[0].close or any(denied(c.word) != denied(word) for c in found):
        return
    reason = f'the statement says "{word.text}"; the cited text says "{found[0].word.text}"'
    yield reason, "block" if pair.coverage >= _HALF else "doubt"
