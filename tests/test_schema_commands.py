"""`summarize schema`: a schema to begin with, and any schema in plain words."""

import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import summarize
from summarize.cli import app
from summarize.extracting.weighing import not_asked
from summarize.models import Citation, Finding, Leaf
from summarize.schema import starter
from summarize.schema.load import load_schema, shipped
from summarize.schema.parts import unwrapped
from summarize.schema.rules import RULES, rule, rule_of_leaf
from summarize.schema.spoken import WIDTH, spoken
from summarize.testing import Scripted
from summarize.writing.value import of_all
from tests.filling import fill, verdicts

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words):
    return CliRunner().invoke(app, ["schema", *words])


def parts(schema):
    for asked in schema.sections:
        yield from asked.parts.texts
        for item in asked.parts.items:
            yield from item.texts
            yield from (item,) if item.path else ()


def leaves(schema):
    return [(leaf, item) for asked in schema.sections for item in asked.parts.items for leaf in item.leaves]


def rules(schema):
    return {rule(part) for part in parts(schema)} | {rule_of_leaf(*pair) for pair in leaves(schema)}


def test_a_new_schema_is_a_file_that_works(folder):
    done = run("new", "factory_closure")

    schema = load_schema("factory_closure.py:FactoryClosure")
    assert done.exit_code == 0, done.output
    assert schema.title == "Factory closure"
    assert "factory_closure.py:FactoryClosure" in done.stderr


def test_what_it_says_to_do_next_works(folder):
    command = re.search(r"`summarize schema (.+)`", run("new", "flood").stderr)[1]

    shown = run(*command.split())

    assert shown.exit_code == 0, shown.output
    assert shown.stdout.startswith("Flood: Flood\n")


def test_nothing_of_the_name_of_the_example_is_left(folder):
    run("new", "flood")

    assert "starter" not in Path("flood.py").read_text("utf-8").lower()


def test_a_new_schema_is_answered_by_a_model(folder):
    run("new", "flood")
    Path("a.txt").write_text("Ada Verlund opposes the closing of the pier. It costs 3 million euros.", encoding="utf-8")

    def first_of_all(prompt, shape):
        if isinstance(shape, tuple):
            return 1.0
        asked = shape.model_json_schema()
        return verdicts(asked) if prompt.name == "judge_claims" else fill(asked, sentences=2)

    made = summarize.brief(["a.txt"], schema="flood.py:Flood", engine=Scripted(first_of_all))

    assert made.value.authorities.stance == "in favour"
    assert made.value.participants[0].name == "Ada Verlund"


def test_a_new_schema_shows_every_kind_of_field_and_says_something_at_each(folder):
    run("new", "flood")
    text = Path("flood.py").read_text("utf-8")
    kinds = {unwrapped(field.annotation)[0] for field in starter.Starter.model_fields.values()}

    assert {str, int, bool, date, starter.Participant, starter.Authorities} <= kinds
    assert {"position", "copied", "identifies", "merge"} <= set(re.findall(r'"(\w+)": (?:True|"newest")', text))
    assert len(re.findall(r"^ *# ", text, re.MULTILINE)) >= len(starter.Starter.model_fields)


def test_a_file_that_is_there_stays_as_it_is(folder):
    Path("flood.py").write_text("mine", encoding="utf-8")

    done = run("new", "flood")

    assert done.exit_code == 1
    assert "'flood.py': it is there already" in done.stderr
    assert Path("flood.py").read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["", "2026", "a-b", "a/b", "../up", "class", "a.py", "é", "participant"])
def test_what_can_name_no_schema_is_refused_in_one_line(folder, name):
    done = run("new", name)

    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", shipped())
def test_every_schema_is_told_with_all_that_it_asks(name):
    text = run("show", name).stdout
    schema = load_schema(name)
    said = " ".join(text.split())

    assert all(f"{asked.name} ({asked.title})" in text for asked in schema.sections)
    assert all(asked.question in said for asked in schema.sections)
    assert all(leaf.meaning in said for leaf, _ in leaves(schema))
    assert all(each.over in said for each in rules(schema))
    assert max(map(len, text.splitlines())) <= WIDTH


def test_a_closed_choice_is_told_with_its_values_and_who_leaves_it_empty():
    text = spoken(load_schema("multinational_force"), not_asked(load_schema("multinational_force")))

    stance = text.partition("us_stance (US stance)")[2].partition("statements:")[0]
    said = " ".join(stance.split())
    assert "one of “supports”, “supports with conditions”, “undecided”, “opposes”" in said
    assert "two of one actor at two times are told as a change" in said
    assert "the small one on your machine, leaves it empty" in said


def test_limits_and_marks_are_told(folder):
    Path("storm.py").write_text(
        "from pydantic import BaseModel, Field\n"
        "class Storm(BaseModel):\n"
        "    wind: int = Field(ge=0, le=500)\n"
        "    names: list[str] = Field(max_length=3, json_schema_extra={'copied': True})\n",
        encoding="utf-8",
    )

    said = " ".join(run("show", "storm.py:Storm").stdout.split())

    assert "may be answered: a whole number, at least 0, at most 500" in said
    assert "any number of values, each a few words, copied word for word from the cited sentence, at most 3 of them" in said


def test_a_schema_that_is_none_is_one_line():
    done = run("show", "nothing")

    assert done.exit_code == 2
    assert "no schema 'nothing': there are incident" in done.stderr


def test_the_schemas_are_listed_in_the_group_and_outside_it():
    listed = run("list")

    assert listed.exit_code == 0
    assert "multinational_force: Multinational force for Ukraine" in listed.stdout
    assert CliRunner().invoke(app, ["schemas"]).stdout == listed.stdout


def test_the_page_on_schemas_has_the_table_of_the_rules():
    page = (DOCS / "schemas.md").read_text("utf-8")
    table = page.partition("| field | what is asked |")[2].partition("\n\n")[0]

    assert table.splitlines()[2:] == [f"| {one.field} | {one.asked} | {one.over} |" for one in RULES]


def test_the_starter_follows_every_rule_but_those_of_rare_kinds():
    rare = {one.field for one in RULES} - {one.field for one in rules(load_schema(f"{starter.__file__}:Starter"))}

    assert rare == {"a list of models of which no field names a thing"}


def found(n, values, *, origins, day, places, superseded_by=None):
    leaf = {name: (Leaf(value=value, citations=(0,), sources=origins, origins=origins),) for name, value in values.items()}
    return Finding(
        id=f"f-{n}",
        statement=f"Statement {n}.",
        places=places,
        values=leaf,
        citations=(Citation(source="a", start=0, end=5, quote="words"),),
        sources=origins,
        origins=origins,
        verdict="supported",
        as_of=day,
        superseded_by=superseded_by,
    )


@pytest.mark.parametrize(
    ("field", "values", "expected"),
    [
        ("people_affected", (5, 7), 5),  # what most independent reports say
        ("ends", ("2026-05-01", "2026-06-01"), "2026-06-01"),  # the newest
        ("places", (["Oldmere"], ["Norland", "Oldmere"]), ["Oldmere", "Norland"]),  # all, each once
    ],
)
def test_the_rules_say_what_the_merging_does(field, values, expected):
    schema = load_schema(f"{starter.__file__}:Starter")
    findings = [
        found(1, {field: values[0]}, origins=("a", "b"), day=date(2026, 4, 1), places=(field,)),
        found(2, {field: values[1]}, origins=("c",), day=date(2026, 4, 2), places=(field,)),
    ]

    placed = [one.value for one in of_all(schema, {field: findings})]

    assert placed == (expected if isinstance(expected, list) else [expected])
