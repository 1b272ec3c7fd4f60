import io
import json
from pathlib import Path

import pytest

from summarize.briefing.proof import prove
from summarize.errors import SourceError
from summarize.models import Citation, Finding
from summarize.reading import articles
from summarize.reading.articles import load_articles, read_article, read_text
from summarize.reading.formats import Decoded
from summarize.reading.kinds import by_content, by_name, kind, parted
from summarize.records import Briefing, Made, SchemaRecord, Section, SourceRecord

PAGE = """<!doctype html><html lang="en"><head><title>Pier is sold</title></head><body><nav><a href="/">Home</a></nav><article>
<p>The harbour board sold its northern pier on Monday.</p><p>Nordlast, a shipping line, will pay 40 million kroner.</p></article></body></html>"""
LINES = "".join(json.dumps({"text": f"The harbour board sold pier {n} on Monday. It was old."}) + "\n" for n in range(3))


def briefing(source, quote):
    start = source.text.index(quote)
    cited = Citation(source=source.id, start=start, end=start + len(quote), quote=quote)
    finding = Finding(
        id="sale-1",
        statement=quote,
        citations=(cited,),
        sources=(source.id,),
        origins=("o",),
        carried_by=("o",),
        verdict="unchecked",
        credibility=6,
    )
    record = SourceRecord(id=source.id, location=source.location, sha256=source.sha256, origin="o", text=source.text)
    section = Section(title="Sale", status="found", by_source={source.id: "found"}, findings=(finding,))
    return Briefing(
        schema_=SchemaRecord(name="sale", title="Sale", digest="sha256:0"),
        made=Made(at="", model="m", engine="scripted", version="0", prompts={}),
        sources=(record,),
        sections={"sale": section},
    )


@pytest.fixture
def proven(tmp_path):
    """Read a file, write another into its place, and give what the proof against it says."""

    def _proven(name, data, later, quote="northern pier", number=0):
        (tmp_path / name).write_bytes(data)
        source = load_articles([tmp_path / name]).sources[number]
        (tmp_path / name).write_bytes(later)
        proof = prove(briefing(source, quote), against=tmp_path)
        return [f.what for f in proof.failures], [n.what for n in proof.notes]

    return _proven


def test_a_saved_page_proves_its_article(proven):
    assert proven("a.html", PAGE.encode(), PAGE.encode()) == ([], [])


@pytest.mark.parametrize(
    "later",
    [PAGE.replace("\n", "\r\n").encode(), PAGE.encode("utf-8-sig"), PAGE.replace("Home", "Start").encode()],
    ids=["line ends", "mark", "menu"],
)
def test_a_page_whose_article_reads_the_same_carries_the_quotations_and_that_is_said(proven, later):
    failures, notes = proven("a.html", PAGE.encode(), later)

    assert failures == []
    assert ["its article has the same text; the quotations hold" in note for note in notes] == [True]


def test_a_page_whose_article_was_changed_proves_nothing(proven):
    failures, notes = proven("a.html", PAGE.encode(), PAGE.replace("northern", "southern").encode())

    assert ["its sha256 differs" in failure for failure in failures] == [True]
    assert notes == []


def test_the_same_article_of_a_file_of_many_is_read_again(proven):
    assert proven("wire.jsonl", LINES.encode(), LINES.encode(), "pier 2", number=2) == ([], [])
    longer = LINES + json.dumps({"text": "Another one."}) + "\n"
    failures, notes = proven("wire.jsonl", LINES.encode(), longer.encode(), "pier 2", number=2)
    assert (failures, len(notes)) == ([], 1)


@pytest.mark.parametrize("location", ["a.html#" + "x" * 5000, "x" * 5000, "a\0b", "../../etc/passwd#1"])
def test_a_location_that_is_no_file_name_is_no_file(tmp_path, location):
    record = SourceRecord(id="a", location=location, sha256="0", origin="a", text="The northern pier is gone.")
    sound = briefing(record, "northern pier")

    assert ["cannot read" in f.what for f in prove(sound, against=tmp_path).failures] == [True]


