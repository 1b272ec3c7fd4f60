from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from summarize.sourcing.offices import terms
from summarize.sourcing.publication import Dated, published

HANDOVER = date(2025, 1, 20)
SENTENCES = (
    "US President Joe Biden called the Senate on Friday.",
    "President-elect Donald Trump did not answer.",
    "The treaty was signed in Vienna on 3 March 2021.",
    "Prime Minister Keir Starmer and Starmer's ministers left.",
    "KYIV, Ukraine, Dec. 16, 2025 (AP) — Trams ran again.",
    "Published 14 June 2018",
    "The bridge will open on 1 May 2031.",
    "Former French President Nicolas Sarkozy appealed.",
    "On Tuesday, 16 December, the ministers met.",
    "Under President Barack Obama the plant was built.",
)


def span(text):
    found = published(text)
    return found.earliest, found.latest


def test_a_day_that_is_given_is_the_answer_and_not_inferred():
    found = published("Published 14 June 2018", date(2024, 2, 29))

    assert (found.earliest, found.latest, found.inferred) == (date(2024, 2, 29), date(2024, 2, 29), False)


def test_a_text_without_a_clue_has_no_days():
    found = published("The ferry was late again on Friday, and so it was yesterday and last week.")

    assert (found.earliest, found.latest, found.inferred) == (None, None, False)


@pytest.mark.parametrize(
    "line",
    [
        "PARIS, 12 May 2023 — Dockers went home.",
        "PARIS (Reuters) - May 12, 2023: Dockers went home.",
        "Paris, France, May 12th, 2023 (AFP) – Dockers went home.",
        "Updated on May 12th, 2023 at 10:31 GMT",
        "Published: Friday, 12 May 2023 10.31 CEST | 5 min read",
        "By Ann Lee and Bo Berg, 12 May 2023",
        "This article was first published on 12 May 2023 by a partner.",
        "2023-05-12T10:31:00Z",
        "12.05.2023",
        "12 MAY 2023",
        "2023年5月12日",
        "١٢.٠٥.٢٠٢٣",
    ],
)
def test_a_line_at_the_top_that_is_a_date_is_the_day(line):
    assert span(f"Dockers go home\n\n{line}\n\nThe strike is over.") == (date(2023, 5, 12), date(2023, 5, 12))


def test_a_labelled_line_at_the_end_counts_where_the_top_has_no_date():
    text = "\n".join(["The strike is over."] * 40 + ["Last updated: 12 May 2023"])

    assert span(text) == (date(2023, 5, 12), date(2023, 5, 12))


def test_a_month_at_the_top_is_the_whole_month():
    assert span("Ports report\nDecember 2024\nThe strike is over.") == (date(2024, 12, 1), date(2024, 12, 31))


def test_an_article_that_was_updated_has_both_days():
    assert span("Published 12 May 2023 | Updated 14 May 2023\nText.") == (date(2023, 5, 12), date(2023, 5, 14))


def test_a_month_at_the_top_is_narrowed_by_a_date_told_as_past():
    assert span("December 2024\nThe pact was signed on 16 December 2024.") == (date(2024, 12, 16), date(2024, 12, 31))


def test_a_text_that_tells_of_days_after_its_own_date_has_no_last_day():
    found = published("Published 12 May 2023\nThe pact was signed on 16 December 2025.")

    assert (found.earliest, found.latest) == (date(2023, 5, 12), None)
    assert "later" in found.why


@pytest.mark.parametrize(
    "sentence",
    [
        "The pact was announced on 16 December 2025.",
        "They signed a long pact in Vienna on December 16th, 2025, he said.",
        "On 16 December 2025 the two sides met in Oslo.",
        "The port has been shut since 2025-12-16 for want of tugs.",
        "She said Tuesday, Dec. 16, 2025, that it would go on.",
        "The talks, which began on 16–17 December 2025, go on.",
    ],
)
def test_a_date_told_as_past_is_a_first_day(sentence):
    assert span(sentence) == (date(2025, 12, 16), None)


def test_the_newest_date_told_as_past_counts():
    assert span("Since 2014 they met. In 2022, the talks ended. They had begun on 3 May 2019.") == (date(2022, 1, 1), None)


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge will open on 16 December 2030.",
        "By 16 December 2030, the debt must be paid.",
        "They agreed on 16 December 2030 as the day of the vote.",
        "He announced a vote on 16 December 2030.",
        "The pact is to be signed on 16 December 2030.",
        "The pact is signed on 16 December 2030 in Rome.",
        "On 16 December 2030, the newly elected council takes its seats.",
        "The bridge, planned for 2030, is late.",
        "It found rot in 2021 beams.",
        "It opened on 31 February 2023 or so.",
        "It opened on 3/4/2023.",
    ],
)
def test_a_date_that_lies_ahead_or_can_be_read_in_two_ways_is_no_first_day(sentence):
    assert (published(sentence).earliest or date.min) < date(2023, 2, 28)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Biden called.", (date(2021, 1, 20), HANDOVER)),
        ("Joe Biden, the US president, called.", (date(2021, 1, 20), HANDOVER)),
        ("Ukraine’s President Zelenskyy called.", (date(2019, 5, 20), None)),
        ("NATO Secretary-General Jens Stoltenberg called.", (date(2014, 10, 1), date(2024, 10, 1))),
        ("EU foreign policy chief Kaja Kallas called.", (date(2024, 12, 1), None)),
        ("Ursula von der Leyen, President of the European Commission, called.", (date(2019, 12, 1), None)),
        ("British PM Rishi Sunak met Chancellor Olaf Scholz.", (date(2022, 10, 25), date(2024, 7, 5))),
        ("Erdoğan left. Turkish President Tayyip Erdogan said so.", (date(2014, 8, 28), None)),
        ("US President-elect Donald Trump saw President Joe Biden.", (date(2024, 11, 5), HANDOVER)),
        ("US President Donald Trump saw Prime Minister Keir Starmer. Trump left.", (HANDOVER, None)),
        ("Incoming Chancellor Friedrich Merz called.", (date(2025, 2, 23), date(2025, 5, 6))),
    ],
)
def test_an_office_held_for_a_known_time_gives_the_days(text, expected):
    assert span(text) == expected


