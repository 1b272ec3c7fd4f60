"""Extraction by either way: what a schema's fields are called is the schema's own affair."""

from enum import Enum
from typing import Literal

import pytest
from pydantic import BaseModel, Field

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


def asked_for(shape, name):
    """The name under which a model is asked for what an answer has beside the item's fields."""
    rows = next(iter(shape.model_json_schema()["$defs"].values()))
    return max((key for key in rows["properties"] if key.rstrip("_") == name), key=len)


def writing(prompt, shape):
    return {"claims": [OWN | {asked_for(shape, "sentences"): [1], asked_for(shape, "statement"): "Ann Dee’s side won."}]}


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
    engine = Scripted(lambda *_: {"claims": [{"sentences": [1], "statement": "It won.", "colour": "red", "doors": 3}]})

    (claim,) = extract(source, load_schema(Cars), engine).sections["cars"].claims

    assert type(claim).model_validate_json(claim.model_dump_json()) == claim


def test_a_model_that_weighs_is_not_asked_to_choose_from_an_enum(source):
    engine = Scripted(weighing, way="weighs")

    cars = extract(source, load_schema(Cars), engine).sections["cars"]

    assert cars.status == "found"
    assert {p.name for p in engine.prompts} == {"sort", "answers"}
