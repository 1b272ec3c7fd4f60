"""Wire shapes that are made at run time, for so many things: what a reply must be, in the fewest words."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field, create_model


def model(name: str, fields: Mapping[str, Any]) -> type[BaseModel]:
    """A class with these fields and no others, each of which must be there. `fields`: name -> type, with its limits."""
    given: dict[str, Any] = {key: (kind, ...) for key, kind in fields.items()}
    return create_model(name, __config__={"extra": "forbid"}, **given)


def list_of(kind: Any, *, least: int = 0, most: int) -> Any:
    return Annotated[list[kind], Field(min_length=least, max_length=most)]


def number(most: int) -> Any:
    """One of the numbers from 1 to `most`."""
    return Annotated[int, Field(ge=1, le=most)]


def text(most: int, *, least: int = 0) -> Any:
    """Text of so many code points."""
    return Annotated[str, Field(min_length=least, max_length=most)]
