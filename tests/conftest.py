"""Shared: cassettes without secrets, and a real HTTP server on loopback that answers what a test tells it to."""

import json
import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from summarize import cassette
from summarize.engines.endpoints import Endpoint
from summarize.templates import Prompt


def pytest_recording_configure(config, vcr):
    cassette.register(vcr)


@pytest.fixture(scope="session")
def vcr_config():
    return cassette.settings()


@pytest.fixture(scope="module")
def vcr_cassette_dir(request):
    return str(request.config.rootpath / "cassettes" / Path(request.path).stem)


@pytest.fixture
def allowed_hosts():
    """Loopback stays open where the network is blocked: the tests' own servers live there."""
    return ["127.0.0.1", "localhost", "::1"]


@pytest.fixture
def asked():
    """A question to a model, with braces that no template engine may touch."""
    return Prompt("extract", "sha256:1", "You read news.", "[1] Zoë said {{ no }} and {% yes %}.\n[2] The end.")


class Server(ThreadingHTTPServer):
    """An OpenAI-compatible server with a script. `requests` has the bodies that came, `headers` their headers."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.script = deque()
        self.always = None
        self.requests = []
        self.headers = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"

    @property
    def endpoint(self):
        return Endpoint(name="test", model="test", base_url=self.url, api_key="sk-secret")

    def say(self, text, *, finish="stop", logprobs=None, refusal=None, repeat=False):
        choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text, "refusal": refusal}}
        if logprobs is not None:
            tops = [{"token": t, "logprob": p, "bytes": [1]} for t, p in logprobs]
            choice["logprobs"] = {"content": [{"token": "x", "logprob": 0.0, "bytes": [1], "top_logprobs": tops}]}
        usage = {
            "prompt_tokens": 30,
            "completion_tokens": 5,
            "total_tokens": 35,
            "prompt_tokens_details": {"cached_tokens": 20},
        }
        body = {"id": "chatcmpl-77", "created": 1795314725, "model": "/home/ann/x.gguf", "object": "chat.completion"}
        self._put(200, {}, body | {"choices": [choice], "usage": usage, "timings": {"x": 1}}, repeat=repeat)

    def fail(self, status, message="no", *, headers=None, repeat=False, **error):
        self._put(status, headers or {}, {"error": {"message": message} | error}, repeat=repeat)

    def raw(self, text, content_type):
        self.script.append((200, {"content-type": content_type}, text.encode()))

    def _put(self, status, headers, body, *, repeat):
        answer = (status, {"content-type": "application/json", "x-request-id": "req-9"} | headers, json.dumps(body).encode())
        if repeat:
            self.always = answer
        else:
            self.script.append(answer)


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.requests.append(json.loads(body))
        self.server.headers.append(dict(self.headers))
        status, headers, answer = self.server.script.popleft() if self.server.script else self.server.always
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    """A running `Server`; it stops with the test, or with its `stop`."""
    running = Server()
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()

    def stop():
        if thread.is_alive():
            running.shutdown()
            thread.join()
            running.server_close()

    running.stop = stop
    yield running
    stop()
