"""Claims -> results: do cited texts carry statements that anybody wrote? Any statement, any text; no briefing, no schema.

Claims come as JSON Lines, or as values from a program; results go in the order of the claims, each as soon as it is there.
"""

import json
import time
from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from typing import IO, Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from summarize.checking.support import NOT_JUDGED, support
from summarize.engines import Engine
from summarize.engines.jobs import in_order
from summarize.errors import ClaimsError, UsageError
from summarize.files import UnreadableError, json_lines
from summarize.json_text import safe
from summarize.models import Say, Step, Value, Verdict
from summarize.records import Usage

NEEDED = {
    "id": "a string or a whole number",
    "statement": "a string that is not blank",
    "cited": "a list of strings, at least one and none of them blank",
}
CONTEXT = "list of strings, none of them blank"
TENTHS = 10  # of all claims: a line of progress for each
QUIET = 60.0  # seconds without a line of progress: longer, and a run looks as if it hung


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("it is blank")
    text.encode()  # JSON may hold half of a surrogate pair, which no result and no question can be written with
    return text


Text = Annotated[StrictStr, AfterValidator(_said)]


class Checkable(Value):
    """A statement, and the texts that must carry it. Other keys (a label, a note) are their owner's affair: left out.

    `context`: texts that say who "he" or "the newspaper" of the cited ones is; they carry nothing beside that.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: StrictInt | Text
    statement: Text
    cited: tuple[Text, ...] = Field(min_length=1)
    context: tuple[Text, ...] = ()


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
    try:
        claims = _distinct(json_lines(location, stdin=stdin))
    except UnreadableError as error:
        raise ClaimsError(str(error)) from error
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
                say(Step(f"[{count}/{len(claims)}] {accepted} accepted, {now - start:.0f} s"))


def line(result: CheckResult) -> str:
    """One line of JSON, with its end."""
    return safe(json.dumps(result.model_dump(mode="json", exclude={"usage"}), ensure_ascii=False)) + "\n"


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


def _check(engine: Engine | None, claim: Checkable) -> CheckResult:
    verdict, reasons, usage = support(claim.statement, claim.cited, context=claim.context, engine=engine)
    accepted = verdict == "supported" or reasons[:1] == (NOT_JUDGED,)
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
        if key == "context":
            raise ClaimsError(f'{where} has a "context" that is no {CONTEXT}; it may be left out') from error
        raise ClaimsError(f'{where} needs "{key}": {NEEDED[key]}') from error
