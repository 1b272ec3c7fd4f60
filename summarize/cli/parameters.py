"""Options and arguments of the commands, each with its help."""

from pathlib import Path
from typing import Annotated

import typer

from summarize.cli.output import Format

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
