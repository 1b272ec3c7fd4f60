import re
from datetime import date

import pytest

from summarize.files import UnreadableError
from summarize.reading.articles import load_articles
from summarize.reading.formats.html import article, plain
from tests.saved_pages import PAGES

TEXT = ("The harbour board sold its northern pier on Monday.", "Nordlast, a shipping line, will pay 40 million kroner for it.")


def page(body, head="", lang="en"):
    return f"<!doctype html><html lang={lang}><head>{head}</head><body>{body}</body></html>"


def paragraphs(*sentences):
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def flat(text):
    return " ".join(text.split())


def read(saved, folder):
    """The source that a saved page gives, read as a user's file is."""
    (folder / f"{saved.name}.html").write_bytes(saved.data)
    return load_articles([folder / f"{saved.name}.html"]).sources[0]


@pytest.mark.parametrize("saved", PAGES, ids=lambda one: one.name)
def test_no_sentence_of_the_article_is_lost_and_nothing_around_it_may_be_cited(saved, tmp_path):
    source = read(saved, tmp_path)
    body = flat(" ".join(sentence.text for sentence in source.body))

    assert [sentence for sentence in saved.article if flat(sentence) not in body] == []
    assert [around for around in saved.furniture if flat(around) in body.replace(flat(" ".join(saved.article)), "")] == []


@pytest.mark.parametrize("saved", PAGES, ids=lambda one: one.name)
def test_what_is_read_of_a_page_stands_there_word_for_word(saved, tmp_path):
    whole = flat(plain(saved.data.decode("cp1252" if saved.name == "tables" else "utf-8")))

    assert [line for line in read(saved, tmp_path).text.splitlines() if flat(line) not in whole] == []


@pytest.mark.parametrize("saved", PAGES, ids=lambda one: one.name)
def test_a_page_tells_its_title_and_day(saved, tmp_path):
    source = read(saved, tmp_path)

    assert source.published is not None
    assert re.search(r"[A-Z]\w+ \w+", source.title or "")


def test_a_page_tells_about_itself():
    head = """<title>Pier is sold - The Coast</title><meta property="og:site_name" content="The Coast">
    <meta property="article:published_time" content="2025-11-10T23:30:00+01:00"><link rel="canonical" href="https://coast.example/pier">"""

    read = article(page(f"<article><h1>Pier is sold</h1>{paragraphs(*TEXT * 3)}</article>", head))

    assert dict(read.facts) == {
        "title": "Pier is sold",
        "publisher": "The Coast",
        "published": date(2025, 11, 10),
        "url": "https://coast.example/pier",
        "language": "en",
    }


def test_the_address_that_a_page_was_loaded_from_stands_where_it_names_none():
    read = article(page(f"<main>{paragraphs(*TEXT)}</main>"), url="https://coast.example/pier")

    assert read.facts["url"] == "https://coast.example/pier"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "/only/a/path"])
def test_what_is_no_address_of_a_page_is_none(link):
    assert "url" not in article(page(f"<main>{paragraphs(*TEXT)}</main>", f'<link rel="canonical" href="{link}">')).facts


def test_paragraphs_are_parted_by_blank_lines_and_lines_by_line_breaks():
    assert article(page(f"<article><p>{TEXT[0]}<br>{TEXT[1]}</p>{paragraphs(*TEXT)}</article>")).text == (
        f"{TEXT[0]}\n{TEXT[1]}\n\n{TEXT[0]}\n\n{TEXT[1]}"
    )


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp1252", '<meta charset="iso-8859-1">'),
        ("cp1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
        ("shift_jis", "<meta charset=Shift_JIS>"),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("cp1252", '<meta charset="no-such-encoding">'),
    ],
)
def test_a_page_is_decoded_as_it_says_or_as_it_is(encoding, head):
    said = {
        "cp1251": "Порт продан за сорок миллионов крон, сказала мэр.",
        "shift_jis": "港は月曜日に売却された、と市長が述べた。",
    }
    sentence = said.get(encoding, "“The pier’s gone”, the mayor of Café-sur-Mer said on Monday – at noon.")

    assert sentence in article(page(f"<article>{paragraphs(sentence, *TEXT)}</article>", head).encode(encoding)).text


def test_scripts_handlers_and_hidden_text_are_no_text():
    body = f"""<article><p onclick="steal()">{TEXT[0]}<script>alert("x")</script></p><style>p{{}}</style><noscript>no script</noscript>
    <p style="display: none">hidden words for a model</p><p hidden>more hidden words</p><template>template</template>
    <p>{TEXT[1]}<!-- a comment --></p><iframe src="x">frame</iframe><svg><text>drawing</text></svg></article>"""

    assert article(page(body)).text == "\n\n".join(TEXT)
    assert plain(page(body)) == "\n\n".join(TEXT)


