"""Time: days that the cited text lacks, events in another order, what is to come told as past, `already` and `no longer`."""

from collections.abc import Collection, Iterator, Sequence

from summarize.checking.counterparts import counterparts, tells
from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Effect, Remark, Weight
from summarize.language import wordnet
from summarize.language.amounts import Amount, amounts
from summarize.language.days import MONTH_OF, WEEKDAYS, days
from summarize.language.parsed import Word, told
from summarize.language.polarity import denied
from summarize.language.times import Link, future, links, past

EFFECT = Effect(merge="both")

_NEAR_COPY = 0.7  # below this share of shared content words an order of events may be told in other words
_COPY = 0.8
# Days and years told from the day of writing, which names none.
_TOLD_FROM_NOW = frozenset({"today", "yesterday", "tomorrow", "tonight", "this", "last", "next", "ago", "recently", "now"})
_BEHIND, _AHEAD = frozenset({"last", "past", "recent"}), frozenset({"next", "coming", "upcoming"})
# Adverbs that tell how something stands to what was before; what tells the same, and, behind the bar, what they cannot mean.
_STANDING = {
    "already": "already previously earlier before now since | yet",
    "still": "still remain continue yet | longer",
    "again": "again another return resume repeat further second new more |",
    "recently": "recently recent lately newly new just last | long",
    "permanently": "permanently permanent | temporarily",
    "temporarily": "temporarily temporary | permanently",
}


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each day, order or tense of the statement that the cited text does not give."""
    yield from _dates(pair)
    yield from _orders(pair)
    yield from _tenses(pair)
    yield from _periods(pair)
    yield from _standing(pair)
    yield from _over(pair)


def _dates(pair: Entailment) -> Iterator[Remark]:
    """Each month, day of the week or of the month, and year that the text lacks."""
    theirs = [day.span for day in days(pair.cited.text) if day.span]
    written = amounts(pair.cited)
    months = (
        {_month(w) for w in pair.cited.words} | {d.month for d in days(pair.cited.text)} | {d.month for s in theirs for d in s}
    )
    for word in pair.statement.words:
        weekday = word.capital and word.low.rstrip("s") in WEEKDAYS
        if (weekday and word.low not in pair.cited.lows) or _month(word) not in {0, *months}:
            yield _undated(word, pair, named=any((w.low in WEEKDAYS) if weekday else _month(w) for w in pair.cited.words))
    numbers = [(a.low, a.high) for a in written if a.unit in ("day", "ordinal")]
    numbers += [(first.day, last.day) for first, last in theirs if first == last]
    years = [(a.low, a.high) for a in written if a.unit in ("year", "")] + [(first.year, first.year) for first, _ in theirs]
    for mine in amounts(pair.statement):
        given = {"day": numbers, "year": years}.get(mine.unit)
        if given is None or any(_fits(mine, low, high) for low, high in given):
            continue
        yield _undated(pair.statement.words[mine.start], pair, named=any(a.unit == "year" for a in written))


def _undated(word: Word, pair: Entailment, *, named: bool) -> Remark:
    """`named`: the text names its days, and does not only tell them from the day of writing."""
    return f"the cited text does not say {word.text}", "block" if named or pair.cited.lows.isdisjoint(
        _TOLD_FROM_NOW
    ) else "doubt"


def _fits(mine: Amount, low: float, high: float) -> bool:
    """Is a day of the text's days, or a year of the statement's years: 1994 is one of the 1990s."""
    return low <= mine.low and mine.high <= high if mine.unit == "day" else mine.low <= low and high <= mine.high


def _month(word: Word) -> int:
    """Which month a word names, 0 for none; `May` names one where it is nobody's name."""
    named = word.capital and word.proper and word.entity not in ("PERSON", "ORG", "GPE")
    return MONTH_OF.get(word.low.rstrip("."), 0) if named else 0


def _orders(pair: Entailment) -> Iterator[Remark]:
    theirs = list(links(pair.cited))
    for mine in links(pair.statement):
        weight = _misplaced(mine, theirs, pair)
        if weight:
            said = told((mine.word, mine.anchor))
            yield f'the statement says "{said}"; the cited text does not give that order', weight


