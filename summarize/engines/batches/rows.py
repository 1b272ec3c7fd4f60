"""The lines of a batch's files: a question as it is sent, and what a line that came back says. Pure.

OpenAI's format, which vLLM's `run-batch` reads and writes as well. Nothing here believes that a line is what it should be.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from summarize.engines import replies
from summarize.engines.failures import shortened
from summarize.files import encoded

PATH: Literal["/v1/chat/completions"] = "/v1/chat/completions"
# What a provider refuses for what is asked: the same question, asked again, gets the same. All else may pass. OpenAI's
# reasoning models answer a wish for log-probabilities with 403.
REFUSED = frozenset({400, 403, 413, 422})
LONGEST = 4_000_000  # bytes of a line that came back: what one reply may have when it comes alone (`wire.LARGEST`)


class Row(NamedTuple):
    """What came back for a question: an answer or a refusal with its status and body; or, with status 0, why neither did."""

    id: str
    status: int
    body: Any = None
    why: str = ""


def line(key: str, body: dict[str, Any]) -> bytes:
    """The line that asks a question."""
    asked = {"custom_id": key, "method": "POST", "url": PATH, "body": body}
    return encoded(json.dumps(asked, ensure_ascii=False) + "\n")


def rows(lines: Iterable[bytes]) -> Iterator[Row | None]:
    """What each line says; None for one that is no row, or is longer than `LONGEST`."""
    return (_row(each) for each in lines if each.strip())


def _row(text: bytes) -> Row | None:
    told = _json(text)
    key = told.get("custom_id")
    if not isinstance(key, str):
        return None
    response, error = _dict(told.get("response")), told.get("error")
    body, status = response.get("body"), response.get("status_code")
    if status == 200 and isinstance(body, dict):
        return _answer(key, body)
    if status in REFUSED and body:
        return Row(key, status, body)
    return Row(key, 0, why=_why(error or body, status))


def _answer(key: str, body: dict[str, Any]) -> Row:
    """An answer with status 200, which may be an error all the same."""
    if replies.completion(json.dumps(body).encode()) is None:
        return Row(key, 0, why="what came back is no answer")
    fault = replies.fault(body)
    if fault is None:
        return Row(key, 200, body)
    return Row(key, fault.status, fault.body) if fault.status in REFUSED else Row(key, 0, why=_why(fault.body, fault.status))


def _why(error: Any, status: Any) -> str:
    inner = _dict(error).get("error", error)
    words = _dict(inner).get("message") or _dict(inner).get("code") or inner
    told = words if isinstance(words, str) else json.dumps(words) if words else "it was not answered"
    return shortened(f"{told} (status {status})" if isinstance(status, int) and status else told)


def _json(text: bytes) -> dict[str, Any]:
    try:
        return _dict(json.loads(text)) if len(text) <= LONGEST else {}
    except (ValueError, RecursionError):
        return {}


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
