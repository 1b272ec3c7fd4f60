"""What a user's class asks of one article: its fields, sorted into items that have values and texts that stand for themselves.

A *text* is free text of its own, a `str` or a list of them: each answer is one statement. An *item* is one object with
*leaves*, each with one value: a model, the rows of a list of models, or the schema itself for fields such as `deaths: int`. A
model inside an item gives its leaves to it (`address.city`); a list of models in an item that stands alone is rows of its own.
What is nested deeper, a dict, a union of models and a class inside itself are one leaf, whose value is the whole of it.
"""

from collections import abc
from collections.abc import Iterator
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic import BaseModel, PydanticUserError, RootModel, TypeAdapter
from pydantic.fields import FieldInfo
from pydantic_core import PydanticSerializationError

from summarize.errors import SchemaError
from summarize.schema.marks import COPIED, IDENTIFIES, MERGE, MOST, NEWEST, POSITION, carries, said
from summarize.schema.own_code import words

_LISTS = (list, tuple, set, frozenset, abc.Sequence, abc.MutableSequence, abc.Set)
_LAZY = (abc.Iterable, abc.Iterator, abc.Generator)  # is read once, and then gone
# What nobody can be asked for: a type that says nothing of what it holds.
_SHAPELESS = (Any, object, type, bytes)


class Leaf(NamedTuple):
    """One value of an item.

    `path`: its name from its item, dotted where it stands in a model inside. `wanted`: its type as an article is asked for it,
    without `None`, with the limits of the class; the type of one value where there are `many`, at `most` so many. `worded`: it
    takes words or numbers from the text, and is no choice from a closed set. `copied`: the cited sentences must have it word
    for word. `newest`: of several values the newest stands, not the one that most say.
    """

    path: str
    meaning: str
    wanted: Any
    many: bool = False
    worded: bool = True
    copied: bool = False
    most: int | None = None
    newest: bool = False

    @property
    def words(self) -> bool:
        """Is it free text, of which one wording may stand for others?"""
        return not self.many and unwrapped(self.wanted)[0] is str


class Text(NamedTuple):
    """Free text of its own. `path` is its address in the schema; `many` says whether several are wanted, at `most` so many.

    Its value is a statement, or where the field asks for a name or a few words, these; `wanted` is their type, with the limits
    of the class.
    """

    path: str
    meaning: str
    wanted: Any
    many: bool
    most: int | None = None

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]


class Item(NamedTuple):
    """An object with values. `path` is its address in the schema, "" for the schema itself.

    Of `many` there are rows, at `most` so many.
    `identity`: the leaf that says which thing a row is about: the one that is marked, else the first field of the row, if it is
    a `str` that every row must have. `positions`: the leaves that say where somebody stands. `texts`
    are lists of text inside it; those of a row without identity are leaves: nothing tells later which row they belong to.
    """

    path: str
    meaning: str
    many: bool
    leaves: tuple[Leaf, ...] = ()
    texts: tuple[Text, ...] = ()
    identity: str | None = None
    positions: tuple[str, ...] = ()
    most: int | None = None

    @property
    def worded(self) -> tuple[Leaf, ...]:
        return tuple(leaf for leaf in self.leaves if leaf.worded)


class Parts(NamedTuple):
    """What one field of the schema asks for: its own item or its own text first, then the rows inside it."""

    items: tuple[Item, ...] = ()
    texts: tuple[Text, ...] = ()


def parts(name: str, field: FieldInfo) -> Parts:
    """Sort what one field of a schema asks for. Raises SchemaError where it is nothing that an article can be asked."""
    _refuse_unaddressed(name, name)
    inner, many = unwrapped(field.annotation)
    meaning = field.description or _doc(inner) or _spoken(name)
    if is_model(inner):
        return _of_model(name, inner, many=many, meaning=meaning, most=_most(field))
    if inner is str and not carries(_schema_of(field), COPIED):
        return Parts(texts=(Text(name, meaning, _wanted(field), many, _most(field)),))
    leaf = _leaf(name, name, field, meaning)
    return Parts(items=(Item("", meaning, many=False, leaves=(leaf,)),))


