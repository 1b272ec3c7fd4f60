"""The command line: parse, call the API, write. Data goes to standard output, talk to standard error."""

from typing import Annotated

import typer

from summarize.cli.briefings import brief, diff, show, update
from summarize.cli.checks import check, evaluate, verify
from summarize.cli.ending import Commands

app = typer.Typer(
    name="summarize", cls=Commands, no_args_is_help=True, add_completion=False, rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Several news articles in, one briefing out, in which every field is cited, checked and reconciled.",
)  # fmt: skip


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


def schemas() -> None:
    """List the schemas that come with the program, and what each asks.

    summarize schemas
    """
    from summarize.schema.load import load_schema, shipped

    for name in shipped():
        schema = load_schema(name)
        typer.echo(f"{name}: {schema.title}")
        for section in schema.sections:
            typer.echo(f"  {section.name}: {section.question}")


for command in (brief, update, show, diff, verify, check, evaluate, schemas):
    app.command()(command)


def main() -> None:
    """Run the command line."""
    app()
