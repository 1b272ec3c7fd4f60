"""Who asks: of all threads and processes that have the same question, one at a time."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Lock
from time import monotonic, sleep

# Seconds to wait for another process. One that died holds nothing; but one that was suspended does, and no run waits for that
# without end. A slow model may take some minutes.
LONGEST = 600.0
PAUSE = 0.05  # seconds between two looks; an answer takes many times as long
PLACES = 2**62  # bytes of a file that can be locked, each for a question; none is ever written


class Turns:
    """A lock for each question. It is gone when nobody has it or waits for it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._turns: dict[str, tuple[Lock, int]] = {}

    @contextmanager
    def of(self, question: str) -> Iterator[None]:
        """Held while a question is looked up and asked."""
        with self._lock:
            turn, users = self._turns.get(question, (Lock(), 0))
            self._turns[question] = turn, users + 1
        try:
            with turn:
                yield
        finally:
            with self._lock:
                _, users = self._turns.pop(question)
                if users > 1:
                    self._turns[question] = turn, users - 1


class SharedTurns:
    """The same among all processes that name the same file; get it by `shared`.

    The kernel keeps these locks, so that a process that is killed holds nothing. Where there are none (Windows, some network
    file systems, a folder that is read-only), processes do not wait: two may ask the same.

    Nobody waits in the kernel: it counts a process as one, and takes two that wait for each other's questions, in threads that
    have nothing to do with each other, for a deadlock. And it frees all of a process's locks on a file when that closes it
    once, so that all threads share one descriptor.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = Turns()
        self._lock = Lock()
        self._file: int | None = None
        self._users = 0

    @contextmanager
    def of(self, question: str, waiting: Callable[[], None]) -> Iterator[None]:
        """Held while a question, a digest in hexadecimal, is looked up and asked. `waiting` is told of another process."""
        place = int(question[:16], 16) % PLACES
        with self._threads.of(question), self._opened() as file:
            if file is not None:
                _wait(file, place, waiting)
            try:
                yield
            finally:
                if file is not None:
                    _free(file, place)

    @contextmanager
    def _opened(self) -> Iterator[int | None]:
        with self._lock:
            if self._file is None:
                with suppress(OSError):
                    self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
            self._users += 1
            file = self._file
        try:
            yield file
        finally:
            with self._lock:
                self._users -= 1
                if self._users == 0 and self._file is not None:
                    os.close(self._file)
                    self._file = None


@cache
def shared(path: Path) -> SharedTurns:
    """The turns of a file: one value in a process, whoever uses it."""
    return SharedTurns(path)


def _wait(file: int, place: int, waiting: Callable[[], None]) -> None:
    patience = monotonic() + LONGEST
    if not _held(file, place):
        waiting()
        while not _held(file, place) and monotonic() < patience:
            sleep(PAUSE)


def _held(file: int, place: int) -> bool:
    """Whether this process has it now; True, too, where there are no locks."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
    except OSError as error:
        return error.errno not in {errno.EACCES, errno.EAGAIN}
    return True


def _free(file: int, place: int) -> None:
    if sys.platform == "win32":
        return
    import fcntl

    with suppress(OSError):
        fcntl.lockf(file, fcntl.LOCK_UN, 1, place)
