"""What the client's errors mean, each in one line that says what to do. No line holds a secret, whatever the server says."""

import json
import ssl
from collections.abc import Callable, Iterator, Sequence
from socket import gaierror
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from pydantic import ValidationError

from summarize import redaction
from summarize.engines.endpoints import NO_KEY, Endpoint
from summarize.engines.retry_after import seconds
from summarize.errors import AwayError, ClosedError, EngineError, LimitError, TooLongError

if TYPE_CHECKING:
    import openai

TRANSIENT = {408, 409, 425}
LIMITS = {429, 503, 529}  # the last two only with a wish when to come back; else something is broken there
TOLD_PROBLEMS = 3  # of a reply that does not fit: the first ones usually explain the rest
MESSAGE_LENGTH = 300
# What services call a quota that no waiting brings back, in `code` or `type`.
USED_UP = {"insufficient_quota", "billing_hard_limit_reached", "insufficient_balance"}


class UnreadError(Exception):
    """A reply was not read to its end: it broke a bound. The message says which."""


def failure(error: BaseException, endpoint: Endpoint) -> EngineError:
    """Say what an exception of the `openai` client means. Anything else: what came is not this protocol, now at least."""
    import openai

    match error:
        case openai.APIStatusError():
            return _refusal(error, endpoint)
        case openai.APIConnectionError():
            return _unreached(error, endpoint)
        case _:
            return EngineError(
                f"{endpoint.host} does not answer as an OpenAI-compatible server: does the base URL end in /v1?", retryable=True
            )


def chain(error: BaseException) -> Iterator[BaseException]:
    """Walk an exception and everything that led to it."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__


def problems(error: BaseException) -> str:
    """Say in one line why a reply does not fit its shape."""
    if not isinstance(error, ValidationError):
        return shortened(str(error))
    found = error.errors(include_url=False, include_context=False, include_input=False)
    if found[0]["type"] == "json_invalid":
        return "it is not JSON"
    told = (f"{'.'.join(map(str, e['loc'])) or 'the whole'}: {e['msg']}" for e in found[:TOLD_PROBLEMS])
    return shortened("; ".join(told))


def shortened(text: str) -> str:
    """One line of at most `MESSAGE_LENGTH` code points, without the secrets of the environment, which any file can hold."""
    writable = text.encode(errors="backslashreplace").decode()  # JSON may hold half a character
    line = " ".join(redaction.without(writable, redaction.environment()).split())
    return line if len(line) <= MESSAGE_LENGTH else line[: MESSAGE_LENGTH - 1] + "…"


def said(error: "openai.APIStatusError") -> str:
    """The server's own words about a refusal."""
    body = error.body
    inner = body.get("error", body) if isinstance(body, dict) else body
    words = inner.get("message", inner) if isinstance(inner, dict) else inner
    return shortened(words if isinstance(words, str) else json.dumps(words) if words else error.message)


def _unreached(error: "openai.APIConnectionError", endpoint: Endpoint) -> EngineError:
    """No reply, or none that could be read."""
    import httpx2

    host, links = endpoint.host, list(chain(error))
    if unread := next((link for link in links if isinstance(link, UnreadError)), None):
        return _passing(f"{host} sends what is no reply: {unread}")
    words = _words(links, endpoint)
    tls = f"no secure connection (TLS) to {host}"
    nobody = (httpx2.ConnectError, httpx2.ConnectTimeout)
    # The first kind that is there counts.
    meanings: Sequence[tuple[type[BaseException] | tuple[type[BaseException], ...], Callable[[str], EngineError], str]] = (
        (httpx2.ProxyError, AwayError, f"the proxy on the way to {host} refuses: check HTTPS_PROXY and NO_PROXY ({words})"),
        (ssl.SSLCertVerificationError, ClosedError, f"{tls}, its certificate is not trusted: {words}"),
        (ssl.SSLError, AwayError, f"{tls}: does it speak https? ({words})"),
        (gaierror, AwayError, f"cannot reach the model at {host}: no such host; check the base URL and your network"),
        (nobody, AwayError, f"cannot reach the model at {host}: {_where(endpoint)}"),
        (httpx2.TimeoutException, _passing, f"the model at {host} took too long to answer"),
    )
    for kinds, means, line in meanings:
        if any(isinstance(link, kinds) for link in links):
            return means(line)
    return _passing(f"{host} broke off in the middle of a reply ({words})")


def _passing(message: str) -> EngineError:
    return EngineError(message, retryable=True)


def _where(endpoint: Endpoint) -> str:
    if not endpoint.provider:
        return "is the server running, and is the base URL right?"
    return "check your network, and HTTPS_PROXY if you use one"


def _words(links: list[BaseException], endpoint: Endpoint) -> str:
    """What the innermost of some errors says."""
    words = str(links[-1]) or type(links[-1]).__name__
    return shortened(redaction.without_parts(words, endpoint.api_key, endpoint.key_variable))


def _refusal(error: "openai.APIStatusError", endpoint: Endpoint) -> EngineError:
    status, host = error.status_code, endpoint.host
    words = redaction.without_parts(said(error), endpoint.api_key, endpoint.key_variable)
    if why := _closed(error, endpoint, words):
        return ClosedError(f"{host} {why}")
    wish = seconds(error.response.headers)
    if status == 429 or (status in LIMITS and wish is not None):
        return LimitError(f"{host} limits requests (status {status}): {words}", retry_after=wish)
    if status in TRANSIENT or status >= 500:
        return _passing(f"{host} cannot answer now (status {status}): {words}")
    if status in {400, 413} and "context" in words.lower():
        return TooLongError(f"the text is too long for {endpoint.model!r}: use a model with a longer context ({words})")
    return EngineError(f"{host} refuses the request (status {status}): {words}")


def _closed(error: "openai.APIStatusError", endpoint: Endpoint, words: str) -> str | None:
    """Why no other question will get an answer, either."""
    status = error.status_code
    if status < 400:
        return f"redirects to {_elsewhere(error)}"
    if status == 402 or USED_UP & {str(getattr(error, name, None)) for name in ("code", "type")}:
        return f"refuses: your quota is used up; check your plan and billing there (status {status}: {words})"
    if status in {401, 403}:
        does = "wants a key" if endpoint.api_key == NO_KEY else "refuses the key"
        return f"{does}: set {endpoint.key_variable} (status {status}: {words})"
    return {
        404: f"knows no model {endpoint.model!r}, or the base URL is wrong (it usually ends in /v1)",
        407: "cannot be reached: the proxy on the way wants a name and a password; set them in HTTPS_PROXY",
    }.get(status)


def _elsewhere(error: "openai.APIStatusError") -> str:
    """Where a redirect leads, without anything in that address that could be a secret, and what to do."""
    asked = str(error.request.url)
    try:
        to = urlsplit(urljoin(asked, error.response.headers.get("location", "")))
        origin = f"{to.scheme}://{to.hostname}" + (f":{to.port}" if to.port else "")
    except ValueError:
        return "an address that is none: is the base URL right?"
    if to.netloc == urlsplit(asked).netloc and to.scheme == urlsplit(asked).scheme:
        return "another page of its own: is the base URL right (it usually ends in /v1)?"
    return f"{shortened(origin)}, which gets neither text nor key: if that is where your model is, name it with --base-url"
