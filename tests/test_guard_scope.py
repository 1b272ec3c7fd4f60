import pytest

from summarize.checking.guards import objections

CARRIED = (
    ("Hald is the largest harbour for containers.", "Hald is the largest container harbour."),
    ("She is the first woman to head the bank.", "She is the first female head of the bank."),
    ("All councillors voted yes.", "The councillors voted yes unanimously."),
    ("Most councillors voted yes.", "A majority of councillors voted yes."),
    ("Some councillors voted yes.", "Most councillors voted yes."),
    ("Many councillors voted yes.", "Most councillors voted yes."),
    ("Every school is closed.", "All schools are closed."),
    ("All schools are closed.", "Schools nationwide are closed."),
    ("Only the mayor voted no.", "Just the mayor voted no."),
    ("Not only the mayor voted no.", "The mayor and others voted no."),
    ("The club is the first to win.", "No club had ever won before; it is the first."),
    ("Some members of the council want a tunnel.", "Several members of the council want a tunnel."),
    ("The council wants a tunnel.", "The council wants a tunnel, its head said."),
    ("The council wants a tunnel.", "The head of the council said the council wants a tunnel."),
    ("Rain fell in Italy.", "Rain fell in northern Italy."),
    ("The whole town was flooded.", "The entire town was flooded."),
    ("All passengers survived.", "None of the passengers was killed; all survived."),
    ("The fire destroyed the whole block.", "The block was completely destroyed by the fire."),
    ("Everyone was rescued.", "All of them were rescued."),
    ("All four sailors were rescued.", "The four sailors were rescued."),
    ("Both sides agreed.", "The union and the port agreed."),
    ("Each of the ships carries grain.", "All of the ships carry grain."),
    ("The mayor alone decides.", "Only the mayor decides."),
    ("She lives alone.", "She lives by herself."),
    ("The firm is owned entirely by the city.", "The city owns all of the firm."),
    ("The whole of the fleet is old.", "All of the fleet is old."),
    ("South Korea won.", "South Korea won the game."),
    ("The union rejected the offer at first.", "At first the union rejected the offer."),
    ("In the first half, Norra led.", "Norra led in the first half."),
    ("All of its boats were sold.", "The firm sold its entire fleet of boats."),
)
WRONG = (
    ("All councillors voted yes.", "Some councillors voted yes."),
    ("All councillors voted yes.", "Most councillors voted yes."),
    ("All councillors voted yes.", "The councillors of the left voted yes."),
    ("Most councillors voted yes.", "Some councillors voted yes."),
    ("Every school is closed.", "Several schools are closed."),
    ("Only the mayor voted no.", "The mayor voted no."),
    ("The club is the first to win.", "The club won."),
    ("The council wants a tunnel.", "Some members of the council want a tunnel."),
    ("The council wants a tunnel.", "Several council members want a tunnel."),
    ("Rain fell across northern Italy.", "Rain fell across Italy."),
    ("Everyone was rescued.", "Eleven people were rescued."),
    ("All ships carry grain.", "Half of the ships carry grain."),
    ("Few residents oppose the plan.", "Many residents oppose the plan."),
    ("Western Europe will freeze.", "Europe will freeze."),
    ("Hald is the largest port in Norland.", "Hald is the largest container port in Norland."),
    ("She is the first head of the bank.", "She is the first female head of the bank."),
)
OPEN = (
    ("Only six voted no.", "Six voted no."),
    ("The ferry first sailed in May.", "The ferry sailed in May."),
    ("Rain fell across Italy.", "Rain fell across northern Italy."),
    ("The whole town was flooded.", "The town was flooded."),
)


def weights(statement, cited):
    return {o.weight for o in objections(statement, [cited]) if o.kind == "scope"}


@pytest.mark.parametrize(("statement", "cited"), CARRIED)
def test_a_share_said_otherwise_passes(statement, cited):
    assert "block" not in weights(statement, cited)


@pytest.mark.parametrize(("statement", "cited"), WRONG)
def test_a_share_made_larger_or_a_body_made_of_its_members_blocks(statement, cited):
    assert "block" in weights(statement, cited)


@pytest.mark.parametrize(("statement", "cited"), OPEN)
def test_what_may_be_stress_is_a_doubt_at_most(statement, cited):
    assert "block" not in weights(statement, cited)
