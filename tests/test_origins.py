import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.reading.articles import load_articles
from summarize.reading.sentences import sentences
from summarize.source import Source
from summarize.sourcing.origins import origins

SEEDS = Path(__file__).parent.parent / "seeds"
DAM = """The dam above Velen burst shortly before dawn on Monday, sending a wall of brown water through the lower town.
Engineers had warned the county council in March that the eastern spillway was cracked, according to minutes seen by this newspaper.
Rescue teams from three districts pulled 41 people from roofs and trees, and eleven residents were still missing at nightfall.
Mayor Ilse Brandt ordered the evacuation of the hospital and asked the army for helicopters and field kitchens.
The operator, Norwater, said that its sensors had shown nothing unusual during the night and that it would cooperate with investigators.
Farmers downstream lost most of their cattle when the embankment at Korsby gave way two hours later.
Schools and the railway line to the coast will stay closed until Friday at the earliest, the county administration announced."""
OTHER = """Prosecutors opened an inquiry on Tuesday into the company that runs the reservoir near Velen, a day after its dam failed.
Investigators searched offices of Norwater and took away maintenance logs, computers and several years of inspection reports.
At least eleven people are missing since the flood, which wrecked four hundred houses and a bridge.
Experts on hydropower doubt that rain alone can explain the collapse, since the lake stood two metres below its highest mark.
A former inspector told reporters that repairs to the concrete had been put off again and again to save money.
Mayor Ilse Brandt, close to tears, demanded that somebody take responsibility for what happened to her town.
Shares of the utility lost a third of their value before trading was suspended. The government promised emergency aid for families."""


# Retellings of one report of The Harbour Post, and one of another report of it; the same of Reuters, whose reports on one war
# close with the same background.
CRANES = """Inspectors found cracks in nine of the fourteen cranes at Velen harbour last spring and the port kept using them, according to a report by The Harbour Post on Monday.
The cranes were built in 1987 and should have been taken out of service after forty thousand lifts, the paper writes. They have done twice as many.
Internal emails show that port director Ilse Brandt postponed repairs worth 12 million crowns three times because container traffic was at a record high.
“Nobody wanted to be the one who stopped the harbour,” a former inspector told the newspaper.
The Labour Inspectorate opened an inquiry on Tuesday. The port said that it takes safety seriously and would not comment on leaked documents."""
CRANES_RETOLD = """Port director Ilse Brandt is under pressure to resign after leaked emails suggested she delayed crane repairs at Velen harbour.
The Post reported that cracks had been discovered in nine cranes during an inspection last spring, yet all fourteen stayed in operation.
Repairs worth 12 million crowns were put off three times, The Harbour Post wrote, as managers feared losing container traffic to rival ports.
A former inspector was quoted by the paper as saying that nobody wanted to be the one who stopped the harbour.
Opposition councillors demanded a special session. Dockers' unions called for the cranes, which date from 1987, to be shut down at once."""
STRIKE = """Dockers at Velen harbour will walk out for two days from Thursday, according to The Harbour Post.
Their union wants nine percent more pay and an end to double shifts, which it says have become normal since container traffic hit a record.
Talks with port director Ilse Brandt broke down at the weekend after the employers offered four percent, the newspaper said.
Shipping lines have begun to send vessels to Korsby instead. Exporters of timber and fish fear losses of several million crowns a day.
The last strike at the harbour, in 2019, lasted three weeks and ended only when the government stepped in as a mediator."""
EXCHANGE = """VELEN, March 4 (Reuters) - Norland and Sudland agreed on Tuesday to exchange 300 prisoners each and to open a crossing near Korsby, the first deal since talks resumed in Velen last month.
Norland's Foreign Minister Ana Lund said the exchange would begin within ten days under the eyes of the Red Cross.
Sudland's envoy Peter Holm called it a small step and said that his government still demanded the withdrawal of heavy artillery from the river.
The two neighbours have fought over the Velen valley since 2022. More than 9,000 people have been killed and 200,000 displaced.
Mediators from Westland hope for a ceasefire before summer."""
EXCHANGE_RETOLD = """Three hundred prisoners on each side are to come home under an agreement that Norland and Sudland reached in Velen, Reuters reported on Tuesday.
A crossing near Korsby will reopen as well. It is the first deal since talks resumed last month.
The exchange is to begin within ten days and will be watched by the Red Cross, according to Ana Lund, who leads Norland's diplomacy.
Peter Holm, the envoy of Sudland, was less enthusiastic: a small step, he said, adding that heavy artillery must leave the river.
Families of captured soldiers gathered in the capital and lit candles."""
DRONES = """VELEN, March 6 (Reuters) - Drones hit a power station near Velen on Thursday and left 80,000 homes without electricity, two days after Norland and Sudland agreed to exchange prisoners.
Norland's army said that it shot down eleven of seventeen drones. Sudland denied any role in the attack.
Foreign Minister Ana Lund said the strike would not end the talks but that trust had been damaged.
Engineers expect repairs to take a week. Schools and hospitals run on generators.
The two neighbours have fought over the Velen valley since 2022. More than 9,000 people have been killed and 200,000 displaced.
Mediators from Westland hope for a ceasefire before summer."""
BUDGET = """Sudland's parliament approved a budget with record spending on defence, Reuters said on Friday.
The vote gives the army 14 billion crowns, a third more than last year, and pays for new heavy artillery along the river.
Envoy Peter Holm, who leads the talks with Norland, defended the plan and said that strength brings peace.
Opposition parties abstained. They say that schools and hospitals will pay for the war over the Velen valley.
Economists expect the deficit to reach six percent, according to the agency."""


