"""Do two statements say the same? Without a model: what is told in the same words is the same; which differ, guards find.

Most statements that say the same do so in other words: `candidates` measures how much alike these are, and `differ` says which
differ all the same. Plain similarity accepts "will not accept" for "will accept".
"""

from collections.abc import Collection
from functools import lru_cache

from summarize.checking.entailment import Entailment
from summarize.checking.guards import Guard, Kind, guards
from summarize.language.amounts import alike, amounts
from summarize.language.english import irregular, parse
from summarize.language.numerals import NUMBER_WORDS
from summarize.language.spelling import fold
from summarize.language.tokens import content, keys
from summarize.reading.sentences import QUOTED

Fingerprint = tuple[str, ...]  # what each word stands for, in order

_EMPTY = frozenset({"a", "an", "the", "that", "be", "have", "its", "their", "his", "her", "also"})  # bases, and what has none
_DIGITS = {word: f"{worth:.0f}" for word, worth in NUMBER_WORDS.items()}
# From this share of the longer statement's content words on, two are about one thing, so that "may" or another name tells them
# apart. On sentences that gold cites, by the shorter one's share, 20 pairs that are the same are joined, by the longer's 23.
_NEAR = 0.5
_QUOTATION = 5  # words; fewer are a term or a name in quotation marks


@lru_cache(maxsize=65_536)
def fingerprint(statement: str) -> Fingerprint:
    """A statement's words but those that say nothing, each in one form: inflections, spellings, numbers, names of states."""
    return tuple(_form(low, key) for low, key in keys(statement) if irregular(low) not in _EMPTY)


def _form(low: str, key: str) -> str:
    number = low in _DIGITS or low[0].isdigit()
    place = key.startswith("@")
    return key if place else _DIGITS.get(low, low.replace(",", "")) if number else fold(key) or low


def same(one: str, other: str) -> bool:
    """Are two statements told in the same words, or is but one phrase in another place ("on Monday" at the end)? Symmetric."""
    mine, theirs = fingerprint(one), fingerprint(other)
    if mine == theirs or len(mine) != len(theirs):
        return mine == theirs
    unlike = [at for at, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a != b]
    here, there = (words[unlike[0] : unlike[-1] + 1] for words in (mine, theirs))
    return any(here[at:] + here[:at] == there for at in range(1, len(here)))


def differ(one: str, other: str, *, settled: Collection[Kind] = ()) -> bool:
    """Do guards find a difference between two statements: another number, actor, speaker or time, a "not", a "may", an "if"?

    Symmetric. `settled`: kinds that the caller knows to be no difference (both speakers have one name in other words). That one
    says more than the other is no difference; that one is less sure is. What no guard sees may differ all the same.
    """
    pair, back = Entailment(parse(one), parse(other)), Entailment(parse(other), parse(one))
    asked = sorted((guard.EFFECT.merge, kind) for kind, guard in guards().items() if kind not in settled)
    return any(_separates(kind, pair, back) for _, kind in asked) or _count_otherwise(pair, back) or _other_words(one, other)


def _separates(kind: Kind, pair: Entailment, back: Entailment) -> bool:
    guard = guards()[kind]
    when = guard.EFFECT.merge
    if when == "never" or (when == "alike" and not near(pair)):
        return False
    if when == "both":
        return _blocks(guard, pair) and _blocks(guard, back) and (kind != "names" or _named_otherwise(pair))
    return _blocks(guard, pair) or _blocks(guard, back)


def near(pair: Entailment, share: float = _NEAR) -> bool:
    """Have two statements so large a share of the longer one's content words in common?"""
    return len(pair.shared) >= share * max(len(pair.statement.keys), len(pair.cited.keys), 1)


def _named_otherwise(pair: Entailment) -> bool:
    """Each has a name that the other lacks: are they about others? They are if they say the same but for these."""
    mine, theirs = (frozenset(w.key for w in p.content if not (w.proper or w.place)) for p in (pair.statement, pair.cited))
    return len(mine & theirs) >= _NEAR * max(len(mine), len(theirs), 1)


def _blocks(guard: Guard, pair: Entailment) -> bool:
    return any(weight == "block" for _, weight in guard.objections(pair))


def _count_otherwise(pair: Entailment, back: Entailment) -> bool:
    """Both give a number of one thing, and one of them a number more: it is another one ("10,000 to 30,000 troops")."""
    mine, theirs = ([a for a in amounts(parsed) if a.thing] for parsed in (pair.statement, pair.cited))
    more = (_blocks(guards()["numbers"], each) for each in (pair, back))
    return any(alike(a, b) for a in mine for b in theirs) and any(more)


def _other_words(one: str, other: str) -> bool:
    """Both quote, and the one quotation has no word in common with the other: a speaker says more than one thing."""
    mine, theirs = (" ".join(QUOTED.findall(text)) for text in (one, other))
    return min(len(mine.split()), len(theirs.split())) >= _QUOTATION and content(mine).isdisjoint(content(theirs))
