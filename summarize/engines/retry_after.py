"""When a server wants to be asked again: the seconds in the headers of its refusal."""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 86_400.0  # seconds: what is asked for beyond a day is a day
UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
SPAN = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(ms|s|m|h)")  # as OpenAI writes them: 6m0s, 20ms


def seconds(headers: Mapping[str, str]) -> float | None:
    """The wish, 0 to `LONGEST`: retry-after-ms, Retry-After in seconds or as a date (RFC 9110), or when a rate is reset."""
    in_ms = _number(headers.get("retry-after-ms"))
    if in_ms is not None:
        return _bounded(in_ms / 1000)
    told = headers.get("retry-after")
    number = _number(told)
    if number is not None:
        return _bounded(number)
    return _until(told) if told else _used_up(headers)


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return None if math.isnan(number) else number


def _until(date: str) -> float | None:
    try:
        moment = parsedate_to_datetime(date)
        return _bounded((moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):
        return None


def _used_up(headers: Mapping[str, str]) -> float | None:
    """The time until that of a rate is there again of which nothing is left."""
    waits = (
        sum(float(number) * UNITS[unit] for number, unit in SPAN.findall(headers.get(f"x-ratelimit-reset-{what}", "")))
        for what in ("requests", "tokens")
        if headers.get(f"x-ratelimit-remaining-{what}") == "0"
    )
    return _bounded(max(waits, default=0.0)) or None


def _bounded(number: float) -> float:
    return min(max(number, 0.0), LONGEST)
