"""Decisions of reviewers: kept at once, applied again where what was claimed still stands, and never lost in silence."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import summarize
from summarize.briefing.accepted import accepted_only
from summarize.briefing.decisions import Claimed, Decision, Log, Quoted, append, beside, claimed, read, shown, standing
from summarize.briefing.file import save
from summarize.briefing.leaving_out import without
from summarize.briefing.proof import prove
from summarize.briefing.review import ANOTHER, AT_ODDS, GONE, REWORDED, Open, apply, reviewed, told
from summarize.briefing.rewording import WRITTEN, RefusedError, reworded
from summarize.briefing.update import check as check_update
from summarize.errors import BriefingError, EngineError, UsageError
from summarize.models import Checked, Claim, Leaf, Statement
from summarize.records import Conflict, Sentence
from summarize.render.outline import warnings
from summarize.review.dialogs import HELP
from summarize.review.queue import RISKS
from summarize.schema.load import load_schema
from summarize.testing import Scripted
from tests.test_without import DENIES_3, LEADS_0, LEADS_1, LEADS_2, WAITS_2, briefing, cite, finding

ROOT = Path(__file__).parent.parent
FOLLOWS_3 = cite("003", "Rome will follow.")


def decision(whole, key, kind="accepted", **more):
    section, found = next((n, f) for n, s in whole.sections.items() for f in s.findings if f.id == key)
    how = {"claimed": claimed(found, section, whole), "at": "2026-01-02T00:00:00Z", "by": "ada"}
    words = shown(found, whole.sources) if kind in ("accepted", "edited") else None
    return Decision(**{"decision": kind, "shown": words, **how, **more})


def applied(whole, *decisions):
    return apply(whole, Log(decisions))


def stances(whole):
    return {f.id: f.review and f.review.decision for f in whole.sections["stance"].findings}


LEADS = finding(LEADS_0, statement="France leads the force.", carried_by=("000",), credibility=3)
WAITS = finding(WAITS_2, key="stance-2", statement="Spain waits.")
BEFORE = briefing(LEADS, WAITS)


# The file


DECISIONS = st.builds(
    Decision,
    decision=st.sampled_from(["accepted", "rejected", "edited", "undone"]),
    at=st.just("2026-01-01T00:00:00Z"),
    by=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    reason=st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    claimed=st.sampled_from("abc").map(
        lambda s: Claimed(section="s", statement=s, cited=(Quoted(sha256="1", location="x", quote=s),))
    ),
)


@given(st.lists(DECISIONS, max_size=12))
def test_what_is_appended_is_read_back_in_its_order(tmp_path_factory, decisions):
    path = tmp_path_factory.mktemp("log") / "b.review.jsonl"

    for one in decisions:
        append(path, one)

    assert read(path) == Log(tuple(decisions))


@given(st.lists(DECISIONS, max_size=12), st.data())
def test_a_kill_while_a_line_is_written_loses_that_line_at_most(tmp_path_factory, decisions, data):
    path = tmp_path_factory.mktemp("log") / "b.review.jsonl"
    for one in decisions:
        append(path, one)
    whole = path.read_bytes() if decisions else b""
    cut = data.draw(st.integers(len(whole.rstrip(b"\n").rpartition(b"\n")[0]) + bool(whole.count(b"\n") > 1), len(whole)))
    path.write_bytes(whole[:cut])

    left = read(path).lines

    assert left in (tuple(decisions[:-1]), tuple(decisions))
    if decisions:
        append(path, decisions[0])
        assert read(path) == Log((*left, decisions[0]))


@given(st.lists(DECISIONS, max_size=12))
def test_of_each_claim_the_last_decision_that_was_not_taken_back_counts(decisions):
    stacks = {"a": [], "b": [], "c": []}
    for one in decisions:
        stack = stacks[one.claimed.statement]
        if one.decision != "undone":
            stack.append(one)
        elif stack:
            stack.pop()

    assert {one.claimed.statement: one for one in standing(decisions)} == {
        key: stack[-1] for key, stack in stacks.items() if stack
    }


def test_each_line_names_its_format_and_holds_what_was_claimed(tmp_path):
    path = tmp_path / "b.review.jsonl"
    append(path, decision(BEFORE, "stance-1", "rejected", reason="too strong"))

    line = json.loads(path.read_text("utf-8"))

    assert list(line)[:2] == ["format", "decision"]
    assert line["format"] == "summarize.review/1"
    assert (line["claimed"]["statement"], line["reason"]) == ("France leads the force.", "too strong")
    assert line["claimed"]["cited"][0]["quote"] == "France leads the force."


def test_half_a_line_at_the_end_is_told_and_does_not_count(tmp_path):
    path = tmp_path / "b.review.jsonl"
    append(path, decision(BEFORE, "stance-1"))
    with path.open("a") as file:
        file.write('{"format":"summarize.review/1","deci')

    log = read(path)

    assert (len(log.lines), log.torn) == (1, True)
    assert "half a decision" in told(apply(BEFORE, log), "b.review.jsonl")[0]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("nonsense", "is no decision"),
        ('["a"]', "is no decision"),
        ('{"format": "summarize.review/9"}', "has the format"),
        ('{"format": "summarize.review/1", "decision": "liked"}', "is no decision: decision"),
    ],
)
def test_other_damage_is_one_line_that_names_the_place(tmp_path, line, what):
    path = tmp_path / "b.review.jsonl"
    append(path, decision(BEFORE, "stance-1"))
    with path.open("a") as file:
        file.write(f"{line}\n")

    with pytest.raises(BriefingError, match=rf"b.review.jsonl', line 2 {what}"):
        read(path)


def test_a_decision_is_on_the_disk_when_a_kill_comes(tmp_path):
    path = tmp_path / "b.review.jsonl"
    line = decision(BEFORE, "stance-1").model_dump_json()
    code = (
        "import os, signal\nfrom pathlib import Path\nfrom summarize.briefing.decisions import Decision, append\n"
        f"append(Path({str(path)!r}), Decision.model_validate_json({line!r}))\nos.kill(os.getpid(), signal.SIGKILL)\n"
    )

    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT)

    assert done.returncode == -signal.SIGKILL
    assert read(path).lines == (decision(BEFORE, "stance-1"),)


def test_the_file_stands_beside_the_briefing():
    assert beside(Path("a/briefing.json")) == Path("a/briefing.review.jsonl")
    assert beside(Path("news")) == Path("news.review.jsonl")


# Applying


def test_a_decision_is_shown_on_its_finding():
    [one, other] = applied(BEFORE, decision(BEFORE, "stance-1", reason="")).briefing.sections["stance"].findings

    assert (one.review.decision, one.review.by, one.review.at) == ("accepted", "ada", "2026-01-02T00:00:00Z")
    assert other == WAITS


def test_the_last_of_two_reviewers_counts_and_both_are_kept():
    first, second = decision(BEFORE, "stance-1"), decision(BEFORE, "stance-1", "rejected", by="bo", reason="no")

    assert stances(applied(BEFORE, first, second).briefing)["stance-1"] == "rejected"
    assert stances(applied(BEFORE, second, first).briefing)["stance-1"] == "accepted"


def test_what_is_taken_back_leaves_the_decision_before_it():
    first, second = decision(BEFORE, "stance-1"), decision(BEFORE, "stance-1", "rejected", by="bo", reason="no")
    undone = decision(BEFORE, "stance-1", "undone")

    assert stances(applied(BEFORE, first, second, undone).briefing)["stance-1"] == "accepted"
    assert applied(BEFORE, first, undone).briefing == BEFORE


def test_more_witnesses_and_other_ids_change_nothing_about_a_decision():
    grown = finding(LEADS_0, LEADS_1, LEADS_2, key="stance-7", statement="France  leads the force.")

    found = applied(briefing(WAITS, grown), decision(BEFORE, "stance-1"))

    assert stances(found.briefing) == {"stance-2": None, "stance-7": "accepted"}
    assert found.open == ()


def test_a_decision_whose_quotations_are_gone_is_not_applied_and_that_is_said():
    elsewhere = finding(LEADS_2, statement="France leads the force.")

    found = applied(briefing(elsewhere), decision(BEFORE, "stance-1"))

    assert stances(found.briefing) == {"stance-1": None}
    assert [one.why for one in found.open] == [GONE]
    assert told(found, "b.review.jsonl") == [
        "b.review.jsonl: 0 of 1 decision applied",
        "1 of 1 decision needs review again: accepted “France leads the force.” in stance: its quotations are no longer cited there",
    ]


def test_of_many_decisions_that_do_not_apply_a_few_are_named_and_all_are_counted():
    gone = [Open(decision(BEFORE, "stance-1"), GONE) for _ in range(40)]
    [_, line] = told(applied(BEFORE)._replace(open=tuple(gone), total=46), "b.review.jsonl")

    assert line.startswith("40 of 46 decisions need review again: accepted “France leads the force.” in stance: its quotations")
    assert line.endswith("; and 35 more")
    assert line.count("France leads") == 5


def test_a_decision_on_another_statement_is_not_applied_and_that_is_said():
    other = finding(LEADS_0, statement="France commands all.")

    found = applied(briefing(other), decision(BEFORE, "stance-1"))

    assert [(one.why, one.finding) for one in found.open] == [(REWORDED, "stance-1")]
    assert found.briefing == briefing(other)


def claim(citation, statement):
    whole = Claim(source=citation.source, section="stance", statement=statement, citations=(citation,))
    return Checked(claim=whole, verdict="supported")


def joined(*findings):
    """A later briefing: another article joined the finding, and the statement shown is that one's."""
    claims = (claim(LEADS_0, "France leads the force."), claim(LEADS_2, "The French command the force."))
    return briefing(*findings).model_copy(update={"claims": claims})


