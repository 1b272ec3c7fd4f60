"""Web addresses -> bytes, where a user asks for it. Nothing else in this program fetches what an article or a user names.

A page may name any address, also one inside of this network. So each name is resolved here, each of its addresses must be a
public one, and the connection goes to what was checked; the same for each redirect. The server's certificate is checked against
the name. No cookies, no credentials, no proxies of the environment, which would resolve the name again. Bounds: the time of all
of it, the size of what comes and of what it unpacks to, redirects.
"""

import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse
from importlib.metadata import version
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread, Timer
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from summarize.errors import SourceError
from summarize.files import UnreadableError
from summarize.reading.media import suffix_of

_CHUNK = 65_536
_REDIRECTS = {301, 302, 303, 307, 308}
_PORTS = {"http": 80, "https": 443}
_ACCEPTED = (
    "text/html, application/xhtml+xml, application/pdf, application/rss+xml, application/atom+xml, text/plain, */*;q=0.5"
)
_PACKED = {"gzip", "x-gzip", "deflate"}
_GZIP_OR_ZLIB = 47  # zlib's window bits for "either, as its head says"
# IPv4 addresses inside of IPv6 ones, as networks without IPv4 reach them (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")

Address = tuple[str, int]


class Bounds(NamedTuple):
    """What fetching one address may take: seconds by the clock, redirects included; bytes; redirects."""

    seconds: float = 30
    size: int = 20 * 1024**2
    redirects: int = 5


class Fetched(NamedTuple):
    """What an address gave: the address in the end, the bytes (unpacked), their format's suffix, the character set told."""

    url: str
    data: bytes
    suffix: str
    charset: str


class Web:
    """Fetches addresses. `allowed`: addresses (IP, port) that are connected to though they are not public: a test's server."""

    def __init__(self, bounds: Bounds | None = None, *, allowed: frozenset[Address] = frozenset()) -> None:
        self._bounds = bounds or Bounds()
        self._allowed = allowed

    def fetch(self, url: str) -> Fetched:
        """The document at an address. Raises SourceError that names the address given."""
        deadline = time.monotonic() + self._bounds.seconds
        try:
            return self._followed(url, deadline)
        except UnreadableError as error:
            reason = error.reason
        except (OSError, HTTPException, ValueError) as error:
            reason = _why(error)
        late = time.monotonic() >= deadline
        raise SourceError(
            url, f"it took more than {self._bounds.seconds:g} s; save the page and give the file" if late else reason
        )

    def _followed(self, url: str, deadline: float) -> Fetched:
        for _ in range(self._bounds.redirects + 1):
            parts = _checked(url)
            with self._connected(parts, deadline) as sock:
                response = _asked(sock, parts)
                if response.status not in _REDIRECTS:
                    return self._document(url, response, deadline)
                url = _target(url, response)
        raise UnreadableError(f"it redirects more than {self._bounds.redirects} times")

    @contextmanager
    def _connected(self, parts: SplitResult, deadline: float) -> Iterator[socket.socket]:
        """A connection that is cut when the time is over, whatever is being waited for."""
        host, port = _host(parts), parts.port or _PORTS[parts.scheme]
        sock = self._opened(host, port, deadline)
        if parts.scheme == "https":
            context = ssl.create_default_context()
            sock = context.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
        timer = Timer(_left(deadline), _cut, [sock])
        timer.daemon = True
        timer.start()
        try:
            if isinstance(sock, ssl.SSLSocket):
                sock.do_handshake()
            yield sock
        finally:
            timer.cancel()
            sock.close()

    def _opened(self, host: str, port: int, deadline: float) -> socket.socket:
        addresses = _resolved(host, port, _left(deadline))
        for address in addresses:
            if (address, port) not in self._allowed and not is_public(address):
                raise UnreadableError(f"its server {host!r} is at {address}, which is no public address; save the page instead")
        for at, address in enumerate(addresses, 1):
            try:
                return socket.create_connection((address, port), timeout=_left(deadline))
            except OSError:
                if at == len(addresses):
                    raise
        raise UnreadableError(f"its server {host!r} has no address")

    def _document(self, url: str, response: HTTPResponse, deadline: float) -> Fetched:
        if response.status != HTTPStatus.OK:
            raise UnreadableError(f"the server answers {_status(response.status)}")
        data = _unpacked(_body(response, self._bounds.size), response, self._bounds.size)
        if time.monotonic() >= deadline:  # a connection that was cut looks like the end of the document
            raise TimeoutError
        told = response.getheader("Content-Type") or ""
        suffix = suffix_of(told, data, name=urlsplit(url).path)
        if suffix is None:
            raise UnreadableError(f"it is {told.partition(';')[0][:60]!r}, which is not read; save the article as plain text")
        return Fetched(url, data, suffix, response.headers.get_content_charset() or "")


