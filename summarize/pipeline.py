"""Sources -> briefing: the stages put together. Which model and which files is the caller's affair."""

import time
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence, Sized
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, NamedTuple

from summarize.briefing import lines
from summarize.briefing.file import Briefing
from summarize.briefing.update import APART, NOTHING, Known, SourceResult
from summarize.briefing.value import said_alone, valued
from summarize.checking.article import review
from summarize.engines import Engine
from summarize.engines.cleaning import Cleaning
from summarize.engines.connect import Connected
from summarize.engines.jobs import in_order
from summarize.engines.noting import Noting
from summarize.engines.once import Once
from summarize.engines.stopping import Stopping
from summarize.engines.watched import Progress, Watch, Watched, unwatched
from summarize.errors import EngineError, SourceError
from summarize.extracting.answers import worded_by_the_model
from summarize.extracting.cite import cite
from summarize.extracting.extract import extract, not_asked
from summarize.language.english import english
from summarize.language.recent import forget
from summarize.models import Claim, Finding, Say, SectionStatus, Step
from summarize.reading.articles import Loaded
from summarize.reading.facts import writable
from summarize.reconciling.aliases import Aliases
from summarize.reconciling.articles import Articles, articles_of
from summarize.reconciling.budgets import Budgets, Kind, budgets
from summarize.reconciling.questions import Comparing, Failed
from summarize.records import Made, SchemaRecord, Section, SourceRecord, Sources, Usage
from summarize.schema.load import Schema, SchemaSection
from summarize.source import Source
from summarize.sourcing.publication import Dated
from summarize.writing.together import Material, Together, by_comparing, by_proposal

_OPEN: dict[Kind, str] = {
    "conflict": "what may be at odds is not marked",
    "carrying": "what may corroborate is not counted",
}


# Articles read, from which on each stage forgets what the one before has parsed: 100 MB, of which the statements alone are read
# once more, in some seconds.
MANY = 100

_UNKNOWN_LANGUAGE = "und"  # as ISO 639 and BCP 47 call it
_UNGROUPED = "what says the same in other words stays apart"


class Given(NamedTuple):
    """What a caller may give beside the articles: names that are one, how often to compare, what an earlier run gave.

    `watch` is told how far the run is.
    """

    aliases: Aliases | None = None
    budgets: Budgets | int | None = None
    known: Known = NOTHING
    watch: Watch = unwatched


_NO_MORE = Given()
_READING = Progress(stage="reading", unit="articles")
_TOGETHER = Progress(stage="bringing together", unit="questions")


def compose(loaded: Loaded, schema: Schema, connected: Connected, *, say: Say, given: Given = _NO_MORE) -> Briefing:
    """Read every source, check what it says, and reconcile them with the same model as judge of what says the same.

    A source that fails is in the briefing with its problem, and so is a comparison. Of a source that is known nothing is
    asked, and the result is as if it were. Raises EngineError where no source could be asked anything.
    """
    start, known = time.monotonic(), given.known
    noting = Noting(Once(Cleaning(connected.engine)))
    new = [s for s in loaded.sources if s.id not in known.read]
    fresh = read_all(new, schema, noting, jobs=connected.jobs, say=say, watch=given.watch)
    _refuse_nothing(fresh.values())
    spent = sum((r.usage for r in fresh.values()), Usage())
    watched = Watched(noting, given.watch, _TOGETHER._replace(used=spent))
    _make_room(fresh)
    read = {s.id: fresh.get(s.id) or known.read[s.id] for s in loaded.sources}
    material = gathered(schema, loaded, read, articles_of(loaded.sources, given.aliases))
    brought = _brought_together(material, watched, given, jobs=connected.jobs, say=say)
    _make_room(fresh)
    used = known.used + spent + brought.usage
    made = _made(connected, used, {**known.prompts, **noting.prompts}, known.wall_seconds + time.monotonic() - start)
    return _briefing(material, loaded, read, brought, not_asked(schema, noting)).model_copy(
        update={"made": made.model_copy(update=brought.short)}
    )


def _make_room(read: Sized) -> None:
    if len(read) > MANY:
        forget()


