"""Do two statements say the same? Cautious and without a model: what is not certainly the same is not the same.

Plain similarity accepts "will not accept" for "will accept". Here, two statements agree only if

* their guards are equal: numbers, negation, modality and hedges, conditions, quantities;
* one says everything that the other says, in the same order (a phrase may have moved), and adds at most two plain words,
  none of them capitalised. A replaced word (France for Germany, opposes for supports) always separates.

Added words are allowed only where leaving them out weakens a statement ("sends *combat* troops" says that it sends troops):
not under a negation, condition or quantity.

Most statements that say the same do so in other words: `candidates` measures how much alike these are, and `differ` says which
differ all the same.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from summarize.checking.entailment import Entailment
from summarize.checking.guards import Kind, objections
from summarize.checking.guards.names import names
from summarize.language import places
from summarize.language.amounts import NUMBER_WORDS
from summarize.language.lexicon import words
from summarize.language.parsing import bare_words, parse, stem
from summarize.language.quantities import quantities, unhyphened
from summarize.language.spelling import fold
from summarize.reading.sentences import QUOTED

MOST_EXTRA = 2  # words that one of two statements may add
_SHARED = 3  # rare words that make two statements worth comparing; with 1, claims over few words took quadratic time
_LONGEST_NAME = 6  # words; "Organization for Security and Co-operation in Europe" is listed with seven, but as OSCE in news
_DROPPED = words("sameness.dropped")
_DIGITS = {word: f"{worth:.0f}" for word, worth in NUMBER_WORDS.items()}
_GUARDS = {word: kind for kind in ("negation", "modality", "condition", "quantity") for word in words(f"sameness.{kind}")}

# What follows was counted on pairs of sentences and short statements from three stories that have many words in common (from
# .18 of `candidates.alike` on), 158 of them the same by hand-made gold and 592 not: a difference must be found in more of the
# others. A "not" is in 2 of those that are the same and 25 of the others, a "may" in 2 and 9, numbers in 6 and 46, times in 2
# and 13, speakers in 1 and 31, names in 4 and 68, quotations without a common word in none and 20. An attribution that only one
# of them has is in 10 and 66: too many of the right ones.
# A guard's objection to one statement by the other, either way round, is a difference.
_DIFFERENT: frozenset[Kind] = frozenset({"direction", "negation", "modality", "condition"})
# One that says something which the other leaves out only says more; if each does, they differ. What is in none of these
# ("absent", "stitched": words and causes that only one of them has) is more detail as well.
_DETAIL: frozenset[Kind] = frozenset({"number", "time", "attribution"})
# From this share of the shorter statement's content words on, two are so much alike that what stands in place of a name is
# another actor, and that "all" or "only" is about what both say.
_NEAR = 0.5
_QUOTATION = 3  # content words; fewer are a word or a name in quotation marks
_WOULD = re.compile(r"\b[Ww]ould\b")
_WILL = re.compile(r"\b(?:will|won't)\b|'ll\b")


class Fingerprint(NamedTuple):
    """What is compared: the guards that must be equal, the words in order, and those of them that name or limit something."""

    guards: tuple[str, ...]
    words: tuple[str, ...]
    fixed: frozenset[str]
    exact: bool  # nothing may be added: the statement is negated, conditional or counts something


def fingerprint(statement: str, *, about: Sequence[str] = ()) -> Fingerprint:
    """`about` is whatever else must be equal: who speaks, whether the article denies it."""
    tokens = _named(bare_words(statement))
    kinds = [(_guard(token), token) for token in tokens]
    guards = (*about, *(f"{kind}:{_word(token)}" for kind, token in kinds if kind))
    kept = tuple(_word(t) for t in tokens if t.casefold() not in _DROPPED)
    fixed = frozenset(_word(t) for t in tokens if t[:1].isupper())
    return Fingerprint(guards, kept, fixed, exact=any(kind for kind, _ in kinds if kind != "modality"))


def same(one: Fingerprint, other: Fingerprint) -> bool:
    """Symmetric and reflexive, not transitive: groups need every pair (complete link)."""
    if one.guards != other.guards:
        return False
    short, long = sorted((one, other), key=lambda f: (len(f.words), f.words))
    extra = _added(short.words, long.words)
    if extra is None or len(extra) > MOST_EXTRA or 4 * len(extra) > len(long.words):
        return False
    if extra and (one.exact or not long.fixed.isdisjoint(extra)):
        return False
    left = list(long.words)
    for word in extra:
        left.remove(word)
    return _moved(short.words, tuple(left))


def differ(one: str, other: str, *, settled: Collection[Kind] = ()) -> bool:
    """Do guards find a difference between two statements: another number, actor, speaker or time, a "not", a "may", an "if"?

    Symmetric. `settled`: kinds that the caller knows to be no difference (both speakers have one name in other words). That one
    says more than the other is no difference; that one is less sure is. What no guard sees may differ all the same.
    """
    there, back = _blocked(one, other), _blocked(other, one)
    either, both = there | back, there & back
    found = (either & _DIFFERENT) | (both & _DETAIL)
    if "name" in both and "name" not in settled:
        found |= {"name"} if _others(one, other) else frozenset()
    if "scope" in either:
        found |= {"scope"} if _shared(parse(one).keys, parse(other).keys) >= _NEAR else frozenset()
    return bool(found.difference(settled)) or ("number" in either and _count_alike(one, other)) or _other_words(one, other)


def _others(one: str, other: str) -> bool:
    """Each has a name that the other lacks: are they about others? They are if they share none, or are alike but for these."""
    (mine, rest), (theirs, others) = _split(one, other), _split(other, one)
    return mine.isdisjoint(theirs) or _shared(rest, others) >= _NEAR


def _split(statement: str, other: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names of a statement, in one spelling, and its other content words."""
    pair = Entailment(parse(statement), parse(other))
    named = {t.index: t.key if t.place else fold(t.low) for t in names(pair)}
    return frozenset(named.values()), frozenset(t.key for t in pair.statement.content if t.index not in named)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _blocked(statement: str, other: str) -> frozenset[Kind]:
    said = objections(_futured(statement, other), [_futured(other, statement)])
    return frozenset(o.kind for o in said if o.weight == "block")


