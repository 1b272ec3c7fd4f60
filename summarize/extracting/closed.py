"""A value from a closed set, chosen by a model that weighs: for what a thing is by its name, not for where somebody stands.

Asked for a letter, the embedded model gives the same one to nearly everything. Asked of each choice by itself, yes or no, it
prefers some choices too, but of a text that says nothing as well: what counts is how readily it says yes of this text against
how readily it does so of none (contextual calibration: Zhao et al., 2021). A choice that does not stand out is not made.
"""

from collections.abc import Sequence

from summarize.engines import Engine
from summarize.engines.prompts import prompt
from summarize.extracting.windows import shown
from summarize.models import Usage

# Texts that say nothing.
NOTHING = ("N/A", "", "[MASK]")
# How many times its even share a choice must have. Of 56 names, in three closed sets written for this, 50 are right without a
# border; with this one, which was set on them, 46 of the 50 that are filled (country, organisation, group, person: 21 of 22).
# Of 21 sentences that tell a stance 10 of the 17 filled are right, and with 1.5 half of 6: a stance is not for this.
STANDS_OUT = 1.3
LEAST = 1e-6  # of a probability


def closed(meaning: str, choices: Sequence[str], text: str, engine: Engine) -> tuple[str | None, Usage]:
    """The choice that a name or another short text is, for a field of this meaning, or None; and what it took.

    It takes a call for each choice, and for each three to know what it is worth. Raises EngineError.
    """
    (value,), usage = closed_each(meaning, choices, [text], engine)
    return value, usage


def closed_each(meaning: str, choices: Sequence[str], texts: Sequence[str], engine: Engine) -> tuple[list[str | None], Usage]:
    """The same of many texts: what the choices are worth is asked once."""
    if len(choices) < 2 or not any(text.strip() for text in texts):  # one is no choice
        return [None] * len(texts), Usage()
    worth = [0.0] * len(choices)
    usage = Usage()
    for text in NOTHING:
        said, spent = _yes(meaning, choices, text, engine)
        worth = [w + p / len(NOTHING) for w, p in zip(worth, said, strict=True)]
        usage += spent
    values: list[str | None] = []
    for text in texts:
        said, spent = _yes(meaning, choices, text, engine) if text.strip() else (worth, Usage())
        values.append(_outstanding(choices, [p / max(LEAST, w) for p, w in zip(said, worth, strict=True)]))
        usage += spent
    return values, usage


def _yes(meaning: str, choices: Sequence[str], text: str, engine: Engine) -> tuple[list[float], Usage]:
    """How readily the model says yes of each choice, 0.0 to 1.0."""
    replies = [
        engine.choose(prompt("closed", meaning=meaning, choice=choice, text=shown(text)), ("yes", "no")) for choice in choices
    ]
    return [reply.probability for reply in replies], sum((reply.usage for reply in replies), Usage())


def _outstanding(choices: Sequence[str], lifts: Sequence[float]) -> str | None:
    """The choice with the highest lift, if that stands out from an even share."""
    best = max(range(len(choices)), key=lambda at: lifts[at])
    return choices[best] if lifts[best] * len(choices) >= STANDS_OUT * max(LEAST, sum(lifts)) else None
