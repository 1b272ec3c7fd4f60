"""A schema is any Pydantic class; what is none says so in one line."""

import sys
from collections.abc import Callable
from typing import Annotated, Literal, Optional

import pytest
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from summarize.errors import SchemaError
from summarize.schema.load import VALUE_LENGTH, load_schema, said_values, shape, shipped

FILE = '''
"""Storms."""
from __future__ import annotations
from pydantic import BaseModel, Field

class Storm(BaseModel):
    """Which storms are named?"""
    name: str
    wind_kmh: int | None = None

class Weather(BaseModel):
    """Weather reports. And more.

    Details.
    """
    storms: list[Storm] = Field(title="The storms")
    worst: Storm | None = None
    damageToRoads: str
'''


class Item(BaseModel):
    """Which items are there?"""

    name: str
    kind: Literal["a", "b"]
    note: str | None = None
    both: Optional[Optional[str]] = None  # noqa: PYI016, UP045
    count: int = Field(default=3, ge=0, le=9)
    sure: bool = False
    tags: list[str] = Field(default=[], max_length=2)


class Everything(BaseModel):
    """Every kind of section."""

    items: list[Item]
    one: Item
    maybe: Item | None
    several: list[Item] | None = None
    text: str
    texts: list[str]
    noted: Annotated[list[str], Field(description="What is noted?")]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "weather.py"
    path.write_text(FILE)
    return path


def test_the_sections_are_the_fields_in_order():
    schema = load_schema(Everything)

    found = {s.name: (s.item, s.many) for s in schema.sections}
    assert found == {
        "items": (Item, True),
        "one": (Item, False),
        "maybe": (Item, False),
        "several": (Item, True),
        "text": (None, False),
        "texts": (None, True),
        "noted": (None, True),
    }


def test_a_question_is_the_description_else_the_items_docstring_else_made_from_the_title():
    questions = {s.name: s.question for s in load_schema(Everything).sections}

    assert questions["noted"] == "What is noted?"
    assert questions["items"] == "Which items are there?"
    assert questions["text"] == "What does the article say about: Text?"


def test_titles_come_from_the_class_or_from_the_name(file):
    schema = load_schema(f"{file}:Weather")

    assert (schema.name, schema.title) == ("Weather", "Weather reports. And more")
    assert [s.title for s in schema.sections] == ["The storms", "Worst", "Damage to roads"]


class Marked(BaseModel):
    """Who is there, and where do they stand?"""

    actor: Annotated[str, Field(json_schema_extra={"identifies": True, "copied": True})]
    name: str
    stance: Literal["for", "against"]
    view: Literal["for", "against"] = Field(json_schema_extra={"position": True})


class Debate(BaseModel):
    sides: list[Marked]
    unmarked: list[Item]
    text: str


def test_the_schema_marks_what_identifies_an_item_and_no_name_does_by_itself():
    identities = {s.name: s.identity for s in load_schema(Debate).sections}

    assert identities == {"sides": "actor", "unmarked": None, "text": None}


def test_the_schema_marks_what_is_a_position_and_no_name_is_one_by_itself():
    positions = {s.name: s.positions for s in load_schema(Debate).sections}

    assert positions == {"sides": ("view",), "unmarked": (), "text": ()}


def test_a_class_and_its_file_and_its_module_are_the_same_schema(file, monkeypatch):
    monkeypatch.syspath_prepend(file.parent)
    by_file = load_schema(f"{file}:Weather")
    by_module = load_schema("weather:Weather")
    by_class = load_schema(sys.modules["weather"].Weather)

    assert by_file.digest == by_module.digest == by_class.digest
    assert [s.question for s in by_file.sections] == [s.question for s in by_class.sections]


def test_a_file_may_be_loaded_twice(file):
    assert load_schema(f"{file}:Weather").digest == load_schema(f"{file}:Weather").digest


