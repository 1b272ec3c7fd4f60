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


STORY = (
    "The harbour board of Norland sold its northern pier on Monday, after a debate of nine hours.",
    "Nordlast, a shipping line with eleven ferries, will pay 40 million kroner for it in June.",
    "“We asked readers of the plan for a gift, and got a bill,” said councillor Ada Holm, who voted no.",
    "The ferries, which subscribe to a tug service by the month, are to sail from the pier until 2031.",
)


def within(between, around="p", story=STORY):
    """A page with something between the paragraphs of its story."""
    told = [f"<{around}>{sentence}</{around.split()[0]}>" for sentence in story]
    return page(f"<h1>Pier is sold</h1><div class=story>{told[0]}{told[1]}{between}{told[2]}{told[3]}</div>")


@pytest.mark.parametrize(
    "box",
    [
        "<div class=k1><h4>The 10-Point.</h4><p>A guided tour of the best stories of the coast, every day.</p></div>",
        "<div class=k1><p>RELATED:</p><p>Bryce bay will limit parking of boats this summer.</p></div>",
        "<div class=k1><p>As the year begins, we ask that you give.</p><a href=/give>Support the Coast from 1 krone.</a></div>",
        "<div class=k1><p>We believe in helping all to know the world. Will you give?</p><label>5 a month</label></div>",
        "<section class=k1><img src=x><p>The pier in the evening sun of last week, with two ferries.</p></section>",
        "<div class=k1>Loaded: 0% 0:00 Previous Skip Mute</div>",
        "<blockquote class=k1><p>Please do not travel today.</p><p>— The Pier (@northpier) January 13, 2020</p></blockquote>",
        "<center><table><tr><td>Advertisement<br><b>Bayside cars - no interest on all new trucks!</b></td></tr></table></center>",
    ],
)
@pytest.mark.parametrize("around", ["p", "div class=t0", 'div style="font:18px"'])
def test_a_box_between_paragraphs_is_no_part_of_the_story(box, around):
    assert article(within(box, around)).text == "\n\n".join(STORY)


@pytest.mark.parametrize(
    "kept",
    [
        "<p class=other>The pier stands.</p>",
        "<blockquote><p>The pier is ours.</p></blockquote>",
        "<ul><li>The price is 40 million kroner</li><li>The ferries stay until 2031</li></ul>",
        "<p>The board's <a href=/sub>offer to subscribe</a> for shares is open.</p>",
        "<p><b>Why was it sold?</b></p>",
        "<h2>Why it was sold</h2>",
        "<div class=k1>The mayor of the town did not vote.</div>",
        f"<section class=k1><h2>Before</h2><p>{STORY[0]}</p><p>{STORY[1]}</p><p>{STORY[3]}</p></section>",
        "<table><tr><th>Pier</th><th>Price</th></tr><tr><td>North</td><td>40</td></tr></table>",
    ],
)
def test_what_an_article_says_in_blocks_of_other_kinds_is_kept(kept):
    assert article(within(kept)).text.replace("\t", "\n") == "\n\n".join(
        (*STORY[:2], plain(kept).replace("\t", "\n"), *STORY[2:])
    )


def test_the_rest_of_a_story_in_a_block_of_another_name_is_kept():
    body = f"<div class=first>{paragraphs(*STORY)}</div><div class=ad>Advertisement</div><div class=rest>{paragraphs(*STORY[:2])}</div>"

    assert article(page(f"<main>{body}</main>")).text == "\n\n".join((*STORY, *STORY[:2]))


def test_an_article_is_found_beside_more_comments_than_it_has_paragraphs():
    comments = "".join(f"<div><p>Comment {n}: {sentence}</p></div>" for n, sentence in enumerate(STORY * 3))
    body = f"<div itemprop=articleBody>{paragraphs(*STORY)}</div><div id=reader-comments><h3>Comments</h3>{comments}</div>"

    assert article(page(body)).text == "\n\n".join(STORY)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<div>By Ada Holm</div><div>February 17, 2022 2:41 PM GMT</div>", ""),
        ("<div class=tick>KQ +0.42%</div>", "<p><em>Published in the paper of May 12 as “Sold.”</em></p>"),
        ("", "<p><small>Copyright 2022 The Coast. 87990cbe</small></p><p>Coast Bureau</p>"),
        ("", '<div style="font:italic 15px Georgia">This story is for those who pay. Thanks.</div>'),
    ],
)
def test_lines_at_the_edges_of_the_story_are_no_part_of_it(before, after):
    assert article(page(f"<div class=col><h1>Pier is sold</h1>{before}{paragraphs(*STORY)}{after}</div>")).text == "\n\n".join(
        STORY
    )


def test_a_story_in_italics_is_a_story():
    assert article(page(f"<div>{paragraphs(*(f'<i>{sentence}</i>' for sentence in STORY))}</div>")).text == "\n\n".join(STORY)


def test_the_text_of_a_script_without_full_stops_is_found():
    thai = "คณะกรรมการท่าเรือขายท่าเรือทางเหนือเมื่อวันจันทร์หลังจากการอภิปรายเป็นเวลาเก้าชั่วโมง" * 2

    assert (
        thai
        in article(page(f"<div class=menu>เมนู</div><div class=story>{paragraphs(thai, thai + thai)}</div>", lang="th")).text
    )


def test_a_layout_of_cells_gives_the_cell_with_the_story():
    story = f"<td><font size=2>By A. HOLM<br>Staff writer</font><font>{STORY[0]}{paragraphs(*STORY[1:])}</font></td>"
    cells = (
        f"<tr><td><a href=/>Front page</a></td>{story}<td><font>This page is best viewed at 1024 x 768 points.</font></td></tr>"
    )

    assert article(
        page(f"<table>{cells}<tr><td>Questions? Write to the keeper of this page.</td></tr></table>")
    ).text == "\n\n".join(STORY)


@pytest.mark.parametrize(
    ("head", "body", "facts"),
    [
        ("<title>Pier is sold - The Coast</title>", "<h1>Pier is sold</h1>", ("Pier is sold", "The Coast", None)),
        ("<title>UPDATE 1-Pier is sold | The Coast</title>", "<h1>Pier is sold</h1>", ("Pier is sold", "The Coast", None)),
        ("<title>The Coast: Pier is sold</title>", "<b>The Coast</b><p>Pier is sold</p>", ("Pier is sold", "The Coast", None)),
        ("<title>Pier: all is sold</title>", "<h1>Pier: all is sold</h1>", ("Pier: all is sold", None, None)),
        (
            "<title>Pier - GOV</title><meta name='gov:primary-publishing-organisation' content='The Port Office'>",
            "<h1>Pier</h1>",
            ("Pier", "The Port Office", None),
        ),
        (
            "<title>Pier</title><meta name=modified content=2022-06-01><meta name=article.published content=2022-05-11T11:05:00Z>",
            "<h1>Pier</h1><p>Updated May 12, 2022</p>",
            ("Pier", None, date(2022, 5, 11)),
        ),
        (
            "<title>Pier</title>",
            "<h1>Pier</h1><div>By Ada Holm</div><div>Nov 08, 2023</div>",
            ("Pier", None, date(2023, 11, 8)),
        ),
        ("<title>Pier</title>", "<p>Today: May 12, 2025</p><h1>Pier</h1>", ("Pier", None, None)),
    ],
)
def test_a_page_tells_about_itself_by_its_first_lines_where_its_head_is_silent(head, body, facts):
    read = article(page(f"{body}<div class=story>{paragraphs(*STORY)}</div>", head)).facts

    assert (read.get("title"), read.get("publisher"), read.get("published")) == facts
