"""The briefing format as a JSON Schema, for programs in other languages that read briefings. Made from its own classes."""

from typing import Any

from summarize.models import Json
from summarize.records import FORMAT, Briefing

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> Json:
    """What `Briefing.load` reads: only what every version writes is required, and keys of newer versions may be there."""
    made = _open(Briefing.model_json_schema(by_alias=True))
    required = ["format", *made.pop("required")]
    return {"$schema": DIALECT, **made, "title": FORMAT, "required": required}


def _open(schema: Any) -> Any:
    """The same without a ban on other keys: more may join the format."""
    if isinstance(schema, dict):
        return {key: _open(value) for key, value in schema.items() if (key, value) != ("additionalProperties", False)}
    return [_open(one) for one in schema] if isinstance(schema, list) else schema
