"""What a schema says of its fields beside their types, in plain Pydantic: `Field(json_schema_extra={"identifies": True})`."""

from typing import Any

# The field says which thing an item is about: items that mean the same thing are merged into one. Where no field of a row says
# so, its first field does if it is a `str` that must be there; False at any field: nothing does.
IDENTIFIES = "identifies"
# The field says where somebody stands, as a choice from a closed set: two values of one actor at two times are a change.
POSITION = "position"
# The value must stand in the article, word for word.
COPIED = "copied"

# Which of several values stands: MOST, what most independent origins say (so it is where nothing is said), or NEWEST.
MERGE = "merge"
MOST, NEWEST = "most", "newest"


def said(extras: Any, mark: str) -> Any:
    """What a field's `json_schema_extra` says under a mark; None where it says nothing."""
    return next((extra[mark] for extra in extras if isinstance(extra, dict) and mark in extra), None)


def carries(extras: Any, mark: str) -> bool:
    """Does one of a field's `json_schema_extra` carry the mark?"""
    return any(isinstance(extra, dict) and extra.get(mark) is True for extra in extras)
