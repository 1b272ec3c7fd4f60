"""The command line: parse, call the API, write. Data goes to standard output, talk to standard error.

Exit status: 0 done, 1 not done, 2 wrong usage, 3 done but a source failed or a check fell short; 130 Ctrl-C, 141 closed pipe.
"""

import io
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from summarize.errors import OutputError, SummarizeError, UsageError

if TYPE_CHECKING:
    from summarize.models import Briefing, Usage

SHORT = 3  # exit status: done, but not all of it
INTERRUPTED = 130
PIPE_CLOSED = 141


class Commands(TyperGroup):
    """Runs a command; every expected failure is one line on standard error and an exit status. Typer words wrong usage."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except SummarizeError as error:
            say(f"summarize: {error}")
            raise typer.Exit(2 if isinstance(error, UsageError) else 1) from error
        except BrokenPipeError:  # whoever read the output has seen enough, as with `| head`, and waits for no call under way
            os._exit(PIPE_CLOSED)
        except OSError as error:
            _drop_output()
            say(f"summarize: cannot use {repr(error.filename) if error.filename else 'standard output'}: {error.strerror}")
            raise typer.Exit(1) from error
        except KeyboardInterrupt:
            _leave_at_once()


app = typer.Typer(
    name="summarize", cls=Commands, no_args_is_help=True, add_completion=False, rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Several news articles in, one briefing out, in which every field is cited, checked and reconciled.",
)  # fmt: skip


class Format(StrEnum):
    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


Sources = Annotated[list[str], typer.Argument(help="Articles (.txt, .md), folders of them, or - for standard input.")]
SchemaName = Annotated[str, typer.Option("--schema", help="NAME, package.module:Class or path/to/file.py:Class.")]
Model = Annotated[str | None, typer.Option("--model", help="local, or PROVIDER/MODEL such as openai/gpt-5-mini.")]
BaseUrl = Annotated[str | None, typer.Option("--base-url", help="An OpenAI-compatible endpoint of your own.")]
ModelFile = Annotated[Path | None, typer.Option("--model-file", help="Another GGUF file for --model local.")]
Cassette = Annotated[Path | None, typer.Option("--cassette", help="Record the replies here, or replay them from here.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Ask the model again, and keep nothing.")]
AliasFile = Annotated[
    Path | None, typer.Option("--aliases", help="Names that you know to be one, as YAML or JSON: NAME: [OTHER NAME, ...].")
]
Jobs = Annotated[int | None, typer.Option("--jobs", min=1, max=64, help="Articles at once. [local: 1, others: 4]")]
As = Annotated[
    Format | None, typer.Option("--format", help="What to write. [default: as the output's name ends, else terminal]")
]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of standard output.")]
Claims = Annotated[str, typer.Argument(help="Claims, one JSON object a line: id, statement, cited; or - for standard input.")]
ClaimsAtOnce = Annotated[int | None, typer.Option("--jobs", min=1, max=64, help="Claims at once. [local: 1, others: 4]")]
NoModel = Annotated[bool, typer.Option("--no-model", help="Ask no model: accept what no guard objects to.")]
FailUnder = Annotated[
    float | None, typer.Option("--fail-under", help="Exit status 3 below this share of accepted claims, 0 to 1.")
]
BriefingFile = Annotated[Path, typer.Argument(help="A briefing.json.")]
NewSources = Annotated[list[str], typer.Argument(help="The new articles, folders of them, or - for standard input.")]
OwnSchema = Annotated[
    str | None, typer.Option("--schema", help="Where the schema is, unless it comes with summarize: file.py:Class.")
]
Without = Annotated[list[str] | None, typer.Option("--without", help="Leave out this source (its id); may be repeated.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write the changes as JSON.")]


@app.command()
def brief(
    sources: Sources,
    schema: SchemaName = "multinational_force",
    model: Model = None,
    base_url: BaseUrl = None,
    model_file: ModelFile = None,
    cassette: Cassette = None,
    no_cache: NoCache = False,
    jobs: Jobs = None,
    aliases: AliasFile = None,
    format_: As = None,
    output: Output = None,
) -> None:
    """Write one cited briefing from several articles.

    summarize brief seeds --model local -o briefing.json
    """
    from summarize.api import brief as make

    _check_output(output)
    made = make(
        sources, schema=schema, model=model, base_url=base_url, model_file=model_file, cassette=cassette,
        cache=not no_cache, jobs=jobs, aliases=aliases, stdin=sys.stdin.buffer if sys.stdin else None, say=say,
    )  # fmt: skip
    say(_cost(made.made, made.made.wall_seconds))
    _finish(made, cassette, format_, output)


@app.command()
def update(
    briefing: BriefingFile,
    sources: NewSources,
    schema: OwnSchema = None,
    model: Model = None,
    base_url: BaseUrl = None,
    model_file: ModelFile = None,
    cassette: Cassette = None,
    no_cache: NoCache = False,
    jobs: Jobs = None,
    aliases: AliasFile = None,
    format_: As = None,
    output: Output = None,
) -> None:
    """Add new articles to a briefing; only these are read. The file changes only if --output names it.

    summarize update briefing.json new.txt --model local -o briefing.json
    """
    from summarize.api import update as make
    from summarize.briefing import load

    _check_output(output)
    old = load(briefing)
    made = make(
        old, sources, schema=schema, model=model, base_url=base_url, model_file=model_file, cassette=cassette,
        cache=not no_cache, jobs=jobs, aliases=aliases, stdin=sys.stdin.buffer if sys.stdin else None, say=say,
    )  # fmt: skip
    say(f"in all: {_cost(made.made, made.made.wall_seconds)}")
    asked = made.made.calls > old.made.calls  # where nothing is asked there is nothing to record
    _finish(made, cassette if asked else None, format_, output)


@app.command()
def show(briefing: BriefingFile, without: Without = None, format_: As = None, output: Output = None) -> None:
    """Show a briefing that was made before, or what stands of it without some of its sources.

    summarize show briefing.json --without 003 -o briefing.md
    """
    from summarize.briefing import load

    _check_output(output)
    made = load(briefing)
    if without:
        from summarize.without import kin
        from summarize.without import without as leave_out

        akin = kin(made, without)
        made = leave_out(made, without)
        say(f"without {', '.join(made.left_out)}")
        if akin:
            say(f"still in, though they go back to the same report: {', '.join(akin)}")
    _write(made, format_, output)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="The briefing.json of before.")],
    new: Annotated[Path, typer.Argument(help="The briefing.json of now.")],
    as_json: AsJson = False,
) -> None:
    """Say what changed between two briefings, without a model.

    summarize diff old.json new.json
    """
    from summarize.briefing import load
    from summarize.diff import diff as compare
    from summarize.render.changes import changes

    _check_output(None)
    found = compare(load(old), load(new))
    if as_json:
        _put(found.model_dump_json(indent=1) + "\n")
    elif sys.stdout.isatty():
        changes(found)
    else:
        page = io.StringIO()
        changes(found, file=page, width=100, color=False)
        _put(page.getvalue())


@app.command()
def verify(
    briefing: BriefingFile,
    against: Annotated[
        Path | None, typer.Option("--against", help="A folder with the articles' files, to check them too.")
    ] = None,
) -> None:
    """Prove every citation of a briefing, without a model. Exit status 1 if one fails.

    summarize verify briefing.json --against seeds
    """
    from summarize.briefing import load
    from summarize.proof import prove

    proof = prove(load(briefing, check=False), against=against)
    for failure in proof.failures:
        typer.echo(f"{failure.where}: {failure.what}")
    typer.echo(f"{proof.checked} citations checked, {len(proof.failures)} failures")
    if proof.failures:
        raise typer.Exit(1)


@app.command()
def check(
    claims: Claims,
    model: Model = None,
    base_url: BaseUrl = None,
    model_file: ModelFile = None,
    cassette: Cassette = None,
    no_cache: NoCache = False,
    jobs: ClaimsAtOnce = None,
    no_model: NoModel = False,
    fail_under: FailUnder = None,
    output: Output = None,
) -> None:
    """Check statements against the texts that they cite; one result a line.

    summarize check claims.jsonl --model local --fail-under 0.95 -o results.jsonl
    """
    from summarize.api import check as start
    from summarize.checking import line, read_claims, shortfalls, summary
    from summarize.models import Usage

    if fail_under is not None and not 0 <= fail_under <= 1:  # NaN, too
        raise UsageError(f"--fail-under wants a share from 0 to 1, not {fail_under:g}")
    _check_output(output)
    began = time.monotonic()
    running = start(
        read_claims(claims, stdin=sys.stdin.buffer if sys.stdin else None), model=model, base_url=base_url,
        model_file=model_file, cassette=cassette, cache=not no_cache, jobs=jobs, no_model=no_model, say=say,
    )  # fmt: skip
    results = []
    with closing(running), _lines(output) as write:
        for result in running:
            write(line(result))
            results.append(result)
    used = sum((result.usage for result in results), Usage())
    say(f"{summary(results)}; {_cost(used, time.monotonic() - began)}")
    unrecorded = _unrecorded(cassette) if used.calls else []  # where guards settle everything there is nothing to record
    short = [*shortfalls(results, bar=fail_under), *unrecorded]
    for trouble in short:
        say(trouble)
    if short:
        raise typer.Exit(SHORT)


@app.command()
def evaluate(
    briefing: BriefingFile,
    gold: Annotated[Path, typer.Option("--gold", help="Facts, one JSON object a line: id, source, field, evidence, core.")],
    articles: Annotated[
        Path | None, typer.Option("--articles", help="The folder of the articles. [the briefing's own texts]")
    ] = None,
    merge: Annotated[Path | None, typer.Option("--merge", help="What a merger must get right, as JSON.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write the figures as JSON.")] = False,
) -> None:
    """Compare a briefing with gold of your own: precision and recall of what it cites.

    summarize evaluate briefing.json --gold gold.jsonl --articles seeds
    """
    from summarize.briefing import load
    from summarize.evaluate import evaluate as compare
    from summarize.evaluate import report
    from summarize.gold import read_articles, read_facts, read_joined

    made, facts = load(briefing, check=False), read_facts(gold)
    needed = sorted({fact.source for fact in facts})
    named = [Path(source.location).name for source in made.sources]
    texts = read_articles(articles, named, needed=needed) if articles else None
    figures = compare(made, facts, texts, joined=read_joined(merge) if merge else None)
    typer.echo(figures.model_dump_json(indent=1) if as_json else report(figures))


@app.command()
def schemas() -> None:
    """List the schemas that come with the program, and what each asks.

    summarize schemas
    """
    from summarize.schema import load_schema, shipped

    for name in shipped():
        schema = load_schema(name)
        typer.echo(f"{name}: {schema.title}")
        for section in schema.sections:
            typer.echo(f"  {section.name}: {section.question}")


def _show_version(wanted: bool) -> None:  # noqa: FBT001  typer's callback
    if wanted:
        from importlib.metadata import version

        typer.echo(f"summarize {version('summarize')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Several news articles in, one briefing out, in which every field is cited, checked and reconciled."""


