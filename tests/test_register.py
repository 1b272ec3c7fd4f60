"""The foot of a briefing: what its sources are, what it rests on in counts, how it was made."""

from datetime import date

import pytest

from summarize.models import Citation, Finding, Review, Speaker
from summarize.records import Briefing, Conflict, Made, SchemaRecord, Section, SourceRecord
from summarize.render.register import made, register, source_line, statement


def source(key, **kept):
    given = {"location": f"{key}.txt", "sha256": "sha256:" + "ab" * 32, "origin": key, "text": "Rain fell."}
    return SourceRecord(id=key, **given | kept)


def finding(key, *sources, origins=None, **kept):
    cited = tuple(Citation(source=s, start=0, end=4, quote="Rain") for s in sources)
    given = {"verdict": "supported", "credibility": 3, "origins": origins or sources}
    return Finding(id=key, statement="Rain fell.", citations=cited, sources=sources, **given | kept)


def briefing(*sources, findings=(), conflicts=(), failures=None, **how):
    section = Section(title="Rain", status="found", by_source={}, findings=findings, failures=failures or {})
    given = {
        "at": "2026-01-01T00:00:00Z",
        "model": "m",
        "engine": "e",
        "version": "0",
        "prompts": {"judge": "sha256:" + "c" * 64},
    }
    return Briefing(
        schema=SchemaRecord(name="demo", digest="sha256:00"),
        made=Made(**given | how),
        sources=sources,
        sections={"rain": section},
        conflicts=conflicts,
    )


def said(*sources, **kept):
    return " ".join(statement(briefing(*sources, **kept)))


def test_the_register_tells_all_that_is_known_of_a_source():
    known = {"title": "Floods", "publisher": "The Example", "published": date(2025, 3, 1), "url": "https://x.example/1"}

    (entry,) = register(briefing(source("000", reliability="B", **known)))

    assert source_line(entry) == (
        "Floods, The Example · 2025-03-01 · https://x.example/1 · reliability B, usually reliable · sha256 " + "ab" * 32
    )


@pytest.mark.parametrize(("location", "told"), [("/home/ann/case 7/a.txt", "a.txt"), ("seeds/a.txt", "seeds/a.txt")])
def test_no_path_of_the_readers_machine_stands_in_what_is_sent_on(location, told):
    (entry,) = register(briefing(source("000").model_copy(update={"location": location})))

    assert entry.place == told


def test_the_register_says_which_sources_go_back_to_one_report():
    one, two, other = register(briefing(source("000", origin="wire"), source("001", origin="wire"), source("002")))

    assert one.shared == "goes back to one report with 001"
    assert two.shared == "goes back to one report with 000"
    assert other.shared == ""


def test_a_source_that_could_not_be_read_stands_in_the_register_as_such():
    _, lost = register(briefing(source("000", origin="x"), source("001", origin="x", status="failed", sha256="", text="")))

    assert source_line(lost) == "001.txt · reliability F, cannot be judged · not read"


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        ("A", "completely reliable"),
        ("B", "usually reliable"),
        ("C", "fairly reliable"),
        ("D", "not usually reliable"),
        ("E", "unreliable"),
        ("F", "cannot be judged"),
    ],
)
def test_each_letter_of_the_admiralty_code_has_its_words(letter, words):
    (entry,) = register(briefing(source("000", reliability=letter)))

    assert entry.reliability == f"{letter}, {words}"


def test_the_statement_counts_articles_outlets_and_reports():
    sources = (
        source("000", publisher="The Example", origin="wire"),
        source("001", publisher="The Daily", origin="wire"),
        source("002"),
    )

    assert "It rests on" not in said(*sources)
    assert said(*sources).startswith(
        "This briefing rests on 3 articles of 2 named outlets and an outlet that is not named, which go back to 2 independent reports."
    )


