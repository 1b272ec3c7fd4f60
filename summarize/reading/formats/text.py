"""Plain text and Markdown, with or without front matter. The text is the whole file without its byte order mark."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from summarize.files import UnreadableError
from summarize.reading.formats import PLAIN, Decoded
from summarize.reading.front_matter import front_matter

SUFFIXES = (".txt", ".text", ".md", ".markdown", PLAIN)
BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF8, "utf-8"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
    (b"", "utf-8"),
)
WIDE = (BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_LE, BOM_UTF32_BE)  # what begins so has lines that do not end in one byte
_KEEPING = "surrogateescape"
_UNDECODED = re.compile("[\udc80-\udcff]")


def decode(data: bytes) -> tuple[Decoded, ...]:
    """Decode UTF-8, or what the byte order mark says, and read front matter. Raises UnreadableError."""
    text = characters(data)
    facts, start, notes = front_matter(text)
    return (Decoded(text, facts, start, notes=notes),)


def in_lines(data: bytes) -> str:
    """As `characters`, but a byte that is not UTF-8 stays as half a character: it fails its own line (see `no_text`)."""
    return characters(data) if data.startswith(WIDE) or b"\0" in data else data.removeprefix(BOM_UTF8).decode(errors=_KEEPING)


def no_text(line: str) -> str | None:
    """Why a line of `in_lines` cannot be read: "it is not UTF-8 …"; None if it can."""
    if line.isascii() or not (bad := _UNDECODED.search(line)):
        return None
    return f"it is not UTF-8: byte 0x{bad[0].encode(errors=_KEEPING)[0]:02x}; save the file as UTF-8"


def characters(data: bytes) -> str:
    """The text of a file, without its byte order mark. Raises UnreadableError."""
    mark, encoding = next((mark, encoding) for mark, encoding in BOMS if data.startswith(mark))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        at = len(mark) + error.start
        reason = f"it is not {encoding.upper()}: byte 0x{data[at]:02x} at offset {at}; save it as UTF-8"
        raise UnreadableError("it is a binary file; give plain text" if b"\0" in data[: 1 << 16] else reason) from error
    if "\0" in text:
        raise UnreadableError("it is a binary file (it has NUL bytes); give plain text")
    return text
