"""A value from a closed set, by how much more readily a model says yes of a text than of none."""

import pytest

from summarize.errors import EngineError
from summarize.extracting.closed import NOTHING, closed, closed_each
from summarize.testing import Scripted

KINDS = ("ship", "harbour", "crew")


def leaning(**shares):
    """A model that says yes of harbours whatever it is asked, and a little more readily of what a text is."""

    def answer(prompt, _):
        choice = next(kind for kind in KINDS if f'"{kind}"' in prompt.user)
        leans = 0.6 if choice == "harbour" else 0.1
        return leans + next(
            (more for text, more in shares.items() if f"Text: {text}\n" in prompt.user and choice == "ship"), 0.0
        )

    return Scripted(answer, way="weighs")


def test_what_counts_is_how_readily_it_says_yes_against_a_text_that_says_nothing():
    value, usage = closed("what it is", KINDS, "Ada", leaning(Ada=0.2))

    assert value == "ship"
    assert usage.calls == len(KINDS) * (len(NOTHING) + 1)


def test_a_choice_that_does_not_stand_out_is_not_made():
    assert closed("what it is", KINDS, "Ada", leaning(Ada=0.02))[0] is None


def test_what_the_choices_are_worth_is_asked_once():
    values, usage = closed_each("what it is", KINDS, ["Ada", "Bo", ""], leaning(Ada=0.2, Bo=0.0))

    assert values == ["ship", None, None]
    assert usage.calls == len(KINDS) * (len(NOTHING) + 2)


@pytest.mark.parametrize(("choices", "text"), [((), "Ada"), (("ship",), "Ada"), (KINDS, " \n")])
def test_where_there_is_nothing_to_choose_nothing_is_asked(choices, text):
    engine = leaning()

    assert closed("what it is", choices, text, engine)[0] is None
    assert engine.prompts == []


def test_a_model_that_never_says_yes_chooses_nothing():
    assert closed("what it is", KINDS, "Ada", Scripted(lambda *_: 0.0, way="weighs"))[0] is None


def test_a_model_that_is_away_is_heard_of():
    with pytest.raises(EngineError):
        closed("what it is", KINDS, "Ada", Scripted([EngineError("away")], way="weighs"))
