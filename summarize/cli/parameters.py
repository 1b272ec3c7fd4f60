"""Options and arguments of the commands, each with its help."""

from pathlib import Path
from typing import Annotated

import typer

from summarize.render import names

Sources = Annotated[list[str], typer.Argument(help="Articles (.txt, .md), folders of them, or - for standard input.")]
SchemaName = Annotated[str, typer.Option("--schema", help="NAME, package.module:Class or path/to/file.py:Class.")]
AliasFile = Annotated[
    Path | None, typer.Option("--aliases", help="Names that you know to be one, as YAML or JSON: NAME: [OTHER NAME, ...].")
]
Comparisons = Annotated[
    int | None,
    typer.Option("--max-comparisons", min=0, help="Pairs to ask the model about. [default: 3 an article, at least 15]"),
]


def _format(name: str) -> str:
    if name not in names():
        raise typer.BadParameter(f"{name!r} is none of {', '.join(names())}")
    return name


As = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar=f"[{'|'.join(names())}]",
        parser=_format,
        help="What to write. [default: as the output's name ends, else terminal]",
    ),
]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of standard output.")]
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
Whole = Annotated[bool, typer.Option("--all", help="Show all findings, also what the page folds away.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write the changes as JSON.")]
