import pytest

from summarize.reading.sentences import sentences
from summarize.source import Source
from summarize.sourcing.outlets import LEAD, SEVERAL, key, uncredited, upstream

PLAIN = "\n".join(f"Workers painted hut number {n} on the beach in the afternoon." for n in range(1, 9))


def source(text):
    return Source(id="a", location="a", sha256="0", text=text, sentences=sentences(text))


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("The pier was closed, according to The Washington Post.", {"washingtonpost"}),
        ("The pier was closed, according to a report by The Washington Post on Friday.", {"washingtonpost"}),
        ("According to the Plymouth Herald, the pier was closed.", {"plymouthherald"}),
        ("The pier was closed, AFP reported.", {"afp"}),
        ("The pier was closed, according to an exclusive report by Reuters.", {"reuters"}),
        ("The mayor told the Financial Times that the pier was closed.", {"financialtimes"}),
        ("“It is closed,” he told The Harbour Post.", {"harbourpost"}),
        ("The pier will close, as first reported by Bloomberg.", {"bloomberg"}),
        ("The pier is closed, state news agency TASS said.", {"tass"}),
        ("The pier is closed, Russia's TASS news agency reported on Monday.", {"tass"}),
        ("The mayor was quoted by Interfax as saying that the pier is closed.", {"interfax"}),
        ("On Friday The Harbour Post reported that the pier is closed.", {"harbourpost"}),
        ("The Harbour Post’s report says that the pier is closed.", {"harbourpost"}),
        ("Britain's Guardian wrote that the pier is closed.", {"guardian"}),
        ("The pier is closed, People's Daily said.", {"peoplesdaily"}),
        ("The pier is closed, the Velen Herald reported, citing a document.", {"velenherald"}),
        ("A guide, citing The Times of India, said that the pier is closed.", {"timesofindia"}),
        ("In an interview with the BBC, the mayor said that the pier is closed.", {"bbc"}),
        ("The pier is closed, Fox News Digital has learned.", {"foxnews"}),
        ("The pier is closed, Reuters and AFP reported.", {"reuters", "afp"}),
    ],
)
def test_an_outlet_to_which_the_lead_attributes_the_news_is_upstream(text, outlets):
    assert upstream(source(text)) == outlets


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("The pier is closed, the magazine Seeblick reported.", "seeblick"),
        ("The British newspaper The Ferry wrote that the pier is closed.", "ferry"),
        ("The pier is closed, the Cerigua news agency reported.", "cerigua"),
        ("Speaking to broadcaster Strandfunk, the mayor said it was closed.", "strandfunk"),
        ("The pier is closed, according to the website Kustnytt.", "kustnytt"),
    ],
)
def test_what_an_article_calls_a_newspaper_is_one_whatever_its_name(text, outlet):
    assert upstream(source(text)) == {outlet}


@pytest.mark.parametrize(
    "text",
    [
        "VELEN, Dec 16 (Reuters) - The pier was closed on Monday.",
        "VELEN, Norland (CBS Velen/Reuters) — The pier was closed on Monday.",
        "By Reuters\nThe pier was closed on Monday.",
        f"{PLAIN}\nSource: Reuters",
        f"{PLAIN}\n(With inputs from Reuters)",
        f"{PLAIN}\nThe pier stays closed. — Reuters",
        f"{PLAIN}\nThis article was first published by Reuters.",
    ],
    ids=["dateline", "shared dateline", "byline", "source", "inputs", "sign-off", "published"],
)
def test_an_agency_in_a_credit_is_upstream(text):
    assert upstream(source(text)) == {"reuters"}


def test_the_newspaper_in_which_an_article_appeared_first_is_upstream():
    assert upstream(source(f"{PLAIN}\nThis article first appeared in The Harbour Post.")) == {"harbourpost"}


@pytest.mark.parametrize(
    "text",
    [
        "The pier was closed, according to the Pentagon.",
        "Mr Smith told reporters that the pier was closed.",
        "The pier was closed, the Ministry of Defence reported.",
        "Emily Post said that the pier was closed.",
        "The pier was closed, White House Press Secretary Jane Doe said.",
        "The International Atomic Energy Agency said that the pier is closed.",
        "According to local media, the pier is closed.",
        "A London newspaper reported that the pier is closed.",
        "The Russian newspaper reported that the pier is closed.",
        "State television said that the pier is closed.",
        "Its website says that the pier is closed.",
        "Cambridge University Press said that the pier is closed.",
        "The alliance (NATO) - it was founded in 1949 - said that the pier is closed.",
    ],
)
def test_persons_ministries_companies_and_outlets_without_a_name_are_not_upstream(text):
    assert upstream(source(text)) == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "She worked for the BBC for ten years before she became mayor.",
        "He threw a copy of the Guardian into the sea.",
        "A reporter who was hired by The Harbour Post fell from the pier.",
        "The BBC said that it will close its office on the pier.",
        "“According to The Washington Post, the pier is closed,” the mayor said.",
    ],
)
def test_an_outlet_that_is_mentioned_but_not_cited_by_the_article_is_not_upstream(text):
    assert upstream(source(text)) == frozenset()


def test_a_detail_that_is_attributed_in_the_last_paragraph_makes_no_upstream():
    assert upstream(source(f"{PLAIN}\nThe paint costs 900 crowns, Reuters reported.")) == frozenset()


def test_an_outlet_that_is_cited_again_and_again_is_upstream_wherever_that_is():
    cited = "\n".join(f"Hut number {n} will be blue, The Harbour Post wrote." for n in range(SEVERAL))

    assert upstream(source(f"{PLAIN}\n{cited}")) == {"harbourpost"}
    assert upstream(source(f"{PLAIN}\n{cited.partition(chr(10))[2]}")) == frozenset()


def test_the_lead_ends_where_the_constant_says():
    lines, cited = PLAIN.split("\n"), "The huts will be blue, Reuters reported."

    assert upstream(source("\n".join([*lines[: LEAD - 1], cited, *lines]))) == {"reuters"}
    assert upstream(source("\n".join([*lines[:LEAD], cited, *lines]))) == frozenset()


@pytest.mark.parametrize("order", [1, -1])
def test_a_short_name_is_the_long_one_that_the_article_introduces(order):
    told = ["The Post reported that the pier is closed.", "The Washington Post has seen the order."][::order]

    assert upstream(source("\n".join(told))) == {"washingtonpost"}


def test_the_newspaper_again_counts_as_the_outlet_cited_last():
    again = "Blue was the cheapest, according to the newspaper.\nGreen sold out, the newspaper said."

    assert upstream(source(f"{PLAIN}\nThe huts will be blue, The Harbour Post wrote.\n{again}")) == {"harbourpost"}


@pytest.mark.parametrize(
    "name", ["The Washington Post", "Washington Post", "washingtonpost.com", "www.washingtonpost.com", "WaPo"]
)
def test_a_publisher_goes_by_one_key_however_it_is_written(name):
    assert key(name) == "washingtonpost"


def test_what_an_article_tells_is_left_when_credits_are_taken_out():
    text = "VELEN, Dec 16 (Reuters) - The pier is closed.\nIt is old, The Harbour Post wrote."

    assert uncredited(source(text)) == " The pier is closed.\nIt is old, The  wrote."


@pytest.mark.parametrize("part", ["A. ", "A", "A-", "The Post and ", "the newspaper ", "told a ", "(A"])
def test_odd_text_that_says_nothing_credits_nobody(part):
    assert upstream(source(part * 300)) == set()
