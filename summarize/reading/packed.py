"""What formats that come in parcels share: damage is said in one line, and what is unpacked is bounded."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from summarize.files import UnreadableError

# What an archive may unpack to without its pictures, which are not unpacked: a long book has 2 MB of text.
_MOST_FILES = 10_000
_MOST_BYTES = 200 * 1024**2
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".webp", ".otf", ".ttf", ".woff")
# Text is packed to a fifth to a twentieth; the format itself ends at a thousandth, where only a trap comes near.
_HIGHEST_RATIO = 200
_SMALL = 1024**2

# What parsers raise over bytes that are damaged, or made to be.
_DAMAGE = (
    ValueError, LookupError, AttributeError, TypeError, ArithmeticError, AssertionError, EOFError, OSError, RuntimeError,
    SyntaxError, BadZipFile, ExpatError, zlib.error,
)  # fmt: skip


@contextmanager
def readable(kind: str) -> Iterator[None]:
    """Say of what a parser cannot take that it is no such file, or damaged. Raises UnreadableError."""
    try:
        yield
    except _DAMAGE as error:
        raise UnreadableError(f"it is no {kind}, or it is damaged; open it in its own program and save it again") from error


def unzipped(data: bytes) -> ZipFile:
    """An archive whose text is bounded; it never unpacks more of a file than it told of it. Raises UnreadableError."""
    archive = ZipFile(BytesIO(data))
    entries = [entry for entry in archive.infolist() if not entry.filename.lower().endswith(_PICTURES)]
    packed = sum(entry.compress_size for entry in entries)
    size = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_FILES or size > min(_MOST_BYTES, max(_SMALL, packed * _HIGHEST_RATIO)):
        raise UnreadableError(f"it unpacks to {len(entries)} files of {size // 1024**2} MB: that is no article, but a trap")
    return archive
