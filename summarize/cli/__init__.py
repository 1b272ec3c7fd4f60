"""The command line: parse, call the API, write. Data goes to standard output, talk to standard error."""

from typing import Annotated

import typer

from summarize.cli import schemas
from summarize.cli.adding import adds
from summarize.cli.batches import batch
from summarize.cli.briefings import brief, diff, show, update
from summarize.cli.checks import check, evaluate, verify
from summarize.cli.ending import MANNERS, Commands, mannered
from summarize.cli.review import review
from summarize.cli.settings import show_config
from summarize.cli.stories import stories
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


for command in (brief, update, stories, batch, show, review, diff, verify, check, evaluate):
    app.command()(mannered(command))
app.command("config")(mannered(show_config))
app.command("schemas", hidden=True)(mannered(schemas.listed))  # what `schema list` was called
app.add_typer(schemas.group)


def main() -> None:
    """Run the command line."""
    app()
