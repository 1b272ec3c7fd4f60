import pytest

from summarize.reading.furniture import mark
from summarize.reading.sentences import sentences
from summarize.source import Role

BODY = "Leaders met in Berlin. They agreed on a plan. The talks go on next week."


def furniture(text):
    return [s.text for s in mark(sentences(text)) if s.role is Role.FURNITURE]


@pytest.mark.parametrize(
    "line",
    [
        "Your email address will not be published.",
        "Required fields are marked *",
        "Nova is a lightweight, modern WordPress theme.",
        "It’s fast, beautifully designed and made to engage your visitors.",
        "Subscribe to get the latest posts sent to your email.",
        "Sign up for our daily newsletter",
        "Discover more from The Daily Wire | News and Views",
        "0",
        "3 Comments",
        "Leave a Reply",
        "Share this:",
        "Facebook Twitter WhatsApp",
        "We use cookies to improve your experience.",
        "By continuing to use this site you agree to our cookies policy.",
        "Read more: Army Retakes Town",
        "Related articles",
        "Advertisement",
        "ADVERTISEMENT - CONTINUE READING BELOW",
        "© 2025 The Daily Wire. All rights reserved.",
        "Copyright 2024 Example Media",
        "Follow us on Telegram",
        "CLICK HERE TO GET THE APP",
        "Читайте також: Переговори тривають",
        "Save my name, email, and website in this browser for the next time I comment.",
    ],
)
def test_page_furniture_is_marked_in_mid_text_and_at_the_end(line):
    first, _, rest = BODY.partition(" They")

    assert line.split(". All")[0].rstrip(".") in furniture(f"{first}\n\n{line}\n\nThey{rest}")[0]
    assert furniture(f"{BODY}\n{line}")


@pytest.mark.parametrize(
    "line",
    [
        "Zelensky sent an email to subscribers of the plan.",
        "Subscribe to the plan, he told the other leaders.",
        "Advertisement spending rose by 5 percent.",
        "The company said it uses cookies to track users.",
        "“Follow us on this path,” the minister said.",
        "Related articles of the treaty were dropped.",
        "Copyright lawsuits against the firms grew.",
        "Share prices fell.",
        "The email address was not published by the court.",
        "Read more books, the minister told pupils.",
        "More from the same region are expected to flee.",
        "In 2024 the army had 800,000 soldiers.",
        "The theme of the summit is security.",
        "Discover more from the archives, historians urged.",
        "Twitter fined",
    ],
)
def test_prose_that_only_sounds_like_furniture_stays_body(line):
    assert furniture(f"{BODY}\n{line}\n{BODY}") == []


def test_a_headline_at_the_end_is_furniture_and_one_at_the_top_is_not():
    headline = "Europe Rallies Behind Kyiv as France and Germany Prepare to Lead Force"

    assert furniture(f"{headline}\n{BODY}") == []
    assert furniture(f"{BODY}\n{headline}\n0") == [headline, "0"]


def test_a_headline_that_comes_again_at_the_end_is_furniture_whatever_its_capitals():
    headline = "Europe rallies behind Kyiv in talks"

    assert furniture(f"{headline}\n{BODY}\n{headline}") == [headline]


def test_a_last_sentence_that_merely_lacks_its_full_stop_stays_body():
    assert furniture(f"{BODY} Zelensky met President Emmanuel Macron and Chancellor Olaf Scholz in Paris") == []


def test_headlines_under_related_articles_are_furniture():
    text = f"{BODY}\n\nRelated articles\nArmy Retakes Border Town After Siege\nBank Raises Rates Once More Today\n\n{BODY}"

    assert len(furniture(text)) == 3


def test_what_follows_a_comment_form_is_furniture():
    text = f"{BODY}\nLeave a Reply\nOakwood makes every page shine."

    assert furniture(text) == ["Leave a Reply", "Oakwood makes every page shine."]


def test_marking_cuts_nothing_and_marking_twice_changes_nothing():
    given = sentences(f"{BODY}\nShare this:\n{BODY}\n0")

    marked = mark(given)

    assert [(s.start, s.text) for s in marked] == [(s.start, s.text) for s in given]
    assert mark(marked) == marked
