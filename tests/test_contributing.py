"""What CONTRIBUTING shows can be added with one file, is added here with that file alone."""

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest
from pydantic import BaseModel

from summarize import render
from summarize.briefing.file import Briefing
from summarize.checking import guards
from summarize.engines.connect import Connection, connect
from summarize.engines.prompts import Prompt
from summarize.reading.articles import load_articles
from summarize.records import Made, SchemaRecord, Section
from summarize.schema.load import load_schema

PAGE = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^```python\n# (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


@pytest.fixture
def added(request, tmp_path, monkeypatch):
    """Put the example of this path beside the modules of its package; gone again afterwards."""
    path = Path(request.param)
    package = import_module(".".join(path.parent.parts))
    folder = tmp_path / "added"
    folder.mkdir()
    (folder / path.name).write_text(EXAMPLES[request.param], encoding="utf-8")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
    yield path
    sys.modules.pop(".".join(path.with_suffix("").parts), None)
    vars(package).pop(path.stem, None)


def example(path):
    return pytest.mark.parametrize("added", [path], indirect=True)


def test_each_kind_has_one_example():
    assert sorted(Path(path).parent.name for path in EXAMPLES) == ["engines", "formats", "guards", "render", "schemas"]


@example("summarize/schemas/storms.py")
def test_a_schema(added):
    schema = load_schema("storms")

    assert (schema.title, [s.name for s in schema.sections]) == ("Storms of the season", ["storms", "damage"])
    assert schema.sections[0].identity == "name"


@example("summarize/checking/guards/records.py")
def test_a_guard(added):
    found = guards.objections("The largest pier reopened.", ["The pier reopened."])

    assert 'the statement says "largest"; the cited text does not' in {o.reason for o in found if o.weight == "doubt"}


@example("summarize/reading/formats/diary.py")
def test_a_format_of_articles(added, tmp_path):
    (tmp_path / "day.diary").write_text("DIARY Monday:Dear diary! We sailed to Norland.")

    (source,) = load_articles([tmp_path / "day.diary"]).sources

    assert (source.title, [s.text for s in source.sentences]) == ("Diary of Monday", ["We sailed to Norland."])


@example("summarize/render/as_titles.py")
def test_an_output(added):
    made = Made(at="", model="", engine="", version="", prompts={})
    sections = {"ships": Section(title="Ships", status="not addressed", by_source={})}
    briefing = Briefing(schema=SchemaRecord(name="s", digest="sha256:0"), made=made, sources=(), sections=sections)

    assert render.rendered(briefing, "titles") == "Ships\n"


@example("summarize/engines/parrot.py")
def test_an_engine(added):
    class Word(BaseModel):
        word: str

    with connect(Connection(model="parrot/grey"), say=lambda _: None) as connected:
        answer = connected.engine.reply(Prompt("name", "sha256:0", "", "hello"), Word)

    assert answer.value == Word(word="hello")
