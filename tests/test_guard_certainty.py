"""What is planned, possible, alleged or only supposed is not told as done, nor without its condition."""

import pytest

from summarize.checking.entailment import Entailment
from summarize.checking.guards import certainty
from summarize.language.certainty import Certainty
from summarize.language.certainty import certainty as certainty_of
from summarize.language.english import parse, parse_all

# Each is a statement, and the text that it cites.
SURER = [
    ("The reservoir runs dry.", "If the reservoir runs dry, farms will close."),
    ("Farms will close.", "If the reservoir runs dry, farms will close."),
    ("The pilot landed.", "Had the pilot landed, the passengers would have lived."),
    ("The striker scored in the final minute.", "The striker nearly scored in the final minute."),
    ("The treaty was signed in Oslo.", "The treaty was to be signed in Oslo."),
    ("The ministry closed four hospitals.", "The ministry plans to close four hospitals."),
    ("The club is selling its stadium.", "The club is considering selling its stadium."),
    ("The company raised wages.", "The union asked the company to raise wages."),
    ("The firm paid the fine.", "The judge ordered the firm to pay the fine."),
    ("The airline will cut 300 jobs.", "The airline may cut 300 jobs."),
    ("The cashier stole the money.", "The cashier allegedly stole the money."),
    ("He bought the castle.", "He is said to have bought the castle."),
    ("The lake will dry up within ten years.", "The lake could dry up within ten years."),
    ("The merger will go ahead.", "The merger will go ahead only after the regulator approves it."),
    ("The airport will reopen.", "The airport will reopen once the runway has been repaired."),
    ("The council will fund the library.", "The council will fund the library, provided that the state pays half."),
    ("The museum opened a new wing.", "The museum hopes to open a new wing."),
    ("The dam will be shut.", "Unless rain falls, the dam will be shut."),
    ("The factory will close.", "“Will the factory close?” one worker asked."),
    ("The sale will bring in $4 million.", "The sale, subject to approval by shareholders, will bring in $4 million."),
    ("The pesticide was banned.", "The minister proposed banning the pesticide."),
    ("The volcano will erupt.", "It is possible that the volcano will erupt."),
    ("The health ministry approved the vaccine.", "The health ministry is expected to approve the vaccine next week."),
    ("The city of Lund has banned diesel cars.", "A ban on diesel cars is being considered by the city of Lund."),
    ("A candle started the fire.", "Investigators believe that a candle started the fire."),
    ("The chief executive moved the factory to Norland.", "The chief executive threatened to move the factory to Norland."),
    ("The two sailors were released.", "The trade union called for the release of the two sailors."),
    ("Norland hosted the talks.", "Norland has offered to host the talks."),
    (
        "The storm will reach the coast on Sunday, forecasters said.",
        "The storm might reach the coast on Sunday, forecasters said.",
    ),
    ("The court ruled on the appeal in June.", "The court is to rule on the appeal in June."),
    ("The club signed the goalkeeper in January.", "The club tried to sign the goalkeeper in January."),
    ("The bank had frozen the accounts.", "Rumours that the bank had frozen the accounts spread quickly."),
    ("Two former managers hid the losses.", "Two former managers are accused of hiding the losses."),
    ("The festival will take place in July.", "The festival will take place in July if the police give permission."),
    ("The grant would be paid out.", "The grant would be paid out only if the school stayed open."),
    ("Norland will lend ships and could lend crews.", "Norland could lend ships and will lend crews."),
    ("The army will take over the port.", "In the event of a flood, the army will take over the port."),
    ("The plant will restart.", "The plant will restart pending an inspection."),
    ("The company repaid the loan by March.", "The company must repay the loan by March."),
    ("The lake was poisoned.", "Scientists asked whether the lake was poisoned."),
    ("The striker missed the bus to the final.", "The striker almost missed the bus to the final."),
    ("The two firms have merged their shipyards.", "The two firms are in talks about merging their shipyards."),
    ("The governor signed the bill.", "The governor said she would sign the bill."),
    ("The match was moved to Lund.", "If it had rained, the match would have been moved to Lund."),
    ("The museum was forced to sell the painting.", "The museum could be forced to sell the painting."),
    ("The painting was taken out of the country.", "Police suspect that the painting was taken out of the country."),
    ("A second dose is needed for older patients.", "A second dose might be needed for older patients, the study suggests."),
    ("The premier will resign.", "Should the vote fail, the premier will resign."),
    ("The statue was returned to the museum.", "The museum wants the statue returned by the end of the year."),
    ("Lawmakers passed the budget on Friday.", "Lawmakers have until Friday to pass the budget."),
    ("The team will reach the final.", "The team can still reach the final if it beats Arvela on Sunday."),
    ("Drivers are fined under the law.", "Drivers would be fined under the draft law."),
    ("The ferry left at noon.", "The ferry was supposed to leave at noon."),
    ("The drug slows the disease.", "The drug appears to slow the disease, early results suggest."),
    ("Schools closed on Monday.", "The ministry told schools to close on Monday."),
    (
        "The court will hear the appeal in March.",
        "The court may hear the appeal in March if the defence files its papers in time, a clerk said.",
    ),
    (
        "Denmark has sent 40 engineers to rebuild bridges.",
        "Denmark plans to send 40 engineers to rebuild bridges destroyed by the earthquake.",
    ),
    (
        "Denmark will send 40 engineers to rebuild bridges.",
        "Denmark plans to send 40 engineers to rebuild bridges destroyed by the earthquake.",
    ),
    ("The merger costs 400 jobs in the region.", "The merger could cost 400 jobs in the region."),
    (
        "The union said it would call off the strike.",
        "The union said it would call off the strike only if the airline raised pay by 7 percent.",
    ),
    ("The bank would lend the club money.", "The bank would lend the club money provided the city guarantees it."),
    ("The keeper sold the club's tickets to strangers.", "The keeper allegedly sold the club's tickets to strangers."),
    ("Clubs must print a label on their tickets.", "Clubs may print a voluntary label on their tickets."),
    ("The club held a hearing in spring.", "The club held a vote on the harbour and plans to hold a hearing in spring."),
    (
        "Lind said shippers have no reason to avoid the harbour.",
        "Lind said that once the bridge has been mended, shippers have no reason to avoid the harbour.",
    ),
]

