"""Addresses in a value: `us_stance.statements[0]` is the first entry of a list in a model. Pure, over plain JSON."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from summarize.models import Json

_STEP = re.compile(r"[^.\[\]]+|\[\d+\]")
_LAST = re.compile(r"(\[\d+\]|\.?[^.\[\]]+)$")


def under(address: str, leaf: str) -> str:
    """The address of a leaf of what stands at `address`, "" for the value itself."""
    return f"{address}.{leaf}" if address else leaf


def above(address: str) -> str:
    """The address of what holds this one; "" for what is none."""
    held = _LAST.sub("", address)
    return held if held != address else ""


def enclosing(address: str) -> Iterator[str]:
    """The address itself, then what holds it, from near to far."""
    while address:
        yield address
        address = above(address)


def unnumbered(address: str) -> str:
    """The address in the schema, the same for every entry of a list."""
    return re.sub(r"\[\d+\]", "", address)


def is_in(address: str, where: str) -> bool:
    """Does an address stand for `where` itself, or for something in it?"""
    return not where or address == where or address.startswith((f"{where}.", f"{where}["))


def at(value: Any, address: str) -> Any:
    """What stands at an address; None where nothing does."""
    for step in _STEP.findall(address):
        if step.startswith("["):
            value = value[int(step[1:-1])] if isinstance(value, list) and int(step[1:-1]) < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def all_in(value: Any, address: str = "") -> Iterator[str]:
    """The addresses of all values inside one that are neither missing nor hold others."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from all_in(inner, under(address, key))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from all_in(inner, f"{address}[{n}]")
    elif value is not None:
        yield address


def nested(values: Iterable[tuple[str, Any]]) -> Json:
    """Values by address as nested JSON. The first value of an address stays.

    Numbers in brackets only tell one entry from the other: a list has no gaps.
    """
    root: dict[str, Any] = {}
    for address, value in values:
        *way, last = _STEP.findall(address)
        held = root
        for step in way:
            held = held.setdefault(step, {})
        held.setdefault(last, value)
    return {key: _listed(value) for key, value in root.items()}


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(key.startswith("[") for key in value):
        return [_listed(value[key]) for key in sorted(value, key=lambda k: int(k[1:-1]))]
    return {key: _listed(inner) for key, inner in value.items()}
