"""Negation, modality, conditions, scope, attribution, time, direction, cause and additions: own sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.guards import objections

COURT = "The court may hear the appeal in March if the defence files its papers in time, a clerk said."
BID = "Acme Corp rejected a takeover offer from Zenith Holdings, calling it too low."
PLAN = "Denmark plans to send 40 engineers to rebuild bridges destroyed by the earthquake."
STRIKE = "The union said it would call off the strike only if the airline raised pay by 7 percent."
SECRET = "A senior health ministry official, speaking on condition of anonymity, said the vaccine plan had been delayed."
TREATY = "Kenya and Tanzania signed the fisheries treaty after Uganda had ratified it."
VIRUS = "Scientists did not find any trace of the virus in the samples."
FINAL = "Maria Lopez beat Anna Novak in the final on Saturday to win her second title of the season."
STORM = "The storm killed twelve people in Honduras. Schools in Guatemala stayed closed on Monday."
VALLEY = "Some residents of the valley have returned home, but most roads remain closed."

UNSUPPORTED = [
    ("negation", "Acme Corp accepted a takeover offer from Zenith Holdings.", BID),
    ("negation", "Scientists found a trace of the virus in the samples.", VIRUS),
    ("negation", "The mayor rejected the proposal.", "The mayor did not reject the proposal."),
    ("negation", "The strike was not called off on Sunday.", "The strike was called off on Sunday."),
    ("negation", "The bid is merely a threat.", "The bid is not merely a threat; it is a plan."),
    ("negation", "The ferry company has ruled out cutting routes.", "The ferry company has not ruled out cutting routes."),
    ("modality", "The court will hear the appeal in March.", COURT),
    ("modality", "Denmark has sent 40 engineers to rebuild bridges.", PLAN),
    ("modality", "Denmark will send 40 engineers to rebuild bridges.", PLAN),
    ("modality", "The merger costs 400 jobs in the region.", "The merger could cost 400 jobs in the region."),
    ("condition", "The union said it would call off the strike.", STRIKE),
    ("condition", "The bank would lend the club money.", "The bank would lend the club money provided the city guarantees it."),
    ("scope", "All residents of the valley have returned home.", VALLEY),
    ("scope", "Only Kenya signed the treaty.", "Kenya signed the treaty."),
    ("scope", "The board voted unanimously for the sale.", "The board voted for the sale."),
    ("scope", "Most farmers have sold their cattle.", "Some farmers have sold their cattle."),
    ("attribution", "The health ministry announced that the vaccine plan had been delayed.", SECRET),
    ("attribution", "Paul Adeyemi said the vaccine plan had been delayed.", SECRET),
    (
        "attribution",
        "Prosecutor Ida Lind said they would appeal.",
        "“We will appeal,” said lawyer Tomas Berg. Prosecutor Ida Lind declined to comment.",
    ),
    ("time", "Kenya and Tanzania signed the fisheries treaty before Uganda had ratified it.", TREATY),
    ("time", "The price rose during the vote.", "The price rose after the vote."),
    ("time", "Rain fell in the past week.", "Rain is expected in the coming week."),
    ("direction", "Anna Novak beat Maria Lopez in the final on Saturday.", FINAL),
    ("direction", "Zenith Holdings rejected a takeover offer from Acme Corp.", BID),
    ("direction", "The storm killed twelve people in Guatemala.", STORM),
    (
        "direction",
        "Patients moved from the new building to the old wing.",
        "Patients moved from the old wing to the new building.",
    ),
    ("direction", "The protest was led by Ida Lind.", "The protest, led by Tomas Berg, was joined by Ida Lind."),
    ("stitched", "Schools in Guatemala stayed closed because the storm killed twelve people in Honduras.", STORM),
    ("stitched", "The loan depends on the sale of the port.", "The loan was approved. The sale of the port was delayed."),
    (
        "absent",
        "The plan covers roads, bridges, rail tunnels, harbour walls and secret bunker complexes.",
        "The plan covers roads, bridges, rail tunnels and harbour walls.",
    ),
]

SUPPORTED = [
    ("Zenith's takeover offer was rejected by Acme as too low.", BID),
    ("Acme did not accept the takeover offer from Zenith Holdings.", BID),
    ("The appeal might be heard in March if the defence hands in its papers on time, a court clerk said.", COURT),
    ("Copenhagen intends to send forty engineers to rebuild bridges wrecked by the earthquake.", PLAN),
    ("Bridges destroyed by the earthquake are to be rebuilt with the help of Danish engineers.", PLAN),
    ("A pay rise of 7% from the airline is the union's condition for ending the strike.", STRIKE),
    ("The vaccine plan was put off, an unnamed health ministry official said.", SECRET),
    ("An official who asked not to be named said the plan was delayed.", SECRET),
    ("Uganda ratified the fisheries treaty before Kenya and Tanzania signed it.", TREATY),
    ("Nairobi and Dodoma signed the fisheries treaty once Uganda had ratified it.", TREATY),
    ("No trace of the virus was found in the samples.", VIRUS),
    ("Anna Novak was beaten by Maria Lopez in Saturday's final.", FINAL),
    ("Lopez won the final; it was her second title this season.", FINAL),
    ("Twelve people died in the storm in Honduras, and schools in Guatemala were shut on Monday.", STORM),
    ("A number of valley residents are back home, while most roads are still closed.", VALLEY),
    ("Chile and Peru both support the code.", "Not only Chile but also Peru supports the code."),
    ("The ferry company might cut winter routes.", "The ferry company has not ruled out cutting winter routes."),
    ("Counting has not finished in nine provinces.", "Counting continues in nine provinces, the commission said."),
    ("The board has been asked to replace its chief.", "Shareholders have asked the board to replace its chief."),
]


@pytest.mark.parametrize(("kind", "statement", "cited"), UNSUPPORTED)
def test_a_statement_that_says_more_is_blocked(kind, statement, cited):
    found = objections(statement, cited.split("\n"))

    assert kind in {o.kind for o in found if o.weight == "block"}


@pytest.mark.parametrize(("statement", "cited"), SUPPORTED)
def test_a_fair_rendering_is_not_blocked(statement, cited):
    found = objections(statement, cited.split("\n"))

    assert not [o for o in found if o.weight == "block"]


@pytest.mark.parametrize("cited", sorted({c for _, _, c in UNSUPPORTED} | {c for _, c in SUPPORTED}))
def test_a_copy_is_never_objected_to(cited):
    assert objections(cited, [cited]) == ()


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_judged(statement, cited):
    assert isinstance(objections(statement, [cited]), tuple)


@given(st.text(max_size=200))
def test_any_text_backs_itself_but_for_doubts(text):
    assert not [o for o in objections(text, [text]) if o.weight == "block"]


def test_objections_that_block_come_first():
    found = objections("The first 30 women of Chile voted again.", ["Twenty people voted."])

    weights = [o.weight for o in found]

    assert weights == sorted(weights)
    assert set(weights) == {"block", "doubt"}


def test_nothing_cited_carries_no_number_or_name():
    assert {o.kind for o in objections("Peru sent 12 boats.", [])} >= {"number", "name"}
