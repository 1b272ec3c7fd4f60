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
