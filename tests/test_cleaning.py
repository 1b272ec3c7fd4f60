"""Nothing that a model writes controls a terminal, reorders a line, hides in it, or cannot be written, whatever it is asked."""

import unicodedata
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from summarize import brief
from summarize.engines.cleaning import Cleaning, cleaned
from summarize.engines.prompts import prompt
from summarize.testing import Scripted
from tests.filling import fill

HOSTILE = "The pier\x1b[2J was\x9b1m sold\u202e to Nordlast on\x07 Monday\U000e0049."
NEVER = ("\x1b", "\x9b", "\x07", "\u202e", "\U000e0049")


class Side(StrEnum):
    BUYER = "buyer"


class Party(BaseModel):
    name: str
    side: Side = Side.BUYER


class Written(BaseModel):
    statement: str
    parties: list[Party] = []
    told: tuple[str, ...] = ()
    by_place: dict[str, list[str]] = {}


class Pier(BaseModel):
    """A pier and its sale."""

    sale: list[str] = Field(description="What was sold, and to whom?")


@given(st.text(st.characters(codec="utf-8")))
def test_a_text_of_a_model_has_no_control_character_and_keeps_all_else(text: str) -> None:
    said = cleaned(Written(statement=text, parties=[Party(name=text)], told=(text,), by_place={text: [text]}))

    assert {said.statement, said.parties[0].name, *said.told, *said.by_place, *said.by_place[cleaned(text)]} == {cleaned(text)}
    assert len(said.statement) == len(text)
    assert not any(unicodedata.category(c) == "Cc" for c in said.statement if c not in "\n\t")
    assert all(a == b for a, b in zip(text, said.statement, strict=True) if a.isprintable())


def test_half_a_character_is_told_as_what_it_is() -> None:
    said = Cleaning(Scripted([{"statement": "sold\ud800"}])).reply(prompt("judge", text="t", statement="s"), Written).value

    assert said.statement == "sold\ufffd"


def test_what_has_nothing_to_clean_is_itself() -> None:
    said = Written(statement="Le quai, vendu\nà 12 000 € 👩‍🚀", parties=[Party(name="می‌خواهم")])

    assert cleaned(said) is said
    assert cleaned(Party(name="\x1b")).side is Side.BUYER


def test_shares_of_words_pass_as_they_are() -> None:
    assert Cleaning(Scripted([0.25])).choose(prompt("judge", text="t", statement="s"), ("yes", "no")).probability == 0.25


@pytest.mark.parametrize("way", ["writes", "weighs"])
def test_nothing_in_a_briefing_is_what_a_model_wrote_to_control_its_reader(tmp_path: Path, way) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.txt").write_text("The pier was sold to Nordlast on Monday. Anna Lund leads the board.\n")
    engine = Scripted(
        lambda _, shape: 0.9 if isinstance(shape, tuple) else fill(shape.model_json_schema(), sentences=2, text=HOSTILE),
        way=way,
    )

    made = brief([tmp_path], schema=Pier, engine=engine).model_dump_json()

    assert "sold" in made
    assert not any(sign in made or ascii(sign).strip("'") in made for sign in NEVER)
