"""Which articles tell of one event."""

import csv
import json
import random
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import summarize
from summarize.cli import app
from summarize.errors import UsageError
from summarize.stories import neighbours
from summarize.stories.telling import Told, stories, told

MONDAY = date(2026, 3, 2)
DAM = (
    "The dam above Velen burst before dawn and sent a wall of brown water through the lower town. Rescuers in boats took "
    "families from the roofs of Velen. Engineers had warned of cracks in the dam since the autumn."
)
DAM_AGAIN = (
    "Velen was under water on Monday after its old dam gave way in the night. Boats carried families to the school on the hill, "
    "and engineers said that the cracks in the dam had been known. Rescuers search the lower town."
)
STRIKE = (
    "Train drivers at Norrail walked out over pensions and stopped most trains in the north. The union Forward said that the strike "
    "would last until Norrail offers more. Commuters waited on cold platforms in Ostby."
)
STRIKE_AGAIN = (
    "A strike of train drivers brought Norrail to a halt. Ostby's platforms were full of commuters; the union Forward wants better "
    "pensions, and Norrail calls the strike reckless."
)
FRAME = "Read more: our newsletter tells you each morning what matters."
WORDS = (DAM + DAM_AGAIN + STRIKE + STRIKE_AGAIN).split()


def article(name, text, day=MONDAY, title=None):
    return Told(name, title, text, day)


def groups(*articles, known=None):
    """The ids that are in one story, for each story."""
    found = {}
    for name, member in stories(articles, known).items():
        found.setdefault(member.story, set()).add(name)
    return sorted(map(sorted, found.values()))


def test_reports_of_two_events_are_two_stories():
    found = groups(article("a", DAM), article("b", STRIKE), article("c", DAM_AGAIN), article("d", STRIKE_AGAIN))

    assert found == [["a", "c"], ["b", "d"]]


def test_the_name_of_an_outlet_behind_each_headline_makes_no_story():
    site = "Vellborough Quaymark Herald"

    found = groups(
        article("a", DAM, title=f"Dam above Velen bursts | {site}"), article("b", STRIKE, title=f"Trains stop – {site}")
    )

    assert found == [["a"], ["b"]]


def test_a_corpus_of_one_event_is_one_story_and_not_as_many_as_it_has_articles():
    assert groups(article("a", DAM), article("b", DAM_AGAIN)) == [["a", "b"]]


def test_nothing_is_no_story_and_one_article_is_one():
    assert stories([]) == {}
    assert groups(article("a", DAM)) == [["a"]]


@pytest.mark.parametrize("empty", ["", " \n", "…", "12 34", "\x00"])
def test_articles_without_words_are_stories_of_their_own(empty):
    assert groups(article("a", empty), article("b", empty), article("c", DAM)) == [["a"], ["b"], ["c"]]


def test_two_words_that_are_the_same_are_one_story_and_others_are_not():
    assert groups(article("a", "Dam burst"), article("b", "DAM BURST"), article("c", "Trains stop")) == [["a", "b"], ["c"]]


def test_the_same_article_a_thousand_times_is_one_story():
    assert len(groups(*(article(f"{n:04}", DAM) for n in range(1000)))) == 1


def test_a_thousand_near_copies_are_one_story_though_each_is_linked_to_a_few():
    near = [article(f"{n:04}", f"{DAM} Seen by reader{n} and witness{n % 7}.") for n in range(10 * neighbours.NEAREST)]

    assert len(groups(*near)) == 1


def test_what_more_articles_share_than_are_compared_at_once_is_still_one_story(monkeypatch):
    monkeypatch.setattr(neighbours, "CROWD", 3)

    found = groups(*(article(f"{n}", text) for n, text in enumerate([DAM, DAM_AGAIN, STRIKE, STRIKE_AGAIN] * 5)))

    assert [len(one) for one in found] == [10, 10]


def test_articles_that_are_alike_but_far_apart_in_time_are_two_stories():
    later = MONDAY + timedelta(days=1000)

    assert groups(article("a", DAM), article("b", DAM_AGAIN, later)) == [["a"], ["b"]]


def test_an_article_without_a_day_is_judged_by_its_words():
    assert groups(article("a", DAM), article("b", DAM_AGAIN, None)) == [["a", "b"]]


def test_the_same_text_in_another_frame_is_one_story_however_late_it_comes():
    assert groups(article("a", DAM * 3), article("b", f"{DAM * 3} {FRAME}", MONDAY + timedelta(days=1000))) == [["a", "b"]]


def test_a_near_copy_joins_the_story_of_its_twin_though_the_rest_of_that_story_is_unlike():
    known = stories([article("a", DAM)])
    other = known["a"]._replace(words=stories([article("x", STRIKE)])["x"].words)
    known |= {f"b{n}": other._replace(words=other.words[n * 6 :]) for n in range(9)}  # nine others, told to be of it

    assert stories([article("z", f"{DAM} {FRAME}")], known)["z"].story == "a"


