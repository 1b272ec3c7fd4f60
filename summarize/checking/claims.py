"""Claims -> results: do cited texts carry statements that anybody wrote? Any statement, any text; no briefing, no schema.

Claims come as JSON Lines, or as values from a program; results go in the order of the claims, each as soon as it is there.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from summarize.checking.support import support
from summarize.engines import Engine
from summarize.engines.jobs import in_order
from summarize.errors import ClaimsError, OutputError, UsageError
from summarize.files import write
from summarize.models import Usage, Value, Verdict

Say = Callable[[str], None]
Write = Callable[[str], None]

STDIN = "-"
NEEDED = {
    "id": "a string or a whole number",
    "statement": "a string that is not blank",
    "cited": "a list of strings, at least one and none of them blank",
}
PARTIAL = ".partial"  # as with a cassette: what is not complete does not bear the name of what is
TENTHS = 10  # of all claims: a line of progress for each
QUIET = 60.0  # seconds without a line of progress: longer, and a run looks as if it hung


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("it is blank")
    text.encode()  # JSON may hold half of a surrogate pair, which no result and no question can be written with
    return text


Text = Annotated[StrictStr, AfterValidator(_said)]


class Checkable(Value):
    """A statement, and the texts that must carry it. Other keys (a label, a note) are their owner's affair: left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: StrictInt | Text
    statement: Text
    cited: tuple[Text, ...] = Field(min_length=1)


class CheckResult(Value):
    """What became of a claim. Accepted is what is supported; without a model also what no guard objects to (`unchecked`).

    `usage` is what the model was asked for.
    """

    id: int | str
    accepted: bool
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    usage: Usage = Usage()

    @property
    def failed(self) -> bool:
        """A model was asked, and it could not judge; the reasons say why."""
        return self.verdict == "unchecked" and not self.accepted


def read_claims(location: str, *, stdin: IO[bytes] | None = None) -> tuple[Checkable, ...]:
    """Read claims from a file of JSON Lines in UTF-8, or from `stdin` where the location is `-`. Blank lines are skipped.

    Raises ClaimsError with the number of the first bad line, and UsageError where there is no claim at all.
    """
    lines = ((n, line) for n, line in enumerate(_bytes(location, stdin).split(b"\n"), 1) if line.strip())
    placed = ((f"{location!r}, line {n}", line) for n, line in lines)
    claims = _distinct((where, _parsed(line, where)) for where, line in placed)
    if not claims:
        raise UsageError(f"{location!r} holds no claims: it wants one JSON object a line, with {', '.join(NEEDED)}")
    return claims


def checkables(given: Iterable[Checkable | Mapping[str, Any]]) -> tuple[Checkable, ...]:
    """Take claims from a program. Raises ClaimsError with the number of the first bad one, UsageError where there is none."""
    claims = _distinct((f"claim {n}", claim) for n, claim in enumerate(given, 1))
    if not claims:
        raise UsageError("no claims: give at least one")
    return claims


def checked(claims: Sequence[Checkable], engine: Engine | None, *, jobs: int, say: Say) -> Generator[CheckResult, None, None]:
    """Check claims by guards and by `engine`, where there is one, `jobs` at a time; results in the order of the claims.

    Whoever closes the generator waits for no call under way, and no further one is made. Where the model fails, a claim
    stays `unchecked` and is not accepted. Raises ReplayError and ModelFileError.
    """
    results = in_order(_check, claims, engine, jobs=jobs) if engine else (_check(None, claim) for claim in claims)
    start = told = time.monotonic()
    accepted = 0
    with closing(results):
        for count, result in enumerate(results, 1):
            yield result
            accepted += result.accepted
            now = time.monotonic()
            if count * TENTHS // len(claims) > (count - 1) * TENTHS // len(claims) or now - told > QUIET:
                told = now
                say(f"[{count}/{len(claims)}] {accepted} accepted, {now - start:.0f} s")


def line(result: CheckResult) -> str:
    """One line of JSON, with its end."""
    return json.dumps(result.model_dump(mode="json", exclude={"usage"}), ensure_ascii=False) + "\n"


def summary(results: Sequence[CheckResult]) -> str:
    """Count the claims, what was accepted, and each verdict, the most frequent first."""
    verdicts = Counter(result.verdict for result in results).most_common()
    counted = ", ".join(f"{n} {verdict}" for verdict, n in verdicts)
    return f"claims: {len(results)} checked, {sum(r.accepted for r in results)} accepted ({counted})"