class Brought(NamedTuple):
    """What came of bringing the articles together, and of asking for that: what was compared, replied, not compared, failed."""

    together: Together
    comparing: Comparing
    replies: Mapping[str, str]

    @property
    def usage(self) -> Usage:
        return self.comparing.usage + self.together.usage

    @property
    def short(self) -> dict[str, Any]:
        """What `Made` tells of what was not done."""
        return {"not_compared": self.comparing.not_compared, "not_written": self.together.not_written}

    @property
    def failed(self) -> "Unsettled":
        return Unsettled(self.comparing.failures, self.together.problems)


def _brought_together(material: Material, engine: Watched, given: Given, *, jobs: int, say: Say) -> Brought:
    most = budgets(given.budgets, articles=len(material.articles.dates))
    comparing = Comparing(Stopping(engine), most, say=say, known=given.known.compared)
    recalling = Once(engine, given.known.replies)
    if _proposes(engine, most):
        together = by_proposal(material, Stopping(Cleaning(recalling)), jobs=jobs)
        say(Step(lines.together(together)))
    else:
        engine.expects(sum(most))
        together = by_comparing(material, comparing)
        if comparing.count:
            say(Step(comparing.summary()))
    return Brought(together, comparing, recalling.answers)


def _briefing(
    material: Material, loaded: Loaded, read: Mapping[str, SourceResult], brought: Brought, unasked: Container[str]
) -> Briefing:
    """All but how it was made."""
    schema, together = material.schema, brought.together

    def record(source: Source) -> SourceRecord:
        alone = said_alone(schema, read[source.id].checked, unasked)
        return _record(source, material.articles, read[source.id], alone)

    return Briefing(
        schema_=SchemaRecord(name=schema.name, title=schema.title, digest=schema.digest),
        made=Made(at="", model="", engine="", version="", prompts={}),
        summary=together.summary,
        **valued(schema, together.findings, unasked),
        sources=Sources((*(record(s) for s in loaded.sources), *map(_unread, loaded.failed))),
        sections={s.name: _section(s, read, together, brought.failed) for s in schema.sections},
        conflicts=together.conflicts,
        claims=tuple(material.claims),
        compared=brought.comparing.given,
        replies=dict(brought.replies),
    )


def _proposes(engine: Engine, most: Budgets) -> bool:
    """Is the engine asked for groups? One that writes is, unless nothing shall be compared; one that weighs sees pairs."""
    return engine.way == "writes" and any(most)


def _made(connected: Connected, used: Usage, prompts: Mapping[str, str], wall_seconds: float) -> Made:
    return Made(
        **used.model_dump(),
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        model=connected.model,
        engine=connected.engine.name,
        version=version("summarize"),
        prompts=dict(sorted(prompts.items())),
        wall_seconds=round(wall_seconds, 3),
    )


def read_all(  # noqa: PLR0913  what reading takes, and who is told of it
    sources: Sequence[Source], schema: Schema, engine: Engine, *, jobs: int, say: Say, watch: Watch = unwatched
) -> dict[str, SourceResult]:
    """Extract and check each source, `jobs` at a time; the result is in the order of the sources."""
    watched = Watched(engine, watch, _READING._replace(total=len(sources)))
    text = sum(len(source.text) for source in sources)

    def read(asked: Engine, source: Source) -> SourceResult:
        with watched.reading(source.id, share=len(source.text) / text):
            return read_one(source, schema, asked)

    done: dict[str, SourceResult] = {}
    with closing(in_order(read, sources, watched, jobs=jobs)) as results:
        for count, (source, result) in enumerate(zip(sources, results, strict=True), 1):
            done[source.id] = result
            say(Step(lines.read(result, count, len(sources))))
    return done


def read_one(source: Source, schema: Schema, engine: Engine) -> SourceResult:
    """Extract one source's claims, check them with the same engine, and give what its citations do not carry other words."""
    extraction = extract(source, schema, engine)
    sections = {asked.name: asked for asked in schema.sections}

    def shown(claim: Claim) -> dict[str, Any]:
        return worded_by_the_model(claim, sections[claim.section])

    found = [claim for asked in schema.sections for claim in extraction.sections[asked.name].claims]
    checked, spent = review(found, engine, questions={s.name: s.question for s in schema.sections}, shown=shown)
    return SourceResult(extraction, checked, extraction.usage + spent)


