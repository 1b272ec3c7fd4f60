"""Probabilities and their log-odds: what a model's first token says of some words, and how rules add up."""

import math
from collections.abc import Iterable

SURE = 1e-4  # of a probability: log-odds of 0 and 1 have no end; a share of 1 means that "no" was not among the alternatives

# Of a first token's probability, what must be the words': less, and the model was about to say something else. Of 403 first
# tokens of the embedded model, recorded with five articles, each gave them more than 0.85.
SPOKEN = 0.5


def preference(alternatives: Iterable[tuple[str, float]], words: tuple[str, ...]) -> tuple[float, ...] | None:
    """Weigh words: the share of each in their probability among a first token's alternatives.

    `alternatives` are tokens with natural log-probabilities. A token speaks for a word when its letters are the word's
    or begin it, whatever the case: "Yes", " yes", "Y". None where less than `SPOKEN` of all speaks for one of them.
    """
    weights = [0.0] * len(words)
    for token, logprob in alternatives:
        letters = "".join(c for c in token if c.isalnum()).lower()
        meant = [i for i, word in enumerate(words) if letters and word.lower().startswith(letters)]
        if len(meant) == 1:
            weights[meant[0]] += math.exp(min(0.0, logprob))
    total = sum(weights)
    return tuple(w / total for w in weights) if total >= SPOKEN else None


def log_odds(probability: float) -> float:
    """The natural log-odds of a probability, 0.0 to 1.0, bounded at `SURE` from either end."""
    bounded = min(1 - SURE, max(SURE, probability))
    return math.log(bounded / (1 - bounded))


def logistic(odds: float) -> float:
    """The probability, 0.0 to 1.0, of natural log-odds."""
    return 1 / (1 + math.exp(-odds))
