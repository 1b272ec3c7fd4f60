"""Which findings of a section are compared, and what at odds they are. Near linear in the findings. Pure."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from summarize.models import Finding
from summarize.reconciling.articles import Articles
from summarize.reconciling.conflicts.actors import speaking
from summarize.reconciling.conflicts.assertions import assertion_of
from summarize.reconciling.conflicts.changes import made_up, moves
from summarize.reconciling.conflicts.contrast import Clash
from summarize.reconciling.conflicts.disagreement import compared
from summarize.reconciling.conflicts.disputes import disputes
from summarize.reconciling.conflicts.frames import Item

_RARE = 5  # of a statement's rarest words, by which it finds others
_CROWD = 64  # findings that share an actor and a word; a word of more is not rare
_NEWEST = 8  # findings of one actor that one of it is compared with because of the question alone
# Choices that say nothing.
_SILENT = frozenset({"not stated", "unknown", "unclear", "none", "other", "not applicable", "n/a", "unspecified"})


def clashes(items: Sequence[Item], positions: Collection[str], naming: Callable[[str], str]) -> Iterator[Clash]:
    """The pairs of one section's findings that are at odds, certainly or perhaps. `positions`: see `find.Asked`."""
    yield from _compared(items)
    yield from disputes(items, naming)
    yield from _decided(items)
    yield from _moved(items, positions)


def items_of(
    section: str,
    findings: Sequence[Finding],
    articles: Articles,
    naming: Callable[[str], str],
    question: str,
) -> list[Item]:
    """The findings of a section as they are compared, in an order that does not depend on theirs.

    One finding may come in several wordings. `naming`: a name -> its canonical one. `question`: what the section asks.
    What its citations do not carry is not compared.
    """
    about = assertion_of(question, naming)
    asked = about.names | about.others | about.parsed.keys
    unique = {
        (f.id, f.statement, f.sources): _as_shown(f) for f in sorted(findings, key=lambda f: f.model_dump_json(), reverse=True)
    }
    items = (_item(section, f, articles, naming)._replace(asked=asked) for f in unique.values() if f.verdict != "unsupported")
    return sorted(items, key=lambda i: (i.key, i.finding.statement, i.finding.sources))


def _item(section: str, finding: Finding, articles: Articles, naming: Callable[[str], str]) -> Item:
    speaker = speaking(finding.speaker, naming)
    known = assertion_of(finding.statement, naming, speaker=speaker)
    days = [articles.dates.get(source) for source in finding.sources]
    first = _all([day.earliest if day else None for day in days], min)
    last = _all([day.latest if day else None for day in days], max)
    return Item(section, finding, known, speaker or known.voice, first, last)


def _as_shown(finding: Finding) -> Finding:
    """Of a named item what is shown of it, with those who say that, not all who name the item."""
    if not finding.statements:
        return finding
    first = finding.statements[0]
    citations = tuple(finding.citations[at] for at in first.citations)
    return finding.model_copy(update={"citations": citations, "sources": first.sources, "origins": first.origins})


def _all(days: Sequence[date | None], pick: Callable[[Iterable[date]], date]) -> date | None:
    known = [d for d in days if d]
    return pick(known) if known and len(known) == len(days) else None


def _compared(items: Sequence[Item]) -> Iterator[Clash]:
    # A finding counts once, in however many wordings it is compared.
    often = Counter(w for w, _ in {(w, i.finding.id) for i in items for w in {*i.assertion.words, *i.assertion.about}})
    total = len({i.finding.id for i in items})
    weights = {word: math.log((total + 10) / (count + 1)) for word, count in often.items()}
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
