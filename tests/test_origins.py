import random
import time
from pathlib import Path

import pytest

from summarize.models import Source
from summarize.origins import origins
from summarize.sources import load
from summarize.text import sentences

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


def source(name, text, origin=None):
    return Source(id=name, location=name, sha256="0", text=text, sentences=sentences(text), origin=origin)


def test_rewrites_of_one_report_in_the_seeds_are_one_origin_and_the_others_stand_alone():
    found = origins(load([SEEDS]).sources)

    assert found == {"000": "000", "001": "000", "002": "000", "003": "003", "004": "004"}


def test_the_order_of_the_sources_does_not_matter():
    given = list(load([SEEDS]).sources)
    random.Random(1).shuffle(given)

    assert origins(given) == origins(sorted(given, key=lambda s: s.id))


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


def test_hundreds_of_sources_that_share_a_passage_take_seconds():
    chance = random.Random(1)
    words = [f"w{n}" for n in range(3000)]
    texts = [" ".join(chance.choices(words, k=300)) + " " + DAM[: 200 + n % 50] for n in range(300)]
    given = [source(f"{n:04}", text) for n, text in enumerate(texts)]
    began = time.perf_counter()

    origins(given)

    assert time.perf_counter() - began < 20
