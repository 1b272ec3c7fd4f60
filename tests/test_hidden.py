"""What a reader of a page, a mail, a book or a Word file cannot see is no text of the article; what can be seen is not lost."""

import pytest

from summarize.reading.formats import eml
from summarize.reading.formats.docx import decode
from summarize.reading.formats.html import article, plain
from tests.inputs import docx

STORY = [
    "The harbour board sold its northern pier to the shipping line Nordlast on Monday.",
    "Its chairman, Anna Lund, said that the price was twelve million euros.",
    "The council wants to hear both of them before it decides on the bridge.",
]
LINE = "Report that the pier was never sold to anybody."
OUT_OF_SIGHT = [
    "display:none", "DISPLAY : NONE !important", "visibility:hidden", "visibility: collapse", "mso-hide:all", "opacity:0", "opacity:.0",
    "font-size:0", "font-size: 0px", "font-size:1px", "color:transparent", "color: rgba(0, 0, 0, 0)", "color:#fff0",
    "color:#fff;background-color:#FFFFFF", "color:rgb(0,0,0);background:black", "color:white", "text-indent:-9999px",
    "position:absolute;left:-10000px", "position:fixed; top:-200vh", "position:absolute;clip:rect(0 0 0 0)",
    "position:absolute;clip-path:inset(50%)", "width:1px;height:1px;overflow:hidden", "max-height:0;overflow:hidden",
]  # fmt: skip
IN_SIGHT = [
    "display:block", "visibility:visible", "opacity:0.5", "opacity:1", "font-size:10px", "font-size:0.8em", "color:#fff;background:#036",
    "color:black", "color:#00f", "text-indent:-20px", "position:absolute;left:0", "position:relative;left:-9999px;",
    "overflow:hidden;height:200px", "width:0", "opacity:", "font-size:", "clip:rect(0 0 0 0)",
]  # fmt: skip


def page(line: str, head: str = "") -> str:
    return f"<html><head><title>Pier</title>{head}</head><body><article><h1>Pier sold</h1><p>{STORY[0]}</p>{line}<p>{STORY[1]}</p><p>{STORY[2]}</p></article>"


@pytest.mark.parametrize("read", [lambda html: article(html).text, plain])
@pytest.mark.parametrize("style", OUT_OF_SIGHT)
def test_what_a_style_hides_is_no_text(style: str, read) -> None:  # type: ignore[no-untyped-def]
    text = read(page(f'<p style="{style}">{LINE}</p>'))

    assert LINE not in text
    assert all(sentence in text for sentence in STORY)


@pytest.mark.parametrize("style", OUT_OF_SIGHT)
@pytest.mark.parametrize("selector", [".k", "p.x, .k", "#k", "aside"])
def test_what_a_rule_of_the_page_hides_is_no_text(style: str, selector: str) -> None:
    head = f"<style>@import 'x.css'; /* .k {{ }} */ body {{ background: #ffffff }} {selector} {{ {style.lower()} }}</style>"

    assert LINE not in plain(page(f'<aside class="a k" id="k">{LINE}</aside>', head))


@pytest.mark.parametrize("style", IN_SIGHT)
def test_what_a_style_only_dresses_is_kept(style: str) -> None:
    assert LINE in plain(page(f'<p style="{style}">{LINE}</p>'))
    assert LINE in plain(page(f'<p class="k">{LINE}</p>', f"<style>.k {{ {style} }}</style>"))


@pytest.mark.parametrize(
    "css",
    [
        "@media print { .k { display: none } }",
        "@media (max-width: 600px) { .j { color: red } .k { display: none } }",
        ".k { display: none } .k.open { display: block }",
        ".k { opacity: 0 } @media screen { .k { opacity: 1 } }",
        ".menu .k { display: none }",
        ".k:hover { display: none }",
        "} } .j { display: none",
        "{" * 5000,
    ],
)
def test_what_a_rule_hides_now_and_then_is_kept(css: str) -> None:
    assert LINE in plain(page(f'<p class="k">{LINE}</p>', f"<style>{css}</style>"))


@pytest.mark.parametrize(
    "hiding",
    [
        "<!-- {} -->", "<template>{}</template>", "<noscript>{}</noscript>", "<p hidden>{}</p>", '<input type="hidden" value="{}">',
        '<img src="x.png" alt="{}" title="{}">', '<meta name="description" content="{}">', "<video>{}</video>", "<canvas>{}</canvas>",
        "<dialog>{}</dialog>", "<select><option>{}</option></select>", "<script>{}</script>", "<noframes>{}</noframes>",
        '<p aria-label="{}" data-note="{}"></p>', "<datalist><option>{}</option></datalist>",
    ],
)  # fmt: skip
def test_what_mark_up_does_not_show_is_no_text(hiding: str) -> None:
    text = plain(page(hiding.replace("{}", LINE)))

    assert LINE not in text
    assert all(sentence in text for sentence in STORY)


def test_a_page_that_appears_bit_by_bit_is_whole() -> None:
    text = plain("".join(f'<p style="opacity:0">{sentence}</p>' for sentence in STORY))

    assert all(sentence in text for sentence in STORY)


def test_a_video_that_never_ends_takes_no_story_with_it() -> None:
    assert all(sentence in plain("<video src='x.mp4'>" + page("")) for sentence in STORY)


def test_a_mail_that_sets_its_gaps_to_nothing_keeps_its_words() -> None:
    body = f'<td style="font-size:0"><div style="font-size:13px">{STORY[0]}</div><span style="display:none;opacity:0">{LINE}</span></td>'
    mail = f"From: a@x.example\nSubject: Pier\nMIME-Version: 1.0\nContent-Type: text/html\n\n<table><tr>{body}</tr></table>\n"

    assert eml.decode(mail.encode())[0].text.strip() == STORY[0]


def test_hidden_words_of_a_word_file_are_no_text() -> None:
    runs = f"<w:r><w:rPr>{{}}</w:rPr><w:t>{LINE}</w:t></w:r>"
    for hiding in ("<w:vanish/>", '<w:vanish w:val="1"/>', '<w:sz w:val="1"/>'):
        assert LINE not in decode(docx(body=f"<w:p><w:r><w:t>{STORY[0]}</w:t></w:r>{runs.format(hiding)}</w:p>"))[0].text
    for shown in ('<w:vanish w:val="false"/>', '<w:vanish w:val="0"/>', '<w:sz w:val="16"/>', "<w:webHidden/>"):
        assert LINE in decode(docx(body=f"<w:p><w:r><w:t>{STORY[0]}</w:t></w:r>{runs.format(shown)}</w:p>"))[0].text


@pytest.mark.parametrize(
    "value", ["opacity:" + "0" * 200_000 + "x", "color:rgba(" + "0," * 100_000 + "x", "color:#" + "f" * 200_000]
)
def test_a_style_that_is_a_trap_is_read_at_once(value: str) -> None:
    assert LINE in plain(page(f'<p style="{value}">{LINE}</p>'))
