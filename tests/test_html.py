"""The page as text: what is in it, and that nothing of a briefing can act in it. What it does in a browser: `test_browser`."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarize import render
from summarize.models import Citation
from summarize.render.as_html import rendered, view
from summarize.render.as_markdown import rendered as markdown
from summarize.render.outline import visible
from summarize.render.page_sources import Piece, pieces
from tests.pages import everywhere, of_size

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><style>body{display:none}</style>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "javascript:alert(1)",
    "{{ 7*7 }}{% for x in y %}{{ cycler.__init__.__globals__ }}",
    "&lt;b&gt; &amp; &#60;script&#62;",
    "\u202egnp.exe\u202c \u2066x\u2069",
    "\x1b[31mred\x1b[0m\x07 \x9b2J",
    "two\r\n\r\nlines\u2028\u2029\x85end",
    "]]></svg><svg onload=alert(1)>",
]
ANY_TEXT = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip).filter(visible)


class Page(HTMLParser):
    """What a parser sees: tags with their attributes, and the text in every one of them."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts = [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append((self.tags[-1][0] if self.tags else "", data))

    def inside(self, tag):
        return [data for name, data in self.texts if name == tag]

    def attributes(self, name):
        return [attrs[name] for _, attrs in self.tags if name in attrs]


def shape(page):
    """The tags and the names of their attributes, without what spells out control characters, and languages."""
    return [(tag, [*attrs.keys() - {"lang"}]) for tag, attrs in Page(page).tags if attrs.get("class") != "control"]


def cut(text, *cited):
    """The stretches that the marks of each number hold, in which marks stand within others."""
    held, opened = {}, []
    for piece in pieces(text, cited):
        if piece.kind == "open":
            opened.append(piece.number)
        elif piece.kind == "close":
            opened.pop()
        elif piece.kind in ("text", "control"):
            for number in opened:
                held[number] = held.get(number, "") + piece.text
    return held


def test_the_page_is_a_format_like_the_others():
    assert "html" in render.names()
    assert render.named_by("page.HTML") == render.named_by("page.htm") == "html"


def test_the_same_briefing_gives_the_same_bytes():
    assert rendered(everywhere("France leads.")) == rendered(everywhere("France leads."))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_forms_no_markup(text):
    assert shape(rendered(everywhere(text))) == shape(rendered(everywhere("plain words")))


@given(ANY_TEXT | st.sampled_from(HOSTILE))
def test_no_text_forms_markup(text):
    assert shape(rendered(everywhere(text))) == shape(rendered(everywhere("plain words")))


@given(ANY_TEXT | st.sampled_from(HOSTILE))
def test_nothing_that_controls_or_reorders_is_in_the_file(text):
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", rendered(everywhere(text))
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_reads(text):
    shown = "".join(data for _, data in Page(rendered(everywhere(text))).texts)

    assert visible(text) in shown


def test_a_template_in_an_article_is_not_rendered():
    page = rendered(everywhere("{{ 7*7 }}"))

    assert "{{ 7*7 }}" in page
    assert "49" not in "".join(Page(page).inside("bdi"))


@given(ANY_TEXT | st.sampled_from(HOSTILE))
def test_the_island_is_json_that_cannot_end_its_element(text):
    [island] = [attrs for tag, attrs in Page(rendered(everywhere(text))).tags if attrs.get("type") == "application/json"]
    data = view(everywhere(text))["island"]

    assert island["id"] == "data"
    assert not set("<>&\u2028\u2029") & set(data)
    assert json.loads(data)["findings"]["f1"]["quotations"] == [1, 2]


def test_the_policy_names_the_one_style_and_the_one_script_by_their_hashes_and_allows_nothing_else():
    page = rendered(everywhere("words"))
    [policy] = [attrs["content"] for tag, attrs in Page(page).tags if attrs.get("http-equiv") == "Content-Security-Policy"]
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    [script] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)

    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; script-src 'sha256-{digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def digest(text):
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_policy_stands_before_all_that_it_rules():
    tags = [tag for tag, attrs in Page(rendered(everywhere("words"))).tags]

    assert tags.index("style") > tags.index("meta") + 1
    assert "link" not in tags


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_the_page_acts_by_itself_or_loads_anything(text):
    page = Page(rendered(everywhere(text, url=text)))

    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on") or name in ("style", "src", "action")]
    assert not {tag for tag, _ in page.tags} & {"img", "iframe", "object", "embed", "link", "base", "svg", "video", "audio"}
    assert all(href.startswith("#") for href in page.attributes("href"))


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.example", "http:", "ftp://x.example", " http://x.example",
     "http://x.example/a b", "java\nscript:x", "http://[x", "https://x.example/\u202e", "https://news.example@x.example/", "", None],
)  # fmt: skip
def test_an_address_that_is_not_of_the_web_is_no_link(url):
    assert all(href.startswith("#") for href in Page(rendered(everywhere("words", url=url))).attributes("href"))


@pytest.mark.parametrize("url", ["https://x.example/a?b=c&d=%20", "http://x.example", "HTTPS://X.example/"])
def test_an_address_of_the_web_is_one(url):
    assert url in Page(rendered(everywhere("words", url=url))).attributes("href")


