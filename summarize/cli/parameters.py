"""Options and arguments of the commands, each with its help."""

from pathlib import Path
from typing import Annotated

import typer

from summarize.render import names

Sources = Annotated[
    list[str],
    typer.Argument(help="Articles (text, HTML, PDF, Word, mail, feeds and more), folders of them, or - for standard input."),
]
Fetch = Annotated[bool, typer.Option("--fetch", help="Fetch articles that are given as web addresses.")]


def _schemas() -> list[str]:
    """The names that a shell may complete."""
    from summarize.schema.load import shipped

    return list(shipped())


def _formats() -> list[str]:
    return list(names())


SchemaName = Annotated[
    str,
    typer.Option("--schema", autocompletion=_schemas, help="What is asked: NAME, package.module:Class or file.py:Class."),
]
AliasFile = Annotated[
    Path | None, typer.Option("--aliases", help="Names that you know to be one, as YAML or JSON: NAME: [OTHER NAME, ...].")
]
Comparisons = Annotated[
    int | None,
    typer.Option("--max-comparisons", min=0, help="Pairs to ask the model about. [default: 3 an article, at least 15]"),
]


DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Ask nothing: say what it would take, in calls, tokens, dollars and hours.")
]


def _format(name: str) -> str:
    if name not in names():
        raise typer.BadParameter(f"{name!r} is none of {', '.join(names())}")
    return name


FORMAT = typer.Option(
    "--format",
    metavar="FORMAT",
    parser=_format,
    autocompletion=_formats,
    help=f"What to write: {', '.join(names())}. [default: as the output's name ends, else terminal]",
)
JSON_FORMAT = typer.Option("--json", help="The same as --format json.")
OUTPUT = typer.Option("-o", "--output", help="A file instead of standard output.")
WHOLE = typer.Option("--all", help="Show all findings, also what the page folds away.")
Output = Annotated[Path | None, OUTPUT]
Claims = Annotated[str, typer.Argument(help="Claims, one JSON object a line: id, statement, cited; or - for standard input.")]
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
DecisionFile = Annotated[
    Path | None, typer.Option("--review", help="A file of decisions. [default: BRIEFING.review.jsonl, beside the briefing]")
]
AcceptedOnly = Annotated[bool, typer.Option("--accepted-only", help="Show only what a reviewer accepted or edited.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write the report as JSON.")]
