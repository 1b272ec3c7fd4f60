"""Verdicts without a model: reported with their reasons, never dropped and never repaired."""

from summarize.models import Citation, Claim
from summarize.verify import verify


def claim(statement, *quotes):
    citations = [Citation(source="a", start=100 * n, end=100 * n + len(q), quote=q) for n, q in enumerate(quotes)]
    return Claim(source="a", section="s", statement=statement, citations=citations)


def test_a_sentence_carries_itself_over_line_breaks():
    checked = verify(claim("The mayor may close all bridges.", "The mayor may\nclose all bridges."))

    assert (checked.verdict, checked.reasons) == ("supported", ())


def test_a_part_of_a_sentence_does_not_carry_itself():
    checked = verify(claim("The council will accept the plan.", "The council will accept the plan if the mayor resigns."))

    assert checked.verdict != "supported"


def test_another_number_is_not_supported_and_the_reason_says_so():
    checked = verify(claim("The flood displaced 30,000 people.", "The flood displaced 10,000 people."))

    assert checked.verdict == "unsupported"
    assert "30,000" in checked.reasons[0]


def test_a_dropped_not_is_not_supported():
    assert verify(claim("The union accepts the offer.", "The union does not accept the offer.")).verdict == "unsupported"


def test_the_statement_stays_as_it_was_whatever_the_verdict():
    wrong = claim("The flood displaced 30,000 people.", "The flood displaced 10,000 people.")

    assert verify(wrong).claim.statement == wrong.statement
