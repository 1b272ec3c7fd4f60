"""What a text says of a claim: that it is so, that it is not so, or neither. Pure; a model's shares come in from outside.

The task is that of the Fake News Challenge (FNC-1, 2017) among related texts: agree, disagree, discuss. What tells most are a
few words: a text that calls something false, staged or a hoax denies it, unless the claim itself says so; one that keeps its
distance ("reportedly", "it is claimed") only discusses it. A small model adds what is said in other words.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from summarize.language.lexicon import words
from summarize.language.tokens import content, keys, stem, words_of

# What is seen counts so much for agree, disagree, discuss: a constant; whether one of both calls untrue what the other tells;
# how distant the text is, and the claim; the model's log-odds of "denies" against "confirms", and of "unclear" against both,
# less what the embedded model gives on average. Fitted on nine tenths of 90 pairs of headline and report (FNC-1) and tried on
# the last: F1 of disagree .57 to .59, by the words alone .55 to .58.
WEIGHTS = (
    (0.21, -0.64, -0.02, -0.42, -0.40, -0.30),
    (-0.20, 0.63, -0.15, -0.08, 0.56, 0.12),
    (-0.01, 0.01, 0.16, 0.51, -0.16, 0.18),
)
DENIES, UNCLEAR = 1.0, -7.0
SURE = 3.0  # of what a model says no more is counted: models that give no log-probabilities are sure of everything
LEAST = 1e-4  # of a share, before its logarithm
NEAREST, DENYING = 3, 2  # passages that share most words with the claim, and further ones that call something untrue
LONGEST = 320  # code points of a passage; headlines are answered early in a sentence

_UNTRUE, _TRUE, _DENYING, _DISTANT = (
    frozenset(map(stem, words(f"conflicts.{each}"))) for each in ("untrue", "true", "not", "distant")
)
_GAP = 2  # words behind "not" of which one is "true"


class Stance(NamedTuple):
    """How likely it is that a text agrees with a claim, disagrees, or only discusses it; 0.0 to 1.0, together 1."""

    agree: float
    disagree: float
    discuss: float


def passages(claim: str, sentences: Sequence[str]) -> tuple[str, ...]:
    """The sentences that share most, and rare, words with the claim, and those that call something untrue."""
    told = [content(s) for s in sentences]
    often = Counter(word for own in told for word in own)
    asked = content(claim)
    weight = {word: math.log(1 + len(told) / often[word]) for word in asked if often[word]}
    near = [math.fsum(weight[w] for w in own & asked) / math.sqrt(1 + len(own)) for own in told]
    order = sorted(range(len(told)), key=lambda n: (-near[n], n))
    denying = [n for n in order if _untrue(sentences[n])]
    kept = sorted({*order[:NEAREST], *denying[:DENYING]})
    return tuple(" ".join(sentences[n].split())[:LONGEST] for n in kept)


def denied(claim: str, text: str) -> bool:
    """Does one of both call something untrue, and the other not? Twice untrue is agreement: "No, it is a hoax"."""
    return _untrue(text) != (_untrue(claim) or claim.casefold().startswith(("no, ", "nope")))


def distant(text: str) -> float:
    """How much a text keeps its distance from what it tells: marks of it for each ten words, at most 1.0."""
    said = [key for _, key in keys(text)]
    return min(1.0, 10 * (sum(key in _DISTANT for key in said) + text.count("?")) / max(1, len(said)))


def _untrue(text: str) -> bool:
    """`a hoax`, `not true`, `never happened`."""
    said = [stem(word) for word in words_of(text)]
    denying = (n for n, word in enumerate(said) if word in _DENYING or word.endswith("n't"))
    return not _UNTRUE.isdisjoint(said) or any(not _TRUE.isdisjoint(said[n + 1 : n + 1 + _GAP]) for n in denying)


def weighed(claim: str, text: str, shares: Sequence[float]) -> Stance:
    """What words and a model say together. `shares`: the model's of "confirms", "denies" and "unclear"."""
    confirms, denies, unclear = (max(share, LEAST) for share in shares)
    seen = (
        1.0,
        float(denied(claim, text)),
        distant(text),
        distant(claim),
        _bounded(math.log(denies / confirms) - DENIES),
        _bounded((math.log(unclear / (confirms + denies)) - UNCLEAR) / 2),
    )
    sums = [math.fsum(w * s for w, s in zip(row, seen, strict=True)) for row in WEIGHTS]
    parts = [math.exp(s - max(sums)) for s in sums]
    return Stance(*(p / sum(parts) for p in parts))


def _bounded(log_odds: float) -> float:
    return max(-SURE, min(SURE, log_odds))
