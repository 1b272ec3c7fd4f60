"""Who is who in articles: what names one person or body is one, whatever stands around the name, and in doubt two are two."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.language.names import identities

HILL = (
    """The House of Representatives passed the Safe Rivers Act, also known as H.R. 12, on Friday. The House voted 220 to 210.
“It is a start,” said Representative Ann Weaver of California. Ms. Weaver left early. Senate Majority Leader Paul Lund, R-Ohio,
refused. House GOP leader Tom Fox criticized it. Tom Fox, Republican of Texas, said so twice.""",
    """Lauren Smith, a former aide, sued Rep. Karl Berg (R-Texas) in May. His communications director, Michael Jones, quit.
The National Rivers Trust warned of it. “We lose,” the NRT said. U.S. Rep. Ann Weaver (D-Calif.) spoke at noon.""",
    """WEAVER TAKES THE FLOOR
President-elect Marta Kowalczyk met José Álvarez and Joseph Stone in Berlin on Monday.""",
)


@pytest.mark.parametrize(
    ("called", "shown"),
    [
        *(
            (name, "Ann Weaver")
            for name in (
                "Weaver",
                "WEAVER",
                "Ms. Weaver",
                "Weaver's",
                "Rep. Ann Weaver, R-Calif",
                "Rep. Ann Weaver, D-Calif.",
                "U.S. Rep. Ann Weaver (R-Texas)",
                "Representative Ann Weaver of California",
                "the California Republican Ann Weaver",
                "Ann Weaver, a California Democrat",
                "freshman Rep. Ann Weaver",
                "ANN WEAVER",
                "A. Weaver",
            )
        ),
        *(
            (name, "Lauren Smith")
            for name in ("former aide Lauren Smith", "Smith, a former aide", "His former aide, Lauren Smith")
        ),
        *(
            (name, "Michael Jones")
            for name in ("communications director, Michael Jones", "Mike Jones", "Berg’s director Michael Jones")
        ),
        *(
            (name, "Paul Lund")
            for name in ("Majority Leader Paul Lund", "Senator Paul Lund of Ohio, the majority leader", "Lund")
        ),
        *(
            (name, "Tom Fox")
            for name in ("House GOP leader Tom Fox", "the House Republican leader, Representative Tom Fox of Texas")
        ),
        *((name, "José Álvarez") for name in ("Alvarez", "Jose Alvarez")),
        *((name, "Joseph Stone") for name in ("Joe Stone", "Stone, 45")),
        *(
            (name, "House of Representatives")
            for name in ("the House", "The House of Representatives", "THE HOUSE OF REPRESENTATIVES")
        ),
        *((name, "Safe Rivers Act") for name in ("H.R. 12", "HR 12", "the Safe Rivers Act", "Safe rivers act")),
        *((name, "National Rivers Trust") for name in ("NRT", "the N.R.T.", "The National Rivers Trust")),
    ],
)
def test_whatever_stands_around_a_name_it_is_one_row(called, shown):
    assert identities(HILL).canonical(called) == shown


@pytest.mark.parametrize(
    "phrase",
    [
        "Rep. Weaver's spokeswoman",
        "a spokeswoman for Ms. Weaver",
        "Weaver supporters",
        "the Weaver campaign",
        "Weaver and Fox",
        "Weaver, Fox",
        "Fox, Weaver and Lund",
        "the office of Ann Weaver",
        "Weaver, her lawyer and Lund",
        "Baron Weaver",
        "House Democrats",
        "House leaders",
        "the House of Commons",
        "members of the House",
        "Safe Rivers",
        "Rivers Trust",
        "critics of the Safe Rivers Act",
    ],
)
def test_a_phrase_whose_head_is_another_word_is_not_that_name(phrase):
    known = {"Ann Weaver", "Tom Fox", "Paul Lund", "House of Representatives", "Safe Rivers Act", "National Rivers Trust"}

    assert identities(HILL).canonical(phrase) not in known


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Ann Weaver met Bob Weaver on Friday.", "Weaver", "Ann Weaver"),
        ("Ann Weaver met Bob Weaver on Friday.", "Bob Weaver", "Ann Weaver"),
        ("Donald Berg and his son, Donald Berg Jr., met lawyers.", "Donald Berg Jr.", "Donald Berg"),
        ("Lauren Smith sued. Ms. Smith was fired. Mr. Smith, no relation, paid.", "Mr. Smith", "Ms. Smith"),
        (
            "The House of Commons sat in London. The House of Representatives sat. The House rose.",
            "the House",
            "House of Commons",
        ),
        ("The Senate passed the Safe Rivers Act on Friday. H.R. 12 is another bill.", "H.R. 12", "Safe Rivers Act"),
        ("Speaker Ann Weaver left the House of Representatives.", "Ann Weaver", "House of Representatives"),
        ("Roberta Lund, president of the European Parliament, spoke.", "Roberta Lund", "European Parliament"),
        ("Tom Fox, chairman of the House Ethics Committee, spoke.", "Tom Fox", "House Ethics Committee"),
        ("GOP leader Tom Fox spoke.", "Tom Fox", "GOP"),
        ("Shares of Ford rose. Ford sells cars, the company said. Doug Ford, a premier, was glad.", "Ford", "Doug Ford"),
        ("US Chief Justice John Berg spoke.", "John Berg", "United States"),
        (
            "The European Commission met. The River Trade Commission met. The Commission spoke.",
            "the Commission",
            "River Trade Commission",
        ),
    ],
)
def test_in_doubt_two_are_two(text, one, other):
    assert identities([text]).canonical(one) != identities([text]).canonical(other)


def test_one_bill_that_a_text_calls_by_two_names_is_one():
    names = identities(["Republicans fought the bill — called the Safe Rivers Act or H.R. 12 — for weeks."])

    assert names.canonical("H.R. 12") == names.canonical("the Safe Rivers Act") == "Safe Rivers Act"


def test_a_form_of_address_after_an_office_takes_nothing_from_it():
    assert identities(["British Prime Minister Sir John Lund spoke."]).canonical("Lund") == "United Kingdom"


def test_a_headline_makes_nobody():
    names = identities(["Ann Weaver Slams Tom Fox\nAnn Weaver said on Friday that Tom Fox was wrong."])

    assert (names.canonical("Weaver"), names.canonical("Fox")) == ("Ann Weaver", "Tom Fox")


def test_who_is_who_does_not_depend_on_the_order_of_the_articles():
    called = ("Weaver", "the House", "HR 12", "NRT", "Fox", "Smith, a former aide")

    assert len({tuple(map(identities(texts).canonical, called)) for texts in itertools.permutations(HILL)}) == 1


PIECES = sorted(
    {*" ".join(HILL).split(), ",", "and", "of", "the", "'s", "(R-Ohio)", "R-Ohio", "Jr.", "former", "aide", "for", "Mr."}
)


@given(st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join))
def test_the_name_of_a_name_is_itself_whatever_stands_around_it(phrase):
    names = identities(HILL)

    assert names.canonical(names.canonical(phrase)) == names.canonical(phrase)
