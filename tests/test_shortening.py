"""What a sentence of an article can leave out, and what it cannot: statements without a model."""

import pytest

from summarize.checking.guards import objections
from summarize.checking.support import look
from summarize.language.statement import bare, finished, paired
from summarize.writing.shortening import LONGEST, shortenings, shortest

SHORTER = [
    # openers
    ("On Friday, the council shut the pier.", "The council shut the pier."),
    ("Meanwhile, the council shut the pier.", "The council shut the pier."),
    ("But the council has also shut the pier.", "The council has shut the pier."),
    ("In a move that angered the club, the council shut the pier.", "The council shut the pier."),
    ("Speaking to reporters, the mayor said the pier was safe.", "The mayor said the pier was safe."),
    # asides
    ("The mayor, who was born in Porto, opened the bridge.", "The mayor opened the bridge."),
    ("Anna Lund, the mayor of Porto, opened the bridge.", "Anna Lund opened the bridge."),
    ("The ferry, based in Porto, sank in the harbour.", "The ferry sank in the harbour."),
    ("The council shut the pier (built in wood) to the public.", "The council shut the pier to the public."),
    ("The mayor opened the bridge - the longest in the country.", "The mayor opened the bridge."),
    ("The council, however, shut the pier.", "The council shut the pier."),
    # adjuncts
    ("The council shut the pier, raising fears among the traders.", "The council shut the pier."),
    ("The council shut the pier, including both of its cafes.", "The council shut the pier."),
    ("The council shut the pier after a ferry hit the wall.", "The council shut the pier."),
    ("Prices rose in Porto, while they fell in Lisbon.", "Prices rose in Porto."),
    ("The mayor said in a statement that the pier was safe.", "The mayor said that the pier was safe."),
    ("The council calls for a pier in Porto as part of a plan for the harbour.", "The council calls for a pier in Porto."),
    ("The council is ready to shut the pier as part of the plan.", "The council is ready to shut the pier."),
    ("The council shut the pier, in a blow to the traders of the harbour.", "The council shut the pier."),
    ("By closing the harbour, the council signals a change in the town.", "The council signals a change in the town."),
    ("As the plan moves to the town hall, questions remain about the pier.", "Questions remain about the pier."),
    ("The council has explicitly called for a new pier.", "The council has called for a new pier."),
    # coordination
    (
        "The council backed the plan but has stressed that the club must pay.",
        "The council has stressed that the club must pay.",
    ),
    ("At the heart of the plan lies a new pier, a gift of the club.", "At the heart of the plan lies a new pier."),
    ("The council shut the pier, and the ferries left the harbour.", "The council shut the pier."),
    ("The council shut the pier and fired its manager.", "The council shut the pier."),
    # speech
    ("The pier was shut, and the ferries left, the police said.", "The pier was shut, the police said."),
    ('"The pier is safe, and we love it," the mayor of Porto said.', '"The pier is safe," the mayor of Porto said.'),
]
KEPT = [
    # a restrictive clause, a negation, a condition
    "The mayor met the trainer who resigned from the club.",
    "The council did not shut the pier.",
    "The council will shut the pier if a storm hits the town.",
    "The council will shut the pier after the season ends.",
    "The council shut the pier, unless the club pays the rent.",
    "Few people left the hall when the alarm rang.",
    "The work was the first in the town after the war ended.",
    "The council backed the plan, but the club has stressed that it must pay.",
    "The council not only backed the plan but also fired the manager.",
    "The council did not back the plan but has fired the manager.",
    "The council backed the plan but has stressed that it must pay.",
    # how, under what denies or doubts it
    "The council refused to shut the pier as part of the plan.",
    "The council has not explicitly shut the pier.",
    "The council would shut the pier in response to the storm.",
    "There is no guarantee that the council will actually shut the pier.",
    "The council shut the pier, in theory.",
    # the other half of a comparison
    "The council spent more time - called a waste - on the pier than the club spent on the ferry.",
    "The council will (or will not) shut the pier.",
    # who says it
    "The pier is safe, according to the mayor.",
    "The mayor said that the pier was safe.",
    "As the mayor said, the pier was safe.",
    # when it was, and how much
    "In 2031 the council shut the pier.",
    "The council paid up to 300 euros for the pier.",
    "The council paid the owner 300 euros (or nothing).",
    "The fund lost money in a test.",
    "Sales fell compared with those of the year before.",
    # what is said need not be told twice by the same: it may be his word alone
    "The fee was for the club, which owed 2 million, according to the mayor.",
    "Was the pier shut, raising fears among the traders?",
    "Der Rat, so heißt es, verkauft das Theater in Porto.",
]


@pytest.mark.parametrize(("sentence", "statement"), SHORTER)
def test_what_a_sentence_stands_without_can_go(sentence, statement):
    assert statement in shortenings(sentence)
    assert not [o for o in objections(statement, [sentence]) if o.weight == "block"]


@pytest.mark.parametrize("sentence", KEPT)
def test_what_makes_it_true_stays(sentence):
    assert shortenings(sentence) == ()
    assert shortest(sentence) == sentence


def test_they_come_from_the_longest_to_the_shortest():
    sentence = "On Friday, the council of Porto, led by the mayor, shut the pier, raising fears among the traders."
    found = shortenings(sentence)
    sizes = [len(one.split()) for one in found]
    assert sizes == sorted(sizes, reverse=True)
    assert sentence not in found
    assert found[-1] == "The council of Porto shut the pier."


