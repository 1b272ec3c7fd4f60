"""A schema is any Pydantic class; what is none says so in one line."""

import sys
from collections.abc import Callable
from datetime import date
from typing import Annotated, Literal, Optional

import pytest
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from summarize.errors import SchemaError
from summarize.schema.load import load_schema, shipped
from summarize.schema.parts import Item as SchemaItem
from summarize.schema.parts import Text
from summarize.schema.wire import VALUE_LENGTH, keys, limited, told, wire
from tests.schemas_of_others import FILLED, REFUSED

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

    found = {
        s.name: (type((s.parts.items or s.parts.texts)[0]), (s.parts.items or s.parts.texts)[0].many) for s in schema.sections
    }
    assert found == {
        "items": (SchemaItem, True),
        "one": (SchemaItem, False),
        "maybe": (SchemaItem, False),
        "several": (SchemaItem, True),
        "text": (Text, False),
        "texts": (Text, True),
        "noted": (Text, True),
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


def test_what_identifies_an_item_is_marked_or_its_first_words_and_no_field_does_by_its_name():
    class Step(BaseModel):
        day: date
        name: str

    class Named(BaseModel):
        name: str
        role: str

    class Free(BaseModel):
        name: str = Field(json_schema_extra={"identifies": False})

    class Course(BaseModel):
        steps: list[Step]
        people: list[Named]
        free: list[Free]
        chair: Named

    identities = {s.name: s.identity for s in (*load_schema(Debate).sections, *load_schema(Course).sections)}

    assert identities == {"sides": "actor", "unmarked": "name", "text": None} | {
        "steps": None,
        "people": "name",
        "free": None,
        "chair": None,
    }


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
    assert all(leaf.meaning != leaf.path for s in schema.sections if s.item for leaf in s.item.leaves)


def cited(value, *sentences):
    return {"sentences": list(sentences or (1,)), "value": value}


FITS = {
    "name": cited("n"),
    "kind": cited("a"),
    "note": None,
    "both": None,
    "count": cited(9),
    "sure": cited(False),
    "tags": [],
    "context": [],
    "statement": "It is n.",
}


def rows():
    """The wire class of the rows of `items`."""
    return wire(load_schema(Everything).sections[:1], 3).model_fields["at_0"].annotation.__args__[0]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", cited("x" * (VALUE_LENGTH + 1))),
        ("note", cited("x" * (VALUE_LENGTH + 1))),
        ("kind", cited("c")),
        ("count", cited(10)),
        ("count", cited(-1)),
        ("tags", [cited("a"), cited("b"), cited("c")]),
        ("name", cited("n", 4)),
        ("name", cited("n", 0)),
        ("name", {"sentences": [], "value": "n"}),
        ("statement", ""),
        ("more", 1),
    ],
)
def test_the_model_is_held_to_the_limits_of_the_fields_and_of_the_article(field, value):
    assert rows().model_validate(FITS).model_dump() == FITS
    with pytest.raises(ValidationError):
        rows().model_validate(FITS | {field: value})


def test_the_model_is_asked_for_every_field_also_for_those_with_a_default():
    required = rows().model_json_schema()["required"]

    assert sorted(required) == sorted([*Item.model_fields, "context", "statement"])


class Odd(BaseModel):
    """Fields whose names an answer has for something else."""

    class Row(BaseModel):
        statement: str
        context: int
        sentences: bool
        value: str

    rows: list[Row]
    statement: str
    value: list[str]


def test_whatever_a_field_is_called_its_value_is_told_apart_from_what_an_answer_has_beside_it():
    sections = load_schema(Odd).sections
    row = {"statement": cited("s"), "context": cited(5), "sentences": cited(True, 2), "value": cited("v")}
    text = {"sentences": [3], "context": [2], "statement": "Said.", "value": None}
    reply = {"rows": [row | {"context_": [1], "statement_": "It is so."}], "statement": text, "value": [text]}

    found = list(told(wire(sections, 3).model_validate(reply), sections))

    assert [(one.path, one.statement, one.sentences, one.context) for one in found] == [
        ("rows[0]", "It is so.", (1, 2), (1,)),
        ("statement", "Said.", (3,), (2,)),
        ("value[0]", "Said.", (3,), (2,)),
    ]
    assert found[0].values == {"statement": "s", "context": 5, "sentences": True, "value": "v"}
    assert found[0].numbers["sentences"] == (2,)


class Deep(BaseModel):
    class Address(BaseModel):
        city: str
        street: str | None = None

    class Line(BaseModel):
        what: str
        parts: list["Deep.Address"] = []

    address: Address
    lines: list[Line]
    notes: list[str]
    paid: bool


class Shop(BaseModel):
    order: Deep


def test_what_is_nested_in_an_object_that_stands_alone_is_its_leaves_its_texts_and_its_rows():
    own, lines = load_schema(Shop).sections[0].parts.items

    assert [leaf.path for leaf in own.leaves] == ["address.city", "address.street", "paid"]
    assert [text.path for text in own.texts] == ["order.notes"]
    assert (lines.path, lines.many, [leaf.path for leaf in lines.leaves]) == ("order.lines", True, ["what", "parts"])


def test_keys_of_nested_values_are_flat():
    own = load_schema(Shop).sections[0].parts.items[0]

    assert keys(own) == {"address.city": "address_city", "address.street": "address_street", "paid": "paid"}


def test_free_text_is_bounded_where_the_class_does_not_say_how_long_it_may_be():
    leaf = load_schema(Shop).sections[0].parts.items[0].leaves[0]

    assert TypeAdapter(limited(leaf)).json_schema()["maxLength"] == VALUE_LENGTH


@pytest.mark.parametrize("cls", FILLED, ids=lambda cls: cls.__name__)
def test_the_classes_that_others_write_are_schemas(cls):
    schema = load_schema(cls)

    assert [s.name for s in schema.sections] == list(cls.model_fields)
    assert wire(schema.sections, 9).model_json_schema()


@pytest.mark.parametrize(("cls", "word"), REFUSED, ids=lambda each: getattr(each, "__name__", each))
def test_what_nobody_can_be_asked_is_refused_in_one_line_when_the_schema_is_loaded(cls, word):
    with pytest.raises(SchemaError, match=word) as refused:
        load_schema(cls)

    assert "\n" not in str(refused.value)


class Empty(BaseModel):
    pass


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
        (Twofold, "'ships': name and port are marked as what identifies an item"),
        (Unwritable, "'odd.call'"),
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


def test_a_list_in_an_item_is_bounded_for_the_model():
    class Row(BaseModel):
        places: list[str] = Field(description="where")

    class Report(BaseModel):
        rows: list[Row] = Field(description="What?")

    bounded = wire(load_schema(Report).sections, 1)
    row = {"context": [], "statement": "It was here."}

    assert bounded.model_validate({"rows": [row | {"places": [cited("here")]}]})
    with pytest.raises(ValidationError):
        bounded.model_validate({"rows": [row | {"places": [cited("here")] * 50}]})
    with pytest.raises(ValidationError):
        bounded.model_validate({"rows": [row | {"places": [cited("x" * 5000)]}]})
