"""Who does what to whom, from where to where and in which place; what changes places is refused, what is left out is not."""

import pytest

from summarize.checking.entailment import Entailment
from summarize.checking.guards import roles
from summarize.language.english import parse, parse_all


def found(statement, *cited):
    return [weight for _, weight in roles.objections(Entailment(parse(statement), parse_all(cited)))]


FINAL = "Maria Lopez beat Anna Novak in the final on Saturday to win her second title of the season."
BID = "Acme Corp rejected a takeover offer from Zenith Holdings, calling it too low."
DOCK = "Fares rise at the dock, which Acme purchased from Zenith in 2019."
STORM = "The storm killed twelve people in Honduras. Schools in Guatemala stayed closed on Monday."

WRONG = [
    # doer and undergoer
    ("The trainer attacked the captain.", "The captain criticised the trainer."),
    ("Riverside FC beat Hilltown FC in the final.", "Hilltown FC beat Riverside FC in the final."),
    ("Anna Novak beat Maria Lopez in the final on Saturday.", FINAL),
    ("Anna Novak defeated Maria Lopez in the final.", FINAL),
    ("Two sailors have arrested harbour guards.", "Two sailors carrying a box of coins were arrested by harbour guards."),
    ("The museum supported the county.", "A museum run by the parish and supported by the county opened."),
    ("Kiel imposed tariffs on Oslo.", "Oslo imposed tariffs on Kiel."),
    ("The club fined the league.", "The league fined the club."),
    ("The landlord sued the tenant over the damp walls.", "The landlord was sued by the tenant over the damp walls."),
    ("The nurse thanked the surgeon.", "The surgeon, whom everybody likes, thanked the nurse."),
    ("The regulator was accused by Northbank of delay.", "The regulator accused Northbank of delay."),
    ("Chile's navy rescued Peruvian fishermen off Arica.", "Peru's navy rescued Chilean fishermen off Arica."),
    # another doer, who does something else
    ("Per Holm opened the pier.", "Ana Lund opened the pier. Per Holm closed the pool."),
    ("The pier was opened by Ida Lind.", "The pier was opened by Ana Lund. Ida Lind closed the pool."),
    ("The protest was led by Ida Lind.", "The protest, led by Tomas Berg, was joined by Ida Lind."),
    ("Zenith Holdings rejected a takeover offer from Acme Corp.", BID),
    ("Italy will lead the rescue mission, backed by Spain.", "The rescue mission will be led by Spain and backed by Italy."),
    ("Norway approved the cod quota.", "Iceland approved the cod quota after talks with Norway."),
    ("The Spanish-led mission will leave in May.", "The mission, led by Italy and paid for by Spain, will leave in May."),
    # from and to
    ("Zenith purchased the dock from Acme in 2019.", DOCK),
    ("Acme sold the dock to Zenith.", "Zenith sold the dock to Acme."),
    ("Patients moved from the new building to the old wing.", "Patients moved from the old wing to the new building."),
    ("Ana Lund handed the keys to Per Holm.", "The keys were handed to Ana Lund by Per Holm."),
    # places
    ("The storm killed twelve people in Guatemala.", STORM),
    ("The firm will build the plant in Poland.", "The firm will build the plant in Latvia and close its office in Poland."),
    ("The trolley ran from the quay to the mill.", "The trolley, which is old, ran from the mill to the quay."),
    ("A shift from coal to gas is planned.", "The plan is a change from gas to coal."),
    # another thing of its sort
    ("The truck hit a wall when it met the bus.", "The bus hit a wall when it met the truck."),
    # whose
    ("Danish ships were boarded by Swedish inspectors.", "Swedish ships were boarded by Danish inspectors."),
]
RIGHT = [
    # the doer left out, the passive, the relative clause
    ("The pier was opened.", "Ana Lund opened the pier. Per Holm closed the pool."),
    ("Ana Lund opened the pier.", "Ana Lund opened the pier. Per Holm closed the pool."),
    ("The pier opened in May.", "The mayor opened the pier in May."),
    ("Anna Novak was beaten by Maria Lopez in Saturday's final.", FINAL),
    ("Harbour guards arrested two sailors.", "Two sailors carrying a box of coins were arrested by harbour guards."),
    ("Zenith's takeover offer was rejected by Acme as too low.", BID),
    ("Acme purchased the dock from Zenith in 2019.", DOCK),
    ("The county supported the museum.", "A museum run by the parish and supported by the county opened."),
    ("The county supported the museum run by the parish.", "The museum is run by the parish and supported by the county."),
    ("Oslo imposed tariffs on Kiel.", "The tariffs imposed by Oslo on Kiel hurt farmers."),
    ("The league imposed a ban on the club.", "A ban imposed jointly by the league and the union on the club took effect."),
    ("The club was fined and banned by the league.", "The league banned the club and fined it."),
    ("The board has been asked to replace its chief.", "Shareholders have asked the board to replace its chief."),
    # titles, coordination, pronouns, capitals of states
    ("The mayor opened the pier.", "Mayor Ana Lund opened the pier. The trainer closed the pool."),
    ("Ana Lund opened the pier.", "The mayor, Ana Lund, opened the pier. Per Holm closed the pool."),
    ("Spain sent ships.", "Italy and Spain sent ships."),
    ("Italy and Spain sent ships.", "Italy sent ships. So did Spain, which sent two ships."),
    ("Per Holm closed the pool.", "Ana Lund opened the pier. Per Holm welcomed her, and he closed the pool."),
    ("Washington approved the sale.", "The United States approved the sale after Kenya asked for it."),
    ("Kenya's president signed the treaty.", "President William Ochieng of Kenya signed the treaty with Uganda."),
    ("Lund signed the treaty.", "Norwegian minister Ana Lund signed the treaty in Kiel."),
    ("The council owns the bridge that Acme built.", "The bridge, built by Acme, is owned by the council."),
    ("The council passed the budget.", "The budget passed the council on Friday."),
    ("Ida Lind and others rejected the plan.", "Ida Lind spoke on Monday. She and others rejected the plan."),
    ("The crew freed the boat.", "The crew of the tug freed the boat."),
    # what two do with each other
    ("Per Holm met Ana Lund.", "Ana Lund met Per Holm in Oslo."),
    ("Riverside played Hilltown.", "Hilltown played Riverside on Sunday."),
    # the same deed twice
    ("Per Holm opened the pool.", "Ana Lund opened the pier. Per Holm opened the pool."),
    ("Acme bought the yard and sold the dock to Zenith.", "Acme, which bought the yard, has sold Zenith the dock."),
    ("The storm killed twelve people in Honduras.", STORM),
    ("The firm will build the plant in Latvia.", "The firm will build the plant in Latvia and close its office in Poland."),
    ("Police freed the driver from the wreck.", "The driver was freed from the wreck by police."),
    ("The committee told Holm to repay the grant.", "Holm was told by the committee to repay the grant."),
    ("European states signed the pact.", "France and Poland signed the pact."),
]


@pytest.mark.parametrize(("statement", "cited"), WRONG)
def test_parties_that_changed_are_refused(statement, cited):
    assert "block" in found(statement, cited)


@pytest.mark.parametrize(("statement", "cited"), RIGHT)
def test_the_same_deed_in_other_words_is_not_refused(statement, cited):
    assert "block" not in found(statement, cited)


@pytest.mark.parametrize("cited", sorted({c for _, c in (*WRONG, *RIGHT)}))
def test_a_copy_is_never_objected_to(cited):
    assert not found(cited, cited)


def test_an_exchange_around_a_verb_that_may_mean_the_same_is_a_doubt():
    assert found("The trainer blasted the captain.", "The captain criticised the trainer.") == ["doubt"]
