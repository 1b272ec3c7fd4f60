"""Articles in other languages than English: what is known of them, what is said, and which model reads them."""

import pytest
from pydantic import BaseModel, Field

import summarize
from summarize.errors import SummarizeError
from summarize.language import english
from summarize.render.outline import warnings
from summarize.testing import Scripted

ENGLISH = [
    "The council shut the pier on Monday, and the traders of the harbour protested in front of the town hall.",
    "Ana Lund, João Pereira and Søren Holm left the club because it owed them their wages.",
    "Prices rose.",  # a few words may be anything
    "PORTO 12-3 LISBON",
    "",
]
OTHERS = [
    "Der Rat hat den Pier am Montag geschlossen, und die Händler protestierten vor dem Rathaus.",
    "Le conseil a fermé la jetée lundi, et les marchands ont protesté devant la mairie de la ville.",
    "El consejo cerró el muelle el lunes y los comerciantes protestaron frente al ayuntamiento.",
    "De raad sloot de pier op maandag en de handelaren protesteerden voor het oude stadhuis.",
    "Рада закрила пірс у понеділок, і торговці протестували перед старою ратушею міста.",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_known_by_its_words(text):
    assert english.english(text)


@pytest.mark.parametrize("text", OTHERS)
def test_another_language_is_none(text):
    assert not english.english(text)


class Pier(BaseModel):
    """The pier."""

    plans: list[str] = Field(description="What is planned for the pier?")


def test_a_briefing_says_once_which_sources_are_not_english(tmp_path):
    for n, text in enumerate([ENGLISH[0], *OTHERS[:2]], 1):
        (tmp_path / f"00{n}.txt").write_text(text)
    silent = Scripted(lambda _, shape: 0.0 if isinstance(shape, tuple) else {"rows": []}, way="weighs")

    made = summarize.brief([tmp_path], schema=Pier, engine=silent)

    assert [source.language for source in made.sources] == [None, "und", "und"]
    assert [told for told in warnings(made) if told[0] == "Not English"] == [
        ("Not English", "002 and 003: of these only numbers, names and quotations are checked")
    ]


def test_a_model_that_is_not_there_is_told_by_its_name(monkeypatch):
    monkeypatch.setenv("SUMMARIZE_SPACY", "no_such_model")
    with pytest.raises(SummarizeError, match="no_such_model"):
        english._model.__wrapped__()
