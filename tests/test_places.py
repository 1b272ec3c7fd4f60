import re
from itertools import chain

import pytest

from summarize.checking.guards import objections
from summarize.language.lexicon import items, rows
from summarize.language.names import identities
from summarize.language.places import entity, of_adjective, of_capital

CONTINENTS = ("europe", "europe asia", "asia", "africa", "america", "oceania")
STATES = [row for section in CONTINENTS for row in rows(f"places.{section}")]
BODIES = rows("places.bodies")


def column(table, number):
    return [(row[0], name) for row in table for name in items((*row, *[""] * 6)[number])]


def test_every_state_has_a_key_of_two_letters_that_is_its_own():
    keys = [row[0] for row in STATES]

    assert all(re.fullmatch("[A-Z]{2}", key) for key in keys)
    assert len(set(keys)) == len(keys) > 190


def test_every_row_has_a_name_and_no_more_cells_than_the_file_says():
    assert all(2 <= len(row) <= 6 and items(row[1]) for row in (*STATES, *BODIES))


def test_every_name_calls_the_one_state_or_body_of_its_row():
    usual = {row[0]: items(row[1])[0] for row in (*STATES, *BODIES)}

    assert all(entity(name) == usual[key] for key, name in column((*STATES, *BODIES), 1))


def test_an_adjective_tells_a_state_unless_two_share_it():
    owners = {}
    for key, adjective in column(STATES, 2):
        owners.setdefault(adjective, set()).add(key)

    shared = {adjective for adjective, keys in owners.items() if len(keys) > 1}
    assert shared == {"Dominican"}
    assert all((of_adjective(adjective) is None) == (adjective in shared) for adjective in owners)


def test_a_capital_that_two_share_tells_none():
    assert of_capital("Oslo") == "Norway"
    assert of_capital("Brussels") is None


def test_no_seat_of_government_is_also_a_name_or_a_capital():
    seats = {name for _, name in column(STATES, 5)}
    others = {name for _, name in chain(column(STATES, 1), column(STATES, 2), column(STATES, 4))}

    assert seats.isdisjoint(others)


@pytest.mark.parametrize(
    ("called", "state"),
    [
        *((name, "United States") for name in ("U.S.", "U.S", "the US", "U.S.A", "USA", "White House", "the Pentagon")),
        *((name, "United Kingdom") for name in ("U.K.", "U.K", "UK", "Downing Street", "Whitehall")),
        *((name, "United Nations") for name in ("U.N", "U.N.", "UN")),
        *((name, "Russia") for name in ("Kremlin", "the Kremlin", "Russian Federation")),
        ("U.A.E", "United Arab Emirates"),
    ],
)
def test_a_seat_and_an_abbreviation_stand_for_the_state_with_or_without_dots(called, state):
    assert identities(["Nothing is told."]).canonical(called) == state


@pytest.mark.parametrize(
    ("text", "capital", "state"),
    [
        ("Moscow said it would not come.", "Moscow", "Russia"),
        ("Talks failed, and Ottawa has denied it.", "Ottawa", "Canada"),
        ("The plan, Tokyo says, is ready.", "Tokyo", "Japan"),
    ],
)
def test_a_capital_stands_for_its_government_where_the_texts_let_it_speak(text, capital, state):
    assert identities([text]).canonical(capital) == state


@pytest.mark.parametrize(
    "text",
    [
        "A fire broke out in Moscow on Monday.",
        "The mayor of Moscow said it was out.",
        "People in Moscow said it was loud.",
        "Radio Moscow said it was out.",
    ],
)
def test_a_capital_that_is_only_a_place_is_not_its_state(text):
    assert identities([text]).canonical("Moscow") == "Moscow"


@pytest.mark.parametrize("spelled", ["U.S", "U.S.", "US", "United States"])
def test_the_guards_read_an_abbreviation_with_or_without_its_last_dot(spelled):
    cited = [f"The harbour belongs to the {spelled}, and the pier to Canada."]

    assert not objections("The harbour belongs to the United States.", cited)


def test_in_a_capital_is_not_said_by_its_state():
    assert objections("The fire broke out in Paris.", ["The fire broke out in the north of France."])


def test_a_body_with_a_number_in_its_name_is_one_name():
    assert not objections("The Group of Seven met.", ["The G7 met."])
    assert "names" in {o.kind for o in objections("The G20 met.", ["The G7 met."])}
