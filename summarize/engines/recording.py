"""What is recorded is kept as it comes: a journal beside the cassette, in which a killed program leaves all that it had."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import IO, TYPE_CHECKING, Any

from summarize.engines.cassette_format import Journal, Layout
from summarize.errors import OutputError, ReplayError
from summarize.files import PARTIAL, UnreadableError, encoded, put, read, utf8, write
from summarize.models import Say

if TYPE_CHECKING:
    from vcr.request import Request

LARGEST = 256 * 1024**2  # bytes of a cassette; a briefing of five articles takes one, if the model is asked small questions

Interactions = Sequence[tuple["Request", dict[str, Any]]]


def journal_of(cassette: Path) -> Path:
    """Where what was recorded so far is until the cassette is whole."""
    return cassette.with_name(cassette.name + PARTIAL)


def load(path: Path) -> Any:
    """Requests and responses, as vcrpy has them, of a cassette or a journal. Raises ReplayError."""
    from vcr.serialize import deserialize

    text = _text(path)
    try:
        return deserialize(text, Journal if text.startswith(Journal.HEAD) else Layout)
    except (ValueError, RecursionError) as error:
        raise ReplayError(f"{str(path)!r} is no cassette of this program: {' '.join(str(error).split())}") from error


def save(interactions: Interactions, cassette: Path) -> None:
    """Make a cassette of a recording that is complete; the journal is gone then. Raises ReplayError."""
    journal = journal_of(cassette)
    try:
        # Under the journal's name first: however this ends, there is one of the two, and never a journal beside its cassette.
        write(_serialized(interactions, Layout), journal)
        journal.replace(cassette)
    except (OutputError, OSError) as error:
        raise _unwritable(cassette, error) from error


class Recording:
    """A journal that is being written. Threads share it; an interaction that it has no room for is tried again at the next."""

    def __init__(self, file: IO[bytes], say: Say) -> None:
        self._file = file
        self._say = say
        self._lock = Lock()
        self._kept = 0
        self._failed = False
        self._torn = False  # in the middle of a line

    def begin(self, known: int) -> None:
        """Tell how many of a tape's interactions came from the journal."""
        self._kept = known

    def keep(self, tape: Interactions) -> None:
        """Write what is new. A failure is no error: the model's reply is there, and is worth more than its record."""
        with self._lock:
            if self._file.closed:  # the answer to a call that nobody waits for any more
                return
            new = tape[self._kept :]
            try:
                put(b"\n" * self._torn + encoded(_serialized(new, Journal)), self._file)
            except OSError as error:
                self._told(error)
                return
            self._torn = False
            self._kept += len(new)

    def close(self) -> None:
        """Write no more."""
        with self._lock:
            self._file.close()

    def _told(self, error: OSError) -> None:
        self._torn = True
        if not self._failed:
            self._say(f"the recording cannot be kept so far: {error.strerror}; trying again at each reply")
        self._failed = True


@contextmanager
def journal(cassette: Path, *, say: Say) -> Iterator[Recording]:
    """The journal of a cassette that is to be recorded: new, or the one that an earlier run left. Empty, it does not stay.

    Raises ReplayError where it cannot be written: before the model has worked for an hour, not after.
    """
    path = journal_of(cassette)
    try:
        if cassette.exists():
            raise ReplayError(f"cannot write the cassette {str(cassette)!r}: it is no file")
        cassette.parent.mkdir(parents=True, exist_ok=True)
        file = _opened(path)
    except (OutputError, OSError) as error:
        _drop_empty(path)
        raise _unwritable(cassette, error) from error
    recording = Recording(file, say)
    try:
        yield recording
    finally:
        recording.close()
        _drop_empty(path)


def _drop_empty(path: Path) -> None:
    with suppress(OSError):
        if path.is_file() and path.stat().st_size <= len(Journal.HEAD):
            path.unlink()


def _opened(path: Path) -> IO[bytes]:
    text = _text(path) if path.exists() else ""
    if Journal.HEAD.startswith(text):  # there was none, or no more than its beginning
        write(Journal.HEAD, path)
        text = Journal.HEAD
    elif not text.startswith(Journal.HEAD):  # a whole cassette, but for its name
        write(Journal.HEAD + _serialized(list(zip(*load(path), strict=True)), Journal), path)
    file: IO[bytes] = path.open("ab", buffering=0)
    if not text.endswith("\n"):  # a line that was not written to its end stays apart
        put(b"\n", file)
    return file


def _text(path: Path) -> str:
    try:
        return utf8(read(path, most=LARGEST), repr(str(path)))
    except UnreadableError as error:
        raise ReplayError(f"cannot read the cassette {str(path)!r}: {error.reason}") from error


def _serialized(interactions: Interactions, layout: type[Layout | Journal]) -> str:
    from vcr.serialize import serialize

    tape = {"requests": [request for request, _ in interactions], "responses": [response for _, response in interactions]}
    text: str = serialize(tape, layout)
    return text


def _unwritable(cassette: Path, error: OutputError | OSError) -> ReplayError:
    why = error.reason if isinstance(error, OutputError) else error.strerror
    return ReplayError(f"cannot write the cassette {str(cassette)!r}: {why}")
