import hashlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.briefing.diff import diff
from summarize.briefing.file import Briefing
from summarize.briefing.leaving_out import LEFT_OUT, REPLACED, kin, without
from summarize.briefing.proof import prove
from summarize.errors import UsageError
from summarize.language.names import identities
from summarize.models import Checked, Citation, Claim, Finding, Leaf
from summarize.reconciling.articles import Articles
from summarize.reconciling.merge import merge
from summarize.records import Comparison, Conflict, Made, SchemaRecord, Section, Sentence, SourceRecord
from summarize.sourcing.publication import published
from summarize.writing.credit import by_wording, graded
from summarize.writing.findings import Shapes, said_in
from summarize.writing.findings import findings as written

TEXTS = {
    "000": "France leads the force. Paris, which has planned for months, will command it. Nobody asked Spain.",
    "001": "France leads the force. France, said its minister, will lead. Spain waits.",
    "002": "The French command the force. Spain waits.",
    "003": "Spain denies that it waits. Rome will follow.",
}
ORIGINS = {"000": "000", "001": "000", "002": "002", "003": "003"}


def record(source, **changes):
    text = TEXTS[source]
    whole = {"location": f"{source}.txt", "sha256": hashlib.sha256(text.encode()).hexdigest(), "text": text}
    return SourceRecord(
        **{"id": source, "origin": ORIGINS[source], "published": date(2025, 1, 1 + int(source)), **whole, **changes}
    )


def cite(source, quote):
    start = TEXTS[source].index(quote)
    return Citation(source=source, start=start, end=start + len(quote), quote=quote)


def finding(*citations, key="stance-1", **changes):
    sources = tuple(sorted({c.source for c in citations}))
    origins = tuple(sorted({ORIGINS[s] for s in sources}))
    whole = {"statement": "France is to lead.", "verdict": "supported", "credibility": max(4 - len(origins), 1)}
    cited = {"citations": citations, "sources": sources, "origins": origins, "carried_by": origins}
    return Finding(**{"id": key, **cited, **whole, **changes})


def briefing(*findings, conflicts=(), by_source=None, failures=None, sources=tuple(TEXTS)):
    section = Section(
        title="Stance",
        status="found" if findings else "not addressed",
        by_source=by_source or dict.fromkeys(sources, "found"),
        findings=findings,
        failures=failures or {},
    )
    return Briefing(
        schema=SchemaRecord(name="demo", digest="sha256:00"),
        made=Made(at="2026-01-01T00:00:00Z", model="m", engine="e", version="0", prompts={}),
        sources=tuple(record(s) for s in sources),
        sections={"stance": section},
        conflicts=conflicts,
    )


LEADS_0 = cite("000", "France leads the force.")
PLANNED_0 = cite("000", "Paris, which has planned for months, will command it.")
LEADS_1 = cite("001", "France leads the force.")
SAID_1 = cite("001", "France, said its minister, will lead.")
WAITS_1 = cite("001", "Spain waits.")
LEADS_2 = cite("002", "The French command the force.")
WAITS_2 = cite("002", "Spain waits.")
DENIES_3 = cite("003", "Spain denies that it waits.")


def left(whole, *gone):
    return without(whole, gone).sections["stance"].findings


def test_a_finding_that_only_this_source_has_falls():
    whole = briefing(finding(LEADS_0, PLANNED_0), finding(WAITS_2, key="stance-2"))

    assert [f.id for f in left(whole, "000")] == ["stance-2"]


def test_a_finding_that_others_have_keeps_their_citations_sources_origins_and_date():
    (one,) = left(briefing(finding(LEADS_0, LEADS_1, LEADS_2)), "002")

    assert one.citations == (LEADS_0, LEADS_1)
    assert one.sources == ("000", "001")
    assert one.origins == ("000",)
    assert one.as_of == date(2025, 1, 2)


def test_a_day_that_was_inferred_stands_in_where_no_source_that_is_left_came_with_one():
    whole = briefing(finding(LEADS_0, LEADS_2))
    inferred = record("000", published=None, published_to=date(2024, 12, 1), published_inferred="“1 December”")
    whole = whole.model_copy(update={"sources": (inferred, *whole.sources[1:])})

    assert left(whole, "002")[0].as_of == date(2024, 12, 1)


