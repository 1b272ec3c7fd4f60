"""A briefing as its file: JSON that other tools build on, and that `Briefing.load` reads back."""

import json

from summarize.json_text import safe
from summarize.records import Briefing

SUFFIXES = (".json",)


def rendered(briefing: Briefing) -> str:
    """The file's text, which ends with a newline."""
    return safe(json.dumps(briefing.model_dump(mode="json", by_alias=True), indent=1, ensure_ascii=False)) + "\n"
