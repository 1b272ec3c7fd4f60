from datetime import date

import pytest
from pydantic import BaseModel

from summarize.briefing.file import Briefing
from summarize.errors import EngineError, ReplyError
from summarize.models import Citation, Finding, Made, SchemaRecord, Section, SourceRecord
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
