"""Checked claims -> what a model is asked to group, and what it proposes -> what becomes findings, and what is at odds. Pure.

Every claim ends in a group, and the order of the claims does not matter.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from summarize.models import Checked, ConflictKind
from summarize.reconciling.articles import Articles
from summarize.reconciling.merge import Merged, SameClaims, item_of, name_of, ordered
from summarize.reconciling.proposing import Group, Listed, Odds, Proposal

FINDINGS = 3  # that tell one side of a conflict, at most


class AtOdds(NamedTuple):
    """Two sides that cannot both stand, and why: findings to be, by position in `Regrouped.merged`."""

    one: tuple[int, ...]
    other: tuple[int, ...]
    kind: ConflictKind
    why: str


class Regrouped(NamedTuple):
    merged: tuple[Merged, ...]
    odds: tuple[AtOdds, ...] = ()


def listed(
    checked: Iterable[Checked], articles: Articles, *, identity: Mapping[str, str], questions: Mapping[str, str]
) -> dict[str, Listed]:
    """Section -> its claims for a question; the claims about one named item together, under the name that most claims use."""
    naming = lru_cache(maxsize=None)(articles.names.canonical)
    sections: defaultdict[str, defaultdict[str, list[Checked]]] = defaultdict(lambda: defaultdict(list))
    for one in ordered(checked):
        sections[one.claim.section][item_of(one, identity, naming)].append(one)
    return {section: _listed(questions.get(section, ""), items, identity, naming) for section, items in sections.items()}


def _listed(
    question: str, items: Mapping[str, Sequence[Checked]], identity: Mapping[str, str], naming: Callable[[str], str]
) -> Listed:
    keys = sorted(key for key in items if key)
    claims, rows = list[Checked](), list[int]()
    for row, key in [(-1, ""), *enumerate(keys)]:
        claims += items.get(key, ())
        rows += [row] * len(items.get(key, ()))
    names = tuple(naming(name_of(items[key][0], identity) or "") for key in keys)
    return Listed(question, tuple(claims), tuple(rows), names, frozenset(identity.values()))


def regrouped(listed: Listed, proposal: Proposal) -> Regrouped:
    """What becomes the section's findings: a finding for each row, and for each group that is about none."""
    groups = [part for group in proposal.groups for part in _apart(group, proposal.odds)]
    found = [(Merged((_same(group, listed),)), {*group.claims}) for group in groups if listed.rows[group.claims[0]] < 0]
    for row in proposal.rows:
        own = [group for group in groups if listed.rows[group.claims[0]] in row.rows]
        part = listed.claims[row.part] if row.part is not None and listed.rows[row.part] in row.rows else None
        said = tuple(_same(group, listed)._replace(statement="") for group in own)  # a row shows what one of its claims tells
        found.append((Merged(said, True, part, row.directness), {at for group in own for at in group.claims}))
    odds = [each for odds in proposal.odds if (each := _at_odds(odds, listed, found))]
    return Regrouped(tuple(merged for merged, _ in found), tuple(odds))


def _apart(group: Group, odds: Sequence[Odds]) -> list[Group]:
    """The group; or its two claims, where these are at odds: what is at odds does not say the same.

    A point that more of them share stays, with what is at odds beside it: what they differ in is another point.
    """
    between = any(set(group.claims) & {*each.one} and set(group.claims) & {*each.other} for each in odds)
    if len(group.claims) != 2 or not between:
        return [group]
    return [group._replace(claims=(at,), statement="") for at in group.claims]


def _same(group: Group, listed: Listed) -> SameClaims:
    return SameClaims(tuple(listed.claims[at] for at in group.claims), group.statement, group.directness)


_Found = list[tuple[Merged, set[int]]]  # what becomes a finding, and the positions of its claims


def _at_odds(odds: Odds, listed: Listed, found: _Found) -> AtOdds | None:
    one, other = _sides(odds.one, listed, found), _sides(odds.other, listed, found)
    return AtOdds(one, other, odds.kind, odds.why) if one and other and not {*one} & {*other} else None


def _sides(own: Sequence[int], listed: Listed, found: _Found) -> tuple[int, ...]:
    """The findings that tell a side, those of most of its claims first, `FINDINGS` at most.

    A finding tells it if all its claims are on this side. Where none does, what this side says, in its own words, becomes a
    finding beside those that it shares with others. Nothing tells what is said of a row of a table: a row says many things.
    """
    if any(listed.rows[at] >= 0 for at in own):
        return ()
    telling = [at for at, (_, known) in enumerate(found) if known and known <= {*own}]
    kept, left = list[int](), {*own}
    for at in sorted(telling, key=lambda at: (-len(found[at][1] & {*own}), len(found[at][1]))):
        if found[at][1] & left and len(kept) < FINDINGS:
            kept.append(at)
            left -= found[at][1]
    if kept:
        return tuple(kept)
    found.append((Merged((SameClaims(tuple(listed.claims[at] for at in own)),)), {*own}))
    return (len(found) - 1,)
