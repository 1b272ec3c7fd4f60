"""Commands that check: a briefing's citations, statements of anybody's, and a briefing against gold."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarize.cli.connection import asking
from summarize.cli.ending import SHORT
from summarize.cli.output import check_output, cost, put, report, results_to, unrecorded
from summarize.cli.parameters import AsJson, BriefingFile, Claims, FailUnder, NoModel, Output
from summarize.cli.progress import following
from summarize.cli.talking import complain, say
from summarize.engines.connect import Connection
from summarize.engines.watched import Progress, Watch
from summarize.errors import UsageError
from summarize.records import Usage

if TYPE_CHECKING:
    from summarize.checking.claims import CheckResult


def verify(
    briefing: BriefingFile,
    against: Annotated[
        Path | None, typer.Option("--against", help="A folder with the articles' files, to check them too.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Prove every citation of a briefing, without a model. Exit status 1 if one fails.

    summarize verify briefing.json --against seeds
    """
    from summarize.briefing.file import load
    from summarize.briefing.proof import prove
    from summarize.render.outline import visible

    proof = prove(load(briefing, check=False), against=against)
    if as_json:
        report(proof)
    else:
        put("".join(f"{visible(found.where)}: {visible(found.what)}\n" for found in (*proof.notes, *proof.failures)))
        put(f"{proof.checked} citations checked, {len(proof.failures)} failures\n")
    if proof.failures:
        raise typer.Exit(1)


@asking
def check(
    claims: Claims,
    connection: Connection,
    no_model: NoModel = False,
    fail_under: FailUnder = None,
    output: Output = None,
) -> None:
    """Check statements against the texts that they cite. One result a line.

    summarize check claims.jsonl --model local --fail-under 0.95 -o results.jsonl
    """
    from summarize.api.claims import check as start
    from summarize.checking.claims import line, read_claims

    if fail_under is not None and not 0 <= fail_under <= 1:  # NaN, too
        raise UsageError(f"--fail-under wants a share from 0 to 1, not {fail_under:g}")
    check_output(output)
    began = time.monotonic()
    read = read_claims(claims, stdin=sys.stdin.buffer if sys.stdin else None)
    results: list[CheckResult] = []
    with following(shared=output is None and sys.stdout.isatty()) as told:
        running = start(read, no_model=no_model, say=told.say, **connection._asdict())
        with closing(running), results_to(output) as write:
            for result in _watched(running, len(read), told.watch):
                write(line(result))
                results.append(result)
    _finish(results, time.monotonic() - began, connection.cassette, bar=fail_under)


def _watched(results: "Iterator[CheckResult]", total: int, watch: Watch) -> "Iterator[CheckResult]":
    """The same results; `watch` is told of each when it was taken."""
    used = Usage()
    for count, result in enumerate(results, 1):
        yield result
        used += result.usage
        watch(Progress(stage="checking", unit="claims", done=count, total=total, used=used))


def _finish(results: "Sequence[CheckResult]", seconds: float, cassette: str | Path | None, *, bar: float | None) -> None:
    """Say what came of the claims, and what fell short."""
    from summarize.checking.claims import shortfalls, summary

    used = sum((result.usage for result in results), Usage())
    say(f"{summary(results)}; {cost(used, seconds)}")
    lacking = unrecorded(cassette) if used.calls else []  # where guards settle everything there is nothing to record
    short = [*shortfalls(results, bar=bar), *lacking]
    for trouble in short:
        complain(trouble)
    if short:
        raise typer.Exit(SHORT)


def evaluate(
    briefing: BriefingFile,
    gold: Annotated[Path, typer.Option("--gold", help="Facts, one JSON object a line: id, source, field, evidence, core.")],
    articles: Annotated[
        Path | None, typer.Option("--articles", help="The folder of the articles. [the briefing's own texts]")
    ] = None,
    merge: Annotated[Path | None, typer.Option("--merge", help="What a merger must get right, as JSON.")] = None,
    as_json: AsJson = False,
) -> None:
    """Compare a briefing with gold of your own. Precision and recall of what it cites.

    summarize evaluate briefing.json --gold gold.jsonl --articles seeds
    """
    from summarize.briefing.file import load
    from summarize.evaluating.figures import evaluate as compare
    from summarize.evaluating.figures import report as told
    from summarize.evaluating.gold import read_articles, read_facts, read_joined
    from summarize.render.outline import laid_out

    made, facts = load(briefing, check=False), read_facts(gold)
    needed = sorted({fact.source for fact in facts})
    named = [Path(source.location).name for source in made.sources]
    texts = read_articles(articles, named, needed=needed) if articles else None
    figures = compare(made, facts, texts, joined=read_joined(merge) if merge else None)
    if as_json:
        report(figures)
    else:
        put(laid_out(f"{told(figures)}\n"))
