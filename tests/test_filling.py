"""What the filler makes of a JSON schema fits the class that the schema is of."""

import json
import re
from typing import Annotated, Any, Literal, Optional

import pytest
from pydantic import BaseModel, Field, StringConstraints, create_model

from summarize.reading.articles import read_article
from tests.filling import TEXT, fill, string
from tests.schemas_of_others import ARTICLES, FILLED, REFUSED, Organisation, QueryPlan

SENTENCES = 10
# Their filling ends with what is empty or null.
RECURSIVE = (QueryPlan, Organisation)


def filled(annotation: Any, *, sentences: int = SENTENCES) -> Any:
    """What stands in the one field of a class; the class has taken it."""
    cls = create_model("Asked", it=(annotation, ...))
    made = fill(cls.model_json_schema(), sentences=sentences)
    cls.model_validate(made)
    return made["it"]


def leaves(value: Any) -> list[Any]:
    """What has nothing within it, empty lists and dicts among them."""
    if value and isinstance(value, dict | list):
        return [leaf for one in (value.values() if isinstance(value, dict) else value) for leaf in leaves(one)]
    return [value]


class Branch(BaseModel):
    name: str
    twigs: list["Branch"]


class Root(BaseModel, frozen=True):
    shoots: frozenset["Root"] = Field(min_length=0)


class Chain(BaseModel):
    next_: Optional["Chain"]


class Endless(BaseModel):
    within: "Endless"


@pytest.mark.parametrize("cls", FILLED, ids=lambda cls: cls.__name__)
def test_a_schema_of_others_takes_what_it_is_filled_with(cls):
    made = fill(cls.model_json_schema(), sentences=SENTENCES)

    cls.model_validate(made, by_alias=True)
    cls.model_validate_json(json.dumps(made), by_alias=True)


@pytest.mark.parametrize("cls", FILLED, ids=lambda cls: cls.__name__)
def test_what_it_is_filled_with_is_always_the_same_and_has_every_property(cls):
    schema = cls.model_json_schema()

    made = fill(schema, sentences=SENTENCES)

    assert made == fill(schema, sentences=SENTENCES)
    assert made.keys() == schema["properties"].keys()


@pytest.mark.parametrize("cls", [cls for cls in FILLED if cls not in RECURSIVE], ids=lambda cls: cls.__name__)
def test_no_list_is_empty_and_no_value_null_where_there_is_no_recursion(cls):
    made = fill(cls.model_json_schema(), sentences=SENTENCES)

    assert [leaf for leaf in leaves(made) if leaf in (None, "", [], {})] == []


def test_there_are_two_dozen_schemas_of_others_and_each_says_in_one_line_what_it_is():
    assert len(set(FILLED)) == 24
    assert all(cls.__doc__ and len(cls.__doc__.splitlines()) == 1 for cls in FILLED)


def test_no_two_schemas_have_one_name():
    names = [cls.__name__ for cls in (*FILLED, *(cls for cls, _ in REFUSED))]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("text", ARTICLES)
def test_an_article_has_some_ten_sentences_and_names_the_person_whom_free_text_names(text, tmp_path):
    (tmp_path / "article.txt").write_text(text, encoding="utf-8")

    source = read_article(tmp_path / "article.txt")

    assert 8 <= len(source.body) <= 12
    assert TEXT in text


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        (str, TEXT),
        (int, 1),
        (float, 1.0),
        (bool, True),
        (None, None),
        (int | None, 1),
        (None | list[int], [1]),
        (Literal["b", "a"], "b"),
        (Literal[None, "a"], "a"),  # noqa: PYI061  it makes another JSON schema
        (Literal["only"], "only"),
        (list[list[int]], [[1]]),
        (tuple[int, str], [1, TEXT]),
        (tuple[()], []),
        (dict[str, int], {TEXT: 1}),
        (dict[Literal["x", "y"], int], {"x": 1}),
        (Annotated[dict[str, int], Field(min_length=2)], {TEXT: 1, f"A {TEXT}": 1}),
        (Annotated[list[str], Field(max_length=0)], []),
        (Annotated[list[int], Field(min_length=3)], [1, 1, 1]),
        (Annotated[set[int], Field(min_length=3)], [1, 2, 3]),
        (Annotated[set[str], Field(min_length=2)], [TEXT, f"A {TEXT}"]),
        (Annotated[set[Literal["x", "y"]], Field(min_length=2)], ["x", "y"]),
    ],
    ids=str,
)
def test_it_takes_the_first_that_is_not_null_and_as_few_as_may_be(annotation, value):
    assert filled(annotation) == value


