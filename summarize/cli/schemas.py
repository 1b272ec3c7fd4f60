"""Commands about schemas: which there are, what one asks, and a new one to begin with."""

import json
from pathlib import Path
from typing import Annotated

import typer

from summarize.cli.ending import mannered
from summarize.cli.output import put
from summarize.cli.parameters import AsJson
from summarize.cli.talking import say
from summarize.errors import OutputError
from summarize.json_text import safe

group = typer.Typer(
    name="schema",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Say what a schema asks, write one of your own, list them.\n\nsummarize schema show news",
)

NewName = Annotated[str, typer.Argument(metavar="NAME", help="What it is called: factory_closure makes factory_closure.py.")]
Spec = Annotated[str, typer.Argument(metavar="SCHEMA", help="NAME, package.module:Class or path/to/file.py:Class.")]


def listed(as_json: AsJson = False) -> None:
    """List the schemas that come with the program, and what each asks.

    summarize schema list
    """
    from summarize.schema.load import load_schema, shipped

    found = [load_schema(name) for name in shipped()]
    if as_json:
        told = [
            {"name": s.name, "title": s.title, "sections": {each.name: each.question for each in s.sections}} for s in found
        ]
        put(safe(json.dumps(told, ensure_ascii=False, indent=1)) + "\n")
        return
    for schema in found:
        put(f"{schema.name}: {schema.title}\n" + "".join(f"  {each.name}: {each.question}\n" for each in schema.sections))


def new(name: NewName) -> None:
    """Write a schema of your own to begin with: NAME.py, with a comment at each kind of field.

    summarize schema new factory_closure
    """
    from summarize.files import write
    from summarize.schema.new import class_name, started

    path = Path(f"{name}.py")
    text, spec = started(name), f"{path}:{class_name(name)}"
    if path.exists() or path.is_symlink():
        raise OutputError(path, "it is there already; take another name, or move it away")
    write(text, path)
    say(f"wrote {path}: change it to what you want to know; `summarize schema show {spec}` says what it asks")


def show(schema: Spec) -> None:
    """Say in plain words what a schema asks, what may be answered, and what answers of several articles become.

    summarize schema show news
    """
    from summarize.extracting.weighing import not_asked
    from summarize.render.outline import laid_out
    from summarize.schema.load import load_schema
    from summarize.schema.spoken import spoken

    found = load_schema(schema)
    put(laid_out(spoken(found, not_asked(found))))


for name, command in (("list", listed), ("new", new), ("show", show)):
    group.command(name)(mannered(command))