NO_SURER = [
    (
        "The union leader Ines Dahl said the plan would weaken the port by letting tugs idle, and would impose one tariff on docks.",
        "The union leader Ines Dahl of Lund said the plan would weaken the port by letting tugs idle, and would impose one tariff on docks.",
    ),
    (
        "Dahl hopes that the owner will be “a man of honour” and repay the loan.",
        "Ines Dahl, head of the union, also hopes that the owner will be “a man of honour” and repay the loan.",
    ),
    ("The museum opened a new wing.", "The museum opened a new wing, and hopes to open another."),
    ("Four hospitals were closed.", "The ministry said that four hospitals were closed."),
    ("The ministry plans to close four hospitals.", "The ministry will close four hospitals."),
    ("The airline is considering cutting 300 jobs.", "The airline may cut 300 jobs."),
    ("The police searched the river.", "The police began to search the river."),
    ("The club signed the striker.", "The club managed to sign the striker."),
    ("The airport will reopen after the repair of the runway.", "The airport will reopen once the runway has been repaired."),
    ("The bridge opened in 1990.", "The minister asked whether the bridge, which opened in 1990, was safe."),
    ("The cashier worked there for years.", "The cashier, who worked there for years, allegedly stole the money."),
    ("The firm was ordered to pay the fine.", "The judge ordered the firm to pay the fine."),
    ("According to police, the cashier stole the money.", "The cashier allegedly stole the money."),
    ("The mayor closed the school.", "The fire could spread, so the mayor closed the school."),
    ("Residents will get a grant if they want to move.", "Residents who want to move will get a grant."),
    ("The firm will sell the yard to Holm.", "The firm agreed to sell the yard to Holm."),
    ("The team travelled to Rome.", "The team travelled to Rome to play the final."),
    ("She spoke to reporters on Monday.", "If elected, she would cut taxes, she told reporters on Monday."),
    ("The bank said that it was unable to repay the loan.", "The bank said it could not repay the loan."),
    ("The strike ended in June.", "The strike, which was expected to end in May, ended in June."),
    (
        "The court ordered the company to repay the loan by March.",
        "The court ruled that the company must repay the loan by March.",
    ),
    (
        "Malm introduced a ban on diesel cars in 2020.",
        "Lund is considering a ban on diesel cars, which Malm introduced in 2020.",
    ),
    ("The club tried to sign the goalkeeper.", "The club tried to sign the goalkeeper, and in January it did."),
    (
        "The health ministry approved the vaccine.",
        "The health ministry approved the vaccine, and plans to buy a million doses.",
    ),
    (
        "The storm killed two people in Norland.",
        "The storm, which killed two people in Norland, might reach the coast on Sunday.",
    ),
    ("The governor plans to sign the bill, she said.", "The governor said she would sign the bill."),
    (
        "If the police allow it, the festival will be held in July.",
        "The festival will take place in July if the police give permission.",
    ),
    ("The festival needs the permission of the police.", "The festival will take place in July if the police give permission."),
    ("Two former managers are accused of having hidden the losses.", "Two former managers are accused of hiding the losses."),
    ("A candle may have started the fire.", "Investigators believe that a candle started the fire."),
    ("The factory employs 300 people.", "The factory, which could close next year, employs 300 people."),
    (
        "The company opened a new plant in May.",
        "After the fire, the company decided to build a new plant, which opened in May.",
    ),
    ("She founded the clinic.", "She wants to continue working at the clinic that she founded."),
    ("The police may stop cars under the law.", "The law allows the police to stop cars."),
    (
        "The report said that the bus company should have checked the brakes.",
        "The bus company should have checked the brakes, the report found.",
    ),
    ("The council will fund the library.", "The council agreed on Monday to fund the library."),
    ("The striker was hurt in May.", "The team hopes that the striker, who was hurt in May, will play."),
    ("Norland is willing to host the talks.", "Norland has offered to host the talks."),
    ("The company wants to save money by cutting jobs.", "The company plans to cut jobs to save money."),
    (
        "The firm bought boats with the money, the judge found.",
        "The judge found that the firm had used the money to buy boats.",
    ),
    ("The army left the town.", "The army was forced to leave the town."),
    ("The ship will arrive on Monday, the port said.", "The ship is due to arrive on Monday, the port said."),
    ("Holm leads the union.", "Holm was elected to lead the union."),
    ("The port is open.", "The port is open to ships of any size."),
    ("The sailors flew home on Friday.", "The court ordered the release of the sailors, who flew home on Friday."),
    ("The money was paid out in June.", "The bank agreed to lend the city $40 million, and the money was paid out in June."),
    ("Schools were told by the ministry to close on Monday.", "The ministry told schools to close on Monday."),
    ("Rates fell in March.", "If rates fall further, savers may lose; they fell in March."),
    ("The coach has won three titles.", "The coach, who could leave in summer, has won three titles."),
    ("Residents were asked to leave their homes.", "Residents were asked to leave their homes, and most did."),
    ("Thieves stole a painting.", "Thieves stole a painting that may be worth $2 million."),
    ("The state borrowed $300 million to repair the dam.", "To repair the dam, the state borrowed $300 million."),
    (
        "The proposed law would make firms publish their prices.",
        "The law, if passed, would force firms to publish their prices.",
    ),
    ("The union's leader threatened a strike over pay.", "The union will strike unless pay is raised, its leader said."),
    ("The tunnel flooded in April.", "Engineers have been trying to reopen the tunnel since it flooded in April."),
    ("The port bought cranes in 2020.", "The port hopes to double the number of cranes it bought in 2020."),
    ("The governor will probably veto the bill.", "The governor is likely to veto the bill."),
    (
        "A pay rise of 7% from the airline is the union's condition for ending the strike.",
        "The union said it would call off the strike only if the airline raised pay by 7 percent.",
    ),
    (
        "Fears of unsafe water made the clinic close the ward.",
        "The clinic closed the ward over concerns that the water may be unsafe.",
    ),
]