REPHRASED = finding(LEADS_0, LEADS_2, statement="The French command the force.", carried_by=("000", "002"), credibility=2)


def test_wording_that_was_accepted_comes_back_where_another_joined_with_those_who_carried_it():
    found = applied(joined(REPHRASED), decision(BEFORE, "stance-1"))
    [one] = found.briefing.sections["stance"].findings

    assert (one.statement, one.review.decision) == ("France leads the force.", "accepted")
    assert (one.carried_by, one.credibility, one.origins) == (("000",), 3, ("000", "002"))
    assert "“The French command the force.”" in one.reasons[-1]
    assert not prove(found.briefing).failures


def test_what_was_rejected_is_not_rejected_in_other_words():
    found = applied(joined(REPHRASED), decision(BEFORE, "stance-1", "rejected", reason="no"))

    assert stances(found.briefing) == {"stance-1": None}
    assert [(one.why, one.finding) for one in found.open] == [(ANOTHER, "stance-1")]


def test_a_new_decision_on_the_finding_as_it_is_now_settles_it():
    later = joined(REPHRASED)
    old = decision(BEFORE, "stance-1", "rejected", reason="no")

    found = applied(later, old, decision(later, "stance-1"))

    assert stances(found.briefing) == {"stance-1": "accepted"}
    assert found.open == ()


