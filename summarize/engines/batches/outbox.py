"""The files that questions are written to before they are sent: each within a provider's limits."""

import os
from pathlib import Path
from threading import Lock
from typing import IO, NamedTuple

from summarize.errors import OutputError, TooLongError


class Limits(NamedTuple):
    """Of one file: requests, and bytes. OpenAI's; an account's own limit of tokens that may wait can be lower."""

    requests: int = 50_000
    bytes: int = 200_000_000


class Outbox:
    """Questions on their way into files, one line each. Threads share it. `last`: the number of the last file that was sent."""

    def __init__(self, folder: Path, limits: Limits, last: int) -> None:
        self._folder, self._limits = folder, limits
        self._lock = Lock()
        self._file: IO[bytes] | None = None
        self._last = last
        self._requests = self._bytes = 0
        self._written: list[int] = []

    def path(self, number: int) -> Path:
        return self._folder / f"requests-{number:05d}.jsonl"

    def put(self, line: bytes) -> int:
        """Write a line; the number of the file that it is in. Raises TooLongError, OutputError."""
        if len(line) > self._limits.bytes:
            raise TooLongError(f"the question has more than the {self._limits.bytes:,} bytes of a batch's file")
        with self._lock:
            if self._requests == self._limits.requests or self._bytes + len(line) > self._limits.bytes:
                self._close()
            try:
                if self._file is None:
                    self._file = self._opened()
                self._file.write(line)
            except OSError as error:
                raise OutputError(self.path(self._last), error.strerror or str(error)) from error
            self._requests += 1
            self._bytes += len(line)
            return self._last

    def empty(self) -> list[int]:
        """The numbers of the files that were written since the last time, which are whole and on the disk now."""
        with self._lock:
            self._close()
            written, self._written = self._written, []
            return written

    def close(self) -> None:
        """Take away what was not sent: nobody knows of it."""
        for number in self.empty():
            self.path(number).unlink(missing_ok=True)

    def _opened(self) -> IO[bytes]:
        self._last += 1
        self._written.append(self._last)
        return self.path(self._last).open("wb")

    def _close(self) -> None:
        file, self._file = self._file, None
        self._requests = self._bytes = 0
        if file is not None:
            with file:
                file.flush()
                os.fsync(file.fileno())