@pytest.fixture
def secret(tmp_path):
    """A file outside of the folder `articles`, with the very text of the briefing."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "secret.txt").write_text("The northern pier is gone.")
    return tmp_path / "secret.txt"


def against(folder, location):
    record = SourceRecord(id="a", location=location, sha256="0", origin="a", text="The northern pier is gone.")
    proof = prove(briefing(record, "northern pier"), against=folder)
    return [one.what for one in (*proof.failures, *proof.notes)]


def test_a_link_out_of_the_folder_is_not_followed(secret):
    (secret.parent / "articles" / "a.txt").symlink_to(secret)
    (secret.parent / "articles" / "sub").symlink_to(secret.parent)

    for location in ("a.txt", "sub/secret.txt", str(secret), "../secret.txt", "sub/../secret.txt"):
        [what] = against(secret.parent / "articles", location)
        assert "no such file in" in what, location


def test_a_link_within_the_folder_is(secret):
    folder = secret.parent / "articles"
    (folder / "b.txt").write_text("The northern pier is gone.")
    (folder / "a.txt").symlink_to("b.txt")

    assert "only its line ends or its encoding differ" in against(folder, "a.txt")[0]


def test_the_folder_may_be_a_link_itself(secret):
    (secret.parent / "link").symlink_to("articles")
    (secret.parent / "articles" / "a.txt").write_text("The northern pier is gone.")

    assert "only its line ends or its encoding differ" in against(secret.parent / "link", "a.txt")[0]


@pytest.mark.parametrize("location", ["C:\\news\\a.txt", "\\\\server\\share\\a.txt", "news\\a.txt", "C:a.txt"])
def test_a_briefing_from_windows_finds_its_files_by_name(tmp_path, location):
    (tmp_path / "a.txt").write_text("The northern pier is gone.")

    assert "only its line ends or its encoding differ" in against(tmp_path, location)[0]


@pytest.mark.parametrize(
    "location", ["-", "/proc/kmsg", "/dev/stdin", "/dev/zero", ".", "..", "", "a\0b", "/", "~/x", "\ud800"]
)
def test_nothing_is_waited_for_that_is_no_file(tmp_path, monkeypatch, location):
    monkeypatch.chdir(tmp_path)

    assert "no such file in" in against(Path(), location)[0]


def test_an_article_that_its_file_holds_no_more_is_named(proven):
    failures, _ = proven("wire.jsonl", LINES.encode(), LINES.encode().splitlines()[0], "pier 2", number=2)

    assert "it holds no article" in failures[0]


@pytest.mark.parametrize(
    ("text", "holds"),
    [("The northern pier is gone.", True), ("The pier is gone.", False)],
    ids=["quoted words stand", "they do not"],
)
def test_another_text_of_the_same_bytes_is_said_in_words(proven, monkeypatch, text, holds):
    decoded = [articles._decoded, lambda *_: (Decoded(text),)]

    def in_turn(*file):
        return decoded.pop(0)(*file)

    monkeypatch.setattr(articles, "_decoded", in_turn)

    failures, notes = proven("a.html", PAGE.encode(), PAGE.encode())

    assert (
        "reads another text in it than the briefing has (its parser may be another release" in (notes if holds else failures)[0]
    )
    assert len(notes) == holds
    assert ("1 of 1 quotations do not stand in it" in "".join(failures)) is not holds


def test_a_part_may_be_an_address_with_a_number_sign():
    assert parted("in/feed.rss#https://a.example/x#top") == ("in/feed.rss", "https://a.example/x#top")
    assert parted("in/a#b.txt") == ("in/a#b.txt", "")
    assert parted("-#3") == ("-", "3")


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"%PDF-1.7\n...", ".pdf"),
        (b"WARC/1.0\r\n", ".warc"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", ".html"),
        (b"  <HTML><body>x", ".html"),
        (b'<?xml version="1.0"?><!-- x --><html xmlns="y">', ".html"),
        (b'<?xml version="1.0"?><rss version="2.0">', ".rss"),
        (b'<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">', ".rss"),
        (b"PK\x03\x04....word/document.xml", ".docx"),
        (b"PK\x03\x04mimetypeapplication/epub+zip..META-INF/container.xml", ".epub"),
        (b'{"text": "x"}\n{"text": "y"}', ".jsonl"),
        (b"From: a@b.example\r\nSubject: x\r\n  y\r\nMIME-Version: 1.0\r\n\r\nHi", ".eml"),
        (b"Return-Path: <a@b.example>\r\n", ".eml"),
        (b"From: the mayor\nDate: Monday\n\nDear all", ""),
        (b"{ an aside } and text", ""),
        (b"The page <html> is a mark.", ""),
        (b"PK\x03\x04 something else", ""),
        (b"", ""),
    ],
)
def test_a_format_is_known_by_its_first_bytes(data, suffix):
    assert by_content(data) == suffix


def test_a_name_tells_more_than_the_bytes_do():
    assert kind("a.txt", PAGE.encode()) == ".txt"
    assert kind("page.php", PAGE.encode()) == ".html"
    assert kind("page", PAGE.encode()) == ".html"
    assert kind("a.rtf", b"{\\rtf1 x}") == ".rtf"
    assert by_name("Crawl.WARC.GZ") == ".warc.gz"


def test_standard_input_is_read_as_what_it_is():
    page, lines, text = (load_articles(["-"], stdin=io.BytesIO(data.encode())) for data in (PAGE, LINES, "The pier is sold."))

    assert [(s.id, s.title, s.text.split("\n")[0]) for s in page.sources] == [
        ("stdin", "Pier is sold", "The harbour board sold its northern pier on Monday.")
    ]
    assert [s.id for s in lines.sources] == ["stdin-1", "stdin-2", "stdin-3"]
    assert [s.text for s in text.sources] == ["The pier is sold."]


def test_articles_of_one_file_have_ids_and_locations_of_their_own(tmp_path):
    (tmp_path / "007_wire.jsonl").write_text(LINES)

    sources = load_articles([tmp_path]).sources

    assert [s.id for s in sources] == ["007-1", "007-2", "007-3"]
    assert [s.location for s in sources] == [f"{tmp_path / '007_wire.jsonl'}#{n}" for n in (1, 2, 3)]
    assert len({s.sha256 for s in sources}) == 1


def test_an_article_of_a_briefing_keeps_its_id_beside_a_new_one(tmp_path):
    (tmp_path / "007_wire.jsonl").write_text(LINES)
    first = load_articles([tmp_path]).sources
    kept = [SourceRecord(id=s.id, location=s.location, sha256=s.sha256, origin=s.id, text=s.text) for s in first]
    (tmp_path / "b.txt").write_text("A new report.")

    assert [s.id for s in load_articles([tmp_path / "b.txt"], kept=kept).sources] == ["007-1", "007-2", "007-3", "b"]


def test_a_text_of_a_page_that_looks_like_front_matter_is_text(tmp_path):
    text = "---\n\ntitle: x"
    kept = SourceRecord(id="a", location="a.html", sha256="0", origin="a", text=text)

    assert load_articles([], kept=[kept]).sources[0].sentences[0].start == 0


def test_one_article_is_read_alone(tmp_path):
    (tmp_path / "wire.jsonl").write_text(LINES)

    assert read_article(tmp_path / "wire.jsonl").location.endswith("wire.jsonl#1")
    assert "pier 1" in read_text(tmp_path / "wire.jsonl", part="2")[1]
    with pytest.raises(SourceError, match="it holds no article '9'"):
        read_text(tmp_path / "wire.jsonl", part="9")