def test_what_a_finding_is_about_stays():
    sentence = "On Friday, the council of Porto, led by Anna Lund, shut the pier, raising fears among the traders."
    assert all("Anna Lund" in one for one in shortenings(sentence, about=["Anna Lund"]))
    assert all("fears" in one for one in shortenings(sentence, about=["fears"]))
    assert shortenings(sentence, about=["Lund", "fears"])
    assert shortenings(sentence, about=["Norland"]) == shortenings(sentence)


def test_no_pronoun_loses_its_name():
    assert all(not one.startswith("He ") for one in shortenings("After Holm left the club, he opened a cafe in the harbour."))
    assert "Shut the pier." not in shortenings("The council met, and it shut the pier.")
    assert "It shut the pier." not in shortenings("The council met in Porto, and it shut the pier.")


def test_who_says_both_halves_stays_with_the_first():
    sentence = "The pier was shut in May, but the owner was paid, both the mayor and the club allege."
    assert all("allege" in one for one in shortenings(sentence))


def test_the_gap_in_a_quotation_is_nobodys_word():
    found = shortenings('"The pier, which we love, is safe for the town," the mayor said.')
    assert all('"The pier, which we love, is safe' in one for one in found)


def test_the_comma_that_another_aside_needs_stays():
    sentence = "Anna Lund, the mayor of Porto, who was born in Lisbon, opened the bridge."
    assert "Anna Lund, the mayor of Porto, opened the bridge." in shortenings(sentence)


def test_the_statement_that_is_published_is_the_longest_that_is_short_enough():
    short = "The council shut the pier, raising fears among the traders."
    assert shortest(short) == short
    long = (
        "In a move that angered the club, the council of Porto shut the old pier on 3 May 2031 for repairs to its wooden floor, "
        "raising fears among the traders of the harbour, who had signed a petition against it."
    )
    assert len(shortest(long).split()) <= LONGEST
    assert shortest(long).startswith("The council of Porto shut the old pier on 3 May 2031")


def test_the_first_of_two_predicates_goes_only_for_what_is_asked():
    sentence = "The council of Porto backed the plan for the harbour but has stressed that the club of traders must pay."
    assert shortest(sentence) == sentence
    assert shortest(sentence, mostly=["pay"]) == "The council of Porto has stressed that the club of traders must pay."
    assert shortest(sentence, mostly=["plan", "pay"]) == sentence


def test_an_aside_that_is_a_condition_is_published():
    sentence = "The council of Porto backed the new plan for the harbour, stating that the club must pay for it."
    assert shortest(sentence) == sentence


def test_an_aside_that_holds_most_of_what_is_asked_is_published():
    sentence = "The council of Porto backed the new plan for the harbour, raising fears of protests among the traders."
    assert "fears" not in shortest(sentence)
    assert shortest(sentence, mostly=["fears", "protests", "traders"]) == sentence


def test_what_is_shortened_needs_no_judge():
    sentence = "On Friday, the council of Porto, led by the mayor, shut the pier, raising fears among the traders."
    for statement in shortenings(sentence):
        known = look(statement, [sentence]).known
        assert known is not None
        assert known.verdict == "supported"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("PORTO (AP) — The pier is shut.", "The pier is shut."),
        ("PORTO, May 3 (Reuters) - The pier is shut.", "The pier is shut."),
        ("LISBON/PORTO (Reuters) - The pier is shut.", "The pier is shut."),
        ("(CNN) The pier is shut.", "The pier is shut."),
        ("• The pier is\n shut.", "The pier is shut."),
        ("The pier is shut - for good.", "The pier is shut - for good."),
    ],
)
def test_a_dateline_or_bullet_is_no_part_of_a_statement(raw, clean):
    assert bare(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("the pier is shut", "The pier is shut."),
        ("The pier is shut,", "The pier is shut."),
        ('He called it "a disgrace," ', 'He called it "a disgrace".'),
        ("He left the U.S..", "He left the U.S."),
        ('He said: "The pier is shut.', 'He said: "The pier is shut."'),
        ("iPhones sell well.", "iPhones sell well."),
    ],
)
def test_a_statement_begins_and_ends_as_one(raw, clean):
    assert finished(raw) == clean


def test_marks_come_in_pairs():
    assert paired('He said "no" (twice).')
    assert not paired('He said "no.')
    assert not paired("He said: 'You lose, and we win.")
    assert paired("The Cubs' owner said so.")


def test_a_headline_glued_to_a_sentence_is_left_alone():
    sentence = "WHAT HAS CHANGED SINCE THEN The council of Porto, led by the mayor, shut the pier, raising fears."
    assert shortenings(sentence) == ()


def test_the_last_of_a_list_does_not_go_alone():
    sentence = "The council shut the pier, sold the ferry, fired its manager and raised the fee for the harbour."
    assert all("and raised" in one for one in shortenings(sentence))


def test_what_goes_together_with_an_opener_leaves_no_comma_behind():
    sentence = "However, in a letter to the club, the mayor of Porto said that the pier was safe."
    assert "The mayor of Porto said that the pier was safe." in shortenings(sentence)
