"""A model tells conflicts, and rules find some: each stands once in the briefing."""

from summarize.reconciling.conflicts.disputes import DENIAL
from summarize.records import Conflict
from summarize.writing.at_odds import each_once


def conflict(*findings, kind="contradiction", why="both cannot hold as they stand", also=()):
    return Conflict(id="conflict-1", section="s", kind=kind, findings=findings, why=why, also=also)


def told(*found):
    return [(c.id, c.findings) for c in each_once(found)]


def test_a_conflict_that_shares_a_finding_on_each_side_with_one_before_is_not_told_again():
    assert told(conflict("s-1", "s-2"), conflict("s-2", "s-1", "s-4", kind="numeric")) == [("conflict-1", ("s-1", "s-2"))]


def test_a_conflict_is_told_that_shares_one_side_only_and_gets_the_next_number():
    assert told(conflict("s-1", "s-2"), conflict("s-1", "s-3")) == [
        ("conflict-1", ("s-1", "s-2")),
        ("conflict-2", ("s-1", "s-3")),
    ]


def test_findings_that_are_at_odds_in_the_same_way_count_as_told():
    assert told(conflict("s-1", "s-2", also=("t-1", "t-2")), conflict("t-1", "t-2")) == [("conflict-1", ("s-1", "s-2"))]


def test_a_denial_that_stands_in_a_contradiction_is_not_told_again_with_another_accusation():
    denial = conflict("s-3", "s-2", why=f'a says "accused", b says "denied": {DENIAL}')

    assert len(told(conflict("s-1", "s-2"), denial)) == 1
    assert len(told(conflict("s-1", "s-2", kind="numeric"), denial)) == 2
