"""Values by address become an instance of the user's class; what it lacks, or what the class refuses, is named."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Optional, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model

from summarize.models import Json
from summarize.schema.own_code import said
from summarize.schema.parts import is_model, unwrapped

NOT_SAID = "no article says it"
NOT_ASKED = "it was not asked: a model of this kind would fill it in wrongly"
_RELAXES = "__relaxes__"


class Filled(NamedTuple):
    """An instance of the user's class; address -> why for what nobody says, and for what the class refuses.

    Where the class demands something that nobody says, the instance is of a subclass of the same name, in which it is None.
    """

    value: BaseModel
    unsaid: dict[str, str]
    refused: dict[str, str]


def fill(cls: type[BaseModel], data: Json) -> Filled:
    """Make an instance of `cls` from `data`, JSON by the names of its fields. What does not fit is left out, and named."""
    unsaid = dict.fromkeys(_unsaid(cls, data), NOT_SAID)
    whole = _with_lists(cls, data)
    try:
        return Filled(_validated(cls, whole), unsaid, {})
    except (ValidationError, _OwnError):
        value, refused = _partly(cls, json.loads(json.dumps(whole)))
        return Filled(value, unsaid, refused)


def strict(cls: type[BaseModel]) -> type[BaseModel]:
    """The user's own class, of the class of an instance that `fill` made."""
    found: type[BaseModel] = cls.__dict__.get(_RELAXES, cls)
    return found


def _unsaid(cls: type[BaseModel], data: Json, prefix: str = "") -> Iterator[str]:
    """The addresses of fields that have no value; of a model that stands alone, those inside it."""
    for name, field in cls.model_fields.items():
        inner, many = unwrapped(field.annotation)
        value = data.get(name)
        if _is_void(value):
            yield prefix + name
        elif is_model(inner) and not many and isinstance(value, dict):
            yield from _unsaid(inner, value, f"{prefix}{name}.")


def _with_lists(cls: type[BaseModel], data: Json) -> Json:
    """The same with an empty list for each list that the class demands and nobody fills, also in models that stand alone."""
    found = dict(data)
    for name, field in cls.model_fields.items():
        inner, many = unwrapped(field.annotation)
        if many and field.is_required() and name not in found:
            found[name] = []
        elif is_model(inner) and isinstance(found.get(name), dict) and not many:
            found[name] = _with_lists(inner, found[name])
    return found


def _is_void(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, dict) and all(map(_is_void, value.values())))


def _partly(cls: type[BaseModel], data: Any) -> tuple[BaseModel, dict[str, str]]:
    """Leave out what is refused, place by place, until the rest fits."""
    lenient, refused = relaxed(cls), dict[str, str]()
    while True:
        try:
            return _validated(lenient, data), refused
        except _OwnError as error:
            refused[""] = str(error)
            return lenient.model_construct(**_each(lenient, data, refused)), refused
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            way = _found(data, first["loc"])
            refused[_address(way)] = f"the schema refuses it: {' '.join(first['msg'].split())}"
            if not way:  # the class refuses the whole: its fields are right each by itself
                return lenient.model_construct(**_each(lenient, data, refused)), refused
            _drop(data, way)


class _OwnError(Exception):
    """A check of the class's own failed with something else than Pydantic's errors."""


def _validated(cls: Any, data: Any, *, adapter: TypeAdapter[Any] | None = None) -> Any:
    """Validate JSON by the names of fields. Raises ValidationError, and _OwnError for what else a validator raises.

    A validator may stumble over what nobody says; the work of an hour is not thrown away for it.
    """
    validate = adapter.validate_json if adapter else cls.model_validate_json
    try:
        return validate(json.dumps(data), by_name=True, by_alias=False)
    except ValidationError:
        raise
    except (Exception, SystemExit) as error:
        raise _OwnError(f"a check of the schema's own failed: {said(error)}") from error


def _each(cls: type[BaseModel], data: Json, refused: dict[str, str]) -> dict[str, Any]:
    """The fields of an instance, each validated by its own type only. What does not fit even so is None, and named."""
    found: dict[str, Any] = {}
    for name, field in cls.model_fields.items():
        wanted: Any = Annotated[(field.annotation, *field.metadata, Field())]
        try:
            found[name] = _validated(None, data[name], adapter=TypeAdapter(wanted)) if name in data else field.get_default()
        except (ValidationError, _OwnError) as error:
            first = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            found[name], refused[name] = None, f"the schema refuses it: {' '.join(first.split())}"
    return found


def _found(data: Any, loc: tuple[int | str, ...]) -> list[Any]:
    """The part of an error's place that is in the data: Pydantic also names the members of unions there."""
    way: list[Any] = []
    for step in loc:
        if (isinstance(data, dict) and step in data) or (isinstance(data, list) and isinstance(step, int) and step < len(data)):
            way.append(step)
            data = data[step]  # type: ignore[index]  # a key of a dict or an index of a list
    return way


def _drop(data: Any, way: list[Any]) -> None:
    for step in way[:-1]:
        data = data[step]
    del data[way[-1]]


def _address(way: Iterable[int | str]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in way).removeprefix(".")


@cache
def relaxed(cls: type[BaseModel]) -> type[BaseModel]:
    """A subclass in which every field may be missing; its validators still look at what is there."""
    lenient: type[BaseModel] = _relaxed(cls, {})
    return lenient


def _relaxed(cls: type[BaseModel], made: dict[type[BaseModel], Any]) -> Any:
    if cls in made:  # a class inside itself stays as strict as it is
        return made[cls]
    made[cls] = cls
    fields: dict[str, Any] = {}
    for name, field in cls.model_fields.items():
        own = field._copy()  # noqa: SLF001  Pydantic has no public copy that keeps all attributes
        if own.is_required():
            own.default = _empty(field.annotation)
        loose = _loose(field.annotation, made)
        inner = Annotated[(loose, *field.metadata)] if field.metadata else loose  # limits are for what is there
        own.metadata = []
        fields[name] = (Optional[inner], own)  # noqa: UP045  made at run time
    config = ConfigDict(loc_by_alias=False)
    lenient = create_model(cls.__name__, __base__=cls, __module__=cls.__module__, **fields)
    lenient.model_config = {**lenient.model_config, **config}
    lenient.model_rebuild(force=True)
    setattr(lenient, _RELAXES, cls)
    made[cls] = lenient
    return lenient


def _empty(annotation: Any) -> Any:
    """`None`, or an empty list for a field that wants one."""
    return (get_origin(annotation) or list)() if unwrapped(annotation)[1] and type(None) not in get_args(annotation) else None


def _loose(annotation: Any, made: dict[type[BaseModel], Any]) -> Any:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and origin is None:
        return _relaxed(annotation, made) if annotation.model_fields.keys() - {"root"} else annotation
    if not arguments or origin is Literal:
        return annotation
    if origin is Annotated:
        return Annotated[(_loose(arguments[0], made), *arguments[1:])]
    if origin in (Union, UnionType):  # of several models each must stay what it is: how else could they be told apart?
        several = len(arguments) - (type(None) in arguments) > 1
        return annotation if several else Union[tuple(_loose(one, made) for one in arguments)]  # noqa: UP007
    inner = tuple(_loose(argument, made) for argument in arguments)
    return origin[inner] if inner != arguments else annotation
