"""The sources as entries of a list of literature: read back by pandoc, whatever their titles hold."""

import json
import re
from datetime import date

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import render
from summarize.records import Briefing, SourceRecord
from summarize.render.as_bibtex import escape
from summarize.render.outline import visible
from tests.pier import briefing

HOSTILE = [
    "A {weird} title",
    "One } @misc{x, title = {forged}}",
    "{",
    "\\input{/etc/passwd} \\write18{rm}",
    '$x_1$ & #2 is 50% ~ ^ “quoted” and "plain"',
    "two\n\n@article{forged, title={x}}",
    "\u202egnp.exe\x1b[31m",
]


def of(*sources: SourceRecord) -> Briefing:
    return briefing().model_copy(update={"sources": sources})


def source(key="a", **told):
    return SourceRecord(**{"id": key, "location": f"{key}.txt", "sha256": "ab", "origin": "wire", "text": "x"} | told)


def csl(*sources):
    return json.loads(render.rendered(of(*sources), "csl"))


def bib(*sources):
    return render.rendered(of(*sources), "bibtex")


def by_pandoc(text, language):
    return json.loads(pypandoc.convert_text(text, "csljson", format=language))


def test_a_source_is_an_item_with_what_is_known_of_it():
    told = {
        "title": "The pier",
        "publisher": "The Example",
        "published": date(2026, 4, 30),
        "url": "https://example.org/a",
        "language": "en",
    }

    assert csl(source(**told)) == [
        {
            "id": "a",
            "type": "article-newspaper",
            "title": "The pier",
            "container-title": "The Example",
            "issued": {"date-parts": [[2026, 4, 30]]},
            "URL": "https://example.org/a",
            "language": "en",
            "note": "reliability F; origin wire; sha256 ab",
        }
    ]


def test_a_source_of_which_nothing_is_known_is_called_by_its_file():
    [item] = csl(source())

    assert (item["type"], item["title"]) == ("document", "a.txt")
    assert not {"issued", "URL", "container-title"} & item.keys()


def test_a_day_that_was_inferred_is_a_span_and_marked_as_such():
    span = {"published_from": date(2024, 11, 5), "published_to": date(2025, 1, 20), "published_inferred": '"president-elect"'}

    [item] = csl(source(**span))

    assert item["issued"] == {"date-parts": [[2024, 11, 5], [2025, 1, 20]], "circa": True}
    assert "published between 5 November 2024 and 20 January 2025 (inferred" in item["note"]


def test_a_span_with_an_open_end_is_told_in_the_note_alone():
    [item] = csl(source(published_from=date(2024, 7, 5), published_inferred="x"))

    assert "issued" not in item
    assert "not before 5 July 2024" in item["note"]


def test_a_source_that_could_not_be_read_is_not_cited():
    failed = source("b", status="failed", problem="no such file")

    assert [item["id"] for item in csl(source(), failed)] == ["a"]
    assert bib(failed) == ""


def test_no_two_entries_have_one_key():
    sources = [source(key) for key in ("é 1", "ü 1", "-1", "é", "{}")]

    assert [item["id"] for item in csl(*sources)] == ["1", "1-2", "1-3", "source", "source-2"]
    assert re.findall(r"^@misc\{(.+),$", bib(*sources), re.MULTILINE) == ["1", "1-2", "1-3", "source", "source-2"]


def test_an_address_that_is_none_is_left_out():
    assert "URL" not in csl(source(url="javascript:alert(1)"))[0]
    assert "url" not in bib(source(url="javascript:alert(1)"))


@pytest.mark.parametrize("language", ["bibtex", "biblatex"])
def test_pandoc_reads_the_same_from_bibtex(language):
    told = {
        "title": "The EU and the pier",
        "publisher": "The Example",
        "published": date(2026, 4, 30),
        "url": "https://example.org/a_b?c=%20{}",
    }

    [item] = by_pandoc(bib(source("000", **told)), language)

    assert item["id"] == "000"
    assert item["container-title"] == "The Example"
    assert item["issued"] == {"date-parts": [[2026, 4, 30]]}
    assert item["URL"] == "https://example.org/a_b?c=%20%7B%7D"
    assert re.sub(r"<.*?>", "", item["title"]) == "The EU and the pier"


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_text_forms_no_entry_and_no_command(title):
    text = bib(source(title=title, publisher=title), source("b", title="Last"))

    assert re.findall(r"^@\w+\{(.+),$", text, re.MULTILINE) == ["a", "b"]
    assert [item["id"] for item in by_pandoc(text, "biblatex")] == ["a", "b"]


@pytest.mark.parametrize("title", HOSTILE[:1] + HOSTILE[4:5])
def test_pandoc_reads_special_signs_as_they_were(title):
    [item] = by_pandoc(bib(source(title=title)), "biblatex")

    assert re.sub(r"<.*?>", "", item["title"]).replace("”", "“") == title.replace("”", "“")


@given(st.text())
def test_the_braces_of_any_text_are_pairs(text):
    depth = 0
    for char in escape(visible(text)):
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0


def test_pandoc_reads_the_csl_items():
    made = of(*(source(f"{n}", title=title, publisher=title) for n, title in enumerate(HOSTILE)))

    items = by_pandoc(render.rendered(made, "csl"), "csljson")

    assert [item["id"] for item in items] == [str(n) for n in range(len(HOSTILE))]


def test_its_files_are_named_so():
    assert (render.named_by("b.csl.json"), render.named_by("b.bib")) == ("csl", "bibtex")
