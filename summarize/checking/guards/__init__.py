"""The deterministic part of the citation check: what a program can know without a model.

Each guard looks for one way in which a statement says more than its cited text, and answers with objections.
"""

from collections.abc import Callable, Iterable, Sequence

from summarize.checking.entailment import Entailment
from summarize.checking.guards import (
    attribution,
    conditions,
    content,
    counts,
    direction,
    modality,
    names,
    negation,
    numbers,
    relations,
    roles,
    scope,
    temporal,
    trends,
)
from summarize.checking.guards.objection import Kind as Kind
from summarize.checking.guards.objection import Objection as Objection
from summarize.checking.guards.objection import Weight as Weight
from summarize.language.parsing import parse

Guard = Callable[[Entailment], Iterable[Objection]]

GUARDS: tuple[Guard, ...] = tuple(
    g.objections
    for g in (
        numbers,
        counts,
        names,
        trends,
        direction,
        roles,
        negation,
        modality,
        conditions,
        scope,
        attribution,
        temporal,
        relations,
        content,
    )
)


def objections(statement: str, cited: Sequence[str], *, context: str = "") -> tuple[Objection, ...]:
    """Say what in `statement` the `cited` texts, read alone, do not carry; nothing found is no proof that they do.

    `context` is the article around them. It may tell who somebody is (a full name, an office), never what happened.
    Objections that block come first. English; of other languages only numbers and names are judged.
    """
    pair = Entailment(statement=parse(statement), cited=parse("\n\n".join(cited)), context=parse(context))
    found = dict.fromkeys(o for guard in GUARDS for o in guard(pair))
    return tuple(sorted(found, key=lambda o: o.weight != "block"))
