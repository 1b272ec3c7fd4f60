"""Sources -> briefing: the stages put together. Which model and which files is the caller's affair."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from importlib.metadata import version

from summarize.briefing.file import Briefing
from summarize.briefing.update import APART, NOTHING, Known, SourceResult
from summarize.checking.repair import repair
from summarize.checking.support import check_claim
from summarize.engines import Engine
from summarize.engines.connect import Connected
from summarize.engines.noting import Noting
from summarize.engines.stopping import Stopping
from summarize.errors import EngineError, SourceError
from summarize.extracting.extract import extract
from summarize.language.names import identities
from summarize.models import (
    Checked,
    Claim,
    Finding,
    Made,
    SchemaRecord,
    Section,
    SectionStatus,
    Source,
    SourceRecord,
    Usage,
)
from summarize.reading.load import Loaded
from summarize.reconciling.aliases import Aliases
from summarize.reconciling.conflicts.find import conflicts, superseded
from summarize.reconciling.grouping import SameJudge
from summarize.reconciling.merge import graded, merge
from summarize.reconciling.questions import Comparing, Failed
from summarize.schema.load import Schema, SchemaSection
from summarize.sourcing.origins import origins
from summarize.sourcing.publication import Dated, published

Say = Callable[[str], None]

# Comparisons for merging; with those for conflicts (`conflicts.LIMIT`) and for corroboration (`compare.CARRYING`) at most 60
# for one briefing, which is some minutes of
# a small model on a laptop.
MERGING = 45


def compose(  # noqa: PLR0913  what is to be read, who is asked, and what is known before
    loaded: Loaded,
    schema: Schema,
    connected: Connected,
    *,
    say: Say,
    aliases: Aliases | None = None,
    known: Known = NOTHING,
) -> Briefing:
    """Read every source, check what it says, and reconcile them with the same model as judge of what says the same.

    A source that fails is in the briefing with its problem, and so is a comparison. `aliases`: see `merge`. Of a source
    in `known` nothing is asked, and the result is as if it were. Raises EngineError where no source could be asked anything.
    """
    start = time.monotonic()
    noting = Noting(connected.engine)
    fresh = read_all([s for s in loaded.sources if s.id not in known.read], schema, noting, jobs=connected.jobs, say=say)
    _refuse_nothing(fresh.values())
    read = {s.id: fresh.get(s.id) or known.read[s.id] for s in loaded.sources}
    comparing = Comparing(Stopping(noting), say=say, known=known.compared)
    used = sum((r.usage for r in fresh.values()), known.used)
    first = _made(connected, noting, used, start, known)
    briefing = reconcile(loaded, schema, read, first, judges=comparing, aliases=aliases)
    if comparing.count:
        say(comparing.summary())
    made = _made(connected, noting, used + comparing.usage, start, known)
    told = _told(briefing, read, comparing.failures)
    told = _unsettled(told, comparing.unsettled, "what may be at odds is not marked")
    told = _unsettled(told, comparing.uncarried, "what may corroborate is not counted")
    return told.model_copy(update={"made": made, "compared": comparing.given})


def _made(connected: Connected, noting: Noting, used: Usage, start: float, known: Known) -> Made:
    return Made(
        **used.model_dump(),
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        model=connected.model,
        engine=connected.engine.name,
        version=version("summarize"),
        prompts=dict(sorted({**known.prompts, **noting.prompts}.items())),
        wall_seconds=round(known.wall_seconds + time.monotonic() - start, 3),
    )


def read_all(sources: Sequence[Source], schema: Schema, engine: Engine, *, jobs: int, say: Say) -> dict[str, SourceResult]:
    """Extract and check each source, `jobs` at a time; the result is in the order of the sources."""
    stopping = Stopping(engine)
    pool = ThreadPoolExecutor(max_workers=jobs)
    done: dict[str, SourceResult] = {}
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


def read_one(source: Source, schema: Schema, engine: Engine) -> SourceResult:
    """Extract one source's claims, check each with the same engine, and repair what its citations do not carry."""
    extraction = extract(source, schema, engine)
    found = [
        _checked(claim, asked.question, engine) for asked in schema.sections for claim in extraction.sections[asked.name].claims
    ]
    usage = sum((spent for _, spent in found), extraction.usage)
    return SourceResult(extraction, tuple(checked for checked, _ in found), usage)


def _checked(claim: Claim, question: str, engine: Engine) -> tuple[Checked, Usage]:
    first, judged = check_claim(claim, engine)
    final, repaired = repair(first, question, engine)
    return final, judged + repaired


