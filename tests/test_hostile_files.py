"""Files made to do harm: whatever bytes come in, what comes out can be written, and each sentence stands where it says."""

import json
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarize.errors import SourceError
from summarize.reading import furniture
from summarize.reading.articles import _articles, load_articles
from summarize.reading.bounded import Decoder
from summarize.reading.formats import decoders
from summarize.reading.opening import File
from summarize.reading.sentences import sentences
from summarize.source import Source
from tests import inputs

HEAD = '---\ntitle: "Allies \\u2014 weigh"\npublisher: Wire\ndate: 16 December 2025\nurl: https://a.example/x\n---\n'
WHOLE = {
    **{f".{name.rpartition('.')[2]}": make for name, make in inputs.EACH.items()},
    ".warc.gz": lambda: inputs.warc(packed=True),
    ".md": (HEAD + inputs.TEXT).encode,
    ".txt": lambda: inputs.TEXT.encode("utf-16"),
}
# What parsers stumble over: halves of characters, brackets without end, lengths that lie, other encodings, entities.
STONES = [
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b"&#xD800;", b"<![CDATA[", b'<!ENTITY x "y">', b"&x;", b"[" * 2000, b"<b>" * 2000,
    b"\n---\n", b"9" * 5000, b"1e999", b"NaN", b"Content-Length: 99999999999\r\n", b"charset=utf-7", b"=?utf-8?q?=ED=A0=80?=",
    b"\xe2\x80\xae", b"\x1b[31m", b"PK\x03\x04", b"%PDF-1.7", b"/Length 99999999", b'boundary=""', b"\\UFFFFFFFF", b"0000-00-00",
    b"!!python/object:os.system", b"&a [*a]", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n",
]  # fmt: skip


@cache
def whole(suffix):
    data = WHOLE[suffix]()
    return data if isinstance(data, bytes) else data.encode()


@pytest.fixture(scope="module")
def decoder():
    with Decoder() as one:
        yield one


@st.composite
def damaged(draw):
    """A suffix, and a small whole file of it with a few places cut out, written over, or with a stone put in."""
    suffix = draw(st.sampled_from(sorted(WHOLE)))
    data = bytearray(whole(suffix))
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, 10**6)) % (len(data) + 1), draw(st.sampled_from([0, 1, 4, 200]))
        data[at : at + length] = draw(st.sampled_from(STONES) | st.binary(max_size=8))
    return draw(st.just(suffix) | st.sampled_from(sorted(decoders()))), bytes(data)


def read(decoder, suffix, data):
    """The articles of bytes, and what is said of those that cannot be read."""
    found, said = [], []
    try:
        for one in _articles(File(f"x{suffix}", "0" * 64, data, suffix), decoder):
            (said if isinstance(one, SourceError) else found).append(str(one) if isinstance(one, SourceError) else one.source)
    except SourceError as error:
        said.append(str(error))
    return found, said


@given(damaged())
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
def test_of_damaged_files_what_is_read_can_be_written_and_cited(decoder, file):
    found, said = read(decoder, *file)

    for source in found:
        assert Source.model_validate_json(source.model_dump_json().encode()) == source
        assert all(source.text[s.start : s.end] == s.text for s in source.sentences)
        assert all(a.end <= b.start for a, b in zip(source.sentences, source.sentences[1:], strict=False))
    assert all(line.encode() and line.isprintable() for line in said)
    assert found or said


SECRET = "the secret of this machine"


@pytest.fixture
def external(tmp_path):
    """A document type whose entity `x` is another file."""
    (tmp_path / "secret").write_text(SECRET)
    return f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{tmp_path / "secret"}">]>'


LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
BILLION = f'<!DOCTYPE r [<!ENTITY a "ha">{LAUGHS}]>'


def with_entity(doctype, entity):
    """Files of the formats made of XML with a document type and one of its entities in their text."""
    said = f"{entity} {inputs.TEXT}"
    word = f'<w:document xmlns:w="{inputs.WORD}"><w:body><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:body></w:document>'
    feed = inputs.feed().decode().partition("?>")[2].replace("Allies", f"{entity} Allies")
    return {
        ".xhtml": f"{doctype}<html><body><p>{said}</p></body></html>".encode(),
        ".docx": inputs.docx(**{"word/document.xml": doctype + word}),
        ".epub": inputs.epub(**{"OEBPS/one.xhtml": f"{doctype}<html><body><p>{said}</p></body></html>"}),
        ".rss": (doctype + feed).encode(),
    }


@pytest.mark.parametrize("suffix", [".xhtml", ".docx", ".epub", ".rss"])
def test_no_entity_brings_in_another_file(decoder, external, suffix):
    found, said = read(decoder, suffix, with_entity(external, "&x;")[suffix])

    assert SECRET not in str(found) + str(said)


@pytest.mark.parametrize("suffix", [".xhtml", ".docx", ".epub", ".rss"])
def test_entities_of_entities_do_not_grow(decoder, suffix):
    found, _ = read(decoder, suffix, with_entity(BILLION, "&i;")[suffix])

    assert sum(len(source.text) for source in found) < 100_000


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".html", b"<div>" * 100_000 + inputs.TEXT.encode()),
        (".docx", inputs.docx(body="<w:tbl><w:tr><w:tc>" * 100_000)),
        (".jsonl", b'{"text": ' + b"[" * 100_000),
        (".jsonl", b'{"text": "x", "id": ' + b"9" * 5000 + b"}"),
        (".jsonl", b'{"\\ud800": "x"}'),
        (".rss", b"<rss version='2.0'><channel>" + b"<a>" * 100_000),
        (".eml", b"From: a@b.example\nSubject: s\n" + b"Content-Type: message/rfc822\n\n" * 5000),
        (".txt", inputs.TEXT.encode("utf-16-le")),
        (".txt", inputs.TEXT.encode("cp500", "replace")),
        (".md", b'---\ntitle: "\\UFFFFFFFF"\nurl: x\n---\nText.'),
        (".md", b"---\nsource: x\ntitle: " + b"[" * 15_000 + b"\n---\nText."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_nested_without_end_or_lies_about_itself_is_one_line_or_an_article(decoder, suffix, data):
    found, said = read(decoder, suffix, data)

    assert bool(found) != bool(said)
    assert all(len(line) < 500 and "broke off" not in line for line in said)


def test_a_name_of_a_column_that_is_no_text_can_be_told(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"\ud800": 1}))

    [error] = load_articles([tmp_path / "a.jsonl"]).failed

    assert error.reason == "it has no key text, content, body or article; it has \ufffd"


def test_a_line_of_signs_is_not_matched_with_hundreds_of_phrases(monkeypatch):
    monkeypatch.setattr(furniture, "_pattern", lambda *_, **__: pytest.fail("it was matched"))

    assert not any(furniture._is_furniture(s.text) for s in sentences("&" * 5000))
