"""What a call may take: a server may be slow, endless, huge or misleading, and costs no more than the bounds say."""

import gzip
import json
import threading
import time
import tracemalloc
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import brotli
import httpx2
import openai
import pytest
from pydantic import BaseModel

from summarize.engines import transport, wire
from summarize.engines.cassettes import replay
from summarize.engines.failures import failure
from summarize.engines.hosted import Hosted
from summarize.engines.transport import client
from summarize.engines.wire import LARGEST, onward
from summarize.errors import ClosedError, EngineError
from tests.conftest import Server
from tests.raw_server import response, serving

MB = 1_000_000
COMPLETION = json.dumps(Server.completion('{"word": "yes"}')[2]).encode()


class Word(BaseModel):
    word: str


@pytest.fixture
def hurried(monkeypatch):
    """A call may take .2 s."""
    monkeypatch.setattr(transport, "CALL_SECONDS", 0.2)


@contextmanager
def asking(endpoint):
    hosted = Hosted(endpoint)
    try:
        yield hosted
    finally:
        hosted.close()


def fails(endpoint, prompt):
    """The error of one question, and how long it took."""
    begun = time.monotonic()
    with asking(endpoint) as hosted, pytest.raises(EngineError) as caught:
        hosted.reply(prompt, Word)
    assert "\n" not in str(caught.value)
    return caught.value, time.monotonic() - begun


def drip(connection, data):
    for byte in data:
        connection.sendall(bytes([byte]))
        time.sleep(0.01)


def silent(connection, request):
    threading.Event().wait(10)


def one_byte_now_and_then(connection, request):
    drip(connection, response(b" " * 1000))


def headers_that_never_end(connection, request):
    drip(connection, b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 200)


def a_body_that_never_ends(connection, request):
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n")
    drip(connection, b" " * 1000)


def early_hints_without_end(connection, request):
    for _ in range(1000):
        connection.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        time.sleep(0.01)


SLOW = [silent, one_byte_now_and_then, headers_that_never_end, a_body_that_never_ends, early_hints_without_end]


@pytest.mark.parametrize("behave", SLOW, ids=lambda one: one.__name__)
def test_a_call_ends_when_its_time_is_over_however_the_server_spends_it(behave, asked, hurried):
    with serving(behave) as server:
        error, took = fails(server.endpoint, asked)

    assert "took too long" in str(error)
    assert error.retryable
    assert took < 5


def test_a_server_that_takes_no_request_is_left_when_the_time_is_over(asked, hurried):
    with serving(None) as server:
        error, took = fails(server.endpoint, asked._replace(user="x" * 20 * MB))

    assert "took too long" in str(error)
    assert took < 5


def test_a_server_that_does_not_answer_is_told_while_it_is_waited_for(asked, monkeypatch):
    monkeypatch.setattr(wire, "SAID_EVERY", 0.05)
    monkeypatch.setattr(transport, "CALL_SECONDS", 0.3)
    said = []

    with serving(silent) as server:
        talker = client(server.endpoint, say=said.append)
        with pytest.raises(openai.APITimeoutError):
            talker.chat.completions.create(model="m", messages=[{"role": "user", "content": "?"}])

    assert said[0] == f"{server.endpoint.host} has not answered for 0 s; it is given up in 0 s"
    assert 2 <= len(said) <= 6


def test_a_slow_reply_within_its_time_is_read(asked, monkeypatch):
    monkeypatch.setattr(wire, "SAID_EVERY", 0.02)

    def slow(connection, request):
        answer = response(COMPLETION)
        connection.sendall(answer[:50])
        time.sleep(0.05)
        connection.sendall(answer[50:])

    with serving(slow) as server, asking(server.endpoint) as hosted:
        assert hosted.reply(asked, Word).value.word == "yes"


def test_calls_under_way_end_at_once_when_the_engine_is_closed(asked):
    begun, errors = threading.Event(), []

    def behave(connection, request):
        begun.set()
        server.over.wait(10)

    with serving(behave) as server:
        hosted = Hosted(server.endpoint)

        def ask():
            with pytest.raises(EngineError) as caught:
                hosted.reply(asked, Word)
            errors.append(caught.value)

        thread = threading.Thread(target=ask)
        thread.start()
        assert begun.wait(10)
        hosted.close()
        thread.join(5)

        assert not thread.is_alive()
    assert "broke off" in str(errors[0])


# Size


def endless(connection, request):
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n")
    while True:
        connection.sendall(b" " * 65536)