def test_a_new_article_joins_the_old_story_and_needs_no_old_text():
    known = stories([article("a", DAM), article("b", STRIKE)])

    found = stories([article("c", DAM_AGAIN, MONDAY + timedelta(days=1)), article("d", "Sheep won a prize in Ulm.")], known)

    assert {name: member.story for name, member in found.items()} == {"c": "a", "d": "d"}


def test_an_earlier_article_that_comes_later_does_not_rename_the_story():
    known = stories([article("m", DAM)])

    assert stories([article("a", DAM_AGAIN, MONDAY - timedelta(days=3))], known)["a"].story == "m"


def test_an_article_between_two_old_stories_joins_one_of_them_and_does_not_join_them():
    known = stories([article("a", DAM)]) | stories([article("b", DAM_AGAIN)])

    found = stories([article("c", f"{DAM} {DAM_AGAIN}")], known)

    assert found["c"].story in ("a", "b")


def test_what_is_known_is_left_out_of_the_result():
    known = stories([article("a", DAM)])

    assert stories([article("a", DAM)], known) == {}


def test_the_article_that_opened_a_story_belongs_to_it_even_where_it_is_not_known_any_more():
    known = stories([article("a", DAM), article("b", DAM_AGAIN)])
    assert known["b"].story == "a"

    assert stories([article("a", STRIKE)], {"b": known["b"]})["a"].story == "a"


def test_two_articles_of_one_id_are_refused():
    with pytest.raises(UsageError, match="two articles have the id 'a'"):
        stories([article("a", DAM), article("a", STRIKE)])


def test_a_story_is_named_for_its_earliest_article():
    found = stories([article("a", DAM), article("b", DAM_AGAIN, MONDAY - timedelta(days=1)), article("0", f"{DAM} So.", None)])

    assert {member.story for member in found.values()} == {"b"}


@pytest.mark.parametrize(
    ("one", "same", "other"),
    [
        (
            "Der Staudamm über Velen brach in der Nacht, und das Wasser stand in den Straßen der Stadt.",
            "In Velen stand nach dem Bruch des Staudamms das Wasser in der Stadt, und die Nacht war kalt.",
            "Die Lokführer der Nordbahn streiken, und die Züge stehen in der Nacht in den Bahnhöfen der Städte.",
        ),
        (
            "维伦上游的大坝在黎明前决堤,洪水淹没了下城,救援人员用船转移居民。",
            "维伦大坝决堤之后,救援人员用船救出下城的居民,洪水仍未退去。",
            "北方铁路的火车司机因养老金问题举行罢工,多数列车停运。",
        ),
        (
            "Плотина над Веленом прорвалась ночью, и вода залила нижний город, сообщили спасатели.",
            "Спасатели вывозят жителей нижнего города: плотина над Веленом прорвалась, вода не уходит.",
            "Машинисты северной дороги бастуют из-за пенсий, и поезда стоят, сообщили на вокзале.",
        ),
    ],
)
def test_articles_in_other_languages_are_grouped_too(one, same, other):
    assert groups(article("a", one), article("b", same), article("c", other)) == [["a", "b"], ["c"]]


texts = st.lists(st.sampled_from([*WORDS, FRAME, "Ωμέγα", "水", "7"]), max_size=40).map(" ".join)
days = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))
corpora = st.lists(st.tuples(st.none() | texts, texts, days), max_size=14).map(
    lambda each: [Told(f"{n:02}", *one) for n, one in enumerate(each)]
)
seldom = settings(deadline=None, max_examples=60)


@seldom
@given(corpora, st.randoms())
def test_the_order_of_the_articles_makes_no_difference(corpus, chance):
    shuffled = list(corpus)
    chance.shuffle(shuffled)

    assert stories(shuffled) == stories(corpus)


@seldom
@given(corpora)
def test_every_article_is_in_one_story_and_a_story_is_named_for_an_article_of_its_own(corpus):
    found = stories(corpus)

    assert found.keys() == {one.id for one in corpus}
    assert all(found[member.story].story == member.story for member in found.values())


@seldom
@given(corpora, st.integers(0, 14), st.randoms())
def test_what_comes_later_changes_no_story_of_before(corpus, first, chance):
    before, after = corpus[:first], corpus[first:]
    known = stories(before)

    added = stories(after, known)

    assert added.keys() == {one.id for one in after}
    assert all(member.story in known or member.story in added for member in added.values())
    kept = list(known.items())
    chance.shuffle(kept)
    assert stories(after, dict(kept)) == added


