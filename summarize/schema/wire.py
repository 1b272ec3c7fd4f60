"""The wrapped class: what a model is asked to fill in, made from a schema's parts, with sentence numbers beside every value.

A value is `{"sentences": [3], "value": …}`. A text is `{"sentences": [3], "context": [2], "statement": "…", "value": null}`;
its value is given where the field asks for a name or a few words. An item has, beside its values and texts, a `statement` that
tells them in a sentence. A value or a single text that the article does not say is null, a list is empty. Numbers of sentences
are bounded by the article. Keys are the names of the class; where one of them is called `statement`, the key beside it is
`statement_`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, TypeVar, get_origin

from pydantic import BaseModel, ConfigDict, Field, create_model

from summarize.schema.load import SchemaSection
from summarize.schema.parts import Item, Leaf, Text

STATEMENT_LENGTH = 260  # code points; the longest statement in a hand-made briefing has 180
VALUE_LENGTH = 120  # code points of free text in one value: a phrase, not a paragraph
SENTENCES = 4  # of one answer; more is a summary, not a claim
CONTEXT = 2  # sentences that say who "he" is
# Most answers in one list from one window of an article; the user's own limits go first. The articles at hand have up to 19
# people and groups; a small model that may go on does go on.
ROWS, TEXTS, VALUES = 30, 24, 12
Key = TypeVar("Key")
_KEPT = 64  # classes of replies: each takes a quarter of a megabyte
_NOTHING = ("null", "none", "n/a")  # as a small model writes null into text


class Told(NamedTuple):
    """One answer of a model, before it is located. Numbers of sentences are those of the prompt, from 1.

    `path` is its address in what this article says. `values` and `numbers` are by leaf; of a list, `numbers` also by entry.
    """

    section: str
    path: str
    statement: str
    sentences: tuple[int, ...]
    context: tuple[int, ...]
    values: Mapping[str, Any] = {}
    numbers: Mapping[str, tuple[int, ...]] = {}


def shape(name: str, fields: Mapping[str, Any]) -> type[BaseModel]:
    """A wire class made at run time from key -> type: all keys required, none beside them, any key allowed."""
    named: dict[str, Any] = {f"at_{n}": (wanted, Field(alias=key)) for n, (key, wanted) in enumerate(fields.items())}
    return create_model(name, __config__=ConfigDict(extra="forbid", serialize_by_alias=True), **named)


def keyed(value: BaseModel) -> dict[str, Any]:
    """A wire value by its keys; values inside stay as they are."""
    fields = type(value).model_fields
    return {field.alias or name: getattr(value, name) for name, field in fields.items()}


def made_once(make: Callable[[Key, int], type[BaseModel]]) -> Callable[[Key, int], type[BaseModel]]:
    """Decorate a function that makes a class: it takes a millisecond or ten, and thousands of articles ask for the same few.

    Where a user's class carries what has no hash, it is made each time.
    """
    kept = lru_cache(maxsize=_KEPT)(make)

    def made(key: Key, count: int) -> type[BaseModel]:
        try:
            hash(key)
        except TypeError:
            return make(key, count)
        return kept(key, count)

    return made


@made_once
def _wire(sections: tuple[SchemaSection, ...], count: int) -> type[BaseModel]:
    return shape("Answer", {asked.name: _section(asked, count) for asked in sections})


def wire(sections: Sequence[SchemaSection], count: int) -> type[BaseModel]:
    """The class of a reply to all `sections`, about `count` sentences."""
    return _wire(tuple(sections), count)


def told(reply: BaseModel, sections: Sequence[SchemaSection], *, first: int = 0) -> Iterator[Told]:
    """What a reply of the class that `wire` made says, section by section, in the order of the schema.

    Entries of lists are numbered from `first`.
    """
    said = keyed(reply)
    for asked in sections:
        if (answer := said[asked.name]) is None:
            continue
        for text in asked.parts.texts:
            yield from _told_texts(_At(asked.name, text.path, first), text, answer)
        if asked.item:
            yield from _told_items(_At(asked.name, asked.item.path, first), asked.item, asked.parts.items[1:], answer)


def described(sections: Sequence[SchemaSection]) -> list[str]:
    """The form as lines of a prompt: each section with its question, and below it what its keys mean."""
    return [line for asked in sections for line in (f"{asked.name}: {asked.question}", *_described(asked))]


def _described(asked: SchemaSection) -> Iterator[str]:
    for item in asked.parts.items:
        for leaf in item.leaves if item.path else ():
            yield _line(leaf.path, keys(item)[leaf.path], leaf.meaning)
        for text in item.texts:
            yield _line(text.path, _key(text.path, item.path), text.meaning)


def _line(path: str, key: str, meaning: str) -> str:
    """`  name: the person`; nothing is said twice where the class does not say more than the name."""
    return f"  {key}: {meaning}" if meaning != path.rpartition(".")[2].replace("_", " ") else f"  {key}"


def limited(leaf: Leaf) -> Any:
    """The type of one value of a leaf, with a bound on the length of free text that the class does not bound."""
    return _bounded(leaf.wanted)


def _bounded(wanted: Any) -> Any:
    inner, *limits = (wanted.__origin__, *wanted.__metadata__) if get_origin(wanted) is Annotated else (wanted,)
    if inner is not str or any(getattr(limit, "max_length", None) for limit in limits):
        return wanted
    return Annotated[(wanted, Field(max_length=VALUE_LENGTH))]


def keys(item: Item) -> dict[str, str]:
    """For each leaf's path, the key by which an answer names it."""
    if not item.path:
        return {leaf.path: "value" for leaf in item.leaves}
    return {leaf.path: leaf.path.replace(".", "_") for leaf in item.leaves}