# Two newsrooms on one vote and one statement; and a report with a retelling in another order.
CAP = """The Assembly on Thursday approved a bill that limits rent increases to two percent a year, handing Governor Dana Whitlock a victory on the issue that dominated her campaign.
The Fair Homes Act passed 71-58 after nine hours of debate. It also bans fees for applications and requires landlords to state in writing why a lease is not renewed.
“This is a good day for every family that opens its rent bill with fear,” Assembly Speaker Tom Arnaud (D-Velen) said. “We were told it could not be done. It is done.”
Minority Leader Grace Pell (R-Korsby) said that the bill would drive builders out of the state and leave renters with fewer homes, and that her party would challenge it in court.
The State Association of Realtors said in a statement that the cap would “freeze construction for a decade” and urged senators to vote against the bill.
Whitlock said she would sign the bill as soon as it reaches her desk. The Senate, where Democrats hold a majority of one seat, is expected to take it up next month.
Democrats hurried because rents in the capital have risen by a quarter in two years. Tenants had camped in front of the building since Monday, and cheered when the result was read out through a loudspeaker.
Rep. Luis Ortega (D-Marsh Harbor), whose mother was evicted when he was nine, wept on the floor while colleagues queued to embrace him.
Builders threatened to move their cranes to neighbouring Lowmark, whose council offers cheap land and no limits at all."""
CAP_ELSEWHERE = """Lawmakers voted along party lines on Thursday to cap rent increases at two percent a year, one of the strictest limits in the country, sending the measure to a divided Senate.
“We were told it could not be done. It is done,” Assembly Speaker Tom Arnaud (D-Velen) told supporters after the Fair Homes Act passed 71-58.
The outcome in the Senate is uncertain. Democrats hold a majority of one seat there, and Sen. Ruth Abel (D-Highfield), a former property lawyer, has not said how she will vote.
Economists are split over the policy. Studies of similar caps found that sitting tenants gain while newcomers search longer, and that owners convert flats into condominiums.
Minority Leader Grace Pell (R-Korsby) said the bill would drive builders out of the state and leave renters with fewer homes. Republicans offered eleven amendments, among them an exception for houses built after 2015; all failed.
The State Association of Realtors urged senators to vote against the bill, warning in a statement that it would “freeze construction for a decade.”
Under the act, landlords must state in writing why a lease is not renewed and may no longer take fees for applications. Cities could set up boards to hear complaints, with fines of up to 5,000 dollars.
A similar proposal died in committee three years ago after lobbyists filled the galleries with plumbers and masons.
Governor Dana Whitlock said she would sign the bill as soon as it reaches her desk."""
FERRY = """KORSBY - A passenger ferry with 212 people on board ran aground on a sandbank off Korsby late on Sunday after its steering failed in heavy fog, and rescuers worked through the night to bring everyone ashore.
The Sankt Olaf, built in 1994, had left Velen two hours earlier with a crew of 19. Its captain sounded the alarm shortly before midnight, when water began to enter the engine room through a crack below the waterline.
Lifeboats from three stations took off the passengers in groups of ten, while fishing boats that had been on their way home lit up the scene with their lamps. The last passengers stepped onto the pier at a quarter to five in the morning.
Fourteen people were treated for hypothermia, among them a newborn child and two nurses who had given away their blankets.
The coast guard laid a ring of floating barriers around the hull after a thin film of diesel appeared on the water near the seal colony.
The ferry failed a safety inspection in January because spare parts for the rudder were missing, but was allowed back into service in March with a temporary permit.
The shipping line has cancelled its crossings until further notice. Divers are to examine the hull on Tuesday if the wind drops."""
FERRY_RETOLD = """More than two hundred people had to be rescued from a stranded ferry near Korsby, a drama that raises troubling questions about a vessel that failed a safety inspection only months ago.
The Sankt Olaf was allowed back into service in March with a temporary permit, although spare parts for its rudder were still missing. On Sunday night the steering gave out in thick fog and the ship slid onto a sandbank.
Water poured into the engine room through a crack below the waterline, and shortly before midnight the captain raised the alarm.
What followed was a remarkable effort. Fishing boats on their way home turned back and lit up the scene, lifeboats carried off the travellers ten at a time, and by a quarter to five in the morning everybody was on dry land.
Two nurses gave away their blankets and ended up in hospital themselves, two of the fourteen people treated for hypothermia. A newborn was another.
Environmentalists fear for the seal colony. A thin film of diesel was seen on the water, and floating barriers now surround the hull.
Whether the ship, built three decades ago, will ever sail again is open. Crossings are cancelled until further notice."""


