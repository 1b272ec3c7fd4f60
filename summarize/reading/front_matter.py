"""Front matter: what the first lines of a text file say about its article, in YAML between two lines of dashes. Pure."""

import re
from itertools import islice
from typing import Any

from summarize.files import UnreadableError
from summarize.reading.facts import KEYS, facts

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
    return (facts(known, "its front matter"), fences[1].end()) if known else ({}, 0)


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