MERGED = finding(LEADS_0, WAITS_2, statement="France leads the force.", carried_by=("000",), credibility=3)


def test_what_was_decided_otherwise_and_is_one_finding_now_needs_review_again():
    claims = (claim(LEADS_0, "France leads the force."), claim(WAITS_2, "Spain waits."))
    merged = briefing(MERGED).model_copy(update={"claims": claims})

    found = applied(merged, decision(BEFORE, "stance-1"), decision(BEFORE, "stance-2", "rejected", reason="no"))

    assert stances(found.briefing) == {"stance-1": None}
    assert [one.why for one in found.open] == [AT_ODDS, AT_ODDS]


def test_what_was_decided_alike_and_is_one_finding_now_stands():
    claims = (claim(LEADS_0, "France leads the force."), claim(WAITS_2, "Spain waits."))
    merged = briefing(MERGED).model_copy(update={"claims": claims})

    found = applied(merged, decision(BEFORE, "stance-1"), decision(BEFORE, "stance-2"))

    assert stances(found.briefing) == {"stance-1": "accepted"}
    assert found.briefing.sections["stance"].findings[0].statement == "France leads the force."
    assert found.open == ()


def test_of_two_findings_that_cite_the_place_the_one_that_says_it_is_meant():
    other = finding(LEADS_0, key="stance-3", statement="There is a force.")

    found = applied(briefing(other, LEADS), decision(BEFORE, "stance-1"))

    assert stances(found.briefing) == {"stance-3": None, "stance-1": "accepted"}


