"""What a schema says of its fields beside their types, in plain Pydantic: `Field(json_schema_extra={"identifies": True})`."""

from typing import Any

from pydantic import BaseModel

# The field says which thing an item is about: items that mean the same thing are merged into one.
IDENTIFIES = "identifies"
# The field says where somebody stands, as a choice from a closed set: two values of one actor at two times are a change.
POSITION = "position"
# The value must stand in the article, word for word.
COPIED = "copied"


def marked(item: type[BaseModel] | None, mark: str) -> tuple[str, ...]:
    """The names of the fields that carry the mark, on the field itself or on the values of its list, in the class's order."""
    fields = item.model_json_schema(by_alias=False).get("properties", {}) if item else {}
    return tuple(name for name, field in fields.items() if _carries(field, mark))


def _carries(schema: Any, mark: str) -> bool:
    if isinstance(schema, dict):
        return schema.get(mark) is True or any(_carries(schema.get(k), mark) for k in ("items", "anyOf", "prefixItems"))
    return isinstance(schema, list) and any(_carries(one, mark) for one in schema)
