"""A briefing about a pier that has something in every place: for tests of what is made from briefings."""

from datetime import date

from summarize.briefing.file import Briefing
from summarize.models import Citation, Finding, Leaf, Review, Speaker, Statement
from summarize.records import Conflict, Made, SchemaRecord, Section, SourceRecord


def briefing(statement="The pier closes.", quote="The pier closes.", url="https://example.org/pier"):
    first = Citation(source="000", start=0, end=len(quote), quote=quote)
    lost = Citation(source="gone", start=3, end=7, quote="pier")
    finding = Finding(
        id="plans-1",
        statement=statement,
        places=("plans",),
        values={"day": (Leaf(value="2026-05-01", citations=(0,)), Leaf(value=None, citations=(0,)))},
        citations=(first, lost),
        context=(first,),
        sources=("000", "gone"),
        origins=("wire", "gone"),
        carried_by=("wire",),
        verdict="partly",
        reasons=("no number", "no name"),
        speaker=Speaker(kind="named", name="Ada Verlund"),
        as_of=date(2026, 4, 30),
        credibility=3,
        aliases=("the old pier",),
        statements=tuple(
            Statement(statement=s, citations=(0,), sources=("000",), origins=("wire",), verdict="supported")
            for s in (statement, "It rots.")
        ),
        review=Review(decision="rejected", at="2026-05-02T10:00:00Z", by="ann", reason="old"),
    )
    other = Finding(
        id="plans-2", statement="No.", citations=(first,), sources=("000",), origins=("wire",), verdict="supported", shown=False
    )
    source = SourceRecord(
        id="000",
        location="a.txt",
        sha256="ab",
        origin="wire",
        text=quote,
        title=statement,
        url=url,
        publisher="The Example",
        published=date(2026, 4, 30),
        reliability="B",
    )
    conflict = Conflict(id="conflict-1", section="plans", kind="contradiction", findings=("plans-1", "plans-2"), why="no")
    return Briefing(
        schema=SchemaRecord(name="s", digest="sha256:0"),
        made=Made(at="2026-05-01T09:00:00Z", model="m", engine="e", version="1", prompts={}),
        sources=(source,),
        sections={"plans": Section(title="Plans", status="found", by_source={"000": "found"}, findings=(finding, other))},
        conflicts=(conflict,),
    )