def beside(item: Item, rows: Sequence[Item], name: str) -> str:
    """What an answer calls something that it has beside the item's own: `name`, or where one of these is called so, `name_`."""
    inside = [*(text.path for text in item.texts), *(row.path for row in rows)]
    taken = {*keys(item).values(), *(_key(path, item.path) for path in inside)}
    while name in taken:
        name += "_"
    return name


def _section(asked: SchemaSection, count: int) -> Any:
    if asked.item is None:
        text = asked.parts.texts[0]
        return _text_list(text, count) if text.many else _text(text, count) | None
    item, rows = asked.item, asked.parts.items[1:]
    made = _item(item, rows, count)
    # not `| None`: a model that may answer a whole question with null does so too readily
    return _list(made, item.most, ROWS) if item.many else made


def _item(item: Item, rows: Sequence[Item], count: int) -> Any:
    fields: dict[str, Any] = {}
    for leaf in item.leaves:
        value = shape(_named(item.path, leaf.path), {"sentences": _numbers(count), "value": limited(leaf)})
        fields[keys(item)[leaf.path]] = _list(value, leaf.most, VALUES) if leaf.many else value | None
    fields |= {_key(text.path, item.path): _text_list(text, count) for text in item.texts}
    fields |= {_key(row.path, item.path): _list(_item(row, (), count), row.most, ROWS) for row in rows}
    if item.leaves:
        fields[beside(item, rows, "context")] = _context(count)
        fields[beside(item, rows, "statement")] = _STATEMENT if item.many else _STATEMENT | None
    return shape(_named(item.path or item.leaves[0].path, "answer"), fields)


def _named(*paths: str) -> str:
    """What a class is called: it must be told from the others of the same reply."""
    return "".join(word.capitalize() for path in paths for word in re.findall(r"[^\W_]+", path)) or "Answer"


_STATEMENT: Any = Annotated[str, Field(min_length=1, max_length=STATEMENT_LENGTH)]


def _text(text: Text, count: int) -> Any:
    own = {"sentences": _numbers(count), "context": _context(count), "statement": _STATEMENT}
    return shape(_named(text.path), {**own, "value": _bounded(text.wanted) | None})


def _text_list(text: Text, count: int) -> Any:
    return _list(_text(text, count), text.most, TEXTS)


def _list(inner: Any, wanted: int | None, most: int) -> Any:
    return Annotated[list[inner], Field(max_length=min(most, wanted or most))]


def _numbers(count: int) -> Any:
    return Annotated[list[Annotated[int, Field(ge=1, le=count)]], Field(min_length=1, max_length=SENTENCES)]


def _context(count: int) -> Any:
    return Annotated[list[Annotated[int, Field(ge=1, le=count)]], Field(max_length=CONTEXT)]


def _key(path: str, above: str) -> str:
    return path.removeprefix(above + ".").replace(".", "_")


class _At(NamedTuple):
    """Where in an answer we are: a section, an address, and the number of the first entry of a list."""

    section: str
    path: str
    first: int

    def entries(self, said: Any, *, many: bool) -> Iterator[tuple["_At", dict[str, Any]]]:
        for n, each in enumerate(said, self.first) if many else [(0, said)]:
            yield self._replace(path=f"{self.path}[{n}]" if many else self.path), keyed(each)

    def inside(self, path: str, above: str) -> "_At":
        return self._replace(path=f"{self.path}.{path.removeprefix(above + '.')}")


def _told_texts(at: _At, text: Text, said: Any, row: Mapping[str, Any] | None = None) -> Iterator[Told]:
    for here, own in at.entries(said, many=text.many):
        said = own["value"] if (own["value"] or "").casefold() not in _NOTHING else None
        values = {**(row or {}), text.name: said} if said else row or {}
        yield Told(at.section, here.path, own["statement"], tuple(own["sentences"]), tuple(own["context"]), values)


def _told_items(at: _At, item: Item, rows: Sequence[Item], said: Any) -> Iterator[Told]:
    for here, own in at.entries(said, many=item.many):
        found = _told_item(here, item, rows, own)
        identity = {leaf: value for leaf, value in found.values.items() if leaf == item.identity} if found else {}
        if found:
            yield found
        for text in item.texts:
            yield from _told_texts(here.inside(text.path, item.path), text, own[_key(text.path, item.path)], identity)
        for row in rows:
            yield from _told_items(here.inside(row.path, item.path), row, (), own[_key(row.path, item.path)])


def _told_item(at: _At, item: Item, rows: Sequence[Item], own: Mapping[str, Any]) -> Told | None:
    """The item's values and what cites each; None where it has none."""
    values: dict[str, Any] = {}
    numbers: dict[str, tuple[int, ...]] = {}
    for leaf in item.leaves:
        if cited := _several(own[keys(item)[leaf.path]]):
            found = [_value(one) for one in cited]
            values[leaf.path] = found if leaf.many else found[0]
            each = {f"{leaf.path}[{n}]": tuple(keyed(one)["sentences"]) for n, one in enumerate(cited)}
            numbers |= {leaf.path: tuple(n for own in each.values() for n in own), **(each if leaf.many else {})}
    if not values:
        return None
    sentences = tuple(sorted({n for each in numbers.values() for n in each}))
    context = tuple(own[beside(item, rows, "context")])
    statement = own[beside(item, rows, "statement")] or "; ".join(f"{key}: {value}" for key, value in values.items())
    return Told(at.section, at.path, statement, sentences, context, values, numbers)


def _value(cited: BaseModel) -> Any:
    """The value as JSON, by the names of the class's fields."""
    return next(reversed(cited.model_dump(mode="json", by_alias=False, round_trip=True).values()))


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
