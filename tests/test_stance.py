import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.reconciling.conflicts.stance import LONGEST, denied, distant, passages, weighed
from summarize.reconciling.questions import stance
from summarize.testing import Scripted

CLAIM = "Giant crab spotted in the harbour of Rovik"


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        (CLAIM, "The picture of the crab is a hoax, a biologist said.", True),
        (CLAIM, "The crab was seen on Sunday.", False),
        ("Giant crab was a hoax", "The picture of the crab is a hoax.", False),
        ("Giant crab was a hoax", "The crab was seen on Sunday.", True),
        ("No, there is no giant crab", "The picture is a fake.", False),
    ],
)
def test_a_text_denies_a_claim_if_one_of_both_calls_something_untrue(claim, text, expected):
    assert denied(claim, text) is expected


def test_a_text_that_only_passes_it_on_is_distant():
    assert distant("The crab was reportedly seen, according to a website.") > distant("The crab was seen on Sunday.") == 0.0


def test_the_passages_are_what_is_near_and_what_calls_something_untrue_in_text_order():
    text = [
        "Ships came.",
        "A giant crab was seen.",
        "Harbour and crab drew crowds.",
        "Rain fell.",
        "It was staged, police said.",
    ]

    assert passages(CLAIM, text) == tuple(text[n] for n in (0, 1, 2, 4))


def test_a_long_sentence_is_cut():
    assert [len(p) for p in passages(CLAIM, ["crab " * 200])] == [LONGEST]


@given(st.lists(st.text(max_size=40), max_size=12))
def test_passages_of_any_text_are_some_of_its_sentences_each_once(sentences):
    assert len(passages(CLAIM, sentences)) <= len(sentences)


@given(st.text(max_size=60), st.text(max_size=60), st.tuples(*[st.floats(0, 1)] * 3))
def test_the_three_stances_together_are_certain(claim, text, shares):
    assert sum(weighed(claim, text, shares)) == pytest.approx(1.0)


def test_a_model_that_finds_a_denial_makes_disagreement_likelier():
    sure, unsure = (weighed(CLAIM, "The crab is a whale.", shares) for shares in ((0.05, 0.9, 0.05), (0.9, 0.05, 0.05)))

    assert sure.disagree > unsure.disagree
    assert sure.agree < unsure.agree


def test_the_model_is_shown_the_claim_and_the_passages():
    engine = Scripted(["denies"], way="weighs")

    found, usage = stance(CLAIM, ["Ships came.", "The giant crab of Rovik was seen."], engine)

    assert "Claim: Giant crab spotted" in engine.prompts[0].user
    assert "Passages: Ships came. The giant crab of Rovik was seen." in engine.prompts[0].user
    assert (usage.calls, max(found) == found.disagree) == (1, True)
