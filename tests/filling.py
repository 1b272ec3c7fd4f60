"""The smallest filled instance of a JSON schema, as pydantic writes it: what an obedient model would answer."""

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import cycle
from typing import Any

# What free text says, unless a test wants other words: a name that the articles of `schemas_of_others` have.
TEXT = "Ada Verlund"
# What a string of a certain format says.
FORMATS = {
    "date": "2026-03-14",
    "date-time": "2026-03-14T09:30:00Z",
    "time": "09:30:00",
    "duration": "PT1H30M",
    "uri": "https://example.org/",
    "uuid": "6f1c1d5e-0b7a-4c39-9a53-2f6c0d9f7c11",
    "email": "ada@example.org",
    "path": "a/b",
}
# How often one definition may stand on the way from the top to a value: a tree gets a root and its children.
DEPTH = 2


class TooDeep(Exception):  # noqa: N818  caught where something may be left out
    """A definition stands within itself too often."""


def fill(json_schema: dict[str, Any], *, sentences: int, text: str = TEXT) -> Any:
    """Make the smallest filled instance: always the same, with all properties, one item in each list, no null.

    Recursion ends after DEPTH rounds with what may be absent: an empty list or dict, null, or no property. An integer
    that may be 1 to `sentences` and nothing else is taken for the number of a sentence: they go round, so that not all
    answers cite the same one. Raises ValueError where the schema allows no instance, or none that this can think of.
    """
    try:
        return _Filler(json_schema, sentences, text).value(json_schema, ())
    except TooDeep as error:
        raise ValueError(f"{error} contains itself without end") from None


