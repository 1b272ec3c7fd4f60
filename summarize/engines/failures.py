"""What the client's errors mean, each in one line that says what to do."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from pydantic import ValidationError

from summarize.engines.endpoints import Endpoint
from summarize.errors import ClosedError, EngineError

if TYPE_CHECKING:
    import openai

TRANSIENT = {408, 409, 425, 429}
TOLD_PROBLEMS = 3  # of a reply that does not fit: the first ones usually explain the rest
MESSAGE_LENGTH = 300


def failure(error: BaseException, endpoint: Endpoint) -> EngineError:
    """Say what an exception of the `openai` client means. Anything else: the endpoint talks, but not this protocol."""
    import openai

    match error:
        case openai.APITimeoutError():
            return EngineError(f"the model at {endpoint.host} took too long to answer", retryable=True)
        case openai.APIConnectionError():
            where = "check your network" if endpoint.provider else "is the server running, and is the base URL right?"
            return EngineError(f"cannot reach the model at {endpoint.host}: {where}", retryable=True)
        case openai.APIStatusError():
            return _refusal(error, endpoint)
        case _:
            return EngineError(f"{endpoint.host} does not answer as an OpenAI-compatible server: does the base URL end in /v1?")


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
    """One line of at most `MESSAGE_LENGTH` code points."""
    line = " ".join(text.split())
    return line if len(line) <= MESSAGE_LENGTH else line[: MESSAGE_LENGTH - 1] + "…"


def said(error: "openai.APIStatusError") -> str:
    """The server's own words about a refusal."""
    body = error.body
    inner = body.get("error", body) if isinstance(body, dict) else body
    words = inner.get("message", inner) if isinstance(inner, dict) else inner
    return shortened(words if isinstance(words, str) else json.dumps(words) if words else error.message)


def _refusal(error: "openai.APIStatusError", endpoint: Endpoint) -> EngineError:
    status, host, words = error.status_code, endpoint.host, said(error)
    if status in {401, 403}:
        return ClosedError(f"{host} refuses the key: set {endpoint.key_variable} (status {status})")
    if status == 404:
        return ClosedError(f"{host} knows no model {endpoint.model!r}, or the base URL is wrong (it usually ends in /v1)")
    if status == 429 and getattr(error, "code", None) == "insufficient_quota":
        return ClosedError(f"{host} refuses: your quota is used up; check your plan and billing there")
    if status in TRANSIENT or status >= 500:
        wish = _retry_after(error.response.headers.get("retry-after"))
        return EngineError(f"{host} cannot answer now (status {status}): {words}", retryable=True, retry_after=wish)
    if status in {400, 413} and "context" in words.lower():
        return EngineError(f"the text is too long for {endpoint.model!r}: use a model with a longer context ({words})")
    return EngineError(f"{host} refuses the request (status {status}): {words}")


def _retry_after(header: str | None) -> float | None:
    """Seconds, from the seconds or the HTTP date of a Retry-After header (RFC 9110, 10.2.3)."""
    if not header:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
