import sys

import pytest

from summarize.files import UnreadableError
from summarize.reading.formats.warc import decode
from tests import inputs


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_is_read_with_the_address_that_it_was_got_from(packed):
    [article] = decode(inputs.warc(packed=packed))

    assert article.text.endswith(inputs.TEXT)
    assert article.part == article.facts["url"] == "https://norland.example/force"
    assert article.facts["title"] == inputs.TITLE


def test_documents_are_read_and_what_is_no_text_is_passed_over():
    pages = [
        ("https://a.example/x.png", "image/png", b"\x89PNG"), ("https://a.example/r.pdf", "application/pdf", inputs.pdf()),
        ("https://a.example/s.js", "text/javascript", b"alert(1)"), ("https://a.example/t", "text/plain", b"It rained."),
    ]  # fmt: skip

    assert [(one.part, one.text) for one in decode(inputs.warc(pages))] == [
        ("https://a.example/r.pdf", inputs.TEXT),
        ("https://a.example/t", "It rained."),
    ]


def test_a_page_without_an_article_does_not_lose_the_others():
    pages = [
        ("https://a.example/empty", "text/html", b"<html></html>"),
        ("https://a.example/bad", "application/pdf", b"no"),
        ("https://a.example/t", "text/plain", b"It rained."),
    ]

    found = list(decode(inputs.warc(pages)))

    assert [(one.part, bool(one.problem)) for one in found] == [
        ("https://a.example/empty", True),
        ("https://a.example/bad", True),
        ("https://a.example/t", False),
    ]


def test_what_the_server_refused_is_no_article():
    refused = inputs.warc().replace(b"HTTP/1.1 200 OK", b"HTTP/1.1 404 No")

    assert list(decode(refused)) == []


def test_without_its_extra_it_is_said_what_to_install(monkeypatch):
    data = inputs.warc()
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)

    with pytest.raises(UnreadableError, match=r"pip install 'summarize\[warc\]'"):
        list(decode(data))


def test_an_archive_that_breaks_off_within_a_page_says_so():
    [article] = decode(inputs.warc()[:-150])

    assert article.notes == ("the archive breaks off within it: its end is missing",)


def test_damage_behind_a_page_does_not_lose_it():
    found = list(decode(inputs.warc() + b"no archive any more\r\n" * 9))

    assert found[0].text.endswith(inputs.TEXT)
    assert all("damaged" in one.problem for one in found[1:])


def test_an_archive_without_documents_gives_no_article():
    assert list(decode(b"")) == []


@pytest.mark.parametrize("data", [b"no archive", b"\x1f\x8bno gzip"])
def test_what_is_no_archive_is_one_line(data):
    with pytest.raises(UnreadableError, match="no web archive"):
        list(decode(data))
