"""The options that say how to reach a model: each command that asks one has them all, and gets them as one value."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import Annotated, Any

import typer

from summarize.engines import Way
from summarize.engines.connect import Connection

# A field of Connection (`no_cache`: the opposite of one), its type, and the option. The defaults are the fields' own.
OPTIONS: tuple[tuple[str, Any, Any], ...] = (
    ("model", str | None, typer.Option("--model", help="local, or PROVIDER/MODEL such as openai/gpt-5-mini.")),
    ("base_url", str | None, typer.Option("--base-url", help="An OpenAI-compatible endpoint of your own.")),
    ("model_file", Path | None, typer.Option("--model-file", help="Another GGUF file for --model local.")),
    ("cassette", Path | None, typer.Option("--cassette", help="Record the replies here, or replay them from here.")),
    ("no_cache", bool, typer.Option("--no-cache", help="Ask the model again, and keep nothing.")),
    ("jobs", int | None, typer.Option("--jobs", min=1, max=64, help="Articles or claims at once. [local: 1, others: 4]")),
    ("way", Way | None, typer.Option("--way", help="Few large questions or many small ones. [local: weighs, others: writes]")),
)

DEFAULTS = {**Connection._field_defaults, "no_cache": False}


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the options of a connection added, which it is given as its parameter `connection`."""

    @wraps(command)
    def run(**given: Any) -> None:
        options = {name: given.pop(name) for name, _, _ in OPTIONS}
        command(connection=Connection(cache=not options.pop("no_cache"), **options), **given)

    own = [p for p in signature(command).parameters.values() if p.name != "connection"]
    added = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=DEFAULTS.get(name), annotation=Annotated[kind, option])
        for name, kind, option in OPTIONS
    ]
    vars(run)["__signature__"] = signature(command).replace(parameters=[*own, *added])  # what typer reads
    return run
