"""Which format a file has: by the end of its name; where that tells nothing, by its first bytes. Pure."""

import json
import re
from pathlib import Path

from summarize.files import STDIN
from summarize.reading.formats import PLAIN, decoders

# What stands behind the last dot of a name and is longer is no suffix: "the end. And then".
_LONGEST_SUFFIX = len(".abcde")
_HEAD = 4096
# What a file of a format has in its first bytes. In this order: a page may come in XML, and a message may quote a page.
_SIGNS = (
    (".pdf", re.compile(rb"[\s\S]{0,1024}?%PDF-\d")),
    (".warc", re.compile(rb"WARC/\d")),
    (".warc.gz", re.compile(rb"\x1f\x8b")),
    (".rss", re.compile(rb"(?i)\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:rss|rdf:RDF|feed)\b")),
    (".html", re.compile(rb"(?i)\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b")),
    # A text may begin with "Date:", too; only a message tells of the way that it took.
    (".eml", re.compile(rb"(?i)(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?(?:mime-version|message-id|received|return-path):")),
)
# What stands in the list of contents of a zip file.
_PARTS = ((".docx", b"word/document.xml"), (".epub", b"META-INF/container.xml"))


def kind(location: str, data: bytes) -> str:
    """The suffix of the format of a file, as `decoders` knows it; of a name with a suffix that is unknown, that suffix."""
    suffix = by_name(location)
    if suffix in decoders() and suffix != PLAIN:
        return suffix
    return by_content(data) or suffix


def by_name(location: str) -> str:
    """The known suffix that a name ends with, `.warc.gz` before `.gz`; else what looks like one; else `PLAIN`."""
    name = Path(location).name.lower()
    known = next((s for s in sorted(decoders(), key=len, reverse=True) if s != PLAIN and name.endswith(s)), PLAIN)
    suffix = known or Path(name).suffix
    return PLAIN if location == STDIN or len(suffix) > max(_LONGEST_SUFFIX, len(known)) else suffix


def parted(location: str) -> tuple[str, str]:
    """A file, and which of its articles: `wire.jsonl#3` -> `wire.jsonl`, `3`. A part may be an address with a # of its own."""
    ends = "|".join(map(re.escape, decoders().keys() - {PLAIN}))
    found = re.match(rf"(?is)({STDIN}|.*?(?:{ends}))#(.+)", location)
    return (found.group(1), found.group(2)) if found else (location, "")


def by_content(data: bytes) -> str:
    """The suffix of the format that some bytes are of, or `PLAIN` where they look like none: text, most likely."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"PK\x03\x04"):
        return next((suffix for suffix, part in _PARTS if part in data), PLAIN)
    return next((suffix for suffix, sign in _SIGNS if sign.match(head)), ".jsonl" if _is_json_line(data) else PLAIN)


def _is_json_line(data: bytes) -> bool:
    first = data.lstrip().partition(b"\n")[0]
    try:
        return first.startswith(b"{") and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
