"""How likely a statement says something is: only as its source says it, and never with how sure somebody is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.briefing.proof import prove
from summarize.checking.estimates import estimates
from summarize.language.lexicon import items, rows
from summarize.records import Sentence
from summarize.render.as_markdown import rendered
from summarize.render.outline import ESTIMATE
from tests.test_render import changed

LIKELIHOODS = [phrase for (cell,) in rows("estimates.likelihood") for phrase in items(cell)]


@pytest.mark.parametrize("phrase", LIKELIHOODS)
def test_a_likelihood_that_no_cited_sentence_has_is_told(phrase):
    assert estimates(f"It is {phrase} that the dam holds.", ["The dam may hold."]) == (
        f'it says "{phrase}"; no cited sentence estimates that',
    )


@pytest.mark.parametrize("phrase", LIKELIHOODS)
def test_a_likelihood_that_a_cited_sentence_has_is_fine(phrase):
    assert not estimates(
        f"It is {phrase} that the dam holds.", ["Rain fell.", f"The dam, he said, is {phrase.upper()} to hold."]
    )


def test_words_of_one_degree_are_the_same_estimate():
    assert not estimates("The dam will probably hold.", ["The dam is likely to hold."])


@pytest.mark.parametrize(
    ("statement", "cited"),
    [
        ("The dam will very likely hold.", "The dam is likely to hold."),
        ("The dam is unlikely to hold.", "The dam is likely to hold."),
        ("The dam is likely to hold.", "The dam is highly unlikely to hold."),
    ],
)
def test_another_degree_is_another_estimate(statement, cited):
    (reason,) = estimates(statement, [cited])

    assert "the cited text says" in reason


def test_words_that_only_look_like_a_likelihood_are_none():
    assert not estimates("Certain remote villages have a chance of rain.", ["Villages will get rain."])


def test_a_likelihood_and_a_confidence_in_one_sentence_are_told():
    (reason,) = estimates("We judge with high confidence that the dam is likely to hold.", ["The dam will probably hold."])

    assert reason == 'it tells a likelihood ("likely") and a confidence ("high confidence") in one sentence'


def test_a_confidence_alone_is_fine():
    assert not estimates("The office has high confidence in its figures.", ["The figures are good."])


@pytest.mark.parametrize("mark", ["“{}”", '"{}"', "‘{}’"])
def test_what_a_statement_quotes_is_the_sources_own(mark):
    quoted = mark.format("likely to hold, with high confidence")

    assert not estimates(
        f"The engineer called the dam {quoted}.", ["The dam is likely to hold, with high confidence, he wrote."]
    )


def test_quotation_marks_around_words_that_no_source_has_save_nothing():
    assert estimates("The engineer called it “almost certain”.", ["The engineer was pleased."])


@given(st.text(min_size=1), st.text(), st.text())
def test_a_verbatim_quotation_is_never_blamed(quote, before, after):
    assert estimates(quote, [f"{before} {quote} {after}"]) == ()


@given(st.sampled_from(LIKELIHOODS), st.text())
def test_a_sentence_of_a_source_is_never_blamed(phrase, rest):
    sentence = f"It is {phrase} to hold, with low confidence. {rest}"

    assert estimates(sentence, [sentence]) == ()


def guessing(**kept):
    """A briefing whose one finding says "likely" by itself."""
    whole = changed()
    section = whole.sections["stance"]
    first, *others = section.findings
    guess = first.model_copy(update={"statement": "Paris will likely say no.", **kept})
    section = section.model_copy(update={"findings": (guess, *others)})
    return whole.model_copy(update={"sections": {"stance": section}})


def test_an_own_estimate_is_marked_where_the_statement_stands_with_the_words_that_make_it():
    text = rendered(guessing())

    assert f"· **{ESTIMATE}** ·" in text
    assert f'*Why {ESTIMATE}:* it says "likely"; no cited sentence estimates that' in text
    assert f"*{ESTIMATE}*: how likely something is" in text


def test_sentences_quoted_in_place_of_a_statement_are_not_marked():
    assert ESTIMATE not in rendered(guessing(quoted=True))


def test_a_sentence_of_the_page_with_an_own_estimate_says_so():
    whole = changed().model_copy(update={"summary": (Sentence(text="Paris will probably say yes.", findings=("stance-2",)),)})

    assert f'· {ESTIMATE}: it says "probably"; no cited sentence estimates that' in rendered(whole)


def test_the_proof_notes_own_estimates_and_fails_for_none():
    whole = guessing().model_copy(update={"summary": (Sentence(text="Paris will probably say yes.", findings=("stance-2",)),)})

    notes = [(note.where, note.what) for note in prove(whole).notes]

    assert notes == [
        ("stance-1", 'it says "likely"; no cited sentence estimates that'),
        ("summary", 'it says "probably"; no cited sentence estimates that'),
    ]
    assert not [failure for failure in prove(whole).failures if "estimates" in failure.what]
