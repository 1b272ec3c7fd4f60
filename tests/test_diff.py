import hashlib
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.briefing.diff import Change, Diff, diff
from summarize.briefing.file import Briefing
from summarize.errors import UsageError
from summarize.models import Citation, Finding, Leaf, Speaker
from summarize.records import Conflict, Made, SchemaRecord, Section, SourceRecord
from summarize.render.changes import changes, summary

TEXTS = {
    "000": "France leads the force. Nobody asked Spain.",
    "001": "The French lead it. Spain waits.",
    "002": "Spain denies that it waits. Rome will follow.",
}


def record(source, text=None, **fields):
    text = TEXTS[source] if text is None else text
    digest = hashlib.sha256(text.encode()).hexdigest()
    return SourceRecord(
        **{"id": source, "location": f"{source}.txt", "sha256": digest, "origin": source, "text": text, **fields}
    )


def cite(source, quote, text=None):
    start = (text or TEXTS[source]).index(quote)
    return Citation(source=source, start=start, end=start + len(quote), quote=quote)


def finding(*citations, key="stance-1", **fields):
    sources = tuple(sorted({c.source for c in citations}))
    whole = {"statement": "France leads.", "origins": sources, "verdict": "supported", "credibility": 4 - len(sources)}
    return Finding(**{"id": key, "citations": citations, "sources": sources, **whole, **fields})


def briefing(*findings, sources=None, conflicts=(), digest="sha256:00", at="2026-01-01T00:00:00Z", name="demo", **section):
    whole = {"title": "Stance", "status": "found" if findings else "not addressed", "by_source": {}}
    return Briefing(
        schema=SchemaRecord(name=name, digest=digest),
        made=Made(at=at, model="m", engine="e", version="0", prompts={}),
        sources=tuple(record(s) for s in TEXTS) if sources is None else tuple(sources),
        sections={"stance": Section(**{**whole, "findings": findings, **section})},
        conflicts=conflicts,
    )


LEADS = cite("000", "France leads the force.")
ASKED = cite("000", "Nobody asked Spain.")
LEAD = cite("001", "The French lead it.")
WAITS = cite("001", "Spain waits.")
DENIES = cite("002", "Spain denies that it waits.")
ROME = cite("002", "Rome will follow.")


def told(old, new):
    return [(c.kind, c.what) for c in diff(old, new).changes]


def test_the_same_findings_made_at_another_time_are_no_change():
    assert diff(briefing(finding(LEADS)), briefing(finding(LEADS), at="2027-01-01T00:00:00Z")).changes == ()


def test_briefings_of_two_schemas_are_refused():
    with pytest.raises(UsageError, match=r"^the briefings answer two schemas, 'demo' and 'other', .*same schema$"):
        diff(briefing(), briefing(digest="sha256:01", name="other"))


def test_a_finding_that_nothing_before_cites_is_added():
    (change,) = diff(
        briefing(finding(LEADS)), briefing(finding(LEADS), finding(WAITS, key="stance-2", statement="It waits."))
    ).changes

    assert (change.kind, change.section, change.old, change.new) == ("added", "stance", (), ("stance-2",))
    assert change.what == "“It waits.” is new, from 001: 1 independent origin, credibility 3."


def test_a_finding_that_nothing_cites_any_more_is_lost():
    changed = told(briefing(finding(LEADS), finding(WAITS, key="stance-2", statement="It waits.")), briefing(finding(LEADS)))

    assert changed == [("lost", "“It waits.” is gone; it was cited from 001.")]


def test_findings_match_by_what_they_cite_and_not_by_their_ids():
    old = briefing(finding(LEADS), finding(WAITS, key="stance-2", statement="It waits."))
    new = briefing(finding(WAITS, key="stance-1", statement="It waits."), finding(LEADS, key="stance-2"))

    assert diff(old, new).changes == ()


def test_a_source_under_another_id_is_the_same_source():
    moved = LEADS.model_copy(update={"source": "000_a"})
    old, new = briefing(finding(LEADS), sources=[record("000")]), briefing(finding(moved), sources=[record("000", id="000_a")])

    assert diff(old, new).changes == ()


