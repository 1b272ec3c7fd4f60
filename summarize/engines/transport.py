"""The client that talks to an endpoint: one attempt a call, and no more time than a call may take."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from summarize import redaction
from summarize.engines.endpoints import Endpoint
from summarize.engines.wire import Clock, Pool
from summarize.errors import ClosedError
from summarize.models import Say, silent

if TYPE_CHECKING:
    import httpx2
    import openai

CONNECT_SECONDS = 10.0
# For a whole call, from the first byte that is sent to the last one that comes. A large model that writes 8,192 tokens, at 20 a
# second, takes seven minutes and says nothing before; so does a local one on two cores, with other questions before this one.
CALL_SECONDS = 600.0


def client(endpoint: Endpoint, *, say: Say = silent, seconds: float | None = None, streams: bool = False) -> "openai.OpenAI":
    """A client for one endpoint. Safe to share between threads; close it at the end, also to end calls that are under way.

    `seconds`: for a whole call, `CALL_SECONDS` unless told. `streams`: an answer with status 200 is read by the caller, who
    bounds it and keeps the key out of it. `say` is told of a server that does not answer. Raises ClosedError for a key that
    cannot be sent.
    """
    import openai

    key = endpoint.api_key.strip()  # copied with a space or a line end, it is meant without
    if not (key.isascii() and key.isprintable()):
        raise ClosedError(f"what {endpoint.key_variable} holds is no key: it has characters that cannot be sent; set it anew")
    seconds = seconds or CALL_SECONDS
    timeout = openai.Timeout(seconds, connect=CONNECT_SECONDS)
    # A proxy from the environment is for the net: it must not be asked for an address on this machine.
    # A redirect would take text and key to wherever it says; the wire follows those that stay on the server.
    http = openai.DefaultHttpxClient(trust_env=not endpoint.is_loopback, timeout=timeout, follow_redirects=False)
    secrets = [spelling.encode() for spelling in redaction.spellings(key)] if redaction.secret(key) else []
    clock = Clock(endpoint.host, say)
    _bound(http, lambda pool: Pool(pool, clock, secrets, seconds, streams=streams))
    # max_retries=0: there is one place that retries, and it is not this one.
    return openai.OpenAI(base_url=endpoint.base_url, api_key=key, timeout=timeout, max_retries=0, http_client=http)


def _bound(http: "httpx2.Client", bounded: Callable[[Any], Pool]) -> None:
    """Bound what goes over the wire, whether through a proxy or not."""
    for transport in {http._transport, *http._mounts.values()} - {None}:  # noqa: SLF001
        pool: Any = transport
        pool._pool = bounded(pool._pool)  # noqa: SLF001
