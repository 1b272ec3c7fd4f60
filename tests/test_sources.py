import io
import sys
from datetime import date

import pytest

from summarize.errors import SourceError
from summarize.reading import formats
from summarize.reading.articles import load_articles, read_article
from summarize.reading.opening import LARGEST

ARTICLE = "Leaders met in Berlin. They agreed on a plan.\n"


@pytest.fixture
def write(tmp_path):
    def _write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return _write


def test_the_text_is_the_file_character_for_character(write):
    source = read_article(write("a.txt", "One.\r\n\r\nTwo.\r\n"))

    assert source.text == "One.\r\n\r\nTwo.\r\n"
    assert [s.text for s in source.sentences] == ["One.", "Two."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_understood_and_left_out(write, encoding):
    assert read_article(write("a.txt", ARTICLE.encode(encoding))).text == ARTICLE


def test_front_matter_gives_facts_and_no_sentences_and_stays_in_the_text(write):
    head = "---\ntitle: Talks go on\npublisher: Wire\npublished: 2025-12-16T10:00:00Z\nurl: https://a.example/x\nreliability: b\norigin: wire-1\n---\n"

    source = read_article(write("a.md", head + ARTICLE))

    assert (source.title, source.published, source.reliability, source.origin) == (
        "Talks go on",
        date(2025, 12, 16),
        "B",
        "wire-1",
    )
    assert source.text == head + ARTICLE
    assert [source.text[s.start : s.end] for s in source.sentences] == ["Leaders met in Berlin.", "They agreed on a plan."]


@pytest.mark.parametrize(
    "text", ["---\nNot yaml at all\n---\nBody text.", "---\nUpdate: the talks failed.\n---\nBody.", "---\nBody only."]
)
def test_a_rule_of_dashes_that_is_no_front_matter_is_text(write, text):
    source = read_article(write("a.txt", text))

    assert source.title is None
    assert source.sentences[0].start == 0


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n", "empty"),
        ("a.txt", b"ab\0cd", "binary"),
        ("a.txt", b"caf\xe9 is open", "byte 0xe9 at offset 3"),
        ("a.txt", "Share this:\nAdvertisement\n0", "furniture"),
        ("a.md", "---\ntitle: x\n---\n", "under the front matter"),
        ("a.md", "---\ntitle: x\nBody", "no end"),
        ("a.md", "---\nreliability: Z\n---\nBody", "A to F"),
        ("a.md", '---\ntitle: "\\ud800"\n---\nBody', "half a character"),
        ("a.md", "---\nurl: javascript:alert(1)\n---\nBody", "http"),
        ("a.md", "---\ntitle: [a, b]\n---\nBody", "plain value"),
        ("a.rtf", "text", "plain text"),
        ("a.txt", b"a" * (LARGEST + 1), "20 MB"),
    ],
)
def test_what_cannot_be_read_is_one_line_that_says_why(write, name, content, reason):
    with pytest.raises(SourceError, match=reason) as caught:
        read_article(write(name, content))

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("location", ["no/such.txt", "", "a\0b.txt", "https://a.example/x.txt", "x" * 5000])
def test_a_strange_location_fails_alone_and_the_others_are_read(write, location):
    loaded = load_articles([location, write("a.txt", ARTICLE)])

    assert [s.id for s in loaded.sources] == ["a"]
    assert [e.location for e in loaded.failed] == [location]


def test_yaml_tags_make_no_objects(write):
    source = read_article(write("a.md", "---\ntitle: !!python/name:os.system x\n---\nBody."))

    assert source.title == "x"


def test_a_folder_gives_its_articles_by_name(write, tmp_path):
    for name in ("b.txt", "a.md", ".hidden.txt", "c.png", "sub/d.txt"):
        write(name, f"Article {name} is here.")

    assert [s.id for s in load_articles([tmp_path]).sources] == ["a", "b"]


def test_files_of_a_folder_that_are_no_articles_are_left_out_and_named(write, tmp_path):
    for name in ("b.txt", "1.png", "2.css", "3.js", "4.ico", ".hidden"):
        write(name, ARTICLE)

    assert load_articles([tmp_path]).notes == (f"{str(tmp_path)!r}: 4 files of other kinds left out: 1.png, 2.css, 3.js, …",)


def test_a_folder_without_articles_says_to_name_its_sub_folders(write, tmp_path):
    write("sub/d.txt", ARTICLE)

    assert "sub-folders" in str(load_articles([tmp_path]).failed[0])


DIARY = """
from summarize.files import UnreadableError
from summarize.reading.formats import Decoded

SUFFIXES = (".diary",)


def decode(data: bytes) -> list[Decoded]:
    if not data.startswith(b"DIARY "):
        raise UnreadableError("it is no diary; export it again")
    day, _, text = data.decode()[6:].partition(":")
    return [Decoded(text, {"title": f"Diary of {day}"}, start=text.index("!") + 1)]
"""


@pytest.fixture
def diaries(tmp_path, monkeypatch):
    """A format that somebody adds: one new file."""
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "diary.py").write_text(DIARY)
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path / "plugins")])
    yield
    sys.modules.pop("summarize.reading.formats.diary", None)


def test_a_format_is_added_by_one_new_file(write, tmp_path, diaries):
    write("day.diary", "DIARY Monday:Dear diary! We sailed to Norland. It rained.")
    write("other.diary", "Dear diary!")

    loaded = load_articles([tmp_path])

    assert [(s.id, s.title) for s in loaded.sources] == [("day", "Diary of Monday")]
    assert loaded.sources[0].text == "Dear diary! We sailed to Norland. It rained."
    assert [s.text for s in loaded.sources[0].sentences] == ["We sailed to Norland.", "It rained."]
    assert [e.reason for e in loaded.failed] == ["it is no diary; export it again"]


