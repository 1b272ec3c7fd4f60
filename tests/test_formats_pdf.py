import pytest

from summarize.files import UnreadableError
from summarize.reading.formats.pdf import decode
from summarize.reading.hyphens import between, cuts_any
from summarize.reading.typeset import Line, paragraphs
from tests import inputs

LONG = (
    "The government of Norland said on Monday that it would consider a far-reaching deployment of peacekeepers along the "
    "administrative boundary. Representatives of international organisations gathered in the neighbouring capital. "
    "Constitutional considerations notwithstanding, parliamentarians demanded clarification of the responsibilities."
)


LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n"
    b"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"00" * 32 + b">/U<" + b"11" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\n%%EOF"
)


def text(source):
    [article] = decode(inputs.typst_pdf(source))
    return article.text


def page(body, *, width="9cm", height="20cm", more=""):
    return f"#set page(width: {width}, height: {height}, {more})\n#set par(justify: true)\n#set text(hyphenate: true, size: 10pt)\n{body}"


def test_lines_are_put_together_to_the_paragraphs_that_were_written():
    [article] = decode(inputs.pdf())

    assert article.text == inputs.TEXT
    assert article.facts == {"title": inputs.TITLE}


@pytest.mark.parametrize(
    "how", ["#set par(justify: false)", "#set par(first-line-indent: 1em, spacing: 0.65em)", "#set page(columns: 2)"]
)
def test_however_they_are_set(how):
    source = f"#set page(width: 14cm, height: 9cm)\n{how}\n#set text(hyphenate: true)\n" + "\n\n".join(
        [LONG, *inputs.PARAGRAPHS]
    )

    assert text(source) == f"{LONG}\n\n{inputs.TEXT}"


def test_a_word_that_is_cut_at_a_line_s_end_is_whole_and_a_hyphen_of_its_own_stays():
    said = text(page(LONG, width="5cm"))

    assert said == LONG


@pytest.mark.parametrize(
    ("cut", "words", "cuts_words", "between_"),
    [
        (("govern", "ment"), set(), True, ""),
        (("depart", "ments"), set(), False, ""),
        (("Zelen", "skyy"), {"zelenskyy"}, False, ""),
        (("Stolten", "berg"), set(), True, ""),
        (("far", "reaching"), set(), True, "-"),
        (("de", "escalation"), set(), True, "-"),
        (("air", "field"), {"air", "field"}, True, ""),  # WordNet has it as one word
        (("ferry", "tax"), set(), True, "-"),
        (("Berlin", "based"), set(), False, "-"),
        (("Anglo", "American"), set(), True, "-"),
        (("President", "elect"), {"president"}, True, "-"),
        (("Bucking", "ham"), set(), True, ""),
        (("", "x"), set(), True, "-"),
    ],
)
def test_a_hyphen_at_a_line_s_end_stays_where_it_is_the_word_s_own(cut, words, cuts_words, between_):
    assert between(cut, words, cuts_words=cuts_words) == between_


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("by the States—", "must take"), "by the States—must take"),
        (("by the States", "—must take"), "by the States—must take"),
        (("by the States —", "must take"), "by the States — must take"),
        (("by the States", "— must take"), "by the States — must take"),
        (("by the States", "must take"), "by the States must take"),
    ],
)
def test_a_dash_at_a_line_s_end_keeps_its_spaces(lines, joined):
    set_ = [Line(said, 0.0, 100.0, -12.0 * at, 10.0) for at, said in enumerate(lines)]

    assert list(paragraphs([set_])) == [joined]


def test_a_document_cuts_words_where_one_of_them_is_known_whole():
    assert cuts_any([("far", "reaching"), ("govern", "ment")], set())
    assert not cuts_any([("far", "reaching"), ("Anglo", "American")], set())


def test_what_a_browser_prints_around_a_single_page_is_left_out():
    source = page(
        "The talks failed.",
        height="5cm",
        more="header: [12/16/25, 10:00 AM #h(1fr) Talks], footer: [https:\\/\\/norland.example\\/talks #h(1fr) 1\\/1]",
    )

    assert text(source) == "The talks failed."


def test_running_heads_and_page_numbers_are_left_out():
    source = page(
        LONG + "\n\n" + LONG,
        height="7cm",
        more="header: [The Gazette #h(1fr) 16 December], footer: context [Page #counter(page).display() of 9]",
    )

    assert text(source) == f"{LONG}\n\n{LONG}"


def test_a_line_that_only_one_page_has_at_its_top_stays():
    said = text(page(f"First things first.\n\n{LONG}\n#pagebreak()\nSecond things second.\n\n{LONG}"))

    assert "First things first.\n\n" in said
    assert "Second things second.\n\n" in said


def test_headings_and_items_are_paragraphs_of_their_own():
    said = text(
        page("= Talks go on\nThe two sides met again.\n\n- one point\n- another point\n\n== What comes next\nThey meet in May.")
    )

    assert (
        said
        == "Talks go on\n\nThe two sides met again.\n\n• one point\n\n• another point\n\nWhat comes next\n\nThey meet in May."
    )


@pytest.mark.parametrize("title", ["Microsoft Word - draft3.docx", "report_final.pdf", "Untitled", ""])
def test_what_a_program_put_in_place_of_a_title_is_none(title):
    [article] = decode(inputs.typst_pdf(f'#set document(title: "{title}")\nSome text.'))

    assert article.facts == {}


def test_the_day_that_the_file_was_made_is_not_the_article_s():
    [article] = decode(inputs.typst_pdf("#set document(date: datetime(year: 2020, month: 1, day: 1))\nSome text."))

    assert "published" not in article.facts


def test_pictures_of_text_are_said_to_need_ocr():
    with pytest.raises(UnreadableError, match="run OCR first"):
        decode(inputs.typst_pdf("#rect(width: 5cm, height: 5cm, fill: black)"))


def test_a_file_that_is_locked_is_said_to_be():
    with pytest.raises(UnreadableError, match="locked with a password"):
        decode(LOCKED)


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n%%EOF", inputs.typst_pdf("Some text.")[:300]])
def test_what_is_no_pdf_is_one_line(data):
    with pytest.raises(UnreadableError, match="no PDF, or it is damaged"):
        decode(data)
