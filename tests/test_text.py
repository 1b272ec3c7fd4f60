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


PIECES = st.sampled_from(
    [
        "The plan for the harbour was set out on Monday by",
        " a U.S.",
        " the",
        " Mme.",
        " (R-Calif.)",
        "[1]",
        ".2",
        " W.",
        " Navy men",
        ".",
        "\n\n",
        "\r\n",
        " The",
        " who left.",
        "“",
        "”",
        " plan B.",
    ]
)


@settings(max_examples=200)
@given(st.text(ALPHABET, max_size=300) | st.lists(PIECES, max_size=30).map("".join))
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


@pytest.mark.parametrize(
    "parts",
    [
        ("They met Mme. Durand and Mlle. Blanc.", "She left."),
        ("“Mr. Okoro paid,” said Cmdr. Lee.", "Nobody answered."),
        ("Ann B. Weaver and J. R. R. Poe spoke to Rep. Roe, Sen. Lee and Gov. Fox.", "It rained."),
        ("Tom Roe (R-Calif.) Ann Lee (D., Mass.) and others voted.", "Sen. Bo Fox (D-N.Y.) left.", "It passed."),
        ("No. 7 St. James St. burned on Jan. 3.", "All got out."),
        ("The case is Roe vs. The Harbour Board.", "It goes on."),
        ("He moved to the U.S.", "The council met."),
        ("They chose plan B.", "The council met."),
    ],
)
def test_titles_initials_and_party_tags_end_no_sentence(parts):
    assert texts(" ".join(parts)) == list(parts)


def test_a_reference_marker_behind_a_quotation_or_before_a_missing_space_belongs_to_the_sentence_before():
    assert texts('"It is sold."[7] The county objects.') == ['"It is sold."[7]', "The county objects."]
    assert texts("The board sells the pier.[1][2]The county objects.") == [
        "The board sells the pier.[1][2]",
        "The county objects.",
    ]


def test_a_word_cut_at_a_lines_end_does_not_end_a_sentence():
    assert texts("Ana Lind-\nqvist left.") == ["Ana Lind-\nqvist left."]
    assert texts("Ships of the Al-\nKhulaifi line") != ["Ships of the Al-\nKhulaifi line"]


@pytest.mark.parametrize("marker", ["[1]", "[2][13]", " [4]", " [2] [3]", "[note 2]", "[citation needed]", "1", "²"])
def test_a_reference_marker_belongs_to_the_sentence_before(marker):
    assert texts(f"The board sells the pier.{marker} The county objects.") == [
        f"The board sells the pier.{marker}",
        "The county objects.",
    ]


LINE = "The plan for the harbour was set out on Monday by"


@pytest.mark.parametrize(
    ("line", "following"),
    [
        (f"{LINE} a U.S.", "Navy officer, who gave no name."),
        (f"{LINE} a senior U.K.", "Treasury official."),
        (f"{LINE} the", "Harbour Office, which gave no reason."),
        (f"{LINE} the retired Gen.", "Roe, who left."),
        (f"{LINE} Mme.", "Durand of the board."),
        (f"{LINE} men from the U.S.", "who gave no names."),
        (f"{LINE} an officer who spoke on condition", "that he was not named."),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n\r\n"])
def test_a_sentence_that_the_layout_has_torn_is_one(line, following, gap):
    torn = f"{line}{gap}{following}"

    assert texts(f"It began at noon.{gap}{torn}{gap}It ended at one.") == ["It began at noon.", torn, "It ended at one."]


def test_a_name_that_the_text_has_in_one_line_elsewhere_is_not_torn():
    torn = f"{LINE} people from the U.S.\n\nNavy, who gave no names."

    assert texts(f"The U.S. Navy came.\n\n{torn}") == ["The U.S. Navy came.", torn]


@pytest.mark.parametrize(
    ("line", "following"),
    [
        (f"{LINE} people in the U.S.", "The council met."),
        (f"{LINE} people in the U.S.", "France said nothing."),
        (f"{LINE} its author as plan B.", "The council met."),
        ("The Harbour Plan Is Back After the Longest Night", "The council met."),
        ("The harbour that nobody wanted to talk about", "By Jane Roe"),
        ("Sailors stand on the old pier of the harbour", "photo: Jane Roe"),
        (f"{LINE} the", "- board of the harbour."),
        (f"{LINE} the people of the town:", "we will go."),
        ("What the phone maker says about its best quarter", "iPhone sales rose."),
        ("one thing that is long enough to look like prose", "another thing that is long enough to look so"),
    ],
)
def test_headlines_lists_bylines_and_captions_are_not_glued_to_the_text(line, following):
    assert texts(f"{line}\n\n{following}") == [line, following]


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
