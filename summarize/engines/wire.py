"""What a call may take on the wire: seconds in all, bytes of a reply, redirects on the same server. And no key comes back.

httpx limits the time of each read, not of all. So this stands below it, where the bytes come in: there a recorder (vcrpy),
which reads a reply before the client does, is bounded as well. `_pool` and `_network_backend` are httpx's and httpcore's own:
tests tell if they go away.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from math import inf
from socket import SHUT_RDWR
from time import monotonic
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

from summarize.engines.failures import UnreadError
from summarize.models import Say

# Bytes of a reply, unpacked. In the longest one, 16,384 tokens of six characters, each escaped in six bytes, are 600,000.
LARGEST = 4_000_000
REDIRECTS = 3  # on the same server: a slash at the end, another version
SAID_EVERY = 60.0  # seconds without an answer, each of which is told
REWRITTEN = {
    b"content-encoding",
    b"content-length",
    b"transfer-encoding",
}  # headers that no longer hold of a body that was read
PIECE = 16_384  # bytes that are sent at a time; between two of them is a look at the clock


class Clock:
    """The time of the call that a thread makes. Threads share the object; each has a call of its own."""

    def __init__(self, host: str, say: Say, now: Callable[[], float] = monotonic) -> None:
        self._host, self._say, self._now = host, say, now
        self._own = threading.local()
        self._told = -inf
        self._lock = threading.Lock()

    @contextmanager
    def call(self, seconds: float) -> Iterator[None]:
        """One call, with everything that belongs to it."""
        self._own.began, self._own.ends = self._now(), self._now() + seconds
        yield

    def left(self) -> float:
        """Seconds left for this thread's call. Raises httpcore's ReadTimeout where there are none."""
        import httpcore2

        left = float(self._own.ends - self._now())
        if left <= 0:
            raise httpcore2.ReadTimeout("the time for one call is over")
        return left

    def waited(self) -> None:
        """Tell that there is no answer yet: one line for all threads."""
        now = self._now()
        with self._lock:
            if now - self._told < SAID_EVERY / 2:
                return
            self._told = now
        self._say(
            f"{self._host} has not answered for {now - self._own.began:.0f} s; it is given up in {self._own.ends - now:.0f} s"
        )


class Stream:
    """A connection whose reads and writes end with the call. Closing it wakes whoever reads."""

    def __init__(self, stream: Any, clock: Clock) -> None:
        self._stream, self._clock = stream, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002  the call's own time counts
        import httpcore2

        while True:
            try:
                return bytes(self._stream.read(max_bytes, min(self._clock.left(), SAID_EVERY)))
            except httpcore2.ReadTimeout:
                self._clock.left()  # raises where none is left
                self._clock.waited()

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        for start in range(0, len(buffer), PIECE):
            self._stream.write(buffer[start : start + PIECE], self._clock.left())

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> "Stream":
        limit = min(self._clock.left(), timeout or inf)
        return Stream(self._stream.start_tls(ssl_context, server_hostname, limit), self._clock)

    def close(self) -> None:
        with suppress(OSError, AttributeError):  # it was never connected, or the other side was first
            self._stream.get_extra_info("socket").shutdown(SHUT_RDWR)
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Backend:
    """What opens connections, for `Stream`s."""

    def __init__(self, backend: Any, clock: Clock) -> None:
        self._backend, self._clock = backend, clock

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, **how: Any) -> Stream:
        limit = min(self._clock.left(), timeout or inf)
        return Stream(self._backend.connect_tcp(host, port, limit, **how), self._clock)


class Pool:
    """Connections whose replies are read here and now, within bounds. One of the `secrets` in a reply becomes `[key]`.

    `streams`: but a reply with status 200 is left to the caller, in the time of its call.
    """

    def __init__(self, pool: Any, clock: Clock, secrets: Sequence[bytes], seconds: float, *, streams: bool = False) -> None:
        self._pool, self._clock, self._secrets, self._seconds, self._streams = pool, clock, secrets, seconds, streams
        pool._network_backend = Backend(pool._network_backend, clock)  # noqa: SLF001

    def handle_request(self, request: Any) -> Any:
        """Raises `UnreadError` for a reply that breaks a bound."""
        import httpcore2

        with self._clock.call(self._seconds):
            for _ in range(REDIRECTS):
                answer = self._answer(request)
                url = onward(_url(request.url), answer.status, dict(answer.headers).get(b"location", b""))
                if url is None:
                    return answer
                request = httpcore2.Request(
                    request.method, url, headers=request.headers, content=request.stream, extensions=request.extensions
                )
            return self._answer(request)

    def close(self) -> None:
        self._pool.close()

    def __enter__(self) -> Self:
        self._pool.__enter__()
        return self

    def __exit__(self, *how: object) -> None:
        self._pool.__exit__(*how)

    def _answer(self, request: Any) -> Any:
        import httpcore2

        answer = self._pool.handle_request(request)
        if self._streams and answer.status == 200:
            return answer
        try:
            body = b"".join(_bounded(answer))
        finally:
            answer.close()
        headers = [(name.lower(), self._clean(value)) for name, value in answer.headers if name.lower() not in REWRITTEN]
        return httpcore2.Response(answer.status, headers=headers, content=self._clean(body), extensions=answer.extensions)

    def _clean(self, data: bytes) -> bytes:
        for one in self._secrets:
            data = data.replace(one, b"[key]")
        return data


def onward(url: str, status: int, location: bytes) -> str | None:
    """Where a redirect leads that may be followed with text and key: on the same server, with the same method."""
    if status not in {307, 308}:
        return None
    try:
        to = urljoin(url, location.decode())
        same = urlsplit(to)[:2] == urlsplit(url)[:2]
    except ValueError:
        return None
    return to if same else None


def _url(url: Any) -> str:
    port = f":{url.port}" if url.port is not None else ""
    return f"{url.scheme.decode()}://{url.host.decode()}{port}{url.target.decode()}"


def _bounded(answer: Any) -> Iterator[bytes]:
    """A reply's body, unpacked, in pieces. Raises `UnreadError` where it is too large, packed or not, or cannot be unpacked."""
    import httpx2

    class Packed(httpx2.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            yield from _at_most(answer.stream)

    try:
        yield from _at_most(httpx2.Response(answer.status, headers=answer.headers, stream=Packed()).iter_bytes())
    except httpx2.DecodingError as error:
        raise UnreadError(f"it cannot be unpacked ({error})") from error


def _at_most(pieces: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > LARGEST:
            raise UnreadError(f"more than {LARGEST // 1_000_000} MB")
        yield piece
