"""Front matter: what the first lines of a text file say about its article, in YAML between two lines of dashes. Pure."""

import re
from datetime import date
from itertools import islice
from typing import Any

from summarize.files import UnreadableError

KEYS = ("title", "publisher", "language", "origin", "published", "url", "reliability")
_KEY_LINE = re.compile(r"-{3,}[ \t]*\r?\n\s*(?:" + "|".join(KEYS) + r")[ \t]*:", re.IGNORECASE)
# Front matter is a few lines; a YAML parser is not asked to read a whole file.
_LONGEST = 20_000


def front_matter(text: str) -> tuple[dict[str, Any], int]:
    """Give the metadata and the offset (code points) at which the article's own text begins.

    A block between two `---` lines at the very start is front matter where it is a YAML mapping with at least one key
    that is known here; else it is text, as it may well be. Raises UnreadableError.
    """
    from frontmatter.default_handlers import YAMLHandler

    fences = list(islice(YAMLHandler.FM_BOUNDARY.finditer(text[:_LONGEST]), 2)) if text.startswith("---") else []
    ours = _KEY_LINE.match(text) is not None
    if len(fences) < 2:
        if ours:
            raise UnreadableError("its front matter has no end; put a line with --- after it")
        return {}, 0
    block = _yaml(text[fences[0].end() : fences[1].start()], strict=ours)
    known = {str(k).lower(): v for k, v in block.items() if str(k).lower() in KEYS}
    return (_facts(known), fences[1].end()) if known else ({}, 0)


def _yaml(block: str, *, strict: bool) -> dict[Any, Any]:
    """Read a block with the loader that makes strings, lists and mappings only: no objects, no code, no surprises (`No`)."""
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    try:
        found = YAMLHandler().load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if not strict:
            return {}
        problem, place = getattr(error, "problem", None), getattr(error, "problem_mark", None)
        at = f": {problem} in line {place.line + 1}" if problem and place else ""
        raise UnreadableError(f"its front matter is not YAML ({problem}{at}); put values with a colon in quotes") from error
    return found if isinstance(found, dict) else {}


def _facts(known: dict[str, Any]) -> dict[str, Any]:
    for key, value in known.items():
        if not isinstance(value, str):
            raise UnreadableError(f"{key} in its front matter is not a plain value; write one line of text")
    told = {key: " ".join(v.split()) for key, v in known.items() if v.strip() and v.strip().lower() not in {"null", "~"}}
    if "reliability" in told and told["reliability"].upper() not in tuple("ABCDEF"):
        raise UnreadableError(f"reliability in its front matter is {told['reliability']!r}; use one letter from A to F")
    if "url" in told and not re.match(r"(?i)https?://\S+$", told["url"]):
        raise UnreadableError(f"url in its front matter is {told['url']!r}; it starts with http:// or https://")
    facts: dict[str, Any] = {**told}
    if "reliability" in told:
        facts["reliability"] = told["reliability"].upper()
    if "published" in told:
        facts["published"] = _day(told["published"])
    return facts


def _day(written: str) -> date:
    """Read the day of an ISO date or of a date with a time (in its own time zone)."""
    match = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$", written)
    try:
        if match:
            return date(*(int(part) for part in match.groups()))
    except ValueError:
        pass
    raise UnreadableError(f"published in its front matter is {written!r}; write a date such as 2025-12-16")
