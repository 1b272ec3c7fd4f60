"""What an analyst stumbles over in a briefing's words: days that are nobody's, marks that stand nowhere, one of a kind."""

from datetime import date

import pytest

from summarize.models import Citation, Finding, Leaf
from summarize.records import Briefing, Conflict, Made, SchemaRecord, Section, Sentence, SourceRecord
from summarize.render import register
from summarize.render.as_html import rendered as html
from summarize.render.as_markdown import rendered as markdown
from summarize.render.as_terminal import rendered as terminal
from summarize.render.disputes import sides

TEXT = "The pier opens."


def source(key, **kept):
    return SourceRecord(id=key, location=f"{key}.txt", sha256="ab" * 32, origin=key, text=TEXT, **kept)


def finding(key, *sources, **kept):
    cited = tuple(Citation(source=s, start=0, end=len(TEXT), quote=TEXT) for s in sources)
    given = {"verdict": "supported", "statement": TEXT, "carried_by": sources, "credibility": 3}
    return Finding(id=key, citations=cited, sources=sources, origins=sources, **given | kept)


def briefing(*sources, findings=(), conflicts=(), answer=(), identity=None, **how):
    given = {"at": "2026-01-01T00:00:00Z", "model": "m", "engine": "e", "version": "0", "prompts": {}}
    told = {"findings": findings, "answer": answer, "identity": identity}
    return Briefing(
        schema=SchemaRecord(name="pier", digest="sha256:00"),
        made=Made(**given | how),
        sources=sources,
        sections={"pier": Section(title="Pier", status="found", by_source={}, **told)},
        conflicts=conflicts,
    )


def at_odds(*keys):
    return Conflict(id="c-1", section="pier", kind="contradiction", findings=keys, why="They differ.")


def days_beside(*days):
    sources = [source(str(n), published=day) for n, day in enumerate(days)]
    findings = (finding("pier-1", *(s.id for s in sources)), finding("pier-2", "0"))
    made = briefing(*sources, findings=findings, conflicts=(at_odds("pier-1", "pier-2"),))
    return sides(made, made.conflicts[0])[0][1]


def test_a_day_of_all_who_say_it_stands_once_behind_them():
    assert days_beside(date(2025, 1, 2), date(2025, 1, 2)) == "0, 1 · 2025-01-02"


def test_where_days_differ_each_stands_with_whose_it_is():
    assert days_beside(date(2025, 1, 2), None, date(2024, 5, 6)) == "0 (2025-01-02), 1, 2 (2024-05-06)"


def test_without_a_day_there_is_only_who_says_it():
    assert days_beside(None, None) == "0, 1"


@pytest.mark.parametrize("rendered", [markdown, terminal])
def test_a_mark_is_explained_only_where_it_stands(rendered):
    folded = finding("pier-2", "0", verdict="unsupported", shown=False)
    without = rendered(briefing(source("0"), findings=(finding("pier-1", "0"), folded)))
    in_a_conflict = rendered(
        briefing(source("0"), findings=(finding("pier-1", "0"), folded), conflicts=(at_odds("pier-1", "pier-2"),))
    )

    assert "the citations do not carry the statement" not in without
    assert "the citations do not carry the statement" in in_a_conflict


def test_an_own_estimate_of_a_sentence_is_explained():
    answer = (Sentence(text="The pier will likely open.", findings=("pier-1",)),)
    made = briefing(source("0"), findings=(finding("pier-1", "0", shown=False),), answer=answer)

    assert "own estimate: " in markdown(made)
    assert "own estimate" in dict(register.explained(made, folded=False))


def test_a_name_of_several_spellings_is_not_also_called_by_them():
    names = tuple(Leaf(value=name, citations=(0,)) for name in ("ten states", "10 states"))
    named = finding("pier-1", "0", values={"who": names}, aliases=("10 States", "ten states", "the ten"))

    assert "| ten states; 10 states[^1] | the ten |" in markdown(briefing(source("0"), findings=(named,), identity="who"))


@pytest.mark.parametrize(("engine", "told"), [("m", "m"), ("local", "m (local)")])
def test_a_model_is_named_once(engine, told):
    assert dict(register.made(briefing(engine=engine)))["Model"] == told


def test_one_article_goes_back_to_one_report():
    told = " ".join(register.statement(briefing(source("0"), findings=(finding("pier-1", "0", credibility=2),))))

    assert "1 article of an outlet that is not named, which goes back to 1 independent report." in told
    assert "Of 1 finding 1 rests, alone or with others, on one report (0)." in told
    assert "1 of 1 is confirmed by two or more" in told
    assert "1 of 1 (100%) rests on one report alone." in told


def test_no_line_of_a_plain_text_ends_with_spaces():
    lines = terminal(briefing(source("0"), findings=(finding("pier-1", "0"),))).split("\n")

    assert len(lines) > 10
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_sentence_whose_witnesses_nobody_counts_still_stands_with_its_sources():
    answer = (Sentence(text="The pier opens.", findings=("pier-1",)),)
    made = briefing(source("0"), findings=(finding("pier-1", "0", carried_by=("another",), shown=False),), answer=answer)

    assert "- The pier opens.[^1] 0" in markdown(made)


def test_one_quotation_of_a_page_is_one():
    assert "1 quotation, all anchors ok" in html(briefing(source("0"), findings=(finding("pier-1", "0"),)))
