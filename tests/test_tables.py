"""Findings and citations as tables: complete, typed, exact, and nothing in them that a spreadsheet would run."""

import csv
import io
import re
import sys
from datetime import date
from pathlib import Path

import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import render
from summarize.errors import UsageError
from summarize.render.csv_table import cell
from summarize.render.tables import CitationRow, FindingRow
from tests.pier import briefing

PAGE = (Path(__file__).parent.parent / "docs/formats.md").read_text("utf-8")

NASTY = [
    '=HYPERLINK("http://x.example","a")',
    "+1",
    "-1+2",
    "@SUM(A1)",
    "\t=1",
    "\n=1",
    "\r=1",
    "＝1",
    "'=already",
    'two\nlines, "quoted"; and more\r\n',
    "\x00\x1b[31m",
    "<script>",
    "‘single’",
]
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def undone(text):
    """The text before an apostrophe was put in front, as `csv_table` says it comes back."""
    return re.sub(r"^'('*[=+\-@\t\r\n＝＋－＠])", r"\1", text)


def read_csv(made, name):
    return list(csv.DictReader(io.StringIO(render.rendered(made, name), newline="")))


def read_parquet(made, name):
    return pyarrow.parquet.read_table(io.BytesIO(render.rendered(made, name))).to_pylist()


def test_a_finding_is_a_row_with_who_says_it_and_what_it_is_worth():
    row = read_parquet(briefing(), "parquet")[0]

    assert row == {
        "id": "plans-1",
        "section": "plans",
        "section_title": "Plans",
        "statement": "The pier closes.",
        "shown": True,
        "verdict": "partly",
        "reasons": ["no number", "no name"],
        "quoted": False,
        "modality": "stated",
        "speech": "narrated",
        "speaker": "Ada Verlund",
        "speaker_kind": "named",
        "directness": None,
        "sources": ["000", "gone"],
        "n_sources": 2,
        "origins": ["wire", "gone"],
        "n_origins": 2,
        "carried_by": ["wire"],
        "n_carried_by": 1,
        "credibility": 3,
        "as_of": date(2026, 4, 30),
        "conflicts": ["conflict-1"],
        "superseded_by": None,
        "review": "rejected",
        "review_by": "ann",
        "review_at": "2026-05-02T10:00:00Z",
        "review_reason": "old",
        "review_was": None,
        "places": ["plans"],
        "also_called": ["the old pier"],
        "also_said": ["It rots."],
        "values": '{"day": ["2026-05-01", null]}',
    }


def test_a_citation_is_a_row_with_its_place_and_its_source():
    row = read_parquet(briefing(), "citations_parquet")[0]

    assert row == {
        "finding": "plans-1",
        "number": 1,
        "section": "plans",
        "statement": "The pier closes.",
        "source": "000",
        "start": 0,
        "end": 16,
        "quote": "The pier closes.",
        "context": False,
        "exact": True,
        "link": "https://example.org/pier#:~:text=The%20pier%20closes.",
        "origin": "wire",
        "title": "The pier closes.",
        "publisher": "The Example",
        "published": date(2026, 4, 30),
        "published_from": None,
        "published_to": None,
        "reliability": "B",
        "url": "https://example.org/pier",
        "location": "a.txt",
        "sha256": "ab",
    }


def test_context_comes_after_what_carries_and_says_so():
    rows = read_parquet(briefing(), "citations_parquet")

    assert [(r["finding"], r["number"], r["context"]) for r in rows] == [
        ("plans-1", 1, False),
        ("plans-1", 2, False),
        ("plans-1", 3, True),
        ("plans-2", 1, False),
    ]


def test_a_citation_of_a_source_that_is_not_there_is_not_exact():
    row = read_parquet(briefing(), "citations_parquet")[1]

    assert (row["source"], row["exact"], row["title"], row["link"]) == ("gone", False, None, None)


def test_findings_that_are_folded_are_there_and_marked():
    assert [row["shown"] for row in read_csv(briefing(), "csv")] == ["true", "false"]


@pytest.mark.parametrize("name", ["", "citations_"])
def test_csv_and_parquet_say_the_same(name):
    made = briefing()
    typed = [
        {key: undone(cell(tuple(v) if isinstance(v, list) else v)) for key, v in row.items()}
        for row in read_parquet(made, f"{name}parquet")
    ]

    assert read_csv(made, f"{name}csv") == typed


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_begins_as_a_formula_does_and_the_text_comes_back(text):
    rows = read_csv(briefing(text, text), "csv") + read_csv(briefing(text, text), "citations_csv")

    assert not [value for row in rows for value in row.values() if value.startswith(FORMULA)]
    assert {undone(row["statement"]) for row in rows if row.get("id", row.get("finding")) == "plans-1"} == {text}


@given(st.text())
def test_any_cell_is_harmless_and_comes_back(text):
    assert not cell(text).startswith(FORMULA)
    assert undone(cell(text)) == text


@given(st.text(min_size=1))
def test_any_quotation_is_in_the_tables_exactly(text):
    made = briefing(quote=text)

    assert undone(read_csv(made, "citations_csv")[0]["quote"]) == text
    assert read_parquet(made, "citations_parquet")[0]["quote"] == text


@pytest.mark.parametrize("name", ["csv", "citations_csv", "parquet", "citations_parquet"])
def test_the_same_briefing_gives_the_same_bytes(name):
    assert render.rendered(briefing(), name) == render.rendered(briefing(), name)


@pytest.mark.parametrize("name", ["csv", "citations_csv", "parquet", "citations_parquet"])
def test_a_briefing_without_findings_is_a_table_without_rows(name):
    empty = briefing().model_copy(update={"sections": {}})

    assert (read_csv if name.endswith("csv") else read_parquet)(empty, name) == []


@pytest.mark.parametrize(
    ("filename", "name"),
    [
        ("b.csv", "csv"),
        ("b.citations.csv", "citations_csv"),
        ("B.CITATIONS.CSV", "citations_csv"),
        ("b.parquet", "parquet"),
        ("b.citations.parquet", "citations_parquet"),
    ],
)
def test_a_file_is_named_for_its_table(filename, name):
    assert render.named_by(filename) == name


def test_without_pyarrow_one_is_told_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(UsageError, match=re.escape("pip install 'summarize[parquet]'")):
        render.rendered(briefing(), "parquet")


@pytest.mark.parametrize(("row", "name"), [(FindingRow, "csv"), (CitationRow, "citations_csv")])
def test_the_page_on_formats_tells_every_column(row, name):
    table = PAGE.partition(f"| column of `{name}`")[2].partition("\n\n")[0]
    first = [line.split("|")[1] for line in table.splitlines()[2:]]

    assert sorted(re.findall(r"`(\w+)`", " ".join(first))) == sorted(row._fields)


@pytest.mark.parametrize(("name", "ends"), re.findall(r"^\| `(\w+)` \| (`\..*?) \|", PAGE, re.MULTILINE))
def test_the_page_on_formats_names_files_as_they_are(name, ends):
    assert {render.named_by(f"b{end}") for end in re.findall(r"`(.*?)`", ends)} == {name}
