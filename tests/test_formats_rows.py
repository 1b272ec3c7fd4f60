import json
from datetime import date

import pytest

from summarize.files import UnreadableError
from summarize.reading.formats import jsonl, tables
from tests import inputs

ROW = {
    "headline": "Talks",
    "CONTENT": "The talks failed.",
    "publishedAt": "2025-12-16T10:00:00Z",
    "source": {"name": "The Wire"},
    "link": "https://a.example/1",
    "lang": "en",
    "reliability": "b",
    "origin": "wire-1",
    "id": 7,
}
FACTS = {
    "title": "Talks",
    "publisher": "The Wire",
    "published": date(2025, 12, 16),
    "url": "https://a.example/1",
    "language": "en",
    "reliability": "B",
    "origin": "wire-1",
}


def test_a_line_is_an_article_under_the_names_that_exports_have():
    [article] = jsonl.decode(inputs.jsonl([ROW]))

    assert (article.text, article.part, dict(article.facts)) == ("The talks failed.", "7", FACTS)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_row_is_one_whatever_parts_its_cells(delimiter, encoding):
    row = {**ROW, "source": "The Wire", "id": "7"}
    data = "".join(f"{delimiter.join(cells)}\r\n" for cells in (row.keys(), row.values())).encode(encoding)

    [article] = tables.decode(data)

    assert (article.text, article.part, dict(article.facts)) == ("The talks failed.", "7", FACTS)


def test_a_cell_may_hold_lines_and_a_row_is_numbered_by_its_first():
    found = tables.decode(b'title,text\nA,"It rained.\n\nIt poured."\nB,It snowed.\n')

    assert [(one.part, one.text) for one in found] == [("2", "It rained.\n\nIt poured."), ("5", "It snowed.")]


def test_a_bad_line_is_named_and_the_others_are_read():
    lines = [json.dumps(ROW), '{"text": ', "[1]", '{"title": "x"}', "9" * 5000, "[" * 9999, "", '{"text": "It rained."}']

    found = jsonl.decode("\n".join(lines).encode())

    assert [one.part for one in found] == ["7", "2", "3", "4", "5", "6", "8"]
    assert [one.problem.partition(":")[0] for one in found[1:6]] == [
        "line 2 is not JSON", "line 3 is no JSON object; write {...} on each line", "line 4 has no text",
        "line 5 is not JSON that can be read", "line 6 is not JSON that can be read",
    ]  # fmt: skip
    assert found[6].text == "It rained."


def test_a_bad_row_is_named_and_the_others_are_read():
    found = tables.decode(b'title,text\nA,It rained, and it poured.\nB,It snowed.\nC,"no end\n')

    assert [one.part for one in found] == ["2", "3", "4"]
    assert found[0].problem == "line 2 has 3 cells where the head has 2; put text with the delimiter in quotes"
    assert found[1].text == "It snowed."
    assert found[2].problem.startswith("line 4 is no row of this table")


@pytest.mark.parametrize(
    ("decode", "data", "reason"),
    [
        (tables.decode, b"headline,summary\nA,B\n", "no column text, content, body or article; it has headline, summary"),
        (jsonl.decode, b'{"headline": "A", "summary": "B"}', "no key text, content, body or article; it has headline, summary"),
        (tables.decode, b"a\0b", "NUL"),
        (jsonl.decode, b"caf\xe9", "save it as UTF-8"),
    ],
)
def test_a_file_without_texts_says_what_it_has(decode, data, reason):
    with pytest.raises(UnreadableError, match=reason):
        decode(data)


def test_what_cannot_be_used_is_left_out_and_said():
    [article] = jsonl.decode(
        inputs.jsonl([{"text": "It rained.", "url": "javascript:x", "reliability": "9", "date": "31 Juvember", "title": ["x"]}])
    )

    assert article.facts == {}
    assert [note.partition(" in its row")[0] for note in article.notes] == ["published", "url", "reliability"]


def test_markup_is_read_as_a_page_is():
    [article] = jsonl.decode(inputs.jsonl([{"text": "<p>It rained.</p><script>x</script><p>It poured.</p>"}]))

    assert article.text == "It rained.\n\nIt poured."


def test_a_text_with_angle_brackets_stays_as_it_is():
    text = "The rate fell: 3 < 5, and <strong growth> is over."

    assert jsonl.decode(inputs.jsonl([{"text": text}]))[0].text == text
