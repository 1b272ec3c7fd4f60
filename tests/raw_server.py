"""A server that a test drives byte by byte, for what no HTTP library would send."""

import socket
import threading
from contextlib import contextmanager, suppress

from summarize.engines.endpoints import Endpoint


class Raw:
    """Gives each connection, after its request has come, to `behave(connection, request)`, in a thread of its own.

    Without `behave` it takes the connection and reads nothing.
    """

    def __init__(self, behave):
        self._behave = behave
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._open = []
        self.requests = []
        self.over = threading.Event()
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def endpoint(self):
        return Endpoint("raw", "m", f"http://127.0.0.1:{self.port}/v1", api_key="sk-canary-1234567890")

    def stop(self):
        self.over.set()
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _serve(self):
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self._open.append(connection)
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection):
        with suppress(OSError), connection:
            if self._behave is None:
                self.over.wait(10)
            while request := received(connection):
                self.requests.append(request)
                self._behave(connection, request)


def received(connection):
    """A whole request: headers and body."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return b""
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")]
    length = lengths[0] if lengths else 0
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def response(body, *headers, status="200 OK"):
    lines = [f"HTTP/1.1 {status}", "content-type: application/json", f"content-length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@contextmanager
def serving(behave):
    server = Raw(behave)
    try:
        yield server
    finally:
        server.stop()