def main() -> None:
    """Run the command line."""
    app()


def say(line: str) -> None:
    """Talk and progress: standard error, and never an error itself."""
    if sys.stderr is None:  # closed with 2>&-; `print` would take standard output instead
        return
    try:
        print(line, file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        return


def _drop_output() -> None:
    """Point standard output at nothing: Python would complain again when it flushes what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _leave_at_once() -> NoReturn:
    """End without waiting for the calls under way; what had to be closed is closed, and each reply so far is kept."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    say("stopped; replies in the cache are kept, and the same command goes on from there")
    os._exit(INTERRUPTED)


def _check_output(output: Path | None) -> None:
    """Fail before the model has worked for minutes, not after. Raises OutputError."""
    import tempfile

    if output is None and sys.stdout is None:
        raise OutputError("standard output", "it is closed; name a file with --output")
    if output is None:
        return
    target = output.resolve()
    if target.is_dir():
        raise OutputError(output, "it is a folder; name a file in it")
    if not target.parent.is_dir():
        raise OutputError(output, "there is no such folder; make it first")
    try:
        if target.is_file() or not target.exists():
            tempfile.TemporaryFile(dir=target.parent).close()  # a result takes its place by a rename
    except OSError as error:
        raise OutputError(output, error.strerror or str(error)) from error


def _rescued(briefing: "Briefing") -> str:
    """Keep a briefing whose place could not be written, and say where it is."""
    import tempfile

    try:
        path = Path(tempfile.mkdtemp(prefix="summarize-")) / "briefing.json"
        briefing.save(path)
    except (OutputError, OSError):
        return "the briefing could not be kept; the same command makes it again, from the cache if it is on"
    return f"the briefing is in {str(path)!r}; `summarize show` writes it in any format"


def _finish(briefing: "Briefing", cassette: Path | None, format_: Format | None, output: Path | None) -> None:
    """Write what a model has made, keep it where that fails, and say what did not work."""
    try:
        _write(briefing, format_, output)
    except BrokenPipeError:
        raise
    except (OutputError, OSError):
        say(_rescued(briefing))
        raise
    if trouble := _trouble(briefing, cassette):
        say(trouble)
        raise typer.Exit(SHORT)


def _write(briefing: "Briefing", format_: Format | None, output: Path | None) -> None:
    from summarize.briefing import write
    from summarize.render.terminal import terminal

    wanted = format_ or _named(output)
    if wanted is Format.TERMINAL and output is None and sys.stdout.isatty():
        terminal(briefing)
    elif output is not None:
        write(_text(briefing, wanted), output)
        say(f"wrote {output}")
    else:
        _put(_text(briefing, wanted))


@contextmanager
def _lines(output: Path | None) -> Iterator[Callable[[str], None]]:
    """Where results go line by line: each is there for good, or for the next program in a pipe, when it is written."""
    from summarize.checking import lines_to

    if output is None:
        yield _put
    else:
        with lines_to(output, say=say) as write:
            yield write
        say(f"wrote {output}")


def _put(text: str) -> None:
    sys.stdout.buffer.write(text.encode())  # UTF-8 whatever the locale, like the files
    sys.stdout.buffer.flush()


def _named(output: Path | None) -> Format:
    ends = {".json": Format.JSON, ".md": Format.MARKDOWN}
    return ends.get(output.suffix.lower(), Format.TERMINAL) if output else Format.TERMINAL


def _text(briefing: "Briefing", wanted: Format) -> str:
    from summarize.briefing import dumps
    from summarize.render.markdown import markdown

    return {Format.TERMINAL: _plain, Format.MARKDOWN: markdown, Format.JSON: dumps}[wanted](briefing)


def _plain(briefing: "Briefing") -> str:
    from summarize.render.terminal import terminal

    page = io.StringIO()
    terminal(briefing, file=page, width=100, color=False)
    return page.getvalue()


def _cost(used: "Usage", seconds: float) -> str:
    price = "" if used.cost_usd is None else f", {used.cost_usd:.4f} USD"
    return (
        f"{used.calls} calls, {used.reused} replies from the cache; tokens: {used.prompt_tokens} prompt "
        f"({used.cached_tokens} cached), {used.completion_tokens} output; {seconds:.1f} s{price}"
    )


def _trouble(briefing: "Briefing", cassette: Path | None) -> str | None:
    """Say what a reader must know did not work, if anything."""
    sources = [f"{s.location}: {s.problem}" for s in briefing.sources if s.status == "failed"]
    sections = [f"{name} of {source}: {why}" for name, s in briefing.sections.items() for source, why in s.failures.items()]
    trouble = sources + sections + _unrecorded(cassette)
    return "not everything worked: " + "; ".join(trouble) if trouble else None


def _unrecorded(cassette: Path | None) -> list[str]:
    return [f"no cassette {str(cassette)!r} was recorded"] if cassette and not cassette.is_file() else []
