"""Files: what is read is bounded and named where it cannot be used; what is written is whole or not at all."""

import errno
import json
import os
import re
import secrets
import stat
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from itertools import islice
from pathlib import Path
from time import sleep
from typing import IO, Any

from summarize.errors import OutputError
from summarize.regular import opened

UNFINISHED = ".tmp"
STDIN = "-"
PARTIAL = ".partial"  # as with a cassette: what is not complete does not bear the name of what is
# No file of this program's is as large; a device such as /dev/zero has no end.
LARGEST = 2 * 1024**3
_CHUNK = 1024**2
_PAUSE = 0.01  # seconds, for a reader that is slower than the writer


class UnreadableError(Exception):
    """A file cannot be read, or not as what it should be. One line that names it; `reason` says why, without the name."""

    def __init__(self, message: str, reason: str = "") -> None:
        super().__init__(message)
        self.reason = reason or message


def read(location: Path | str, *, stdin: IO[bytes] | None = None, most: int = LARGEST) -> bytes:
    """All bytes of a file, or of `stdin` where the location is `-`. Raises UnreadableError, also for more than `most` bytes."""
    try:
        if str(location) != STDIN:
            with opened(location) as file:
                if os.fstat(file.fileno()).st_size > most:
                    raise _too_large(location, most)
                data = _all(file, most)
        elif stdin is not None:
            data = _all(stdin, most)
        else:
            raise _unreadable(location, "there is no standard input; give the name of a file")
    except (OSError, ValueError) as error:
        raise _unreadable(location, _why(error)) from error
    if len(data) > most:
        raise _too_large(location, most)
    return data