def test_a_finding_is_superseded_only_by_one_that_stands():
    older = finding(WAITS_2, key="stance-2", superseded_by="stance-1")
    whole = briefing(finding(LEADS_0, LEADS_1), older)

    assert left(whole, "000")[1].superseded_by == "stance-1"
    assert left(whole, "000", "001")[0].superseded_by is None
    assert not prove(without(whole, ["000", "001"])).failures


def test_what_a_source_said_goes_with_it_and_so_do_the_comparisons_of_it():
    claims = tuple(
        Checked(claim=Claim(source=c.source, section="stance", statement=c.quote, citations=(c,)), verdict="supported")
        for c in (PLANNED_0, WAITS_1, LEADS_2)
    )
    pairs = ((PLANNED_0, LEADS_2), (WAITS_1, LEADS_2))
    compared = tuple(Comparison(question="?", one=a.quote, other=b.quote, probability=0.5) for a, b in pairs)
    whole = briefing(finding(LEADS_1)).model_copy(update={"claims": claims, "compared": compared})

    one = without(whole, ["000"])

    assert one.left_out == ("000",)
    assert (one.claims, one.compared) == (claims[1:], compared[1:])


def test_a_finding_of_other_sources_stays_as_it_is():
    whole = briefing(finding(LEADS_0), finding(WAITS_2, key="stance-2", reasons=("any",)))

    assert left(whole, "000")[0] is whole.sections["stance"].findings[1]


def test_credibility_falls_with_an_origin_and_not_with_a_rewrite_of_it():
    whole = briefing(finding(LEADS_0, LEADS_1, LEADS_2, statement=LEADS_0.quote))

    assert whole.sections["stance"].findings[0].credibility == 2
    assert left(whole, "002")[0].credibility == 3
    assert left(whole, "000")[0].credibility == 2


def test_an_origin_that_only_said_nearly_the_same_takes_nothing_away():
    whole = briefing(finding(LEADS_0, LEADS_2, DENIES_3, credibility=2, carried_by=("000", "002"), statement=LEADS_0.quote))

    assert left(whole, "003")[0].credibility == 2


def test_of_a_quotation_in_the_place_of_a_statement_only_its_own_origin_is_counted():
    whole = briefing(finding(LEADS_0, LEADS_2, DENIES_3, credibility=1))

    (one,) = left(whole, "003")
    assert (one.quoted, one.carried_by, one.credibility) == (True, ("000",), 3)


@pytest.mark.parametrize("worse", [5, 6])
def test_what_was_judged_worse_does_not_get_better(worse):
    assert left(briefing(finding(LEADS_0, LEADS_2, credibility=worse)), "000")[0].credibility == worse


def test_values_that_only_this_source_has_fall_and_the_others_cite_what_is_left():
    values = {
        "role": (
            Leaf(value="leads", citations=(0, 2)),
            Leaf(value="plans", citations=(1,)),
            Leaf(value="waits", citations=(3,)),
        ),
        "since": (Leaf(value="months", citations=(1,)),),
    }

    (one,) = left(briefing(finding(LEADS_0, PLANNED_0, LEADS_1, WAITS_2, values=values)), "000")

    assert one.values == {"role": (Leaf(value="leads", citations=(0,)), Leaf(value="waits", citations=(1,)))}


def test_a_statement_that_may_be_this_sources_own_gives_way_to_the_shortest_sentence_left():
    whole = briefing(finding(LEADS_0, LEADS_1, SAID_1, reasons=("own", "000: lacks Paris", "001: lacks the minister")))

    (one,) = left(whole, "000")

    assert (one.statement, one.quoted, one.verdict) == ("France leads the force.", True, "supported")
    assert one.reasons == (REPLACED, "001: lacks the minister")


def test_a_sentence_in_place_of_a_statement_is_read_anew_for_who_says_it():
    (one,) = left(briefing(finding(LEADS_0, SAID_1, modality="done")), "000")

    assert one.statement == SAID_1.quote
    assert one.speech == "reported"
    assert one.modality != "done"


def test_a_statement_that_another_source_has_word_for_word_stays():
    whole = briefing(finding(LEADS_0, LEADS_1, statement="France leads  the force.", reasons=("own", "000: gone")))

    (one,) = left(whole, "000")

    assert (one.statement, one.quoted, one.verdict, one.reasons) == ("France leads  the force.", False, "supported", ("own",))