def test_a_corrected_article_and_one_at_another_place_are_the_same_for_their_quotations():
    moved = briefing(LEADS)
    sources = [s.model_copy(update={"location": f"elsewhere/{s.location}"}) for s in moved.sources]
    corrected = [s.model_copy(update={"sha256": "other"}) for s in moved.sources]

    for changed in (sources, corrected):
        later = moved.model_copy(update={"sources": type(moved.sources)(changed)})
        assert stances(applied(later, decision(BEFORE, "stance-1")).briefing) == {"stance-1": "accepted"}


def test_a_discredited_witness_takes_the_decision_with_it():
    whole = briefing(finding(LEADS_0, LEADS_2, statement="France leads the force."))

    found = applied(without(whole, ["002"]), decision(whole, "stance-1"))

    assert [one.why for one in found.open] == [GONE]


def test_what_is_rejected_is_folded_and_its_sentences_leave_the_page():
    sentences = (Sentence(text="France leads.", findings=("stance-1",)), Sentence(text="Spain waits.", findings=("stance-2",)))
    section = BEFORE.sections["stance"].model_copy(update={"answer": sentences})
    whole = BEFORE.model_copy(update={"sections": {"stance": section}, "summary": sentences})

    found = applied(whole, decision(whole, "stance-1", "rejected", reason="no"))
    now = found.briefing

    assert told(found, "x")[1] == "left out: 2 sentences of the page, resting on what was rejected or reworded"
    assert not now.sections["stance"].findings[0].shown
    assert now.sections["stance"].answer == now.summary == sentences[1:]
    assert not prove(now).failures


def test_what_stays_takes_the_place_on_the_page_of_what_was_rejected():
    now = applied(BEFORE, decision(BEFORE, "stance-1", "rejected", reason="no")).briefing

    assert [f.shown for f in now.sections["stance"].findings] == [False, True]


def test_a_decision_on_a_finding_that_is_not_there_in_that_section_is_told():
    stray = decision(BEFORE, "stance-1")
    stray = stray.model_copy(update={"claimed": stray.claimed.model_copy(update={"section": "gone"})})

    assert [one.why for one in applied(BEFORE, stray).open] == [GONE]


# Named things


def row(*citations, values, statements=("France leads the force.",), key="stance-1"):
    leaves = {
        name: tuple(Leaf(value=v, citations=(0,), sources=("000",), origins=("000",), credibility=3) for v in given)
        for name, given in values.items()
    }
    said = [
        Statement(
            statement=s,
            citations=(0,),
            sources=("000",),
            origins=("000",),
            carried_by=("000",),
            verdict="supported",
            credibility=3,
        )
        for s in statements
    ]
    first = {"statement": statements[0], "carried_by": ("000",), "credibility": 3}
    return finding(*citations, key=key, values=leaves, statements=tuple(said), **first)


def rows(*findings):
    whole = briefing(*findings)
    return whole.model_copy(update={"sections": {"stance": whole.sections["stance"].model_copy(update={"identity": "name"})}})


