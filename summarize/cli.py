"""The command line: parse, call the API, write. Data goes to standard output, talk to standard error.

Exit status: 0 done, 1 not done, 2 wrong usage, 3 done but a source failed or a check fell short.
"""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarize.errors import SummarizeError, UsageError

if TYPE_CHECKING:
    from summarize.models import Briefing

SHORT = 3  # exit status: done, but not all of it

app = typer.Typer(
    name="summarize", no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
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
Cassette = Annotated[
    Path | None, typer.Option("--cassette", help="Record the replies here, or replay them from here.")
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Ask the model again, and keep nothing.")]
Jobs = Annotated[int | None, typer.Option("--jobs", min=1, max=64, help="Articles at once. [local: 1, others: 4]")]
As = Annotated[Format, typer.Option("--format", help="What to write.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of standard output.")]
BriefingFile = Annotated[Path, typer.Argument(help="A briefing.json.")]


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
    format_: As = Format.TERMINAL,
    output: Output = None,
) -> None:
    """Write one cited briefing from several articles.

    summarize brief seeds --model local -o briefing.json --format json
    """
    from summarize.api import brief as make

    made = make(
        sources, schema=schema, model=model, base_url=base_url, model_file=model_file, cassette=cassette,
        cache=not no_cache, jobs=jobs, stdin=sys.stdin.buffer, say=say,
    )  # fmt: skip
    say(_cost(made))
    _write(made, format_, output)
    if trouble := _trouble(made):
        say(trouble)
        raise typer.Exit(SHORT)


@app.command()
def show(briefing: BriefingFile, format_: As = Format.TERMINAL, output: Output = None) -> None:
    """Show a briefing that was made before.

    summarize show briefing.json --format markdown -o briefing.md
    """
    from summarize.briefing import load

    _write(load(briefing), format_, output)


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
def schemas() -> None:
    """List the schemas that come with the program, and what each asks."""
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
    """Run the command; every expected failure is one line on standard error and an exit status."""
    try:
        app(standalone_mode=True)
    except SummarizeError as error:
        say(f"summarize: {error}")
        _leave(2 if isinstance(error, UsageError) else 1)
    except BrokenPipeError:
        # Whoever read the output has seen enough, as with `| head`. Python would complain again when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _leave(141)
    except KeyboardInterrupt:
        say("stopped; the replies so far are kept, and the same command goes on from there")
        _leave(130)


def say(line: str) -> None:
    """Talk and progress: standard error, and never an error itself."""
    try:
        print(line, file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        return


def _leave(status: int) -> None:
    raise SystemExit(status)


def _write(briefing: "Briefing", format_: Format, output: Path | None) -> None:
    from summarize.briefing import dumps, write
    from summarize.render.markdown import markdown
    from summarize.render.terminal import terminal

    if format_ is Format.TERMINAL and output is None:
        terminal(briefing)
        return
    text = (
        _plain(briefing)
        if format_ is Format.TERMINAL
        else markdown(briefing)
        if format_ is Format.MARKDOWN
        else dumps(briefing)
    )
    if output is not None:
        write(text, output)
        say(f"wrote {output}")
        return
    sys.stdout.write(text)
    sys.stdout.flush()


def _plain(briefing: "Briefing") -> str:
    import io

    from summarize.render.terminal import terminal

    page = io.StringIO()
    terminal(briefing, file=page, width=100, color=False)
    return page.getvalue()


def _cost(briefing: "Briefing") -> str:
    made = briefing.made
    price = "" if made.cost_usd is None else f", {made.cost_usd:.4f} USD"
    return (
        f"{made.calls} calls, {made.reused} replies from the cache; tokens: {made.prompt_tokens} prompt "
        f"({made.cached_tokens} cached), {made.completion_tokens} output; {made.wall_seconds:.1f} s{price}"
    )


def _trouble(briefing: "Briefing") -> str | None:
    """Say what a reader must know did not work, if anything."""
    sources = [f"{s.location}: {s.problem}" for s in briefing.sources if s.status == "failed"]
    sections = [f"{name} of {source}: {why}" for name, s in briefing.sections.items() for source, why in s.failures.items()]
    return "not everything worked: " + "; ".join(sources + sections) if sources or sections else None
