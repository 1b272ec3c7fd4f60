"""Front matter: what the first lines of a text file say about its article, between two lines of dashes. Pure.

It is YAML as programs write it that join strings: titles have a colon, a # or a quotation mark, and dates are in any form. So
each entry is read by itself, and a plain value is taken as it stands.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from summarize.files import UnreadableError, sections
from summarize.reading.facts import KEYS, day, facts, is_address

_WHERE = "its front matter"
_ENTRY = re.compile(r"([A-Za-z][\w:-]*)[ \t]*:(?=\s|$)[ \t]*(.*)")
_GOES_ON = re.compile(r"\s|-\s|#|$")
_COMMENT = re.compile(r"(?:^|\s)#(?=\s|$).*")  # not "Pier #4"
_YAML_VALUE = tuple("\"'[{|>!")
_KEY_LINE = re.compile(r"-{3,}[ \t]*\r?\n\s*(?:" + "|".join(KEYS) + r")[ \t]*:", re.IGNORECASE)
# Front matter is a few lines; a YAML parser is not asked to read a whole file.
_LONGEST = 20_000
# Lines between rules that only happen to look like an entry ("Source: Reuters") are text; so many names that are known are not.
_FEWEST = 2


def front_matter(text: str) -> tuple[dict[str, Any], int, tuple[str, ...]]:
    """Give the metadata, the offset (code points) at which the article's own text begins, and notes on what was left out.

    A block between two `---` lines at the very start is front matter where it holds nothing but entries, and the first is
    one of `KEYS` or two are known under any name; else it is text, as it may well be. Raises UnreadableError.
    """
    from frontmatter.default_handlers import YAMLHandler

    fences = list(islice(YAMLHandler.FM_BOUNDARY.finditer(text[:_LONGEST]), 2)) if text.startswith("---") else []
    ours = _KEY_LINE.match(text) is not None
    if len(fences) < 2:
        if ours:
            raise UnreadableError("its front matter has no end; put a line with --- after it")
        return {}, 0, ()
    entries = dict(_entries(text[fences[0].end() : fences[1].start()]))
    known = entries.keys() & {name for key in KEYS for name in _names(key)}
    if not known or not (ours or len(known) >= _FEWEST):
        return {}, 0, ()
    told, notes = _told(entries)
    return told, fences[1].end(), notes


@cache
def _names(key: str) -> tuple[str, ...]:
    return tuple(sections(Path(__file__).parent / "data" / "front_matter.txt")[key].split())


def _entries(block: str) -> Iterator[tuple[str, str]]:
    """Each entry's name in lower case, and what stands behind it; none where a line belongs to no entry."""
    lines = block.strip("\r\n").splitlines()
    opens = [_ENTRY.match(line) for line in lines]
    if not (lines and opens[0]) or not all(opens[n] or _GOES_ON.match(line) for n, line in enumerate(lines)):
        return
    starts = [(n, match) for n, match in enumerate(opens) if match]
    for (start, match), end in zip(starts, [*(n for n, _ in starts[1:]), len(lines)], strict=True):
        yield match.group(1).lower(), "\n".join((match.group(2), *lines[start + 1 : end]))


def _told(entries: Mapping[str, str]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What is told under the names of `KEYS`, and a note on a date that cannot be read."""
    told = {key: value for key in KEYS if (value := _believed(key, entries)) is not None}
    written = told.pop("published", None)
    known = facts(told, _WHERE)
    if not isinstance(written, str) or written.strip().lower() in {"", "null", "~"}:
        return known, ()
    if found := day(written):
        return {**known, "published": found}, ()
    return known, (f"its date {' '.join(written.split())!r} cannot be read and is left out; write it such as 2025-12-16",)


def _believed(key: str, entries: Mapping[str, str]) -> Any:
    """The first value that is told under a name of a key. Raises UnreadableError for one of ours that is no line of text."""
    for name in _names(key):
        if name in entries:
            value = _value(entries[name])
            if name == key or (isinstance(value, str) and value.strip() and _fits(key, value.strip())):
                return value
    return None


def _fits(key: str, value: str) -> bool:
    return is_address(value) == (key == "url")


def _value(written: str) -> Any:
    """A plain value as it stands, also "[Update] Sold"; what is a list or a quoted string to YAML, as YAML reads it."""
    if written.lstrip().startswith(_YAML_VALUE) or re.match(r"\s*\n\s*-\s", written):
        with suppress(*_not_yaml()):
            return _yaml(written)
    words = _COMMENT.sub("", " ".join(written.split()))
    quoted = re.fullmatch(r"([\"'])(.*)\1", words)
    return quoted.group(2) if quoted else words


def _yaml(written: str) -> Any:
    """Read a value with the loader that makes strings, lists and mappings only: no objects, no code, no surprises (`No`)."""
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    return YAMLHandler().load(f"x: {written}", Loader=yaml.BaseLoader)["x"]


def _not_yaml() -> tuple[type[Exception], ...]:
    import yaml

    return yaml.YAMLError, ValueError, OverflowError, RecursionError
