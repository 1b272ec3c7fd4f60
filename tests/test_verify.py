"""Verdicts by guards and by a model: reported with their reasons, never dropped and never repaired."""

import pytest

from summarize.checking.support import CARRIED, PARTLY, check_claim, support
from summarize.errors import EngineError, ReplayError
from summarize.models import Citation, Claim
from summarize.testing import Scripted


def claim(statement, *quotes):
    citations = [Citation(source="a", start=100 * n, end=100 * n + len(q), quote=q) for n, q in enumerate(quotes)]
    return Claim(source="a", section="s", statement=statement, citations=citations)


PARAPHRASE = claim("The mayor shut the bridges.", "The mayor closed the bridges on Monday.")
WRONG = claim("The flood displaced 30,000 people.", "The flood displaced 10,000 people.")


def test_a_sentence_carries_itself_over_line_breaks_and_no_model_is_asked():
    engine = Scripted([])

    checked, usage = check_claim(claim("The mayor may close all bridges.", "The mayor may\nclose all bridges."), engine)

    assert (checked.verdict, checked.reasons, usage.calls) == ("supported", (), 0)


def test_a_part_of_a_sentence_does_not_carry_itself():
    checked, _ = check_claim(
        claim("The council will accept the plan.", "The council will accept the plan if the mayor resigns.")
    )

    assert checked.verdict != "supported"


def test_another_number_is_not_supported_and_no_model_is_asked():
    checked, usage = check_claim(WRONG, Scripted([]))

    assert (checked.verdict, usage.calls) == ("unsupported", 0)
    assert "30,000" in checked.reasons[0]


def test_a_dropped_not_is_not_supported():
    checked, _ = check_claim(claim("The union accepts the offer.", "The union does not accept the offer."))

    assert checked.verdict == "unsupported"


@pytest.mark.parametrize(
    ("carried", "verdict"), [(1.0, "supported"), (CARRIED, "supported"), (PARTLY, "partly"), (0.0, "unsupported")]
)
def test_where_no_guard_objects_the_model_decides_in_one_call(carried, verdict):
    engine = Scripted([carried])

    checked, usage = check_claim(PARAPHRASE, engine)

    assert (checked.verdict, usage.calls) == (verdict, 1)
    assert bool(checked.reasons) == (verdict != "supported")
    assert [p.name for p in engine.prompts] == ["judge"]


def test_without_a_model_a_paraphrase_stays_unchecked():
    checked, _ = check_claim(PARAPHRASE)

    assert checked.verdict == "unchecked"
    assert "no model judged it" in checked.reasons[0]


def test_a_model_that_fails_leaves_a_claim_unchecked_with_the_failure():
    checked, usage = check_claim(PARAPHRASE, Scripted([EngineError("cannot reach x")]))

    assert (checked.verdict, usage.calls) == ("unchecked", 1)
    assert "cannot reach x" in checked.reasons[0]


def test_a_cassette_without_the_reply_stops_the_check():
    def script(*_):
        raise ReplayError("the cassette lacks a reply")

    with pytest.raises(ReplayError):
        support("The mayor shut the bridges.", ["The mayor closed the bridges."], engine=Scripted(script))


@pytest.mark.parametrize("one", [PARAPHRASE, WRONG])
def test_the_statement_stays_as_it_was_whatever_the_verdict(one):
    assert check_claim(one)[0].claim.statement == one.statement