def _misplaced(mine: Link, theirs: Sequence[Link], pair: Entailment) -> Weight | None:
    """How sure it is that the cited text does not have its two events in this order; None where it may."""
    exact = [t for t in theirs if (t.main.key, t.anchor.key) == (mine.main.key, mine.anchor.key)]
    theirs = exact or theirs
    anchored = [t for t in theirs if _one_event(mine.anchor, t.anchor)]
    turned = [t for t in theirs if _one_event(mine.anchor, t.main) and _one_event(mine.main, t.anchor)]
    if any(t.order in (mine.order, "until" if mine.order == "before" else "") for t in anchored):
        return None
    if turned and not exact:
        return "block" if all(t.order == mine.order for t in turned) else None
    if anchored:
        near = pair.coverage >= _NEAR_COPY or any(_one_event(mine.main, t.main) for t in anchored)
        return "block" if near else "doubt"
    return _unplaced(mine, theirs, pair)


def _unplaced(mine: Link, theirs: Sequence[Link], pair: Entailment) -> Weight | None:
    """The same where the text has no word of order at either event: of what is told in order, one comes after the other."""
    if mine.order in ("before", "until") and mine.anchor.content and not any(t.order == mine.order for t in theirs):
        return "block" if pair.coverage >= _COPY else "doubt"
    return "doubt" if mine.order == "after" and not theirs and pair.coverage >= _NEAR_COPY else None


def _one_event(mine: Word, other: Word) -> bool:
    return (mine.content or mine.digit) and (mine.key == other.key or wordnet.alike(mine.lemma, other.lemma, mine.pos))


def _tenses(pair: Entailment) -> Iterator[Remark]:
    """What will be told as what was, and the other way round; not "said that it went", a past for the sake of "said"."""
    for word in filter(tells, pair.statement.words):
        theirs = [_verb(c.word) for c in counterparts(word, pair) if c.close]
        verb = _verb(word)
        for mine, other in ((past, future), (future, past)):
            if theirs and mine(verb) and all(other(w) for w in theirs) and not (verb.dep == "ccomp" and past(verb.head)):
                yield f'the statement says "{_with_helpers(verb)}"; the cited text says "{_with_helpers(theirs[0])}"', "block"


def _verb(word: Word) -> Word:
    """The verb that tells it: "be" above what somebody is."""
    return word.head if word.pos not in ("VERB", "AUX") and word.head.pos == "AUX" else word


def _with_helpers(verb: Word) -> str:
    return told((*(w for w in verb.lefts if w.dep in ("aux", "auxpass", "neg")), verb))


def _periods(pair: Entailment) -> Iterator[Remark]:
    """`in recent weeks` beside `in the coming weeks`."""
    for word in pair.statement.words:
        for mine, other in ((_BEHIND, _AHEAD), (_AHEAD, _BEHIND)):
            said = _placed(word, mine)
            cited = [placed for w in pair.same(word) if (placed := _placed(w, other))] if said else []
            if said and cited and not any(_placed(w, mine) for w in pair.same(word)):
                yield (
                    f'the statement says "{told((said, word))}"; the cited text says "{told((cited[0], cited[0].head))}"',
                    "block",
                )


def _placed(word: Word, places: Collection[str]) -> Word | None:
    timely = wordnet.topic(word.lemma, "NOUN") == "time"
    return next((w for w in word.lefts if w.low in places), None) if timely else None


def _standing(pair: Entailment) -> Iterator[Remark]:
    """`already`, `again`: how something stands to what was before."""
    lemmas = pair.cited.lows | {w.lemma for w in pair.cited.words}
    for word in pair.statement.words:
        row = _STANDING.get(word.low) if word.dep == "advmod" else None
        same, _, against = (part.split() for part in row.partition("|")) if row else ((), (), ())
        if same and lemmas.isdisjoint(same):
            sure = any(w.dep == "advmod" and w.low in against for w in pair.cited.words)
            yield f'the statement says "{word.text}"; the cited text does not', "block" if sure else "doubt"


def _over(pair: Entailment) -> Iterator[Remark]:
    """What is no longer so."""
    for word in pair.cited.words:
        over = {w.key for w in _ending(word)}
        mine = [w for w in pair.statement.words if w.key in over]
        if mine and not any(denied(w) or past(w) or denied(w.head) or past(w.head) for w in mine):
            yield f'the cited text says "{told((word, *_ending(word)))}"', "block"


def _ending(word: Word) -> tuple[Word, ...]:
    """What "no longer" takes away: the verb, or behind "be" what somebody is."""
    if word.low != "longer" or word.previous is None or word.previous.low != "no":
        return ()
    return tuple(w for w in (word.head, *word.head.children) if w.content and w.dep != "advmod")
