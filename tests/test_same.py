import math

import pytest

from summarize.reconciling.candidates import Said, similar
from summarize.reconciling.same_wording import differ


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The port sends 10 boats.", "The port sends 20 boats."),
        ("30,000 troops are needed.", "Between 10,000 and 30,000 troops are needed."),
        ("The council will close the bridge.", "The council will not close the bridge."),
        ("The council may close the bridge.", "The council will close the bridge."),
        ("The council may close the bridge.", "The council closed the bridge."),
        ("Norway opens the port.", "Sweden opens the port."),
        ("The leaders met on Monday.", "The leaders met on Tuesday."),
        ("The club will sell the field.", "The club will sell the field if the city agrees."),
        ("All members agreed to the plan.", "Most members agreed to the plan."),
        ("Russia attacked Ukraine.", "Ukraine attacked Russia."),
        ('"The bridge is safe", mayor Ann Lee said.', '"The bridge is safe", engineer Bo Roth said.'),
        ("“We mend the old bridge this year”, mayor Ann Lee said.", "Mayor Ann Lee said: “Nobody will sell our museum”."),
    ],
)
def test_a_difference_that_guards_find_is_found_either_way_round(one, other):
    assert differ(one, other)
    assert differ(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The port sends 10 boats.", "The port sends boats."),
        ("The leaders met on Monday.", "The leaders met."),
        ("Norway and Sweden open the port.", "Norway opens the port."),
        ("The council said that it would close the bridge.", "The council will close the bridge."),
        ("The club sells its field because of its debts.", "The club sells its field."),
        ("Municipal funds cover the bridge.", "The city pays for the crossing."),
        ("The bridge is safe, mayor Ann Lee said.", "The bridge is safe."),
        ("“The old bridge is safe again”, mayor Ann Lee said.", "Mayor Ann Lee called the old bridge “safe again this year”."),
    ],
)
def test_that_one_says_more_or_says_it_in_other_words_is_no_difference(one, other):
    assert not differ(one, other)
    assert not differ(other, one)


def test_what_the_caller_knows_to_be_one_is_no_difference():
    one, other = "Kir Starmer spoke in the city.", "Keir Starmer spoke in the city."

    assert differ(one, other)
    assert not differ(one, other, settled={"names"})


def said(text, source, *, origin=None, start=0, section="s"):
    places = frozenset({(source, start, start + 9)})
    return Said(section, text, "", False, places, frozenset({origin or source}))


def test_statements_are_as_alike_as_the_words_that_both_have():
    statements = [
        said("The city mends the old bridge", "a"),
        said("Workers mend the old bridge for the mayor of the city", "b"),
        said("The city sells the museum", "c"),
    ]

    assert similar(statements) == {(0, 1): round(1000 * 4 / math.sqrt(4 * 6))}


def test_two_words_in_common_are_too_few_but_a_number_counts_for_two():
    approved = [said("The council approved the bridge", "a"), said("The council approved the museum", "b")]
    voted = [said("The council approved the bridge by 234-193", "a"), said("The vote in the council was 234-193", "b")]

    assert similar(approved) == {}
    assert list(similar(voted)) == [(0, 1)]


def test_what_one_article_says_elsewhere_is_less_likely_the_same():
    one, other = "The city mends the old bridge", "The city will mend the old bridge next year"

    (apart,) = similar([said(one, "a"), said(other, "b")]).values()
    (within,) = similar([said(one, "a"), said(other, "a", start=90)]).values()

    assert within == pytest.approx(apart / 2, abs=1)


def test_statements_of_one_sentence_or_of_another_section_are_no_pair():
    statements = [
        said("The city mends the old bridge", "a"),
        said("The city pays for the old bridge", "a"),
        said("The city mends the old bridge", "b", section="t"),
    ]

    assert similar(statements) == {}


def test_in_a_long_section_a_pair_is_found_by_its_rare_words():
    many = [said(f"word{n} other{n} common statement", f"a{n}") for n in range(400)]
    pair = [said("the zebra crosses Oslo in common", "x"), said("a zebra in common Oslo crossing", "y")]

    assert list(similar([*many, *pair])) == [(400, 401)]
