"""Files as this program writes them: whole or not at all."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from summarize.errors import OutputError

UNFINISHED = ".tmp"


def write(text: str | bytes, path: Path | str) -> None:
    """Put a result into a file: UTF-8, newlines as given, whole or not at all.

    The text goes to a new file beside `path`, which takes its place when all of it is on the disk. What was there before stays
    until then. A device or pipe (/dev/stdout) is written to as it is. Raises OutputError.
    """
    data = text if isinstance(text, bytes) else text.encode()
    try:
        target = Path(path).resolve()  # a link stays a link: what it points to is replaced
        mode = target.stat().st_mode if target.exists() else None
        if mode is None or stat.S_ISREG(mode):
            _replace(target, data, mode)
        else:
            target.write_bytes(data)
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error


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
