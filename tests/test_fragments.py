"""Links that open a page at a citation: what a browser would mark is the citation."""

import re
import threading
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from summarize.models import Citation
from summarize.records import SourceRecord
from summarize.render.fragments import LONGEST, link

PAGE = "https://example.org/pier"
WORDS = st.sampled_from(
    ["the", "Pier", "pier", "closes", "-", "a,b", "c&d", "50%", "“no”", "naïve", "x-,y", "Über", "#:~:text="]
)
SPACES = st.sampled_from([" ", "  ", "\n", "\n\n", "\u00a0"])
TEXTS = st.lists(st.tuples(WORDS, SPACES), min_size=1, max_size=60).map(lambda parts: "".join(w + s for w, s in parts))
LONG = "The council will close the old pier in May, said the mayor, because its oak piles are rotten and nobody wants to pay for them."


def source(text, url=PAGE):
    return SourceRecord(id="a", location="a.txt", sha256="0", origin="a", text=text, url=url)


def cited(text, start, end):
    return Citation(source="a", start=start, end=end, quote=text[start:end])


def linked(text, quote, *, at=0, url=PAGE):
    start = text.index(quote, at)
    return link(source(text, url), cited(text, start, start + len(quote)))


def spaced(text):
    return " ".join(text.split()).lower()


def terms(address):
    """The terms of a text fragment as the specification takes it apart: split first, decoded then."""
    parts = address.partition(":~:text=")[2].split(",")
    prefix = parts.pop(0)[:-1] if parts[0].endswith("-") else ""
    suffix = parts.pop()[1:] if parts[-1].startswith("-") else ""
    start, end = (*parts, "")[:2]
    assert len(parts) in (1, 2)
    return [spaced(unquote(term)) for term in (prefix, start, end, suffix)]


def marked(text, address):
    """From where to where in the page, which is the text with single spaces, a browser marks; by trying all places."""
    page = spaced(text)
    prefix, start, end, suffix = terms(address)
    for first in range(len(page)):
        before, after = page[:first].rstrip(" "), first + len(start)
        if page.startswith(start, first) and before.endswith(prefix):
            ends = [at + len(end) for at in range(after, len(page)) if page.startswith(end, at)] if end else [after]
            for last in ends:
                if page[last:].lstrip(" ").startswith(suffix):
                    return first, last
    return None


@given(TEXTS, st.data())
def test_what_a_link_marks_is_the_citation_in_whole_words(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())

    address = link(source(text), cited(text, start, end))

    assume(address is not None)
    last = len(spaced(text[:end]))
    first = last - len(spaced(text[start:end]))
    found = marked(text, address)
    assert found[0] <= first
    assert found[1] >= last
    page = spaced(text)
    assert not re.search(r"\s", page[found[0] : first] + page[last : found[1]])


@given(st.text(min_size=1), st.data())
def test_any_text_gives_plain_ascii_or_no_link(text, data):
    start = data.draw(st.integers(0, len(text) - 1))

    address = link(source(text), cited(text, start, len(text)))

    assert address is None or re.fullmatch(r"https://example\.org/pier#:~:text=[\w.~%,-]+", address, re.ASCII)


@given(TEXTS)
def test_no_term_goes_over_the_end_of_a_line(text):
    address = link(source(text), cited(text, 0, len(text)))

    assume(address is not None)
    lines = [spaced(line) for line in text.splitlines()]
    assert all(any(term in line for line in lines) for term in terms(address))


def test_a_short_quotation_stands_in_the_link_as_a_whole():
    assert linked("It rained. The pier closes.", "The pier closes.") == f"{PAGE}#:~:text=The%20pier%20closes."


def test_a_long_one_goes_from_its_first_words_to_its_last():
    assert len(LONG) > LONGEST
    assert (
        linked(f"It rained. {LONG}", LONG)
        == f"{PAGE}#:~:text=The%20council%20will%20close%20the,wants%20to%20pay%20for%20them."
    )