OLD_ROW = rows(row(LEADS_0, values={"name": ["France"], "role": ["leader"]}))


def test_a_decision_on_a_row_is_about_its_name_and_values():
    new = rows(
        row(
            LEADS_0,
            LEADS_1,
            values={"name": ["FRANCE"], "role": ["leader"]},
            statements=("It leads.", "France leads the force."),
        )
    )

    assert stances(applied(new, decision(OLD_ROW, "stance-1")).briefing) == {"stance-1": "accepted"}


def test_a_row_that_lost_a_value_needs_review_again():
    new = rows(row(LEADS_0, values={"name": ["France"], "role": ["host"]}))

    assert [one.why for one in applied(new, decision(OLD_ROW, "stance-1")).open] == [REWORDED]


def test_a_value_that_came_later_is_not_accepted_with_the_row():
    new = rows(row(LEADS_0, LEADS_2, values={"name": ["France"], "role": ["leader", "host"]}))

    found = applied(new, decision(OLD_ROW, "stance-1"))
    [kept] = accepted_only(found).sections["stance"].findings

    assert found.joined == {"stance-1": frozenset({("role", '"host"')})}
    assert [leaf.value for leaf in kept.values["role"]] == ["leader"]


def test_an_edit_of_what_is_said_of_a_row_finds_it_behind_another_statement():
    edited = decision(
        OLD_ROW, "stance-1", "edited", shown=reworded(OLD_ROW.sections["stance"].findings[0], "France leads a force.", OLD_ROW)
    )
    new = rows(
        row(LEADS_0, values={"name": ["France"], "role": ["leader"]}, statements=("It leads.", "France leads the force."))
    )

    now = applied(new, edited).briefing
    [one] = now.sections["stance"].findings

    assert [s.statement for s in one.statements] == ["It leads.", "France leads a force."]
    assert one.statement == "It leads."
    assert not prove(now).failures


# Edits


def test_an_edit_takes_the_place_of_the_statement_and_proves():
    words = reworded(LEADS, "France leads a force.", BEFORE)
    now = applied(BEFORE, decision(BEFORE, "stance-1", "edited", shown=words)).briefing
    [one, _] = now.sections["stance"].findings

    assert (one.statement, one.review.was) == ("France leads a force.", "France leads the force.")
    assert (one.carried_by, one.credibility) == (("000",), 3)
    assert not prove(now).failures


def test_without_a_model_an_edit_is_checked_by_rules_only_and_that_is_noted():
    words = reworded(LEADS, "It is France that leads the force.", BEFORE)

    assert words.reasons[0] == WRITTEN
    assert "no model judged it; no guard objects" in words.reasons
    assert words.carrying == (BEFORE.sources["000"].sha256,)


@pytest.mark.parametrize("statement", ["France does not lead the force.", "France leads the force of 300 men.", "   "])
def test_an_edit_that_the_quotations_do_not_carry_is_refused_with_the_reason(statement):
    with pytest.raises(RefusedError, match=r"\w"):
        reworded(LEADS, statement, BEFORE)


def test_an_edit_counts_nobody_whose_own_words_speak_against_it():
    both = finding(LEADS_0, DENIES_3, statement="Nothing.", carried_by=("000", "003"), credibility=2)
    whole = briefing(both)

    assert reworded(both, "France leads the force.", whole).carrying == (whole.sources["000"].sha256,)


@pytest.mark.parametrize(("odds", "kept"), [(0.9, True), (0.1, False)])
def test_a_model_that_is_named_judges_an_edit(odds, kept):
    engine = Scripted(lambda *_: odds)

    if kept:
        assert reworded(LEADS, "It is France that leads the force.", BEFORE, engine).verdict == "supported"
    else:
        with pytest.raises(RefusedError, match="the model does not find all of it"):
            reworded(LEADS, "It is France that leads the force.", BEFORE, engine)