def source(name, text, origin=None, publisher=None):
    return Source(id=name, location=name, sha256="0", text=text, sentences=sentences(text), origin=origin, publisher=publisher)


def test_rewrites_of_one_report_in_the_seeds_are_one_origin_and_the_others_stand_alone():
    found = origins(load_articles([SEEDS]).sources)

    assert found == {"000": "000", "001": "000", "002": "000", "003": "003", "004": "004"}


def test_the_order_of_the_sources_does_not_matter():
    shuffled = list(load_articles([SEEDS]).sources)
    random.Random(1).shuffle(shuffled)

    assert origins(shuffled) == origins(sorted(shuffled, key=lambda s: s.id))


@settings(max_examples=25)
@given(st.permutations([CRANES, CRANES_RETOLD, STRIKE, EXCHANGE, EXCHANGE_RETOLD, DRONES]), st.randoms(use_true_random=False))
def test_the_order_does_not_matter_where_outlets_are_cited_whatever_the_ids(texts, chance):
    sources = [source(f"{n}", text, publisher="Reuters" if n == 2 else None) for n, text in enumerate(texts)]
    shuffled = chance.sample(sources, len(sources))

    assert origins(shuffled) == origins(sources)


def test_an_edited_copy_is_joined():
    edited = DAM.replace("shortly before dawn", "early").replace("a wall of brown water", "floods").split("\n")
    edited = "\n".join(line for n, line in enumerate(edited) if n != 3)

    assert origins([source("b", edited), source("a", DAM)]) == {"a": "a", "b": "a"}


def test_a_short_cut_of_a_report_is_joined():
    assert origins([source("a", DAM), source("b", "\n".join(DAM.split("\n")[:2]))]) == {"a": "a", "b": "a"}


def test_independent_reports_on_one_event_stay_apart():
    assert origins([source("a", DAM), source("b", OTHER)]) == {"a": "a", "b": "b"}


def test_quoting_the_same_speech_makes_no_common_origin():
    speech = " “We will rebuild every house and every bridge, we will find those who failed this town, and we will not rest until the last family has come home,” the mayor said."

    assert origins([source("a", DAM + speech), source("b", OTHER + speech)]) == {"a": "a", "b": "b"}


