"""Files: what is read is bounded and named where it cannot be used; what is written is whole or not at all."""

import json
import os
import re
import secrets
import stat
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import IO, Any

from summarize.errors import OutputError

UNFINISHED = ".tmp"
STDIN = "-"
PARTIAL = ".partial"  # as with a cassette: what is not complete does not bear the name of what is
# No file of this program's is as large; a device such as /dev/zero has no end.
LARGEST = 2 * 1024**3
_CHUNK = 1024**2


class UnreadableError(Exception):
    """A file cannot be read, or not as what it should be. One line that names it; `reason` says why, without the name."""

    def __init__(self, message: str, reason: str = "") -> None:
        super().__init__(message)
        self.reason = reason or message


def read(location: Path | str, *, stdin: IO[bytes] | None = None, most: int = LARGEST) -> bytes:
    """All bytes of a file, or of `stdin` where the location is `-`. Raises UnreadableError, also for more than `most` bytes."""
    try:
        if str(location) != STDIN:
            with Path(location).open("rb") as file:
                data = _all(file, most)
        elif stdin is not None:
            data = _all(stdin, most)
        else:
            raise _unreadable(location, "there is no standard input; give the name of a file")
    except (OSError, ValueError) as error:
        raise _unreadable(location, _why(error)) from error
    if len(data) > most:
        raise _unreadable(location, f"it is larger than {most // 1024**2} MB")
    return data


def _all(file: IO[bytes], most: int) -> bytes:
    return b"".join(islice(iter(lambda: file.read(_CHUNK), b""), most // _CHUNK + 1))


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


def write(text: str | bytes, path: Path | str) -> None:
    """Put a result into a file: UTF-8, newlines as given, whole or not at all.

    The text goes to a new file beside `path`, which takes its place when all of it is on the disk. What was there before stays
    until then. A device or pipe (/dev/stdout) is written to as it is. Raises OutputError.
    """
    data = text if isinstance(text, bytes) else text.encode()
    with _output_errors(path):
        target = Path(path).resolve()  # a link stays a link: what it points to is replaced
        mode = target.stat().st_mode if target.exists() else None
        if mode is None or stat.S_ISREG(mode):
            _replace(target, data, mode)
        else:
            target.write_bytes(data)


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    with beside(target) as temporary:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A name for a temporary file in the target's own folder, so that the last step is a rename; nothing is left behind."""
    temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}{UNFINISHED}")
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def lines_to(path: Path, *, say: Callable[[str], None]) -> Iterator[Callable[[str], None]]:
    """Write lines to a file that gets its name only when the block ends well; what was there before stays until then.

    Until then, and after a failure or a kill, each line so far is in `path` with `.partial` added; `say` is told of a failure.
    A device or pipe is written to as it is. Raises OutputError.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        with _appending(target, path) as put:
            yield put
        return
    partial = target.with_name(target.name + PARTIAL)
    try:
        with _appending(partial, path) as put:
            yield put
        write(partial.read_bytes(), path)
    except BaseException:  # Ctrl-C, too; it is raised again
        if partial.is_file() and partial.stat().st_size:
            say(f"the results so far are in {str(partial)!r}")
        raise
    partial.unlink(missing_ok=True)


@contextmanager
def _appending(target: Path, named: Path) -> Iterator[Callable[[str], None]]:
    """Without a buffer: a line is in the file when it is written, and closing has nothing left that could fail."""

    def put(text: str) -> None:
        data = text.encode()
        with _output_errors(named):
            while data:
                data = data[file.write(data) :]

    with _output_errors(named):
        file = target.open("wb", buffering=0)
    with file:
        yield put


@contextmanager
def _output_errors(path: Path | str) -> Iterator[None]:
    """Raise OutputError for what the system says, but leave a reader that has gone (BrokenPipeError) to the command."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error