def shortfalls(results: Sequence[CheckResult], *, bar: float | None = None) -> list[str]:
    """Say what fell short, one line each: claims that the model could not judge, and a share of accepted ones below `bar`."""
    short = []
    if failed := [result.reasons[0] for result in results if result.failed]:
        why = Counter(failed).most_common(1)[0][0] + (" (and other reasons)" if len(set(failed)) > 1 else "")
        short.append(f"{len(failed)} of {len(results)} claims stay unchecked: {why}")
    accepted = sum(result.accepted for result in results)
    if bar is not None and accepted / len(results) < bar:
        share = accepted / len(results)
        short.append(f"{accepted} of {len(results)} claims accepted, a share of {share:.3f}: below --fail-under {bar:g}")
    return short


@contextmanager
def lines_to(path: Path, *, say: Say) -> Iterator[Write]:
    """Write lines to a file that gets its name only when the block ends well; what was there before stays until then.

    Until then, and after a failure or a kill, each line so far is in `path` with `.partial` added; `say` is told of a failure.
    A device or pipe is written to as it is. Raises OutputError.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        with _appending(target, path) as put:
            yield put
        return
    partial = target.with_name(target.name + PARTIAL)
    try:
        with _appending(partial, path) as put:
            yield put
        write(partial.read_bytes(), path)
    except BaseException:  # Ctrl-C, too; it is raised again
        if partial.is_file() and partial.stat().st_size:
            say(f"the results so far are in {str(partial)!r}")
        raise
    partial.unlink(missing_ok=True)


@contextmanager
def _appending(target: Path, named: Path) -> Iterator[Write]:
    """Without a buffer: a line is in the file when it is written, and closing has nothing left that could fail."""
    try:
        file = target.open("wb", buffering=0)
    except OSError as error:
        raise OutputError(named, error.strerror or str(error)) from error

    def put(text: str) -> None:
        data = text.encode()
        try:
            while data:
                data = data[file.write(data) :]
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(named, error.strerror or str(error)) from error

    with file:
        yield put


def _check(engine: Engine | None, claim: Checkable) -> CheckResult:
    verdict, reasons, usage = support(claim.statement, claim.cited, engine=engine)
    accepted = verdict == "supported" or (verdict == "unchecked" and engine is None)
    return CheckResult(id=claim.id, accepted=accepted, verdict=verdict, reasons=reasons, usage=usage)


def _distinct(placed: Iterable[tuple[str, Any]]) -> tuple[Checkable, ...]:
    claims: dict[int | str, Checkable] = {}
    places: dict[int | str, str] = {}
    for where, data in placed:
        claim = _made(data, where)
        if claim.id in places:
            raise ClaimsError(f"{where} has the id {claim.id!r} of {places[claim.id]}: give each claim an id of its own")
        claims[claim.id], places[claim.id] = claim, where
    return tuple(claims.values())


def _made(data: Any, where: str) -> Checkable:
    if isinstance(data, Checkable):
        return data
    if not isinstance(data, Mapping):
        raise ClaimsError(f"{where} is no claim: it wants an object with {', '.join(NEEDED)}")
    try:
        return Checkable.model_validate(dict(data))
    except ValidationError as error:
        key = str(error.errors(include_url=False, include_input=False, include_context=False)[0]["loc"][0])
        raise ClaimsError(f'{where} needs "{key}": {NEEDED[key]}') from error


def _bytes(location: str, stdin: IO[bytes] | None) -> bytes:
    if location == STDIN and stdin is None:
        raise ClaimsError("there is no standard input; give the name of a file")
    try:
        data = stdin.read() if location == STDIN and stdin is not None else Path(location).read_bytes()
    except (OSError, ValueError) as error:
        raise ClaimsError(f"cannot read {location!r}: {getattr(error, 'strerror', None) or error}") from error
    return data.removeprefix(b"\xef\xbb\xbf")  # UTF-8 with a byte order mark


def _parsed(data: bytes, where: str) -> Any:
    try:
        return json.loads(data.decode())
    except UnicodeDecodeError as error:
        raise ClaimsError(f"{where} is not UTF-8: save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise ClaimsError(f"{where} is not JSON: {error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; brackets of thousands of levels
        raise ClaimsError(f"{where} is not JSON that can be read: {error}") from error