def _of_model(path: str, cls: type[BaseModel], *, many: bool, meaning: str, most: int | None) -> Parts:
    marked = _marked(path, cls, IDENTIFIES)
    identity = marked or (_first_words(cls) if many else None)
    found = list(_Inside(path, texts=not many or bool(marked), rows=not many).of(cls, "", (cls,)))
    leaves = tuple(one for one in found if isinstance(one, Leaf))
    texts = tuple(one for one in found if isinstance(one, Text))
    positions = tuple(name for name in _named(cls, POSITION) if name in {leaf.path for leaf in leaves})
    own = Item(path, meaning, many, leaves, texts, identity, positions, most)
    return Parts(items=(own, *(one for one in found if isinstance(one, Item))))


class _Inside(NamedTuple):
    """A walk through the model at `path`: are its lists of `texts` and its lists of models (`rows`) parts of their own?"""

    path: str
    texts: bool
    rows: bool

    def of(self, cls: type[BaseModel], prefix: str, above: tuple[type, ...]) -> Iterator[Leaf | Text | Item]:
        cls.model_rebuild()  # what it names before it is defined
        for name, field in cls.model_fields.items():
            _refuse_unaddressed(f"{self.path}.{prefix}{name}", name)
            inner, many = unwrapped(field.annotation)
            if is_model(inner) and inner not in above and not many:
                yield from self.of(inner, f"{prefix}{name}.", (*above, inner))
            else:
                yield self._part(prefix + name, field, inner, many=many, recurs=inner in above)

    def _part(self, name: str, field: FieldInfo, inner: Any, *, many: bool, recurs: bool) -> Leaf | Text | Item:
        address = f"{self.path}.{name}"
        if recurs and field.annotation is inner:
            raise SchemaError(f"{address!r}: {_shown(inner)} must hold another one of itself, without end")
        meaning = field.description or _doc(inner) or _spoken(name.rpartition(".")[2])
        if self.rows and many and is_model(inner) and not recurs:
            return _of_model(address, inner, many=True, meaning=meaning, most=_most(field)).items[0]
        if self.texts and many and inner is str and not carries(_schema_of(field), COPIED):
            return Text(address, meaning, _wanted(field), many=True, most=_most(field))
        return _leaf(address, name, field, meaning)


def _leaf(address: str, path: str, field: FieldInfo, meaning: str) -> Leaf:
    inner, many = unwrapped(field.annotation)
    _refuse_shapeless(address, field.annotation)
    copied = carries(_schema_of(field), COPIED)
    wanted = _wanted(field)
    _refuse_unasked(address, wanted)
    return Leaf(path, meaning, wanted, many, not _closed(inner), copied, _most(field), _newest(address, field))


def _newest(address: str, field: FieldInfo) -> bool:
    wanted = said(_schema_of(field), MERGE)
    if wanted not in (None, MOST, NEWEST):
        raise SchemaError(f"{address!r}: {MERGE} is {wanted!r}; it can be {MOST!r} or {NEWEST!r}")
    return bool(wanted == NEWEST)


def _wanted(field: FieldInfo) -> Any:
    """The type of one value of a field."""
    one, many = _one(field.annotation), unwrapped(field.annotation)[1]
    return one if many or not field.metadata else Annotated[(one, *field.metadata)]


def _most(field: FieldInfo) -> int | None:
    """How many entries a list may have."""
    limits = field.metadata if unwrapped(field.annotation)[1] else ()
    return min((limit.max_length for limit in limits if isinstance(limit, MaxLen)), default=None)


def _one(annotation: Any) -> Any:
    """The type of one value: without `None`, and of a list the type of what it holds, with the limits that this has."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner = _one(arguments[0])
        return inner if _is_list(arguments[0]) else Annotated[(inner, *arguments[1:])]
    if _is_list(annotation):
        return arguments[0]
    present = [a for a in arguments if a is not type(None)]
    if _is_union(origin) and len(present) < len(arguments):
        return _one(present[0]) if len(present) == 1 else Union[tuple(present)]  # noqa: UP007  made at run time
    return annotation


def unwrapped(annotation: Any) -> tuple[Any, bool]:
    """`list[X]` -> (X, True), `X | None` and `Annotated[X, …]` -> X. A tuple of several types is one value."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return unwrapped(arguments[0])
    if _is_list(annotation):
        inner, deeper = unwrapped(arguments[0])
        return (arguments[0] if deeper else inner), True
    present = [a for a in arguments if a is not type(None)]
    if _is_union(origin) and len(present) == 1:
        return unwrapped(present[0])
    return annotation, False