def test_a_quotation_of_two_sentences_stays_with_the_source_of_both():
    together = f"{LEADS_1.quote} {SAID_1.quote}"
    whole = briefing(finding(LEADS_0, LEADS_1, SAID_1, LEADS_2, statement=together, quoted=True))

    assert left(whole, "000")[0].statement == together
    assert left(whole, "001")[0].statement == "France leads the force."


def test_a_name_stays_where_an_article_that_is_left_has_it():
    (one,) = left(briefing(finding(LEADS_0, LEADS_1, aliases=("FRANCE", "Paris"))), "000")

    assert one.aliases == ("FRANCE",)


def conflict(*findings, kind="contradiction"):
    return Conflict(id="conflict-1", section="stance", kind=kind, findings=findings, why="They differ.")


def test_a_conflict_falls_with_its_side_and_what_it_disputed_is_worth_what_it_was():
    sides = finding(WAITS_1, WAITS_2, credibility=4), finding(DENIES_3, key="stance-2", credibility=4)
    whole = briefing(*sides, conflicts=(conflict("stance-1", "stance-2"),))

    result = without(whole, ["003"])

    assert result.conflicts == ()
    assert [f.credibility for f in result.sections["stance"].findings] == [2]


def test_a_conflict_that_has_both_sides_left_stays_and_so_does_the_doubt():
    sides = finding(WAITS_1, WAITS_2, credibility=4), finding(DENIES_3, key="stance-2", credibility=4)
    whole = briefing(*sides, conflicts=(conflict("stance-1", "stance-2"),))

    result = without(whole, ["001"])

    assert result.conflicts == whole.conflicts
    assert [f.credibility for f in result.sections["stance"].findings] == [4, 4]


def test_a_conflict_of_three_that_loses_one_is_not_resolved_in_silence():
    sides = finding(WAITS_2), finding(DENIES_3, key="stance-2"), finding(LEADS_0, key="stance-3")
    whole = briefing(*sides, conflicts=(conflict("stance-1", "stance-2", "stance-3"),))

    (one,) = without(whole, ["000"]).conflicts

    assert one.findings == ("stance-1", "stance-2")
    assert one.why == f"They differ. {LEFT_OUT}"


def test_what_changed_over_time_disputes_nothing():
    sides = finding(WAITS_1, WAITS_2), finding(DENIES_3, key="stance-2")
    whole = briefing(*sides, conflicts=(conflict("stance-1", "stance-2", kind="changed over time"),))

    assert [f.credibility for f in left(whole, "001")] == [3, 3]


def test_best_corroborated_stays_first_and_ids_stay():
    whole = briefing(finding(LEADS_0, LEADS_2), finding(WAITS_2, DENIES_3, key="stance-2"))

    assert [f.id for f in left(whole, "000")] == ["stance-2", "stance-1"]


def test_a_section_that_lost_everything_was_not_addressed_or_failed():
    silent = briefing(finding(LEADS_0), by_source={"000": "found", "001": "not addressed"})
    failing = briefing(
        finding(LEADS_0), by_source={"000": "found", "001": "failed"}, failures={"000": "part", "001": "no answer"}
    )

    assert without(silent, ["000"]).sections["stance"].status == "not addressed"
    assert without(failing, ["000"]).sections["stance"].status == "failed"
    assert without(failing, ["000"]).sections["stance"].failures == {"001": "no answer"}


def test_the_source_is_not_among_the_sources_any_more():
    result = without(briefing(finding(LEADS_0)), ["000"])

    assert [s.id for s in result.sources] == ["001", "002", "003"]
    assert list(result.sections["stance"].by_source) == ["001", "002", "003"]


def test_an_unknown_source_is_refused_in_a_line_with_those_that_there_are():
    with pytest.raises(UsageError) as error:
        without(briefing(), ["000", "009"])

    assert str(error.value) == "the briefing has no source '009'; it has 000, 001, 002, 003"


def test_the_sources_of_the_same_report_are_named():
    assert kin(briefing(), ["000"]) == ("001",)
    assert kin(briefing(), ["000", "001", "003"]) == ()


