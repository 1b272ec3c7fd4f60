"""Names of files, folders, standard input and web addresses -> the files that they stand for, and their bytes."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from summarize import files
from summarize.errors import SourceError
from summarize.files import STDIN, UnreadableError
from summarize.reading.facts import is_address
from summarize.reading.formats import PLAIN, decoders, foreign, named
from summarize.reading.kinds import by_name, kind
from summarize.reading.register import is_register
from summarize.reading.web import Web

# A long article has 100 KB. A text that is larger is no article, and would cost hours of a model's time. Files of other formats
# hold pictures and whole archives; what text comes out of them is bounded as well (`formats.complete`).
LARGEST = 20 * 1024**2
LARGEST_FOREIGN = 200 * 1024**2
# So many names of files that are left out are told.
_TOLD = 3
# Formats whose characters a server may tell apart; the others say it themselves.
_CHARACTERS = (".html", ".txt", ".md", ".csv", ".jsonl")


class File(NamedTuple):
    """A file, or a document from the web.

    `location`: its name, or the address that it came from in the end. `sha256`: of its bytes as they came, in hexadecimal.
    `data`: these bytes, in UTF-8 where a server told another character set. `suffix`: of its format.
    """

    location: str
    sha256: str
    data: bytes
    suffix: str


def listed(location: str) -> tuple[list[str], str]:
    """A folder's articles by name, and what is to be said of its other files.

    Any other location alone; a folder without articles as well, since reading it will say what is wrong with it.
    """
    try:
        if location in ("", STDIN) or not Path(location).is_dir():
            return [location], ""
        there = sorted(p.name for p in Path(location).iterdir() if not p.name.startswith(".") and p.is_file())
    except (OSError, ValueError):
        return [location], ""
    known = decoders().keys() - {PLAIN}
    found = [name for name in there if by_name(name) in known]
    others = [name for name in there if name not in found and not is_register(name)]
    return [str(Path(location) / name) for name in found] or [location], _left_out(location, others) if found else ""


def _left_out(folder: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    several = f"{len(names)} files of other kinds" if len(names) > 1 else "1 file of another kind"
    more = ", …" if len(names) > _TOLD else ""
    return f"{folder!r}: {several} left out: {', '.join(names[:_TOLD])}{more}"


def opened(location: str, *, stdin: IO[bytes] | None = None, web: Web | None = None) -> File:
    """The file of a name; the document of a web address, where there is a `web` to fetch it. Raises SourceError."""
    if not location:
        raise SourceError(location, "the name is empty; give the name of a file")
    if is_address(location):
        return _fetched(location, web)
    data = _bytes(location, stdin)
    suffix = kind(location, data)
    if suffix not in decoders():
        raise SourceError(location, f"{suffix} files are not read, but {named()}: save the article as plain text")
    if suffix not in foreign() and len(data) > LARGEST:
        raise SourceError(location, f"it is larger than {LARGEST // 1024**2} MB")
    return File(location, _sha256(data), data, suffix)


def _fetched(address: str, web: Web | None) -> File:
    if web is None:
        raise SourceError(
            address, "web addresses are read with --fetch only (in Python: fetch=True); or save the page as a file"
        )
    found = web.fetch(address)
    data = found.data
    if found.charset and found.suffix in _CHARACTERS:
        with suppress(UnicodeDecodeError, LookupError):  # the server may be wrong; then the document is looked at
            data = data.decode(found.charset).encode("utf-8-sig")
    return File(found.url, _sha256(found.data), data, found.suffix)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _bytes(location: str, stdin: IO[bytes] | None) -> bytes:
    most = LARGEST_FOREIGN if location == STDIN or by_name(location) in foreign() else LARGEST
    try:
        return files.read(location, stdin=stdin, most=most)
    except UnreadableError as error:
        empty = f"the folder has no file that ends in {named()}; name its sub-folders or the files themselves"
        raise SourceError(location, empty if isinstance(error.__cause__, IsADirectoryError) else error.reason) from error
