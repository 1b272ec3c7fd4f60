"""What reviewers decided about findings, as a file beside the briefing that only grows: one JSON object a line.

A decision is kept under what was claimed, not under a finding's id, which is a rank and moves when articles join: the section,
what the finding said, and the quotations that it rested on. It holds all of that, so that the file can be read alone.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple

from pydantic import Field, ValidationError

from summarize import files
from summarize.errors import BriefingError, OutputError
from summarize.json_text import once, unfit
from summarize.language.prose import one_line
from summarize.models import Finding, Modality, Speaker, Speech, Value, Verdict
from summarize.records import Briefing, SourceRecord

Format = Literal["summarize.review/1"]
Kind = Literal["accepted", "rejected", "edited", "undone"]
SUFFIX = ".review.jsonl"


class Quoted(Value):
    """A quotation, and the file that it stands in: by its content, and by its name where the content was corrected since."""

    sha256: str
    location: str
    quote: str


class Shown(Value):
    """How a statement was shown, or written by the reviewer: in which words, and what checking these had given.

    `carrying`: the sha256 of the sources that were counted for it.
    """

    statement: str
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    quoted: bool = False
    speaker: Speaker = Speaker()
    speech: Speech = "narrated"
    modality: Modality = "stated"
    carrying: tuple[str, ...] = ()


class Claimed(Value):
    """What a finding claims: what it says, word for word, and what that rests on. `values`: field -> values as JSON.

    `row`: it is about a named thing, and says its values; its statement is one of those that are made about the thing.
    """

    section: str
    statement: str
    values: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    row: bool = False
    cited: tuple[Quoted, ...] = Field(min_length=1)

    @cached_property
    def says(self) -> frozenset[tuple[str, str]]:
        """All that it says, so that two claims can be compared: case and white space make no difference."""
        said = {("", same(self.statement))} if not self.row else set()
        return frozenset(said | {(field, same(one)) for field, ones in self.values.items() for one in ones})

    @property
    def key(self) -> tuple[Any, ...]:
        quotes = frozenset((c.sha256, one_line(c.quote)) for c in self.cited)
        return self.section, self.row, same(self.statement), self.says, quotes


class Decision(Value):
    """One line of the file. `undone` takes back the last decision on the same claim that still stands.

    `at`: in UTC, as in ISO 8601. `shown`: what was accepted, or what an edit put in place of what was claimed.
    """

    format: Format = "summarize.review/1"
    decision: Kind
    at: str
    by: str = ""
    reason: str = ""
    claimed: Claimed
    shown: Shown | None = None

    @property
    def worded(self) -> str | None:
        """The words that an edit gave, so that two edits can be compared."""
        return same(self.shown.statement) if self.decision == "edited" and self.shown else None


class Log(NamedTuple):
    """The lines of a file in order. `torn`: its last line is half a decision, as a kill leaves it, and does not count."""

    lines: tuple[Decision, ...] = ()
    torn: bool = False


def same(text: str) -> str:
    return one_line(text).casefold()


def beside(briefing: Path) -> Path:
    """Where the decisions on a briefing's file are: `briefing.review.jsonl` for `briefing.json`."""
    return briefing.with_name(briefing.name.removesuffix(".json") + SUFFIX)


def claimed(finding: Finding, section: str, briefing: Briefing) -> Claimed:
    """What the finding claims, as it was before an edit."""
    records = {key: briefing.sources[key] for key in {c.source for c in finding.citations}}
    said = (finding.review and finding.review.was) or finding.statement
    return Claimed(
        section=section,
        statement=one_line(said),
        values={field: tuple(written(leaf.value) for leaf in leaves) for field, leaves in finding.values.items()},
        row=briefing.sections[section].identity in finding.values,
        cited=tuple(quoted(records[c.source], c.quote) for c in finding.citations),
    )


def quoted(source: SourceRecord, quote: str) -> Quoted:
    return Quoted(sha256=source.sha256, location=source.location, quote=one_line(quote))


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def shown(finding: Finding, sources: Iterable[SourceRecord]) -> Shown:
    """How a finding shows its statement. Those carry it whose origin does."""
    words = finding.model_dump(include=set(Shown.model_fields))
    carrying = (s.sha256 for s in sources if s.id in finding.sources and s.origin in finding.carried_by)
    return Shown(**words, carrying=tuple(carrying))


def standing(lines: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that count: of each claim the last one that was not taken back, in the order of the file."""
    stacks: dict[Any, list[tuple[int, Decision]]] = {}
    for number, one in enumerate(lines):
        stack = stacks.setdefault(one.claimed.key, [])
        if one.decision != "undone":
            stack.append((number, one))
        elif stack:
            stack.pop()
    last = sorted((stack[-1] for stack in stacks.values() if stack), key=lambda each: each[0])
    return tuple(one for _, one in last)


def read(path: Path) -> Log:
    """Read a file of decisions; one that is not there holds none. Raises BriefingError that names the first bad line.

    A last line without an end that is no JSON is half written: it is told, and does not count.
    """
    if not path.exists():
        return Log()
    try:
        *whole, tail = files.read(path).split(b"\n")
    except files.UnreadableError as error:
        raise BriefingError(str(error)) from error
    torn = bool(tail) and _parsed(tail) is None
    numbered = enumerate([*whole, *([] if torn else [tail])], 1)
    return Log(tuple(_decision(line, f"{str(path)!r}, line {n}") for n, line in numbered if line.strip()), torn)


def _parsed(line: bytes) -> Any:
    try:
        found = json.loads(line, object_pairs_hook=once)
    except (ValueError, RecursionError):  # no UTF-8 is a ValueError, too
        return None
    return None if unfit(found) else found


def _decision(line: bytes, where: str) -> Decision:
    data = _parsed(line)
    if not isinstance(data, Mapping):
        raise BriefingError(
            f"{where} is no decision: it is not an object of JSON that can be read; mend the line or take it out"
        )
    if data.get("format") != Decision.model_fields["format"].default:
        raise BriefingError(f"{where} has the format {data.get('format')!r}, this version reads 'summarize.review/1'")
    try:
        return Decision.model_validate_json(line, extra="ignore")
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise BriefingError(f"{where} is no decision: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def append(path: Path, decision: Decision) -> None:
    """Add a decision at the end; it is on the disk when this returns. Raises OutputError, and then the file is as it was.

    Half a line at the end, which counts for nothing, gives way. Two who append at one instant wait for each other.
    """
    data = decision.model_dump_json(exclude_defaults=True, exclude={"format"}).removeprefix("{")
    line = f'{{"format":"{decision.format}",{data}\n'.encode()
    try:
        with path.open("a+b", buffering=0) as file, _alone(file):
            size = _mended(file)
            try:
                files.put(line, file)
                os.fsync(file.fileno())
            except BaseException:
                file.truncate(size)  # of what a full disk took, nothing stays
                raise
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error


@contextmanager
def _alone(file: IO[bytes]) -> Iterator[None]:
    """Keep others out who append meanwhile. A system or a file system without locks keeps nobody out."""
    if sys.platform != "win32":
        import fcntl

        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX)  # the end of the file is the end of the lock
    yield


def _mended(file: IO[bytes]) -> int:
    """End the last line where it lacks but its end, else cut it off; the size that the file has then."""
    file.seek(0)
    data = file.read()
    whole = data.rfind(b"\n") + 1
    tail = data[whole:]
    if not tail:
        return len(data)
    if _parsed(tail) is None:
        return file.truncate(whole)
    files.put(b"\n", file)
    return len(data) + 1
