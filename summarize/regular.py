"""Opens what can be read to its end without waiting for anybody: files, and what a shell or another program hands over."""

import errno
import os
import stat
from pathlib import Path
from typing import IO

# What the shell's `<(…)` and `/dev/stdin` stand for: somebody writes to it, and ends.
_HANDED_OVER = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
_KINDS = ((stat.S_ISFIFO, "a named pipe"), (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"))
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # a named pipe without a writer would be waited for already when it is opened


def opened(location: Path | str) -> IO[bytes]:
    """Open a file to read its bytes. Raises OSError, also for a named pipe and a device: these may never end."""
    file: IO[bytes] = open(location, "rb", opener=lambda name, flags: os.open(name, flags | _NO_WAIT))  # noqa: SIM115
    try:
        _refuse_endless(file, str(location))
    except BaseException:
        file.close()
        raise
    return file


def _refuse_endless(file: IO[bytes], location: str) -> None:
    mode = os.fstat(file.fileno()).st_mode
    kind = next((name for is_kind, name in _KINDS if is_kind(mode)), None)
    if kind and location.startswith(_HANDED_OVER):
        os.set_blocking(file.fileno(), True)
    elif kind and location != os.devnull:
        raise OSError(errno.EINVAL, f"it is {kind}, which may never end; name a file")