def test_the_statement_says_which_period_the_articles_are_of_and_which_days_are_not_known():
    told = said(
        source("000", published=date(2025, 3, 1)),
        source("001", published=date(2025, 5, 2)),
        source("002", published_from=date(2025, 1, 1)),
        source("003"),
    )

    assert "2 are dated, 1 March 2025 to 2 May 2025; 1 has a date that was inferred from the text; 1 has no date." in told


def test_the_statement_says_which_reliability_was_set_and_for_how_many_it_was_not():
    told = said(source("000", reliability="B"), source("001", reliability="B"), source("002", reliability="D"), source("003"))

    assert (
        "An analyst rated 2 B (usually reliable) and 1 D (not usually reliable); "
        "the reliability of 1 was not set or cannot be judged (F)." in told
    )


def test_the_statement_says_what_most_findings_rest_on_and_what_is_strong_and_weak():
    findings = (
        finding("rain-1", "000", "001", origins=("wire",)),
        finding("rain-2", "000", "002", origins=("wire", "002"), credibility=2),
        finding("rain-3", "002", verdict="partly", speaker=Speaker(kind="anonymous")),
        finding("rain-4", "000", origins=("wire",), verdict="unchecked"),
    )
    sources = source("000", origin="wire"), source("001", origin="wire"), source("002")

    told = said(*sources, findings=findings)

    assert "Of 4 findings 3 rest, alone or with others, on one report (000 and 001)." in told
    assert "Strength: 1 of 4 is confirmed by two or more independent reports." in told
    assert (
        "Weaknesses: 3 of 4 (75%) rest on one report alone; 1 on speakers who are not named; "
        "1 is not carried in full by what it cites; 1 is not checked." in told
    )


def test_the_statement_says_what_was_not_read_not_asked_and_not_compared():
    conflict = Conflict(id="c-1", section="rain", kind="contradiction", findings=("rain-1", "rain-2"), why="no")

    told = said(
        source("000"),
        source("001", status="failed"),
        findings=(finding("rain-1", "000"), finding("rain-2", "000")),
        conflicts=(conflict,),
        failures={"000": "no answer"},
        not_compared={"same claim": 3, "carrying": 1},
    )

    assert told.endswith(
        "1 conflict is shown and not resolved; 001 could not be read; some articles could not be asked about “Rain”; "
        "4 pairs of statements are not compared."
    )


def test_of_a_briefing_without_articles_or_findings_the_statement_says_so():
    assert said(source("000", status="failed")) == "No article could be read."
    assert said(source("000")).endswith("It has no findings.")


def test_where_nothing_is_confirmed_that_is_a_weakness_and_no_strength_is_named():
    told = said(source("000"), findings=(finding("rain-1", "000"),))

    assert "Weaknesses: 1 of 1 (100%) rests on one report alone; none is confirmed by a second one." in told
    assert "Strength" not in told


def test_the_statement_is_of_whole_sentences():
    for sentence in statement(briefing(source("000"), findings=(finding("rain-1", "000"),))):
        assert sentence[0].isupper() or sentence[0].isdigit()
        assert sentence.endswith(".")


def test_how_it_was_made_says_that_a_model_took_part_which_one_and_when():
    told = dict(made(briefing(source("000"), calls=3)))

    assert told["Text"] == "written or chosen by a language model, and checked by a program against the quotations"
    assert told["Model"] == "m (e)"
    assert told["Made"] == "2026-01-01T00:00:00Z by summarize 0"
    assert told["Prompts"] == "judge cccccccccccc"


def test_how_it_was_made_says_who_reviewed_it_or_that_nobody_did():
    reviews = [
        Review(decision=decision, at="2026-01-02T00:00:00Z", by="Ada") for decision in ("accepted", "rejected", "accepted")
    ]
    reviewed = tuple(finding(f"rain-{n}", "000", review=review) for n, review in enumerate(reviews))

    assert dict(made(briefing(source("000"), findings=reviewed)))["Review"] == "2 accepted, 1 rejected, by Ada"
    assert dict(made(briefing(source("000"), findings=(finding("rain-1", "000"),))))["Review"] == "by nobody"
