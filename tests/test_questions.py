"""What kind of answer a question asks for, by its words."""

import pytest

from summarize.language.questions import Wants, wants


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who pays for the bridge?", Wants.NAMES),
        ("Which firms and other authorities build it?", Wants.NAMES),
        ("Which other parties are there?", Wants.NAMES),
        ("What do the parties build?", None),
        ("How many ships does the port take?", Wants.NUMBERS),
        ("Which amounts are given?", Wants.NUMBERS),
        ("Which numbers are given: votes, dates, shares?", Wants.NUMBERS_AND_DAYS),
        ("How long did it last, and when did it begin?", Wants.NUMBERS_AND_DAYS),
        ("Who supports or criticises the merger?", Wants.VIEWS),
        ("What do doctors say of it?", Wants.VIEWS),
        ("What happened on the bridge?", None),
        ("What is feared, and how would it come?", None),
        ("", None),
    ],
)
def test_a_questions_words_tell_what_it_asks_for(question, kind):
    assert wants(question) is kind
