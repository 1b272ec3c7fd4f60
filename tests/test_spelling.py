import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.language.spelling import plain, view


@pytest.mark.parametrize("mark", "’‘ʼʻ`´′＇")
def test_every_apostrophe_is_one(mark):
    assert plain(f"The port didn{mark}t close.") == "The port didn't close."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“Closed”, «shut»", '"Closed", "shut"'),
        (unicodedata.normalize("NFD", "Göteborg"), "Göteborg"),
        ("The oﬃcial left the oﬃce.", "The official left the office."),
        ("Lind\u00adqvist", "Lindqvist"),
        ("Lind\u200bqvist \u2060left\ufeff", "Lindqvist left"),
        ("12\u200b00 boats", "1200 boats"),
        ("AT&amp;T &#233;t&eacute;", "AT&T été"),
        ("１２ boats", "12 boats"),
        ("−5 degrees", "-5 degrees"),
        ("fell to –5 degrees", "fell to -5 degrees"),
        ("a non‑stop race", "a non-stop race"),
    ],
)
def test_what_is_written_in_several_ways_is_one(text, wanted):
    assert plain(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("the har-\nbour", "the harbour"),
        ("Ana Lind-\nqvist", "Ana Lindqvist"),
        ("Ana Lind- qvist", "Ana Lindqvist"),
        ("they announ-\nced it", "they announced it"),
        ("it can-\nnot close", "it cannot close"),
        ("thirty-\nnine piers", "thirty-nine piers"),
        ("a long-\nterm loan", "a long-term loan"),
        ("met Al-\nKhulaifi", "met Al-Khulaifi"),
        ("two- and three-storey houses", "two- and three-storey houses"),
        ("the port - closed", "the port - closed"),
    ],
)
def test_a_word_that_a_lines_end_cut_is_whole_again(text, wanted):
    assert plain(text) == wanted


@pytest.mark.parametrize("gap", [" ", "\u00a0", "\u202f", "\u2009", "’", "'"])
def test_thousands_are_grouped_in_one_way(gap):
    assert plain(f"12{gap}500 boats and 1{gap}234{gap}567 nets") == "12,500 boats and 1,234,567 nets"


@pytest.mark.parametrize(
    "text", ["On May 12 500 boats left.", "In 2024 500 boats left.", "1 234,5 tonnes", "the 12 5000-tonne ships"]
)
def test_numbers_that_only_stand_side_by_side_stay_two(text):
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The pier is sold.[1] The county left.[2][3]", "The pier is sold. The county left."),
        ("The pier[1] is sold.", "The pier is sold."),
        ("It is old.¹ Repairs are due.", "It is old. Repairs are due."),
        ("It is old.1 Repairs are due.", "It is old. Repairs are due."),
        ("[T]he board has 3 km² [1]", "[T]he board has 3 km² [1]"),
    ],
)
def test_a_reference_mark_is_gone(text, wanted):
    assert plain(text) == wanted


@given(st.text(alphabet="ab1 2.-\n’\u00ad\u0301ﬁ&;amp[]", max_size=40))
def test_the_view_is_the_plain_text_with_its_way_back(text):
    seen = view(text)

    assert seen.text == plain(text)
    assert len(seen.text) == len(seen.starts) == len(seen.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(seen.starts, seen.ends, strict=True))
    assert list(seen.starts) == sorted(seen.starts)
