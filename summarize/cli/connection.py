"""The options that say how to reach a model, as one value: `summarize.engines.connect.Connection`."""

from pathlib import Path
from typing import Any

import typer

from summarize.cli.adding import Shared, adds
from summarize.engines import Way
from summarize.engines.connect import Connection

# Fields of Connection (`no_cache`: the opposite of one). The defaults are the fields' own.
OPTIONS = (
    Shared("model", str | None, typer.Option("--model", help="local, or PROVIDER/MODEL such as openai/gpt-5-mini.")),
    Shared("base_url", str | None, typer.Option("--base-url", help="An OpenAI-compatible endpoint of your own.")),
    Shared("model_file", Path | None, typer.Option("--model-file", help="Another GGUF file for --model local.")),
    Shared("cassette", Path | None, typer.Option("--cassette", help="Record the replies here, or replay them from here.")),
    Shared("no_cache", bool, typer.Option("--no-cache", help="Ask the model again, and keep nothing."), default=False),
    Shared(
        "jobs",
        int | None,
        typer.Option("--jobs", min=1, max=64, help="Articles or claims at once. [local: 1, others: 4]"),
    ),
    Shared(
        "way", Way | None, typer.Option("--way", help="Few large questions or many small ones. [local: weighs, others: writes]")
    ),
    Shared("max_cost", float | None, typer.Option("--max-cost", help="US dollars; nothing more is asked once they are spent.")),
    Shared(
        "max_tokens",
        int | None,
        typer.Option("--max-tokens", min=1, help="Tokens of prompts and replies; nothing more is asked once they are spent."),
    ),
    Shared("rpm", int | None, typer.Option("--rpm", min=1, help="Requests a minute, so that no limit of a service is met.")),
    Shared("tpm", int | None, typer.Option("--tpm", min=1, help="Tokens a minute, of prompts and replies.")),
)


def _connection(*, no_cache: bool, **options: Any) -> Connection:
    return Connection(cache=not no_cache, **options)


asking = adds("connection", OPTIONS, _connection)