def test_a_file_of_another_format_is_refused_with_the_formats_that_are_read(write):
    with pytest.raises(SourceError, match=r"\.rtf files are not read, but .*\.markdown, .*\.md, .*\.txt"):
        read_article(write("a.rtf", ARTICLE))


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ("title: Pier sale: what is known\nurl: https://a.example/x", ("Pier sale: what is known", None, None)),
        ("title: Pier #4 is sold\npublished: 2025-11-12", ("Pier #4 is sold", None, date(2025, 11, 12))),
        ("title: The pier # checked by hand\ndate: 2025-11-12", ("The pier", None, date(2025, 11, 12))),
        ("title: 'It's sold': a report\nsitename: The Coast", ("'It's sold': a report", "The Coast", None)),
        ('title: "It\'s sold: a report"\nsite_name: The Coast', ("It's sold: a report", "The Coast", None)),
        (
            "title: A headline that goes\n  on: here\ndate: 12 November 2025",
            ("A headline that goes on: here", None, date(2025, 11, 12)),
        ),
        (
            "author: Bo Holm\nhostname: coast.example\ndate: Wed, 12 Nov 2025 10:00:00 GMT",
            (None, "coast.example", date(2025, 11, 12)),
        ),
        ("headline: Sold\nhostname: coast.example\nsitename: The Coast", ("Sold", "The Coast", None)),
        ("tags: ['harbour', 'a: b']\ntitle: Sold\ndate: 12. November 2025", ("Sold", None, date(2025, 11, 12))),
        ("aliases:\n- x: y\n- z\nheadline: Sold\npublication: Coast", ("Sold", "Coast", None)),
        ("source: https://a.example/x\ntitle: Sold", ("Sold", None, None)),
        ("title: Sold\nsource: Coast Wire", ("Sold", "Coast Wire", None)),
        ("title: [Update] Pier is sold\ndate: 2025-11-12", ("[Update] Pier is sold", None, date(2025, 11, 12))),
        ("title: > 5 piers sold\nsitename: '@coast'", ("> 5 piers sold", "@coast", None)),
        ("title: #1 & more\nsitename: @coast", ("#1 & more", "@coast", None)),
        ("title: Sold\ndate: ~\npublisher:", ("Sold", None, None)),
    ],
)
def test_front_matter_is_read_as_extractors_write_it(write, head, facts):
    source = read_article(write("a.md", f"---\n{head}\n---\n{ARTICLE}"))

    assert (source.title, source.publisher, source.published) == facts
    assert [s.text for s in source.sentences] == ["Leaders met in Berlin.", "They agreed on a plan."]


@pytest.mark.parametrize(
    "block", ["Source: Wire", "Note: x\nUpdate: the talks failed.", "title of the day\nsource: Wire\ndate: 1 May"]
)
def test_lines_between_dashes_that_only_look_like_front_matter_are_text(write, block):
    source = read_article(write("a.txt", f"---\n{block}\n---\n{ARTICLE}"))

    assert (source.title, source.publisher, source.published, source.sentences[0].start) == (None, None, None, 0)


@pytest.mark.parametrize("day", ["soon", "2025-13-45", "06/05/2025", "1762905600", "May 2025", "x" * 5000])
def test_a_date_that_cannot_be_read_is_said_and_the_article_is_not_lost(write, day):
    path = write("a.md", f"---\ntitle: Sold\ndate: {day}\n---\n{ARTICLE}")

    loaded = load_articles([path])

    assert [(s.title, s.published) for s in loaded.sources] == [("Sold", None)]
    assert loaded.notes == (f"{str(path)!r}: its date {day!r} cannot be read and is left out; write it such as 2025-12-16",)


def test_a_text_that_comes_again_is_reported_and_adds_nothing(write):
    first, copy = write("a.txt", ARTICLE), write("b.txt", ARTICLE.replace("\n", "\r\n"))

    loaded = load_articles([first, copy, first])

    assert [s.id for s in loaded.sources] == ["a"]
    assert loaded.repeated == ((str(copy), "a"), (str(first), "a"))


def test_standard_input_is_a_source_once():
    loaded = load_articles(["-", "-"], stdin=io.BytesIO(ARTICLE.encode()))

    assert [s.id for s in loaded.sources] == ["stdin"]
    assert loaded.repeated == (("-", "stdin"),)


def test_without_standard_input_the_dash_is_an_error():
    assert "standard input" in str(load_articles(["-"]).failed[0])


def test_ids_are_short_unique_and_do_not_depend_on_the_order(write):
    names = ("000_1e42.txt", "001_a.txt", "001_b.txt", "x/report.txt", "y/report.txt", "Стаття №1.txt", "!!!.txt")
    paths = [write(name, f"Article {n} is here.") for n, name in enumerate(names)]

    there = {s.location: s.id for s in load_articles(paths).sources}
    back = {s.location: s.id for s in load_articles(paths[::-1]).sources}

    ids = [there[str(p)] for p in paths]
    assert there == back
    assert ids[:3] == ["000", "001_a", "001_b"]
    assert ids[3].startswith("report-")
    assert ids[5:] == ["Стаття-1", "source"]
    assert len(set(ids)) == len(ids)


def test_the_digest_is_that_of_the_file(write):
    assert read_article(write("a.txt", "abc")).sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
