"""Files -> what they say: foreign bytes are parsed in a process of its own, bounded in time and in memory.

A few bytes can make a parser work for hours, fill the memory or break off. Then its process ends, that file fails with one
line, and a new process reads the others. It is no sandbox, but it gets no environment, where keys stand, and may write no file.
Where Python has no `resource` (Windows), memory is not bounded.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from threading import Timer
from typing import IO, Any, NamedTuple, Self

from pydantic import ValidationError

from summarize.files import UnreadableError
from summarize.models import Reliability, Value
from summarize.reading import formats
from summarize.reading.formats import MOST_TEXT, Decoded, Piece, complete

# What the process ends with that ran out of memory; it may have none left to say so.
OUT_OF_MEMORY = 99
_LONGEST_REPLY = 12 * MOST_TEXT  # a code point takes 12 bytes at most, in JSON of ASCII only
_RUN = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from summarize.reading import worker; worker.main()"
_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL")
_ELSE = "save the article as a .txt file"


class Bounds(NamedTuple):
    """What reading a file may take: seconds by the clock, bytes of memory."""

    seconds: float = 30
    memory: int = 1024**3


class _Facts(Value):
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    reliability: Reliability | None = None
    origin: str | None = None


class _Article(Value):
    text: str
    facts: _Facts
    start: int
    part: str
    notes: tuple[str, ...]
    problem: str


class _Reply(Value):
    """What the process says, which is not trusted: articles, or why there are none."""

    articles: tuple[_Article, ...] = ()
    unreadable: str | None = None
    broke: str | None = None


class Decoder:
    """Decodes files; starts a process when a foreign one is to be read, and another after a file that ended it.

    A context manager: the process ends with the block. For one thread at a time.
    """

    def __init__(self, bounds: Bounds | None = None) -> None:
        self._bounds = bounds or Bounds()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def decode(self, suffix: str, data: bytes, above: int = 0) -> tuple[Decoded, ...]:
        """The articles of a file of the format with this suffix, or of a piece of one, behind so many lines.

        Raises UnreadableError, also for what exceeds the bounds.
        """
        piece = Piece(data, above)
        return complete(self._foreign(suffix, piece)) if suffix in formats.foreign() else formats.decoded(suffix, piece)

    def _foreign(self, suffix: str, piece: Piece) -> tuple[Decoded, ...]:
        began = time.monotonic()
        line = self._asked(suffix, piece)
        late = time.monotonic() - began >= self._bounds.seconds
        whole = line.endswith(b"\n") and not late
        reply = _validated(line) if whole else _Reply(broke=self._why(self._end(), late=late))
        if reply.broke is not None:
            self._end()
            raise UnreadableError(reply.broke)
        if reply.unreadable is not None:
            raise UnreadableError(reply.unreadable)
        return tuple(_decoded(article) for article in reply.articles)

    def _asked(self, suffix: str, piece: Piece) -> bytes:
        """The reply, or what there is of it where the process ended or took too long."""
        process = self._process = self._process or _started(self._bounds)
        timer = Timer(self._bounds.seconds, process.kill)
        timer.start()
        try:
            head = json.dumps({"suffix": suffix, "size": len(piece.data), "above": piece.above}).encode()
            _pipe(process.stdin).write(head + b"\n" + piece.data)
            _pipe(process.stdin).flush()
            return _pipe(process.stdout).readline(_LONGEST_REPLY)
        except OSError:
            return b""
        finally:
            timer.cancel()

    def _end(self) -> int:
        """End the process, if there is one, and give its exit status."""
        process, self._process = self._process, None
        if process is None:
            return 0
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what it was not given any more
                _pipe(pipe).close()
        process.kill()
        return process.wait()

    def _why(self, status: int, *, late: bool) -> str:
        if late or status == -getattr(signal, "SIGXCPU", 0):
            return f"it took more than {self._bounds.seconds:g} s to read; {_ELSE}"
        if status == OUT_OF_MEMORY:
            return f"it needs more than {self._bounds.memory / 1024**3:.2g} GB of memory to read; {_ELSE}"
        return broke_off(signal.Signals(-status).name if status < 0 else f"exit status {status}")


def broke_off(how: str) -> str:
    """What is said of a file whose parser failed in a way that its format does not know."""
    return f"its reader broke off ({how}): the file is damaged, or made to do harm; {_ELSE}"


def _started(bounds: Bounds) -> subprocess.Popen[bytes]:
    """A process that finds modules where this one does, but not in the current folder, which may be full of articles."""
    paths = [path for path in sys.path if path]
    told = json.dumps({"memory": bounds.memory, "seconds": bounds.seconds, "formats": list(formats.__path__)})
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    command = [sys.executable, "-I", "-c", _RUN, json.dumps(paths), told]
    streams: Mapping[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    try:
        return subprocess.Popen(command, env=kept, **streams)  # noqa: S603  our own interpreter
    except OSError as error:
        raise UnreadableError(f"the process that reads it cannot be started ({error.strerror}); {_ELSE}") from error


def _validated(line: bytes) -> _Reply:
    try:
        return _Reply.model_validate_json(line)
    except ValidationError as error:
        return _Reply(broke=broke_off(f"{error.error_count()} errors in what it says"))


def _decoded(article: _Article) -> Decoded:
    facts = article.facts.model_dump(exclude_none=True)
    return Decoded(**article.model_dump(exclude={"facts"}), facts=facts)


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream
