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

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from summarize.language.english import parse_many
from summarize.language.recent import remembered
from summarize.models import Finding
from summarize.reconciling.articles import Articles
from summarize.reconciling.conflicts.assertions import Assertion, assertion_of, speaking
from summarize.reconciling.conflicts.differences import CHANGED, Clash, compared, made_up, moves
from summarize.reconciling.conflicts.disputes import Parts, disputes, parts_of
from summarize.reconciling.conflicts.frames import Item
from summarize.reconciling.conflicts.report import reported
from summarize.records import Conflict

PairJudge = Callable[[str, str], float]

JUDGED = 0.75  # of the judge's probability: three of four reported conflicts shall be right
_RARE = 5  # of a statement's rarest words, by which it finds others
_CROWD = 64  # findings that share an actor and a word; a word of more is not rare
_AT_ONCE = 1000  # statements that are parsed together: fewer than the parser keeps
_KEPT_TEXT = 300_000  # code points of the statements of which is kept what they tell
_NEWEST = 8  # findings of one actor that one of it is compared with because of the question alone
# Choices that say nothing.
_SILENT = frozenset({"not stated", "unknown", "unclear", "none", "other", "not applicable", "n/a", "unspecified"})


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
    read = _Reading(articles)
    found: list[Clash] = []
    for section, given in sorted(findings.items()):
        own = (asked or {}).get(section, Asked())
        items, parts = _items(section, given, read, own.question)
        found += (*_compared(items), *disputes(parts), *_decided(items), *_moved(items, own.positions))
    sure = [c for c in found if c.certain]
    return reported([*sure, *_judged([c for c in found if not c.certain], one_act, denies)], asked or ())


def _judged(doubtful: Sequence[Clash], one_act: PairJudge | None, denies: PairJudge | None) -> list[Clash]:
    asked = [(c, judge) for c in doubtful if (judge := denies if c.denial else one_act)]
    asked.sort(key=lambda a: (-a[0].likeness, a[0].section, a[0].pair[0].key, a[0].pair[1].key))
    return [c for c, judge in asked if judge(c.pair[0].finding.statement, c.pair[1].finding.statement) >= JUDGED]


class _Reading:
    """What statements tell, each with who is said to speak: what was read lately stays, all of it would fill the memory."""

    def __init__(self, articles: Articles) -> None:
        self.dates = articles.dates
        self.naming = lru_cache(maxsize=None)(articles.names.canonical)
        self.speaking = lru_cache(maxsize=None)(partial(speaking, naming=self.naming))
        self.assertion = remembered(_KEPT_TEXT, size=_length)(self._assertion)

    def _assertion(self, told: tuple[str, frozenset[str]]) -> Assertion:
        statement, speaker = told
        return assertion_of(statement, self.naming, speaker=speaker)


def _length(told: tuple[str, frozenset[str]]) -> int:
    return len(told[0])


def _items(section: str, findings: Sequence[Finding], read: _Reading, question: str) -> tuple[list[Item], list[Parts]]:
    """The findings of a section as they are compared, in an order that does not depend on theirs, and what they dispute."""
    about = assertion_of(question, read.naming)
    asked = about.frame.names | about.frame.others | about.parsed.keys
    given = sorted(findings, key=lambda f: f.model_dump_json(), reverse=True)
    kept = [*{(f.id, f.statement, f.sources): _as_shown(f) for f in given if f.verdict != "unsupported"}.values()]
    found: list[tuple[Item, Parts]] = []
    for some in (kept[at : at + _AT_ONCE] for at in range(0, len(kept), _AT_ONCE)):
        parse_many([text for f in some for text in (f.statement, f.speaker.name or "")])
        items = (_item(section, finding, read, asked) for finding in some)
        found += ((item, parts_of(item, read.naming)) for item in items)
    found.sort(key=lambda one: (one[0].key, one[0].finding.statement, one[0].finding.sources))
    return [item for item, _ in found], [parts for _, parts in found]


def _item(section: str, finding: Finding, read: _Reading, asked: frozenset[str]) -> Item:
    speaker = read.speaking(finding.speaker)
    known = read.assertion((finding.statement, speaker))
    days = [read.dates.get(source) for source in finding.sources]
    first = [day.earliest for day in days if day and day.earliest]
    last = [day.latest for day in days if day and day.latest]
    earliest, latest = (told if len(told) == len(days) else [] for told in (first, last))
    own = known.voice if known.voice <= known.frame.names | known.frame.subject else speaker
    return Item(
        section=section,
        finding=finding,
        read=read.assertion,
        frame=known.frame,
        sided=known.side is not None,
        undecided=bool(known.undecided),
        speaker=speaker,
        voice=own or speaker or known.voice,
        earliest=min(earliest, default=None),
        latest=max(latest, default=None),
        asked=asked,
    )


def _as_shown(finding: Finding) -> Finding:
    """Of a named item what is shown of it, with those who say that, not all who name the item."""
    if not finding.statements:
        return finding
    first = finding.statements[0]
    citations = tuple(finding.citations[at] for at in first.citations)
    return finding.model_copy(update={"citations": citations, "sources": first.sources, "origins": first.origins})


def _compared(items: Sequence[Item]) -> Iterator[Clash]:
    # A finding counts once, in however many wordings it is compared.
    often = Counter(w for w, _ in {(w, i.finding.id) for i in items for w in i.frame.words})
    total = len({i.finding.id for i in items})
    weights = {word: math.log((total + 10) / (count + 1)) for word, count in often.items()}
    yield from filter(None, (compared(one, other, weights) for one, other in _near(items, often)))


def _near(items: Sequence[Item], often: Mapping[str, int]) -> Iterator[tuple[Item, Item]]:
    """Pairs that share an actor's word and one of each other's rarest words, each pair once, in order. Near linear."""
    index: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        rare = sorted((w for w in item.frame.words if often[w] > 1), key=lambda w: (often[w], w))[:_RARE]
        for actor in item.frame.subject | item.frame.names:
            for word in rare:
                index[actor, word].append(at)
    crowds: defaultdict[int, list[list[int]]] = defaultdict(list)
    for crowd in index.values():
        for at in crowd if 1 < len(crowd) <= _CROWD else ():
            crowds[at].append(crowd)
    for one, own in sorted(crowds.items()):
        yield from ((items[one], items[other]) for other in sorted({at for crowd in own for at in crowd if at > one}))


def _decided(items: Sequence[Item]) -> Iterator[Clash]:
    """Whoever had not decided, against the newest who have: they need no word in common, for both answer the section."""
    sure: defaultdict[str, list[Item]] = defaultdict(list)
    for item in sorted((i for i in items if i.sided), key=lambda i: (i.earliest or date.min, i.key)):
        for actor in item.frame.names & item.asked:
            sure[actor].append(item)
    for unsure in (i for i in items if i.undecided):
        near = {item.key: item for actor in unsure.frame.names for item in sure[actor][-_NEWEST:]}
        yield from filter(None, (made_up(unsure, item) for item in near.values()))


def _moved(items: Sequence[Item], fields: Collection[str]) -> Iterator[Clash]:
    """One actor, one closed choice, another value later: each finding against the newest that chose otherwise."""
    for field in sorted(fields):
        chosen = [(item, value) for item in items if (value := _chosen(item, field))]
        latest: dict[tuple[str, frozenset[str]], Item] = {}
        for item, value in sorted(chosen, key=lambda c: (c[0].earliest or date.min, c[0].key)):
            latest.update({(who, value): item for who in item.frame.who})
        by_actor: defaultdict[str, list[tuple[Item, frozenset[str]]]] = defaultdict(list)
        for (who, value), item in latest.items():
            by_actor[who].append((item, value))
        for old, value in chosen:
            other = (each for who in old.frame.who for each in by_actor[who])
            for new, now in {each[0].key: each for each in other if moves(old, value, *each)}.values():
                yield Clash(CHANGED, (new, old), (", ".join(sorted(now)), ", ".join(sorted(value))), True, 1.0)


def _chosen(item: Item, field: str) -> frozenset[str]:
    leaves = [leaf.value for leaf in item.finding.values.get(field, ()) if isinstance(leaf.value, str)]
    return frozenset(v.strip().casefold() for v in leaves) - _SILENT - {""}
