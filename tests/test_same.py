import pytest

from summarize.reconciling.candidates import Said, ranked
from summarize.reconciling.same_wording import differ, fingerprint


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
    ],
)
def test_that_one_says_more_or_says_it_in_other_words_is_no_difference(one, other):
    assert not differ(one, other)
    assert not differ(other, one)


def test_what_the_caller_knows_to_be_one_is_no_difference():
    one, other = "Kir Starmer spoke in the city.", "Keir Starmer spoke in the city."

    assert differ(one, other)
    assert not differ(one, other, settled={"name"})


def said(text, source, *, origin=None, start=0, section="s"):
    places = frozenset({(source, start, start + 9)})
    return Said(section, text, "", False, fingerprint(text), places, frozenset({origin or source}))


def test_the_most_similar_pair_is_looked_at_first():
    statements = [
        said("The city mends the old bridge", "a"),
        said("The city sells the museum", "b"),
        said("The old bridge is mended by the city", "c"),
    ]

    assert ranked(statements)[0] == (0, 2)


def test_likely_pairs_that_would_join_independent_reports_go_before_more_similar_ones():
    statements = [
        said("The city mends the old bridge", "a", origin="x"),
        said("The city will mend the old bridge", "b", origin="x"),
        said("The city mends the new museum", "c"),
        said("Nobody in the parish council, which met for hours on end, has seen the city", "d"),
    ]

    assert ranked(statements)[:3] == [(0, 2), (1, 2), (0, 1)]


def test_claims_of_one_sentence_of_another_section_or_without_a_common_word_are_no_pair():
    statements = [
        said("The city mends the bridge", "a"),
        said("The city pays for the bridge", "a"),
        said("Boats sail", "b"),
        said("The city mends the bridge", "c", section="t"),
    ]

    assert ranked(statements) == []
    assert ranked(statements, least=0.0) == [(0, 2), (1, 2)]


def test_in_a_long_section_a_pair_is_found_by_its_rare_words():
    many = [said(f"word{n} other{n} common statement", f"a{n}") for n in range(400)]
    pair = [said("the zebra crosses Oslo in common", "x"), said("a zebra in common Oslo crossing", "y")]

    assert ranked([*many, *pair]) == [(400, 401)]
