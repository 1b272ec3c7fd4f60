from datetime import date
from html import escape

import pytest

from summarize.files import UnreadableError
from summarize.reading.formats.epub import decode
from tests import inputs

BOOK = (
    '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:language>{}</dc:language>'
    '</metadata><manifest><item id="i" href="one.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="i"/></spine></package>'
)
FACTS = {"publisher": "Norland Press", "language": "en", "published": date(2025, 12, 16)}


def test_a_chapter_is_an_article_under_its_own_heading():
    found = list(
        decode(inputs.epub({"one.xhtml": ("One", inputs.PARAGRAPHS), "two.xhtml": ("Two", [inputs.PARAGRAPHS[0]] * 2)}))
    )

    assert [(one.part, one.text) for one in found] == [
        ("one.xhtml", f"One\n\n{inputs.TEXT}"),
        ("two.xhtml", f"Two\n\n{inputs.PARAGRAPHS[0]}\n\n{inputs.PARAGRAPHS[0]}"),
    ]
    assert [dict(one.facts) for one in found] == [{**FACTS, "title": "One"}, {**FACTS, "title": "Two"}]


def test_chapters_come_in_the_order_of_reading():
    names = ["z.xhtml", "a.xhtml", "m.xhtml"]

    assert [one.part for one in decode(inputs.epub({name: (name, inputs.PARAGRAPHS) for name in names}))] == names


def test_what_holds_a_few_words_is_left_out_and_named():
    found = list(decode(inputs.epub({"cover.xhtml": ("The Review", ["Spring."]), "one.xhtml": ("One", inputs.PARAGRAPHS)})))

    assert [one.part for one in found] == ["one.xhtml"]
    assert found[0].notes == ("not read, for each has fewer than 30 words: cover.xhtml",)


def test_fonts_may_be_locked_and_chapters_may_not():
    def lock(name):
        return f'<encryption xmlns:e="x"><e:EncryptedData><e:CipherReference URI="{name}"/></e:EncryptedData></encryption>'

    assert list(decode(inputs.epub(**{"META-INF/encryption.xml": lock("OEBPS/font.otf")})))
    with pytest.raises(UnreadableError, match="DRM"):
        list(decode(inputs.epub(**{"META-INF/encryption.xml": lock("OEBPS/one.xhtml")})))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no EPUB"),
        (inputs.zipped({"a": "b"}), "no EPUB"),
        (inputs.zipped({"META-INF/container.xml": inputs.CONTAINER}), "no EPUB"),
        (inputs.epub()[:400], "no EPUB"),
        (inputs.epub({"one.xhtml": ("One", ["Short."])}), "none of its chapters has text"),
        (inputs.epub(**{"OEBPS/two.xhtml": "<p>" + "x" * 60_000_000}), "a trap"),
    ],
)
def test_what_cannot_be_read_is_one_line(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        list(decode(data))


def test_a_chapter_outside_of_the_book_is_not_looked_for():
    book = '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="i" href="../../../../etc/passwd" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="i"/></spine></package>'

    with pytest.raises(UnreadableError, match="none of its chapters"):
        list(decode(inputs.epub(**{"OEBPS/book.opf": book})))


@pytest.mark.parametrize(("told", "kept"), [("en-GB", "en-GB"), ("C", None), ("English", None), ("<b>", None)])
def test_a_language_that_is_none_is_left_out(told, kept):
    [article] = decode(inputs.epub(**{"OEBPS/book.opf": BOOK.format(escape(told))}))

    assert article.facts.get("language") == kept
