"""Sources -> briefing: the stages put together. Which model and which files is the caller's affair."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from importlib.metadata import version
from typing import NamedTuple

from summarize.answers import Extraction
from summarize.engines import Engine
from summarize.engines.connect import Connected
from summarize.engines.noting import Noting
from summarize.engines.stopping import Stopping
from summarize.errors import EngineError, SourceError
from summarize.extract import extract
from summarize.merge import graded, merge
from summarize.models import (
    Briefing,
    Checked,
    Claim,
    Made,
    SchemaRecord,
    Section,
    SectionStatus,
    Source,
    SourceRecord,
    Usage,
)
from summarize.origins import origins
from summarize.repair import repair
from summarize.schema import Asked, Schema
from summarize.sources import Loaded
from summarize.verify import verify

Say = Callable[[str], None]


class Read(NamedTuple):
    """What one source gave: its answers, its claims with their verdicts, and what all of that took."""

    extraction: Extraction
    checked: tuple[Checked, ...]
    usage: Usage


def compose(loaded: Loaded, schema: Schema, connected: Connected, *, say: Say) -> Briefing:
    """Read every source, check what it says, and reconcile them.

    A source that fails is in the briefing with its problem. Raises EngineError where no source could be asked anything.
    """
    start = time.monotonic()
    noting = Noting(connected.engine)
    read = read_all(loaded.sources, schema, noting, jobs=connected.jobs, say=say)
    _refuse_nothing(read.values())
    made = Made(
        **sum((r.usage for r in read.values()), Usage()).model_dump(),
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        model=connected.model,
        engine=connected.engine.name,
        version=version("summarize"),
        prompts=noting.prompts,
        wall_seconds=round(time.monotonic() - start, 3),
    )
    return reconcile(loaded, schema, read, made)


def read_all(sources: Sequence[Source], schema: Schema, engine: Engine, *, jobs: int, say: Say) -> dict[str, Read]:
    """Extract and check each source, `jobs` at a time; the result is in the order of the sources."""
    stopping = Stopping(engine)
    pool = ThreadPoolExecutor(max_workers=jobs)
    done: dict[str, Read] = {}
    try:
        futures = {pool.submit(read_one, source, schema, stopping): source for source in sources}
        for count, future in enumerate(as_completed(futures), 1):
            source = futures[future]
            done[source.id] = future.result()
            say(_progress(done[source.id], count, len(sources)))
    finally:
        # After Ctrl-C or an error nobody waits for the calls under way, and no further one is made.
        stopping.stop()
        pool.shutdown(wait=False, cancel_futures=True)
    return {source.id: done[source.id] for source in sources}


def read_one(source: Source, schema: Schema, engine: Engine) -> Read:
    """Extract one source's claims, check each with the same engine, and repair what its citations do not carry."""
    extraction = extract(source, schema, engine)
    found = [
        _checked(claim, asked.question, engine) for asked in schema.sections for claim in extraction.sections[asked.name].claims
    ]
    usage = sum((spent for _, spent in found), extraction.usage)
    return Read(extraction, tuple(checked for checked, _ in found), usage)


def _checked(claim: Claim, question: str, engine: Engine) -> tuple[Checked, Usage]:
    first, judged = verify(claim, engine)
    final, repaired = repair(first, question, engine)
    return final, judged + repaired


def reconcile(loaded: Loaded, schema: Schema, read: Mapping[str, Read], made: Made) -> Briefing:
    """Merge what the sources gave into a briefing. Pure: no engine, no clock."""
    grouped = origins(loaded.sources)
    findings = merge(
        (checked for one in read.values() for checked in one.checked),
        origins=grouped,
        named=[f"{s.name}.{s.identity}" for s in schema.sections if s.identity],
        texts=[s.text for s in loaded.sources],
        dates={s.id: s.published for s in loaded.sources},
    )
    sections = {asked.name: _section(asked, read, graded(findings.get(asked.name, ()), ())) for asked in schema.sections}
    return Briefing(
        schema_=SchemaRecord(name=schema.name, title=schema.title, digest=schema.digest),
        made=made,
        sources=(*(_record(s, grouped, read[s.id]) for s in loaded.sources), *map(_unread, loaded.failed)),
        sections=sections,
    )


def _section(asked: Asked, read: Mapping[str, Read], findings: tuple) -> Section:  # type: ignore[type-arg]
    answers = {source: one.extraction.sections[asked.name] for source, one in read.items()}
    by_source: dict[str, SectionStatus] = {source: answer.status for source, answer in answers.items()}
    statuses = set(by_source.values())
    status: SectionStatus = "found" if findings else "failed" if "failed" in statuses else "not addressed"
    return Section(
        title=asked.title,
        question=asked.question,
        status=status,
        by_source=by_source,
        findings=findings,
        failures={source: answer.problem for source, answer in answers.items() if answer.problem},
    )


def _record(source: Source, grouped: Mapping[str, str], read: Read) -> SourceRecord:
    problems = [a.problem for a in read.extraction.sections.values() if a.status == "failed"]
    failed = len(problems) == len(read.extraction.sections)
    return SourceRecord(
        **source.model_dump(exclude={"sentences", "origin", "location"}),
        location=_writable(source.location),
        origin=grouped[source.id],
        status="failed" if failed else "read",
        problem=problems[0] if failed else None,
    )


def _unread(error: SourceError) -> SourceRecord:
    """A file that could not be read is in the briefing as well: a reader must know that it was meant to be there."""
    name = _writable(error.location)
    return SourceRecord(id=name, location=name, sha256="", origin="", status="failed", problem=error.reason, text="")


def _writable(name: str) -> str:
    """A file's name as text: on Linux a name may be bytes that are no text, and no briefing could be written with it."""
    return name.encode(errors="backslashreplace").decode()


def _refuse_nothing(read: Iterable[Read]) -> None:
    answers = [answer for one in read for answer in one.extraction.sections.values()]
    if answers and all(answer.status == "failed" for answer in answers):
        raise EngineError(answers[0].problem or "the model failed")


def _progress(read: Read, count: int, total: int) -> str:
    failed = [name for name, a in read.extraction.sections.items() if a.status == "failed"]
    quoted = sum(checked.quoted for checked in read.checked)
    found = f"{len(read.checked)} claims" + (f", {quoted} of them quoted" if quoted else "")
    usage = read.usage
    asked = f"{usage.calls} calls, {usage.seconds:.0f} s" + (f", {usage.reused} replies from the cache" if usage.reused else "")
    trouble = f"; failed: {', '.join(failed)}" if failed else ""
    return f"[{count}/{total}] {read.extraction.source}: {found} ({asked}){trouble}"
