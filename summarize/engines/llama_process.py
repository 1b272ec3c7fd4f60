"""llama.cpp's server as a process of its own on loopback, on a leash: it ends with this program, however that ends."""

import contextlib
import http
import http.client
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import weakref
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from summarize.engines.weights import Weights
from summarize.errors import EngineError, ModelFileError
from summarize.models import Say, Step

LLAMA_SERVER = "SUMMARIZE_LLAMA_SERVER"
DEBUG = "SUMMARIZE_DEBUG"

ALIAS = "local"  # what the server calls the model; its default, the file's path, would end in replies and cassettes
CONTEXT = 16_384  # tokens at least; one article of 4,000 characters with its questions takes about 1,500
SLOT_CONTEXT = 8_192  # tokens for each request, at least
# Prompts of two kinds take turns (yes or no, values); each keeps its beginning in a slot of its own. In the same context.
KINDS = 2
SLOTS = 4  # at once; four times SLOT_CONTEXT measured 2.12 GB in all, more requests wait in the server's queue
# For prompts that left their slot. With 256, what a reply is depended on what had been asked long before: a run that was killed
# and went on gave another briefing (2 of 37 findings). With 0 it gave the same.
CACHE_MIB = 0
LOADING = 600.0  # seconds; the default model takes 4 to 13 on 2 cores, a large one on a slow disk takes minutes
POLL = 0.05  # seconds
STOPPING = 10.0  # seconds; longer than the leash gives the server

Settings = dict[str, str | int | None]  # what `llama_server.py` is told


class Server:
    """A llama.cpp server for `jobs` questions at a time, in a process of its own, which ends with this one or on `close`.

    `threads` write its answers, all cores read its prompts. `url` is its OpenAI-compatible API, there after `wait`; `key` keeps
    other users of the machine out.
    """

    def __init__(self, model: Weights, *, jobs: int, threads: int, say: Say) -> None:
        self._executable = _executable()
        self._port = _free_port()
        self._talk = tempfile.TemporaryFile()  # noqa: SIM115  closed by `_stop`
        self.url = f"http://127.0.0.1:{self._port}/v1"
        self.key = secrets.token_hex(16)
        say(Step(f"loading the language model {model.name}" + (f" with {self._executable}" if self._executable else "")))
        self._process = _child(self._settings(model, jobs, threads), self.key, self._talk)
        self.close = weakref.finalize(self, _stop, self._process, self._talk)  # also at the interpreter's end

    def wait(self) -> None:
        """Wait until it answers. Raises `EngineError` with the server's last words if it does not come to that."""
        deadline = time.monotonic() + LOADING
        while not _healthy(self._port):
            if self._process.poll() is not None:
                raise EngineError(f"the embedded model did not start: {self._last_words()}")
            if time.monotonic() > deadline:
                self.close()
                raise EngineError(f"the embedded model was not ready after {LOADING:.0f} seconds")
            time.sleep(POLL)

    def _settings(self, model: Weights, jobs: int, threads: int) -> Settings:
        slots = max(KINDS, min(jobs, SLOTS))
        return {
            "executable": self._executable,
            "model": str(model.path),
            "alias": ALIAS,
            "port": self._port,
            "context": max(CONTEXT, slots * SLOT_CONTEXT),
            "slots": slots,
            "threads": threads,
            "reading_threads": max(threads, cores()),
            "cache_mib": CACHE_MIB,
            "debug": DEBUG in os.environ,
        }

    def _last_words(self) -> str:
        if not self.close.alive:
            return "it was stopped"
        self._talk.seek(0)
        lines = self._talk.read().decode("utf-8", "replace").splitlines()
        last = next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
        return (
            f"{last} ({LLAMA_SERVER}= does without {self._executable})"
            if self._executable
            else f"{last} ({DEBUG}=1 shows more)"
        )


def cores() -> int:
    """The physical cores that this process may use: a second thread on one core makes llama.cpp slower, not faster."""
    if not hasattr(os, "sched_getaffinity"):
        return os.cpu_count() or 1
    cpus = os.sched_getaffinity(0)
    siblings = (Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list") for cpu in cpus)
    try:
        return len({file.read_text(encoding="ascii") for file in siblings})
    except OSError:
        return len(cpus)


def _executable() -> str | None:
    """The llama-server that SUMMARIZE_LLAMA_SERVER names or PATH has; None for the built-in one, also if the name is empty."""
    told = os.environ.get(LLAMA_SERVER)
    found = shutil.which("llama-server" if told is None else told) if told != "" else None
    if told and found is None:
        raise ModelFileError(f"{LLAMA_SERVER} names no executable file: {told!r}")
    if found is None and find_spec("xllamacpp") is None:
        raise ModelFileError('nothing here runs a model file: `pip install "summarize[local]"`, or put llama-server on PATH')
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _child(settings: Settings, key: str, talk: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", str(Path(__file__).with_name("llama_server.py")), json.dumps(settings)],
        stdin=subprocess.PIPE,  # its leash
        stdout=subprocess.DEVNULL,
        stderr=None if settings["debug"] else talk,
        env=os.environ | {"LLAMA_API_KEY": key},
        start_new_session=True,  # a Ctrl-C in the terminal is for this process, which then stops that one
    )


def _healthy(port: int) -> bool:
    # Not urllib: it would ask a proxy from the environment for an address on loopback.
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False


def _stop(process: subprocess.Popen[bytes], talk: IO[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(STOPPING)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    talk.close()