def huge(connection, request):
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 50000000\r\ncontent-type: application/json\r\n\r\n")
    for _ in range(50):
        connection.sendall(b" " * MB)


def huge_refusal(connection, request):
    connection.sendall(b"HTTP/1.1 400 No\r\ncontent-length: 50000000\r\ncontent-type: application/json\r\n\r\n")
    for _ in range(50):
        connection.sendall(b" " * MB)


def huge_headers(connection, request):
    connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 1_000_000)


def one_huge_header(connection, request):
    connection.sendall(b"HTTP/1.1 200 OK\r\nx: " + b"y" * 20 * MB)


def packed(encoding, data):
    return lambda connection, _: connection.sendall(response(data, f"content-encoding: {encoding}"))


def deflated(data):
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.fixture(scope="module")
def zeros():
    return b"0" * 100 * MB


BOMBS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "raw deflate": deflated,
    "br": lambda data: brotli.compress(data, quality=4),
    "gzip, gzip": lambda data: gzip.compress(gzip.compress(data)),
}
FLOODS = [endless, huge, huge_refusal, huge_headers, one_huge_header]


def peak(ask):
    tracemalloc.start()
    try:
        ask()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("behave", FLOODS, ids=lambda one: one.__name__)
def test_a_reply_without_bounds_is_left_early(behave, asked):
    with serving(behave) as server:
        error, _ = fails(server.endpoint, asked)

    assert error.retryable
    assert any(why in str(error) for why in ("more than 4 MB", "broke off"))


@pytest.mark.parametrize("name", BOMBS)
def test_a_small_reply_that_unpacks_to_a_huge_one_takes_little_memory(name, asked, zeros):
    bomb = BOMBS[name](zeros)
    with serving(packed(name.removeprefix("raw "), bomb)) as server:
        with asking(server.endpoint) as hosted:  # what is loaded at a first question does not count
            with pytest.raises(EngineError):
                hosted.reply(asked, Word)
            most = peak(lambda: fails(server.endpoint, asked))
        error, _ = fails(server.endpoint, asked)

    assert "more than 4 MB" in str(error)
    assert most < 3 * LARGEST + len(bomb) * 2


def test_four_huge_replies_at_once_take_little_memory(asked):
    with serving(huge) as server, asking(server.endpoint) as hosted, ThreadPoolExecutor(4) as pool:

        def ask(_):
            with pytest.raises(EngineError):
                hosted.reply(asked, Word)

        ask(0)
        most = peak(lambda: list(pool.map(ask, range(4))))

    assert most < 4 * 2 * LARGEST


@pytest.mark.parametrize("name", ["gzip", "deflate", "raw deflate", "br"])
def test_a_packed_reply_is_read(name, asked):
    with serving(packed(name.removeprefix("raw "), BOMBS[name](COMPLETION))) as server, asking(server.endpoint) as hosted:
        assert hosted.reply(asked, Word).value.word == "yes"


def test_a_reply_that_cannot_be_unpacked_is_said_and_may_pass(asked):
    with serving(packed("gzip", b"no gzip")) as server:
        error, _ = fails(server.endpoint, asked)

    assert "cannot be unpacked" in str(error)
    assert error.retryable


@pytest.mark.parametrize("behave", [endless, packed("gzip", gzip.compress(b"0" * 20 * MB))], ids=["endless", "packed"])
def test_the_bounds_hold_while_a_cassette_is_recorded(behave, asked, tmp_path):
    with serving(behave) as server, replay(tmp_path / "tape.json", say=lambda _: None):
        error, _ = fails(server.endpoint, asked)

    assert "more than 4 MB" in str(error)


def test_a_connection_is_used_again_also_by_another_thread(asked):
    with (
        serving(lambda connection, _: connection.sendall(response(COMPLETION))) as server,
        asking(server.endpoint) as hosted,
    ):
        for _ in range(3):
            with ThreadPoolExecutor(1) as pool:
                assert pool.submit(hosted.reply, asked, Word).result().value.word == "yes"

        assert len(server._open) == 1
        assert len(server.requests) == 3


# Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_takes_neither_text_nor_key_to_another_server(status, server, asked):
    def redirect(connection, request):
        to = f"location: http://127.0.0.1:{server.server_port}/v1/chat/completions?a=b"
        connection.sendall(response(b"", to, status=f"{status} Elsewhere"))

    with serving(redirect) as first:
        error, _ = fails(first.endpoint, asked)

    assert server.requests == []
    assert f"redirects to http://127.0.0.1:{server.server_port}, which gets neither text nor key" in str(error)
    assert "--base-url" in str(error)
    assert isinstance(error, ClosedError)