def test_two_newsrooms_that_paraphrase_and_quote_one_statement_are_two_origins():
    assert origins([source("a", CAP), source("b", CAP_ELSEWHERE)]) == {"a": "a", "b": "b"}


def test_a_report_that_is_retold_in_another_order_is_one_origin():
    assert origins([source("a", FERRY), source("b", FERRY_RETOLD)]) == {"a": "a", "b": "a"}


def test_articles_that_need_no_parse_get_none(monkeypatch):
    monkeypatch.setattr("summarize.sourcing.narration.parse_one", lambda _: pytest.fail("parsed"))

    assert set(origins([source("a", DAM), source("b", FERRY), source("c", EXCHANGE), source("d", DAM + "!")]).values()) == {
        "a",
        "b",
        "c",
    }


def test_a_retelling_with_witnesses_and_figures_of_its_own_is_another_origin():
    own = "\nDiver Nils Aker, 44, of Sarn Rescue found 3 holes; Maja Lind counted 62 oiled seals with her sister Eva Lind from Highfield."

    assert origins([source("a", FERRY), source("b", FERRY_RETOLD + own)]) == {"a": "a", "b": "b"}


def test_a_post_that_two_pages_show_makes_no_common_origin():
    shown = "\nWe will rebuild every house and every bridge, find those who failed this town, and count the cattle and the cars, the schools and the shops, the lost nights and the long days that it takes until the last family has come home to a dry kitchen — Ilse Brandt (@brandt) March 4, 2019"
    one, other = (text.split("\n")[0] + shown for text in (DAM, OTHER))

    assert origins([source("a", one), source("b", other)]) == {"a": "a", "b": "b"}


def test_the_boilerplate_of_one_site_makes_no_common_origin():
    site = "\nSign up for our morning letter and get the best of our reporting. Support independent journalism in the north for 3 crowns a week. Readers under thirty pay half, students nothing at all. Write to the editors if you find a mistake."

    assert origins([source("a", FERRY + site), source("b", CAP + site)]) == {"a": "a", "b": "b"}


def test_an_origin_that_the_analyst_gave_wins():
    found = origins([source("a", DAM, "wire"), source("b", DAM + " Aid came.", "own"), source("c", OTHER, "wire")])

    assert found == {"a": "wire", "b": "own", "c": "wire"}


def test_a_copy_of_a_source_with_a_given_origin_takes_it():
    assert origins([source("a", DAM, "wire"), source("b", DAM + " Aid came.")]) == {"a": "wire", "b": "wire"}


def test_no_sources_have_no_origins():
    assert origins([]) == {}


@pytest.mark.parametrize("text", ["Yes.", "“Only speech.”", "...", "1 2 3"])
def test_a_source_of_hardly_any_words_is_its_own_origin(text):
    assert origins([source("a", text), source("b", text + " No")]) == {"a": "a", "b": "b"}


def steps(sources):
    """How many calls of functions the origins of these sources take."""
    count = 0

    def counting(frame, event, arg):
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        origins(sources)
    finally:
        sys.setprofile(before)
    return count


def test_the_work_grows_with_the_number_of_sources_that_share_a_passage_not_with_their_pairs():
    chance = random.Random(1)
    words = [f"w{n}" for n in range(3000)]
    texts = [" ".join(chance.choices(words, k=300)) + " " + DAM[: 200 + n % 50] for n in range(120)]
    sources = [source(f"{n:04}", text) for n, text in enumerate(texts)]

    assert steps(sources) < 3 * steps(sources[:60])


@pytest.mark.parametrize(("one", "other"), [(CRANES, CRANES_RETOLD), (EXCHANGE, EXCHANGE_RETOLD)], ids=["newspaper", "agency"])
def test_articles_that_rest_on_one_named_report_are_one_origin(one, other):
    assert origins([source("a", one), source("b", other)]) == {"a": "a", "b": "a"}


def test_the_same_articles_are_two_origins_where_they_name_nobody_or_two_outlets():
    unnamed = EXCHANGE_RETOLD.replace(", Reuters reported on Tuesday", "")
    another = EXCHANGE_RETOLD.replace("Reuters", "AFP")

    assert origins([source("a", EXCHANGE), source("b", unnamed)]) == {"a": "a", "b": "b"}
    assert origins([source("a", EXCHANGE), source("b", another)]) == {"a": "a", "b": "b"}


