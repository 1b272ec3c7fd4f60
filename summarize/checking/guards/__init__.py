"""The deterministic part of the citation check: what a program can know without a model.

Each module of this folder with an `EFFECT` is a guard: it looks for one way in which a statement says more than its cited text.
A new guard is a new file, found by itself; its name is the kind of what it finds.
"""

import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Effect as Effect
from summarize.checking.guards.objection import Kind as Kind
from summarize.checking.guards.objection import Objection as Objection
from summarize.checking.guards.objection import Remark as Remark
from summarize.checking.guards.objection import Weight as Weight
from summarize.language.english import english, parse, parse_all


class Guard(Protocol):
    """A module: what its objections do beyond a check, and the objections to a statement beside its cited text."""

    EFFECT: Effect

    def objections(self, pair: Entailment) -> Iterable[Remark]: ...


def guards() -> Mapping[Kind, Guard]:
    """The guards by their kind, in alphabetical order, which is also the order of what they say."""
    return _found(tuple(__path__))


def objections(statement: str, cited: Sequence[str]) -> tuple[Objection, ...]:
    """Say what in `statement` the `cited` texts, read alone, do not carry; nothing found is no proof that they do.

    Objections that block come first. English; of other languages only numbers and names are judged.
    """
    pair = Entailment(parse(statement), parse_all(tuple(cited)))
    read = english(" ".join((*cited, statement)))
    asked = ((kind, guard) for kind, guard in guards().items() if read or not guard.EFFECT.english)
    said = ((kind, *remark) for kind, guard in asked for remark in guard.objections(pair))
    found = dict.fromkeys(Objection(kind=kind, reason=reason, weight=weight) for kind, reason, weight in said)
    return tuple(sorted(found, key=lambda o: o.weight != "block"))


@cache
def _found(folders: tuple[str, ...]) -> Mapping[Kind, Guard]:
    names = sorted(module.name for module in pkgutil.iter_modules(folders))
    modules = {name: import_module(f"{__name__}.{name}") for name in names}
    return {name: cast(Guard, module) for name, module in modules.items() if hasattr(module, "EFFECT")}
