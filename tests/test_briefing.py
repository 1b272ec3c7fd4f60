import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.briefing.file import Briefing, load, save
from summarize.errors import BriefingError, OutputError
from summarize.files import write
from summarize.models import Citation, Finding, Leaf
from summarize.records import Made, SchemaRecord, Section, SourceRecord
from summarize.render.as_json import rendered as dumps

TEXT = "Größe zählt. France leads the force."


def briefing(*, text=TEXT, start=13, end=36, statement="France leads.", quote=None):
    citation = Citation(source="000", start=start, end=end, quote=quote or text[start:end])
    finding = Finding(
        id="stance-1",
        statement=statement,
        values={"actor": (Leaf(value="France", citations=(0,)),)},
        citations=(citation,),
        sources=("000",),
        origins=("000",),
        verdict="supported",
    )
    return Briefing(
        schema=SchemaRecord(name="demo", digest="sha256:00"),
        made=Made(at="2026-01-01T00:00:00Z", model="m", engine="e", version="0", prompts={}),
        sources=(SourceRecord(id="000", location="a.txt", sha256="00", origin="000", text=text),),
        sections={"stance": Section(title="Stance", status="found", by_source={"000": "found"}, findings=(finding,))},
    )


def test_a_saved_briefing_is_read_back_equal(tmp_path):
    briefing().save(tmp_path / "b.json")

    assert Briefing.load(tmp_path / "b.json") == briefing()


def test_the_file_has_the_names_of_the_format():
    data = json.loads(dumps(briefing()))

    assert data["format"] == "summarize.briefing/2"
    assert data["schema"]["name"] == "demo"
    assert data["sections"]["stance"]["findings"][0]["citations"] == [
        {"source": "000", "start": 13, "end": 36, "quote": TEXT[13:36]}
    ]


def test_the_file_is_utf_8_and_readable(tmp_path):
    save(briefing(), tmp_path / "b.json")

    assert "Größe" in (tmp_path / "b.json").read_bytes().decode()


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text_survives(text):
    one = briefing(text=text, start=0, end=len(text), statement=text)

    assert load(json.loads(dumps(one))) == one


def test_keys_of_newer_versions_are_left_out():
    data = json.loads(dumps(briefing()))
    data["new"] = 1
    data["sections"]["stance"]["findings"][0]["citations"][0]["new"] = 2
    data["made"]["new"] = data["schema"]["new"] = data["sources"][0]["new"] = {}

    assert load(data) == briefing()


def test_a_briefing_of_the_first_format_is_read_and_rendered_as_before():
    old = json.loads(dumps(briefing()))
    for key in ("value", "cited", "missing"):
        del old[key]
    del old["sections"]["stance"]["findings"][0]["places"], old["sections"]["stance"]["findings"][0]["context"]
    old["format"] = "summarize.briefing/1"

    assert load(old).format == "summarize.briefing/1"
    assert load(old).to_markdown() == load(json.loads(dumps(briefing()))).to_markdown()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "is not a briefing"),
        ("{}", "is not a briefing"),
        ('{"format": "summarize.briefing/3"}', "upgrade"),
        ('{"format": "summarize.briefing/1"}', "is not a briefing: schema"),
        ('{"format": "summarize.briefing/2"}', "is not a briefing: schema"),
        ('{"format": ["summarize.briefing/1"]}', "is not a briefing"),
    ],
)
def test_what_is_no_briefing_is_refused_in_one_line(tmp_path, content, says):
    (tmp_path / "b.json").write_text(content)

    with pytest.raises(BriefingError, match=says) as error:
        load(tmp_path / "b.json")

    assert "\n" not in str(error.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BriefingError, match=r"b\.json': no such file"):
        load(tmp_path / "b.json")


def test_a_briefing_with_changed_words_is_refused_unless_the_check_is_left_to_the_proof():
    changed = json.loads(dumps(briefing(quote="France leaves the force")))

    with pytest.raises(BriefingError, match="1 of its citations"):
        load(changed)

    assert load(changed, check=False).sections["stance"].findings[0].citations[0].quote == "France leaves the force"


def test_a_folder_that_is_not_there_is_reported(tmp_path):
    with pytest.raises(OutputError, match="No such file"):
        write("x", tmp_path / "no" / "b.json")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(OutputError, match="directory"):
        write("x", tmp_path)


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    (tmp_path / "b.json").write_text("old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write("new", tmp_path / "b.json")

    assert [p.name for p in tmp_path.iterdir()] == ["b.json"]
    assert (tmp_path / "b.json").read_text() == "old"


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")

    write("new\r\n", tmp_path / "link")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new\r\n"


def test_a_device_is_written_to_and_not_replaced():
    write("x", "/dev/null")

    assert not os.path.isfile("/dev/null")  # noqa: PTH113


def test_the_rights_of_a_file_stay(tmp_path):
    (tmp_path / "b").write_text("old")
    (tmp_path / "b").chmod(0o640)

    write("new", tmp_path / "b")

    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o640


def test_a_finding_is_reached_by_plain_attributes():
    assert briefing().sections["stance"].findings[0].citations[0].quote == TEXT[13:36]


@pytest.mark.parametrize("piece", [1, 100, 10**6])
def test_the_file_in_pieces_is_the_json_of_the_whole_briefing(tmp_path, piece, monkeypatch):
    monkeypatch.setattr("summarize.render.as_json._PIECE", piece)
    one = briefing()
    whole = one.model_dump_json(by_alias=True, indent=1) + "\n"
    one.save(tmp_path / "b.json")

    assert dumps(one) == whole
    assert (tmp_path / "b.json").read_bytes().decode() == whole