def test_a_finding_takes_the_match_that_shares_most():
    old = briefing(finding(LEADS, LEAD, DENIES), finding(WAITS, key="stance-2", statement="It waits."))
    new = briefing(finding(WAITS, DENIES, statement="It waits."), finding(LEADS, LEAD, key="stance-2"))

    assert {(c.old, c.new) for c in diff(old, new).changes} == {(("stance-1",), ("stance-2",)), (("stance-2",), ("stance-1",))}


def test_a_finding_that_went_into_another_is_lost_and_says_where_it_went():
    old = briefing(finding(LEADS, LEAD), finding(WAITS, key="stance-2", statement="It waits."))
    new = briefing(finding(LEADS, LEAD, WAITS))

    assert told(old, new) == [("lost", "“It waits.” is gone; it was cited from 001; stance-1 cites it now.")]


def test_a_finding_that_came_out_of_another_is_added_and_says_where_it_was():
    old = briefing(finding(LEADS, LEAD, WAITS))
    new = briefing(finding(LEADS, LEAD), finding(WAITS, key="stance-2", statement="It waits."))

    assert told(old, new) == [
        ("added", "“It waits.” is new, from 001: 1 independent origin, credibility 3; stance-1 cited it before.")
    ]


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ({}, {"statement": "France heads it."}, "“France leads.” now reads “France heads it.”."),
        (
            {},
            {"statement": "France heads it.", "quoted": True},
            "“France leads.” now reads “France heads it.”, which is quoted.",
        ),
        ({}, {"verdict": "partly"}, "“France leads.” is carried in part now, was carried by its citations."),
        ({"modality": "planned"}, {"modality": "done"}, "“France leads.”: its wording is “done” now, was “planned”."),
        ({}, {"speaker": Speaker(kind="named", name="Ann")}, "“France leads.”: who says it is “Ann” now, was “outlet”."),
    ],
)
def test_what_a_finding_says_changed(before, after, what):
    assert told(briefing(finding(LEADS, **before)), briefing(finding(LEADS, **after))) == [("changed", what)]


def test_values_that_came_and_went_are_told_with_the_name_of_the_thing():
    def with_role(*roles):
        values = {
            "name": (Leaf(value="France", citations=(0,)),),
            "in_role": tuple(Leaf(value=r, citations=(0,)) for r in roles),
        }
        return briefing(finding(LEADS, values=values))

    assert told(with_role("leads", "hosts"), with_role("Leads", 3)) == [
        ("changed", "France: in role is now 3 and no longer “hosts”.")
    ]


def test_another_origin_corroborates():
    assert told(briefing(finding(LEADS)), briefing(finding(LEADS, LEAD))) == [
        ("corroborated", "“France leads.”: now also 001; 2 independent origins, was 1; credibility 2, was 3.")
    ]


def test_an_origin_less_corroborates_less():
    assert told(briefing(finding(LEADS, LEAD)), briefing(finding(LEADS))) == [
        ("less corroborated", "“France leads.”: no longer 001; 1 independent origin, was 2; credibility 3, was 2.")
    ]


def test_another_article_of_the_same_origin_does_not_corroborate():
    assert told(briefing(finding(LEADS)), briefing(finding(LEADS, LEAD, origins=("000",), credibility=3))) == [
        ("changed", "“France leads.”: now also 001; 1 independent origin.")
    ]


def conflict(*findings, kind="contradiction", why="They differ."):
    return Conflict(id="c-1", section="stance", kind=kind, findings=findings, why=why)


def sides(*, disputed):
    worth = {"credibility": 4} if disputed else {}
    return (
        finding(WAITS, statement="Spain waits.", **worth),
        finding(DENIES, key="stance-2", statement="Spain does not wait.", **worth),
        finding(LEADS, key="stance-3"),
    )


def test_a_dispute_is_told_with_both_sides_and_not_as_less_corroboration():
    old, new = briefing(*sides(disputed=False)), briefing(*sides(disputed=True), conflicts=[conflict("stance-1", "stance-2")])
    between = "between “Spain waits.” (001) and “Spain does not wait.” (002)"

    assert told(old, new) == [("conflict", f"Contradiction {between}: They differ.")]
    assert told(new, old) == [("conflict gone", f"No contradiction any more {between}.")]


def test_a_conflict_that_gains_a_side_tells_of_that_side():
    two = briefing(*sides(disputed=True), conflicts=[conflict("stance-1", "stance-2")])
    three = briefing(*sides(disputed=True), conflicts=[conflict("stance-3", "stance-1", "stance-2")])

    assert told(two, three) == [("conflict", "Contradiction now also with “France leads.” (000): They differ.")]
    assert told(three, two) == [("conflict gone", "No contradiction any more with “France leads.” (000).")]


