"""Extraction by either way: what a schema's fields are called is the schema's own affair."""

from datetime import date
from enum import Enum
from typing import Literal

import pytest
from pydantic import BaseModel, Field

from summarize.errors import ClosedError, ReplyError
from summarize.extracting.extract import extract
from summarize.reading.articles import read_article
from summarize.schema.load import load_schema
from summarize.testing import Scripted


class Quote(BaseModel):
    """What was said?"""

    sentence: str = Field(description="the first words")
    sentences: int = Field(description="how many sentences it has")
    statement: str = Field(description="what was said")
    values: str = Field(description="what it stands for")


class Speech(BaseModel):
    quotes: list[Quote]


OWN = {"sentence": "We won", "sentences": 1, "statement": "We won the cup", "values": "pride"}


@pytest.fixture
def source(tmp_path):
    file = tmp_path / "cup.txt"
    file.write_text("“We won the cup,” said Ann Dee.\nNobody knows why.\n", encoding="utf-8")
    return read_article(file)


def cited(value, *sentences):
    return {"sentences": list(sentences or (1,)), "value": value}


def writing(prompt, shape):
    row = {name: cited(value) for name, value in OWN.items()}
    return {"quotes": [row | {"context": [], "statement_": "Ann Dee’s side won."}]}


def asked_for(shape, name):
    """The name under which a model is asked for what an answer has beside the item's fields."""
    rows = next(iter(shape.model_json_schema()["$defs"].values()))
    return max((key for key in rows["properties"] if key.rstrip("_") == name), key=len)


def weighing(prompt, shape):
    if isinstance(shape, tuple):
        return shape["won" not in prompt.user.partition("Sentence: ")[2]]
    return {"rows": [OWN | {asked_for(shape, "sentence"): 1}]}


@pytest.mark.parametrize(
    ("engine", "statement"),
    [
        (Scripted(writing), "Ann Dee’s side won."),
        (Scripted(weighing, way="weighs"), "“We won the cup,” said Ann Dee."),
    ],
    ids=["writes", "weighs"],
)
def test_no_field_of_an_item_is_mistaken_for_what_every_answer_has(source, engine, statement):
    claims = extract(source, load_schema(Speech), engine).sections["quotes"].claims

    assert [(c.statement, c.values) for c in claims] == [(statement, OWN)]
    assert [c.quote for c in claims[0].citations] == ["“We won the cup,” said Ann Dee."]


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Car(BaseModel):
    """Which cars are there?"""

    colour: Colour
    doors: Literal[3, 5]


class Cars(BaseModel):
    cars: list[Car]


def test_values_are_what_a_briefing_reads_back_from_its_file(source):
    row = {"colour": cited("red"), "doors": cited(3, 2), "context": [], "statement": "It won."}

    (claim,) = extract(source, load_schema(Cars), Scripted([{"cars": [row]}])).sections["cars"].claims

    assert type(claim).model_validate_json(claim.model_dump_json()) == claim
    assert claim.values == {"colour": "red", "doors": 3}
    assert [c.quote for c in claim.said_by("doors")] == ["Nobody knows why."]


def test_a_model_that_weighs_is_not_asked_to_choose_from_an_enum(source):
    engine = Scripted(weighing, way="weighs")

    cars = extract(source, load_schema(Cars), engine).sections["cars"]

    assert cars.status == "found"
    assert {p.name for p in engine.prompts} == {"answers"}


class Talk(BaseModel):
    said: list[str] = Field(description="What was said?")
    by: list[str] = Field(description="By whom?")


NOBODY = {"sentences": [2], "context": [1], "statement": "Nobody knows why they won the cup.", "value": None}


def test_a_sentence_that_says_who_is_meant_is_cited_as_context_and_not_as_evidence(source):
    (claim,) = extract(source, load_schema(Talk), Scripted([{"said": [NOBODY], "by": []}])).sections["said"].claims

    assert [c.quote for c in claim.citations] == ["Nobody knows why."]
    assert [c.quote for c in claim.context] == ["“We won the cup,” said Ann Dee."]


def test_a_name_that_only_another_sentence_has_is_cited_as_context_without_being_told(source):
    said = {"sentences": [2], "context": [], "statement": "Ann Dee does not know why.", "value": None}

    (claim,) = extract(source, load_schema(Talk), Scripted([{"said": [said], "by": []}])).sections["said"].claims

    assert [c.quote for c in claim.context] == ["“We won the cup,” said Ann Dee."]


def test_all_sections_are_asked_in_one_question_and_a_section_without_an_answer_is_not_addressed(source):
    engine = Scripted([{"said": [NOBODY], "by": []}])

    answers = extract(source, load_schema(Talk), engine).sections

    assert len(engine.prompts) == 1
    assert {name: answer.status for name, answer in answers.items()} == {"said": "found", "by": "not addressed"}


def test_where_a_reply_to_all_does_not_fit_each_section_is_asked_by_itself(source):
    engine = Scripted([{"said": [NOBODY]}, {"said": [NOBODY]}, ReplyError("cut off")])

    answers = extract(source, load_schema(Talk), engine).sections

    assert len(engine.prompts) == 3
    assert {name: (answer.status, answer.problem) for name, answer in answers.items()} == {
        "said": ("found", None),
        "by": ("failed", "cut off"),
    }


def test_where_no_call_can_succeed_no_further_one_is_made(source):
    engine = Scripted([ClosedError("no credit")])

    answers = extract(source, load_schema(Talk), engine).sections

    assert len(engine.prompts) == 1
    assert {answer.status for answer in answers.values()} == {"failed"}


def test_the_topic_and_the_day_of_the_article_stand_in_the_question(source):
    engine = Scripted([{"said": [], "by": []}])

    extract(source.model_copy(update={"published": date(2026, 3, 14)}), load_schema(Talk), engine)

    assert "Topic: Talk\n" in engine.prompts[0].user
    assert "Article of 2026-03-14:" in engine.prompts[0].user


def test_what_is_the_same_for_all_articles_stands_first_in_the_question(source):
    engine = Scripted([{"said": [], "by": []}])

    extract(source, load_schema(Talk), engine)

    user = engine.prompts[0].user
    assert user.index("By whom?") < user.index("Nobody knows why.")


class Signer(BaseModel):
    name: str = Field(json_schema_extra={"copied": True, "identifies": True})
    demands: list[str]


class Letter(BaseModel):
    signers: list[Signer]


def test_a_row_that_names_several_things_is_one_for_each_with_all_that_it_says(tmp_path):
    (tmp_path / "a.txt").write_text("Italy, Spain and Peru signed the letter. They want peace.\n", encoding="utf-8")
    row = {
        "name": cited("Italy, Spain and Peru"),
        "demands": [{"sentences": [2], "context": [1], "statement": "They want peace.", "value": None}],
        "context": [],
        "statement": "Three states signed the letter.",
    }

    found = extract(
        read_article(tmp_path / "a.txt"),
        load_schema(Letter),
        Scripted([{"signers": [row]}]),
    )

    claims = found.sections["signers"].claims
    assert [c.values["name"] for c in claims] == ["Italy", "Spain", "Peru"] * 2
    assert len({c.path for c in claims}) == 6
    assert {c.statement for c in claims} == {"Three states signed the letter.", "They want peace."}
