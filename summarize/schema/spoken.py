"""A schema in plain words: for each section what an article is asked, what it may answer, and what several answers become."""

from collections.abc import Container, Iterator, Mapping
from textwrap import wrap
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from summarize.language.prose import counted
from summarize.schema.addresses import under
from summarize.schema.load import Schema, SchemaSection
from summarize.schema.parts import Item, Leaf, Text
from summarize.schema.rules import rule, rule_of_leaf

WIDTH = 100  # columns
_LABEL = 22  # columns of what stands before what is told
NOT_FILLED = "a model that only weighs sentences, as the small one on your machine, leaves it empty"
_KINDS = {
    "integer": "a whole number",
    "number": "a number",
    "boolean": "yes or no",
    "string": "a few words",
    "object": "named values",
    "array": "a list",
}
_FORMATS = {"date": "a day", "date-time": "a day and a time", "time": "a time of day", "duration": "a length of time"}
_LIMITS = {
    "minimum": "at least {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "at most {}",
    "exclusiveMaximum": "less than {}",
}


class _Told(NamedTuple):
    """A label and what is said under it, `deep` levels in."""

    label: str
    said: str
    deep: int = 1


def spoken(schema: Schema, not_filled: Container[str] = ()) -> str:
    """The text, with a newline at its end. `not_filled`: the addresses that a model that only weighs leaves empty."""
    head = f"{schema.name}: {schema.title}\n\n" + _filled(
        f"Each article is asked by itself. The topic, “{schema.title}”, stands in every question. Everything that is answered "
        "quotes the article. What the articles say is put together afterwards."
    )
    return "\n".join([head, *(_section(asked, not_filled) for asked in schema.sections)])


def _section(asked: SchemaSection, not_filled: Container[str]) -> str:
    told = [_Told("asks", asked.question)]
    parts: list[Text | Item] = [*asked.parts.texts, *asked.parts.items]
    for part in parts:
        told += _part(part, asked, not_filled)
    return "\n".join([f"{asked.name} ({asked.title})", *map(_line, told)]) + "\n"


def _part(part: Text | Item, asked: SchemaSection, not_filled: Container[str]) -> Iterator[_Told]:
    """A text or an item of a section; what is not the section itself has its name before it."""
    if isinstance(part, Item) and not part.path:
        yield from _leaf(part.leaves[0], part, 1, not_filled)
        return
    deep = 1 if part.path == asked.name else 2
    if deep > 1:
        yield _Told(part.path.removeprefix(f"{asked.name}."), part.meaning)
    yield from _answer(part, deep, not_filled)
    if isinstance(part, Item):
        yield from _inside(part, deep, not_filled)


def _inside(item: Item, deep: int, not_filled: Container[str]) -> Iterator[_Told]:
    for leaf in item.leaves:
        yield _Told(leaf.path, leaf.meaning, deep)
        yield from _leaf(leaf, item, deep + 1, not_filled)
    for text in item.texts:
        yield _Told(text.path.removeprefix(f"{item.path}."), text.meaning, deep)
        yield from _answer(text, deep + 1, not_filled)


def _answer(part: Text | Item, deep: int, not_filled: Container[str]) -> Iterator[_Told]:
    own = rule(part)
    yield _Told("may be answered", own.asked + (f", at most {part.most}" if part.most else ""), deep)
    yield _Told("several articles", own.over, deep)
    if part.path in not_filled:
        yield _Told("note", NOT_FILLED, deep)


def _leaf(leaf: Leaf, item: Item, deep: int, not_filled: Container[str]) -> Iterator[_Told]:
    yield _Told("may be answered", _may(leaf), deep)
    yield _Told("several articles", rule_of_leaf(leaf, item).over, deep)
    if leaf.path in item.positions:
        yield _Told("note", "a position: two of one actor at two times are told as a change", deep)
    if under(item.path, leaf.path) in not_filled:
        yield _Told("note", NOT_FILLED, deep)


def _may(leaf: Leaf) -> str:
    kind = _kind(TypeAdapter(leaf.wanted).json_schema())
    copied = ", copied word for word from the cited sentence" if leaf.copied else ""
    most = f", at most {leaf.most} of them" if leaf.most else ""
    return (f"any number of values, each {kind}" if leaf.many else kind) + copied + most


def _kind(schema: Mapping[str, Any]) -> str:
    """A JSON schema of one value, in words."""
    if choices := schema.get("enum", [schema["const"]] if "const" in schema else []):
        return "one of " + ", ".join(f"“{choice}”" for choice in choices)
    known = _FORMATS.get(schema.get("format", "")) or _KINDS.get(schema.get("type", ""), "a value as the class defines it")
    limits = [words.format(schema[key]) for key, words in _LIMITS.items() if key in schema]
    limits += [f"at most {counted(schema['maxLength'], 'character')}"] if "maxLength" in schema else []
    return ", ".join([known, *limits])


def _line(told: _Told) -> str:
    edge = "  " * told.deep
    first = f"{edge}{told.label}: ".ljust(_LABEL)
    return "\n".join(wrap(told.said, WIDTH, initial_indent=first, subsequent_indent=" " * _LABEL) or [first])


def _filled(text: str) -> str:
    return "\n".join(wrap(text, WIDTH)) + "\n"
