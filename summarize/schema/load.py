"""A schema is an ordinary Pydantic class; its fields are the sections, their descriptions are what the model is asked.

Nothing here knows a domain: titles, questions, item fields and their types come from the class alone.
"""

import hashlib
import importlib
import importlib.util
import json
import pkgutil
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel, Field, PydanticUserError, create_model
from pydantic.fields import FieldInfo

from summarize import schemas
from summarize.errors import SchemaError
from summarize.schema.marks import IDENTIFIES, POSITION, marked

# Longest free text that a model may write into one item field, in code points: a phrase, not a paragraph.
VALUE_LENGTH = 120
# Most values in one list field of one item; a small model that may go on does go on.
VALUES = 5


class SchemaSection(NamedTuple):
    """One section: what is asked, and the fields of each item that answers it.

    `item` is the class of the section's items, or None where the section is plain text. `many` says whether the
    schema wants a list. `identity` is the item's field that says which thing it is about, and `positions` are those that
    say where somebody stands, as the class marks them (see `marks`).
    """

    name: str
    title: str
    question: str
    item: type[BaseModel] | None
    many: bool
    identity: str | None = None
    positions: tuple[str, ...] = ()


class Schema(NamedTuple):
    """A target structure: its name, its title, its sections in order, and the digest of its JSON schema."""

    name: str
    title: str
    sections: tuple[SchemaSection, ...]
    digest: str


def load_schema(spec: str | type[BaseModel]) -> Schema:
    """Find the schema that `spec` names: `NAME` of a shipped one, `package.module:Class`, `path/to/file.py:Class`, or a class.

    Raises SchemaError, which says what was looked for and what there is.
    """
    if isinstance(spec, type):
        return read(spec, spec.__name__)
    where, _, name = spec.rpartition(":")
    if spec.endswith(".py"):
        raise SchemaError(f"{spec!r} is a file: name the class in it, too, as {spec}:Class")
    if where:
        module = _from_file(Path(where)) if where.endswith(".py") else _from_import(where)
        return read(_member(module, name, spec), name)
    if spec not in shipped():
        raise SchemaError(
            f"no schema {spec!r}: there are {', '.join(shipped())}; or name your own as package.module:Class or file.py:Class"
        )
    return read(_only_class(importlib.import_module(f"summarize.schemas.{spec}"), spec), spec)


def shipped() -> tuple[str, ...]:
    """The names of the schemas that come with the package, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(schemas.__path__)))


def read(cls: Any, name: str) -> Schema:
    """Turn a Pydantic class into sections. A class without fields, or with fields that no article can answer, is no schema."""
    if not (isinstance(cls, type) and issubclass(cls, BaseModel)):
        raise SchemaError(f"{name!r} is no schema: it must be a class derived from pydantic.BaseModel")
    if not cls.model_fields:
        raise SchemaError(f"{name!r} is no schema: it has no fields, so there is nothing to ask")
    shape = json.dumps(_json_schema(cls, name), sort_keys=True)
    title = (cls.__doc__ or "").strip().split("\n")[0].rstrip(".") or _words(cls.__name__)
    sections = tuple(_section(n, f) for n, f in cls.model_fields.items())
    return Schema(name, title, sections, "sha256:" + hashlib.sha256(shape.encode()).hexdigest())


def meanings(asked: SchemaSection) -> dict[str, str]:
    """The item's fields with what they mean, as a prompt lists them."""
    fields = asked.item.model_fields if asked.item else {}
    return {name: field.description or name.replace("_", " ") for name, field in fields.items()}


def said_values(asked: SchemaSection) -> dict[str, Any]:
    """The item's fields as the model is asked for them: the same types, with bounds on the length of free text.

    None has a default: a small model leaves out what it may leave out.
    """
    fields = asked.item.model_fields if asked.item else {}
    return {name: (_limited(field), FieldInfo(description=field.description)) for name, field in fields.items()}


def beside(asked: SchemaSection, name: str) -> str:
    """What an answer calls something that it has beside the item's fields: `name`, or where a field is called so, `name_`."""
    while asked.item and name in asked.item.model_fields:
        name += "_"
    return name


