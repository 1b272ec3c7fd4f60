"""Accusation and denial, fact and open question, all and some, as news tells them."""

import itertools

import pytest

from tests.test_conflicts import finding, found

ACCUSED = [
    (
        [
            "Mayor Peter Lund was accused by two former clerks of taking bribes from builders in 2019.",
            "Lund has always denied taking bribes, and remains in office.",
        ],
        "contradiction",
    ),
    (
        [
            "Prosecutors charged Anna Weiss, the head of the ferry company, with fraud.",
            "At a hearing that lasted an hour, Weiss rejected the charges of fraud.",
        ],
        "contradiction",
    ),
    (
        [
            "The nurse Ida Holm sued the Rovik clinic in March, alleging unpaid overtime.",
            "The Rovik clinic disputes the allegations of unpaid overtime, which its lawyers call a misunderstanding.",
        ],
        "contradiction",
    ),
    (
        [
            "Coach Karl Brandt was sued by a former player, Lena Moe, in 2021, alleging abuse.",
            "Moe accused Brandt of shouting at her in front of the team.",
            "Several sponsors left the club over the accusations, which Brandt has repeatedly denied.",
        ],
        "contradiction",
    ),
]
OPEN = [
    (
        [
            "Nordlast has paid the fine of the harbour office.",
            "It is unclear whether Nordlast has paid the fine.",
        ],
        "differing accounts",
    ),
    (
        [
            "Weiss said that she would refund the tickets, but has not kept that promise.",
            "Weiss promised to refund the tickets, and an aide declined to say whether she had fulfilled that promise.",
        ],
        "differing accounts",
    ),
]
EXTENT = [
    (
        [
            "The Harbour Act would require all ships that enter the port to report their cargo.",
            "The Harbour Act, part of a wider package, would require tankers and foreign ships that enter the port to report it.",
        ],
        "differing accounts",
    ),
    (
        [
            "The Fair Rents Law will oblige all landlords to publish their rents.",
            "The Fair Rents Law will oblige landlords who own more than ten flats to publish their rents.",
        ],
        "differing accounts",
    ),
]
NONE = [
    # Another one denies, or another thing is denied.
    ["Mayor Peter Lund was accused by two clerks of taking bribes.", "Anna Weiss has always denied taking bribes."],
    ["Mayor Peter Lund was accused of taking bribes.", "Lund denied that he would leave his party."],
    ["Prosecutors charged Anna Weiss with fraud.", "Weiss rejected the allegations of harassment."],
    ["Prosecutors charged Anna Weiss with fraud.", "Weiss denied the accusations."],
    ["Moe accused Brandt of shouting at her.", "Moe denied the accusations, which Brandt made on Friday."],
    ["Brandt was sued by Moe, alleging abuse.", "Brandt could neither confirm nor deny the allegations of abuse."],
    ["Brandt was accused of abuse by Moe.", "Brandt did not deny the accusations of abuse."],
    ["Brandt was accused of abuse by Moe.", "Brandt was denied bail over the accusations of abuse."],
    ["Peter Lund was accused of taking bribes.", "Lund was cleared of taking bribes, which his rival Weiss disputes."],
    ["Prosecutors charged Anna Weiss with fraud.", "Weiss rejected the charges that the ferry company adds to each ticket."],
    # Another one, another act, a plan, a question that is asked of what comes.
    ["Nordlast has paid the fine of the harbour office.", "It is unclear whether Sealine has paid the fine."],
    ["Nordlast has paid the fine of the harbour office.", "It is unclear whether Nordlast will pay the fine."],
    ["Nordlast will pay the fine.", "It is unclear whether Nordlast will pay the fine."],
    ["Nordlast has paid the fine.", "It is unclear whether Nordlast has paid the rent."],
    ["Police said that Nordlast has paid the fine.", "It is unclear whether Nordlast has paid the fine."],
    ["Berg returned the gift.", "Holm asked whether Berg returned the gift."],
    ["Weiss has not kept her promise to refund the tickets.", "It is unclear whether Weiss kept her promise to lower fares."],
    # Two laws, two acts, two groups of which nothing says that they are all.
    [
        "The Harbour Act would require all ships that enter the port to report their cargo.",
        "The Fisheries Act would require foreign ships that enter the port to report their cargo.",
    ],
    [
        "The Harbour Act would require all ships that enter the port to report their cargo.",
        "The Harbour Act would require foreign ships that enter the port to pay a fee.",
    ],
    [
        "The Harbour Act would require all ships to report their cargo.",
        "The Harbour Act would require all ships that enter the port to report their cargo.",
    ],
    ["The Rovik council banned all phones in schools.", "The Rovik council banned phones in libraries."],
    ["The Rovik council banned all phones in schools.", "The Rovik council wants to ban phones with cameras in schools."],
    # Rounded, of other times, of other things.
    [
        "Protesters filled the square as the Sund parliament passed the Forest Act by 61 votes.",
        "The Sund parliament passed the Fishing Act by 74 votes, with the greens and half of the farmers in favour.",
    ],
    [
        "The Nordlast inquiry, which took three years and heard dozens of sailors, ran to nearly 700 pages.",
        "The Nordlast inquiry ran to 688 pages, most of them on the night when the ferry sank.",
    ],
    [
        "To settle the case before the summer, Nordlast paid the families 84 million euros in 2019.",
        "Nordlast paid the families 60 million euros in 2021, their lawyer Ida Holm told reporters outside the court.",
    ],
    [
        "To settle the case before the summer, Nordlast paid the families 84 million euros.",
        "Nordlast paid the crew 60 million euros, their lawyer Ida Holm told reporters outside the court.",
    ],
    [
        "To settle the case before the summer, Nordlast paid the families 84 million euros.",
        "Nordlast offered the families 60 million euros, their lawyer Ida Holm told reporters outside the court.",
    ],
]


def told(statements):
    """The first is one article, all further ones are another."""
    return [finding(n, text, "b" if n > 1 else "a") for n, text in enumerate(statements, 1)]


@pytest.mark.parametrize(("statements", "kind"), [*ACCUSED, *OPEN, *EXTENT])
def test_what_two_articles_tell_otherwise_is_a_conflict_between_them(statements, kind):
    for order in itertools.permutations(told(statements)):
        [conflict] = found(*order)
        assert (conflict.kind, conflict.findings[0]) == (kind, "s-1")


@pytest.mark.parametrize("statements", NONE)
def test_what_is_of_another_person_thing_time_or_extent_is_no_conflict(statements):
    assert found(*told(statements)) == ()
    assert found(*reversed(told(statements))) == ()


def test_an_accusation_and_its_denial_in_two_copies_of_one_report_are_no_conflict():
    one = finding(1, "Prosecutors charged Anna Weiss with fraud.", "a", origins=("x",))
    other = finding(2, "Weiss rejected the charges of fraud.", "b", origins=("x",))

    assert found(one, other) == ()


def test_each_wording_of_a_finding_is_compared_by_itself():
    joined = finding(1, "The council met on the new bridge", "a")
    own = finding(1, "The council is considering a new bridge", "c")
    other = finding(2, "The council approved the new bridge", "b")

    [conflict] = found(joined, own, other)
    assert conflict.findings == ("s-1", "s-2")
