import pytest

from summarize.files import UnreadableError
from summarize.reading.formats.docx import decode
from tests import inputs
from tests.inputs import WORD


def paragraph(text, *, style=None):
    how = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{how}<w:r><w:t>{text}</w:t></w:r></w:p>"


def text(body, **more):
    [article] = decode(inputs.docx(body=body, **more))
    return article.text


def test_paragraphs_are_the_text_and_the_title_is_the_file_s():
    [article] = decode(inputs.docx())

    assert article.text == inputs.TEXT
    assert article.facts == {"title": inputs.TITLE}


def test_a_sentence_in_several_runs_is_one():
    assert (
        text("<w:p><w:r><w:t>The tal</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ks failed.</w:t></w:r></w:p>")
        == "The talks failed."
    )


def test_a_table_keeps_its_rows_and_cells():
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>"
        for row in (["Norland", "500"], ["Westland", "20"])
    )

    said = text(paragraph("Who sends whom.") + f"<w:tbl>{rows}</w:tbl>")

    assert [line.split() for line in said.splitlines() if line] == [
        ["Who", "sends", "whom."],
        ["Norland", "500"],
        ["Westland", "20"],
    ]


def test_notes_stand_at_the_end_with_their_marks_in_the_text():
    body = '<w:p><w:r><w:t>The talks failed.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph(
        "They go on."
    )
    notes = (
        f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="2">{paragraph("So the minister said.")}</w:footnote></w:footnotes>'
    )

    said = text(body, **{"word/footnotes.xml": notes})

    assert said == "The talks failed.[1]\n\nThey go on.\n\nSo the minister said."


def test_what_was_deleted_and_what_was_remarked_is_left_out():
    body = '<w:p><w:r><w:t>The talks </w:t></w:r><w:del w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>surely </w:t></w:r></w:ins><w:r><w:t>failed.</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    comments = f'<w:comments xmlns:w="{WORD}"><w:comment w:id="0">{paragraph("Really?")}</w:comment></w:comments>'

    assert text(body, **{"word/comments.xml": comments}) == "The talks surely failed."


def test_markup_in_the_text_is_text():
    assert text(paragraph("&lt;script&gt;alert(1)&lt;/script&gt; said {{ he }}.")) == "<script>alert(1)</script> said {{ he }}."


def test_no_entity_of_the_file_s_own_is_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("geheim")
    core = f'<!DOCTYPE c [<!ENTITY x SYSTEM "{secret.as_uri()}">]><c:coreProperties xmlns:c="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T &x;</dc:title></c:coreProperties>'

    assert "geheim" not in str(decode(inputs.docx(**{"docProps/core.xml": core})))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no Word file"),
        (b"PK\x03\x04 no zip", "no Word file"),
        (inputs.zipped({"a.txt": "x"}), "no Word file"),
        (inputs.docx()[:200], "no Word file"),
        (inputs.docx(**{"word/document.xml": "<w:document"}), "no Word file"),
        (inputs.docx(body="<w:p/>"), "no text"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "locked with a password"),
        (inputs.docx(**{"word/document.xml": "<a>" + " " * 50_000_000 + "</a>"}), "a trap"),
        (inputs.zipped({f"{n}.xml": "" for n in range(10_001)}), "a trap"),
    ],
)
def test_what_cannot_be_read_is_one_line(data, reason):
    with pytest.raises(UnreadableError, match=reason) as caught:
        decode(data)

    assert "\n" not in str(caught.value)


def test_pictures_are_not_unpacked():
    said = decode(inputs.docx(**{"word/media/image1.bmp": b"\0" * 50_000_000}))

    assert said[0].text == inputs.TEXT
