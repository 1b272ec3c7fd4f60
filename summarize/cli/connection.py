"""The options that say how to reach a model: each command that asks one has them all, and gets them as one value."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import Annotated, Any

import typer

from summarize.engines import Way
from summarize.engines.connect import Connection


def _connection(
    model: Annotated[str | None, typer.Option("--model", help="local, or PROVIDER/MODEL such as openai/gpt-5-mini.")] = None,
    base_url: Annotated[str | None, typer.Option("--base-url", help="An OpenAI-compatible endpoint of your own.")] = None,
    model_file: Annotated[Path | None, typer.Option("--model-file", help="Another GGUF file for --model local.")] = None,
    cassette: Annotated[
        Path | None, typer.Option("--cassette", help="Record the replies here, or replay them from here.")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Ask the model again, and keep nothing.")] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, max=64, help="Articles or claims at once. [local: 1, others: 4]")
    ] = None,
    way: Annotated[
        Way | None,
        typer.Option("--way", help="Ask few large questions, or many small ones. [local: weighs, others: writes]"),
    ] = None,
) -> Connection:
    return Connection(model, base_url, model_file, cassette, not no_cache, jobs, way)


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the options of a connection added, which it is given as its parameter `connection`."""
    own, added = signature(command).parameters, signature(_connection).parameters

    @wraps(command)
    def run(**given: Any) -> None:
        connection = _connection(**{name: given.pop(name) for name in added})
        command(connection=connection, **given)

    parameters = [p for p in own.values() if p.name != "connection"] + list(added.values())
    vars(run)["__signature__"] = signature(command).replace(parameters=parameters)  # what typer reads
    return run