def reconcile(  # noqa: PLR0913  what was read, and what the model and the user know besides
    loaded: Loaded,
    schema: Schema,
    read: Mapping[str, SourceResult],
    made: Made,
    *,
    judges: Comparing | None = None,
    aliases: Aliases | None = None,
) -> Briefing:
    """Merge what the sources gave into a briefing. No clock: as pure as the judges, and pure without them.

    `judges`: a model's answers to which claims say the same (see `reconciling.grouping`), what carries a statement (see
    `merge`), which findings are about one act, and which deny one (see `conflicts.find`). Without them only
    claims of nearly the same words are joined, and only conflicts that are certain are reported.
    """
    grouped = origins(loaded.sources)
    dated = {s.id: published(s.text, s.published) for s in loaded.sources}
    texts = [s.text for s in loaded.sources]
    findings = merge(
        (checked for one in read.values() for checked in one.checked),
        origins=grouped,
        named=[f"{s.name}.{s.identity}" for s in schema.sections if s.identity],
        texts=texts,
        dates={s.id: s.published for s in loaded.sources},
        aliases=aliases,
        judge=SameJudge(judges, {s.name: s.question for s in schema.sections}, budget=MERGING) if judges else None,
        carries=judges.carries if judges else None,
    )
    asked = {s.name: f"{s.title}: {s.question}" for s in schema.sections}
    names = identities(texts, aliases=aliases)
    one_act, denies = (judges.one_act, judges.denies) if judges else (None, None)
    found = conflicts(findings, names=names, dates=dated, questions=asked, judge=one_act, denies=denies)
    newer = superseded(found)
    final = {name: tuple(_placed(f, dated, newer) for f in graded(each, found)) for name, each in findings.items()}
    return Briefing(
        schema_=SchemaRecord(name=schema.name, title=schema.title, digest=schema.digest),
        made=made,
        sources=(*(_record(s, grouped, read[s.id], dated[s.id]) for s in loaded.sources), *map(_unread, loaded.failed)),
        sections={asked.name: _section(asked, read, final.get(asked.name, ())) for asked in schema.sections},
        conflicts=found,
        claims=tuple(checked for one in read.values() for checked in one.checked),
    )


def _placed(finding: Finding, dated: Mapping[str, Dated], newer: Mapping[str, str]) -> Finding:
    """The finding in time: which one is newer, and, where no source came with a day, the last day that their texts allow."""
    last = [day for source in finding.sources if (day := dated[source].latest)]
    as_of = finding.as_of or max(last, default=None)
    return finding.model_copy(update={"as_of": as_of, "superseded_by": newer.get(finding.id)})


def _told(briefing: Briefing, read: Mapping[str, SourceResult], failed: Sequence[Failed]) -> Briefing:
    """The briefing with the comparisons that failed, under each source whose claims stay apart for it, the same or not."""
    sections = dict(briefing.sections)
    for name, section in briefing.sections.items():
        mine = [f for f in failed if f.question == section.question]
        for source, one in read.items():
            said = {c.claim.statement for c in one.checked if c.claim.section == name}
            if own := [f for f in mine if said & {f.one, f.other}]:
                sections[name] = _failed(sections[name], source, "what may say the same stays apart", own)
    return briefing.model_copy(update={"sections": sections})


def _unsettled(briefing: Briefing, failed: Sequence[Failed], so: str) -> Briefing:
    """The briefing with the failed questions about its findings, under each source of those that they were about."""
    sections = dict(briefing.sections)
    for name, section in briefing.sections.items():
        for source in section.by_source:
            own = {f.statement for f in section.findings if source in f.sources}
            if its := [f for f in failed if own & {f.one, f.other}]:
                sections[name] = _failed(sections[name], source, so, its)
    return briefing.model_copy(update={"sections": sections})


def _failed(section: Section, source: str, so: str, failed: Sequence[Failed]) -> Section:
    why = f"{APART} {so}: {len(failed)} comparisons failed: {failed[0].why}"
    known = [section.failures[source]] if source in section.failures else []
    return section.model_copy(update={"failures": {**section.failures, source: "; ".join([*known, why])}})


def _section(asked: SchemaSection, read: Mapping[str, SourceResult], findings: tuple[Finding, ...]) -> Section:
    answers = {source: one.extraction.sections[asked.name] for source, one in read.items()}
    by_source: dict[str, SectionStatus] = {source: answer.status for source, answer in answers.items()}
    statuses = set(by_source.values())
    status: SectionStatus = "found" if findings else "failed" if "failed" in statuses else "not addressed"
    return Section(
        title=asked.title,
        question=asked.question,
        identity=asked.identity,
        status=status,
        by_source=by_source,
        findings=findings,
        failures={source: answer.problem for source, answer in answers.items() if answer.problem},
    )


def _record(source: Source, grouped: Mapping[str, str], read: SourceResult, dated: Dated) -> SourceRecord:
    problems = [a.problem for a in read.extraction.sections.values() if a.status == "failed"]
    failed = len(problems) == len(read.extraction.sections)
    return SourceRecord(
        **source.model_dump(exclude={"sentences", "origin", "location"}),
        location=_writable(source.location),
        published_from=dated.earliest if dated.inferred else None,
        published_to=dated.latest if dated.inferred else None,
        published_inferred=dated.why if dated.inferred else None,
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


def _refuse_nothing(read: Iterable[SourceResult]) -> None:
    answers = [answer for one in read for answer in one.extraction.sections.values()]
    if answers and all(answer.status == "failed" for answer in answers):
        raise EngineError(answers[0].problem or "the model failed")


def _progress(read: SourceResult, count: int, total: int) -> str:
    failed = [name for name, a in read.extraction.sections.items() if a.status == "failed"]
    quoted = sum(checked.quoted for checked in read.checked)
    found = f"{len(read.checked)} claims" + (f", {quoted} of them quoted" if quoted else "")
    usage = read.usage
    asked = f"{usage.calls} calls, {usage.seconds:.0f} s" + (f", {usage.reused} replies from the cache" if usage.reused else "")
    trouble = f"; failed: {', '.join(failed)}" if failed else ""
    return f"[{count}/{total}] {read.extraction.source}: {found} ({asked}){trouble}"
