"""The command line: parse, call the API, write. Data goes to standard output, talk to standard error."""

from typing import Annotated

import typer

from summarize.cli.adding import adds
from summarize.cli.briefings import brief, diff, show, update
from summarize.cli.checks import check, evaluate, verify
from summarize.cli.ending import MANNERS, Commands, mannered
from summarize.cli.output import put
from summarize.cli.parameters import AsJson
from summarize.cli.review import review
from summarize.cli.settings import show_config
from summarize.cli.talking import Manners, talk

app = typer.Typer(
    name="summarize", cls=Commands, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Several news articles in, one briefing out, in which every field is cited, checked and reconciled.",
)  # fmt: skip


def _show_version(wanted: bool) -> None:  # noqa: FBT001  typer's callback
    if wanted:
        from importlib.metadata import version

        typer.echo(f"summarize {version('summarize')}")
        raise typer.Exit


@app.callback()
@adds("manners", MANNERS, Manners)
def options(
    manners: Manners,
    version: Annotated[  # noqa: ARG001  its callback does it
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Several news articles in, one briefing out, in which every field is cited, checked and reconciled."""
    talk.manners = manners


def schemas(as_json: AsJson = False) -> None:
    """List the schemas that come with the program, and what each asks.

    summarize schemas
    """
    import json

    from summarize.schema.load import load_schema, shipped

    found = [load_schema(name) for name in shipped()]
    if as_json:
        told = [
            {"name": s.name, "title": s.title, "sections": {each.name: each.question for each in s.sections}} for s in found
        ]
        put(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        return
    for schema in found:
        put(f"{schema.name}: {schema.title}\n" + "".join(f"  {each.name}: {each.question}\n" for each in schema.sections))


for command in (brief, update, show, review, diff, verify, check, evaluate, schemas):
    app.command()(mannered(command))
app.command("config")(mannered(show_config))


def main() -> None:
    """Run the command line."""
    app()