def test_what_separates_terms_is_encoded_within_them():
    assert (
        linked("A well-known, old & dear pier.", "well-known, old & dear")
        == f"{PAGE}#:~:text=well%2Dknown%2C%20old%20%26%20dear"
    )


def test_the_words_before_it_tell_a_quotation_from_the_same_words_elsewhere():
    text = "Ada Verlund said no. Later, after a long night, Bo Tanner said no."

    assert linked(text, "said no", at=30) == f"{PAGE}#:~:text=night%2C%20Bo%20Tanner-,said%20no"


def test_the_words_after_it_do_where_those_before_it_are_the_same():
    text = "The mayor: no deal.\nThe mayor: no plan."

    assert linked(text, "no", at=20) == f"{PAGE}#:~:text=The%20mayor%3A-,no,-plan."


def test_words_that_cannot_be_told_from_others_have_no_link():
    text = "no " * 200

    assert linked(text, "no", at=300) is None


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://a b",
        'https://a"onload="x',
        "pier",
        "http://[::1",
        "https://news.example@x.example/",
        "https://x.example/\u202e",
    ],
)
def test_what_is_no_web_address_has_no_link(url):
    assert linked("The pier closes.", "pier", url=url) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a#part", "https://example.org/a#part:~:text=pier"),
        ("https://example.org/a#:~:text=other", "https://example.org/a#:~:text=pier"),
        ("https://example.org/é?q=1&r=%20", "https://example.org/%C3%A9?q=1&r=%20#:~:text=pier"),
    ],
)
def test_an_address_keeps_its_own_anchor(url, expected):
    assert linked("The pier closes.", "pier", url=url) == expected


def test_a_long_hostile_text_takes_no_longer_than_its_length():
    text = "a " * 100_000

    assert linked(text, "a", at=150_000) is None


PARAGRAPHS = [
    LONG,
    "Ada Verlund said no. Nobody asked her why, and she did not say - not then, not “later”.",
    "Later, after a long night, Bo Tanner said no. It was 5% cheaper, at least in A&B's well-known, old way.",
    "Then he said: no deal. Nothing else was heard of it.",
    "Then he said: no plan. Nothing else was heard of it!",
    LONG.replace("rotten", "gone"),
]
# Paragraph, and the words that are cited there; most stand in other paragraphs as well.
CITED = [
    *((0, LONG), (5, PARAGRAPHS[5]), (1, "said no."), (2, "said no."), (3, "no"), (4, "no"), (4, "Then he said: no plan.")),
    *(
        (2, "at least in A&B's well-known, old way."),
        (1, "not then, not “later”."),
        (2, "It was 5% cheaper"),
        (4, "heard of it!"),
    ),
]


@pytest.fixture
def web():
    """The address of a page that has the paragraphs far apart, as a web server on this machine gives it."""
    body = "".join(f"<p id=p{n} style='margin:3000px 0'>{escape(text)}</p>" for n, text in enumerate(PARAGRAPHS))

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}).start()
    yield f"http://127.0.0.1:{running.server_port}/"
    running.shutdown()
    running.server_close()


@pytest.fixture
def chromium():
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    yield driver
    driver.quit()


@pytest.mark.browser
def test_a_browser_goes_to_the_paragraph_of_the_citation(web, chromium, until):
    text = "\n\n".join(PARAGRAPHS)
    shown = (
        "return [...document.querySelectorAll('p')].filter(p => { const r = p.getBoundingClientRect();"
        " return r.bottom > 0 && r.top < innerHeight }).map(p => p.id)"
    )
    for paragraph, words in CITED:
        chromium.get("about:blank")
        chromium.get(linked(text, words, at=text.index(PARAGRAPHS[paragraph]), url=web))
        until(lambda: chromium.execute_script("return document.readyState === 'complete' && scrollY > 0"))

        assert chromium.execute_script(shown) == [f"p{paragraph}"], words
