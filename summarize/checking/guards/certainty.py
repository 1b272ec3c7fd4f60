"""Certainty: a statement may be less sure than its cited text, never surer; nor may it leave out what the text hangs it on."""

from collections import Counter
from collections.abc import Iterator

from summarize.checking.counterparts import Counterpart, counterparts, tells
from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Effect, Remark, Weight
from summarize.language import wordnet
from summarize.language.acts import doers, undergoers
from summarize.language.certainty import DONE, INTENDED, Certainty, certainty, condition, hedge, keeps_condition, level
from summarize.language.governors import governors
from summarize.language.parsed import Parsed, Word, told
from summarize.language.polarity import denied

EFFECT = Effect(merge="alike")

_NEAR_COPY = 0.7  # of the statement's content words
_SHARED = 3  # content words that a statement in other words has in common with what it tells
_TOLD = frozenset({"ROOT", "ccomp", "acomp", "attr"})  # of what a sentence mainly tells
_MENTIONED = 0.5  # of a condition's words: the statement may tell it in its own way


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name what the statement makes surer, and each condition that it leaves out."""
    found = [remark for word in pair.statement.content for remark in _of(word, pair)] or list(_reworded(pair))
    yield from sorted(found, key=lambda remark: remark[1] != "block")[:1]


def _of(word: Word, pair: Entailment) -> Iterator[Remark]:
    if not (tells(word) or _to_come(word)):
        yield from _real(word, pair)
        return
    found = counterparts(word, pair)
    if not found or any(denied(c.word) != denied(word) for c in found):
        return
    yield from _surer(word, found, pair.statement)
    yield from _unconditional(word, found, pair.statement)


def _real(word: Word, pair: Entailment) -> Iterator[Remark]:
    """`A rival` beside `a potential rival`."""
    theirs = [hedge(w)[:1] for w in pair.same(word) if w.pos == "NOUN"] if word.pos == "NOUN" else []
    if not theirs or not all(by and by[0].dep == "amod" and level(by[0]) <= Certainty.POSSIBLE for by in theirs):
        return
    if all(level(w) > Certainty.POSSIBLE and w.key != theirs[0][0].key for w in pair.statement.words):
        yield (
            f'the cited text says "{told((*theirs[0], theirs[0][0].head))}"',
            "block" if pair.coverage >= _NEAR_COPY else "doubt",
        )


def _reworded(pair: Entailment) -> Iterator[Remark]:
    """The statement tells in its own verbs what the text has only under a condition, or, mostly, under a reserve."""
    shared = [w for w in pair.cited.content if w.key in pair.shared and w.sentence in pair.closest & pair.focus]
    verbs = Counter(verb for w in shared if (verb := _verb(w)) is not None)
    if len(shared) < _SHARED:
        return
    mine = min((certainty(w) for w in pair.statement.content if tells(w) and w.dep in _TOLD), default=Certainty.SUPPOSED)
    for verb, count in verbs.items():
        hung = condition(verb) if count > 1 and not any(keeps_condition(w) for w in pair.statement.words) else ()
        keys = {w.key for w in hung if w.content}
        if hung and len(keys & pair.statement.keys) < _MENTIONED * len(keys):
            yield (
                f'the cited text adds "{told(hung)}"; the statement leaves it out',
                "block" if mine == Certainty.STATED else "doubt",
            )
            return
    mostly = max(verbs, key=lambda v: (verbs[v], certainty(v)), default=None)
    kept = mostly is not None and any(w.key == mostly.key and certainty(w) <= certainty(mostly) for w in pair.statement.content)
    if mostly is not None and not kept and certainty(mostly) <= Certainty.POSSIBLE < mine:
        yield f'the cited text says "{told((hedge(mostly)[0], mostly))}"; the statement has no such reserve', "doubt"


def _verb(word: Word) -> Word | None:
    """The verb of its clause."""
    return next((w for w in (word, *word.ancestors) if w.pos in ("VERB", "AUX") and w.dep not in ("aux", "auxpass")), None)


def _to_come(word: Word) -> bool:
    """A noun that tells a deed which is agreed or planned: `agreed to the sale`."""
    deed = word.pos == "NOUN" and word.dep not in ("compound", "amod") and bool(wordnet.entry(word.key, "VERB").senses)
    return deed and certainty(word) == Certainty.PLANNED and hedge(word)[0].tag != "MD"


def _surer(word: Word, found: tuple[Counterpart, ...], statement: Parsed) -> Iterator[Remark]:
    best = max(found, key=lambda c: certainty(c.word))
    mine, theirs = certainty(word), certainty(best.word)
    if _promised(word) and theirs == Certainty.PLANNED and all(w.key in INTENDED for w in hedge(best.word)):
        theirs = Certainty.PROPOSED
    if mine <= theirs or (mine, theirs) == (Certainty.POSSIBLE, Certainty.ALLEGED):
        return
    if _repeated(word, best.word, statement) or _timeless(word, best.word):
        return
    if theirs == Certainty.ALLEGED and _passed_on(word, statement):
        return
    reason = f'the statement says "{_said(word)}"; the cited text says "{told((hedge(best.word)[0], best.word))}"'
    yield (
        reason,
        _weight(word, mine, theirs) if best.close and not (_guessed(best.word) or _reserved(word, theirs)) else "doubt",
    )


def _repeated(word: Word, other: Word, statement: Parsed) -> bool:
    """Has the statement the reserve in the text's own words, whatever they hang on: `said it would stay, and would pay`?"""
    by = hedge(other)[0]
    span = [w.low for w in by.all[min(by.i, other.i) : max(by.i, other.i) + 1] if w.pos != "PUNCT"]
    before = [w.low for w in statement.words[: word.i + 1] if w.pos != "PUNCT"]
    return by.i <= other.i and before[-len(span) :] == span