def test_every_link_leads_somewhere_and_every_id_is_there_once():
    page = Page(rendered(everywhere("words")))
    ids = page.attributes("id")

    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.attributes("href") if href.startswith("#")} <= {*ids}


def test_articles_and_independent_origins_are_counted_apart():
    assert "2 articles, 1 independent origin (000 and 001 go back to one report). 2 conflicts." in rendered(everywhere("words"))


def test_notes_on_the_front_page_have_the_numbers_of_the_other_formats():
    briefing = of_size(6, 120)
    tokens = MarkdownIt("commonmark").parse(markdown(briefing))
    footnotes = re.findall(r"\[\^(\d+)\]: .*?“(.*?)”", "".join(token.content + "\n" for token in tokens))

    assert [(str(note.number), note.quote) for note in view(briefing)["notes"]] == footnotes
    assert len(footnotes) > 50


def test_what_is_folded_is_numbered_after_the_front_page():
    shown = view(of_size(6, 120))

    assert shown["folded_notes"][0].number == len(shown["notes"]) + 1
    assert sum(len(section.folded) for section in shown["sections"]) == 40


def test_what_failed_and_what_is_not_carried_is_marked():
    page = Page(rendered(everywhere("words")))
    marked = [data for tag, data in page.texts if data in ("failed", "partly carried", "not carried", "not checked", "edited")]

    assert {*marked} == {"failed", "partly carried", "not carried", "not checked", "edited"}
    assert "Not addressed: words. Failed: 002 (words)." in page.inside("bdi")


def test_an_anchor_that_stands_is_ok_and_one_that_drifted_says_so():
    briefing = everywhere("words")
    [first, *rest] = briefing.sources
    drifted = briefing.model_copy(
        update={"sources": type(briefing.sources)((first.model_copy(update={"text": "Words"}), *rest))}
    )

    assert "2 quotations, all anchors ok" in rendered(briefing)
    assert "all anchors ok" not in rendered(drifted)
    assert [note.stands for note in view(drifted)["notes"]] == [False, True]
    assert view(drifted)["drifted"] == [1]
    assert [(source.stand, source.drifted) for source in view(drifted)["sources"]] == [(0, 1), (1, 0), (0, 0)]
    assert "drifted: the source says something else here" in rendered(drifted)
    assert {*Page(rendered(drifted)).attributes("data-q")} == {"2"}, "what drifted is not marked in the source"


def test_a_number_leads_to_the_sentence_and_the_sentence_back_to_the_finding():
    page = Page(rendered(of_size(3, 2)))

    assert [attrs["href"] for _, attrs in page.tags if attrs.get("class") == "ref"][:2] == ["#q1", "#q2"]
    assert "#f1" in [attrs["href"] for _, attrs in page.tags if attrs.get("class") == "back"]


def test_a_sentence_that_several_findings_rest_on_leads_to_its_note_which_lists_them():
    page = Page(rendered(everywhere("words")))

    assert [attrs["href"] for _, attrs in page.tags if attrs.get("class") == "back"] == ["#n1", "#n2"]
    assert {"#f1", "#f2", "#f6"} <= {*page.attributes("href")}


def test_an_overlapping_citation_is_divided_where_it_crosses_the_other():
    assert cut("abcdefgh", (0, 5, 1), (3, 8, 2), (4, 5, 3)) == {1: "abcde", 2: "defgh", 3: "e"}
    assert [p.id for p in pieces("abcdefgh", [(0, 5, 1), (3, 8, 2)]) if p.kind == "open"] == ["q1", "q2", "q2-1"]


def test_the_way_back_stands_once_behind_the_last_part_of_a_mark():
    assert [p.number for p in pieces("abcdefgh", [(0, 5, 1), (3, 8, 2), (3, 8, 3)]) if p.kind == "back"] == [1, 3, 2]


@given(st.text("ab \n\u202e", min_size=1), st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), max_size=8))
def test_marks_hold_what_is_cited_however_they_overlap(text, spans):
    spans = [(start, min(start + length, len(text))) for start, length in spans if start < len(text)]
    cited = [(start, end, number) for number, (start, end) in enumerate(dict.fromkeys(spans), 1)]

    assert cut(text, *cited) == {n: text[start:end].replace("\u202e", "‹U+202E›") for start, end, n in cited}
    assert "".join(p.text for p in pieces(text, cited)) == text.replace("\u202e", "‹U+202E›")


def test_a_control_character_is_spelled_out_apart_and_line_ends_are_one_kind():
    assert [*pieces("a\x1bb\r\nc\u2028d", [])] == [Piece("text", "a"), Piece("control", "‹U+001B›"), Piece("text", "b\nc\nd")]


def test_a_citation_of_a_source_that_is_not_there_is_drifted():
    briefing = everywhere("words")
    lost = Citation(source="gone", start=0, end=5, quote="words")
    [first, *_] = briefing.sections["one"].findings
    section = briefing.sections["one"].model_copy(update={"findings": (first.model_copy(update={"citations": (lost,)}),)})
    shown = view(briefing.model_copy(update={"sections": {"one": section}, "conflicts": (), "summary": ()}))

    assert [note.stands for note in shown["notes"]] == [False]
