"""Names of files, folders, standard input and web addresses -> the files that they stand for, and their bytes."""

import hashlib
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

from summarize import files, regular
from summarize.errors import SourceError
from summarize.files import STDIN, UnreadableError
from summarize.reading.facts import clean, is_address
from summarize.reading.formats import MOST_ARTICLES, PLAIN, cutters, decoders, foreign, named
from summarize.reading.formats.text import WIDE
from summarize.reading.kinds import by_name, kind
from summarize.reading.register import is_register
from summarize.reading.web import Web

# A long article has 100 KB. A text that is larger is no article, and would cost hours of a model's time. Files of other formats
# hold pictures and whole archives; what text comes out of them is bounded as well (`formats.complete`).
LARGEST = 20 * 1024**2
LARGEST_FOREIGN = 200 * 1024**2
PIECE = 8 * 1024**2  # bytes of a file of rows that are decoded together, some two thousand articles
# So many names of files that are left out are told.
_TOLD = 3
# Formats whose characters a server may tell apart; the others say it themselves.
_CHARACTERS = (".html", ".txt", ".md", ".csv", ".jsonl")


class File(NamedTuple):
    """A file, or a document from the web.

    `location`: its name, or the address that it came from in the end. `sha256`: of its bytes as they came, in hexadecimal.
    `data`: these bytes, in UTF-8 where a server told another character set; of a large one a piece, and `above` the lines of it
    that stand before that. `suffix`: of its format.
    """

    location: str
    sha256: str
    data: bytes
    suffix: str
    above: int = 0


class Listed(NamedTuple):
    """The locations that a given one stands for, what is to be said of a folder's others, and of those that are too many."""

    names: Sequence[str]
    notes: tuple[str, ...] = ()
    failed: tuple[SourceError, ...] = ()


def listed(location: str, *, every: bool = False) -> Listed:
    """A folder's articles by name, `every` one or the first ten thousand, and what is to be said of what else is there.

    Any other location alone; a folder without articles as well, since reading it will say what is wrong with it.
    """
    try:
        if location in ("", STDIN) or not Path(location).is_dir():
            return Listed([location])
        with os.scandir(location) as entries:
            there = sorted((entry.name, _kind(entry)) for entry in entries if not entry.name.startswith("."))
    except (OSError, ValueError):
        return Listed([location])
    known = decoders().keys() - {PLAIN}
    found = [name for name, kind in there if kind == _FILE and by_name(name) in known]
    most = len(found) if every else MOST_ARTICLES
    names = [str(Path(location) / name) for name in found[:most]] or [location]
    return Listed(names, tuple(_left_out(location, there, {*found})), _too_many(location, len(found), most))


_FILE, _FOLDER, _NO_FILE = "file", "folder", "no file"


def _kind(entry: os.DirEntry[str]) -> str:
    try:
        return _FILE if entry.is_file() else _FOLDER if entry.is_dir() else _NO_FILE
    except OSError:  # links in a circle
        return _NO_FILE


def _left_out(folder: str, there: Sequence[tuple[str, str]], found: Collection[str]) -> Iterator[str]:
    """What is said of the names of a folder that are not `found` to be articles."""
    said = (
        (_FILE, "1 file of another kind left out", "{} files of other kinds left out"),
        (_FOLDER, "1 sub-folder left out; give it as well", "{} sub-folders left out; give them as well"),
        (_NO_FILE, "1 broken link or pipe left out", "{} broken links or pipes left out"),
    )
    for its, one, several in said if found else said[2:]:
        names = [name for name, what in there if what == its and name not in found and not is_register(name)]
        if names:
            shown = ", ".join(map(clean, names[:_TOLD])) + (", …" if len(names) > _TOLD else "")
            yield f"{folder!r}: {several.format(len(names)) if len(names) > 1 else one}: {shown}"


def _too_many(folder: str, count: int, most: int) -> tuple[SourceError, ...]:
    reason = f"it holds {count:,} articles; what stands behind the first {most:,} is not read; split the folder"
    return (SourceError(folder, reason),) if count > most else ()


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


def in_pieces(location: str) -> Iterator[File]:
    """A file as `opened` has it; a large one of rows in pieces, for it may be larger than memory. Raises SourceError."""
    if not _is_cut(location):
        yield opened(location)
        return
    suffix = by_name(location)
    with _source_errors(location), regular.opened(location) as file:
        size, digest = os.fstat(file.fileno()).st_size, hashlib.sha256()
        while data := file.read(PIECE):
            digest.update(data)
        file.seek(0)
        for piece in cutters()[suffix](file, PIECE):
            yield File(location, digest.hexdigest(), piece.data, suffix, piece.above)
            if file.tell() >= size:  # somebody may be writing to it
                return


def _is_cut(location: str) -> bool:
    """Is it a large file of a format that is cut by its bytes? What cannot be opened is not: to open it says why."""
    try:
        if by_name(location) not in cutters() or not Path(location).is_file() or Path(location).stat().st_size <= PIECE:
            return False
        with regular.opened(location) as file:
            return not file.read(4).startswith(WIDE)
    except (OSError, ValueError):
        return False


@contextmanager
def _source_errors(location: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SourceError(location, error.strerror or str(error)) from error


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
        reason = _no_article(location) if isinstance(error.__cause__, IsADirectoryError) else error.reason
        raise SourceError(location, reason) from error


def _no_article(folder: str) -> str:
    if not os.access(folder, os.R_OK | os.X_OK):
        return "permission denied; make the folder readable"
    return f"the folder has no file that ends in {named()}; name its sub-folders or the files themselves"
