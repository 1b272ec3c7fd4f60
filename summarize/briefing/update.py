"""A briefing and new articles -> what a new briefing of all of them need not ask again. Pure, but for reading the new articles.

A briefing keeps what each source said, checked, before it was merged, and which statements were compared. So an update merges
everything anew, as a run over all articles does, and asks about the new articles and the pairs that they touch only.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from summarize.engines.prompts import digest, names
from summarize.errors import BriefingError, SourceError, UsageError
from summarize.extracting.answers import Answered, Extraction
from summarize.models import Checked
from summarize.reading.articles import Loaded, load_articles
from summarize.reading.web import Web
from summarize.records import FORMAT, Briefing, Comparison, Section, SourceRecord, Usage
from summarize.schema.load import Schema, load_schema, shipped

_AGAIN = "run `summarize brief` again over all articles"


# Begins what is said of comparisons that failed, behind what else failed in a section.
APART = "not all claims were compared:"


class SourceResult(NamedTuple):
    """What one source gave: its answers, its claims with their verdicts, and what all of that took."""

    extraction: Extraction
    checked: tuple[Checked, ...]
    usage: Usage


class Known(NamedTuple):
    """What an earlier run gave, and need not be asked again: by source what was read, what was compared, what that took."""

    read: Mapping[str, SourceResult]
    compared: tuple[Comparison, ...]
    replies: Mapping[str, str]
    used: Usage
    prompts: Mapping[str, str]
    wall_seconds: float


NOTHING = Known({}, (), {}, Usage(), {}, 0.0)


def schema_of(briefing: Briefing) -> Schema:
    """The schema that a briefing answers, if it comes with the program. Raises UsageError."""
    if briefing.schema_.name not in shipped():
        raise UsageError(f"the briefing's schema {briefing.schema_.name!r} does not come with summarize: name it with --schema")
    return load_schema(briefing.schema_.name)


def check(briefing: Briefing, schema: Schema) -> None:
    """Refuse a briefing that new articles cannot be added to: they would be asked other questions, or in other words.

    Raises BriefingError where it was made by an older version, UsageError where its schema or a prompt differs.
    """
    if briefing.format != FORMAT:
        raise BriefingError(f"the briefing was made by an older version, and lacks what an update needs: {_AGAIN}")
    if briefing.schema_.digest != schema.digest:
        raise UsageError(
            f"the briefing answers another schema ({briefing.schema_.name!r}) than {schema.name!r}, or another version of it: "
            f"name the same one, or {_AGAIN}"
        )
    if briefing.accepted_of is not None:
        raise UsageError(f"the briefing holds only what a reviewer accepted: update the whole one, or {_AGAIN}")
    known = names()
    if other := [name for name, was in briefing.made.prompts.items() if name not in known or digest(name) != was]:
        raise UsageError(f"the briefing was made with other prompts ({', '.join(other)}): {_AGAIN}")


def check_engine(briefing: Briefing, engine: str) -> None:
    """Refuse to have old and new articles read by two models. Raises UsageError."""
    if briefing.made.engine != engine:
        raise UsageError(
            f"the briefing was made with {briefing.made.model} ({briefing.made.engine}), this is {engine}: "
            f"name the same model, or {_AGAIN}"
        )


def load_with(
    briefing: Briefing, locations: Sequence[str | Path], *, stdin: IO[bytes] | None = None, web: Web | None = None
) -> Loaded:
    """The briefing's sources, from their texts in it, then the new ones.

    Ids are those that a run over all of them would give. What could not be read before is still among `failed`, unless it can
    be read now. Raises SourceError where none of the new ones can be read, UsageError where none is named.
    """
    kept = [s for s in briefing.sources if s.text]
    loaded = load_articles(locations, stdin=stdin, kept=kept, web=web)
    if len(loaded.sources) == len(kept) and not loaded.repeated:
        raise loaded.failed[0] if loaded.failed else UsageError("no sources: name at least one new file or folder")
    unread = [SourceError(s.location, s.problem or "it could not be read") for s in briefing.sources if not s.text]
    failed = {e.location: e for e in (*unread, *loaded.failed)}
    read = {s.location for s in loaded.sources}
    return loaded.model_copy(update={"failed": tuple(e for location, e in failed.items() if location not in read)})


def known(briefing: Briefing, loaded: Loaded) -> Known:
    """What the briefing tells of `loaded`, of which it holds a part. A source that failed and is given again is not known."""
    ids = {s.text: s.id for s in loaded.sources}
    again = {key for _, key in loaded.repeated}
    claims = defaultdict[str, list[Checked]](list)
    for one in briefing.claims:
        claims[one.claim.source].append(one)
    read = {ids[s.text]: _read(briefing.sections, s, claims[s.id], ids[s.text]) for s in briefing.sources if s.text}
    made = briefing.made
    return Known(
        read={key: one for key, one in read.items() if key not in again or not _failed(one)},
        compared=briefing.compared,
        replies=briefing.replies,
        used=Usage.model_validate(made.model_dump(include=set(Usage.model_fields))),
        prompts=made.prompts,
        wall_seconds=made.wall_seconds,
    )


def left_out(briefing: Briefing, loaded: Loaded) -> tuple[str, ...]:
    """The sources that the briefing was made with and that are still not there."""
    there = {s.id for s in loaded.sources}
    return tuple(key for key in briefing.left_out if key not in there)


def _read(sections: Mapping[str, Section], record: SourceRecord, claims: Iterable[Checked], key: str) -> SourceResult:
    """What a source of the briefing gave, under the id `key`."""
    answers = {name: _answered(section, record.id) for name, section in sections.items()}
    return SourceResult(Extraction(key, answers, Usage()), tuple(_called(one, key) for one in claims), Usage())


def _answered(section: Section, key: str) -> Answered:
    """What failed in a section, without the comparisons that did: these are made again."""
    problem = section.failures.get(key, "").partition(APART)[0].removesuffix("; ")
    return Answered(section.by_source.get(key, "not addressed"), problem=problem or None)


def _called(one: Checked, key: str) -> Checked:
    """The claim with its source under another id: a new article of the same short name makes ids longer."""
    cited, context = (
        tuple(c.model_copy(update={"source": key}) for c in each) for each in (one.claim.citations, one.claim.context)
    )
    return one.model_copy(
        update={"claim": one.claim.model_copy(update={"source": key, "citations": cited, "context": context})}
    )


def _failed(one: SourceResult) -> bool:
    return any(answer.status == "failed" for answer in one.extraction.sections.values())
