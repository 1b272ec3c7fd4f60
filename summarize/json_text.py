"""JSON that anybody may have written, and JSON that anybody's terminal may show. Pure."""

import math
import re
from collections.abc import Iterable
from typing import Any

# A briefing nests about a dozen levels, and what a schema makes of it some more. Pydantic writes 255 at most, and code that
# calls itself for each level ends at some hundreds.
LEVELS = 100
# What a terminal obeys, what reorders text and what hides in it: JSON text holds these only inside strings.
_UNSHOWN = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON. Raises ValueError for a key that stands twice: of two readers each could take another value for it."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in found if keys.count(key) > 1)!r} stands twice in one object")
    return found


def unfit(value: Any) -> str | None:
    """Why a value cannot be written as JSON again, though a parser took it: "it holds half a character …"; None if it can."""
    level: list[Any] = [value]
    for _ in range(LEVELS):
        if why := next(filter(None, map(_unfit, level)), None):
            return why
        level = [inner for held in level for inner in _held(held)]
        if not level:
            return None
    return f"it is nested deeper than {LEVELS} levels"


def safe(text: str) -> str:
    """JSON text with the same content in which nothing acts on a terminal or hides: such characters become escapes."""
    return _UNSHOWN.sub(lambda found: _escape(found.group()), text)


def _unfit(value: Any) -> str | None:
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return f"it holds half a character (a surrogate): {value[:60]!r}"
    if isinstance(value, float) and not math.isfinite(value):
        return f"it holds {value}, which is no number of JSON"
    return None


def _held(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return (*value, *value.values())
    return value if isinstance(value, list | tuple) else ()


def _escape(char: str) -> str:
    units = char.encode("utf-16-be")
    return "".join(f"\\u{units[n : n + 2].hex()}" for n in range(0, len(units), 2))
