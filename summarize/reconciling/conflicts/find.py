"""Findings -> conflicts: what cannot both stand as it is, with both sides named. Pure; no engine.

A false conflict is worse than a missed one, so that findings are compared only within one section, about one actor, from
different sources, and only where neither speaks of another place, time, scope, condition or speaker. Of such pairs:

* `numeric`: one thing counted or measured, two sizes that cannot both hold;
* `contradiction`: one statement, affirmed here and denied there, or with an opposite word;
* `differing accounts`: one act, told with different strength (approved; reportedly open to it);
* `changed over time`: one actor's position, then and later, by the sources' dates.

By the parse (`disputes`), too: an accusation and its denial; a fact here that is open there; all of them here, some there.
One finding may be given in several wordings, under one id: each is compared by itself.

What is nearly the same in both is certain (see `frames`). What is less alike is reported only if a judge says that both are
about one thing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from summarize.models import Finding
from summarize.reconciling.articles import Articles
from summarize.reconciling.conflicts.contrast import Clash
from summarize.reconciling.conflicts.pairs import clashes, items_of
from summarize.reconciling.conflicts.report import reported
from summarize.records import Conflict

PairJudge = Callable[[str, str], float]

JUDGED = 0.75  # of the judge's probability: three of four reported conflicts shall be right


class Asked(NamedTuple):
    """What a section asks, and which of its fields say, as a choice from a closed set, where an actor stands."""

    question: str = ""
    positions: Collection[str] = ()


def conflicts(
    findings: Mapping[str, Sequence[Finding]],
    articles: Articles,
    *,
    asked: Mapping[str, Asked] | None = None,
    one_act: PairJudge | None = None,
    denies: PairJudge | None = None,
) -> tuple[Conflict, ...]:
    """The conflicts among the findings of each section, in an order that does not depend on theirs.

    `asked`: section -> what it asks, in the schema's order: what two sections have is told in the first. `one_act`:
    (statement, statement) -> the probability that both are about one act or question, asked about pairs that are neither
    certain nor out of the question, the most alike first. `denies`: the same of one calling untrue what the other tells. What
    they raise is passed on. A finding that its citations do not carry (`unsupported`) is not compared.
    """
    naming = lru_cache(maxsize=None)(articles.names.canonical)
    found: list[Clash] = []
    for section, given in sorted(findings.items()):
        own = (asked or {}).get(section, Asked())
        items = items_of(section, given, articles, naming, own.question)
        found += clashes(items, own.positions, naming)
    sure = [c for c in found if c.certain]
    return reported([*sure, *_judged([c for c in found if not c.certain], one_act, denies)], asked or ())


def _judged(doubtful: Sequence[Clash], one_act: PairJudge | None, denies: PairJudge | None) -> list[Clash]:
    asked = [(c, judge) for c in doubtful if (judge := denies if c.denial else one_act)]
    asked.sort(key=lambda a: (-a[0].likeness, a[0].section, a[0].pair[0].key, a[0].pair[1].key))
    return [c for c, judge in asked if judge(c.pair[0].finding.statement, c.pair[1].finding.statement) >= JUDGED]