def _futured(statement: str, other: str) -> str:
    """Read "would" as "will" where the other says "will": it is how news reports what somebody said that he will do."""
    return _WOULD.sub("will", statement) if _WILL.search(other) else statement


def _count_alike(one: str, other: str) -> bool:
    """Both give a number of one thing: if one of them has a number more, it is another one ("10,000 to 30,000 troops")."""
    mine, theirs = ({q.thing[0] for q in quantities(parse(unhyphened(text))) if q.thing} for text in (one, other))
    return not mine.isdisjoint(theirs)


def _other_words(one: str, other: str) -> bool:
    """Both quote, and the one quotation has no word in common with the other: a speaker says more than one thing."""
    mine, theirs = (parse(" ".join(QUOTED.findall(text))).keys for text in (one, other))
    return min(len(mine), len(theirs)) >= _QUOTATION and mine.isdisjoint(theirs)


def groups(prints: Iterable[Fingerprint]) -> list[list[Fingerprint]]:
    """Distinct fingerprints in groups, each member the same as every other; deterministic in any order of `prints`.

    Near linear: the three rarest words of a statement are among the `MOST_EXTRA + 3` rarest of one that adds at most
    `MOST_EXTRA` (prefix filtering, Chaudhuri, Ganti and Kaushik, ICDE 2006); only groups under such a triple are compared.
    """
    ordered = sorted(set(prints), key=lambda f: (len(f.words), f.words, f.guards, sorted(f.fixed)))
    often: defaultdict[str, int] = defaultdict(int)
    for word in (w for f in ordered for w in set(f.words)):
        often[word] += 1
    found: list[list[Fingerprint]] = []
    index: defaultdict[Hashable, list[int]] = defaultdict(list)
    for one in ordered:
        keys = [(one.guards, *words) for words in _rarest(one, often)]
        near = sorted({at for key in keys for at in index[key]})
        at = next((at for at in near if all(same(one, other) for other in found[at])), len(found))
        if at == len(found):
            found.append([])
        found[at].append(one)
        for key in keys:
            if not index[key] or index[key][-1] != at:
                index[key].append(at)
    return found


def _rarest(one: Fingerprint, often: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    size = MOST_EXTRA + _SHARED
    rare = sorted(set(one.words), key=lambda w: (often[w], w))[:size]
    return combinations([*rare, *[""] * (size - len(rare))], _SHARED)


def _named(tokens: list[str]) -> list[str]:
    """Put states and bodies under one name: "the UK" and "Britain" are one word afterwards."""
    result: list[str] = []
    at = 0
    while at < len(tokens):
        size, name = _longest(tokens, at)
        result.append(name)
        at += size
    return result


def _longest(tokens: list[str], at: int) -> tuple[int, str]:
    for size in range(_LONGEST_NAME, 0, -1) if tokens[at][0].isupper() else ():
        if name := places.entity(" ".join(tokens[at : at + size])):
            return min(size, len(tokens) - at), name
    return 1, tokens[at]


def _guard(token: str) -> str | None:
    word = token.casefold()
    if word[0].isdigit() or word in _DIGITS:
        return "number"
    return "negation" if word.endswith("n't") else _GUARDS.get(word)


@lru_cache(maxsize=65_536)
def _word(token: str) -> str:
    """One form for inflections, spellings and transliterations."""
    word = token.casefold()
    if word[0].isdigit() or word in _DIGITS:
        return re.sub(r"(?<=\d)(?:st|nd|rd|th)$|,", "", _DIGITS.get(word, word))
    return fold(stem(word)) or word


def _added(short: Sequence[str], long: Sequence[str]) -> list[str] | None:
    """The words that `long` has more than `short`; None if `short` has a word of its own."""
    left = list(long)
    for word in short:
        if word not in left:
            return None
        left.remove(word)
    return left


def _moved(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Equal, or equal after one phrase changed its place ("on Monday" from the end to the front)."""
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), len(one))
    end = next((i for i, (a, b) in enumerate(zip(reversed(one), reversed(other), strict=True)) if a != b), 0)
    a, b = one[start : len(one) - end], other[start : len(other) - end]
    return start == len(one) or any(a[i:] + a[:i] == b for i in range(1, len(a)))
