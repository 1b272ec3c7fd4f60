"""What names, numbers and voices tell of a sentence, without a model."""

import pytest
from pydantic import Field, create_model

from summarize.extracting.signs import named, signs
from summarize.schema.load import load_schema
from summarize.source import Sentence

TEXTS = (
    "The mill burned down in the night.",
    "Up to forty vessels lay in the port.",
    "Ana Petrov and Bo Lind of the Harbour Board came at once.",
    "“We saw it from the hill,” a baker said.",
    "The council met again on Friday.",
)


def sentences(*texts):
    return [Sentence(start=0, end=len(text), text=text) for text in texts]


def sections(*questions):
    return load_schema(
        create_model("S", **{f"s{n}": (str, Field(title="S", description=q)) for n, q in enumerate(questions)})
    ).sections


def strongest(question, texts=TEXTS):
    """The sentences that gain most."""
    (told,) = signs(sentences(*texts), sections(question))
    return [text for text, odds in zip(texts, told, strict=True) if odds == max(told)]


@pytest.mark.parametrize(
    ("question", "at"),
    [
        ("Who was there?", [2]),
        ("How many were there?", [1]),
        ("Which numbers are given, of days too?", [1, 4]),
        ("Who supports it, and who criticises it?", [3]),
        ("What is unclear?", [0, 1, 2, 3, 4]),
    ],
)
def test_a_sentence_gains_by_what_its_question_asks_for(question, at):
    assert strongest(question) == [TEXTS[n] for n in at]


def test_whose_views_are_asked_for_tells_more_than_that_somebody_speaks():
    texts = ("France sends two ships.", "“We wait,” a baker said.", "The mill burned.")

    assert strongest("What does France say of it?", texts) == [texts[0]]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("She came with Lind.", 1),
        ("Petrov came with Lind.", 2),
        ("Petrov’s ship came.", 1),
        ("“Petrov came,” she said.", 1),
        ("Nobody came.", 0),
        ("Yesterday the ship came.", 0),
        ("PETROV CAME WITH LIND", 0),
    ],
)
def test_a_run_of_capitals_that_begins_a_sentence_counts_where_it_is_a_name(text, count):
    assert named(text) == count


def test_the_signs_of_a_sentence_are_its_own():
    asked = sections("Who was there?", "How many were there?", "Who supports it?")

    alone = [told for text in TEXTS for told in zip(*signs(sentences(text), asked), strict=True)]

    assert list(zip(*signs(sentences(*TEXTS), asked), strict=True)) == alone
