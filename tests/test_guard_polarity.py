"""What is denied is not told as so, nor what is so as denied, nor the opposite in its place."""

import pytest

from summarize.checking.entailment import Entailment
from summarize.checking.guards import polarity
from summarize.language.english import parse, parse_all

# Each is a statement, and the text that it cites.
TURNED = [
    ("The hospital closed its emergency ward.", "The hospital did not close its emergency ward."),
    ("The hospital did not close its emergency ward.", "The hospital closed its emergency ward."),
    ("The airline refunded the passengers.", "The airline refused to refund the passengers."),
    ("The coach met the referee.", "The coach denied that he had met the referee."),
    ("A player tested positive after the match.", "No player tested positive after the match."),
    ("The union signed the agreement.", "The union has never signed the agreement."),
    ("The airline delivered the bags.", "The airline failed to deliver the bags."),
    ("The council supports the new stadium.", "The council is against the new stadium."),
    ("Shares skyrocketed 12% on Friday.", "Shares plummeted 12% on Friday."),
    ("The laboratory found that the water is dangerous.", "The water is harmless, the laboratory found."),
    ("The jury found him innocent of fraud.", "The jury found him guilty of fraud."),
    ("Unemployment fell to 7% in March.", "Unemployment rose to 7% in March."),
    ("The firm has plans to sell the yard.", "The firm has no plans to sell the yard."),
    ("The mayor can dismiss the club.", "The mayor cannot dismiss the club."),
    ("The museum opened with a licence.", "The museum opened without a licence."),
    ("The bridge was repaired.", "The bridge remains unrepaired."),
    ("The court accepted the appeal.", "The court rejected the appeal."),
    ("The minister will raise the tax.", "The minister ruled out raising the tax."),
    ("Both clubs paid the fine.", "Neither club paid the fine."),
    ("The disease spread.", "The vaccine prevented the disease from spreading."),
    ("The airline sells tickets.", "The airline has stopped selling tickets."),
    ("The team lost the final.", "The team won the final."),
    ("The factory was sold.", "The factory was closed, not sold."),
    ("The tunnel is open.", "The tunnel is no longer open."),
    ("The club has paid the players.", "The club has yet to pay the players."),
    (
        "The appeals court reinstated the ban on gill nets.",
        "The appeals court declined on Thursday to reinstate the ban on gill nets, saying the agency had acted within its powers.",
    ),
    (
        "Prosecutors said there was evidence that the captain had been drinking.",
        "Prosecutors said there was no evidence that the captain had been drinking.",
    ),
    ("Holm has spoken publicly since the crash.", "Holm, who has not spoken publicly since the crash, attended the hearing."),
    (
        "The regulator blocked the merger of the two banks despite protests from unions.",
        "The regulator approved the merger of the two banks despite protests from unions.",
    ),
    ("Doctors say the new drug is unsafe for children.", "Doctors say the new drug is safe for children."),
    (
        "The strike was not called off after talks that lasted all night.",
        "The strike was called off after talks that lasted all night.",
    ),
    ("The ferry line will be sold.", "The minister denied reports that the ferry line would be sold."),
    (
        "The passengers were injured when the tram left the rails in Lund.",
        "None of the passengers was injured when the tram left the rails in Lund.",
    ),
    (
        "The goalkeeper has ruled out a return to the national team.",
        "The goalkeeper has not ruled out a return to the national team.",
    ),
    (
        "Sales of electric cars increased by 8 percent in the third quarter.",
        "Sales of electric cars declined by 8 percent in the third quarter.",
    ),
    (
        "The council voted for extending the tram line to the airport.",
        "The council voted against extending the tram line to the airport.",
    ),
    ("The union supports the closure of the mine.", "The union opposes the closure of the mine."),
    (
        "It is true that the mayor owns shares in the quarry.",
        "It is untrue that the mayor owns shares in the quarry, his office said.",
    ),
    ("The bank raised its main rate to 3 percent.", "The bank lowered its main rate to 3 percent."),
    ("The company is able to pay its suppliers.", "The company is unable to pay its suppliers."),
    ("The circus had a permit when it opened on Friday.", "Without a permit, the circus opened on Friday."),
    (
        "Inspectors found cracks in the second reactor, the agency said.",
        "Inspectors found no cracks in the second reactor, the agency said on Friday.",
    ),
    (
        "The bakery chain intends to close its shops in Malm.",
        "The bakery chain said it has no intention of closing its shops in Malm.",
    ),
    ("Wheat exports from Norland halved last year.", "Wheat exports from Norland doubled last year."),
    ("Judge Lind upheld the charges against the skipper.", "Judge Lind dismissed the charges against the skipper."),
    ("The rail operator did not cancel its night trains to Oslo.", "The rail operator cancelled its night trains to Oslo."),
    ("Nurses at the clinic support the walkout.", "Nurses at the clinic do not support the walkout."),
    ("The crew saved the ship.", "The crew could not save the ship."),
    (
        "Acme Corp accepted a takeover offer from Zenith Holdings.",
        "Acme Corp rejected a takeover offer from Zenith Holdings, calling it too low.",
    ),
    ("Scientists found a trace of the virus in the samples.", "Scientists did not find any trace of the virus in the samples."),
    ("The mayor rejected the proposal.", "The mayor did not reject the proposal."),
    ("The strike was not called off on Sunday.", "The strike was called off on Sunday."),
    ("The bid is merely a threat.", "The bid is not merely a threat; it is a plan."),
    ("The ferry company has ruled out cutting routes.", "The ferry company has not ruled out cutting routes."),
    ("The club named its new coach.", "The club declined to name its new coach."),
    ("The ferries have been formally inspected.", "None of the four ferries has been formally inspected."),
    ("The falling crane hit a docker.", "The falling crane hit no one."),
    ("Fares including Aldham rose in May.", "Fares outside Aldham rose in May."),
    ("The yard said it will resume work on the quay.", "The yard said it will suspend work on the quay."),
]

