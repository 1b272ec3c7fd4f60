"""What guards once took for wrong and is right, with a wrong neighbour of each that they must still refuse."""

import pytest

from summarize.checking.guards import objections


def blocked(statement, cited):
    return [o.reason for o in objections(statement, [cited]) if o.weight == "block"]


RIGHT = [
    # two agents, each behind a participle of its own
    ("The county supported the museum.", "A museum run by the parish and supported by the county opened."),
    ("The county supported the museum run by the parish.", "The museum is run by the parish and supported by the county."),
    ("Lisbon would have supported a league led by Madrid.", "The league, led by Madrid and supported by Lisbon, meets in May."),
    # an active verb turned passive, and the other way round
    ("Oslo imposed tariffs on Kiel.", "The tariffs imposed by Oslo on Kiel hurt farmers."),
    ("The league imposed a ban on the club.", "A ban imposed by the league on the club took effect."),
    ("The league imposed a ban on the club.", "A ban imposed jointly by the league and the union took effect."),
    ("Tariffs imposed by Oslo hurt Kiel.", "Oslo imposed tariffs on Kiel, which hurt Kiel."),
    ("The club was fined and banned by the league.", "The league banned the club and fined it."),
    # an adjective speaks of its noun, not of the claim
    (
        "The vote moved the ferry line along, the board said.",
        "The board said the vote moved the ferry line to a potential start.",
    ),
    ("The board voted for the ferry line.", "The board voted for the possible rival of the bridge, the ferry line."),
    # a hedge of another clause
    ("The mayor said the inquiry began.", "The inquiry, which could last months, the mayor said on Monday, began in May."),
    ("The ferry will dock in Kiel.", "The ferry docks in Kiel, said Lund, who wants to retire soon."),
    # a capital inside the quotation is not who speaks
    ("Holm called the Senate inquiry a disgrace.", "“The Senate inquiry is a Disgrace,” he posted."),
    ("Holm called it a disgrace.", "“It is a total Witch Hunt. This is a Disgrace,” he posted. Holm owns the line."),
]
WRONG = [
    ("The museum supported the county.", "A museum run by the parish and supported by the county opened."),
    ("Kiel imposed tariffs on Oslo.", "Oslo imposed tariffs on Kiel."),
    ("The club fined the league.", "The league fined the club."),
    ("The board presented a rival of the bridge.", "The board presented a potential rival of the bridge."),
    ("The inquiry lasts months.", "The inquiry, which could last months, the mayor said on Monday, began in May."),
    ("The ferry will dock in Kiel.", "The ferry may dock in Kiel."),
    ("Lund called the inquiry a disgrace.", "Berg spoke on Monday. “The inquiry is a Disgrace,” Berg posted."),
]


@pytest.mark.parametrize(("statement", "cited"), RIGHT)
def test_what_is_right_is_not_blocked(statement, cited):
    assert not blocked(statement, cited)


@pytest.mark.parametrize(("statement", "cited"), WRONG)
def test_its_wrong_neighbour_still_is(statement, cited):
    assert blocked(statement, cited)


def test_a_day_of_the_week_is_nobody_who_speaks():
    assert not [
        r
        for r in blocked("Holm said the ferry is safe.", "It closed on Monday. “I trust the ferry,” he said.")
        if "Monday" in r
    ]
