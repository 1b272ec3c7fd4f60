"""A model as judge: does the cited text, read alone, carry a statement?"""

from collections.abc import Sequence
from typing import NamedTuple

from summarize.engines import Engine
from summarize.engines.prompts import prompt
from summarize.extracting.windows import shown
from summarize.records import Usage


class Opinion(NamedTuple):
    """The probability, 0.0 to 1.0, that the cited text carries the statement, as the model gives it; and what it took."""

    carried: float
    usage: Usage


def judge(statement: str, cited: Sequence[str], engine: Engine) -> Opinion:
    """Ask `engine` whether the `cited` texts, read alone, say what `statement` says. Raises EngineError."""
    question = prompt("judge", text=shown(" ".join(cited)), statement=shown(statement))
    odds = engine.choose(question, ("yes", "no"))
    return Opinion(odds.probability, odds.usage)
