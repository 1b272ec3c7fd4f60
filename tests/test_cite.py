from hypothesis import given
from hypothesis import strategies as st

from summarize.extracting.cite import cite, numbered
from summarize.source import Sentence, Source

TEXT = "Zoë said no. 😀 Two.\r\nThree (e\u0301) came.\n"
PLACES = [(0, 12), (13, 19), (21, 38)]


def source():
    sentences = tuple(Sentence(start=a, end=b, text=TEXT[a:b]) for a, b in PLACES)
    return Source(id="000", location="x.txt", sha256="", text=TEXT, sentences=sentences)


@given(st.lists(st.integers(min_value=-3, max_value=9)))
def test_a_citation_quotes_its_source_exactly_whatever_numbers_come(numbers):
    article = source()

    citations = cite(article, numbered(article.sentences, numbers))

    assert all(article.text[c.start : c.end] == c.quote for c in citations)
    assert {(c.start, c.end) for c in citations} == {PLACES[n - 1] for n in numbers if 1 <= n <= 3}


@given(st.permutations([1, 2, 3, 3, 1]))
def test_citations_are_in_text_order_each_once(numbers):
    article = source()

    assert [(c.start, c.end) for c in cite(article, numbered(article.sentences, numbers))] == PLACES


def test_a_sentence_is_cited_under_its_sources_id():
    article = source()

    assert cite(article, article.sentences)[0].source == "000"


def test_numbers_begin_at_1_and_zero_is_nobody():
    article = source()

    assert numbered(article.sentences, [0]) == []
    assert numbered(article.sentences, [1])[0].text == "Zoë said no."


def test_no_numbers_are_no_citations():
    article = source()

    assert cite(article, numbered(article.sentences, [])) == ()