KEPT = [
    ("The festival sold out.", "The festival not only sold out but also broke its record."),
    ("The minister did not rule out a tax on sugar.", "The minister refused to rule out a tax on sugar."),
    ("The club may sell the striker.", "It is not unlikely that the club will sell the striker."),
    ("The hospital's staff kept working.", "The hospital did not close, and its staff kept working."),
    ("The lorry hit the bridge.", "The driver was not hurt when the lorry hit the bridge."),
    ("The airline did not refund the passengers.", "The airline refused to refund the passengers."),
    ("The museum had no licence when it opened.", "The museum opened without a licence."),
    ("The fire hurt no one.", "Nobody was hurt in the fire."),
    ("Prices rose to a record.", "Unemployment fell, while prices rose to a record."),
    ("The club filed the appeal in May.", "The court threw out the appeal, which the club had filed in May."),
    ("The club met in June.", "The club did not meet until June."),
    ("The council supports the plan.", "The plan has opponents and supporters; the council supports it."),
    ("The factory was closed.", "The factory was closed, not sold."),
    ("The judge did not block the merger.", "The judge rejected the bid to block the merger."),
    (
        "The court fined the firm and banned it from bidding.",
        "The court did not only fine the firm but banned it from bidding.",
    ),
    ("The company cannot pay its suppliers.", "The company is unable to pay its suppliers."),
    ("Norland has yet to ratify the treaty.", "The treaty has not been ratified by Norland."),
    ("The council did not vote for extending the tram line.", "The council voted against extending the tram line."),
    ("The club approved the sale in May.", "The club never objected to the sale, which it approved in May."),
    ("The firm had appealed.", "The firm did not pay the fine because it had appealed."),
    (
        "Two hospitals in the north have closed their wards.",
        "Not all of the hospitals have closed their wards, though two in the north have.",
    ),
    ("The minister sent a letter.", "The minister, who did not attend, sent a letter."),
    ("Rescuers reached the village on Tuesday.", "Rescuers could not reach the village until Tuesday."),
    ("The water flooded the cellar.", "There was nothing to stop the water from flooding the cellar, and it flooded."),
    ("The club won its second match.", "The club lost its first match and won its second."),
    ("Prices fell in June.", "Prices rose in May and fell in June."),
    ("The mayor opened the market.", "The mayor said nothing about the sale when he opened the market."),
    ("The engineer said that the dam will hold.", "No one doubts that the dam will hold, the engineer said."),
    ("The agency imposed the ban on fishing in 2019.", "The agency lifted the ban on fishing, which it had imposed in 2019."),
    (
        "The airline knew of no complaint about the pilot.",
        "The airline said it was not aware of any complaint about the pilot.",
    ),
    ("The sale closed on Friday.", "Holm refused to comment on the sale, which closed on Friday."),
    ("The team was not relegated.", "The team failed to win but avoided relegation."),
    ("The match in Oslo was cancelled.", "The players will not travel to Oslo because the match there was cancelled."),
    (
        "The school reopened after tests found the water free of lead.",
        "The tests showed no trace of lead in the water, and the school reopened.",
    ),
    ("The company offered a 3 percent rise.", "The union rejected the company's offer of a 3 percent rise."),
    ("Smoking in cars with children is not allowed.", "The law bans smoking in cars with children."),
    ("The minister met the farmers on Monday.", "The minister was reluctant to meet the farmers but met them on Monday."),
    ("Rents in the city rose by a tenth.", "Far from falling, rents in the city rose by a tenth."),
    ("The goal stood because the referee missed the foul.", "The referee did not see the foul, and so the goal stood."),
    ("The veteran won by two minutes.", "Few expected the veteran to win, but she won by two minutes."),
    ("The zoo will reopen in spring.", "The zoo is not closing for good; it will reopen in spring."),
    ("At least 40 boats sank in the storm.", "No fewer than 40 boats sank in the storm."),
    (
        "Biologists disagreed with the company about whether the leak harmed fish.",
        "The company said the leak did not harm fish, but biologists disagreed.",
    ),
    ("The pilot was not hurt.", "The pilot was unhurt, and neither passenger needed treatment."),
    ("The strike ended, but no agreement was reached.", "The strike ended without an agreement."),
    ("The mayor's party no longer has a majority.", "The mayor's party lost its majority but kept the town hall."),
    (
        "The clinic does not want separate rooms.",
        "The clinic wants one ward for all, as opposed to a system with separate rooms.",
    ),
    ("No trace of the virus was found in the samples.", "Scientists did not find any trace of the virus in the samples."),
    ("Chile and Peru both support the code.", "Not only Chile but also Peru supports the code."),
]