def gathered(schema: Schema, loaded: Loaded, read: Mapping[str, SourceResult], articles: Articles) -> Material:
    """What the articles gave, to be brought together."""
    claims = tuple(checked for one in read.values() for checked in one.checked)
    return Material(schema, claims, articles, sum(len(source.told.split()) for source in loaded.sources))


class Unsettled(NamedTuple):
    """What failed when the articles were brought together: comparisons, or for some sections all of it."""

    comparisons: Sequence[Failed] = ()
    sections: Mapping[str, str] = {}


def _section(asked: SchemaSection, read: Mapping[str, SourceResult], together: Together, failed: Unsettled) -> Section:
    found = together.findings.get(asked.name, ())
    answers = {source: one.extraction.sections[asked.name] for source, one in read.items()}
    by_source: dict[str, SectionStatus] = {source: answer.status for source, answer in answers.items()}
    status: SectionStatus = "found" if found else "failed" if "failed" in by_source.values() else "not addressed"
    unsettled = _not_settled(read, found, failed.comparisons)
    if why := failed.sections.get(asked.name):
        own = {source for f in found for source in f.sources}
        unsettled = {source: [f"{APART} {_UNGROUPED}: {why}"] for source in own}
    problems = {source: [*filter(None, [answer.problem]), *unsettled.get(source, ())] for source, answer in answers.items()}
    return Section(
        title=asked.title,
        question=asked.question,
        identity=asked.identity,
        status=status,
        by_source=by_source,
        answer=together.answers.get(asked.name, ()),
        findings=found,
        failures={source: "; ".join(whys) for source, whys in problems.items() if whys},
    )


def _not_settled(read: Iterable[str], found: Sequence[Finding], failed: Sequence[Failed]) -> dict[str, list[str]]:
    """Source -> what comparisons that failed leave open of what is shown with its words in a section."""
    if not failed:
        return {}
    whose = _by_first((s.statement, source) for f in found for s in (f.statements or (f,)) for source in s.sources)
    own: defaultdict[tuple[str, Kind], list[Failed]] = defaultdict(list)
    for one in failed:
        for source in whose.get(one.one, set()) | whose.get(one.other, set()):
            own[source, one.kind].append(one)
    told: defaultdict[str, list[str]] = defaultdict(list)
    for kind, so in _OPEN.items():
        for source in read:
            if its := own.get((source, kind)):
                told[source].append(f"{APART} {so}: {len(its)} comparisons failed: {its[0].why}")
    return told


def _by_first(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return found


def _record(source: Source, articles: Articles, read: SourceResult, alone: Mapping[str, Any]) -> SourceRecord:
    dated: Dated = articles.dates[source.id]
    problems = [a.problem for a in read.extraction.sections.values() if a.status == "failed"]
    failed = len(problems) == len(read.extraction.sections)
    return SourceRecord(
        **source.model_dump(exclude={"sentences", "origin", "location", "language"}),
        language=source.language or (None if english(source.told) else _UNKNOWN_LANGUAGE),
        location=writable(source.location),
        published_from=dated.earliest if dated.inferred else None,
        published_to=dated.latest if dated.inferred else None,
        published_inferred=dated.why if dated.inferred else None,
        origin=articles.origin(source.id),
        instructions=cite(source, source.instructions),
        **alone,
        status="failed" if failed else "read",
        problem=problems[0] if failed else None,
    )


def _unread(error: SourceError) -> SourceRecord:
    """A file that could not be read is in the briefing as well: a reader must know that it was meant to be there."""
    name = writable(error.location)
    return SourceRecord(id=name, location=name, sha256="", origin="", status="failed", problem=error.reason, text="")


def _refuse_nothing(read: Iterable[SourceResult]) -> None:
    answers = [answer for one in read for answer in one.extraction.sections.values()]
    if answers and all(answer.status == "failed" for answer in answers):
        raise EngineError(answers[0].problem or "the model failed")
