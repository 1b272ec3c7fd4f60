"""How a run fares with a server that limits requests: answers that failed, refusals, and the wall beside the server's own rate.

    python benchmarks/limits.py [articles] [calls each] [jobs]

A server on loopback lets 20 requests a second through, counted over the second before, and says 429 with `Retry-After: 1` to
all others. Each article's questions are asked one after the other.
"""

import json
import sys
import threading
import time
from collections import deque
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pydantic import BaseModel

from summarize.engines.endpoints import Endpoint
from summarize.engines.hosted import Hosted
from summarize.engines.jobs import in_order
from summarize.engines.prompts import Prompt
from summarize.engines.retrying import Retrying
from summarize.errors import EngineError

RATE = 20  # requests a second
ANSWER = {"choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": '{"word": "yes"}'}}]}


class Word(BaseModel):
    word: str


class Limited(ThreadingHTTPServer):
    """Lets `RATE` requests through in any second."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.refused = 0
        self._lock = threading.Lock()
        self._recent: deque[float] = deque()

    def lets_through(self) -> bool:
        now = time.monotonic()
        with self._lock:
            while self._recent and self._recent[0] < now - 1:
                self._recent.popleft()
            if len(self._recent) < RATE:
                self._recent.append(now)
                return True
            self.refused += 1
            return False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Limited

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        through = self.server.lets_through()
        body = json.dumps(ANSWER if through else {"error": {"message": "Rate limit reached"}}).encode()
        self.send_response(200 if through else 429)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        if not through:
            self.send_header("retry-after", "1")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nobody wants to know."""


def main(articles: int = 200, calls: int = 5, jobs: int = 16) -> None:
    server = Limited()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    endpoint = Endpoint("limits", "m", f"http://127.0.0.1:{server.server_port}/v1")
    failed = 0

    def read(engine: object, article: int) -> int:
        lost = 0
        for call in range(calls):
            try:
                engine.reply(Prompt("x", "x", "", f"{article}, {call}"), Word)  # type: ignore[attr-defined]
            except EngineError as error:
                lost += 1
                print(error)
        return lost

    with closing(Hosted(endpoint)) as hosted:
        hosted.reply(Prompt("x", "x", "", "warm"), Word)
        time.sleep(1)
        begun = time.monotonic()
        engine = Retrying(hosted, say=print)
        with closing(in_order(read, range(articles), engine, jobs=jobs)) as results:
            failed = sum(results)
        wall = time.monotonic() - begun
    asked = articles * calls
    print(f"{asked} questions, {failed} failed, {server.refused} refusals; {wall:.0f} s")
    print(f"at the server's own rate: {asked / RATE:.0f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
