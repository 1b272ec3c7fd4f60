import threading

import pytest

from summarize.language import english
from summarize.language.english import parse
from summarize.language.recent import Recent
from summarize.language.tokens import content, stem, strangers, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The council sent ferries", "Councils send a ferry"),
        ("the Chilean harbour", "a harbor in Chile"),
        ("The UK closes the bridge", "Britain closed its bridges"),
        ("They organised a defence programme", "organizing defense programs"),
    ],
)
def test_inflections_spellings_and_names_of_states_are_one_word(one, other):
    assert content(one) == content(other)


def test_a_number_counts_and_a_word_of_grammar_does_not():
    assert content("It was 30 of them, and not 12") == {"30", "12"}


def test_words_are_told_in_order_without_signs_or_possessive():
    assert words_of("The mayor's bridge, he said: closed.") == ["the", "mayor", "bridge", "he", "said", "closed"]


def test_a_stem_is_the_same_in_every_thread():
    found = []
    threads = [threading.Thread(target=lambda: found.append(stem("deploying"))) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(10)

    assert set(found) == {"deploy"}


def test_strangers_are_names_that_are_no_words_of_the_language():
    assert strangers("Visitors met Lindqvist and Mayor Lee on Monday in the Old Harbour") == {"lindqvist"}


def test_texts_that_are_read_together_are_read_as_each_alone():
    texts = ["Berg opened the pier.", "The club may sell its field to Lund.", "No ferry left the harbour on Monday."]
    alone = [[(w.text, w.tag, w.dep, w.head_i) for w in parse(text).words] for text in texts]
    english._kept[False].clear()

    english.parse_many(texts)

    assert [[(w.text, w.tag, w.dep, w.head_i) for w in english._kept[False][text].words] for text in texts] == alone


def test_no_more_text_is_kept_than_is_told():
    kept = Recent(100, size=len)

    for n in range(9):
        kept[f"The ferry of pier {n} left the harbour."] = n

    assert [*kept.values()] == [7, 8]