def _reserved(word: Word, theirs: Certainty) -> bool:
    """Does the statement keep the reserve beside it: `the troops considered would go`, `calls for a force to be sent`?"""
    around = {w for head in (word, *doers(word), *undergoers(word)) for w in (*head.subtree, *head.ancestors)}
    telling = (w for w in around if w is not word and w.pos in ("VERB", "NOUN"))
    return (certainty(word) < Certainty.STATED or word.dep == "acl") and any(level(w) <= theirs for w in telling)


def _guessed(word: Word) -> bool:
    """Has the parser to guess whether a verb hangs on what a finite one before it hangs on: `believe it works and plan to`?"""
    shared = [t.below for t in governors(word) if t.how == "shared" and t.below.tag in ("VBZ", "VBP", "VBD")]
    return any(verb not in (by, *by.ancestors) for verb in shared for by in hedge(word)[:1])


def _said(word: Word) -> str:
    helpers = [w for w in (*hedge(word)[:1], *word.children) if w.dep in ("aux", "auxpass")]
    return told((*helpers, word))


def _weight(word: Word, mine: Certainty, theirs: Certainty) -> Weight:
    """A present tense may tell what is to come; a past does not."""
    if theirs <= Certainty.POSSIBLE:
        return "block"
    if mine == Certainty.STATED:
        above = [tie.above for tie in governors(word)]  # "began selling" tells it as done, "announced not selling" does not
        above = [w for w in above if w.key in DONE] if word.tag == "VBG" else above
        past = any(w.tag in ("VBD", "VBN") for w in (word, *above))
        return "block" if past else "doubt"
    return "block" if hedge(word)[0].tag == "MD" else "doubt"


def _promised(word: Word) -> bool:
    """`will`, which says more than `plans to`."""
    return any(w.low in ("will", "shall", "'ll") for w in word.children)


def _timeless(word: Word, other: Word) -> bool:
    """`depends` beside `will depend`: the present tense tells what is to come, too."""
    return word.tag in ("VBZ", "VBP", "VBG") and certainty(other) == Certainty.PLANNED and hedge(other)[0].tag == "MD"


def _passed_on(word: Word, statement: Parsed) -> bool:
    """The statement names somebody who says so."""
    above = (tie.above for tie in governors(word))
    return "according" in statement.lows or any(wordnet.topic(w.lemma, "VERB") == "communication" for w in above)


def _unconditional(word: Word, found: tuple[Counterpart, ...], statement: Parsed) -> Iterator[Remark]:
    conditions = [condition(c.word) for c in found]
    if not all(conditions) or condition(word) or any(keeps_condition(w) for w in statement.words):
        return
    keys = {w.key for w in conditions[0] if w.content}
    mentioned = len(keys & statement.keys) >= _MENTIONED * max(len(keys), 1)
    weight: Weight = "block" if found[0].close and not mentioned else "doubt"
    yield f'the cited text adds "{told(conditions[0])}"; the statement leaves it out', weight