def worded(asked: SchemaSection) -> frozenset[str]:
    """The item's fields that take words or numbers from the text: all but the choices from a closed set."""
    fields = asked.item.model_fields if asked.item else {}
    return frozenset(name for name, field in fields.items() if not _closed(field.annotation))


def _json_schema(cls: type[BaseModel], name: str) -> dict[str, Any]:
    try:
        return cls.model_json_schema()
    except PydanticUserError as error:
        raise SchemaError(f"{name!r} is no schema: {_line(error.message)}") from error


def _closed(annotation: Any) -> bool:
    inner, _ = _unwrapped(annotation)
    return get_origin(inner) is Literal or (isinstance(inner, type) and issubclass(inner, bool | Enum))


def _section(name: str, field: FieldInfo) -> SchemaSection:
    inner, many = _unwrapped(field.annotation)
    item = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None
    if item is None and inner is not str:
        raise SchemaError(
            f"section {name!r}: a section is a Pydantic class, str, or a list of one of them; this one is {field.annotation!r}"
        )
    title = field.title or _words(name)
    identity, positions = marked(item, IDENTIFIES), marked(item, POSITION)
    if len(identity) > 1:
        raise SchemaError(f"section {name!r}: {' and '.join(identity)} are marked as what identifies an item; one can be")
    question = field.description or (item.__doc__ if item and item.__doc__ else f"What does the article say about: {title}?")
    return SchemaSection(name, title, " ".join(question.split()), item, many, next(iter(identity), None), positions)


def _unwrapped(annotation: Any) -> tuple[Any, bool]:
    """`list[X]` -> (X, True), `X | None` and `Annotated[X, …]` -> X."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _unwrapped(arguments[0])
    if origin in (list, tuple, set, frozenset) and arguments:
        return _unwrapped(arguments[0])[0], True
    present = [a for a in arguments if a is not type(None)]
    if arguments and len(present) == 1 and type(None) in arguments:
        return _unwrapped(present[0])
    return annotation, False


def _limited(field: FieldInfo) -> Any:
    """A field's type with the limits that the schema's author set (`ge=0`, `max_length=3`, …), and those of its own."""
    bounded = _bounded(field.annotation)
    return Annotated[(bounded, *field.metadata)] if field.metadata else bounded


def _bounded(annotation: Any) -> Any:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation is str or (origin is Annotated and arguments[0] is str):
        return Annotated[annotation, Field(max_length=VALUE_LENGTH)]
    if origin is list:
        return Annotated[list[_bounded(arguments[0])], Field(max_length=VALUES)]  # type: ignore[misc]
    if type(None) in arguments and str in arguments:
        return _bounded(str) | None
    return annotation


def _line(text: str) -> str:
    return " ".join(text.split())


def _words(name: str) -> str:
    return " ".join(re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)).capitalize() or name


@contextmanager
def _importing(what: str) -> Iterator[None]:
    """A user's module may raise anything, and may end the program: it becomes one line that names the module."""
    try:
        yield
    except (Exception, SystemExit) as error:
        raise SchemaError(f"cannot import {what!r}: {type(error).__name__}: {_line(str(error))}") from error


def _from_import(where: str) -> Any:
    with _importing(where):
        return importlib.import_module(where)


def _from_file(path: Path) -> Any:
    """Run a user's own file under a name of its own, which changes with its place."""
    if not path.is_file():
        raise SchemaError(f"no schema file {str(path)!r}")
    name = "summarize_schema_" + hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None, "the name ends in .py"
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    with _importing(str(path)):
        spec.loader.exec_module(module)
    return module


def _member(module: Any, name: str, spec: str) -> Any:
    try:
        return getattr(module, name)
    except AttributeError:
        raise SchemaError(f"no class {name!r} in {spec.rpartition(':')[0]!r}") from None


def _only_class(module: Any, name: str) -> Any:
    """The last class that a shipped module defines: the items stand before the schema that uses them."""
    classes = [
        c for c in vars(module).values() if isinstance(c, type) and issubclass(c, BaseModel) and c.__module__ == module.__name__
    ]
    if not classes:
        raise SchemaError(f"schema {name!r} holds no class")
    return classes[-1]


def shape(name: str, fields: dict[str, Any]) -> type[BaseModel]:
    """A wire class made at run time: all fields required, none beside them."""
    return create_model(name, __config__={"extra": "forbid"}, **fields)