def test_a_conflict_that_turned_out_a_change_over_time_is_another():
    one = briefing(*sides(disputed=True), conflicts=[conflict("stance-1", "stance-2")])
    other = briefing(*sides(disputed=True), conflicts=[conflict("stance-1", "stance-2", kind="changed over time")])

    assert [kind for kind, _ in told(one, other)] == ["conflict", "conflict gone"]


def test_sources_come_and_go():
    new = record("002", title="Rome follows", publisher="Echo", origin="001")

    assert told(briefing(sources=[record("000"), record("001")]), briefing(sources=[record("001"), new])) == [
        ("source removed", "000 is no source any more: 000.txt."),
        ("source added", "002 is a new source: Rome follows, Echo; it goes back to one report with 001."),
    ]


def test_a_source_that_fails_now_is_told_with_its_problem():
    failed = record("000", "", id="000.txt", sha256="", origin="", status="failed", problem="permission denied")
    old, new = briefing(finding(LEADS), sources=[record("000")]), briefing(sources=[failed], status="failed")

    assert told(old, new) == [
        ("source failed", "000.txt failed now: permission denied."),
        ("section", "The section: failed now, was found."),
        ("lost", "“France leads.” is gone; it was cited from 000 (failed now)."),
    ]
    assert told(new, old)[0] == ("source read", "000 was read now; before, it had failed.")


def test_a_new_source_that_cannot_be_read_failed():
    failed = record("000", "", status="failed", problem="it is empty")

    assert told(briefing(sources=[]), briefing(sources=[failed])) == [("source failed", "000 is new and failed: it is empty.")]


def test_a_source_that_fails_in_one_section_is_told_there():
    old = briefing(by_source={"000": "found", "001": "failed"}, failures={"001": "no answer"})
    new = briefing(by_source={"000": "failed", "001": "not addressed"}, failures={"000": "no\nanswer"})

    assert told(old, new) == [
        ("section", "000: failed here now (no answer), was found."),
        ("section", "001: not addressed here now, was failed."),
    ]


def test_a_letter_given_in_front_matter_moves_every_offset_and_loses_no_finding():
    text = f"---\nreliability: E\n---\n{TEXTS['000']}"
    old = briefing(finding(LEADS), finding(ASKED, key="stance-2"), sources=[record("000")])
    new = briefing(
        finding(cite("000", LEADS.quote, text)),
        finding(cite("000", ASKED.quote, text), key="stance-2"),
        sources=[record("000", text, reliability="E")],
    )

    assert told(old, new) == [
        ("source changed", "000 has another text than before (000.txt)."),
        ("source changed", "000: reliability is E now, was F."),
    ]


def test_two_sources_that_are_one_report_now_are_told():
    together = [record("000"), record("001", origin="000")]

    assert told(briefing(sources=[record("000"), record("001")]), briefing(sources=together)) == [
        ("source changed", "000 goes back to one report with 001 now, before with no other."),
        ("source changed", "001 goes back to one report with 000 now, before with no other."),
    ]


def test_another_article_that_took_an_id_is_not_taken_for_the_former():
    old = briefing(finding(LEADS, WAITS), sources=[record("000"), record("001")])
    new = briefing(
        finding(WAITS, cite("000", ROME.quote, TEXTS["002"])),
        sources=[record("000", TEXTS["002"], location="other.txt"), record("001")],
    )

    assert ("changed", "“France leads.”: now also 000; no longer the former 000; 2 independent origins.") in told(old, new)


def test_a_diff_is_json_that_other_tools_read():
    found = diff(briefing(), briefing(finding(LEADS)))

    data = json.loads(found.model_dump_json())
    assert data["format"] == "summarize.diff/1"
    assert data["titles"] == {"stance": "Stance"}
    assert [set(change) for change in data["changes"]] == [{"kind", "section", "old", "new", "what"}] * 2
    assert Diff.model_validate(data) == found


def printed(found, *, width=80, color=False):
    file = io.StringIO()
    changes(found, file=file, width=width, color=color)
    return file.getvalue()