class _Filler:
    def __init__(self, root: dict[str, Any], sentences: int, text: str) -> None:
        self._root = root
        self._sentences = sentences
        self._numbers = cycle(range(1, sentences + 1))
        self._text = text

    def value(self, schema: dict[str, Any], path: tuple[str, ...]) -> Any:
        if "$ref" in schema:
            return self._referred(schema, path)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return next((one for one in schema["enum"] if one is not None), None)
        for key in ("anyOf", "oneOf"):
            if key in schema:
                return self._one_of(schema[key], path)
        kind = schema.get("type", "string")  # what may be anything may be text; and so are the keys of a dict
        made: dict[str, Callable[[], Any]] = {
            "null": lambda: None,
            "boolean": lambda: True,
            "integer": lambda: self._integer(schema),
            "number": lambda: _number(schema),
            "string": lambda: string(schema, self._text),
            "array": lambda: self._array(schema, path),
            "object": lambda: self._object(schema, path),
        }
        return made[kind]()

    def _referred(self, schema: dict[str, Any], path: tuple[str, ...]) -> Any:
        name: str = schema["$ref"]
        if path.count(name) >= DEPTH:
            raise TooDeep(name)
        return self.value(self._target(name), (*path, name))

    def _target(self, name: str) -> Any:
        return self._root["$defs"][name.removeprefix("#/$defs/").replace("~1", "/").replace("~0", "~")]

    def _one_of(self, options: list[dict[str, Any]], path: tuple[str, ...]) -> Any:
        """The first option that ends, null last."""
        deep = TooDeep("a union")
        for option in sorted(options, key=lambda one: one.get("type") == "null"):
            try:
                return self.value(option, path)
            except TooDeep as error:
                deep = error
        raise deep

    def _integer(self, schema: dict[str, Any]) -> Any:
        if (schema.get("minimum"), schema.get("maximum")) == (1, self._sentences) and "multipleOf" not in schema:
            return next(self._numbers)
        return _number(schema)

    def _array(self, schema: dict[str, Any], path: tuple[str, ...]) -> list[Any]:
        least, most = schema.get("minItems", 0), schema.get("maxItems")
        first = schema.get("prefixItems", [])
        made = [self.value(one, path) for one in first]
        items = schema.get("items", {} if not first else None)
        missing = max(least, 1 if most is None else min(1, most)) - len(made)
        if items is None or missing <= 0:
            return made
        try:
            if schema.get("uniqueItems"):
                return made + self._different(items, missing, path)
            return made + [self.value(items, path) for _ in range(missing)]
        except TooDeep:
            if len(made) < least:
                raise
            return made

    def _different(self, items: dict[str, Any], count: int, path: tuple[str, ...]) -> list[Any]:
        """So many values, none twice."""
        found: list[Any] = []
        for one in self._variants(items, path):
            if one not in found:
                found.append(one)
            if len(found) == count:
                return found
        raise ValueError(f"cannot think of {count} different values for {items}")

    def _variants(self, schema: dict[str, Any], path: tuple[str, ...]) -> Iterator[Any]:
        """Values that fit, as different as is easy: of a choice all, of numbers those that follow, of text with a letter more."""
        one = self.value(schema, path)
        yield one
        if "$ref" in schema:
            schema = self._target(schema["$ref"])
        yield from (one for one in schema.get("enum", []) if one is not None)
        for n in range(26):
            if isinstance(one, str) and not {"pattern", "format", "enum", "const"} & schema.keys():
                yield string(schema, f"{chr(ord('A') + n)} {self._text}")
            elif schema.get("type") in ("integer", "number") and "enum" not in schema:
                after = one + (n + 1) * schema.get("multipleOf", 1)
                if _allowed(Decimal(str(after)), schema):
                    yield after

    def _object(self, schema: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        required = schema.get("required", [])
        for name, field in schema.get("properties", {}).items():
            try:
                made[name] = self.value(field, path)
            except TooDeep:
                if name in required:
                    raise
        try:
            self._add_entries(made, schema, path)
        except TooDeep:
            if len(made) < schema.get("minProperties", 0):
                raise
        return made

    def _add_entries(self, made: dict[str, Any], schema: dict[str, Any], path: tuple[str, ...]) -> None:
        """The entries of a dict, whose keys are not known before."""
        for pattern, field in schema.get("patternProperties", {}).items():
            made[string({"pattern": pattern}, self._text)] = self.value(field, path)
        entry = schema.get("additionalProperties")
        missing = max(schema.get("minProperties", 0), 1) - len(made)
        if isinstance(entry, dict) and missing > 0:
            for key in self._different(schema.get("propertyNames", {}), missing, path):
                made[key] = self.value(entry, path)


def _number(schema: dict[str, Any]) -> int | float:
    """1 where that is allowed, or else the least that is."""
    whole = schema["type"] == "integer"
    step = Decimal(str(schema.get("multipleOf", 1)))
    low, high = (_bound(schema, *keys) for keys in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")))
    candidates = [Decimal(1), step]
    if low is not None:
        up = (low / step).to_integral_value(ROUND_CEILING) * step
        candidates += [low, up, up + step]
    if low is not None and high is not None:
        candidates.append((low + high) / 2)
    if high is not None:
        down = (high / step).to_integral_value(ROUND_FLOOR) * step
        candidates += [high, down, down - step]
    for one in candidates:
        if _allowed(one, schema):
            return int(one) if whole else float(one)
    raise ValueError(f"cannot think of a number for {schema}")


def _bound(schema: dict[str, Any], *keys: str) -> Decimal | None:
    """A bound that may be given in two ways; the first counts where both are."""
    return next((Decimal(str(schema[key])) for key in keys if key in schema), None)


def _allowed(number: Decimal, schema: dict[str, Any]) -> bool:
    return (
        number >= Decimal(str(schema.get("minimum", "-Infinity")))
        and number > Decimal(str(schema.get("exclusiveMinimum", "-Infinity")))
        and number <= Decimal(str(schema.get("maximum", "Infinity")))
        and number < Decimal(str(schema.get("exclusiveMaximum", "Infinity")))
        and number % Decimal(str(schema.get("multipleOf", 1 if schema["type"] == "integer" else number or 1))) == 0
    )


def string(schema: dict[str, Any], text: str = TEXT) -> str:
    """What fits a format, a pattern, or the limits of the length: the text, cut or lengthened."""
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    pattern = schema.get("pattern")
    if pattern is None:
        return text[:most].strip().ljust(least, "x")

    def fits(one: str) -> bool:
        return re.search(pattern, one) is not None and len(one) >= least and (most is None or len(one) <= most)

    for one in (text, text.partition(" ")[0], *FORMATS.values(), "1"):
        if fits(one):
            return one
    for many in range(least + 2):  # `+` and `*` stand for so many, if the least that they may stand for is fewer
        if fits(one := _Pattern(pattern, many).text()):
            return one
    raise ValueError(f"cannot think of a text for {pattern!r}")


class _Pattern:
    """A text for a simple regular expression: letters, escapes, [classes], (groups|of choices), and how often."""

    ESCAPES = {"d": "1", "w": "a", "s": " ", "b": "", "A": "", "Z": "", "z": ""}  # noqa: RUF012  it is never changed

    def __init__(self, pattern: str, many: int) -> None:
        self._left = list(pattern)
        self._many = many

    def text(self) -> str:
        """The first choice, up to the end or the bracket that closes it."""
        first: str | None = None
        said = ""
        while self._left and self._left[0] != ")":
            if self._left[0] == "|":
                self._left.pop(0)
                first, said = said if first is None else first, ""
            else:
                said += self._atom() * self._times()
        return said if first is None else first

    def _atom(self) -> str:
        sign = self._left.pop(0)
        if sign in "^$":
            return ""
        if sign == "\\":
            escaped = self._left.pop(0)
            return self.ESCAPES.get(escaped, escaped)
        if sign == "[":
            return self._one_of_class()
        if sign == "(":
            return self._group()
        return "a" if sign == "." else sign

    def _one_of_class(self) -> str:
        inside = ""
        while (sign := self._left.pop(0)) != "]":
            inside += self.ESCAPES.get(self._left[0], self._left[0]) if sign == "\\" else sign
            if sign == "\\":
                self._left.pop(0)
        if inside.startswith("^"):
            return next(one for one in "a1 -" if not re.match(f"[{inside[1:]}]", one))
        return inside[0]

    def _group(self) -> str:
        if self._left[:2] == ["?", ":"]:
            del self._left[:2]
        ahead = self._left[:2] in (["?", "!"], ["?", "="])
        said = self.text()
        self._left.pop(0)
        return "" if ahead else said

    def _times(self) -> int:
        """How often the last sign stands: the least that is allowed, but `many` where it may be."""
        sign = self._left[0] if self._left else ""
        if sign not in ("?", "*", "+", "{"):
            return 1
        self._left.pop(0)
        if sign == "{":
            least = "".join(self._left[: self._left.index("}")])
            del self._left[: len(least) + 1]
            return int(least.partition(",")[0] or 0)
        return {"?": 0, "*": self._many, "+": max(1, self._many)}[sign]


def verdicts(json_schema: dict[str, Any], verdict: str = "carried") -> dict[str, Any]:
    """The reply of a judge that finds the same of each claim that a question lists."""
    judged = json_schema["properties"]["verdicts"]
    missing = "" if verdict == "carried" else "all of it"
    numbers = range(1, judged["maxItems"] + 1)
    return {"verdicts": [{"claim": n, "verdict": verdict, "missing": missing, "instead": "", "wrong": []} for n in numbers]}
