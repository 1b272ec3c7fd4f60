import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.language.parsing import parse
from summarize.language.quantities import disagree, quantities, unhyphened


def sizes(text):
    return quantities(parse(unhyphened(text)))


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "thing"),
    [
        ("12 ships left", 12, 12, "", ("ship",)),
        ("1.5 million containers", 1.5e6, 1.5e6, "", ("contain",)),
        ("about 30,000 dockers", 24_000, 36_000, "", ("docker",)),
        ("at least 200 boats", 200, math.inf, "", ("boat",)),
        ("no fewer than 200 boats", 200, math.inf, "", ("boat",)),
        ("200 or more boats", 200, math.inf, "", ("boat",)),
        ("up to 200 boats", 0, 200, "", ("boat",)),
        ("no more than 200 boats", 0, 200, "", ("boat",)),
        ("tens of thousands of dockers", 10_000, 1_000_000, "", ("docker",)),
        ("several thousand dockers", 1_000, 100_000, "", ("docker",)),
        ("two or three tugs", 2, 3, "", ("tug",)),
        ("2 to 3 million passengers", 2e6, 3e6, "", ("passeng",)),
        ("20-30 km of road", 20_000, 30_000, "length", ("road",)),
        ("between 2 and 3 million euros", 2e6, 3e6, "money €", ()),
        ("a £20m fee", 20e6, 20e6, "money £", ("fee",)),
        ("20 million Canadian dollars", 20e6, 20e6, "money $ @CA", ()),
        ("5 per cent of members", 5, 5, "%", ("member",)),
        ("12km", 12_000, 12_000, "length", ()),
        ("40 nautical miles", 74_080, 74_080, "length", ()),
        ("300 striking dockers", 300, 300, "", ("docker", "strike")),
    ],
)
def test_a_size_is_read_as_what_it_leaves_open(text, low, high, unit, thing):
    [found] = sizes(text)

    assert (found.low, found.high) == pytest.approx((low, high))
    assert (found.unit, found.thing) == (unit, thing)


@pytest.mark.parametrize(
    "text",
    [
        "on 12 March 2024",
        "in 2024 the harbour closed",
        "Article 5 binds them",
        "an 18-year-old rower",
        "the second berth",
        "300 ships a day",
        "300 ships per day",
        "12 more ships",
        "another 12 ships",
        "two dozen boats",
        "half a million people",
        "200 of the 500 dockers",
        "up from 20 to 30 per cent",
        "won 3-1",
        "12.000 euros",
    ],
)
def test_a_date_a_rate_a_share_or_what_is_ambiguous_is_no_size(text):
    assert sizes(text) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30,000 dockers", "15,000 dockers"),
        ("up to 200 boats", "350 boats"),
        ("more than 30,000 dockers", "15,000 dockers"),
        ("10 boats", "14 boats"),
        ("12 km", "12 miles"),
        ("tens of thousands of dockers", "800 dockers"),
    ],
)
def test_sizes_that_no_number_fits_disagree(one, other):
    [a], [b] = sizes(one), sizes(other)

    assert disagree(a, b)
    assert disagree(b, a)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30,000 dockers", "tens of thousands of dockers"),
        ("30,000 dockers", "29,400 dockers"),
        ("30,000 dockers", "28,700 dockers"),
        ("about 30,000 dockers", "25,000 dockers"),
        ("at least 200 boats", "350 boats"),
        ("up to 350 boats", "200 boats"),
        ("12 km", "7.5 miles"),
        ("€20 million", "$35 million"),
        ("by 5 per cent", "to 15 per cent"),
        ("20 to 30 boats", "25 boats"),
    ],
)
def test_rounded_open_or_incomparable_sizes_do_not_disagree(one, other):
    [a], [b] = sizes(one), sizes(other)

    assert not disagree(a, b)
    assert not disagree(b, a)


@given(st.text(alphabet="0123456789 .,-%$€abkmto", max_size=60))
def test_any_text_can_be_read_and_no_size_disagrees_with_itself(text):
    for size in sizes(text):
        assert size.low <= size.high
        assert not disagree(size, size)
