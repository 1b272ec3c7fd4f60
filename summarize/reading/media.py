"""What bytes are, by what a server calls them; where that says little, by how they begin. Pure."""

from summarize.reading.formats import decoders
from summarize.reading.kinds import by_content, by_name

# Types as servers and archives call them.
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "message/rfc822": ".eml",
    "application/warc": ".warc",
    "text/csv": ".csv",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "text/markdown": ".md",
}
# What is only called text, XML or bytes is looked at.
_VAGUE = {"", "text/plain", "text/xml", "application/xml", "application/octet-stream", "binary/octet-stream"}


def suffix_of(content_type: str, data: bytes, *, name: str = "") -> str | None:
    """The suffix of the format of these bytes; None where it is none that is read: a picture, a film, a script.

    `name`: of the file, which tells apart what begins alike, such as a table and a text.
    """
    told = content_type.partition(";")[0].strip().lower()
    if told not in _VAGUE:
        return _TYPES.get(told)
    named = by_name(name)
    return by_content(data) or (named if named and named in decoders() else None) or (".txt" if told == "text/plain" else None)
