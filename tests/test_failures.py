"""What went wrong between here and a model: each kind is one line that says what to do, and no line holds a key."""

import base64
import urllib.parse
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from socket import create_server

import pytest
from pydantic import BaseModel

from summarize.engines.hosted import Hosted
from summarize.engines.retry_after import LONGEST, seconds
from summarize.errors import AwayError, ClosedError, EngineError, LimitError
from tests.raw_server import response, serving

KEY = "sk-canary-1234567890abcdefXYZ"


class Word(BaseModel):
    word: str


def error_of(endpoint, prompt):
    hosted = Hosted(endpoint)
    with pytest.raises(EngineError) as caught:
        hosted.reply(prompt, Word)
    hosted.close()
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


# Nobody is there


def test_a_port_where_nobody_listens(server, asked):
    server.stop()

    error = error_of(server.endpoint, asked)

    assert isinstance(error, AwayError)
    assert "is the server running, and is the base URL right?" in str(error)


def test_a_host_that_there_is_not(server, asked):
    error = error_of(server.endpoint._replace(base_url="http://no-such-host.invalid/v1"), asked)

    assert isinstance(error, AwayError)
    assert str(error).startswith("cannot reach the model at no-such-host.invalid")


def test_https_where_there_is_only_http(server, asked):
    error = error_of(server.endpoint._replace(base_url=server.url.replace("http:", "https:")), asked)

    assert isinstance(error, AwayError)
    assert "no secure connection (TLS)" in str(error)
    assert "does it speak https?" in str(error)


def test_a_proxy_that_is_not_there(server, asked, monkeypatch):
    with create_server(("127.0.0.1", 0)) as once:
        port = once.getsockname()[1]
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")

    error = error_of(server.endpoint._replace(base_url="http://model.example/v1", provider="openai"), asked)

    assert isinstance(error, AwayError)
    assert "HTTPS_PROXY" in str(error)


def test_a_proxy_that_refuses(server, asked, monkeypatch):
    def refuse(connection, request):
        connection.sendall(response(b"", status="403 Forbidden"))

    with serving(refuse) as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        error = error_of(server.endpoint._replace(base_url="https://model.example/v1"), asked)

    assert isinstance(error, AwayError)
    assert str(error).startswith("the proxy on the way to model.example refuses: check HTTPS_PROXY and NO_PROXY (")


# It is there, and refuses


@pytest.mark.parametrize(
    ("status", "error", "kind", "why"),
    [
        (401, {}, ClosedError, "wants a key: set OPENAI_API_KEY"),
        (402, {}, ClosedError, "quota is used up"),
        (404, {}, ClosedError, "knows no model"),
        (407, {}, ClosedError, "the proxy on the way wants a name and a password"),
        (429, {"code": "insufficient_quota"}, ClosedError, "quota is used up"),
        (429, {"type": "insufficient_quota"}, ClosedError, "quota is used up"),
        (429, {"code": "rate_limit_exceeded"}, LimitError, "limits requests"),
        (500, {}, EngineError, "cannot answer now"),
        (503, {}, EngineError, "cannot answer now"),
        (529, {}, EngineError, "cannot answer now"),
        (418, {}, EngineError, "refuses the request"),
    ],
)
def test_a_status_means(server, asked, status, error, kind, why):  # noqa: PLR0917
    server.fail(status, **error)

    found = error_of(server.endpoint._replace(api_key="none"), asked)

    assert type(found) is kind
    assert why in str(found)


@pytest.mark.parametrize("status", [429, 503, 529])
def test_a_server_that_says_when_to_come_back_limits_requests(server, asked, status):
    server.fail(status, headers={"retry-after": "7"})

    found = error_of(server.endpoint, asked)

    assert isinstance(found, LimitError)
    assert found.retry_after == 7.0


def test_a_reply_that_is_cut_off_may_pass(asked):
    def cut(connection, request):
        connection.sendall(response(b"{" + b" " * 100)[:-50])
        connection.close()

    with serving(cut) as server:
        error = error_of(server.endpoint, asked)

    assert type(error) is EngineError
    assert error.retryable
    assert "broke off in the middle of a reply" in str(error)


# When to come back


@pytest.mark.parametrize(
    ("headers", "wish"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": " 1.5 "}, 1.5),
        ({"retry-after": "-3"}, 0.0),
        ({"retry-after": "inf"}, LONGEST),
        ({"retry-after": "1e26"}, LONGEST),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "Fri, 31 Dec 9999 23:59:59 GMT"}, LONGEST),
        ({"retry-after": "Fri, 31 Dec 99999 23:59:59 GMT"}, None),
        ({"retry-after": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0.0),
        ({"retry-after": "Mon, 01 Jan 0001 00:00:00 +2359"}, 0.0),
        ({"retry-after-ms": "250", "retry-after": "7"}, 0.25),
        ({"retry-after-ms": "?", "retry-after": "7"}, 7.0),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "6m0.5s"}, 360.5),
        ({"x-ratelimit-remaining-requests": "5", "x-ratelimit-reset-requests": "6m0s"}, None),
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "20ms"}, 0.02),
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "later"}, None),
    ],
    ids=str,
)
def test_a_wish_when_to_come_back_is_read_and_bounded(headers, wish):
    assert seconds(headers) == (wish if wish is None else pytest.approx(wish))


def test_a_wish_as_a_date_is_seconds_from_now():
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)

    assert 80 < seconds({"retry-after": date}) <= 90


# Keys


ECHOES = {
    "whole": f"bad header Authorization: Bearer {KEY}",
    "quoted": f"bad key '{KEY}'.",
    "in a URL": f"no access to /?key={urllib.parse.quote(KEY)}&x",
    "in Base64": f"bad header {base64.b64encode(f'Bearer {KEY}'.encode()).decode()}",
    "alone in Base64": base64.urlsafe_b64encode(KEY.encode()).decode(),
    "its beginning": f"bad key {KEY[:12]}…",
    "masked": f"Incorrect API key provided: {KEY[:7]}*******************{KEY[-4:]}.",
    "its end": f"bad key ending in ...{KEY[-4:]}",
    "cut by us": "x" * 290 + KEY,
}


@pytest.mark.parametrize("status", [400, 401, 404, 413, 429, 500])
@pytest.mark.parametrize("echo", ECHOES)
def test_a_server_that_repeats_the_key_gets_it_into_no_line(server, asked, status, echo):
    server.fail(status, ECHOES[echo])

    error = error_of(server.endpoint._replace(api_key=KEY), asked)

    encoded = base64.b64encode(KEY.encode()).decode()
    told = str(error)
    assert not any(part in told for part in (KEY[:9], KEY[3:12], KEY[-4:], encoded[:12], encoded[4:16]))


def test_secrets_of_the_environment_are_in_no_line(server, asked, monkeypatch):
    monkeypatch.setenv("OTHER_SERVICE_TOKEN", "another-canary-77")
    server.fail(400, "proxy says: another-canary-77")

    assert "proxy says: [OTHER_SERVICE_TOKEN]" in str(error_of(server.endpoint, asked))


def test_half_a_character_in_a_servers_words_can_be_written(server, asked):
    server.fail(400, "half of \ud83d")

    assert "half of \\ud83d" in str(error_of(server.endpoint, asked)).encode().decode()


def test_the_words_of_a_server_stay_whatever_they_are(server, asked):
    server.fail(400, "the key word of stop_words... is not a list (see https://docs.example/x)")

    error = error_of(server.endpoint._replace(api_key=KEY), asked)

    assert "the key word of stop_words... is not a list (see https://docs.example/x)" in str(error)
