"""A schema's file is somebody's code: whatever it does when it is read, the end is one line, or a schema that works."""

import pytest
from pydantic import BaseModel, Field, model_validator
from typer.testing import CliRunner

import summarize
from summarize.cli import app
from summarize.errors import SchemaError
from summarize.schema.load import load_schema
from summarize.testing import Scripted, assert_cited
from tests.conftest import first_sentence, obliged

HEAD = """
from __future__ import annotations
from enum import Enum
from typing import Any, Literal, TypeVar
from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator
"""
EARLY = HEAD.replace("from __future__ import annotations\n", "")  # names are looked up at once

REFUSED = {
    "no Python": ("class A(:", "SyntaxError"),
    "not UTF-8": ("x = '\udcff'", "SyntaxError"),
    "NUL": ("class A:\n\0", "SyntaxError"),
    "a module that is not there": ("import nowhere_at_all", "No module named"),
    "an error that ends programs": ("raise GeneratorExit", "GeneratorExit"),
    "an exit": ("raise SystemExit(0)", "SystemExit"),
    "an error of its own kind": ("class X(BaseException): ...\nraise X('lost')", "X: lost"),
    "an error that cannot be printed": ("class X(Exception):\n  def __str__(self): return 1 / 0\nraise X", ": X\n"),
    "endless calls": ("def f(): f()\nf()", "RecursionError"),
    "no class": ("", "no class 'A'"),
    "a module that answers for itself": ("def __getattr__(name): raise ValueError('mine')", "ValueError: mine"),
    "a name that is nowhere": (HEAD + "class A(BaseModel):\n  x: list[Nowhere]", "'Nowhere' is not defined"),
    "a name inside an item": (
        HEAD + "class A(BaseModel):\n  x: list[B]\nclass B(BaseModel):\n  y: Nowhere",
        "'Nowhere' is not defined",
    ),
    "itself": (HEAD + "class A(BaseModel):\n  x: A", "without end"),
    "each other": (HEAD + "class A(BaseModel):\n  b: B\nclass B(BaseModel):\n  a: A", "without end"),
    "no type": (EARLY + "class A(BaseModel):\n  x: '1 +'", "SyntaxError"),
    "too many levels": (
        EARLY + "M = str\nfor n in range(400): M = create_model(f'M{n}', x=(M, ...))\nA = M",
        "RecursionError",
    ),
    "a name with a dot": (EARLY + "A = create_model('A', **{'a.b': (str, ...)})", "letters, digits and _"),
    "a name with an escape": (EARLY + "A = create_model('A', **{'\\x1b[31m\\n': (str, ...)})", "letters, digits and _"),
    "no name": (EARLY + "A = create_model('A', **{'': (str, ...)})", "letters, digits and _"),
    "a name inside with brackets": (
        EARLY + "B = create_model('B', **{'c[0]': (int, ...)})\nA = create_model('A', b=(B, ...))",
        "letters, digits and _",
    ),
    "choices that are no values": (HEAD + "class E(Enum):\n  a = object()\nclass A(BaseModel):\n  e: E", "serialize"),
    "no choices": (HEAD + "class E(Enum): ...\nclass A(BaseModel):\n  e: E", "has no choices"),
    "half a character": (HEAD + "class A(BaseModel):\n  e: int = Field(description='\\ud800')", "surrogates not allowed"),
    "half a character in the topic": (HEAD + "class A(BaseModel):\n  '''\\ud800'''\n  e: int", "surrogates not allowed"),
    "extras that raise": (
        HEAD + "class A(BaseModel):\n  e: int = Field(json_schema_extra=lambda _: 1 / 0)",
        "ZeroDivisionError",
    ),
    "extras that are no JSON": (HEAD + "class A(BaseModel):\n  e: int = Field(json_schema_extra={'x': object()})", "serialize"),
    "a JSON schema that raises": (
        HEAD + "class A(BaseModel):\n  e: int\n  @classmethod\n  def model_json_schema(cls): raise KeyError('mine')",
        "KeyError: 'mine'",
    ),
}
WORKS = {
    "items named before they are there": HEAD
    + "class A(BaseModel):\n  b: list[B]\nclass B(BaseModel):\n  name: str\n  c: C | None = None\n"
    "class C(BaseModel):\n  n: int",
    "itself in a list": HEAD + "class A(BaseModel):\n  name: str\n  a: list[A] = []",
    "a thousand fields": HEAD + "class A(BaseModel):\n" + "".join(f"  f{n}: int\n" for n in range(1000)),
    "other alphabets and words of Python": EARLY
    + "A = create_model('A', größe=(str, ...), 名前=(int, ...), **{'class': (str, ...)})",
    "a default that raises": HEAD + "class A(BaseModel):\n  x: int = Field(default_factory=lambda: 1 / 0)",
    "lists of lists": HEAD + "class A(BaseModel):\n  x: list[list[str]]",
    "a long docstring": HEAD + f"class A(BaseModel):\n  '''Topic.\n\n{'x ' * 100_000}'''\n  x: int",
}


@pytest.fixture
def shown(tmp_path, monkeypatch):
    """What the command says of the class A in a file with some code."""
    monkeypatch.chdir(tmp_path)

    def show(code):
        (tmp_path / "own.py").write_text(code, "utf-8", "surrogateescape")
        return CliRunner().invoke(app, ["schema", "show", "own.py:A"])

    return show


@pytest.mark.parametrize(("code", "why"), REFUSED.values(), ids=REFUSED)
def test_code_that_is_no_schema_ends_in_one_line(shown, code, why):
    done = shown(code)

    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert why in done.stderr


@pytest.mark.parametrize("code", WORKS.values(), ids=WORKS)
def test_odd_code_may_be_a_schema_all_the_same(shown, code):
    done = shown(code)

    assert (done.exit_code, done.stderr) == (0, "")
    assert "several articles" in done.stdout


class UnprintableError(Exception):
    def __str__(self):
        raise ValueError


@pytest.mark.parametrize(
    "error", [SystemExit(0), KeyError("mine"), UnprintableError(), RecursionError()], ids=lambda e: type(e).__name__
)
def test_whatever_a_check_of_the_class_raises_the_briefing_is_made(tmp_path, error):
    class Pier(BaseModel):
        cost: int | None = Field(default=None, description="What does it cost?")
        plans: list[str] = Field(description="What is planned?")

        @model_validator(mode="after")
        def _never(self):
            raise error

    def answer(prompt, shape):
        return 1.0 if isinstance(shape, tuple) else obliged(shape.model_json_schema(), first_sentence(prompt.user))

    (tmp_path / "a.txt").write_text("The pier costs 3 million. It closes in May.")

    made = summarize.brief([tmp_path / "a.txt"], schema=Pier, engine=Scripted(answer))

    assert_cited(made)
    assert made.sections["plans"].findings
    assert type(error).__name__ in " ".join(made.missing.values())


def test_a_class_of_a_program_that_names_what_is_nowhere_is_refused():
    class Pier(BaseModel):
        plans: list["Nowhere"]  # noqa: F821

    with pytest.raises(SchemaError, match="'Nowhere' is not defined"):
        load_schema(Pier)
