"""Findings -> conflicts: what cannot both stand as it is, with both sides named. Pure; no engine.

A false conflict is worse than a missed one, so that findings are compared only within one section, about one actor, from
different sources, and only where neither speaks of another place, time, scope, condition or speaker. Of such pairs:

* `numeric`: one thing counted or measured, two sizes that cannot both hold;
* `contradiction`: one statement, affirmed here and denied there, or with an opposite word;
* `differing accounts`: one act, told with different strength (approved; reportedly open to it);
* `changed over time`: one actor's position, then and later, by the sources' dates.

What is nearly the same in both is certain (see `frames`); what is in the middle is reported only if a judge says that both are
about one thing.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations

from summarize.language.names import Names
from summarize.models import Conflict, ConflictKind, Finding
from summarize.reconciling.conflicts.actors import speaking
from summarize.reconciling.conflicts.assertions import assertion_of
from summarize.reconciling.conflicts.changes import in_order, made_up, moves
from summarize.reconciling.conflicts.contrast import Clash
from summarize.reconciling.conflicts.disagreement import compared
from summarize.reconciling.conflicts.frames import Item
from summarize.sourcing.publication import Dated

PairJudge = Callable[[str, str], float]

JUDGED = 0.75  # of the judge's probability: three of four reported conflicts shall be right
LIMIT = 8  # pairs that a judge is asked about, the most alike first
_RARE = 5  # of a statement's rarest words, by which it finds others
_CROWD = 64  # findings that share an actor and a word; a word of more is not rare
_NEWEST = 8  # findings of one actor that one of it is compared with because of the question alone
_STANCE = "stance"
# Choices that say nothing.
_SILENT = frozenset({"not stated", "unknown", "unclear", "none", "other", "not applicable", "n/a", "unspecified"})
_KINDS: tuple[ConflictKind, ...] = ("contradiction", "differing accounts", "numeric", "changed over time")
_WORDED = {
    "contradiction": "one says the opposite of the other",
    "differing accounts": "one act, told with different strength",
    "numeric": "the numbers cannot both hold",
}


def conflicts(  # noqa: PLR0913  what the findings, the texts and the schema tell is one thing each
    findings: Mapping[str, Sequence[Finding]],
    *,
    names: Names,
    dates: Mapping[str, Dated],
    questions: Mapping[str, str] | None = None,
    choices: Collection[str] = (),
    judge: PairJudge | None = None,
    denies: PairJudge | None = None,
) -> tuple[Conflict, ...]:
    """The conflicts among the findings of each section, as `conflict-1` … in an order that does not depend on theirs.

    `dates`: source id -> when it was published. `questions`: section -> what it asks. `choices`: "section.field" for each
    closed choice that says where an actor stands, besides those that are called "stance". `judge`: (statement, statement) ->
    the probability that both are about one act or question; asked about at most `LIMIT` pairs that are neither certain nor
    out of the question. `denies`: the same of one calling untrue what the other tells. What they raise is passed on. A finding
    that its citations do not carry (`unsupported`) is not compared.
    """
    naming = lru_cache(maxsize=None)(names.canonical)
    found: list[Clash] = []
    for section, given in sorted(findings.items()):
        asked = assertion_of((questions or {}).get(section, ""), naming)
        items = _items(section, given, naming, dates, asked.names | asked.others | asked.parsed.keys)
        found += [*_compared(items), *_decided(items), *_moved(items, {_STANCE, *_fields(section, choices)})]
    kept = [*(c for c in found if c.certain), *_judged([c for c in found if not c.certain], judge, denies)]
    made = (conflict for section in sorted(findings) for conflict in _reported([c for c in kept if c.section == section]))
    return tuple(conflict.model_copy(update={"id": f"conflict-{n}"}) for n, conflict in enumerate(made, 1))


def superseded(found: Iterable[Conflict]) -> dict[str, str]:
    """Finding id -> the newer finding that takes its place, from what changed over time."""
    return {older: c.findings[0] for c in found if c.kind == "changed over time" for older in c.findings[1:]}


def _fields(section: str, choices: Collection[str]) -> set[str]:
    return {field for name in choices for whose, _, field in [name.partition(".")] if whose == section}


def _items(
    section: str,
    findings: Sequence[Finding],
    naming: Callable[[str], str],
    dates: Mapping[str, Dated],
    asked: frozenset[str] = frozenset(),
) -> list[Item]:
    unique = {f.id: f for f in sorted(findings, key=lambda f: f.model_dump_json(), reverse=True)}
    items = (_item(section, f, naming, dates)._replace(asked=asked) for f in unique.values() if f.verdict != "unsupported")
    return sorted(items, key=lambda i: i.key)


def _item(section: str, finding: Finding, naming: Callable[[str], str], dates: Mapping[str, Dated]) -> Item:
    speaker = speaking(finding.speaker, naming)
    known = assertion_of(finding.statement, naming, speaker=speaker)
    first = [d.earliest if (d := dates.get(s)) else None for s in finding.sources]
    last = [d.latest if (d := dates.get(s)) else None for s in finding.sources]
    return Item(section, finding, known, speaker or known.voice, _all(first, min), _all(last, max))


def _all(days: Sequence[date | None], pick: Callable[[Iterable[date]], date]) -> date | None:
    known = [d for d in days if d]
    return pick(known) if known and len(known) == len(days) else None


# ---- which pairs


def _compared(items: Sequence[Item]) -> Iterator[Clash]:
    often = Counter(word for i in items for word in {*i.assertion.words, *i.assertion.about})
    weights = {word: math.log((len(items) + 10) / (count + 1)) for word, count in often.items()}
    for one, other in _near(items, often):
        if clash := compared(one, other, weights):
            yield clash


def _near(items: Sequence[Item], often: Mapping[str, int]) -> Iterator[tuple[Item, Item]]:
    """Pairs that share an actor's word and one of each other's rarest words, each pair once. Near linear."""
    index: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        rare = sorted((w for w in item.assertion.words if often[w] > 1), key=lambda w: (often[w], w))[:_RARE]
        for actor in item.assertion.subject | item.assertion.names:
            for word in rare:
                index[actor, word].append(at)
    seen: set[tuple[int, int]] = set()
    for _, crowd in sorted(index.items()):
        if len(crowd) <= _CROWD:
            seen.update(combinations(crowd, 2))
    for one, other in sorted(seen):
        yield items[one], items[other]


def _decided(items: Sequence[Item]) -> Iterator[Clash]:
    """Whoever had not decided, against the newest who have: they need no word in common, for both answer the section."""
    sure: defaultdict[str, list[Item]] = defaultdict(list)
    for item in sorted(
        (i for i in items if i.assertion.stance in ("for", "against")), key=lambda i: (i.earliest or date.min, i.key)
    ):
        for actor in item.assertion.names & item.asked:
            sure[actor].append(item)
    for unsure in (i for i in items if i.assertion.undecided):
        near = {item.key: item for actor in unsure.assertion.names for item in sure[actor][-_NEWEST:]}
        yield from (clash for item in near.values() if (clash := made_up(unsure, item)))


def _moved(items: Sequence[Item], fields: Collection[str]) -> Iterator[Clash]:
    """One actor, one closed choice, another value later: each finding against the newest that chose otherwise."""
    for field in sorted(fields):
        chosen = [(item, value) for item in items if (value := _chosen(item, field))]
        latest: dict[tuple[str, frozenset[str]], Item] = {}
        for item, value in sorted(chosen, key=lambda c: (c[0].earliest or date.min, c[0].key)):
            latest.update({(who, value): item for who in item.assertion.names or item.assertion.subject})
        by_actor: defaultdict[str, list[tuple[Item, frozenset[str]]]] = defaultdict(list)
        for (who, value), item in latest.items():
            by_actor[who].append((item, value))
        for old, value in chosen:
            newer = {
                new.key: (new, other)
                for who in old.assertion.names or old.assertion.subject
                for new, other in by_actor[who]
                if moves(old, value, new, other)
            }
            for new, other in newer.values():
                yield Clash("changed over time", (new, old), (_listed(other), _listed(value)), True, 1.0)


def _chosen(item: Item, field: str) -> frozenset[str]:
    leaves = [leaf.value for leaf in item.finding.values.get(field, ()) if isinstance(leaf.value, str)]
    return frozenset(v.strip().casefold() for v in leaves) - _SILENT - {""}


def _listed(values: frozenset[str]) -> str:
    return ", ".join(sorted(values))


# ---- the report


def _judged(doubtful: Sequence[Clash], one_act: PairJudge | None, denies: PairJudge | None) -> list[Clash]:
    asked = [(c, judge) for c in doubtful if (judge := denies if c.denial else one_act)]
    asked.sort(key=lambda a: (-a[0].likeness, a[0].section, a[0].pair[0].key, a[0].pair[1].key))
    return [c for c, judge in asked[:LIMIT] if judge(c.pair[0].finding.statement, c.pair[1].finding.statement) >= JUDGED]


def _reported(found: Sequence[Clash]) -> list[Conflict]:
    """The clashes of one section as conflicts, without numbers yet."""
    changed = [c for c in found if c.kind == "changed over time"]
    made = [*_grouped([c for c in found if c.kind != "changed over time"]), *_replaced(changed)]
    return sorted(made, key=lambda c: (_KINDS.index(c.kind), [(len(f), f) for f in c.findings]))


def _grouped(found: Sequence[Clash]) -> Iterator[Conflict]:
    """Pairs of one kind that hang together are one conflict: three numbers for one thing."""
    for kind in _KINDS:
        pairs = sorted((c for c in found if c.kind == kind), key=lambda c: (c.pair[0].key, c.pair[1].key))
        for members in _components(pairs):
            sides = sorted(members.values(), key=lambda m: m[0].key)
            says = ", ".join(f'{_says(item, said)} "{said}"' for item, said in sides)
            items = [item for item, _ in sides]
            yield _conflict(items[0].section, kind, items, f"{says}: {_WORDED[kind]}")


def _components(pairs: Sequence[Clash]) -> list[dict[str, tuple[Item, str]]]:
    """Finding id -> the finding and what it says, for each set of findings that pairs join; in time linear in the pairs."""
    at: dict[str, dict[str, tuple[Item, str]]] = {}
    for clash in pairs:
        one, other = (at.get(i.finding.id, {i.finding.id: (i, said)}) for i, said in zip(clash.pair, clash.said, strict=True))
        large, small = (one, other) if len(one) >= len(other) else (other, one)
        if large is not small:
            large.update(small)
        at.update(dict.fromkeys((*small, *(i.finding.id for i in clash.pair)), large))
    return list({id(members): members for members in at.values()}.values())


def _replaced(found: Iterable[Clash]) -> Iterator[Conflict]:
    """Each older finding goes with the newest that replaces it, and all that one finding replaces are one conflict."""
    best: dict[str, Clash] = {}
    for clash in sorted(found, key=lambda c: (c.pair[0].earliest or date.min, c.likeness, c.pair[0].key), reverse=True):
        best.setdefault(clash.pair[1].finding.id, clash)
    stars: defaultdict[str, list[Clash]] = defaultdict(list)
    for clash in best.values():
        stars[clash.pair[0].finding.id].append(clash)
    for star in stars.values():
        star.sort(key=lambda c: (c.pair[1].latest or date.min, c.pair[1].key), reverse=True)
        new = star[0].pair[0]
        older = ", ".join(f'{" and ".join(_whose(c.pair[1], c.said[1]))} said "{c.said[1]}" ({_when(c.pair[1])})' for c in star)
        newer = f'{_says(new, star[0].said[0])} "{star[0].said[0]}" ({_when(new)})'
        by_days = all(in_order(c.pair[1], new) for c in star)
        why = f"{older}; {newer}, " + ("which is newer" if by_days else 'and what is "not yet" so is older')
        yield _conflict(new.section, "changed over time", [new, *(c.pair[1] for c in star)], why)


def _conflict(section: str, kind: ConflictKind, items: Sequence[Item], why: str) -> Conflict:
    return Conflict(id="-", section=section, kind=kind, findings=tuple(i.finding.id for i in items), why=why)


def _says(item: Item, said: str) -> str:
    """'000 says', '000 and 002 say'."""
    who = _whose(item, said)
    return f"{' and '.join(who)} {'says' if len(who) == 1 else 'say'}"


def _whose(item: Item, said: str) -> list[str]:
    """Of a finding's sources those whose own words they are; all of them where the words are nobody's."""
    own = {c.source for c in item.finding.citations if said in " ".join(c.quote.split())}
    return [source for source in item.finding.sources if source in own or not own]


def _when(item: Item) -> str:
    days = dict.fromkeys(d.isoformat() for d in (item.earliest, item.latest) if d)
    return " to ".join(days) or "no date"
