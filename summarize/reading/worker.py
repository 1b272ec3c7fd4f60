"""The process in which foreign bytes are parsed: files come in on standard input, what they say goes out as lines of JSON.

`bounded` starts it. An error that no format expects ends it: the next file gets a new one.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import IO, Any

from summarize.files import UnreadableError
from summarize.reading import bounded, formats
from summarize.reading.facts import clean
from summarize.reading.formats import Piece, decoded


def main() -> None:
    """Read files until there are no more. `sys.argv[2]`: the bounds, and where the formats are."""
    told = json.loads(sys.argv[2])
    formats.__path__[:] = told["formats"]
    _limit("RLIMIT_AS", told["memory"])
    _limit("RLIMIT_FSIZE", 0)
    _limit("RLIMIT_CORE", 0)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a parser that prints says nothing to who reads our lines
    sys.excepthook = lambda kind, _error, _trace: _break_off(kind, out)
    for suffix, piece in _files(sys.stdin.buffer):
        _limit("RLIMIT_CPU", int(_used() + told["seconds"]) + 1)  # should nobody be left who ends it by the clock
        _say(out, _reply(suffix, piece))


def _files(pipe: IO[bytes]) -> Iterator[tuple[str, Piece]]:
    while head := pipe.readline():
        told = json.loads(head)
        yield told["suffix"], Piece(pipe.read(told["size"]), told["above"])


def _reply(suffix: str, piece: Piece) -> dict[str, Any]:
    try:
        articles = decoded(suffix, piece)
    except UnreadableError as error:
        return {"unreadable": clean(error.reason)}
    return {"articles": [article._asdict() | {"facts": dict(article.facts)} for article in articles]}


def _say(out: IO[bytes], reply: dict[str, Any]) -> None:
    out.write(json.dumps(reply, default=date.isoformat).encode() + b"\n")
    out.flush()


def _break_off(kind: type[BaseException], out: IO[bytes]) -> None:
    if issubclass(kind, MemoryError):
        os._exit(bounded.OUT_OF_MEMORY)
    _say(out, {"broke": bounded.broke_off(kind.__name__)})


def _limit(name: str, most: int) -> None:
    with suppress(ImportError, OSError, ValueError):  # no `resource`, or a system that lacks this limit
        import resource

        limit = getattr(resource, name)
        resource.setrlimit(limit, (most, resource.getrlimit(limit)[1]))


def _used() -> float:
    """Seconds of the processor that this process took."""
    times = os.times()
    return times.user + times.system
