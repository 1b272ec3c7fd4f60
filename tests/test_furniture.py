import pytest

from summarize.reading.furniture import mark
from summarize.reading.sentences import sentences
from summarize.source import Role

BODY = "Leaders met in Berlin. They agreed on a plan. The talks go on next week."


def furniture(text):
    return [s.text for s in mark(sentences(text), text) if s.role is Role.FURNITURE]


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
        "Listen to this article 5 min",
        "Listen to this article · 5:12",
        "Play video",
        "This video can not be played",
        "0:00 / 3:45",
        "6 min read",
        "Watch: The moment the bridge fell",
        "Video: Storm hits the coast",
        "Photograph: Ada Holm/The Coast",
        "Photographs by Anne Vold and Bo Ek",
        "Bo Ek/Getty Images",
        "(AP Photo/Bo Ek, File)",
        "AFP via Getty Images",
        "REUTERS/Bo Ek",
        "Image source, Getty Images",
        "Image caption, The harbour on Monday.",
        "Reporting by Ada Holm and Bo Ek; Editing by Cy Dahl",
        "This article is for subscribers only.",
        "This story is available exclusively to our members",
        "Subscribe to continue reading.",
        "Subscribe to The Coast and read without ads",
        "To continue reading, register for free.",
        "You have 2 free articles left this month.",
        "Get unlimited access to all our stories",
        "Try The Coast for 4 weeks for 1 krone",
        "Cancel anytime",
        "Sign up for The Morning Tide",
        "Skip past newsletter promotion",
        "Continue reading the main story",
        "Continue reading…",
        "Published 5 hours ago",
        "Updated 3m ago",
        "A version of this article appears in print in the December issue.",
        "Have you been affected by the storm?",
        "Email your experiences to voices@coast.example.",
        "Got a tip?",
        "Comments are closed for this story.",
        "Scroll for more",
        "Members-only story",
        "Found an error?",
        "If you liked this story, write to us.",
        "This story is developing.",
        "Join 40,000 readers",
        "Your browser does not support the audio element.",
        "18.40 GMT",
        "Updated at 13.31 GMT",
        "Thursday, 5 Oct 2023 18:22",
        "Feb. 18, 2023, 7:00 a.m. | Updated: 3:41 p.m.",
        "($1 = 113.7500 Kenyan shillings)",
        "Thank you for supporting local journalism",
        "This article is free to read",
        "Help us keep it that way: subscribe from 49 kroner a month",
        "Audio: Listen to this story",
        "To hear more, download the app of the day",
        "Published in the print edition of May 12, with the headline “Sold”",
        "Appeared in the May 12, 2022, print edition as “Sold”",
        "Write to Ada Holm at ada.holm@coast.example",
        "You can contact her securely on Signal at holm.77",
        "Will you make a gift today?",
        "Your donation helps keep her writing stories",
        "We’re asking our readers to make a contribution",
        "Source: the company",
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
        "Listen to this article of the treaty, the judge told the court.",
        "Watch what they do, the minister said.",
        "Video of the attack was shown in court.",
        "Video shows the convoy leaving at 10:00.",
        "The video can be played for the jury, the judge ruled.",
        "Photographs by Anne Vold hang in the town hall.",
        "Photograph collections were sold for 3 million euros.",
        "Reuters and Getty Images sued the ministry.",
        "Getty said that Alamy had copied 12,000 pictures.",
        "Image rights of players cost 40 million euros.",
        "Reporting by the agency was banned in March.",
        "Reporting by Ada Holm led to the arrest.",
        "This article is for sale to subscribers of the fund, prosecutors said.",
        "This article is for all who were there.",
        "Subscribers lost 40 million euros.",
        "Subscribe to the bond, the bank told its clients.",
        "Register to vote before Friday, officials urged.",
        "Sign up for the army, the king told the young.",
        "Sign up to fight, minister tells the young",
        "Start talks at once, the pope said.",
        "Try him for 2 months of theft, the lawyer said.",
        "Get access to the port, Moscow told its fleet.",
        "From 2 euros a month the fee rose to 9.",
        "Cancel the deal, the senator demanded.",
        "Continue reading the treaty, he told pupils.",
        "Published accounts of the firm show a loss.",
        "May 2022 was the driest month.",
        "On 18 February 2023 the lights went out.",
        "At 18.40 GMT the power failed.",
        "The bank paid 1 = 113 shillings.",
        "Thank you for supporting us, the mayor told them.",
        "This article is free to read the law, the judge said.",
        "Help us keep the pier, the mayor said.",
        "Help us keep our homes, they asked.",
        "To hear more the court met again.",
        "To see more, visitors climb the tower.",
        "The story appeared in the print edition of a rival, the court heard.",
        "Write to the board at once, the union told its members.",
        "He can contact her on Monday.",
        "Will you give up the pier, the judge asked.",
        "Your gift to the party was illegal, the judge told him.",
        "Sources: ministry denies the plan.",
        "We are asking our members to strike.",
        "Published a day ago, the report names six firms.",
        "A version of this treaty appeared in May.",
        "Have the villages been affected by the storm?",
        "Join 40,000 troops, the general told recruits.",
        "Comments are closed to him, the judge ruled.",
        "Scroll down the coast and villages vanish, she said.",
        "Press freedom groups protested.",
        "If you liked this treaty you will love the next, he said.",
        "Got a pay rise of 5 per cent, a nurse said.",
        "Key events were cancelled.",
        "The advertisement was shown in 12 countries.",
        "Give 5 per cent a year, the union demanded.",
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


@pytest.mark.parametrize(
    "caption",
    [
        "Passengers board the Vik ferry at dusk. Photograph: Ada Holm/The Coast",
        "Bags of wheat at the port, September 30. NORDWIRE/Mia Lund",
        "The minister (left) with Mr. Holm. They met in May. (Photo by Bo Ek/AFP)",
    ],
)
def test_a_caption_is_furniture_with_the_credit_that_ends_its_line(caption):
    assert " ".join(furniture(f"{BODY}\n\n{caption}\n\n{BODY}")) == caption


def test_a_credit_after_a_paragraph_of_prose_takes_only_itself():
    assert furniture(f"{BODY} Photograph: Ada Holm/The Coast\n\n{BODY}") == ["Photograph: Ada Holm/The Coast"]


def test_a_credit_that_was_run_together_with_a_sentence_leaves_it():
    assert furniture(f"{BODY}\nPhoto: Getty A bear has left the zoo of Norland.\n{BODY}") == []


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
