"""A provider of batches on loopback: files, batches and chat completions as OpenAI documents them, with the faults of a test.

Paths and fields: https://platform.openai.com/docs/api-reference/batch and /files. Uploads and results are kept on disk.
"""

import json
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

EXPIRED = {"code": "batch_expired", "message": "This request could not be executed before the completion window expired."}


def answered(text: str, **choice: Any) -> dict[str, Any]:
    """A completion that says `text`."""
    said = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text, "refusal": None}} | choice
    usage = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
    return {"id": "chatcmpl-1", "object": "chat.completion", "choices": [said], "usage": usage}


def refused(status: int, message: str, **error: Any) -> tuple[int, dict[str, Any]]:
    return status, {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None} | error}


class Fate(NamedTuple):
    """What becomes of a batch. `row`: by a line's number from 0, what comes instead of an answer: (status, body), an error
    without response, "nothing"; `output`: what becomes of the lines of its output file; `problems`: why it fails."""

    status: str = "completed"
    row: Callable[[int], Any] = lambda _: None
    output: Callable[[list[bytes]], list[bytes]] = lambda lines: lines
    problems: tuple[dict[str, Any], ...] = ()


def expired(at: int) -> Fate:
    """The window ends when so many requests are done."""
    return Fate("expired", lambda n: EXPIRED if n >= at else None)


class BatchServer(ThreadingHTTPServer):
    """`respond` makes an answer of a request's body: a text, a completion, or (status, body). `fates`: of batches in order.

    `paid`: how often each custom_id was completed. `live`: bodies that were asked by themselves. `calls`: method and path of
    all calls. `faults`: by method and path's beginning, answers (status, headers) that come first; None cuts the connection.
    """

    daemon_threads = True

    def __init__(self, folder: Path, respond: Callable[[dict[str, Any]], Any]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder, self.respond = folder, respond
        self.fates: deque[Fate] = deque()
        self.faults: dict[str, deque[Any]] = {}
        self.paid: Counter[str] = Counter()
        self.live: list[dict[str, Any]] = []
        self.calls: list[str] = []
        self.files: dict[str, Path] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.cut: deque[int] = deque()  # of a file's content, so many bytes come
        self.lock = threading.RLock()
        self._numbers = count(1)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def keep(self, data: bytes) -> dict[str, Any]:
        name = f"file-{next(self._numbers)}"
        self.files[name] = self.folder / name
        self.files[name].write_bytes(data)
        return self.described(name)

    def described(self, name: str) -> dict[str, Any]:
        size = self.files[name].stat().st_size
        return {
            "id": name, "object": "file", "bytes": size, "created_at": 1, "filename": "x.jsonl", "purpose": "batch", "status": "processed",
        }  # fmt: skip

    def create(self, asked: dict[str, Any]) -> dict[str, Any]:
        assert (asked["endpoint"], asked["completion_window"]) == ("/v1/chat/completions", "24h")
        name = f"batch_{next(self._numbers)}"
        self.batches[name] = {
            "id": name, "object": "batch", "created_at": 1, "status": "validating", "errors": None, "output_file_id": None,
            "error_file_id": None, "request_counts": {"total": 0, "completed": 0, "failed": 0}, **asked,
        }  # fmt: skip
        return self.batches[name]

    def look(self, name: str) -> dict[str, Any]:
        """A batch goes one step with each look at it."""
        batch = self.batches[name]
        if batch["status"] == "validating":
            fate = self.fates.popleft() if self.fates else Fate()
            batch["status"] = "in_progress"
            return self.failed(batch, fate) if fate.status == "failed" else batch | {"_": self.run(batch, fate)}
        if batch["status"] == "in_progress":
            batch["status"] = batch.pop("end")
        return batch

    def failed(self, batch: dict[str, Any], fate: Fate) -> dict[str, Any]:
        batch |= {"status": "failed", "errors": {"object": "list", "data": list(fate.problems)}}
        return batch

    def run(self, batch: dict[str, Any], fate: Fate) -> None:
        output, errors = [], []
        with self.files[batch["input_file_id"]].open("rb") as lines:
            for n, line in enumerate(lines):
                asked = json.loads(line)
                came = fate.row(n)
                if came is None:
                    came = self.respond(asked["body"])
                    came = came if isinstance(came, tuple) else (200, answered(came) if isinstance(came, str) else came)
                if came == "nothing":
                    continue
                told = {"id": f"batch_req_{n}", "custom_id": asked["custom_id"], "response": None, "error": None}
                if isinstance(came, tuple):
                    told["response"] = {"status_code": came[0], "request_id": "r", "body": came[1]}
                else:
                    told["error"] = came
                well = isinstance(came, tuple) and came[0] == 200
                self.paid[asked["custom_id"]] += well
                (output if well else errors).append(json.dumps(told).encode() + b"\n")
        output = fate.output(output)
        if output:
            batch["output_file_id"] = self.keep(b"".join(output))["id"]
        if errors:
            batch["error_file_id"] = self.keep(b"".join(errors))["id"]
        batch["end"] = fate.status
        batch["request_counts"] = {"total": n + 1, "completed": len(output), "failed": len(errors)}


class Handler(BaseHTTPRequestHandler):
    server: BatchServer

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["content-length"]))
        if self._faulty():
            return
        if self.path.endswith("/files"):
            self._json(self.server.keep(_uploaded(data, self.headers["content-type"])))
        elif self.path.endswith("/batches"):
            self._json(self.server.create(json.loads(data)))
        else:
            body = json.loads(data)
            self.server.live.append(body)
            came = self.server.respond(body)
            status, told = came if isinstance(came, tuple) else (200, answered(came) if isinstance(came, str) else came)
            self._json(told, status)

    def do_GET(self) -> None:
        if self._faulty():
            return
        *_, name, last = urlsplit(self.path).path.split("/")
        if last == "content":
            self._content(self.server.files[name].read_bytes())
        elif name == "files":
            self._json(self.server.described(last))
        elif name == "batches":
            with self.server.lock:
                self._json(self.server.look(last))
        else:
            self._listed()

    def _listed(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        newest = list(self.server.batches.values())[::-1]
        names = [batch["id"] for batch in newest]
        start = names.index(query["after"][0]) + 1 if "after" in query else 0
        page = newest[start : start + 2]  # short pages: whoever lists must turn them
        self._json({"object": "list", "data": page, "has_more": start + 2 < len(names)})

    def _content(self, data: bytes) -> None:
        self.send_response(200)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: self.server.cut.popleft()] if self.server.cut else data)

    def _faulty(self) -> bool:
        call = f"{self.command} {self.path}"
        self.server.calls.append(call)
        for start, faults in self.server.faults.items():
            if call.startswith(start) and faults:
                self._fail(faults.popleft())
                return True
        return False

    def _fail(self, fault: Any) -> None:
        if fault is None:
            self.close_connection = True
            self.connection.close()
        else:
            self._json({"error": {"message": "no"}}, fault[0], fault[1])

    def _json(self, told: Any, status: int = 200, headers: dict[str, str] | None = None) -> None:
        data = json.dumps(told).encode()
        self.send_response(status)
        for name, value in {"content-type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


def _uploaded(data: bytes, kind: str) -> bytes:
    """The part `file` of a form."""
    mark = b"--" + kind.partition("boundary=")[2].encode()
    parts = (part.partition(b"\r\n\r\n") for part in data.split(mark))
    return next(content[:-2] for head, _, content in parts if b'name="file"' in head)


@contextmanager
def serving(folder: Path, respond: Callable[[dict[str, Any]], Any]) -> Iterator[BatchServer]:
    server = BatchServer(folder, respond)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