def test_another_question_is_another_digest(file):
    before = load_schema(f"{file}:Weather").digest
    file.write_text(FILE.replace("The storms", "All storms"))

    assert load_schema(f"{file}:Weather").digest != before


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_schema_has_a_title_and_questions(name):
    schema = load_schema(name)

    assert schema.title
    assert all(s.question.endswith("?") for s in schema.sections), [s.question for s in schema.sections]
    assert all(f.description for s in schema.sections if s.item for f in s.item.model_fields.values())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "x" * (VALUE_LENGTH + 1)),
        ("note", "x" * (VALUE_LENGTH + 1)),
        ("kind", "c"),
        ("count", 10),
        ("count", -1),
        ("tags", ["a", "b", "c"]),
    ],
)
def test_the_model_is_held_to_the_limits_of_the_fields(field, value):
    fits = {"name": "n", "kind": "a", "note": None, "both": None, "count": 9, "sure": True, "tags": []}
    said = shape("Said", said_values(load_schema(Everything).sections[0]))

    assert said.model_validate(fits).model_dump() == fits
    with pytest.raises(ValidationError):
        said.model_validate(fits | {field: value})


def test_the_model_is_asked_for_every_field_also_for_those_with_a_default():
    said = shape("Said", said_values(load_schema(Everything).sections[0]))

    assert sorted(said.model_json_schema()["required"]) == sorted(Item.model_fields)


def test_a_section_of_text_has_no_values():
    text = load_schema(Everything).sections[4]

    assert said_values(text) == {}


class Empty(BaseModel):
    pass


class Number(BaseModel):
    count: int


class Mixed(BaseModel):
    either: Item | Empty


class Twofold(BaseModel):
    class Ship(BaseModel):
        name: str = Field(json_schema_extra={"identifies": True})
        port: str = Field(json_schema_extra={"identifies": True})

    ships: list[Ship]


class Unwritable(BaseModel):
    class Odd(BaseModel):
        call: Callable[[], int]

    odd: Odd


@pytest.mark.parametrize(
    ("cls", "why"),
    [
        (int, "must be a class derived from pydantic.BaseModel"),
        (Empty, "it has no fields"),
        (Number, "section 'count': a section is a Pydantic class, str, or a list of one of them"),
        (Mixed, "section 'either'"),
        (Twofold, "section 'ships': name and port are marked as what identifies an item"),
        (Unwritable, "is no schema"),
    ],
)
def test_a_class_that_is_no_schema_says_why_in_one_line(cls, why):
    with pytest.raises(SchemaError, match=why) as refused:
        load_schema(cls)

    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "spec", ["", ":", "x:", ":X", "no such", "nope.py:X", "os:path", "os:Nope", "a.b.c:D", "x.py", "C:\\x.py"]
)
def test_a_spec_that_names_nothing_is_one_line(spec):
    with pytest.raises(SchemaError) as refused:
        load_schema(spec)

    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "code", ["1 / 0", "class :", "import no_such_module", "raise SystemExit(3)", "raise ValueError('two\\nlines')"]
)
def test_a_users_file_that_fails_is_named_in_one_line(tmp_path, code):
    path = tmp_path / "mine.py"
    path.write_text(code)

    with pytest.raises(SchemaError, match=r"cannot import '.*mine\.py'") as refused:
        load_schema(f"{path}:X")

    assert "\n" not in str(refused.value)


def test_a_users_module_that_fails_is_named_in_one_line(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "failing_module.py").write_text("1 / 0")

    with pytest.raises(SchemaError, match="cannot import 'failing_module': ZeroDivisionError"):
        load_schema("failing_module:X")


def test_the_wire_class_takes_no_further_fields():
    said = shape("Said", {"a": (int, ...)})

    with pytest.raises(ValidationError):
        TypeAdapter(said).validate_python({"a": 1, "b": 2})


def test_a_list_in_an_item_is_bounded_for_the_model():
    class Row(BaseModel):
        places: list[str] = Field(description="where")

    class Report(BaseModel):
        rows: list[Row] = Field(description="What?")

    bounded = shape("Row", said_values(load_schema(Report).sections[0]))

    with pytest.raises(ValidationError):
        bounded.model_validate({"places": ["here"] * 50})
    with pytest.raises(ValidationError):
        bounded.model_validate({"places": ["x" * 5000]})