def is_public(address: str) -> bool:
    """May an IP address be connected to: not this machine, not this network, nobody's multicast, none that hides such a one?"""
    found = _innermost(ip_address(address.partition("%")[0]))
    local = isinstance(found, IPv6Address) and found.is_site_local
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified or local)


def _innermost(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)


def _checked(url: str) -> SplitResult:
    """The parts of an address that may be fetched. Raises UnreadableError, ValueError for a port that is none."""
    if any(c.isspace() or ord(c) < 0x20 or ord(c) == 0x7F for c in url):
        raise UnreadableError("an address has no spaces")
    parts = urlsplit(url)
    if parts.scheme not in _PORTS:
        raise UnreadableError(
            f"addresses that begin with {parts.scheme[:20] + ':'!r} are not fetched; only http:// and https://"
        )
    if not parts.hostname or parts.port == 0:
        raise UnreadableError("the address names no server")
    if "@" in parts.netloc:
        raise UnreadableError("an address with a user name is not fetched; leave out what stands before the @")
    return parts


def _host(parts: SplitResult) -> str:
    """The server's name in ASCII. Raises ValueError for none that there can be."""
    host = parts.hostname or ""
    return host if ":" in host else host.encode("idna").decode("ascii")


def _resolved(host: str, port: int, seconds: float) -> list[str]:
    """The IP addresses of a name. The system's resolver cannot be interrupted: it is left behind when the time is over."""
    found: list[list[str] | OSError] = []

    def ask() -> None:
        try:
            told = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.append(list(dict.fromkeys(str(address[4][0]) for address in told)))
        except OSError as error:
            found.append(error)

    thread = Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    if not found:
        raise TimeoutError
    if isinstance(found[0], OSError):
        raise UnreadableError(f"there is no server {host!r}; check the address and the network") from found[0]
    return found[0]


def _asked(sock: socket.socket, parts: SplitResult) -> HTTPResponse:
    """The head of the answer to a request over a connection that is made."""
    connection = HTTPConnection(_host(parts))
    connection.sock = sock
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (
        "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~?") if parts.query else ""
    )
    named = _host(parts) if ":" not in _host(parts) else f"[{_host(parts)}]"
    host = named if parts.port in (None, _PORTS[parts.scheme]) else f"{named}:{parts.port}"
    agent = f"summarize/{version('summarize')}"
    connection.request("GET", path, headers={"Host": host, "User-Agent": agent, "Accept": _ACCEPTED, "Connection": "close"})
    return connection.getresponse()


def _target(url: str, response: HTTPResponse) -> str:
    """Where a redirect points to. Raises UnreadableError."""
    target = response.getheader("Location")
    if not target:
        raise UnreadableError(f"the server answers {_status(response.status)}, and does not say where to")
    there = urljoin(url, target.strip())
    if url.startswith("https:") and there.startswith("http:"):
        raise UnreadableError(f"it redirects to {there[:200]!r}, without encryption; give that address itself if you trust it")
    return there


def _body(response: HTTPResponse, most: int) -> bytes:
    """The bytes of an answer, as they come. Raises UnreadableError for more than `most`."""
    data = bytearray()
    while chunk := response.read(_CHUNK):
        data += chunk
        if len(data) > most:
            raise _too_large(most)
    if response.length:
        raise UnreadableError("the connection ended before the document did; try again")
    return bytes(data)


def _unpacked(data: bytes, response: HTTPResponse, most: int) -> bytes:
    """Unpack what a server packs though it is asked not to. Raises UnreadableError."""
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding == "identity":
        return data
    if coding not in _PACKED:
        raise UnreadableError(f"it is packed as {coding[:20]!r}, which is not read; save the page and give the file")
    unpacking = zlib.decompressobj(_GZIP_OR_ZLIB)
    try:
        text = unpacking.decompress(data, most + 1)
    except zlib.error as error:
        raise UnreadableError("what the server sends cannot be unpacked") from error
    if len(text) > most:
        raise _too_large(most)
    return text


def _too_large(most: int) -> UnreadableError:
    return UnreadableError(f"it is larger than {most / 1024**2:g} MB")


def _left(deadline: float) -> float:
    """Seconds until the deadline. Raises TimeoutError."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _cut(sock: socket.socket) -> None:
    """End a connection under whoever reads from it. Without TLS's own farewell, for which the other side would be waited."""
    try:
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
    except OSError:  # it has ended
        return


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its server cannot prove to be who it is ({error.verify_message}); save the page if you trust it"
    if isinstance(error, HTTPException):
        return f"what the server answers is no HTTP that can be read ({type(error).__name__})"
    if isinstance(error, OSError):
        return f"the server cannot be reached: {(error.strerror or type(error).__name__).lower()}"
    return "it is no web address that can be used; check how it is written"
