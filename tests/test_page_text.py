import pytest

from summarize.reading.articles import load_articles
from summarize.reading.page_text import marked
from summarize.source import Role
from summarize.sourcing.origins import origins
from tests.test_origins import (
    BUDGET,
    CAP,
    CRANES,
    CRANES_RETOLD,
    DRONES,
    EXCHANGE,
    EXCHANGE_RETOLD,
    FERRY,
    FERRY_RETOLD,
    STRIKE,
    source,
)

IMPRINT = (
    "The Shore Gazette has been printed in Korsby since 1911 and is read from the lighthouse to the river.",
    "Its reporters follow the code of the press council, whose rulings are printed in full.",
    "A foundation of local savers pays for two of its nine desks and sees no text before readers do.",
    "Every issue since the first can be seen on weekdays in the reading room of the town library.",
    "Those who pay by the year also get the crossword, the tide tables and a calendar at no cost.",
    "Complaints may be sent to the readers' editor within four weeks, by letter or through the form on the page.",
)
PAGE = "\n\n".join(IMPRINT)


def below(text):
    return f"{text}\n\n{PAGE}"


def above(text):
    return f"{PAGE}\n\n{text}"


def around(text):
    head, tail = "\n\n".join(IMPRINT[:2]), "\n\n".join(IMPRINT[2:])
    return f"{head}\n\n{text}\n\n{tail}"


def page_text(*texts):
    sources = marked([source(str(n), text) for n, text in enumerate(texts)])
    return [[s.text for s in one.sentences if s.role is Role.FURNITURE] for one in sources]


@pytest.mark.parametrize("place", [below, above, around])
@pytest.mark.parametrize("stories", [(FERRY, CAP), (FERRY, CAP, EXCHANGE), (STRIKE, BUDGET, FERRY, CAP)])
def test_what_pages_of_different_stories_share_at_their_ends_is_page_text_and_makes_no_common_origin(place, stories):
    texts = [place(story) for story in stories]

    assert page_text(*texts) == [list(IMPRINT)] * len(texts)
    names = [str(n) for n in range(len(texts))]
    assert origins([source(name, text) for name, text in zip(names, texts, strict=True)]) == dict(
        zip(names, names, strict=True)
    )


@pytest.mark.parametrize("place", [below, above, around])
@pytest.mark.parametrize(
    ("one", "other"), [(FERRY, FERRY), (FERRY, FERRY_RETOLD), (CRANES, CRANES_RETOLD), (EXCHANGE, EXCHANGE_RETOLD)]
)
def test_copies_and_retellings_on_pages_of_one_outlet_are_one_origin_all_the_same(place, one, other):
    pages = [source("a", place(one)), source("b", place(other)), source("c", place(CAP))]

    assert origins(pages[:2]) == {"a": "a", "b": "a"}
    assert origins(pages) == {"a": "a", "b": "a", "c": "c"}


OPENING = (
    "KORSBY, the northern edition\nFishermen of Korsby who towed the ferry's lifeboats ashore on Sunday night want the line to pay for "
    "torn nets and lost catches. Nine of them met in the net loft on Monday and counted forty damaged lamps. Their speaker, Odd Lie, said "
    "that nobody had asked them whether they were well.\n"
)
ELSEWHERE = (
    "VELEN, the city edition\nPassengers from Velen who were on board the ferry have begun to come home by bus with borrowed shoes. Two "
    "school classes were among them, and a choir. The county opened a hall for parents who waited for the rescuers' lists through the night.\n"
)


def test_one_report_under_two_local_openings_is_no_page_text():
    assert page_text(OPENING + FERRY, ELSEWHERE + FERRY) == [[], []]
    assert origins([source("a", OPENING + FERRY), source("b", ELSEWHERE + FERRY)]) == {"a": "a", "b": "a"}


def test_background_that_follow_ups_of_one_story_share_is_no_page_text():
    assert page_text(EXCHANGE, DRONES) == [[], []]


@pytest.mark.parametrize("shared", ["The company did not comment.", "The price was not disclosed. He did not say why."])
def test_a_short_sentence_that_comes_again_by_chance_is_no_page_text(shared):
    assert page_text(f"{FERRY}\n{shared}", f"{CAP}\n{shared}") == [[], []]


def test_a_line_under_an_article_that_has_hardly_any_words_of_its_own_is_no_page_text():
    assert page_text(below("Ferry aground off Korsby."), below("Rents capped at two percent.")) == [[], []]


def test_a_page_whose_others_are_not_there_keeps_its_text():
    assert page_text(below(FERRY)) == [[]]


def test_page_text_is_said_and_not_cited(tmp_path):
    for name, text in (("a", FERRY), ("b", CAP), ("c", EXCHANGE)):
        (tmp_path / f"{name}.txt").write_text(below(text))

    loaded = load_articles([tmp_path])

    assert [IMPRINT[0] in [s.text for s in one.body] for one in loaded.sources] == [False] * 3
    assert [note.partition(": ")[0] for note in loaded.notes] == [
        "18 sentences that 3 pages share around their stories are page text, not cited"
    ]
    again = load_articles([tmp_path / f"{name}.txt" for name in "cab"])
    assert {s.id: s for s in again.sources} == {s.id: s for s in loaded.sources}
