import hashlib
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarize.briefing.file import Briefing, save
from summarize.briefing.proof import prove
from summarize.cli import app
from summarize.models import Citation, Finding, Leaf, Statement
from summarize.records import Conflict, Made, SchemaRecord, Section, SourceRecord

TEXT = "France leads the force. Spain waits."


def finding(**changes):
    whole = {
        "id": "stance-1",
        "statement": "France leads.",
        "values": {"actor": (Leaf(value="France", citations=(0,)),)},
        "citations": (Citation(source="000", start=0, end=23, quote=TEXT[:23]),),
        "sources": ("000",),
        "origins": ("wire",),
        "verdict": "supported",
    }
    return Finding(**{**whole, **changes})


def briefing(*findings, conflicts=(), sources=1, by_source=None):
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    record = SourceRecord(id="000", location="seeds/a.txt", sha256=digest, origin="wire", text=TEXT)
    return Briefing(
        schema=SchemaRecord(name="demo", digest="sha256:00"),
        made=Made(at="2026-01-01T00:00:00Z", model="m", engine="e", version="0", prompts={}),
        sources=(record,) * sources,
        sections={
            "stance": Section(title="Stance", status="found", by_source=by_source or {"000": "found"}, findings=findings)
        },
        conflicts=conflicts,
    )


def test_a_sound_briefing_is_proven():
    proof = prove(briefing(finding()))

    assert proof.failures == ()
    assert proof.checked == 1


def said(**changes):
    """What is said of a named item, as `finding` shows it."""
    whole = {"statement": "France leads.", "citations": (0,), "sources": ("000",), "origins": ("wire",), "verdict": "supported"}
    return Statement(**{**whole, **changes})


def test_a_named_item_with_counts_that_hold_is_proven():
    named = finding(carried_by=("wire",), statements=(said(carried_by=("wire",), credibility=3),), credibility=3)

    assert prove(briefing(named)).failures == ()


def test_a_conflict_may_name_findings_of_other_sections_that_there_are():
    known = Conflict(id="c", section="stance", kind="numeric", findings=("stance-1", "stance-2"), why=".", also=("stance-9",))

    proof = prove(briefing(finding(), finding(id="stance-2"), conflicts=(known,)))

    assert [(f.where, f.what) for f in proof.failures] == [("c", "the briefing has no finding 'stance-9'")]


def quoting(start, end, quote, source="000"):
    return (Citation(source=source, start=start, end=end, quote=quote),)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"citations": quoting(0, 23, "France heads the force.")}, "the source has 'France leads the force.' there"),
        ({"citations": quoting(1, 24, TEXT[:23])}, "the source has"),
        ({"citations": quoting(30, 53, TEXT[:23])}, "the source has"),
        ({"citations": quoting(0, 23, TEXT[:23], source="009")}, "no source '009'"),
        ({"citations": quoting(23, 24, " ")}, "blank"),
        ({"sources": ("000", "001")}, "names the sources 000, 001"),
        ({"sources": ("000", "000")}, "names the sources"),
        ({"origins": ("wire", "agency")}, "counts the origins agency, wire"),
        ({"values": {"actor": (Leaf(value="France", citations=(1,)),)}}, "refers to a citation that is not there"),
        ({"values": {"actor": (Leaf(value="France", citations=(-1,)),)}}, "refers to a citation that is not there"),
        ({"values": {"actor": (Leaf(value="France", citations=()),)}}, "a value has no citation"),
        ({"values": {"actor": (Leaf(value="France", citations=(0,), sources=("001",)),)}}, "a value counts the sources 001"),
        ({"values": {"actor": (Leaf(value="France", citations=(0,), origins=("wire",)),)}}, "tell of others"),
        ({"carried_by": ("agency",)}, "counts the origins agency, but not all of these say it"),
        ({"statements": (said(citations=(1,)),)}, "refers to a citation that is not there"),
        ({"statements": (said(sources=("000", "001")),)}, "names the sources 000, 001"),
        ({"statements": (said(carried_by=("agency",)),)}, "counts the origins agency"),
        ({"statements": (said(credibility=1),)}, "has credibility 1, more than"),
        ({"statements": (said(statement="Spain waits."),)}, "does not show the first of its statements"),
    ],
)
def test_what_does_not_hold_is_reported_with_the_finding(changes, says):
    proof = prove(briefing(finding(**changes)))

    assert {f.where for f in proof.failures} == {"stance-1"}
    assert any(says in f.what for f in proof.failures), proof.failures


def test_ids_are_unique():
    proof = prove(briefing(finding(), finding(), sources=2))

    assert [(f.where, f.what) for f in proof.failures] == [
        ("000", "2 sources have this id"),
        ("stance-1", "2 findings have this id"),
    ]


