"""Which statements need no judge: those that leave out of their sentence what changes nothing."""

import pytest

from summarize.checking.guards import objections
from summarize.checking.shortened import shortened

FREE = [
    ("The council shut the pier.", "The council shut the pier on Monday."),
    ("The council shut the pier.", "On Monday, the council shut the pier."),
    ("The mayor resigned.", "The mayor, a lawyer from Porto, resigned on Friday."),
    ("Der Rat verkauft das Theater", "Der Rat verkauft das Theater."),
    ("Lund owns the ferry line.", "But Lund owns the ferry line, which has four ships."),
    ("The council of Porto shut the pier.", "The council of Porto shut the pier in May."),
    ("The council of Porto shut the pier", "The council of Porto shut the pier."),
]
ASKED = [
    ("The mayor resigned.", "The lawyer of the mayor resigned."),
    ("The mayor resigned.", "The mayor met the trainer who resigned."),
    ("Holm lied.", "Lund said Holm lied."),
    ("Holm lied.", "Holm lied, Lund said."),
    ("Residents voted.", "Few residents voted."),
    ("The bridge collapsed.", "The bridge nearly collapsed."),
    ("Lund resigned.", "The report that Lund resigned was false."),
    ("Lund resigned.", "It is untrue that Lund resigned."),
    ("The pier reopens.", "The pier reopens after the inspection."),
    ("The council will pay.", "If the club agrees, the council will pay."),
    ("Prices rose in Porto.", "Prices rose in Lisbon, fell in Porto."),
    ("The court cleared Lund.", "The court cleared Lund of one charge."),
    ("Ships left Porto.", "Ships of Norland left Porto."),
    ("Lund won.", "Lund won praise but not the race."),
    ("Lund invested.", "Lund would have invested."),
    ("The ferry sank.", "Had the crew slept, the ferry sank."),
    ("The ferry sank.", "In the film, the ferry sank."),
    ("The club was fined.", "The club was fined by nobody."),
    ("Holm met Lund.", "Holm, who never met Lund, met Berg."),
    ("Holm, a rival, resigned.", "Holm, a rival of Lund, resigned."),
    ("The plan failed.", "The plan, Lund fears, failed."),
    ("The fund lost money.", "In a test, the fund lost money."),
    ("Lund is guilty.", "Lund is guilty, Holm thinks."),
    ("The dam is safe.", "The dam is safe in dry years."),
    ("Berg and Lund resigned.", "Berg and the wife of Lund resigned."),
    ("He paid 300 euros.", "He paid 300 million euros."),
    ("Lund, Holm resigned.", "Lund, Berg and Holm resigned."),
    ("Holm resigned.", "Berg, Holm resigned."),
    # words of the sentence, but others of grammar, or in another order
    ("The council did not shut the pier.", "The council shut the pier."),
    ("The pier shut the council.", "The council shut the pier."),
    ("The pier was shut.", "The council shut the pier."),
    # another language: what stands between the commas, no list knows
    ("Der Rat verkauft das Theater.", "Der Rat, so heißt es fälschlich, verkauft das Theater."),
    ("", "The council shut the pier."),
]


@pytest.mark.parametrize(("statement", "cited"), FREE)
def test_a_sentence_without_what_stands_beside_it_is_no_question(statement, cited):
    assert shortened(statement, [cited])
    assert not objections(statement, [cited])


@pytest.mark.parametrize(("statement", "cited"), ASKED)
def test_whatever_might_change_what_is_said_is_a_question(statement, cited):
    assert not shortened(statement, [cited])


def test_one_sentence_has_all_the_words():
    assert not shortened("The mayor resigned in Porto.", ["The mayor spoke. Lund resigned in Porto."])
    assert shortened("The mayor resigned.", ["Lund spoke.", "It rained. The mayor resigned on Monday."])


def test_a_text_without_words_carries_nothing():
    assert not shortened("The mayor resigned.", ["…"])