def test_where_the_model_fails_an_edit_is_checked_by_rules_and_that_is_noted():
    def down(*_):
        raise EngineError("it is down")

    words = reworded(LEADS, "It is France that leads the force.", BEFORE, Scripted(down))

    assert "the model could not judge it: it is down" in words.reasons


def test_an_edit_counts_only_those_who_carried_it_when_more_join():
    edited = decision(BEFORE, "stance-1", "edited", shown=reworded(LEADS, "France leads a force.", BEFORE))

    [one] = applied(joined(REPHRASED), edited).briefing.sections["stance"].findings

    assert (one.statement, one.carried_by, one.review.was) == (
        "France leads a force.",
        ("000",),
        "The French command the force.",
    )


# What was accepted, and nothing else


def test_accepted_only_leaves_what_was_accepted_or_edited_and_counts_all():
    third = finding(FOLLOWS_3, key="stance-3", statement="Rome will follow.")
    whole = briefing(LEADS, WAITS, third)
    edited = decision(whole, "stance-2", "edited", shown=reworded(WAITS, "Spain is waiting.", whole))

    now = accepted_only(applied(whole, decision(whole, "stance-1"), edited))

    assert [f.id for f in now.sections["stance"].findings] == ["stance-1", "stance-2"]
    assert now.accepted_of == 3
    assert ("Accepted only", "2 of 3 findings; what no reviewer accepted is left out") in warnings(now)
    assert not prove(now).failures


def test_accepted_only_keeps_a_conflict_with_both_its_sides_and_frees_one_that_lost_the_other():
    fight = Conflict(id="conflict-1", section="stance", kind="contradiction", findings=("stance-1", "stance-2"), why="?")
    doubted = [f.model_copy(update={"credibility": 4}) for f in (LEADS, WAITS)]
    whole = briefing(*doubted, conflicts=(fight,))
    both = accepted_only(applied(whole, decision(whole, "stance-1"), decision(whole, "stance-2")))
    alone = accepted_only(applied(whole, decision(whole, "stance-1")))

    assert both.conflicts == (fight,)
    assert alone.conflicts == ()
    assert [f.credibility for f in alone.sections["stance"].findings] == [3]


def test_accepted_only_keeps_sentences_all_of_whose_findings_are_accepted():
    sentences = (
        Sentence(text="France leads.", findings=("stance-1",)),
        Sentence(text="All.", findings=("stance-1", "stance-2")),
    )
    whole = BEFORE.model_copy(update={"summary": sentences})

    assert accepted_only(applied(whole, decision(whole, "stance-1"))).summary == sentences[:1]


def test_accepted_only_holds_no_claims_and_refuses_to_be_updated():
    schema = load_schema("news")
    whole = joined(LEADS)
    named = whole.schema_.model_copy(update={"digest": schema.digest})
    now = accepted_only(applied(whole, decision(whole, "stance-1"))).model_copy(update={"schema_": named})

    assert (now.claims, now.compared, now.replies) == ((), (), {})
    with pytest.raises(UsageError, match="only what a reviewer accepted"):
        check_update(now, schema)


# A run with one more article


@pytest.fixture(scope="module")
def four_then_five(tmp_path_factory):
    """The seeds: four articles, then all five, replayed from the recorded replies; what was not recorded is not compared."""
    tape, files = ROOT / "cassettes/test_seeds/five_articles.json", sorted((ROOT / "seeds").glob("*.txt"))
    how = {"schema": "multinational_force", "model": "local", "cassette": tape, "budgets": 0}
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        return [summarize.brief(files[:3] + files[4:], **how), summarize.brief(files, **how)]
    finally:
        os.chdir(here)


def all_decided(whole, kind, **more):
    return [decision(whole, f.id, kind, **more) for s in whole.sections.values() for f in s.findings]


def called_otherwise(one, now):
    """A row that has another name now: "Donald Trump" alone, and as the president of the United States with one more article."""
    [row] = [f for s in now.sections.values() for f in s.findings if f.id == one.finding]
    return one.decision.claimed.row and one.decision.claimed.values["name"] != (json.dumps(row.values["name"][0].value),)


