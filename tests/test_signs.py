"""What words, names, numbers and voices tell of a sentence, without a model."""

import pytest
from pydantic import Field, create_model

from summarize.extracting.signs import general, named, signs
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
        ("What became of the mill?", [0]),
        ("What did the Harbour Board do?", [2]),
        ("What is unclear?", [0, 1, 2, 3, 4]),
    ],
)
def test_a_sentence_gains_by_what_its_question_asks_for(question, at):
    assert strongest(question) == [TEXTS[n] for n in at]


def test_whose_views_are_asked_for_tells_more_than_that_somebody_speaks():
    texts = ("France sends two ships.", "“We wait,” a baker said.", "The mill burned.")

    assert strongest("What does France say of it?", texts) == [texts[0]]


@pytest.mark.parametrize(
    ("text", "known", "count"),
    [
        ("Petrov came with Lind.", (), 1),
        ("Petrov came with Lind.", ("Petrov",), 2),
        ("Petrov’s ship came.", ("Petrov",), 1),
        ("“Petrov came,” she said.", ("Petrov",), 1),
        ("Nobody came.", ("Petrov",), 0),
        ("PETROV CAME WITH LIND", ("PETROV",), 0),
    ],
)
def test_a_name_that_begins_a_sentence_counts_where_the_article_has_it_elsewhere(text, known, count):
    assert named(text, frozenset(known)) == count


def test_questions_that_do_not_speak_of_the_article_are_answered_by_more_of_it():
    article = sentences("The mill burned.", "Sparks flew from the mill.", "The fire was out by noon.")

    assert general(article, sections("What happened?")) > general(article, sections("What happened to the mill?"))
    assert general([], sections("What happened?")) == general(article, []) == 0
