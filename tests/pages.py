"""Briefings to look at as a page: one with a text of the test's own in every field, one of any size."""

from datetime import date

from summarize.briefing.file import Briefing
from summarize.models import Citation, Finding, Leaf, Review
from summarize.records import Conflict, Made, SchemaRecord, Section, Sentence, SourceRecord

VERDICTS = ("supported", "partly", "unsupported", "unchecked")


def everywhere(text, *, url="https://x.example/1"):
    """A briefing with this text in every field that has room for one. All that a page can show is in it."""
    quote = text or "x"
    record = {"location": text, "title": text, "publisher": text, "sha256": "ab" * 32, "url": url, "published_inferred": text}
    found = [_finding(f"one-{n}", quote, text, verdict, shown=n < 3) for n, verdict in enumerate(VERDICTS)]
    rows = [_finding(f"who-{n}", quote, text, "supported", named=True, quoted=n == 1) for n in range(2)]
    orders = (Citation(source="001", start=0, end=len(quote), quote=quote),)
    by_source = {"000": "found", text or "x": "not addressed", "002": "failed"}
    said = (Sentence(text=quote, findings=("one-0", "who-0")), Sentence(text=quote, findings=("one-1",)))
    return Briefing(
        schema=SchemaRecord(name="demo", title=text or "Demo", digest="sha256:00"),
        made=Made(at=text, model=text, engine=text, version=text, prompts={text: "sha256:ff"}, not_written=text),
        summary=said,
        value={"one": {"stance": text}},
        cited={"one.stance": ("one-0",)},
        sources=(
            SourceRecord(id="000", origin="wire", text=quote, published_from=date(2025, 1, 2), language=text, **record),
            SourceRecord(
                id="001", origin="wire", text=f"{quote} {quote}", published=date(2025, 1, 3), instructions=orders, **record
            ),
            SourceRecord(id="002", origin=text, text="", status="failed", problem=text, **record),
        ),
        sections={
            "one": Section(
                title=quote, status="found", by_source=by_source, answer=said, findings=found, failures={"002": text}
            ),
            "who": Section(title=quote, status="failed", by_source=by_source, findings=rows, identity="name"),
        },
        conflicts=(
            Conflict(id="c-1", section="one", kind="contradiction", findings=("one-0", "one-1"), why=quote + "!"),
            Conflict(id="c-2", section="one", kind="changed over time", findings=("one-1", "one-2"), why=quote + "!"),
        ),
    )


def _finding(key, quote, text, verdict, *, shown=True, named=False, quoted=False):
    leaf = Leaf(value=text, citations=(0,), sources=("000",), origins=("wire",))
    return Finding(
        id=key,
        statement=quote,
        values={"name": (leaf,), "role": (leaf, leaf)} if named else {"stance": (leaf,)},
        citations=(
            Citation(source="000", start=0, end=len(quote), quote=quote),
            Citation(source="001", start=len(quote) + 1, end=2 * len(quote) + 1, quote=quote),
        ),
        sources=("000", "001"),
        origins=("wire", "other"),
        carried_by=("wire",),
        verdict=verdict,
        reasons=(text,),
        aliases=(text,),
        quoted=quoted,
        shown=shown,
        review=Review(decision="edited", at="2026-01-02T00:00:00Z", by=text, reason=text, was=text),
    )


def of_size(sources, findings):
    """A briefing with so many sources and findings. Every tenth finding has a second report; every fiftieth is at odds with the next."""
    texts = [
        [f"In report {s}, sentence {n} says that the harbour moved {s * n + n} crates on day {n}." for n in range(40)]
        for s in range(sources)
    ]
    names = [f"{s:03}" for s in range(sources)]
    parts = {f"part_{p}": [] for p in range(8)}
    for n in range(findings):
        section = f"part_{n % 8}"
        parts[section].append(_sized(f"{section}-{n}", n, texts, names))
    odds = [(f"part_{n % 8}-{n}", f"part_{n % 8}-{n + 8}", f"part_{n % 8}") for n in range(0, max(0, findings - 8), 50)]
    return Briefing(
        schema=SchemaRecord(name="harbour", title="The harbour", digest="sha256:00"),
        made=Made(at="2026-01-01T00:00:00Z", model="m", engine="e", version="0", prompts={}),
        sources=tuple(
            SourceRecord(id=name, location=f"{name}.txt", sha256="ab" * 32, title=f"Report {name}", origin=name, text="\n".join(text))
            for name, text in zip(names, texts, strict=True)
        ),
        sections={
            key: Section(title=key.replace("_", " ").title(), status="found", by_source={}, findings=found)
            for key, found in parts.items()
        },
        conflicts=tuple(
            Conflict(id=f"conflict-{n}", section=section, kind="numeric", findings=(one, other), why="The figures differ.")
            for n, (one, other, section) in enumerate(odds)
        ),
    )  # fmt: skip


def _sized(key, n, texts, names):
    where = [(n % len(texts), n // len(texts) * 3 % 40)]
    if n % 10 == 0 and len(texts) > 1:
        where.append(((n + 7) % len(texts), n % 40))
    cited = tuple(_sentence(texts[s], names[s], line) for s, line in where)
    own = tuple(names[s] for s, _ in where)
    return Finding(
        id=key, statement=f"The harbour moved crates, says finding {n}.", citations=cited, sources=own, origins=own,
        carried_by=own, verdict="supported", credibility=3, shown=n < 80,
    )  # fmt: skip


def _sentence(lines, name, at):
    start = sum(len(line) + 1 for line in lines[:at])
    return Citation(source=name, start=start, end=start + len(lines[at]), quote=lines[at])
