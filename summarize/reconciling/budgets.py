"""How often a model is asked to compare when findings are made: an option, and counted where it did not suffice. Pure."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from summarize.errors import UsageError
from summarize.language.prose import counted, listed

Kind = Literal["carrying", "conflict"]

# By default; a small model on a laptop takes a second for one comparison, and a minute or more to read an article.
PER_ARTICLE = 3
FEWEST = 15  # of few articles
# Of fifteen comparisons, how many are about corroboration; the others are about conflicts. What says the same is told by the
# words alone (see `grouping`): no model is asked.
CARRYING, OF = 7, 15

_WORDED: dict[str, str] = {
    "same claim": "of claims that may say the same",  # in briefings that asked about these
    "carrying": "of a text and a statement that it may carry",
    "conflict": "of findings that may be at odds",
}


class Budgets(NamedTuple):
    """How many pairs a model is asked about at most, over all sections of a briefing."""

    carrying: int
    conflicts: int

    def by_kind(self) -> dict[Kind, int]:
        return {"carrying": self.carrying, "conflict": self.conflicts}


def budgets(wanted: Budgets | int | None, *, articles: int) -> Budgets:
    """What is wanted: each kind's own, a sum that is shared among them, or None for what is usual for so many articles.

    Raises UsageError for a number below 0.
    """
    total = max(FEWEST, PER_ARTICLE * articles) if wanted is None else wanted
    if isinstance(total, int):
        carrying = total * CARRYING // OF
        total = Budgets(carrying, total - carrying)
    if min(total) < 0:
        raise UsageError(f"the number of comparisons cannot be below 0: {min(total)}")
    return total


def not_compared(counts: Mapping[str, int]) -> str:
    """One sentence about the pairs that were not compared (see `Made.not_compared`); empty where all were."""
    told = [f"{counted(n, 'pair')} {_WORDED.get(kind, kind)}" for kind, n in counts.items() if n]
    return f"Not compared, for the budget was spent: {listed(told)}." if told else ""