def test_a_conflict_names_findings_of_its_section():
    conflict = Conflict(id="conflict-1", section="stance", kind="numeric", findings=("stance-1", "stance-9"), why=".")

    proof = prove(briefing(finding(), conflicts=(conflict,)))

    assert [(f.where, f.what) for f in proof.failures] == [("conflict-1", "its section has no finding 'stance-9'")]


def test_a_finding_is_superseded_by_one_of_its_section():
    gone = briefing(finding(superseded_by="stance-9"))

    assert "no finding 'stance-9'" in prove(gone).failures[0].what


def test_a_section_speaks_of_known_sources_only():
    proof = prove(briefing(finding(), by_source={"000": "found", "007": "not addressed"}))

    assert [(f.where, f.what) for f in proof.failures] == [("stance", "the briefing has no source '007'")]


def test_the_articles_own_files_prove_the_text(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode())

    proof = prove(briefing(finding()), against=tmp_path)

    assert proof.failures == proof.notes == ()


def read_from(data, location="seeds/a.txt"):
    """A sound briefing of an article with these bytes."""
    digest = hashlib.sha256(data).hexdigest()
    record = SourceRecord(id="000", location=location, sha256=digest, origin="wire", text=TEXT)
    return briefing(finding()).model_copy(update={"sources": (record,)})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "a.TXT"])
def test_a_briefing_is_proven_by_the_files_it_was_read_from_whatever_their_encoding(tmp_path, encoding, name):
    data = TEXT.encode(encoding)
    (tmp_path / name).write_bytes(data)

    proof = prove(read_from(data, f"seeds/{name}"), against=tmp_path)

    assert proof.failures == proof.notes == ()


@pytest.mark.parametrize(
    "data", [TEXT.encode("utf-8-sig"), (TEXT + "\r\n").encode(), TEXT.encode("utf-16")], ids=["mark", "line end", "encoding"]
)
def test_a_file_with_other_line_ends_or_another_encoding_still_carries_the_quotations_and_that_is_said(tmp_path, data):
    sound = read_from((TEXT + "\n").encode())
    record = sound.sources[0].model_copy(update={"text": TEXT + "\n"})
    (tmp_path / "a.txt").write_bytes(data)

    proof = prove(sound.model_copy(update={"sources": (record,)}), against=tmp_path)

    assert proof.failures == ()
    assert [(n.where, n.what.partition(": ")[2]) for n in proof.notes] == [
        ("000", "only its line ends or its encoding differ from those of the file that was read; the quotations hold")
    ]


@pytest.mark.parametrize("location", ["/etc/passwd", "../a.txt", "x/../../a.txt", "{outside}/a.txt"])
def test_only_files_of_the_folder_are_read(tmp_path, location):
    folder = tmp_path / "articles"
    folder.mkdir()
    (tmp_path / "a.txt").write_bytes(TEXT.encode())

    proof = prove(read_from(TEXT.encode(), location.format(outside=tmp_path)), against=folder)

    assert ["no such file" in f.what for f in proof.failures] == [True]
    (folder / Path(location).name).write_bytes(TEXT.encode())
    assert prove(read_from(TEXT.encode(), location.format(outside=tmp_path)), against=folder).failures == ()


def test_a_pipe_in_the_folder_is_no_article_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")

    assert "no such file" in prove(read_from(TEXT.encode()), against=tmp_path).failures[0].what


@pytest.mark.parametrize(("content", "says"), [(None, "cannot read"), ("France leads the farce.", "sha256 differs")])
def test_a_missing_or_another_file_proves_nothing(tmp_path, content, says):
    if content:
        (tmp_path / "a.txt").write_text(content)

    proof = prove(briefing(finding()), against=tmp_path)

    assert [f.where for f in proof.failures] == ["000"]
    assert says in proof.failures[0].what


def test_text_and_quotation_changed_together_are_found_with_the_file(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    sound = briefing(finding(citations=quoting(0, 23, "France heads the force.")))
    forged = sound.sources[0].model_copy(update={"text": TEXT.replace("leads", "heads")})

    proof = prove(sound.model_copy(update={"sources": (forged,)}), against=tmp_path)

    assert [f.what for f in proof.failures] == [f"the briefing's text is not the text of {str(tmp_path / 'a.txt')!r}"]


def test_the_command_says_that_only_line_ends_differ_and_does_not_fail(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode("utf-8-sig"))
    save(briefing(finding()), tmp_path / "briefing.json")

    done = CliRunner().invoke(app, ["verify", str(tmp_path / "briefing.json"), "--against", str(tmp_path)])

    assert done.exit_code == 0
    assert "only its line ends or its encoding differ" in done.stdout
    assert done.stdout.endswith("1 citations checked, 0 failures\n")