def objections(statement, *cited):
    return list(certainty.objections(Entailment(parse(statement), parse_all(cited))))


@pytest.mark.parametrize(("statement", "cited"), SURER)
def test_what_the_text_leaves_open_is_not_told_as_sure(statement, cited):
    assert "block" in {weight for _, weight in objections(statement, cited)}


@pytest.mark.parametrize(("statement", "cited"), NO_SURER)
def test_what_is_no_surer_than_its_text_is_not_blocked(statement, cited):
    assert "block" not in {weight for _, weight in objections(statement, cited)}


@pytest.mark.parametrize("text", sorted({cited for _, cited in SURER + NO_SURER}))
def test_a_copy_is_not_objected_to(text):
    assert objections(text, text) == []


@pytest.mark.parametrize(
    "supposed",
    [
        "If the club sold the stadium, rents would rise.",
        "Had the club sold the stadium, rents would have risen.",
        "The club nearly sold the stadium.",
        "The club would have sold the stadium.",
        "“Has the club sold the stadium?” a reporter asked.",
        "The mayor asked whether the club had sold the stadium.",
        "The club is rumoured to have sold the stadium.",
        "The club was to sell the stadium.",
        "The club hopes to sell the stadium.",
    ],
)
def test_what_is_only_supposed_has_not_happened(supposed):
    assert "block" in {weight for _, weight in objections("The club sold the stadium.", supposed)}


def test_a_reason_has_the_words_that_hedge():
    assert objections("The club sold the stadium.", "The club may sell the stadium.") == [
        ('the statement says "sold"; the cited text says "may sell"', "block")
    ]


def test_a_reason_has_the_condition():
    assert objections("Rents will rise.", "If the stadium is sold, rents will rise.") == [
        ('the cited text adds "If the stadium is sold"; the statement leaves it out', "block")
    ]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("If it sells, it gains.", Certainty.SUPPOSED),
        ("It reportedly sells boats.", Certainty.ALLEGED),
        ("It may sell boats.", Certainty.POSSIBLE),
        ("It hopes to sell boats.", Certainty.PROPOSED),
        ("It will sell boats.", Certainty.PLANNED),
        ("It began to sell boats.", Certainty.STATED),
        ("It sold boats.", Certainty.STATED),
    ],
)
def test_certainty_is_a_ladder(text, level):
    verb = next(w for w in parse(text).words if w.lemma == "sell")

    assert certainty_of(verb) == level