def objections(statement, *cited):
    return list(polarity.objections(Entailment(parse(statement), parse_all(cited))))


@pytest.mark.parametrize(("statement", "cited"), TURNED)
def test_what_is_turned_into_its_opposite_is_blocked(statement, cited):
    assert "block" in {weight for _, weight in objections(statement, cited)}


@pytest.mark.parametrize(("statement", "cited"), KEPT)
def test_what_keeps_the_sense_in_other_words_is_not_blocked(statement, cited):
    assert "block" not in {weight for _, weight in objections(statement, cited)}


@pytest.mark.parametrize("text", sorted({cited for _, cited in TURNED + KEPT}))
def test_a_copy_is_not_objected_to(text):
    assert objections(text, text) == []


def test_a_denial_beside_the_carrying_sentence_speaks_of_something_else():
    assert not objections(
        "The club sold the old stand.", "The club sold the old stand.", "The club did not sell the new stand."
    )


@pytest.mark.parametrize("denial", ["no longer runs", "does not run", "has stopped running", "never runs"])
def test_a_tram_that_does_not_run_does_not_run(denial):
    assert objections("The tram runs.", f"The tram {denial}.")


@pytest.mark.parametrize("denied", ["denied having sold", "ruled out selling", "refused to sell", "has yet to sell"])
def test_what_the_club_has_not_done_it_has_not_done(denied):
    assert "block" in {weight for _, weight in objections("The club sold the stadium.", f"The club {denied} the stadium.")}


def test_a_reason_has_the_words_that_deny():
    assert objections("The club sold the stadium.", "The club refused to sell the stadium.") == [
        ('the cited text says "refused to sell"', "block")
    ]


def test_what_is_left_open_is_not_denied():
    assert not objections("The mayor asked whether the stadium was sold.", "The stadium was not sold, the mayor was told.")
