import csv
import json
from datetime import UTC, date, datetime

import pytest

from summarize.errors import SourceError
from summarize.files import UnreadableError
from summarize.reading.articles import each_article
from summarize.reading.formats import jsonl, tables
from summarize.source import Source
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


def corpus_of(path, count):
    """Articles in rows of 100 letters, some of which break the line within quotes."""
    rows = [
        {"id": f"n{n}", "title": f"Row {n}", "text": f'The mayor of town {n} opened\n"bridge {n}". ' + "x" * 60}
        for n in range(count)
    ]
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    else:
        with path.open("w", newline="") as file:
            table = csv.DictWriter(file, ["id", "title", "text"])
            table.writeheader()
            table.writerows(rows)
    return path


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
@pytest.mark.parametrize("piece", [1, 1000, 5000])
def test_a_large_file_of_rows_gives_the_same_articles_in_pieces_as_whole(tmp_path, suffix, piece, monkeypatch):
    file = corpus_of(tmp_path / f"corpus{suffix}", 50)
    whole = list(each_article([file]))
    monkeypatch.setattr("summarize.reading.opening.PIECE", piece)

    assert list(each_article([file])) == whole
    assert len(whole) == 50


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_a_bad_row_in_a_piece_is_named_by_its_line_in_the_file(tmp_path, suffix, monkeypatch):
    file = corpus_of(tmp_path / f"corpus{suffix}", 50)
    file.write_text(file.read_text() + ("{\n" if suffix == ".jsonl" else "a,b,c,d\n"))
    [before] = [one for one in each_article([file]) if isinstance(one, SourceError)]
    monkeypatch.setattr("summarize.reading.opening.PIECE", 1000)

    [error] = [one for one in each_article([file]) if isinstance(one, SourceError)]

    assert str(error) == str(before)
    assert "line " in str(error)


def test_a_corpus_larger_than_a_file_of_one_briefing_is_read_to_its_end(tmp_path, monkeypatch):
    file = corpus_of(tmp_path / "corpus.jsonl", 50)
    monkeypatch.setattr("summarize.reading.formats.MOST_ARTICLES", 20)
    monkeypatch.setattr("summarize.reading.opening.PIECE", 1000)

    assert len([one for one in each_article([file]) if isinstance(one, Source)]) == 50


def test_a_folder_of_a_corpus_is_read_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr("summarize.reading.opening.MOST_ARTICLES", 2)
    for n in range(5):
        (tmp_path / f"{n}.txt").write_text(f"The mayor of town {n} opened the bridge.")

    assert len([one for one in each_article([tmp_path]) if isinstance(one, Source)]) == 5


def parquet_of(path, rows):
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.Table.from_pylist(rows), path)
    return path


def test_the_rows_of_a_parquet_file_are_articles(tmp_path):
    told = {"title": "Talks", "published": datetime(2025, 12, 16, 10, tzinfo=UTC), "text": "The talks failed.", "id": "a"}
    file = parquet_of(tmp_path / "corpus.parquet", [told, told | {"id": "b", "text": None}])

    article, error = each_article([file])

    assert (article.title, article.published, article.text) == ("Talks", date(2025, 12, 16), "The talks failed.")
    assert article.location == f"{file}#a"
    assert "has no text" in str(error)


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"x" * 100 + b"PAR1"])
def test_what_is_no_parquet_file_is_said_in_a_line(tmp_path, data):
    (tmp_path / "a.parquet").write_bytes(data)

    [error] = each_article([tmp_path / "a.parquet"])

    assert isinstance(error, SourceError)
    assert "\n" not in str(error)


def test_parquet_that_unpacks_to_more_than_memory_is_refused(tmp_path):
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    texts = arrow.DictionaryArray.from_arrays(arrow.array([0] * 4000, "int32"), arrow.array(["x" * 2**20]))
    parquet.write_table(arrow.table({"text": texts}), tmp_path / "bomb.parquet", store_schema=False)

    found = list(each_article([tmp_path / "bomb.parquet"]))

    assert (tmp_path / "bomb.parquet").stat().st_size < 2**22
    assert all(isinstance(one, SourceError) for one in found)


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_a_row_that_is_not_utf_8_is_named_and_does_not_lose_the_others(tmp_path, suffix):
    file = corpus_of(tmp_path / f"corpus{suffix}", 5)
    file.write_bytes(file.read_bytes().replace(b"Row 3", b"Caf\xe9"))

    found = list(each_article([file]))

    [error] = [one for one in found if isinstance(one, SourceError)]
    assert "cannot be read: it is not UTF-8: byte 0xe9" in str(error)
    assert len(found) == 5


def test_a_file_whose_only_row_is_not_utf_8_says_what_to_do():
    [row] = jsonl.decode(b"caf\xe9")

    assert row.problem == "line 1 cannot be read: it is not UTF-8: byte 0xe9; save the file as UTF-8"


def test_a_first_piece_without_texts_does_not_lose_the_others(tmp_path, monkeypatch):
    file = corpus_of(tmp_path / "corpus.jsonl", 50)
    file.write_text('{"headline": "A"}\n' * 60 + file.read_text())
    monkeypatch.setattr("summarize.reading.opening.PIECE", 1000)

    assert len([one for one in each_article([file]) if isinstance(one, Source)]) == 50