def test_a_review_survives_a_run_with_one_more_article(four_then_five):
    four, five = four_then_five
    decisions = all_decided(four, "accepted")

    found = applied(five, *decisions)

    assert found.total == len(decisions) > 70
    assert [one.finding for one in found.open if not called_otherwise(one, five)] == []
    assert len(found.open) <= 2
    assert not prove(found.briefing).failures
    assert not prove(accepted_only(found)).failures


def test_what_was_rejected_stays_rejected_unless_it_reads_otherwise_now(four_then_five):
    four, five = four_then_five

    found = applied(five, *all_decided(four, "rejected", reason="no"))

    assert {one.why for one in found.open if not called_otherwise(one, five)} <= {ANOTHER}
    assert len(found.open) < 7
    assert all(one.finding for one in found.open)
    assert not prove(found.briefing).failures


def test_nothing_that_was_rejected_is_in_the_value(four_then_five):
    four, _ = four_then_five

    now = applied(four, *all_decided(four, "rejected", reason="no")).briefing

    assert four.cited_by
    assert now.cited_by == {}
    assert now.value.us_stance is None


def test_a_briefing_and_the_decisions_beside_it_are_read_together(tmp_path, four_then_five):
    four, _ = four_then_five
    four.save(tmp_path / "b.json")
    key = four.sections["us_stance"].findings[0].id
    append(tmp_path / "b.review.jsonl", decision(four, key))

    found = reviewed(tmp_path / "b.json")

    assert found.briefing.sections["us_stance"].findings[0].review.decision == "accepted"


def test_decisions_apply_again_to_a_briefing_that_was_written_with_them(tmp_path, four_then_five):
    four, _ = four_then_five
    one = four.sections["us_stance"].findings[0]
    edited = decision(four, one.id, "edited", shown=reworded(one, one.statement.rstrip(".") + ", it is said.", four))
    now = applied(four, edited).briefing
    now.save(tmp_path / "b.json")

    again = apply(summarize.Briefing.load(tmp_path / "b.json"), Log((edited,)))

    assert again.open == ()
    assert again.briefing.sections == now.sections


# The page in docs/


PAGE = (ROOT / "docs/review.md").read_text("utf-8")


def block(language):
    return re.search(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[1]


def test_the_decision_that_the_page_shows_is_one(tmp_path):
    path = tmp_path / "b.review.jsonl"
    path.write_text(json.dumps(json.loads(block("json"))) + "\n")

    [one] = read(path).lines

    assert (one.decision, one.by, one.claimed.section) == ("rejected", "Ada Verlund", "damage")


def test_the_python_of_the_page_does_what_it_says(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    save(BEFORE, "briefing.json")
    gone = decision(briefing(finding(LEADS_2, statement="The French command the force.")), "stance-1")
    for one in (decision(BEFORE, "stance-1"), gone):
        append(Path("briefing.review.jsonl"), one)

    exec(compile(block("python"), "review.md", "exec"), {})

    assert capsys.readouterr().out == (
        "1 of 2 decisions apply\nThe French command the force. - its quotations are no longer cited there\n"
    )
    assert [f.id for f in summarize.Briefing.load("accepted.json").sections["stance"].findings] == ["stance-1"]


def test_the_keys_of_the_page_are_those_of_the_help():
    keys = re.findall(r"^\| `(\w|/|\?)`", PAGE, re.MULTILINE)

    assert keys == ["a", "r", "e", "u", "/", "?"]
    assert all(re.search(rf"^{re.escape(key)} ", HELP, re.MULTILINE) for key in keys[:-1])


def test_the_risks_of_the_page_are_those_of_the_queue_in_their_order():
    named = re.findall(r"^\| ([\w, ]+) \| [^|]+ \|$", PAGE.partition("| key |")[0], re.MULTILINE)[1:]

    assert [risk for row in named for risk in row.split(", ")] == list(RISKS)
