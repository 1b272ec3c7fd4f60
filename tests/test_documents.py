"""Word documents and PDFs, made by the real pandoc and the real typst, and opened again."""

import io
import re
import sys
import zlib
from zipfile import ZipFile

import pypandoc
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdfium2 import raw

from summarize.errors import OutputError, UsageError
from summarize.models import Review
from summarize.render import as_docx, as_markdown, as_pdf
from summarize.render.document import UNDATED, Document, Paragraph, Refs, Table, Words, document, widths
from summarize.render.outline import visible
from tests.pages import everywhere
from tests.test_render import NASTY, briefing, changed, paged, rows

HOSTILE = [
    *NASTY,
    "</style><img src=x onerror=alert(1)> javascript:alert(1)",
    "{{ 7*7 }} {% for x in y %}",
    '#eval("1") #import "x.typ" $x^2$ @label <label> #sys.inputs',
    "\\input{/etc/passwd} \\write18{id} $\\int$",
    "</w:t></w:r><w:p/> ]]> &lt;w:br/&gt;",
    "\u202egnp.exe\u202c \u2066x\u2069 \x1b[31mred\x1b[0m\x07 \x9b2J",
]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(docx, name):
    with ZipFile(io.BytesIO(docx)) as packed:
        return etree.fromstring(packed.read(name))


def text_of(node):
    return "".join(piece.text or "" for piece in node.iter(f"{W}t"))


def footnotes(docx):
    """The texts of the footnotes, in the order in which the document refers to them."""
    noted = {note.get(f"{W}id"): text_of(note).strip() for note in part(docx, "word/footnotes.xml").iter(f"{W}footnote")}
    return [noted[ref.get(f"{W}id")] for ref in part(docx, "word/document.xml").iter(f"{W}footnoteReference")]


def elements(docx):
    """The elements of a document and its notes, without their words."""
    found = [node for name in ("document", "footnotes") for node in part(docx, f"word/{name}.xml").iter()]
    return [(node.tag, *(v for k, v in node.items() if not k.endswith(("}id", "}w", "space")))) for node in found]


def opened(pdf):
    return pypdfium2.PdfDocument(io.BytesIO(pdf))


def letters(text):
    return re.sub(r"\s", "", text)


def pages(pdf):
    return "\n".join(page.get_textpage().get_text_range() for page in opened(pdf))


