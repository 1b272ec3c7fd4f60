"""The deterministic part of the citation check: what a program can know without a model.

Each module of this folder that has `objections` is a guard: it looks for one way in which a statement says more than its
cited text, its `KIND`. A new guard is a new file, found by itself.
"""

import pkgutil
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Kind as Kind
from summarize.checking.guards.objection import Objection as Objection
from summarize.checking.guards.objection import Remark as Remark
from summarize.checking.guards.objection import Weight as Weight
from summarize.language.parsing import parse


class Guard(Protocol):
    """A module: the kind of what it objects to, and the objections to a statement beside its cited text."""

    __name__: str
    KIND: Kind

    def objections(self, pair: Entailment) -> Iterable[Remark]: ...


def guards() -> tuple[Guard, ...]:
    """The guards, by name, which is also the order of what they say."""
    return _found(tuple(__path__))


def objections(statement: str, cited: Sequence[str]) -> tuple[Objection, ...]:
    """Say what in `statement` the `cited` texts, read alone, do not carry; nothing found is no proof that they do.

    Objections that block come first. English; of other languages only numbers and names are judged.
    """
    pair = Entailment(parse(statement), parse("\n\n".join(cited)))
    said = ((guard.KIND, *remark) for guard in guards() for remark in guard.objections(pair))
    found = dict.fromkeys(Objection(kind=kind, reason=reason, weight=weight) for kind, reason, weight in said)
    return tuple(sorted(found, key=lambda o: o.weight != "block"))


@cache
def _found(folders: tuple[str, ...]) -> tuple[Guard, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(folders))
    modules = (import_module(f"{__name__}.{name}") for name in names)
    return tuple(cast(Guard, module) for module in modules if hasattr(module, "objections"))