def _is_list(annotation: Any) -> bool:
    origin, arguments = get_origin(annotation), get_args(annotation)
    return origin in _LISTS and (len(arguments) == 1 or (origin is tuple and arguments[1:] == (Ellipsis,)))


def _is_union(origin: Any) -> bool:
    return origin is Union or origin is UnionType


def is_model(annotation: Any) -> bool:
    """Is it a class with fields of its own?"""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel) and not issubclass(annotation, RootModel)


def _closed(annotation: Any) -> bool:
    return get_origin(annotation) is Literal or (isinstance(annotation, type) and issubclass(annotation, bool | Enum))


def _refuse_shapeless(address: str, annotation: Any) -> None:
    inside = get_args(annotation) if get_origin(annotation) not in (Literal, Annotated) else get_args(annotation)[:1]
    if annotation in (*_LISTS, dict) or any(_is_shapeless(one) for one in (annotation, *inside)):
        raise SchemaError(f"{address!r}: {_shown(annotation)} does not say what to ask for; name the type of what it holds")


def _is_shapeless(annotation: Any) -> bool:
    return annotation in _SHAPELESS or isinstance(annotation, TypeVar) or get_origin(annotation) in (type, *_LAZY)


def _refuse_unaddressed(address: str, name: str) -> None:
    """`create_model` takes any name; one with a dot or bracket would be another place of the value."""
    if not name.isidentifier():
        raise SchemaError(f"{address!r}: a field is called by letters, digits and _, not {name!r}")


def _refuse_unasked(address: str, wanted: Any) -> None:
    try:
        asked = TypeAdapter(wanted).json_schema()
    except (PydanticUserError, PydanticSerializationError) as error:
        raise SchemaError(f"{address!r}: {words(error)}") from error
    if asked.get("enum") == []:
        raise SchemaError(f"{address!r}: {_shown(unwrapped(wanted)[0])} has no choices; give it at least one")


def _shown(annotation: Any) -> str:
    return annotation.__name__ if isinstance(annotation, type) else str(annotation).removeprefix("typing.")


def _marked(path: str, cls: type[BaseModel], mark: str) -> str | None:
    found = _named(cls, mark)
    if len(found) > 1:
        raise SchemaError(f"{path!r}: {' and '.join(found)} are marked as what identifies an item; one can be")
    return next(iter(found), None)


def _first_words(cls: type[BaseModel]) -> str | None:
    """The first field of a row, if every row has words there and the class does not say that they identify nothing."""
    name, field = next(iter(cls.model_fields.items()), (None, None))
    refused = any(said(_schema_of(each), IDENTIFIES) is False for each in cls.model_fields.values())
    return name if field and unwrapped(field.annotation) == (str, False) and field.is_required() and not refused else None


def _named(cls: type[BaseModel], mark: str) -> tuple[str, ...]:
    return tuple(name for name, field in cls.model_fields.items() if carries(_schema_of(field), mark))


def _schema_of(field: FieldInfo) -> Any:
    """Where a field's marks stand: on the field, or on the type of its values."""
    return [field.json_schema_extra, *_extras(field.annotation)]


def _extras(annotation: Any) -> Iterator[Any]:
    for argument in get_args(annotation) if get_origin(annotation) is not Literal else ():
        if isinstance(argument, FieldInfo):
            yield argument.json_schema_extra
        else:
            yield from _extras(argument)


def _doc(annotation: Any) -> str:
    return " ".join((annotation.__doc__ or "").split()) if is_model(annotation) else ""


def _spoken(name: str) -> str:
    return name.replace("_", " ").strip()
