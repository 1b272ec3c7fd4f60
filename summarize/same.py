"""Do two statements say the same? Cautious and without a model: what is not certainly the same is not the same.

Plain similarity accepts "will not accept" for "will accept". Here, two statements agree only if

* their guards are equal: numbers, negation, modality and hedges, conditions, quantities;
* one says everything that the other says, in the same order (a phrase may have moved), and adds at most two plain words,
  none of them capitalised. A replaced word (France for Germany, opposes for supports) always separates.

Added words are allowed only where leaving them out weakens a statement ("sends *combat* troops" says that it sends troops):
not under a negation, condition or quantity.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from summarize import countries
from summarize.people import skeleton

MOST_EXTRA = 2  # words that one of two statements may add
_SHARED = 3  # rare words that make two statements worth comparing; with 1, claims over few words took quadratic time
_LONGEST_NAME = 6  # words; "Organization for Security and Co-operation in Europe" is listed with seven, but as OSCE in news
_TOKEN = re.compile(r"(?:\w\.){2,}|\d+(?:[.,]\d+)*|\w+(?:[-'’]\w+)*")
_DROPPED = frozenset("the a an that is are am be been being has have had its their his her also".split())  # noqa: SIM905
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve"
_DIGITS = {word: str(n) for n, word in enumerate(_NUMBERS.split())}
_DIGITS |= {
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "hundred": "100",
    "thousand": "1000",
    "million": "1000000",
}
_NEGATION = """
    not no never none nor neither nobody nothing without cannot n't hardly barely lack lacks fail fails failed refuse refuses
    refused reject rejects rejected deny denies denied decline declines declined unlikely unable exclude excludes excluded rule
"""
_MODALITY = """
    may might can could would should must will shall need needs possible possibly potential potentially likely probably perhaps
    plan plans planned consider considers considered considering discuss discusses discussed propose proposes proposed want
    wants hope hopes intend intends promise promises threaten threatens demand demands ask asks asked urge urges urged call
    calls called ready willing prepared prepare prepares offer offers offered allow allows allowed reportedly allegedly alleged
    apparently draft former fake false try tries tried expect expects expected appear appears seem seems aim aims meant
"""
_CONDITION = """
    if unless until after before only except provided once when while despite although though but instead rather than
"""
_QUANTITY = """
    all every each some most many few several both half more less least part partly partial partially almost about around
    nearly up
"""
_GUARDS: dict[str, str] = {
    word: kind
    for kind, words in {"negation": _NEGATION, "modality": _MODALITY, "condition": _CONDITION, "quantity": _QUANTITY}.items()
    for word in words.split()
}


class Fingerprint(NamedTuple):
    """What is compared: the guards that must be equal, the words in order, and those of them that name or limit something."""

    guards: tuple[str, ...]
    words: tuple[str, ...]
    fixed: frozenset[str]
    exact: bool  # nothing may be added: the statement is negated, conditional or counts something


def fingerprint(statement: str, *, about: Sequence[str] = ()) -> Fingerprint:
    """`about` is whatever else must be equal: who speaks, whether the article denies it."""
    tokens = _named(_TOKEN.findall(statement.replace("’", "'")))
    kinds = [(_guard(token), token) for token in tokens]
    guards = (*about, *(f"{kind}:{_word(token)}" for kind, token in kinds if kind))
    words = tuple(_word(t) for t in tokens if t.casefold() not in _DROPPED)
    fixed = frozenset(_word(t) for t in tokens if t[:1].isupper())
    return Fingerprint(guards, words, fixed, exact=any(kind for kind, _ in kinds if kind != "modality"))


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
        if name := countries.entity(" ".join(tokens[at : at + size])):
            return min(size, len(tokens) - at), name
    return 1, tokens[at]


def _guard(token: str) -> str | None:
    word = token.casefold()
    if word[0].isdigit() or word in _DIGITS:
        return "number"
    return "negation" if word.endswith("n't") else _GUARDS.get(word)


def _word(token: str) -> str:
    """One form for inflections and for British and American spelling. Crude, and the same on both sides."""
    word = token.casefold()
    if word[0].isdigit() or word in _DIGITS:
        return re.sub(r"(?<=\d)(?:st|nd|rd|th)$|,", "", _DIGITS.get(word, word))
    word = re.sub(r"'s$", "", word)
    word = re.sub(r"is(?=(?:e|es|ed|ing|ation)$)", "iz", word).replace("our", "or").replace("ence", "ense")
    word = re.sub(r"(?<=\w{3})(?:ies|ied)$", "y", word)
    word = re.sub(r"(?<=\w{3})(?:ing|ed|es|s|e)$", "", word)
    return skeleton(word) or word


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