@seldom
@given(corpora)
def test_the_same_text_of_one_title_is_one_story(corpus):
    again = [one._replace(id=f"{one.id}-again", day=None) for one in corpus]

    found = stories([*corpus, *again])

    assert all(found[one.id].story == found[f"{one.id}-again"].story for one in corpus if found[one.id].words)


def test_random_articles_of_many_events_are_grouped_as_they_were_made():
    chance = random.Random(3)
    common = ["the", "of", "and", "to", "in", "was", "for", "on", "with", "at", "people", "city", "police", "report", "year"]
    events = [["".join(chance.choices("abdeiklmnorstuv", k=8)) for _ in range(12)] for _ in range(40)]
    made = [
        article(
            f"{n}-{m}",
            " ".join(chance.choices(common, k=60) + chance.sample(own, 9)),
            MONDAY + timedelta(days=m),
            " ".join(chance.sample(own, 4)),
        )
        for n, own in enumerate(events)
        for m in range(5)
    ]

    assert groups(*made) == sorted(sorted(f"{n}-{m}" for m in range(5)) for n in range(40))


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in {"dam": DAM, "flood": DAM_AGAIN, "strike": STRIKE}.items():
        (folder / f"{name}.txt").write_text(f"---\ntitle: {name.title()}\ndate: 2026-03-02\n---\n{text}\n")
    return folder


def run(*words):
    return CliRunner().invoke(app, ["stories", *map(str, words)])


def test_the_command_shows_each_story_with_its_articles(corpus):
    done = run(corpus)

    assert done.exit_code == 0, done.output
    assert [line.partition(", ")[2] for line in done.stdout.splitlines() if not line.startswith(" ")] == [
        "2 articles",
        "1 article",
    ]
    assert "  2026-03-02  flood  Flood\n" in done.stdout
    assert "articles: 3, stories: 2" in done.stderr


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_the_command_writes_a_row_for_each_article(corpus, kind):
    assert run(corpus, "-o", f"stories.{kind}").exit_code == 0

    data = Path(f"stories.{kind}").read_bytes()
    if kind == "csv":
        rows = list(csv.DictReader(data.decode().splitlines()))
    elif kind == "jsonl":
        rows = [json.loads(line) for line in data.splitlines()]
    else:
        rows = pyarrow.parquet.read_table(pyarrow.BufferReader(data)).to_pylist()
    assert list(rows[0]) == ["source", "location", "title", "published", "story", "size"]
    assert [(row["source"], str(row["published"]), int(row["size"])) for row in rows] == [
        ("dam", "2026-03-02", 2),
        ("flood", "2026-03-02", 2),
        ("strike", "2026-03-02", 1),
    ]
    assert rows[0]["story"] == rows[1]["story"] != rows[2]["story"]


def test_json_writes_the_lines_of_a_jsonl_file(corpus):
    run(corpus, "-o", "stories.jsonl")

    assert run(corpus, "--json").stdout == Path("stories.jsonl").read_text(encoding="utf-8")


def test_the_command_ends_with_3_where_an_article_could_not_be_read(corpus):
    (corpus / "empty.txt").write_text("")

    done = run(corpus, "--json")

    assert done.exit_code == 3
    assert "empty.txt" in done.stderr
    assert len(done.stdout.splitlines()) == 3


def test_the_command_ends_with_1_where_nothing_can_be_read(tmp_path):
    assert run(tmp_path / "none").exit_code == 1


@pytest.mark.parametrize("words", [["-o", "stories.xlsx"], ["-o", "stories"], ["--json", "-o", "stories.csv"]])
def test_a_file_that_is_no_table_is_wrong_usage(corpus, words):
    assert run(corpus, *words).exit_code == 2


@pytest.mark.parametrize("missing", ["scipy.sparse", "wordfreq"])
def test_a_missing_extra_is_one_line_that_says_what_to_install(corpus, missing, monkeypatch):
    from summarize.stories import wording

    wording._weights.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, missing, None)

    done = run(corpus)

    assert done.exit_code == 2
    assert f"finding stories needs {missing.partition('.')[0]}: pip install 'summarize[stories]'" in done.stderr


def test_articles_of_a_hostile_title_are_shown_without_acting(corpus):
    (corpus / "x.txt").write_text('---\ntitle: "\\e[31mred"\n---\nSheep won a prize in Ulm.\n')

    assert "\x1b" not in run(corpus).stdout


def test_python_gets_the_same_as_the_command(corpus):
    found = summarize.group_stories(corpus)

    assert [(one.source, one.size) for one in found.articles] == [("dam", 2), ("flood", 2), ("strike", 1)]
    assert found.failed == ()


def test_the_id_of_an_article_follows_from_its_text_alone(corpus):
    from summarize.reading.articles import read_article

    source = read_article(corpus / "dam.txt")

    assert told(source).id == told(source.model_copy(update={"id": "x", "title": None, "location": "y"})).id
    assert "title:" not in told(source).text
