from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.reading.sentences import LONGEST, sentences


def texts(text):
    return [s.text for s in sentences(text)]


ALPHABET = st.sampled_from(list("ab Z.,;!?’‘“”\"()'\n\r\t 1-|„«»é\u0301\u200d😀جп؟。\u2028\x85\xa0")) | st.characters(
    codec="utf-8"
)


@settings(max_examples=200)
@given(st.text(ALPHABET, max_size=300))
def test_sentences_prove_their_offsets_and_cover_all_but_white_space(text):
    found = sentences(text)

    assert all(text[s.start : s.end] == s.text and s.text == s.text.strip() and len(s.text) <= LONGEST for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())


@pytest.mark.parametrize(
    "parts",
    [
        ("‘We will not act,’ said a U.S. State Department spokesperson.", "He left."),
        ("He lives in the U.S.", "The next day he left."),
        ("Dr. Smith met Gen. Mark Milley at 5 p.m. on Friday.", "They talked."),
        ("It is a ‘coalition of the willing.’", "This initiative would work."),
        ("He said: “We need it.", "We want it now.”", "Then he left."),
        ('"Is it so?" he asked.', '"No!" she said.'),
        ("Prices rose to $1.2 bn. on Jan. 3, 2021.", "Mr. Jones agreed."),
        ("Lt. Col. Brown spoke.", "Nobody answered."),
        ("THE PRESIDENT SAID NO.", "THE U.S. ARMY LEFT."),
        ("Президент В. Зеленський сказав: «Ми готові».", "Це все."),
        ("Об этом сообщил В. В. Путин в г. Москве, т. е. вчера.", "Конец."),
        ("Am 16. Dezember traf Dr. Müller ein.", "Er sagte „Nein.“", "Dann ging er."),
        ("قال الرئيس إنه مستعد.", "هل هذا صحيح؟", "نعم!"),
        ("It works 😀.", "Yes 👍🏽!", "Cafe\u0301 closed."),
    ],
)
def test_a_paragraph_is_split_where_its_sentences_end(parts):
    assert texts(" ".join(parts)) == list(parts)


def test_glued_sentences_are_parted():
    assert texts("The army left.The bank stayed.") == ["The army left.", "The bank stayed."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\r\n\r\n", "\u2028"])
def test_a_line_without_a_full_stop_ends_at_its_line_break(end):
    assert texts(f"Europe Rallies Behind Kyiv{end}Talks go on.") == ["Europe Rallies Behind Kyiv", "Talks go on."]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_hard_wrapped_text_is_not_split_at_its_line_breaks(end):
    lines = (
        "European leaders have said that they are ready to take a leading role in",
        "deploying a force as part of a proposal that was made in Berlin by the",
        "United States. The initiative is being discussed as part of a broader",
        "package of guarantees that are meant to last for a long time.",
    )

    found = texts(end.join(lines))

    assert [" ".join(s.split())[-14:] for s in found] == ["United States.", "r a long time."]


def test_lists_and_tables_keep_their_lines():
    text = "- one thing that is long enough to look like prose\n- another thing\n| a | b |\n| c | d |\n1. first\n2. second"

    assert texts(text) == text.split("\n")


def test_a_sentence_without_an_end_is_cut_into_bounded_pieces():
    text = "word, " * 2000

    assert all(s.text.endswith(",") and len(s.text) <= LONGEST for s in sentences(text))


@pytest.mark.parametrize("part", ["word ", "A sentence of six words. ", "1. ", "“a ", "\n "])
def test_a_long_text_of_the_same_over_and_over_is_split_whole(part):
    text = part * 5_000

    assert "".join("".join(s.text.split()) for s in sentences(text)) == "".join(text.split())
