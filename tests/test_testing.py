import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from pydantic import BaseModel, Field

import summarize
from summarize.briefing.file import Briefing
from summarize.errors import EngineError, ReplyError
from summarize.models import Citation, Finding
from summarize.records import Made, SchemaRecord, Section, SourceRecord
from summarize.testing import Scripted, assert_cited


class Found(BaseModel):
    numbers: list[int]


def test_a_script_is_answered_in_order(asked):
    engine = Scripted([{"numbers": [1]}, Found(numbers=[2]), 0.5])

    answers = [
        engine.reply(asked, Found).value,
        engine.reply(asked, Found).value,
        engine.choose(asked, ("yes", "no")).probability,
    ]

    assert answers == [Found(numbers=[1]), Found(numbers=[2]), 0.5]
    assert engine.prompts == [asked] * 3


def test_a_script_may_be_a_function(asked):
    engine = Scripted(lambda prompt, wanted: 1.0 if wanted == ("yes", "no") else {"numbers": [len(prompt.user)]})

    assert engine.reply(asked, Found).value.numbers == [len(asked.user)]
    assert engine.choose(asked, ("yes", "no")).probability == 1.0


def test_a_scripted_error_is_raised_and_costs_a_call(asked):
    with pytest.raises(EngineError) as caught:
        Scripted([EngineError("no")]).reply(asked, Found)

    assert caught.value.usage.calls == 1


def test_an_answer_that_does_not_fit_is_a_reply_error(asked):
    with pytest.raises(ReplyError):
        Scripted([{"numbers": "many"}]).reply(asked, Found)


def test_an_empty_script_says_so(asked):
    with pytest.raises(AssertionError, match="no answer left for 'extract'"):
        Scripted([]).reply(asked, Found)


def briefing(citation):
    finding = Finding(id="a-1", statement="s", citations=(citation,), sources=("1",), origins=("1",), verdict="supported")
    source = SourceRecord(id="1", location="1.txt", sha256="0", origin="1", text="Zoë left.", published=date(2025, 1, 1))
    section = Section(title="A", status="found", by_source={"1": "found"}, findings=(finding,))
    made = Made(at="2025-01-01T00:00:00Z", model="m", engine="e", version="0", prompts={})
    return Briefing(schema=SchemaRecord(name="s", digest="d"), made=made, sources=(source,), sections={"a": section})


def test_a_quotation_that_stands_there_is_accepted():
    assert_cited(briefing(Citation(source="1", start=0, end=3, quote="Zoë")))


@pytest.mark.parametrize(
    "citation",
    [Citation(source="1", start=1, end=4, quote="Zoë"), Citation(source="2", start=0, end=3, quote="Zoë")],
    ids=["elsewhere", "unknown"],
)
def test_a_quotation_that_does_not_stand_there_is_refused(citation):
    with pytest.raises(AssertionError):
        assert_cited(briefing(citation))


class Works(BaseModel):
    """Public works."""

    built: str = Field(description="What was built?")


def names(engine):
    return [prompt.name for prompt in engine.prompts]


def test_a_scripted_engine_makes_a_briefing(tmp_path, obliging_script):
    (tmp_path / "a.txt").write_text("The harbour gets a new wall.\n")
    engine = Scripted(obliging_script, name="mine")

    made = summarize.brief(tmp_path / "a.txt", schema=Works, engine=engine)

    assert_cited(made)
    assert [f.statement for f in made.sections["built"].findings] == ["The harbour gets a new wall."]
    assert (made.made.model, made.made.engine, made.made.calls) == ("mine", "mine", len(engine.prompts))


def test_a_scripted_engine_goes_the_way_that_it_is_told(tmp_path, obliging_script):
    (tmp_path / "a.txt").write_text("The harbour gets a new wall.\n")
    writes, weighs = Scripted(obliging_script), Scripted(obliging_script)

    summarize.brief(tmp_path / "a.txt", schema=Works, engine=writes)
    summarize.brief(tmp_path / "a.txt", schema=Works, engine=weighs, way="weighs")

    assert "extract" in names(writes)
    assert "extract" not in names(weighs)


def test_a_scripted_engine_updates_a_briefing(tmp_path, obliging_script):
    (tmp_path / "a.txt").write_text("The harbour gets a new wall.\n")
    (tmp_path / "b.txt").write_text("The town opens a school.\n")
    old = summarize.brief(tmp_path / "a.txt", schema=Works, engine=Scripted(obliging_script))
    engine = Scripted(obliging_script)

    made = summarize.update(old, tmp_path / "b.txt", schema=Works, engine=engine)

    assert [source.id for source in made.sources] == ["a", "b"]
    assert not [p for p in engine.prompts if p.name == "extract" and "wall" in p.user]


@pytest.mark.parametrize(("judgement", "accepted"), [(0.9, True), (0.1, False), ("yes", True)])
def test_a_scripted_engine_judges_claims(judgement, accepted):
    claim = {"id": 1, "statement": "The mayor opened a bridge.", "cited": ["A bridge was opened by the mayor on Monday."]}

    [result] = summarize.check([claim], engine=Scripted([judgement]))

    assert (result.accepted, result.usage.calls) == (accepted, 1)


def test_a_scripted_failure_is_never_taken_for_silence(tmp_path):
    (tmp_path / "a.txt").write_text("The harbour gets a new wall.\n")

    with pytest.raises(summarize.EngineError, match="away"):
        summarize.brief(tmp_path / "a.txt", schema=Works, engine=Scripted(lambda *_: EngineError("away")))


@pytest.mark.parametrize("options", [{"model": "local"}, {"cassette": "tape.json"}, {"base_url": "http://x/v1"}])
def test_an_engine_beside_the_name_of_a_model_is_wrong_usage(options):
    claim = {"id": 1, "statement": "The mayor opened a bridge.", "cited": ["A bridge was opened by the mayor on Monday."]}

    with pytest.raises(summarize.UsageError, match="an engine is given"):
        list(summarize.check([claim], engine=Scripted([]), **options))


def test_an_option_that_there_is_not_is_refused_as_in_any_call():
    with pytest.raises(TypeError, match="modle"):
        summarize.check([], modle="local")


def test_no_article_at_once_is_wrong_usage(tmp_path):
    (tmp_path / "a.txt").write_text("The harbour gets a new wall.\n")

    with pytest.raises(summarize.UsageError, match="at least 1"):
        summarize.brief(tmp_path / "a.txt", schema=Works, engine=Scripted([]), jobs=0)


def test_threads_may_ask_a_script_at_once(asked):
    both = threading.Barrier(2)
    engine = Scripted(lambda *_: both.wait(10) >= 0 and 1.0)

    with ThreadPoolExecutor(2) as pool:
        choices = list(pool.map(lambda _: engine.choose(asked, ("yes", "no")), range(2)))

    assert [choice.probability for choice in choices] == [1.0, 1.0]
