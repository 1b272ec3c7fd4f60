import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from summarize.extracting.verbatim import copied, grounded
from summarize.reading.sentences import sentences
from summarize.schema.load import load_schema
from summarize.schemas.incident import Copied, IncidentReport
from summarize.source import Sentence, Source


def source(text):
    return Source(id="1", location="1.txt", sha256="0", text=text, sentences=sentences(text))


def quote(said, text):
    one = source(text)
    citation = copied(said, one, one.sentences)
    return citation and citation.quote


@pytest.mark.parametrize(
    ("said", "text", "wanted"),
    [
        ("a car bomb", "They used a car bomb.", "a car bomb"),
        ("Car Bomb", "They used a car  bomb.", "car  bomb"),
        ("santo tomas farm", 'It was the "Santo Tomas" farm.', '"Santo Tomas" farm'),
        ("farm santo tomas", "It was the farm “Santo Tomas”.", "farm “Santo Tomas”"),
        ("the santo tomas farm", 'Attacked was the "Santo Tomas" farm.', 'the "Santo Tomas" farm'),
        ('"Los Zetas"', "It was “Los Zetas”.", "Los Zetas"),
        ("president's home", "They hit the president’s home.", "president’s home"),
        ("M-16", "An M–16 was found.", "M–16"),
        ("bomb.", "It was a bomb, they say.", "bomb"),
        ("National Harbour Board (NHB)", "The National Harbour Board (NHB) met.", "National Harbour Board"),
        ("(NHB)", "The National Harbour Board (NHB) met.", "NHB"),
        ("Київ", "Удар по КИЇВ.", "КИЇВ"),
        ("东京", "警察在东京逮捕了他。", "东京"),
        (unicodedata.normalize("NFC", "Zoë"), unicodedata.normalize("NFD", "Zoë left."), unicodedata.normalize("NFD", "Zoë")),
        (unicodedata.normalize("NFD", "Zoë"), "Zoë left.", "Zoë"),
        ("ferry company", "The ferry com\u00adpany left.", "ferry com\u00adpany"),
        ("Ana Lindqvist", "So Ana Lind-\nqvist left.", "Ana Lind-\nqvist"),
        ("AT&T", "It was sold to AT&amp;T.", "AT&amp;T"),
        ("the office", "The oﬃce is shut.", "The oﬃce"),
        ("12,500", "The port took 12\u202f500 boats.", "12\u202f500"),
    ],
)
def test_what_comes_out_is_as_the_text_has_it(said, text, wanted):
    assert quote(said, text) == wanted


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("gun", "It has begun."),
        ("rifle", "They had rifles."),
        ("Zoe", unicodedata.normalize("NFD", "Zoë left.")),
        ("an explosive device", "They used a bomb."),
        ("", "They left."),
        (' ." ', "They left."),
        ("bomb. Car", "It was a bomb. Cars burned."),
        ("12", "The port took 12\u200b00 boats."),
        ("com", "The ferry com\u00adpany left."),
    ],
)
def test_what_is_not_in_the_text_as_whole_words_does_not_come_out(said, text):
    assert quote(said, text) is None


def test_only_the_named_sentences_are_looked_at():
    one = source("A bomb fell. Nobody saw the bomb.")

    citation = copied("bomb", one, one.sentences[1:])

    assert (citation.start, citation.end) == (28, 32)
    assert copied("Nobody", one, one.sentences[:1]) is None


def test_an_exact_place_goes_before_an_inexact_one():
    one = source("TAKE shelter was the word. Then take shelter again.")

    assert copied("take shelter", one, one.sentences).start == 32


@given(st.text(max_size=20), st.text(min_size=1, max_size=60))
def test_nothing_comes_out_that_is_not_in_its_sentence(said, text):
    one = Source(id="1", location="1", sha256="0", text=text, sentences=(Sentence(start=0, end=len(text), text=text),))

    citation = copied(said, one, one.sentences)

    assert citation is None or text[citation.start : citation.end] == citation.quote


@given(st.lists(st.sampled_from(["bomb", "CAR", "Zoë", "м'яч", "3,000", "the"]), min_size=1, max_size=8), st.data())
def test_every_run_of_words_of_a_sentence_is_found(words, data):
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))

    text = " ".join(words)

    assert quote(" ".join(words[start:end]), text) is not None


def copied_leaves(cls):
    return tuple(leaf.path for leaf in load_schema(cls).sections[0].item.leaves if leaf.copied)


def test_a_schema_marks_its_copied_fields():
    assert copied_leaves(IncidentReport) == (
        "perpetrators_persons", "perpetrators_organisations", "targets", "victims", "weapons",
    )  # fmt: skip


def test_the_mark_is_seen_on_one_value_a_list_and_a_value_that_may_be_missing():
    class Row(BaseModel):
        one: Copied
        many: list[Copied]
        maybe: Copied | None = None
        field: str = Field(json_schema_extra={"copied": True})
        free: str
        count: int

    class Rows(BaseModel):
        rows: list[Row]

    assert copied_leaves(Rows) == ("one", "many", "maybe", "field")


def test_an_items_marked_values_become_the_texts_own_and_the_rest_stays():
    class Row(BaseModel):
        weapons: list[Copied]
        place: Copied | None = None
        town: Copied | None = None
        summary: str

    class Rows(BaseModel):
        rows: list[Row]

    one = source("They used a Car Bomb in Norburg. A gun was found.")
    said = {"weapons": ["car bomb", "gun", "CAR BOMB"], "place": "norburg", "town": "Sudburg", "summary": "not in the text"}

    values = grounded(said, load_schema(Rows).sections[0].item, one, one.sentences[:1])

    assert values == {"weapons": ["Car Bomb"], "place": "Norburg", "summary": "not in the text"}