@pytest.mark.parametrize(
    ("bounds", "value"),
    [
        ({"ge": 0}, 1),
        ({"ge": 3}, 3),
        ({"gt": 3}, 4),
        ({"le": 0}, 0),
        ({"lt": 0}, -1),
        ({"gt": 2, "lt": 4}, 3),
        ({"multiple_of": 5}, 5),
        ({"ge": 11, "multiple_of": 5}, 15),
        ({"gt": 10, "le": 15, "multiple_of": 5}, 15),
    ],
    ids=str,
)
def test_an_integer_is_one_or_the_least_that_may_be(bounds, value):
    assert filled(Annotated[int, Field(**bounds)]) == value


@pytest.mark.parametrize(
    ("bounds", "value"),
    [
        ({"ge": 0, "le": 1}, 1),
        ({"gt": 0, "lt": 1}, 0.5),
        ({"gt": 1.5, "lt": 1.75}, 1.625),
        ({"le": -0.5}, -0.5),
        ({"ge": 0.1, "lt": 0.2, "multiple_of": 0.1}, 0.1),
        ({"gt": 0, "lt": 1, "multiple_of": 0.25}, 0.25),
    ],
    ids=str,
)
def test_a_number_may_lie_between_two_whole_ones(bounds, value):
    assert filled(Annotated[float, Field(**bounds)]) == value


def test_numbers_of_sentences_go_round():
    number = Annotated[int, Field(ge=1, le=3)]

    assert filled(tuple[number, number, number, number], sentences=3) == [1, 2, 3, 1]
    assert filled(tuple[number, number], sentences=4) == [1, 1]


@pytest.mark.parametrize(
    "pattern",
    [
        r"^[A-Z]{3}$",
        r"^\d{4}-\d{2}$",
        r"^(high|low)$",
        r"^(?:GA|GB)-[0-9]{3}[a-f]?$",
        r"^\+?\d+(\.\d+)*$",
        r"^[^\s@]+@[^\s@]+\.[a-z]{2,}$",
        r"^#\w*;$",
        r"^Dr\. .+$",
        r"^(?!^[-+.]*$)[+-]?0*\d*\.?\d*$",
    ],
)
def test_a_text_fits_a_simple_pattern(pattern):
    assert re.search(pattern, string({"pattern": pattern}))


def test_a_text_is_cut_or_lengthened_and_does_not_end_in_a_space():
    assert filled(Annotated[str, StringConstraints(max_length=4)]) == "Ada"
    assert filled(Annotated[str, StringConstraints(min_length=4, max_length=4)]) == "Adax"
    assert filled(Annotated[str, StringConstraints(min_length=13)]) == "Ada Verlundxx"
    assert len(filled(Annotated[str, StringConstraints(pattern=r"^[a-z]+$", min_length=7)])) >= 7


def test_free_text_says_what_a_test_wants():
    assert fill({"type": "string"}, sentences=1, text="The pier.") == "The pier."


def test_recursion_ends_with_what_may_be_absent():
    assert fill(Branch.model_json_schema(), sentences=1) == {"name": TEXT, "twigs": [{"name": TEXT, "twigs": []}]}
    assert fill(Root.model_json_schema(), sentences=1) == {"shoots": [{"shoots": []}]}
    assert fill(Chain.model_json_schema(), sentences=1) == {"next_": {"next_": None}}


def test_recursion_without_end_is_an_error():
    with pytest.raises(ValueError, match="Endless contains itself without end"):
        fill(Endless.model_json_schema(), sentences=1)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 2},
        {"type": "string", "pattern": "^a(?=b)$"},
        {"type": "array", "uniqueItems": True, "minItems": 3, "items": {"enum": [1, 2]}},
        {"type": "array", "uniqueItems": True, "minItems": 3, "items": {"enum": ["a", "b"], "type": "string"}},
    ],
    ids=str,
)
def test_what_allows_nothing_is_an_error(schema):
    with pytest.raises(ValueError, match="cannot think of"):
        fill(schema, sentences=1)
