"""What a text says of a claim: that it is so, that it is not so, or neither. Pure; a model's shares come in from outside.

The task is that of the Fake News Challenge (FNC-1, 2017) among related texts: agree, disagree, discuss. What tells most are a
few words: a text that calls something false, staged or a hoax denies it, unless the claim itself says so; one that keeps its
distance ("reportedly", "it is claimed") only discusses it. A small model adds what is said in other words.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from summarize.language.lexicon import ALLEGED, phrases
from summarize.language.parsing import ParsedText, markers, parse, spans

# What is seen counts so much for agree, disagree, discuss: a constant; whether one of both calls untrue what the other tells;
# how distant the text is, and the claim; the model's log-odds of "denies" against "confirms", and of "unclear" against both,
# less what the embedded model gives on average, in units of one and of two. Fitted on 90 pairs of headline and report (FNC-1),
# a third of each kind. Fitted on nine tenths and tried on the last: F1 of disagree .57 to .59, macro .52 to .57, by the
# split; by the words alone .55 to .58 and .51 to .54.
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

_UNTRUE = markers(*phrases("commitment.untrue"))
_DISTANT = markers(
    *ALLEGED,
    *phrases("commitment.distant"),
)


class Stance(NamedTuple):
    """How likely it is that a text agrees with a claim, disagrees, or only discusses it; 0.0 to 1.0, together 1."""

    agree: float
    disagree: float
    discuss: float


def passages(claim: str, sentences: Sequence[str]) -> tuple[str, ...]:
    """What of a text is about the claim, in text order: the sentences nearest to it, and those that call something untrue.

    Near is what shares words with it, rare words counting more.
    """
    words = [parse(s).keys for s in sentences]
    often = Counter(word for own in words for word in own)
    asked = parse(claim).keys
    near = [
        math.fsum(sorted(math.log(1 + len(words) / often[w]) for w in own & asked)) / math.sqrt(1 + len(own)) for own in words
    ]
    order = sorted(range(len(words)), key=lambda n: (-near[n], n))
    denying = [n for n in order if spans(parse(sentences[n]), _UNTRUE)]
    kept = sorted({*order[:NEAREST], *denying[:DENYING]})
    return tuple(" ".join(sentences[n].split())[:LONGEST] for n in kept)


def denied(claim: str, text: str) -> bool:
    """Does one of both call something untrue, and the other not? Twice untrue is agreement: "No, it is a hoax"."""
    return bool(spans(parse(text), _UNTRUE)) != (
        bool(spans(parse(claim), _UNTRUE)) or claim.casefold().startswith(("no, ", "nope"))
    )


def distant(text: str) -> float:
    """How much a text keeps its distance from what it tells: marks of it for each ten words, at most 1.0."""
    parsed = parse(text)
    return min(1.0, 10 * _marks(parsed) / max(1, len(parsed.tokens)))


def _marks(parsed: ParsedText) -> int:
    return len(spans(parsed, _DISTANT)) + len(re.findall(r"\?", parsed.text))


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
