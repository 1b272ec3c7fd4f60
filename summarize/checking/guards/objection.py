"""What a guard finds, and what becomes of it."""

from typing import Literal, NamedTuple

from summarize.models import Value

Weight = Literal["block", "doubt"]
Kind = str  # the name of the guard that finds it
Remark = tuple[str, Weight]  # what a guard says


class Effect(NamedTuple):
    """What a guard's objection does beyond its weight in a check.

    `merge`: whether two statements must stay apart if one is objected to beside the other. "either": whichever way round.
    "both": only if each is objected to, else one merely says more. "alike": whichever way round, where most of their words are
    the same. "never": it is more detail. `meant`: whether it hangs on whom "he" or "the newspaper" means, so that a model which
    reads the context decides and the guard only gives it a note. `english`: whether it reads English grammar, so that it keeps
    silent on a text of another language.
    """

    merge: Literal["either", "both", "alike", "never"]
    meant: bool = False
    english: bool = True


class Objection(Value):
    """Something that the cited text does not carry: what kind, why, and whether it settles the matter.

    "block": wrong, whatever a model says. "doubt": a model may know better.
    """

    kind: Kind
    reason: str
    weight: Weight
