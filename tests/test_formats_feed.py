from datetime import date

import pytest

from summarize.files import UnreadableError
from summarize.reading.formats.feed import decode
from tests import inputs

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Norland Wire</title>
<entry><title type="html">Talks &amp;amp; more</title><id>tag:1</id><updated>2025-12-16T10:00:00Z</updated>
<link href="https://norland.example/1"/><content type="html">&lt;p&gt;The talks failed.&lt;/p&gt;&lt;p&gt;They go on.&lt;/p&gt;</content></entry></feed>"""


def test_an_entry_is_an_article_and_the_feed_its_publisher():
    [article] = decode(inputs.feed())

    assert article.text == inputs.TEXT
    assert article.part == "https://norland.example/force"
    assert article.facts == {
        "title": inputs.TITLE, "publisher": "The Norland Wire", "published": date(2025, 12, 16),
        "url": "https://norland.example/force", "language": "en",
    }  # fmt: skip
    assert article.notes == ()


def test_atom_is_read_as_well():
    [article] = decode(ATOM.encode())

    assert article.text == "The talks failed.\n\nThey go on."
    assert (article.facts["title"], article.facts["published"], article.part) == (
        "Talks & more",
        date(2025, 12, 16),
        "https://norland.example/1",
    )


def test_a_teaser_is_read_and_said_to_be_one():
    [article] = decode(
        inputs.rss([{"title": "T", "link": "https://a.example/1", "description": "<p>The talks failed. Read more</p>"}])
    )

    assert article.text == "The talks failed. Read more"
    assert article.notes == ("the feed holds a teaser only; the article itself may say more",)


def test_an_entry_without_text_does_not_lose_the_others():
    found = list(
        decode(inputs.rss([{"title": "A", "link": "https://a.example/1"}, {"title": "B", "description": "It rained."}]))
    )

    assert [(one.part, one.text, one.problem) for one in found] == [
        ("https://a.example/1", "", "the feed tells its title only; give the article itself"),
        ("2", "It rained.", ""),
    ]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "/relative"])
def test_an_address_that_is_none_is_no_fact(link):
    [article] = decode(inputs.rss([{"title": "A", "link": link, "description": "It rained."}]))

    assert "url" not in article.facts


def test_scripts_of_an_entry_are_no_text():
    [article] = decode(inputs.rss([{"title": "<b>A</b>", "description": "<p>It rained.</p><script>alert(1)</script>"}]))

    assert (article.text, article.facts["title"]) == ("It rained.", "A")


def test_no_entity_of_the_feed_s_own_is_followed(tmp_path):
    (tmp_path / "secret").write_text("geheim")
    data = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'.encode() + inputs.rss(
        [{"description": "It rained."}]
    ).replace(b"rained", b"rained &x;")

    assert "geheim" not in str(list(decode(data)))


@pytest.mark.parametrize("data", [b"", b"It rained.", b"<note><to>Ann</to></note>", b"/etc/passwd", b"https://a.example/feed"])
def test_what_is_no_feed_is_one_line(data):
    with pytest.raises(UnreadableError, match="no RSS or Atom feed"):
        list(decode(data))
