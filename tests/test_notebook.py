"""What a notebook shows of a briefing: well-formed, safe, and the front page alone."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pier import briefing

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</details></div><h1>forged",
    "{{ 7*7 }} {% raw %}",
    "&lt;b&gt;",
    "\u202egnp.exe\x1b[31m",
]
VOID = {"br"}
ALLOWED = {
    "div",
    "h3",
    "h4",
    "p",
    "ul",
    "ol",
    "li",
    "br",
    "strong",
    "em",
    "small",
    "sup",
    "table",
    "tr",
    "th",
    "td",
    "blockquote",
    "details",
    "summary",
}


class Shape(HTMLParser):
    """What a parser sees: the tags, their attributes' names, and the text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.text, self.open = [], set(), "", []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def shown(made):
    return Shape(made._repr_html_())


def test_a_notebook_shows_the_statements_and_how_much_was_read():
    text = shown(briefing()).text

    assert "The pier closes." in text
    assert "1 article, 1 independent origin." in text
    assert "Contradiction." in text


def test_what_the_page_folds_away_is_not_among_the_findings():
    [page, _] = re.split("<details>", briefing()._repr_html_(), maxsplit=1)

    assert page.count("<li>No.") == 1  # as a side of the conflict only


def test_a_note_shows_its_quotation():
    assert '<sup title="000, 0–16: “The pier closes.”">[1]</sup>' in briefing()._repr_html_()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_forms_no_markup(text):
    hostile, plain = shown(briefing(text, text)), shown(briefing("plain words", "plain words"))

    assert hostile.tags == plain.tags
    assert hostile.attributes == {"title"}
    assert set(hostile.tags) <= ALLOWED


@given(st.text(min_size=1).filter(str.strip))
def test_no_text_at_all_forms_markup(text):
    assert shown(briefing(text, text)).tags == shown(briefing("plain words", "plain words")).tags


def test_the_sources_and_how_it_was_made_are_folded():
    html = briefing()._repr_html_()

    assert html.index("<details><summary>Sources") < html.index("<h4>How this was made</h4>")