def _all(file: IO[bytes], most: int) -> bytes:
    return b"".join(islice(iter(lambda: _some(file), b""), most // _CHUNK + 1))


def _some(file: IO[bytes]) -> bytes:
    """The next bytes. A file such as /proc/kmsg, which is not waited for, has None where it has nothing yet."""
    data: bytes | None = file.read(_CHUNK)
    if data is None:
        raise BlockingIOError(errno.EAGAIN, "there is nothing in it to read; name a file")
    return data


def _too_large(location: Path | str, most: int) -> UnreadableError:
    return _unreadable(location, f"it is larger than {most // 1024**2} MB")


def _unreadable(location: Path | str, reason: str) -> UnreadableError:
    return UnreadableError(f"cannot read {str(location)!r}: {reason}", reason)


def _why(error: OSError | ValueError) -> str:
    """Say in a few words why a file cannot be opened, and what to do where that is known."""
    if isinstance(error, FileNotFoundError):
        return "no such file; check the name"
    if isinstance(error, PermissionError):
        return "permission denied; make the file readable"
    if isinstance(error, IsADirectoryError):
        return "it is a folder; name a file in it"
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else f"not a file name ({error})"


def utf8(data: bytes, where: str) -> str:
    """The text of UTF-8, without its byte order mark. Raises UnreadableError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{where} is not UTF-8: save the file as UTF-8") from error


def read_json(path: Path, *, pairs: Callable[[list[tuple[str, Any]]], Any] | None = None) -> Any:
    """What a file of JSON holds; each object as what `pairs` makes of it. Raises UnreadableError."""
    return _parsed(read(path), repr(str(path)), pairs)


def json_lines(location: Path | str, *, stdin: IO[bytes] | None = None) -> Iterator[tuple[str, Any]]:
    """What the lines of a file of JSON Lines hold, each with its place (file and line) in words; blank lines are skipped.

    Raises UnreadableError that names the first bad line.
    """
    for number, line in enumerate(read(location, stdin=stdin).split(b"\n"), 1):
        if line.removeprefix(BOM_UTF8).strip():
            where = f"{str(location)!r}, line {number}"
            yield where, _parsed(line, where)


def _parsed(data: bytes, where: str, pairs: Callable[[list[tuple[str, Any]]], Any] | None = None) -> Any:
    try:
        return json.loads(utf8(data, where), object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise UnreadableError(f"{where} is not JSON: {error.msg} at {line}column {error.colno}") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; brackets of thousands of levels
        raise UnreadableError(f"{where} is not JSON that can be read: {error}") from error


@cache
def sections(path: Path) -> Mapping[str, str]:
    """Read word lists that come with the program: the text under each `[section]`; lines that begin with # are comments."""
    text = re.sub(r"^#.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
    _, *parts = re.split(r"^\[([\w -]+)\]\n", text, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def write(text: str | bytes | Iterable[str], path: Path | str) -> None:
    """Put a result into a file: UTF-8, newlines as given, whole or not at all. Of a large text the pieces may be given.

    The text goes to a new file beside `path`, which takes its place when all of it is on the disk. What was there before stays
    until then. A device or pipe (/dev/stdout) is written to as it is. Raises OutputError.
    """
    with output_errors(path):
        whole = (text,) if isinstance(text, str | bytes) else text
        data = (piece if isinstance(piece, bytes) else encoded(piece) for piece in whole)
        if replaceable(path):
            _replace(Path(os.path.realpath(path)), data)  # a link stays a link: what it points to is replaced
        else:
            with Path(path).open("wb", buffering=0) as file:
                for piece in data:
                    put(piece, file)


def replaceable(path: Path | str) -> bool:
    """Whether a result takes the place of what is at `path`, a file or nothing; a device or pipe is written to as it is.

    Raises OSError where it can be neither: a file that is read-only, links in a circle.
    """
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116  of what /dev/stdout stands for, which has no path of its own
    except FileNotFoundError:
        return True
    if stat.S_ISREG(mode) and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "it is read-only")
    return stat.S_ISREG(mode)


def _replace(target: Path, data: Iterable[bytes]) -> None:
    with beside(target) as temporary:
        with temporary.open("xb") as file:
            file.writelines(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A name for a temporary file in the target's own folder, so that the last step is a rename; nothing is left behind."""
    # Of its name no more than fits into the 255 bytes of a file name, four a character.
    temporary = target.with_name(f".{target.name[:50]}.{secrets.token_hex(4)}{UNFINISHED}")
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def encoded(text: str) -> bytes:
    """UTF-8. A surrogate, which it has not, becomes its escape in JSON and Python: nothing is lost for it."""
    return text.encode("utf-8", "backslashreplace")


def put(data: bytes, file: IO[bytes]) -> None:
    """Write all of it, also to a file that takes it in parts: one without a buffer, a pipe that does not block."""
    left = memoryview(data)
    while left:
        left = left[_taken(file, left) :]
    while not _flushed(file):
        sleep(_PAUSE)


def _taken(file: IO[bytes], data: memoryview) -> int:
    """How many bytes a file took. Where its reader is slow it takes none, and there is a pause."""
    try:
        taken: int | None = file.write(data)  # None: what does not block has no buffer, and the pipe is full
    except BlockingIOError as full:
        taken = full.characters_written
    if not taken:
        sleep(_PAUSE)
    return taken or 0


def _flushed(file: IO[bytes]) -> bool:
    try:
        file.flush()
    except BlockingIOError:
        return False
    return True


@contextmanager
def lines_to(path: Path, *, say: Callable[[str], None]) -> Iterator[Callable[[str], None]]:
    """Write lines to a file that gets its name only when the block ends well; what was there before stays until then.

    Until then, and after a failure or a kill, each line so far is in `path` with `.partial` added; `say` is told of a failure.
    A device or pipe is written to as it is. Raises OutputError, also where another run writes to the same file.
    """
    with output_errors(path):
        whole = replaceable(path)
        target = Path(os.path.realpath(path)) if whole else path
        partial = target.with_name(target.name + PARTIAL)
        file = _taken_alone(partial if whole else path)
    with file:
        try:
            yield lambda line: _put_line(line, file, path)
            if whole:
                file.seek(0)  # not by its name, which a run that ends just now may have removed
                write(file.read(), path)
        except BaseException:  # Ctrl-C, too; it is raised again
            if whole and os.fstat(file.fileno()).st_size:
                say(f"the results so far are in {str(partial)!r}")
            elif whole:
                partial.unlink(missing_ok=True)
            raise
    if whole:
        partial.unlink(missing_ok=True)


def _put_line(line: str, file: IO[bytes], path: Path) -> None:
    with output_errors(path):
        put(encoded(line), file)


def _taken_alone(target: Path) -> IO[bytes]:
    """Open a file to write it anew, without a buffer: closing has nothing left that could fail.

    A file, not a device, is locked as long as it is open.
    """
    file: IO[bytes] = target.open("a+b" if replaceable(target) else "wb", buffering=0)
    try:
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            lock(file)
            file.truncate(0)
    except BaseException:
        file.close()
        raise
    return file


def lock(file: IO[bytes]) -> None:
    """Keep others out. Raises BlockingIOError where another holds it; a system without locks keeps nobody out."""
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BlockingIOError(error.errno, "another run is writing to it; wait for its end, or name another") from error
    except OSError:  # a file system without locks
        return


@contextmanager
def output_errors(path: Path | str) -> Iterator[None]:
    """Raise OutputError for what cannot be written, but leave a reader that has gone (BrokenPipeError) to the command."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error
    except ValueError as error:  # a NUL in its name
        raise OutputError(path, f"not a file name ({error})") from error
