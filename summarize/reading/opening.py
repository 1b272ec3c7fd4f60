"""Names of files, folders and standard input -> the files that they stand for, and their bytes."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from summarize import files
from summarize.errors import SourceError
from summarize.files import STDIN, UnreadableError
from summarize.reading.formats import PLAIN, decoders, foreign, named
from summarize.reading.kinds import by_name, kind

# A long article has 100 KB. A text that is larger is no article, and would cost hours of a model's time. Files of other formats
# hold pictures and whole archives; what text comes out of them is bounded as well (`formats.complete`).
LARGEST = 20 * 1024**2
LARGEST_FOREIGN = 200 * 1024**2
# So many names of files that are left out are told.
_TOLD = 3


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
    others = [name for name in there if name not in found]
    return [str(Path(location) / name) for name in found] or [location], _left_out(location, others) if found else ""


def _left_out(folder: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    several = f"{len(names)} files of other kinds" if len(names) > 1 else "1 file of another kind"
    more = ", …" if len(names) > _TOLD else ""
    return f"{folder!r}: {several} left out: {', '.join(names[:_TOLD])}{more}"


def opened(location: str, *, stdin: IO[bytes] | None = None) -> tuple[bytes, str]:
    """A file's bytes, and the suffix of its format. Raises SourceError."""
    if not location:
        raise SourceError(location, "the name is empty; give the name of a file")
    if re.match(r"(?i)https?://", location):
        raise SourceError(location, "web addresses are not read; save the article as a .txt file and give its name")
    data = _bytes(location, stdin)
    suffix = kind(location, data)
    if suffix not in decoders():
        raise SourceError(location, f"{suffix} files are not read, but {named()}: save the article as plain text")
    if suffix not in foreign() and len(data) > LARGEST:
        raise SourceError(location, f"it is larger than {LARGEST // 1024**2} MB")
    return data, suffix


def _bytes(location: str, stdin: IO[bytes] | None) -> bytes:
    most = LARGEST_FOREIGN if location == STDIN or by_name(location) in foreign() else LARGEST
    try:
        return files.read(location, stdin=stdin, most=most)
    except UnreadableError as error:
        empty = f"the folder has no file that ends in {named()}; name its sub-folders or the files themselves"
        raise SourceError(location, empty if isinstance(error.__cause__, IsADirectoryError) else error.reason) from error