def test_what_fell_is_what_a_diff_tells():
    whole = briefing(finding(LEADS_0, LEADS_2), finding(PLANNED_0, key="stance-2"))

    found = diff(whole, without(whole, ["000"]))

    assert [(c.kind, c.old) for c in found.changes] == [
        ("source removed", ("000",)),
        ("lost", ("stance-2",)),
        ("changed", ("stance-1",)),
        ("less corroborated", ("stance-1",)),
    ]


POOL = ["Ann leads.", "Ann will lead the force.", "Bo waits, he said.", "Ann may lead it.", "Cy left in May.", "Bo waits."]
IDS = ["000", "001", "002", "003"]


@st.composite
def briefings(draw):
    """Briefings as the stages make them: every claim is carried or quoted, findings are merged, disputes are graded."""
    texts = {key: " ".join(draw(st.permutations(POOL))) for key in IDS}
    origins = {key: draw(st.sampled_from(IDS[: n + 1])) for n, key in enumerate(IDS)}
    claims = draw(st.lists(checked(texts), min_size=1, max_size=8))
    dates = {key: draw(st.sampled_from([None, date(2025, 1, 1), date(2025, 2, 2)])) for key in IDS}
    articles = Articles(origins, {key: published("", day) for key, day in dates.items()}, identities(texts.values()))
    identity = {"who": "name"}
    groups = merge(claims, articles, identity=identity)
    merged = written(groups, by_wording(said_in(groups), articles), articles, Shapes(identity)).findings
    conflicts = tuple(drawn for section in merged for drawn in draw(clashes(section, [f.id for f in merged[section]])))
    records = [
        SourceRecord(id=key, location=key, sha256="00", origin=origins[key], published=dates[key], text=texts[key])
        for key in IDS
    ]
    sections = {
        name: Section(title=name, status="found", by_source=dict.fromkeys(IDS, "found"), findings=graded(found, conflicts))
        for name, found in merged.items()
    }
    return Briefing(
        schema=SchemaRecord(name="demo", digest="sha256:00"),
        made=Made(at="", model="", engine="", version="", prompts={}),
        sources=tuple(records),
        sections=sections,
        conflicts=conflicts,
    )


@st.composite
def checked(draw, texts):
    source, section = draw(st.sampled_from(IDS)), draw(st.sampled_from(["who", "what"]))
    quotes = draw(st.lists(st.sampled_from(POOL), min_size=1, max_size=2, unique=True))
    starts = sorted((texts[source].index(f" {q}") + 1 if not texts[source].startswith(q) else 0, q) for q in quotes)
    citations = tuple(Citation(source=source, start=at, end=at + len(q), quote=q) for at, q in starts)
    quoted = draw(st.booleans())
    statement = (
        " ".join(c.quote for c in citations) if quoted else draw(st.sampled_from([*POOL, "Ann leads now.", "Bo is slow."]))
    )
    values = {"name": draw(st.sampled_from(["Ann", "Bo", "bo"]))} if section == "who" else {"n": draw(st.integers(1, 2))}
    said = Claim(source=source, section=section, statement=statement, values=values, citations=citations)
    return Checked(claim=said, verdict="supported", quoted=quoted, reasons=("not carried",) if quoted else ())


def clashes(section, ids):
    kinds = st.sampled_from(["contradiction", "changed over time"])
    sides = st.lists(st.sampled_from(ids), min_size=2, max_size=3, unique=True).map(tuple) if len(ids) > 1 else st.nothing()
    drawn = st.builds(
        Conflict, id=st.just(f"{section}-clash"), section=st.just(section), kind=kinds, findings=sides, why=st.just(".")
    )
    return st.lists(drawn, max_size=1) if len(ids) > 1 else st.just([])


some = st.lists(st.sampled_from(IDS), max_size=3)
few = settings(max_examples=40)  # each example merges and reads sentences


@few
@given(briefings())
def test_without_nothing_everything_stays(whole):
    assert without(whole, []) == whole


@few
@given(briefings(), some)
def test_the_order_of_the_sources_does_not_matter(whole, gone):
    assert without(whole, gone) == without(whole, [*reversed(gone), *gone])


@few
@given(briefings(), some, some)
def test_one_after_the_other_is_the_same_as_all_at_once(whole, first, then):
    then = [key for key in then if key not in first]

    assert without(without(whole, first), then) == without(whole, first + then)