def test_a_terminal_shows_the_changes_under_their_sections():
    shown = printed(diff(briefing(finding(LEADS), sources=[record("000")]), briefing(finding(LEADS, LEAD))))

    assert shown.splitlines()[0] == "3 changes: source added (2), corroborated (1)."
    assert shown.index("\nSources\n") < shown.index("source added 001 is a new source: 001.txt.") < shown.index("\nStance\n")
    assert "corroborated “France leads.”: now also 001; 2 independent origins, was 1;" in shown


def test_no_change_is_said():
    assert printed(diff(briefing(), briefing())) == "Nothing changed.\n"
    assert summary(Diff(titles={})) == "Nothing changed."


@pytest.mark.parametrize("width", [40, 120])
@pytest.mark.parametrize("text", ["\x1b[31mred\x1b[0m \x07", "\u202egnp.exe", "[bold red]markup[/] :smile:", "two\n\nlines"])
def test_text_of_articles_is_shown_and_cannot_act(text, width):
    found = Diff(titles={"stance": text}, changes=(Change(kind="added", section="stance", what=f"{text} is new"),))

    shown = printed(found, width=width)

    assert not any(c in shown for c in "\x1b\x07\u202e")
    assert ("[bold red]markup[/] :smile:" in " ".join(shown.split())) == ("markup" in text)
    assert max(map(len, shown.splitlines())) <= width


def test_colour_is_given_where_it_is_asked_for():
    assert "\x1b[" in printed(diff(briefing(), briefing(finding(LEADS))), color=True)


CITATIONS = [LEADS, ASKED, LEAD, WAITS, DENIES, ROME]


@st.composite
def any_briefing(draw):
    """Findings that share citations, statements and values in every way; conflicts between any of them."""
    drawn = draw(st.lists(st.lists(st.sampled_from(CITATIONS), min_size=1, max_size=4, unique=True), max_size=6))
    findings = [
        finding(
            *citations,
            key=f"stance-{n}",
            statement=draw(st.sampled_from(["A.", "B."])),
            verdict=draw(st.sampled_from(["supported", "partly"])),
            values={"name": (Leaf(value=draw(st.sampled_from(["x", "y", 1, True])), citations=(0,)),)}
            if draw(st.booleans())
            else {},
            credibility=draw(st.integers(1, 6)),
        )
        for n, citations in enumerate(drawn)
    ]
    ids = [f.id for f in findings]
    clashes = (
        draw(st.lists(st.lists(st.sampled_from(ids), min_size=2, max_size=3, unique=True), max_size=3)) if len(ids) > 2 else []
    )
    letters = draw(st.lists(st.sampled_from("AF"), min_size=3, max_size=3))
    sources = [
        record(s, reliability=letter, origin=draw(st.sampled_from(["000", s])))
        for s, letter in zip(TEXTS, letters, strict=True)
    ]
    kinds = [draw(st.sampled_from(["numeric", "contradiction"])) for _ in clashes]
    conflicts = [
        conflict(*c, kind=k).model_copy(update={"id": f"c-{n}"}) for n, (c, k) in enumerate(zip(clashes, kinds, strict=True))
    ]
    return briefing(*findings, sources=sources, conflicts=conflicts)


@given(any_briefing())
def test_a_briefing_and_itself_give_no_change(one):
    assert diff(one, one).changes == ()


@given(any_briefing(), any_briefing())
def test_every_finding_is_matched_lost_or_added_and_only_one_of_them(old, new):
    found = diff(old, new).changes

    lost, added = ([i for c in found if c.kind == kind for i in (*c.old, *c.new)] for kind in ("lost", "added"))
    pairs = {(c.old, c.new) for c in found if c.kind in ("changed", "corroborated", "less corroborated")}
    assert len(set(lost)) == len(lost)
    assert len(set(added)) == len(added)
    assert not {i for one, _ in pairs for i in one} & set(lost)
    assert not {i for _, other in pairs for i in other} & set(added)
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
    assert len(old.sections["stance"].findings) - len(lost) == len(new.sections["stance"].findings) - len(added)


@given(any_briefing(), any_briefing())
def test_what_changed_on_the_way_there_changes_on_the_way_back(old, new):
    assert bool(diff(old, new).changes) == bool(diff(new, old).changes)


@given(any_briefing(), any_briefing())
def test_every_change_is_one_line(old, new):
    assert not any("\n" in c.what or not c.what for c in diff(old, new).changes)
