import pytest

from summarize.errors import EngineError
from summarize.extracting.lists import MOST, is_empty, values_of
from summarize.reading.sentences import sentences
from summarize.source import Source
from summarize.testing import Scripted

TEXT = "Rebels attacked the power station. They used a car bomb. Officer Ann Dee was hurt by the car bomb."
FIELDS = {"weapons": "what was used", "victims": "who was hurt"}


def source(text=TEXT):
    return Source(id="1", location="1.txt", sha256="0", text=text, sentences=sentences(text))


def said(weapons=("nothing",), victims=("nobody",)):
    return {"weapons": list(weapons), "victims": list(victims)}


def believing(reply):
    """A model that names these, and then says of each that it belongs."""
    return Scripted(lambda _, shape: "yes" if isinstance(shape, tuple) else reply, way="weighs")


def quotes(found):
    return {name: [c.quote for c in of] for name, of in found.fields.items()}


def test_values_are_the_texts_own_words_at_their_place():
    one = source()

    found = values_of(one, "What happened?", FIELDS, believing(said(["Car bomb"], ["Ann Dee"])))

    assert quotes(found) == {"weapons": ["car bomb"], "victims": ["Ann Dee"]}
    assert found.fields["weapons"][0].start == TEXT.index("car bomb")
    assert found.usage.calls == 5


def test_a_value_that_is_not_in_the_text_does_not_come_out():
    assert quotes(values_of(source(), "?", FIELDS, believing(said(["grenade"], ["Bob Dee"])))) == {
        "weapons": [],
        "victims": [],
    }


def test_a_value_is_cited_where_it_stands_first():
    found = values_of(source(), "?", FIELDS, believing(said(["car bomb"])))

    assert found.fields["weapons"][0].start == TEXT.index("car bomb")


def test_a_value_said_twice_comes_out_once():
    assert quotes(values_of(source(), "?", FIELDS, believing(said(["car bomb", "CAR BOMB"]))))["weapons"] == ["car bomb"]


def test_a_model_that_weighs_is_asked_whether_each_value_belongs():
    engine = Scripted([said(["car bomb", "power station"], ["Ann Dee"]), 0.9, 0.9, 0.6, 0.3, 0.6, 0.9], way="weighs")

    found = values_of(source(), "What happened?", FIELDS, engine)

    assert quotes(found) == {"weapons": ["car bomb"], "victims": ["Ann Dee"]}
    assert found.usage.calls == 7
    assert [p.name for p in engine.prompts] == ["values", *["belongs", "values"] * 3]


def test_a_value_that_a_second_yes_could_not_save_is_not_asked_about_again():
    engine = Scripted([said(["power station"], ["they"]), 0.2], way="weighs")

    assert quotes(values_of(source(), "What happened?", FIELDS, engine))["weapons"] == []
    assert [p.name for p in engine.prompts] == ["values", "belongs"]


def test_a_value_is_shown_once_with_the_whole_text_and_once_with_its_sentence_and_the_one_before():
    engine = Scripted([said(["car bomb"], ["they"]), 0.9, 0.9], way="weighs")

    values_of(source(), "What happened?", FIELDS, engine)

    named, near, whole = engine.prompts
    assert 'Is "car bomb" one of the weapons (what was used)?' in whole.user
    assert (named.system, named.user.split("\n\n")[0]) == (whole.system, whole.user.split("\n\n")[0])
    assert "Text: Rebels attacked the power station. They used a car bomb.\nField: weapons (what was used)" in near.user


def test_a_long_article_is_asked_window_by_window():
    one = source((TEXT + "\n\n") * 400)
    engine = believing(said(["car bomb"]))

    found = values_of(one, "?", FIELDS, engine)

    assert [p.name for p in engine.prompts].count("values") > 2
    assert [c.start for c in found.fields["weapons"]] == [TEXT.index("car bomb")]


def test_a_reply_with_too_many_values_is_refused():
    with pytest.raises(EngineError):
        values_of(source(), "?", FIELDS, believing(said(["car bomb"] * (MOST + 1))))


@pytest.mark.parametrize("value", ["they", "The people", "unknown", "not stated", "", "“he”"])
def test_a_value_that_names_nobody_is_empty(value):
    assert is_empty(value)


@pytest.mark.parametrize("value", ["guerrillas", "the bomb", "US", "the WHO", "3", "armed people", "Ян"])
def test_a_value_that_names_something_is_not(value):
    assert not is_empty(value)