@few
@given(briefings(), some)
def test_every_finding_left_cites_sources_that_are_left_and_still_proves(whole, gone):
    result = without(whole, gone)

    findings = [f for section in result.sections.values() for f in section.findings]
    assert not {c.source for f in findings for c in f.citations} & set(gone)
    assert not prove(whole).failures
    assert prove(result).failures == ()
    assert Briefing.load(result.model_dump(mode="json", by_alias=True)) == result


@few
@given(briefings(), some)
def test_a_finding_falls_if_and_only_if_nothing_that_it_cites_is_left(whole, gone):
    result = without(whole, gone)

    for name, section in whole.sections.items():
        held = {f.id for f in section.findings if {c.source for c in f.citations} - set(gone)}
        assert {f.id for f in result.sections[name].findings} == held


@few
@given(briefings(), some)
def test_no_word_of_a_finding_stays_that_only_a_source_left_out_may_have_said(whole, gone):
    result = without(whole, gone)

    for name, section in result.sections.items():
        before = {f.id: f for f in whole.sections[name].findings}
        for one in section.findings:
            untouched = {s.statement for s in before[one.id].statements if not set(s.sources) & set(gone)}
            for said in one.statements or (one,):
                if one.citations != before[one.id].citations and said.statement not in untouched:
                    assert unquoted(said.statement, one.citations) == ""


def unquoted(words, citations):
    """What a statement says beside the quotations of one of its sources."""
    quotes = sorted({c.quote for c in citations}, key=len, reverse=True)
    for quote in quotes:
        words = words.replace(quote, "")
    return words.strip()


@few
@given(briefings(), some)
def test_no_finding_is_worth_more_unless_a_dispute_fell(whole, gone):
    result = without(whole, gone)

    for name, section in result.sections.items():
        before = {f.id: f.credibility for f in whole.sections[name].findings}
        assert all(f.credibility >= before[f.id] or before[f.id] == 4 for f in section.findings)


@few
@given(briefings(), some)
def test_a_diff_with_what_is_left_tells_of_no_new_finding(whole, gone):
    found = diff(whole, without(whole, gone))

    assert not {"added", "corroborated", "source added", "conflict"} & {c.kind for c in found.changes} or disputed(whole)
    assert sorted(c.old for c in found.changes if c.kind == "source removed") == sorted({(key,) for key in gone})


def disputed(whole):
    return any(c.kind != "changed over time" for c in whole.conflicts)


def paged(*findings, summary=(), answer=()):
    whole = briefing(*findings)
    sections = {"stance": whole.sections["stance"].model_copy(update={"answer": answer})}
    return whole.model_copy(update={"summary": summary, "sections": sections})


ABOUT_SPAIN = Sentence(text="Spain waits, and denies it.", findings=("stance-2",))
ABOUT_FRANCE = Sentence(text="France is to lead.", findings=("stance-1",))


def test_a_sentence_falls_if_a_finding_that_it_rests_on_lost_a_citation():
    france, spain = finding(LEADS_0, LEADS_2, shown=False), finding(WAITS_2, DENIES_3, key="stance-2", shown=False)
    whole = paged(france, spain, summary=(ABOUT_FRANCE, ABOUT_SPAIN), answer=(ABOUT_SPAIN,))

    made = without(whole, ["000"])

    assert made.summary == (ABOUT_SPAIN,)
    assert made.sections["stance"].answer == (ABOUT_SPAIN,)
    assert not any(f.shown for f in made.sections["stance"].findings)


def test_a_section_that_lost_its_answer_shows_its_findings():
    france, spain = finding(LEADS_0, LEADS_2, shown=False), finding(WAITS_2, DENIES_3, key="stance-2", shown=False)
    whole = paged(france, spain, answer=(ABOUT_FRANCE,))

    made = without(whole, ["000"])

    assert made.sections["stance"].answer == ()
    assert all(f.shown for f in made.sections["stance"].findings)


def test_a_sentence_that_rests_on_no_finding_is_no_proof():
    whole = paged(finding(LEADS_0), summary=(ABOUT_SPAIN,))

    assert [(f.where, f.what) for f in prove(whole).failures] == [
        ("summary", "a sentence rests on 'stance-2', which is no finding")
    ]
