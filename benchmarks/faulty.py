"""An OpenAI-compatible server on loopback whose model is a function (`made_up.reply`) and which fails as servers do.

    python benchmarks/faulty.py --share 0.2      # prints its address; GET /counts tells what it did

Which question fails how, and at which attempt, follows from a hash of the question, the attempt and the seed: not from the
clock. It counts by the content of the question which good replies it gave out whole, also those in a form of their own.
"""

import gzip
import json
import random
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from common import options
from made_up import digest, reply

SLOW = 2.0  # seconds
DRIP = 0.02  # seconds between two bytes of a reply that is cut in the end
WANTED = 1  # seconds that a limit asks for
# How a model waits that waits, which is assumed: seconds until it begins, tokens a second, characters of a token.
BEGINS, WRITES, CHARACTERS = 1.0, 60.0, 4.3

Json = dict[str, Any]


class Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = True

    def __init__(self, share: float, seed: int, *, waits: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.share, self.seed, self.waits = share, seed, waits
        self.waited = 0.0  # seconds, in all
        self.lock = threading.Lock()
        self.asked: Counter[str] = Counter()
        self.good: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.known: defaultdict[str, str] = defaultdict(str)

    def fault(self, key: str) -> str:
        """How this attempt at a question goes; "" for well."""
        with self.lock:
            self.asked[key] += 1
            chance = random.Random(f"{self.seed} {key} {self.asked[key]}")  # noqa: S311
            found = chance.choice(sorted(FAULTS)) if chance.random() < self.share else ""
            self.faults[found or "none"] += 1
            return found

    def write(self, text: str) -> None:
        """Wait as long as a model would write it."""
        if self.waits:
            took = BEGINS + len(text) / CHARACTERS / WRITES
            time.sleep(took)
            with self.lock:
                self.waited += took

    def counts(self) -> Json:
        with self.lock:
            again = {self.known[key]: n - 1 for key, n in self.good.items() if n > 1}
            return {"asked": self.asked.total(), "questions": len(self.asked), "good": self.good.total(),
                    "paid_twice": sum(again.values()), "which": again, "faults": dict(self.faults),
                    "waited": self.waited}  # fmt: skip


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, *_: Any) -> None: ...

    def do_GET(self) -> None:
        self.body(json.dumps(self.server.counts()).encode())

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        asked = json.loads(gzip.decompress(data) if self.headers.get("Content-Encoding") == "gzip" else data)
        key = digest(asked["messages"])
        self.server.known[key] = asked["messages"][-1]["content"][:60]
        fault = self.server.fault(key)
        if fault not in FAULTS or fault in GOOD:
            with self.server.lock:
                self.server.good[key] += 1
        try:
            FAULTS.get(fault, _well)(self, asked)
        except OSError:
            self.close_connection = True

    def body(self, data: bytes, *, status: int = 200, kind: str = "application/json", more: Json | None = None) -> None:
        self.head(len(data), status=status, kind=kind, more=more)
        self.wfile.write(data)

    def head(self, length: int, *, status: int = 200, kind: str = "application/json", more: Json | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": length, **(more or {})}.items():
            self.send_header(name, str(value))
        self.end_headers()

    def cut(self) -> None:
        self.close_connection = True
        self.wfile.flush()
        self.connection.close()


def _completion(asked: Json, content: Any = None, **message: Any) -> Json:
    if content is None and not message:
        content = _answer(asked)
    told = len(json.dumps(asked["messages"])) // 4
    return {
        "id": "made-up", "object": "chat.completion", "created": 0, "model": asked["model"],
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content, **message}}],
        "usage": {"prompt_tokens": told, "completion_tokens": 200, "total_tokens": told + 200},
    }  # fmt: skip


def _answer(asked: Json) -> str:
    """The reply to the first question, which later turns may correct."""
    question = next(m["content"] for m in asked["messages"] if m["role"] == "user")
    return json.dumps(reply(question, _shape(asked)))


def _shape(asked: Json) -> Json:
    given = asked.get("response_format") or {}
    found: Json = given.get("json_schema", {}).get("schema", {})
    if not found.get("properties"):
        raise ValueError(f"no schema in {given}")
    return found


def _sent(handler: _Handler, completion: Json) -> None:
    handler.body(json.dumps(completion).encode())


def _well(handler: _Handler, asked: Json) -> None:
    completion = _completion(asked)
    handler.server.write(completion["choices"][0]["message"]["content"])
    _sent(handler, completion)


def _slow(handler: _Handler, asked: Json) -> None:
    time.sleep(SLOW)
    _well(handler, asked)


def _limited(handler: _Handler, _: Json) -> None:
    handler.body(b'{"error": {"message": "slow down"}}', status=429, more={"Retry-After": WANTED})


def _status(status: int) -> Callable[[_Handler, Json], None]:
    return lambda handler, _: handler.body(b'{"error": {"message": "try later"}}', status=status)


def _cut_off(handler: _Handler, _: Json) -> None:
    handler.cut()


def _cut_body(handler: _Handler, asked: Json) -> None:
    data = json.dumps(_completion(asked)).encode()
    handler.head(len(data))
    handler.wfile.write(data[: len(data) // 2])
    handler.cut()


def _dripping(handler: _Handler, asked: Json) -> None:
    data = json.dumps(_completion(asked)).encode()
    handler.head(len(data))
    for byte in data[:60]:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(DRIP)
    handler.cut()


def _html(handler: _Handler, _: Json) -> None:
    handler.body(b"<html><body>The gateway is restarting.</body></html>", kind="text/html")


def _no_choices(handler: _Handler, asked: Json) -> None:
    _sent(handler, {**_completion(asked), "choices": []})


def _error(handler: _Handler, _: Json) -> None:
    handler.body(b'{"error": {"message": "the model is loading", "code": 503}}')


def _fenced(handler: _Handler, asked: Json) -> None:
    _sent(handler, _completion(asked, f"```json\n{_answer(asked)}\n```"))


def _parts(handler: _Handler, asked: Json) -> None:
    _sent(handler, _completion(asked, [{"type": "text", "text": _answer(asked)}]))


def _refusal(handler: _Handler, asked: Json) -> None:
    _sent(handler, _completion(asked, None, refusal="I cannot help with that."))


FAULTS: dict[str, Callable[[_Handler, Json], None]] = {
    "429": _limited, "500": _status(500), "503": _status(503), "connection cut": _cut_off, "body cut": _cut_body,
    "dripping, then cut": _dripping, "HTML with 200": _html, "no choices": _no_choices, "an error with 200": _error,
    "JSON in fences": _fenced, "content in parts": _parts, "slow": _slow, "refusal": _refusal,
}  # fmt: skip
GOOD = frozenset({"JSON in fences", "content in parts", "slow"})  # habits: the whole answer is there


def main() -> None:
    cli = options(__doc__)
    cli.add_argument("--share", type=float, default=0.2)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--waits", action="store_true", help="as long as a model would write")
    args = cli.parse_args()
    with Server(args.share, args.seed, waits=args.waits) as server:
        print(f"http://127.0.0.1:{server.server_port}/v1", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
