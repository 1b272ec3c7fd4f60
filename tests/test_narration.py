import pytest

from summarize.reading.sentences import sentences
from summarize.source import Source
from summarize.sourcing.narration import narration, specifics, unquoted


def source(text):
    return Source(id="a", location="a", sha256="0", text=text, sentences=sentences(text))


def told(text):
    return " ".join(" ".join(narration(source(text))).split())


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the pier would close.",
        "The pier would close, the mayor told reporters on Friday.",
        "The pier will close in May, according to the mayor.",
        "According to the mayor, the pier will close in May.",
        "“The pier will close,” the mayor said.",
        "“The pier will close. It is rotten. Nobody may walk on it.”",
    ],
)
def test_a_sentence_that_somebody_else_answers_for_is_no_narration(text):
    assert told(text).strip(" .,") == ""


def test_what_an_article_tells_itself_is_narration():
    text = "The pier was closed on Friday. Workers put up a fence that is three metres high."

    assert told(text) == text


def test_only_the_clause_that_says_is_left_out():
    found = told("Workers closed the pier on Friday, after the mayor said that it was rotten.")

    assert "Workers closed the pier" in found
    assert "rotten" not in found


def test_a_post_that_the_page_shows_is_neither_narration_nor_unquoted():
    text = "The pier was closed.\nSo sad. I learned to swim there! — Ann Lee (@annlee) March 2, 2017\nIt is old."

    assert told(text) == "The pier was closed. It is old."
    assert list(unquoted(source(text))) == ["The pier was closed.", "It is old."]


def test_a_quotation_over_several_sentences_parts_the_text():
    text = "It is old. He wrote: “I swam there. I was six.” The pier was closed."

    assert "".join(unquoted(source(text))).replace(" ", "") == "Itisold.Hewrote:Thepierwasclosed."


def test_names_and_figures_are_specific_titles_days_and_openings_are_not():
    text = "Workers met Mr. Holm of Velen on Friday and paid 300 crowns. Then Rep. Ann Lee came."

    assert specifics(source(text)) == {"holm", "velen", "300", "ann", "lee"}


@pytest.mark.parametrize("text", ["", "...", "“", "(@a)", "“Only speech.”", "1 2 3"])
def test_odd_text_has_no_narration_that_was_not_there(text):
    assert all(piece.strip() in text for piece in narration(source(text)))
