"""A provider's files and batches over HTTP: sent, looked at, fetched, with patience for what passes."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from summarize import redaction
from summarize.engines.batches.rows import PATH
from summarize.engines.endpoints import Endpoint
from summarize.engines.failures import failure, shortened
from summarize.engines.retrying import pause
from summarize.engines.transport import client
from summarize.errors import EngineError, OutputError
from summarize.files import beside
from summarize.models import Say

if TYPE_CHECKING:
    import openai

Result = TypeVar("Result")

ATTEMPTS = 8  # at one call, with waits that are doubled up to a minute: three minutes, unless the provider asks for more
FILE_SECONDS = 3600.0  # for a file: 200 MB take 27 minutes at 1 Mbit/s
LARGEST = 2 * 1024**3  # bytes of a file that comes back: 50,000 answers of 40 KB
ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
TOO_MUCH = "token_limit_exceeded"  # an account's limit of what may wait; the batch fails with it, and nothing of it is answered
WINDOW: Any = "24h"


class Problem(NamedTuple):
    """Why a batch was not accepted. `line`: the number of the line in its file, from 1; None where it is about all."""

    code: str
    message: str
    line: int | None


class Batch(NamedTuple):
    """How far a batch is. `output`, `errors`: the provider's names of its files. `done` of `total` requests."""

    status: str
    output: str | None
    errors: str | None
    problems: tuple[Problem, ...]
    done: int
    total: int

    @property
    def ended(self) -> bool:
        return self.status in ENDED


class Provider:
    """Where batches are sent. Every call raises EngineError where it stays without success; then it may be made again later."""

    def __init__(self, endpoint: Endpoint, *, say: Say, sleep: Callable[[float], None]) -> None:
        self._endpoint, self._say, self._sleep = endpoint, say, sleep

    def close(self) -> None:
        for name in ("_client", "_files", "_streams"):
            if (one := self.__dict__.pop(name, None)) is not None:
                one.close()

    def upload(self, path: Path) -> str:
        """Send a file; the provider's name of it."""

        def send() -> str:
            with path.open("rb") as file:
                return self._files.files.create(file=file, purpose="batch").id

        return self._patiently(send)

    def create(self, sent: str, *, surely_new: bool) -> str:
        """Make a batch of a file that was sent, and never a second one of the same file.

        Where an attempt may have come through, the provider's list tells.
        """
        new = surely_new

        def once() -> str:
            nonlocal new
            made = None if new else self._made_of(sent)
            new = False
            return made or self._client.batches.create(input_file_id=sent, endpoint=PATH, completion_window=WINDOW).id

        return self._patiently(once)

    def look(self, batch: str) -> Batch:
        return _batch(self._patiently(lambda: self._client.batches.retrieve(batch)))

    def fetch(self, name: str, path: Path) -> None:
        """Put a file of the provider's into `path`, when all of it is there. The key is in no line of it."""
        self._patiently(lambda: self._fetch(name, path))

    def _made_of(self, sent: str) -> str | None:
        return next(
            (one.id for one in self._client.batches.list(limit=100) if one.input_file_id == sent and one.status != "failed"),
            None,
        )

    def _fetch(self, name: str, path: Path) -> None:
        size = self._client.files.retrieve(name).bytes
        try:
            with beside(path) as temporary, temporary.open("wb") as file:
                with self._streams.files.with_streaming_response.content(name) as answer:
                    read = _copied(answer.iter_bytes(), file.write, self._secrets)
                if size is not None and read != size:
                    raise EngineError(f"{self._endpoint.host} sent {read:,} of {size:,} bytes of a file", retryable=True)
                file.flush()
                os.fsync(file.fileno())
                temporary.replace(path)
        except OSError as error:
            raise OutputError(path, error.strerror or str(error)) from error

    def _patiently(self, call: Callable[[], Result]) -> Result:
        from tenacity import Retrying, retry_if_exception, stop_after_attempt

        attempts = Retrying(
            retry=retry_if_exception(lambda error: isinstance(error, EngineError) and error.retryable),
            stop=stop_after_attempt(ATTEMPTS),
            wait=pause,
            sleep=self._sleep,
            reraise=True,
        )

        def once() -> Result:
            with self._failures():
                return call()

        return attempts(once)

    @contextmanager
    def _failures(self) -> Iterator[None]:
        import httpx2
        import openai

        try:
            yield
        except openai.NotFoundError as error:
            raise EngineError(f"{self._endpoint.host} has no batches, or not this one any more (status 404)") from error
        except openai.OpenAIError as error:
            raise failure(error, self._endpoint) from error
        except (httpx2.HTTPError, httpx2.StreamError) as error:  # while a file is read
            raise EngineError(f"{self._endpoint.host} broke off in the middle of a file", retryable=True) from error

    @cached_property
    def _client(self) -> "openai.OpenAI":
        return client(self._endpoint, say=self._say)

    @cached_property
    def _files(self) -> "openai.OpenAI":
        return client(self._endpoint, say=self._say, seconds=FILE_SECONDS)

    @cached_property
    def _streams(self) -> "openai.OpenAI":
        return client(self._endpoint, say=self._say, seconds=FILE_SECONDS, streams=True)

    @property
    def _secrets(self) -> list[bytes]:
        key = self._endpoint.api_key
        return [spelling.encode() for spelling in redaction.spellings(key)] if redaction.secret(key) else []


def _batch(found: Any) -> Batch:
    counts, errors = found.request_counts, found.errors
    return Batch(
        str(found.status),
        found.output_file_id,
        found.error_file_id,
        tuple(Problem(str(e.code), shortened(str(e.message)), e.line) for e in (errors and errors.data) or ()),
        done=(counts.completed + counts.failed) if counts else 0,
        total=counts.total if counts else 0,
    )


def _copied(pieces: Iterable[bytes], write: Callable[[bytes], object], secrets: Sequence[bytes]) -> int:
    """Write pieces, with `[key]` for a secret also where two of them hold it; how many bytes they were. Raises EngineError."""
    size, held = 0, b""
    longest = max(map(len, secrets), default=1)
    for piece in pieces:
        size += len(piece)
        if size > LARGEST:
            raise EngineError(f"a file of the provider's has more than {LARGEST // 1024**2:,} MB")
        held += piece
        for secret in secrets:
            held = held.replace(secret, b"[key]")
        whole = max(0, len(held) - longest + 1)
        write(held[:whole])
        held = held[whole:]
    write(held)
    return size