def test_a_president_of_two_terms_alone_tells_no_more_than_both():
    assert span("President Donald Trump spoke. Trump left.") == (date(2017, 1, 20), None)


@pytest.mark.parametrize(
    "who", ["Former President Barack Obama", "then-President Obama", "Barack Obama, the former US president,"]
)
def test_somebody_who_left_an_office_is_named_so_afterwards(who):
    assert span(f"{who} spoke.") == (date(2017, 1, 20), None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Under President Barack Obama the plant was built.",
        "His predecessor, President Barack Obama, had signed it.",
        "Years ago President Barack Obama had signed it.",
    ],
)
def test_a_sentence_that_looks_back_gives_no_last_day(sentence):
    assert span(sentence) == (date(2009, 1, 20), None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Vice President Joe Biden called.",
        "The university's president, Xi Wang, called.",
        "Liberian President Obama called.",
        "Donald Trump, president of the Trump Organization, called.",
        "Acting President Emmanuel Macron called.",
        "Former two-term president Barack Obama called.",
        "The train left at 5 PM Modi said.",
        "President Trump Tower is a house.",
        "Prime Minister May called.",
        "The premier may call.",
    ],
)
def test_an_office_that_is_not_surely_that_of_the_table_says_nothing(sentence):
    assert span(sentence) == (None, None)


def test_two_holders_of_one_office_leave_the_last_day_open_and_say_so():
    found = published("President Biden wrote to President Trump.")

    assert (found.earliest, found.latest) == (date(2021, 1, 20), None)
    assert "different times" in found.why


def test_a_person_named_once_does_not_move_the_text_into_a_second_term():
    text = "Chancellor Olaf Scholz recalled that President Donald Trump had doubted it."

    assert span(text) == (date(2021, 12, 8), date(2025, 5, 6))


def test_the_day_at_the_top_stands_against_a_person_of_another_time():
    assert span("PARIS, 12 May 2023 — President Barack Obama's law is old.") == (date(2023, 5, 12), date(2023, 5, 12))


def test_a_dateline_without_a_year_takes_the_year_from_the_offices():
    text = "PARIS, Nov 12 (Reuters) — Prime Minister Michel Barnier spoke."

    assert span(text) == (date(2024, 11, 12), date(2024, 11, 12))


def test_a_dateline_without_a_year_and_without_another_clue_says_nothing():
    assert span("PARIS, Nov 12 (Reuters) — The port is open.") == (None, None)


def test_a_weekday_and_a_day_without_a_year_count_from_another_clue_on():
    text = "On Tuesday, 16 December, Prime Minister Keir Starmer spoke."

    assert span(text) == (date(2025, 12, 16), None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The pact was announced on 16 December 2025.", '"on 16 December 2025" in the text'),
        ("Updated on 16 December 2025\nText.", '"Updated on 16 December 2025" as the article\'s date'),
        ("President Biden called.", '"President Biden": between 20 January 2021 and 20 January 2025'),
        ("President Macron called.", '"President Macron": since 14 May 2017'),
    ],
)
def test_the_reason_has_the_words_of_the_text(text, why):
    found = published(text)

    assert (found.why, found.inferred) == (why, True)


@given(st.text() | st.lists(st.sampled_from(SENTENCES) | st.text(max_size=20)).map(" ".join))
def test_any_text_has_an_answer_whose_days_are_in_order(text):
    found = published(text)

    assert found.earliest is None or found.latest is None or found.earliest <= found.latest
    assert found.inferred == (found.earliest is not None)


@given(st.lists(st.sampled_from(SENTENCES), max_size=5), st.integers(min_value=0, max_value=5))
def test_a_sentence_without_dates_or_offices_changes_nothing(said, at):
    more = [*said[:at], "The sea was calm and the harbour quiet.", *said[at:]]

    assert published("\n\n".join(more)) == published("\n\n".join(said))


def test_days_out_of_order_are_no_answer():
    with pytest.raises(ValidationError, match="after the latest"):
        Dated(earliest=date(2024, 2, 1), latest=date(2024, 1, 1), why="-")


def test_the_terms_of_an_office_follow_each_other():
    held = [(t.bodies, t.office, span) for t in terms() for span in t.held]

    assert all(last is None or first < last for _, _, (first, last) in held)
    assert all(
        (a[1] or date.max) <= b[0] or (b[1] or date.max) <= a[0]
        for i, (bodies, office, a) in enumerate(held)
        for other, another, b in held[i + 1 :]
        if (bodies, office) == (other, another)
    )