def test_mark_up_that_is_written_as_text_stays_text():
    assert (
        "<script>alert(1)</script> {{ x }}"
        in article(
            page(
                f"<article><p>The mayor typed &lt;script&gt;alert(1)&lt;/script&gt; {{{{ x }}}} on Monday.</p>{paragraphs(*TEXT)}</article>"
            )
        ).text
    )


def test_no_entity_of_a_page_reads_a_file(tmp_path):
    (tmp_path / "secret").write_text("secret words")
    text = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><html><body><p>&x; {TEXT[0]}</p></body></html>'

    assert "secret words" not in article(text.encode()).text
    assert "secret words" not in plain(text)


@pytest.mark.parametrize(
    "data", ["", " \n", "<html></html>", page("<nav><a href=/>Home</a></nav>"), page("<img src=x>"), "<!-- x -->"]
)
def test_a_page_without_an_article_is_refused_in_one_line(data):
    with pytest.raises(UnreadableError, match="no article was found on this page; save"):
        article(data)


def test_a_line_of_links_is_left_out_and_a_sentence_that_is_a_link_is_not():
    linked = '<p><a href="/1">The ministry published the whole contract on its own page on Friday.</a></p>'
    links = '<p><a href="/2">Five piers to see</a> | <a href="/3">Tide tables</a></p>'

    read = article(page(f"<article>{paragraphs(*TEXT)}{links}{linked}{paragraphs(*TEXT)}</article>")).text

    assert "published the whole contract" in read
    assert "Tide tables" not in read


def test_a_sentence_with_links_in_it_keeps_its_words():
    sentence = 'The <a href="/b">harbour board</a>, <b>which</b> met on<a href="/m"> Monday</a>, sold <i>its</i> pier.'

    assert (
        "The harbour board, which met on Monday, sold its pier."
        in article(page(f"<article><p>{sentence}</p>{paragraphs(*TEXT)}</article>")).text
    )


def test_a_page_that_is_one_form_or_bears_a_furniture_name_is_not_cut():
    body = f'<form id="aspnetForm"><div class="content share-enabled comments-on newsletter-theme">{paragraphs(*TEXT)}</div></form>'

    assert article(page(body)).text == "\n\n".join(TEXT)


def test_plain_gives_all_that_a_reader_sees():
    html = "<p>One <b>bo</b>ld &amp; x<br>two<br><br>three</p>tail <ul><li>a<li>b</ul><table><tr><td>1<td>2</table>"

    assert plain(html) == "One bold & x\ntwo\n\nthree\n\ntail\n\na\n\nb\n\n1\t2"


@pytest.mark.parametrize("html", ["", " ", "<!-- x -->", "&nbsp;", "<p></p>", "<!-- <html>"])
def test_plain_of_nothing_is_nothing(html):
    assert plain(html) == ""


@pytest.mark.parametrize("html", ["text & more", "a < b", "\ud800 x", "a\0b", "<p>x", "<td>a<td>b"])
def test_plain_takes_what_is_hardly_html(html):
    assert plain(html)


def test_a_lead_in_a_block_of_its_own_belongs_to_the_article():
    lead = "The harbour board of Norland has sold its northern pier to a shipping line, after a debate of nine hours."
    prose = paragraphs(
        *(
            f"{sentence[:-1]}, said councillor {n}, who had asked for more time to read the papers."
            for n, sentence in enumerate(TEXT * 8)
        )
    )

    assert (
        article(page(f"<main><h1>Pier</h1><div class=intro>{lead}</div><div class=copy>{prose}</div></main>")).text.count(lead)
        == 1
    )


def test_a_caption_is_no_sentence_of_the_article_whatever_its_block_is_called():
    picture = "<div class=b7><img src=x><span>The pier in the evening sun of last week.</span></div>"

    assert "evening sun" not in article(page(f"<main>{paragraphs(*TEXT)}{picture}{paragraphs(*TEXT)}</main>")).text


def test_a_paragraph_beside_a_picture_is_kept():
    long = "The pier, which was built in 1921 and rebuilt twice after storms, is the last in the town that still takes ships of deep draught."

    assert long in article(page(f"<main><div><img src=x><p>{long}</p></div>{paragraphs(*TEXT)}</main>")).text


@pytest.mark.parametrize("before", ["Also interesting:", "Read more:", ""])
def test_a_link_under_a_heading_of_its_own_is_no_sentence(before):
    linked = f"<p><strong>{before}</strong> <a href=/d>Deer: how to brake</a></p>"

    assert "Deer" not in article(page(f"<main>{paragraphs(*TEXT)}{linked}{paragraphs(*TEXT)}</main>")).text


def test_characters_that_are_none_are_left_out():
    assert plain("<p>a&#1;b&#x0;c\1d\x0be&#12;5</p>") == "abcde5"
    assert TEXT[0] in article(page(f"<main><p>{TEXT[0].replace('board', 'bo&#x2;ard')}</p><p>{TEXT[1]}\x03</p></main>")).text