@pytest.mark.parametrize(
    ("one", "other"),
    [(CRANES, STRIKE), (CRANES_RETOLD, STRIKE), (EXCHANGE, BUDGET), (DRONES, BUDGET), (EXCHANGE_RETOLD, DRONES)],
)
def test_different_stories_of_one_outlet_are_different_origins(one, other):
    assert origins([source("a", one), source("b", other)]) == {"a": "a", "b": "b"}


def test_a_follow_up_that_ends_with_the_same_background_is_another_origin():
    assert origins([source("a", EXCHANGE), source("b", DRONES)]) == {"a": "a", "b": "b"}


def test_two_reports_that_cite_one_agency_for_a_detail_are_two_origins():
    cited = "\nThe sandbank is not on the charts, Reuters reported."
    opening, rest = FERRY.split("\n", maxsplit=1)
    other = "A ferry ran aground on a sandbank off Korsby on Sunday in heavy fog, and rescuers brought everyone ashore." + cited
    other += (
        "\nCoast guard chief Per Lund, 51, told Radio Nord that his 4 boats came from Sarn and Highfield within 20 minutes."
    )
    other += "\nOwner Baltic Lines of Westmark, which runs 7 ships, lost the Astrid in 2011."

    assert origins([source("a", f"{opening}{cited}\n{rest}"), source("b", other)]) == {"a": "a", "b": "b"}


def test_an_outlet_that_is_cited_for_a_last_detail_makes_no_common_origin():
    late = EXCHANGE_RETOLD.replace(", Reuters reported on Tuesday", "") + "\nThe candles were white, Reuters reported."

    assert origins([source("a", EXCHANGE), source("b", late)]) == {"a": "a", "b": "b"}


@pytest.mark.parametrize("speaker", ["the Pentagon", "Mayor Ilse Brandt", "the Ministry of Defence"])
def test_a_person_or_a_ministry_that_both_cite_makes_no_common_origin(speaker):
    one = CRANES.replace("a report by The Harbour Post", speaker).replace("the paper writes", "she says")
    one = one.replace("told the newspaper", "said")
    other = CRANES_RETOLD.replace("The Post reported", f"{speaker} reported").replace("The Harbour Post wrote", "she wrote")

    assert origins([source("a", one), source("b", other.replace("by the paper ", ""))]) == {"a": "a", "b": "b"}


def test_the_outlets_own_article_is_the_head_of_those_that_rest_on_it():
    own = CRANES.replace("according to a report by The Harbour Post on Monday", "documents show").replace(
        ", the paper writes", ""
    )
    own = own.replace("told the newspaper", "said")
    sources = [source("a", CRANES_RETOLD), source("b", own, publisher="The Harbour Post"), source("c", STRIKE)]

    assert origins(sources) == {"a": "a", "b": "a", "c": "c"}
    assert origins([*sources[:1], source("b", own, publisher="The Ferry")]) == {"a": "a", "b": "b"}


def test_an_origin_that_was_given_wins_over_an_outlet_that_is_named():
    found = origins([source("a", EXCHANGE, "wire"), source("b", EXCHANGE_RETOLD, "own"), source("c", EXCHANGE_RETOLD + "!")])

    assert (found["a"], found["b"]) == ("wire", "own")


def test_two_reports_that_a_third_article_retells_stay_two():
    both = EXCHANGE_RETOLD + "\n" + CRANES_RETOLD
    found = origins([source("a", EXCHANGE), source("b", CRANES), source("c", both)])

    assert found["a"] != found["b"]


def test_articles_that_only_credit_one_agency_stay_apart():
    chance = random.Random(1)
    words = [f"w{n}" for n in range(3000)]
    told = ["\n".join(" ".join(chance.choices(words, k=30)) + "." for _ in range(8)) for _ in range(100)]
    ends = DRONES.split("\n")[-2:]
    sources = [source(f"{n:04}", "\n".join(["Reuters reported it.", text, *ends])) for n, text in enumerate(told)]

    assert set(origins(sources).values()) == {s.id for s in sources}