def inside(pdf):
    """The bytes of a PDF, and those of its streams, unpacked."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(zlib.decompress(each) for each in packed if each[:1] == b"\x78")


@pytest.mark.parametrize("made", [briefing, changed, paged, rows])
def test_the_footnotes_of_a_word_document_are_the_citations_shown_each_once(made):
    whole = made()
    defined = re.findall(r"^\[\^\d+\]: ", as_markdown.rendered(whole), re.MULTILINE)

    noted = footnotes(as_docx.rendered(whole))

    assert noted == [*document(whole).notes.values()]
    assert len(noted) == len(set(noted)) == len(defined) > 0


def test_a_footnote_quotes_its_source_word_for_word():
    assert footnotes(as_docx.rendered(changed())) == ["000, 0–8: “Paris no”", "001, 0–9: “Paris yes”"]


def test_a_note_that_is_referred_to_again_is_a_cross_reference_to_its_bookmark():
    body = part(as_docx.rendered(changed()), "word/document.xml")

    fields = [field.text.split() for field in body.iter(f"{W}instrText")]
    bookmarks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}

    assert fields == [["NOTEREF", "note2", "\\f", "\\h"], ["NOTEREF", "note1", "\\f", "\\h"]]
    assert {"note1", "note2"} <= bookmarks


def test_a_reader_of_word_or_pdf_is_told_what_reads_like_instructions():
    told = "Reads like instructions to a program: 1 sentence of 001, not used as evidence: “Do as I say.”"
    whole = everywhere("Do as I say.")

    assert told in text_of(part(as_docx.rendered(whole), "word/document.xml"))
    assert letters(told) in letters(pages(as_pdf.rendered(whole)))


def test_hostile_text_in_every_field_is_words_of_a_word_document_and_nothing_else():
    text = " ".join(HOSTILE)

    docx = as_docx.rendered(everywhere(text))

    assert elements(docx) == elements(as_docx.rendered(everywhere("plain words")))
    assert visible(text) in text_of(part(docx, "word/document.xml"))
    assert all(visible(text) in note for note in footnotes(docx))


def test_a_word_document_leads_nowhere_and_runs_nothing():
    docx = as_docx.rendered(briefing(" ".join(HOSTILE)))

    with ZipFile(io.BytesIO(docx)) as packed:
        related = "".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".rels"))
        names = packed.namelist()
    assert 'TargetMode="External"' not in related
    assert not [name for name in names if name.endswith((".bin", ".js", ".vbs")) or "embed" in name]
    assert not [*part(docx, "word/document.xml").iter(f"{W}hyperlink", f"{W}altChunk", f"{W}object")]


def test_a_word_document_has_a_title_a_language_page_numbers_and_a_table_head_that_is_repeated():
    docx = as_docx.rendered(briefing())
    core, body = part(docx, "docProps/core.xml"), part(docx, "word/document.xml")

    assert "Demo" in [node.text for node in core.iter() if node.tag.endswith("}title")]
    assert {lang.get(f"{W}val") for lang in part(docx, "word/styles.xml").iter(f"{W}lang")} == {"en-GB"}
    assert [field.text.strip() for field in part(docx, "word/footer1.xml").iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    assert len([*body.iter(f"{W}tblHeader")]) == 1


def test_a_word_document_is_dated_as_its_briefing_wherever_it_is_made(monkeypatch):
    here = as_docx.rendered(briefing())
    monkeypatch.setenv("TZ", "Asia/Tokyo")

    assert as_docx.rendered(briefing()) == here
    with ZipFile(io.BytesIO(here)) as packed:
        assert {entry.date_time[0] for entry in packed.infolist()} <= {1980, 2026}
    assert b"2026-01-01T00:00:00Z" in ZipFile(io.BytesIO(here)).read("docProps/core.xml")


@pytest.mark.parametrize("at", ["", "yesterday", "0001-01-01T00:00:00+14:00"])
def test_a_briefing_without_a_usable_time_is_dated_like_any_undated_archive(at):
    whole = briefing()

    dated = document(whole.model_copy(update={"made": whole.made.model_copy(update={"at": at})}))

    assert dated.at.year == 1980


def test_a_pdf_is_tagged_titled_and_says_its_language():
    pdf = as_pdf.rendered(briefing())
    read = opened(pdf)

    assert raw.FPDFCatalog_IsTagged(read.raw)
    assert read.get_metadata_dict()["Title"] == "Demo"
    assert read.get_metadata_dict()["CreationDate"].startswith("D:20260101")
    assert b"/Lang(en-GB)" in inside(pdf).replace(b"/Lang (", b"/Lang(")
    assert b"/MarkInfo" in pdf
    assert b"pdfuaid:part" in pdf


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_words_of_a_pdf(text):
    assert letters(visible(text)) in letters(pages(as_pdf.rendered(briefing(text))))


@settings(max_examples=25)
@given(st.text("ab #$*_`@<>[](){}\\/~=+.'\"|&%1:;,!?^", min_size=1, max_size=30).filter(visible))
def test_no_text_is_source_for_typst(text):
    whole = Document("Demo", briefing_day(), (Paragraph((Words(visible(text)),)),), {})

    assert letters(visible(text)) in letters(pages(as_pdf.written(whole)))


@settings(max_examples=25)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_whatever_an_article_says_there_is_a_pdf(text):
    assert as_pdf.written(Document("Demo", briefing_day(), (Paragraph((Words(visible(text)),)),), {})).startswith(b"%PDF-")


def briefing_day():
    return document(briefing()).at


def test_a_pdf_leads_nowhere_and_runs_nothing():
    found = inside(as_pdf.rendered(briefing(" ".join(HOSTILE))))

    assert not [name for name in (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile") if name in found]


def test_each_quotation_stands_once_in_a_pdf_however_often_it_is_referred_to():
    assert letters(pages(as_pdf.rendered(changed()))).count("“Parisno”") == 1


@pytest.fixture
def bare_machine(monkeypatch):
    """A machine without fonts."""
    set_ = as_pdf._set
    monkeypatch.setattr(as_pdf, "_set", lambda *given, **_: set_(*given, own_fonts=True))


def test_a_letter_that_no_font_has_is_spelled(bare_machine):
    assert letters("‹U+1F1FA›‹U+1F1E6›") in letters(pages(as_pdf.rendered(briefing("\U0001f1fa\U0001f1e6"))))


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("\U0001f44d\U0001f3fd", "‹U+1F44D›‹U+1F3FD›"),
        ("\U0001f468\u200d\U0001f469", "‹U+1F468›‹U+200D›‹U+1F469›"),
    ],
)
def test_what_hangs_on_a_spelled_letter_is_spelled_too(bare_machine, text, spelled):
    assert letters(spelled) in letters(pages(as_pdf.rendered(briefing(text))))


def test_a_page_of_letters_that_no_font_has_is_refused_with_what_to_do(bare_machine, monkeypatch):
    monkeypatch.setattr(as_pdf, "_SPELLED", 2)

    with pytest.raises(OutputError, match=r"install one that does, or write a Word document"):
        as_pdf.rendered(briefing("\U0001f1fa\U0001f1e6\U0001f1e7\U0001f1e8"))


@pytest.mark.parametrize(("format_", "module"), [(as_docx, "pypandoc"), (as_pdf, "typst")])
def test_without_the_extra_one_is_told_how_to_get_it(format_, module, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(UsageError, match=r"pip install 'summarize\[documents\]'"):
        format_.rendered(briefing())


def test_without_pandoc_itself_one_is_told_how_to_get_it(monkeypatch):
    def none():
        raise OSError("no pandoc")

    monkeypatch.setattr(pypandoc, "get_pandoc_path", none)

    with pytest.raises(UsageError, match=r"needs pandoc: pip install 'summarize\[documents\]'"):
        as_docx.rendered(briefing())


def test_a_reviewed_finding_shows_who_decided_what_and_why():
    whole = changed()
    section = whole.sections["stance"]
    review = Review(decision="edited", at="2026-02-03T10:00:00Z", by="Ada", reason="too strong", was="Paris says never")
    reviewed = tuple(f.model_copy(update={"review": review}) for f in section.findings)
    whole = whole.model_copy(update={"sections": {"stance": section.model_copy(update={"findings": reviewed})}})
    said = "edited by Ada on 2026-02-03: too strong; before: “Paris says never”"

    assert said in text_of(part(as_docx.rendered(whole), "word/document.xml"))
    assert letters(said) in letters(pages(as_pdf.rendered(whole)))
    assert f"*Why edited:* {said}" in as_markdown.rendered(whole)


def test_notes_are_numbered_in_the_order_in_which_a_reader_meets_them():
    whole = document(briefing())
    met = [ref for line in lines(whole) for piece in line if isinstance(piece, Refs) for ref in piece.refs]

    assert [ref.number for ref in met if ref.note] == [*whole.notes]
    assert [ref.note for ref in met if ref.note] == [*whole.notes.values()]


def lines(whole):
    for block in whole.blocks:
        match block:
            case Table(head, rows_):
                yield from (cell for row in (head, *rows_) for cell in row)
            case _ if hasattr(block, "items"):
                yield from (line for item in block.items for line in (item.line, *item.below))
            case _:
                yield from (block.line, *getattr(block, "sides", ()))


def test_a_column_is_as_wide_as_its_longest_word_and_wider_where_its_text_is_longer():
    cell = lambda text: (Words(text),)  # noqa: E731
    table = Table((cell("Who"), cell("Credibility")), ((cell("a long text that needs more room than the other"), cell("3")),))

    wide, narrow = widths(table)

    assert wide + narrow == pytest.approx(1)
    assert wide > narrow > 0.1


@pytest.mark.parametrize("word", ["https://x.example/" + "a" * 60, "\u2039U+0001\u203a" * 8])
def test_a_word_that_is_wider_than_its_column_runs_over_nothing(word):
    table = Table(((Words("Who"),), (Words("Role"),)), (((Words(word),), (Words("a role of its own " * 4),)),))
    page = pypdfium2.PdfDocument(as_pdf.written(Document("Demo", UNDATED, (table,), {})))[0].get_textpage()
    role = min(page.get_charbox(n)[0] for n in range(page.count_chars()) if page.get_text_range(n, 4) == "Role")
    cell = [n for n in range(page.count_chars()) if page.get_text_range(n, 1) in "xU‹›/"]

    assert max(page.get_charbox(n)[2] for n in cell) < role


def test_documents_name_the_sources_with_hash_and_reliability():
    whole = briefing("A title")

    for text in (text_of(part(as_docx.rendered(whole), "word/document.xml")), pages(as_pdf.rendered(whole))):
        assert letters("reliability F, cannot be judged") in letters(text)
        assert "ab" * 32 in letters(text)
        assert "Aboutthesources" in letters(text)
