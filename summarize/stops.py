"""Signals that end a program: Ctrl-C, a `kill`, a terminal that is closed.

Imports next to nothing, for it is needed before all else.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType
from typing import NoReturn

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP
KILLED = 128  # what a shell adds to a signal's number to get an exit status

Handler = Callable[[int, FrameType | None], NoReturn]


class Stopped(KeyboardInterrupt):
    """One of these signals came. `status`: the exit status that says which."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.status = KILLED + number


def at_once(number: int, _: FrameType | None) -> NoReturn:
    """End, for there is nothing to keep."""
    os._exit(KILLED + number)


def in_order(number: int, _: FrameType | None) -> NoReturn:
    """Raise Stopped, so that everything is closed on the way out. The next such signal ends that, too."""
    heed(at_once)
    raise Stopped(number)


def heed(handler: Handler) -> None:
    """What happens at such a signal from now on. One that whoever started the program has it ignore (`nohup`) stays ignored."""
    for number in _numbers():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


@contextmanager
def heeding(handler: Handler) -> Iterator[None]:
    """The same for a block. Python leaves signals to the main thread: in another one they stay as they are."""
    if current_thread() is not main_thread():
        yield
        return
    before = [(number, signal.getsignal(number)) for number in _numbers()]
    heed(handler)
    try:
        yield
    finally:
        for number, old in before:
            if old is not None:  # one that was not set by Python
                signal.signal(number, old)


def _numbers() -> list[signal.Signals]:
    return [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
