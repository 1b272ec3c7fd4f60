"""What docs/inputs.md says, the program does: its examples are run."""

import re
from pathlib import Path

import pytest

from summarize.reading.articles import load_articles
from summarize.reading.formats import decoders
from summarize.reading.rows import NAMES

PAGE = (Path(__file__).parent.parent / "docs" / "inputs.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```(eml|xml|csv)\n(.*?)^```\n\n```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("kind", "content", "shown"), EXAMPLES, ids=[kind for kind, _, _ in EXAMPLES])
def test_a_file_is_read_as_the_page_shows(tmp_path, kind, content, shown):
    (tmp_path / f"article.{kind}").write_text(content, encoding="utf-8")

    loaded = load_articles([tmp_path])

    [source] = loaded.sources
    facts = {name: getattr(source, name) for name in ("title", "publisher", "published", "url", "language")}
    notes = [f"note: {note.partition(': ')[2]}" for note in loaded.notes]
    lines = [*(f"{name}: {value}" for name, value in facts.items() if value), *notes, "", source.text.strip()]
    assert "\n".join(lines) == shown.strip()


def test_the_page_has_an_example_of_each_kind_that_it_is_said_to_have():
    assert [kind for kind, _, _ in EXAMPLES] == ["eml", "xml", "csv"]


def test_the_register_is_read_as_the_page_shows(tmp_path):
    [yaml] = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (tmp_path / "sources.yaml").write_text(yaml, encoding="utf-8")
    (tmp_path / "ferries.txt").write_text("The ferries stay in port.")
    (tmp_path / "rows.jsonl").write_text('{"id": 17, "text": "The harbour is closed."}')

    loaded = load_articles([tmp_path])

    ferries, row = loaded.sources
    assert (ferries.title, ferries.publisher, ferries.reliability, ferries.origin) == (
        "Ferries stay in port",
        "The Norland Wire",
        "B",
        "wire-1",
    )
    assert (row.location, row.publisher, row.reliability) == (str(tmp_path / "rows.jsonl#17"), "The Norland Wire", "C")
    assert loaded.aliases == ({"Norland Ferries": ["the ferry company", "NF"]},)
    assert len(loaded.notes) == 2  # that it is heeded; that the address was not given


def test_the_table_has_every_suffix_that_is_read():
    rows = re.findall(r"^\| ((?:`\.[\w.]+` ?)+) \|", PAGE, re.MULTILINE)

    assert sorted(suffix for row in rows for suffix in re.findall(r"`(\.[\w.]+)`", row)) == sorted(filter(None, decoders()))


def test_the_page_names_every_column():
    assert all(f"`{name}`" in PAGE for names in NAMES.values() for name in names if name != "publishedat")
