"""Shared: cassettes without secrets, and a real HTTP server on loopback that answers what a test tells it to."""

import json
import threading
import time
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import settings

from summarize.engines.endpoints import Endpoint
from summarize.engines.prompts import Prompt
from tests.filling import verdicts

# How long an example takes is no promise of a test: the machine may be busy.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True, scope="session")
def _no_defaults(tmp_path_factory):
    """The defaults of whoever runs the tests are theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        yield


@pytest.fixture
def tape(request):
    """The recorded replies of the embedded model for this test; `make record` makes them anew, by running the test."""
    module, name = Path(request.path).stem, request.node.name.removeprefix("test_")
    path = request.config.rootpath / "cassettes" / module / f"{name}.json"
    if request.config.getoption("--record-mode") == "rewrite":
        path.unlink(missing_ok=True)
    else:
        assert path.is_file(), f"no recording {path}: run `make record`"
    return path


@pytest.fixture
def allowed_hosts():
    """Loopback stays open where the network is blocked: the tests' own servers live there."""
    return ["127.0.0.1", "localhost", "::1"]


@pytest.fixture
def asked():
    """A question to a model, with braces that no template engine may touch."""
    return Prompt("extract", "sha256:1", "You read news.", "[1] Zoë said {{ no }} and {% yes %}.\n[2] The end.")


@pytest.fixture
def until():
    """Wait for a condition. The limit is for what never comes: nothing that a test waits for takes minutes, however busy it is."""

    def wait(condition):
        limit = time.monotonic() + 300
        while not condition():
            assert time.monotonic() < limit, "it did not come to that"
            time.sleep(0.01)

    return wait


@pytest.fixture
def by_pairs(monkeypatch):
    """What a model that writes has read is brought together as one that weighs does it: pair by pair."""
    monkeypatch.setattr("summarize.pipeline._proposes", lambda *_: False)


class Server(ThreadingHTTPServer):
    """An OpenAI-compatible server with a script. `requests` has the bodies that came, `headers` their headers."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.script = deque()
        self.always = None
        self.respond = None  # a function of the request's body, instead of a script
        self.requests = []
        self.headers = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"

    @property
    def endpoint(self):
        return Endpoint(name="test", model="test", base_url=self.url, api_key="sk-secret")

    def stop(self):
        self.shutdown()
        self.server_close()

    def say(self, text, *, repeat=False, **how):
        self._put(*self.completion(text, **how), repeat=repeat)

    @staticmethod
    def completion(text, *, finish="stop", logprobs=None, refusal=None):
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
        return 200, {}, body | {"choices": [choice], "usage": usage, "timings": {"x": 1}}

    def fail(self, status, message="no", *, headers=None, repeat=False, **error):
        self._put(status, headers or {}, {"error": {"message": message} | error}, repeat=repeat)

    def raw(self, text, content_type):
        self.script.append((200, {"content-type": content_type}, text.encode()))

    def _put(self, status, headers, body, *, repeat):
        answer = self.encoded(status, headers, body)
        if repeat:
            self.always = answer
        else:
            self.script.append(answer)

    @staticmethod
    def encoded(status, headers, body):
        return status, {"content-type": "application/json", "x-request-id": "req-9"} | headers, json.dumps(body).encode()

    def next(self, body):
        if self.respond is not None:
            return self.encoded(*self.completion(self.respond(body)))
        return self.script.popleft() if self.script else self.always


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.server.respond and "logprobs" in body:  # that function writes; it is asked in writing from then on
            self.answer(*self.server.encoded(400, {}, {"error": {"message": "no logprobs here", "param": "logprobs"}}))
            return
        self.server.requests.append(body)
        self.server.headers.append(dict(self.headers))
        self.answer(*self.server.next(body))

    def answer(self, status, headers, answer):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args):
        pass


def fitting(schema, words, defs=None):
    """Make up a reply that fits a JSON schema, whatever it asks: `words` for text, the first choice, the lowest number."""
    defs = defs or schema.get("$defs", {})
    for key in ("anyOf", "allOf", "oneOf"):
        if key in schema:
            return fitting(schema[key][0], words, defs)
    if "$ref" in schema:
        return fitting(defs[schema["$ref"].rpartition("/")[2]], words, defs)
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    if schema.get("type") == "object":
        return {name: fitting(inner, words, defs) for name, inner in schema.get("properties", {}).items()}
    if schema.get("type") == "array":
        return [fitting(schema["items"], words, defs)]
    plain = {"integer": schema.get("minimum", 1), "number": schema.get("minimum", 1), "boolean": True, "null": None}
    return plain.get(schema.get("type"), words[: schema.get("maxLength", 1000)])


def obliged(schema, words):
    """The reply of a model that finds an answer to every question, every claim carried, no two alike, and no page to write."""
    if schema["properties"].keys() & {"groups", "summary"}:
        return {name: [] for name in schema["properties"]}
    return verdicts(schema) if "verdicts" in schema["properties"] else fitting(schema, words)


def first_sentence(text):
    """What a prompt shows as sentence 1."""
    return next((line.removeprefix("[1] ") for line in text.splitlines() if line.startswith("[1] ")), "Nothing.")


@pytest.fixture
def obliging():
    """A model for `Server.respond`: it finds an answer to every question, in the first sentence."""

    def respond(body):
        words = first_sentence(body["messages"][1]["content"])
        return json.dumps(obliged(body["response_format"]["json_schema"]["schema"], words))

    return respond


@pytest.fixture
def obliging_script():
    """The same model for the scripted engine."""

    def answer(prompt, shape):
        if isinstance(shape, tuple):  # odds of two words
            return 1.0
        return obliged(shape.model_json_schema(), first_sentence(prompt.user))

    return answer


@pytest.fixture
def server():
    """A running `Server`; it stops with the test, or with its `stop`."""
    running = Server()
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}).start()
    yield running
    running.stop()
