import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.language.amounts import alike, amounts, disagree
from summarize.language.english import parse


def read(text):
    return amounts(parse(text))


def one(text):
    [found] = read(text)
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30,000 visitors came.", 30_000),
        ("1.5 million visitors came.", 1_500_000),
        ("two thousand three hundred homes", 2300),
        ("one hundred and five votes", 105),
        ("a hundred boats", 100),
        ("twenty-five players", 25),
        ("a dozen eggs", 12),
        ("two dozen eggs", 24),
        ("half a million people", 500_000),
        ("a quarter of a million people", 250_000),
        ("two and a half million people", 2_500_000),
        ("12 500 boats", 12_500),
        ("40m people", 40e6),
    ],
)
def test_a_number_is_read_in_words_and_in_digits(text, value):
    assert (one(text).value, one(text).exact) == (value, True)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "thing"),
    [
        ("About 30,000 dockers left.", 24_000, 36_000, "", "docker"),
        ("At least 200 boats left.", 200, math.inf, "", "boat"),
        ("No fewer than 200 boats left.", 200, math.inf, "", "boat"),
        ("200 or more boats left.", 200, math.inf, "", "boat"),
        ("Up to 200 boats left.", 0, 200, "", "boat"),
        ("No more than 200 boats left.", 0, 200, "", "boat"),
        ("Tens of thousands of dockers left.", 10_000, 1_000_000, "", "docker"),
        ("Several thousand dockers left.", 1_000, 100_000, "", "docker"),
        ("Two or three tugs left.", 2, 3, "", "tug"),
        ("Between 20 and 30 tugs left.", 20, 30, "", "tug"),
        ("It built 20-30 km of road.", 20_000, 30_000, "length", "road"),
        ("It carried 2 to 3 million passengers.", 2e6, 3e6, "", "passenger"),
        ("They paid between 2 and 3 million euros.", 2e6, 3e6, "money €", None),
        ("They paid a £20m fee.", 20e6, 20e6, "money £", "fee"),
        ("It cost 20 million Canadian dollars.", 20e6, 20e6, "money $ @CA", None),
        ("It cost C$20m.", 20e6, 20e6, "money $ @CA", None),
        ("It cost US$2.5tn.", 2.5e12, 2.5e12, "money $", None),
        ("It is 40 nautical miles away.", 74_080, 74_080, "length", None),
        ("It sank within a fortnight.", 1_209_600, 1_209_600, "time", None),
        ("It fell to −5 degrees.", -5, -5, "degrees", None),
        ("It fell to minus 5 degrees.", -5, -5, "degrees", None),
        ("5 per cent of members left.", 5, 5, "%", "member"),
        ("It rose by 4pc.", 4, 4, "%", None),
        ("It rose by 30 basis points.", 0.3, 0.3, "points", None),
        ("The twelve-member panel met.", 12, 12, "", "member"),
        ("The kiosk opens at 5 p.m.", 1020, 1020, "clock", None),
        ("The pool opens at 17:00.", 1020, 1020, "clock", None),
    ],
)
def test_an_amount_is_what_it_leaves_open_in_a_common_unit(text, low, high, unit, thing):
    found = one(text)

    assert (found.low, found.high) == pytest.approx((low, high))
    assert (found.unit, found.thing and found.thing.lemma) == (unit, thing)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The harbour closed in 2024.", "year"),
        ("Article 5 binds them.", "label"),
        ("An 18-year-old rower won.", "age"),
        ("The second berth is closed.", "ordinal"),
        ("Norra won 3-1 on Monday.", "score"),
        ("It closed on 12 March.", "day"),
    ],
)
def test_a_number_may_be_no_size(text, unit):
    assert (one(text).unit, one(text).size) == (unit, False)


@pytest.mark.parametrize(
    "text",
    [
        "300 ships a day left.",
        "300 ships per day left.",
        "12 more ships left.",
        "Another 12 ships left.",
        "It cost 12.000 euros.",
        "200 of the dockers left.",
    ],
)
def test_a_rate_an_increase_a_share_or_what_is_ambiguous_is_no_size(text):
    assert not one(text).size


def test_an_amount_knows_its_verb():
    killed, injured = read("The blast killed 12 and injured 30.")

    assert (killed.verb.lemma, injured.verb.lemma) == ("kill", "injure")


def test_a_change_has_two_ends():
    assert [(a.value, a.role) for a in read("Fees rose from 20 to 30 euros.")] == [(20, "from"), (30, "to")]


def test_a_point_before_three_digits_is_read_in_two_ways():
    assert (one("12.000 boats left.").value, one("12.000 boats left.").times) == (12, 1000)


@pytest.mark.parametrize(
    ("this", "that"),
    [
        ("30,000 dockers", "15,000 dockers"),
        ("up to 200 boats", "350 boats"),
        ("more than 30,000 dockers", "15,000 dockers"),
        ("10 boats", "14 boats"),
        ("12 km", "12 miles"),
        ("tens of thousands of dockers", "800 dockers"),
    ],
)
def test_sizes_that_no_number_fits_disagree(this, that):
    assert disagree(one(this), one(that))
    assert disagree(one(that), one(this))


@pytest.mark.parametrize(
    ("this", "that"),
    [
        ("30,000 dockers", "tens of thousands of dockers"),
        ("30,000 dockers", "29,400 dockers"),
        ("30,000 dockers", "28,700 dockers"),
        ("about 30,000 dockers", "25,000 dockers"),
        ("at least 200 boats", "350 boats"),
        ("up to 350 boats", "200 boats"),
        ("12 km", "7.5 miles"),
        ("€20 million", "$35 million"),
        ("It rose by 5 per cent.", "It rose to 15 per cent."),
        ("20 to 30 boats", "25 boats"),
        ("a fortnight", "two weeks"),
    ],
)
def test_rounded_open_or_incomparable_sizes_do_not_disagree(this, that):
    assert not disagree(one(this), one(that))
    assert not disagree(one(that), one(this))


def test_two_amounts_may_count_one_thing_in_other_words():
    assert alike(one("Ten nations signed."), one("Twelve countries signed."))
    assert not alike(one("Ten boats sank."), one("Ten cows drowned."))


@given(st.text(alphabet="0123456789 .,-%$€abkmtoe:'", max_size=60))
def test_any_text_can_be_read_and_no_amount_disagrees_with_itself(text):
    for size in read(text):
        assert size.low <= size.high
        assert 0 <= size.start < size.end
        assert not disagree(size, size)