@pytest.mark.parametrize("status", [307, 308])
def test_a_redirect_on_the_same_server_is_followed(status, asked):
    def behave(connection, request):
        if request.startswith(b"POST /v1/chat"):
            connection.sendall(response(b"", "location: /v2/chat/completions", status=f"{status} There"))
        else:
            connection.sendall(response(COMPLETION))

    with serving(behave) as server, asking(server.endpoint) as hosted:
        assert hosted.reply(asked, Word).value.word == "yes"

    assert server.requests[1].startswith(b"POST /v2/chat/completions")
    assert server.requests[0].partition(b"\r\n\r\n")[2] == server.requests[1].partition(b"\r\n\r\n")[2]


def test_redirects_in_a_circle_end(asked):
    def behave(connection, request):
        connection.sendall(response(b"", "location: /v1/chat/completions", status="307 There"))

    with serving(behave) as server:
        error, _ = fails(server.endpoint, asked)

    assert len(server.requests) == wire.REDIRECTS + 1
    assert "another page of its own" in str(error)


def test_a_redirect_on_the_same_server_is_recorded_as_its_reply(asked, tmp_path):
    def behave(connection, request):
        if request.startswith(b"POST /v1/chat"):
            connection.sendall(response(b"", "location: /v2/chat/completions", status="307 There"))
        else:
            connection.sendall(response(COMPLETION))

    for _ in range(2):  # recorded, then replayed
        with serving(behave) as server, replay(tmp_path / "tape.json", say=lambda _: None), asking(server.endpoint) as hosted:
            assert hosted.reply(asked, Word).value.word == "yes"

    assert server.requests == []


@pytest.mark.parametrize(
    ("location", "to"),
    [
        (b"/v2", "http://a.example:80/v2"),
        (b"http://a.example:80/x?y", "http://a.example:80/x?y"),
        (b"https://a.example:80/v2", None),
        (b"http://a.example:81/v2", None),
        (b"//b.example/v2", None),
        (b"http://a.example:80@b.example/v2", None),
        (b"http://user@a.example:80/v2", None),
        (b"\xff", None),
        (b"http://[", None),
        (b"", "http://a.example:80/v1"),
    ],
)
def test_a_redirect_is_followed_only_to_the_very_same_server(location, to):
    assert onward("http://a.example:80/v1", 307, location) == to


# Keys


def test_a_key_that_the_server_repeats_is_not_in_the_reply(asked):
    def echo(connection, request):
        key = next(line for line in request.split(b"\r\n") if line.lower().startswith(b"authorization")).split(b" ")[-1]
        answer = COMPLETION.replace(b"yes", key)
        connection.sendall(response(answer, f"x-key: {key.decode()}"))

    with serving(echo) as server, asking(server.endpoint) as hosted:
        assert hosted.reply(asked, Word).value.word == "[key]"


@pytest.mark.parametrize("key", ["sk-1234567890 ", " sk-1234567890\n"])
def test_a_key_that_was_copied_with_a_space_is_sent_without(key, server, asked):
    server.say('{"word": "yes"}')

    with asking(server.endpoint._replace(api_key=key)) as hosted:
        hosted.reply(asked, Word)

    assert {k.lower(): v for k, v in server.headers[0].items()}["authorization"] == "Bearer sk-1234567890"


@pytest.mark.parametrize("key", ["sk-123\n456", "schlüssel-12345", "sk-\x00"])
def test_a_key_that_cannot_be_sent_is_said_and_not_shown(key, server, asked):
    error, _ = fails(server.endpoint._replace(api_key=key, key_variable="X_API_KEY"), asked)

    assert str(error) == "what X_API_KEY holds is no key: it has characters that cannot be sent; set it anew"
    assert isinstance(error, ClosedError)
    assert server.requests == []


def test_through_a_proxy_the_bounds_hold_as_well(monkeypatch, hurried):
    with serving(one_byte_now_and_then) as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        elsewhere = proxy.endpoint._replace(base_url="http://model.example/v1")
        with pytest.raises(openai.APITimeoutError), client(elsewhere) as talker:
            talker.chat.completions.create(model="m", messages=[{"role": "user", "content": "?"}])

    assert b"POST http://model.example/v1/chat/completions" in proxy.requests[0]


def test_what_is_not_understood_is_an_error_that_may_pass(server):
    error = failure(httpx2.HTTPError("?"), server.endpoint)

    assert error.retryable
