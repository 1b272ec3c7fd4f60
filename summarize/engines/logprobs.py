"""Probabilities and their log-odds: rules add up log-odds, and give a probability again."""

import math

SURE = 1e-4  # of a probability: log-odds of 0 and 1 have no end; a share of 1 means that "no" was not among the alternatives


def log_odds(probability: float) -> float:
    """The natural log-odds of a probability, 0.0 to 1.0, bounded at `SURE` from either end."""
    bounded = min(1 - SURE, max(SURE, probability))
    return math.log(bounded / (1 - bounded))


def logistic(odds: float) -> float:
    """The probability, 0.0 to 1.0, of natural log-odds."""
    return 1 / (1 + math.exp(-odds))
