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
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, get_origin

from pydantic import BaseModel, PydanticUserError, RootModel
from pydantic.fields import FieldInfo

from summarize import schemas
from summarize.errors import SchemaError, SummarizeError
from summarize.schema.addresses import unnumbered
from summarize.schema.own_code import said, words
from summarize.schema.parts import Item, Parts, Text, parts


class SchemaSection(NamedTuple):
    """One field of the schema: what is asked, and the parts that an answer has (see `parts`)."""

    name: str
    title: str
    question: str
    parts: Parts

    @property
    def item(self) -> Item | None:
        """The item that the section is about, if it is not plain text."""
        return next(iter(self.parts.items), None)

    @property
    def identity(self) -> str | None:
        """The leaf that says which thing a row is about."""
        return self.item.identity if self.item else None

    def item_at(self, path: str) -> Item | None:
        """The item that an address belongs to, its own or that of a text inside it."""
        place = unnumbered(path)
        owners = (item for item in self.parts.items if place in (item.path, *(text.path for text in item.texts)))
        return next(owners, None)

    @property
    def positions(self) -> tuple[str, ...]:
        """The leaves that say where somebody stands."""
        return self.item.positions if self.item else ()

    @property
    def texts(self) -> tuple[Text, ...]:
        """All its texts, also those inside its items."""
        return (*self.parts.texts, *(text for item in self.parts.items for text in item.texts))


class Schema(NamedTuple):
    """A target structure: its name, its title, its sections in order, the digest of its JSON schema, and the user's class."""

    name: str
    title: str
    sections: tuple[SchemaSection, ...]
    digest: str
    cls: type[BaseModel]

    @property
    def identities(self) -> dict[str, str]:
        """Place in the schema -> the leaf that says which thing a row there is about, also for the texts of the row."""
        items = [item for asked in self.sections for item in asked.parts.items]
        return {
            place: item.identity
            for item in items
            if item.identity
            for place in (item.path, *(text.path for text in item.texts))
        }


def load_schema(spec: str | type[BaseModel]) -> Schema:
    """Find the schema that `spec` names: `NAME` of a shipped one, `package.module:Class`, `path/to/file.py:Class`, or a class.

    Raises SchemaError, which says what was looked for and what there is.
    """
    if not isinstance(spec, str):
        return read(spec, getattr(spec, "__name__", None) or repr(spec))
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
    if get_origin(cls) in (list, set, tuple):
        raise SchemaError(f"{name!r} is no schema: make a class with a field for the {name}, and name that")
    if not (isinstance(cls, type) and issubclass(cls, BaseModel)):
        raise SchemaError(f"{name!r} is no schema: it must be a class derived from pydantic.BaseModel")
    if issubclass(cls, RootModel):
        raise SchemaError(f"{name!r} is no schema: a RootModel has no fields; make it a field of a class")
    with _own_code(f"{name!r} is no schema"):
        cls.model_rebuild()  # what it names before it is defined
        if not cls.model_fields:
            raise SchemaError(f"{name!r} is no schema: it has no fields, so there is nothing to ask")
        title = (cls.__doc__ or "").strip().split("\n")[0].rstrip(".") or _words(cls.__name__)
        sections = tuple(_section(n, f) for n, f in cls.model_fields.items())
        asked = cls.model_json_schema()
        json.dumps(asked, ensure_ascii=False).encode()  # half a character in a question could not be sent, nor written
        digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
    return Schema(name, title, sections, f"sha256:{digest}", cls)


def _section(name: str, field: FieldInfo) -> SchemaSection:
    title = field.title or _words(name)
    found = parts(name, field)
    doc = found.items[0].meaning if found.items and found.items[0].path else ""
    question = field.description or doc or f"What does the article say about: {title}?"
    return SchemaSection(name, title, " ".join(question.split()), found)


def _words(name: str) -> str:
    return " ".join(re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)).capitalize() or name


@contextmanager
def _own_code(trouble: str) -> Iterator[None]:
    """A user's module and class may raise anything, and may end the program: it becomes one line that says what is wrong."""
    try:
        yield
    except (SummarizeError, KeyboardInterrupt):
        raise
    except BaseException as error:
        pydantic_says_all = isinstance(error, PydanticUserError | NameError)
        raise SchemaError(f"{trouble}: {words(error) if pydantic_says_all else said(error)}") from error


def _from_import(where: str) -> Any:
    with _own_code(f"cannot import {where!r}"):
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
    with _own_code(f"cannot import {str(path)!r}"):
        spec.loader.exec_module(module)
    return module


def _member(module: Any, name: str, spec: str) -> Any:
    with _own_code(f"cannot import {spec!r}"), suppress(AttributeError):
        return getattr(module, name)
    raise SchemaError(f"no class {name!r} in {spec.rpartition(':')[0]!r}")


def _only_class(module: Any, name: str) -> Any:
    """The last class that a shipped module defines: the items stand before the schema that uses them."""
    classes = [
        c for c in vars(module).values() if isinstance(c, type) and issubclass(c, BaseModel) and c.__module__ == module.__name__
    ]
    if not classes:
        raise SchemaError(f"schema {name!r} holds no class")
    return classes[-1]
