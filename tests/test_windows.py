import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.extracting.windows import WINDOW, lines, shown, tokens, windows
from summarize.source import Sentence


def sentences(texts):
    place = 0
    for text in texts:
        yield Sentence(start=place, end=place + len(text), text=text)
        place += len(text)


def texts():
    return st.lists(st.text(min_size=1, max_size=40), max_size=30)


@given(texts(), st.integers(min_value=1, max_value=200))
def test_windows_are_the_sentences_in_order_without_gap_or_overlap(given_texts, size):
    whole = tuple(sentences(given_texts))

    runs = list(windows(whole, size))

    assert tuple(s for run in runs for s in run) == whole
    assert all(runs)


@given(texts(), st.integers(min_value=1, max_value=100))
def test_a_larger_window_never_needs_more_runs(given_texts, size):
    whole = tuple(sentences(given_texts))

    assert len(list(windows(whole, size * 2))) <= len(list(windows(whole, size)))


def test_a_usual_article_is_one_window():
    article = sentences(["France and Britain would lead the force, officials said on Monday. "] * 60)

    assert len(list(windows(list(article)))) == 1


def test_a_long_article_is_several_windows():
    article = list(sentences(["France and Britain would lead the force. "] * 1000))

    runs = list(windows(article))

    assert len(runs) > 1
    assert max(sum(len(s.text) for s in run) for run in runs) < WINDOW * 4


def test_a_sentence_longer_than_a_window_stands_alone():
    long = "x" * 50_000

    assert [len(run) for run in windows(list(sentences(["One.", long, "Two."])))] == [1, 1, 1]


# Counted with the embedded model's tokenizer; `tokens` must not promise fewer, or a prompt would not fit.
@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "Leaders of several countries said that they would not send troops until the parliament agrees with the new plan.",
            20,
        ),
        ("Ο πρωθυπουργός δήλωσε ότι η χώρα δεν θα στείλει στρατεύματα μέχρι να συμφωνήσει το κοινοβούλιο.", 84),
        ("Վարչապետն ասաց, որ երկիրը զորք չի ուղարկի մինչև խորհրդարանը չհամաձայնի:", 71),
        ("ጠቅላይ ሚኒስትሩ ፓርላማው አዲሱን ዕቅድ እስኪቀበል ድረስ ወታደሮችን እንደማይልኩ ተናግረዋል።", 74),
        ("ဝန်ကြီးချုပ်က တပ်များ မပို့ဟု ပြောကြားခဲ့သည်", 68),
        ("პრემიერ-მინისტრმა განაცხადა, რომ ქვეყანა ჯარს არ გაგზავნის.", 59),
        ("ראש הממשלה אמר כי המדינה לא תשלח חיילים עד שהפרלמנט יסכים לתוכנית החדשה.", 22),
        ("총리는 의회가 새로운 계획에 동의할 때까지 군대를 보내지 않을 것이라고 말했다.", 26),
        ("ᎣᏏᏲ ᏂᎦᏓ ᎠᏂᏴᏫ", 20),
        ("㐀㐁㐂㐃㐄㐅㐆㐇", 15),
        ("𠀀𠀁𠀂𠀃𠀄", 15),
        ("👩\u200d👩\u200d👧🇺🇦😀🫠", 13),
    ],
)
def test_tokens_are_estimated_too_many_rather_than_too_few(text, counted):
    assert counted <= tokens(text) <= 2.5 * counted


def test_an_endless_word_counts_as_the_rubbish_that_it_is():
    assert tokens("abcdefghij" * 40) > 2 * tokens("abcdefghi " * 40)


def test_nothing_has_no_window():
    assert list(windows([])) == []


def test_lines_are_numbered_from_1():
    assert lines(list(sentences(["One.", "Two."]))) == [(1, "One."), (2, "Two.")]


@given(st.text())
def test_what_a_model_is_shown_is_one_line_without_marks_of_turns(text):
    line = shown(text)

    assert len(line.splitlines()) <= 1
    assert "<|" not in line
    assert "|>" not in line


@given(st.text(alphabet="<|>im_start \n"))
def test_marks_of_turns_cannot_be_put_together_from_their_parts(text):
    assert "<|" not in shown(text)


def test_what_a_model_is_shown_keeps_braces_and_other_signs():
    assert shown("{{ 7*7 }} {% if %} == user ==\n< b > | > [bold]") == "{{ 7*7 }} {% if %} == user == < b > | > [bold]"
