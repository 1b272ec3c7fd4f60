"""A briefing as its file: JSON that other tools build on, and that `Briefing.load` reads back."""

from summarize.json_text import safe
from summarize.records import Briefing

SUFFIXES = (".json",)


def rendered(briefing: Briefing) -> str:
    """The file's text, which ends with a newline."""
    text = safe(briefing.model_dump_json(by_alias=True, indent=1))
    text += "\n"  # in its place: the text of a thousand articles has 40 MB
    return text
