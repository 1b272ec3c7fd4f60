"""The embedded model: llama.cpp's server on loopback, started at the first question, and the usual client talking to it."""

import contextlib
import threading
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from summarize.engines import Around, Choice, Engine, Reply, Shape, Way
from summarize.engines.connect import Connected, Connection
from summarize.engines.llama_process import ALIAS, Server, cores
from summarize.engines.prompts import Prompt
from summarize.engines.threads import Threads, pinned
from summarize.engines.weights import DEFAULT, digest, weights
from summarize.errors import EngineError, UsageError
from summarize.models import Say, Step

if TYPE_CHECKING:
    from summarize.engines.hosted import Hosted

MAX_TOKENS = 2_048  # of one reply: with the prompt of a window (`windows.WINDOW`) they fit into a slot's context

PREFIXES = ("local",)
REPLAYED = "http://engine/v1"  # where a replay pretends to ask: no network, no server


class Local:
    """An `Engine` of the user's own machine. Nothing leaves it.

    Threads may share it; the model is loaded at the first question or by `start`, and again where the machine has got busy, or
    has got free, so that another number of threads suits it. `close` stops the model, for good, also in the middle of a reply.
    Without weights, `name` and the calls raise `ModelFileError`.
    """

    way: Way = "weighs"

    def __init__(self, *, model_file: str | Path | None = None, jobs: int = 1, say: Say = lambda _: None) -> None:
        self._model_file = model_file
        self._jobs = jobs
        self._say = say
        self._lock = threading.RLock()
        self._resting = threading.Condition(self._lock)
        self._under_way = 0
        self._threads: Threads | None = None
        self._closed = False
        self._server: Server | None = None
        self._client: Hosted | None = None

    @cached_property
    def name(self) -> str:
        """`local:` and the first 12 digits of the weights' SHA-256. Raises `ModelFileError`."""
        return f"local:{digest(self._model_file, say=self._say)[:12]}"

    @property
    def label(self) -> str:
        """For people: `local (Qwen2.5-Coder-1.5B-Instruct Q4_K_M)`."""
        return f"local ({DEFAULT.name})" if self.name == f"local:{DEFAULT.sha256[:12]}" else self.name

    def reply(self, prompt: Prompt, shape: type[Shape]) -> Reply[Shape]:
        with self._asking() as model:
            return model.reply(prompt, shape)

    def choose(self, prompt: Prompt, words: tuple[str, ...]) -> Choice:
        with self._asking() as model:
            return model.choose(prompt, words)

    def start(self) -> "Hosted":
        """Load the model unless it is there: 4 to 13 seconds. Raises `ModelFileError` or `EngineError`."""
        with self._lock:
            if self._closed:
                raise EngineError("the embedded model was stopped")
            if self._client is None:
                self._client = self._loaded()
            return self._client

    def close(self) -> None:
        """Stop the model at once."""
        self._closed = True
        self._unload()

    @contextlib.contextmanager
    def _asking(self) -> Iterator["Hosted"]:
        with self._lock:
            if self._threads is not None and self._threads.due:
                self._adapt(self._threads)
            model = self.start()
            self._under_way += 1
        try:
            yield model
        finally:
            with self._lock:
                self._under_way -= 1
                self._resting.notify_all()

    def _adapt(self, threads: Threads) -> None:
        """Load the model anew where another number of threads suits the machine now; who asks meanwhile waits."""
        self._resting.wait_for(lambda: self._under_way == 0 or self._closed)
        if not self._closed and threads.due and threads.changed():  # while this one waited, another may have tried
            self._say(Step(f"the machine has {threads.count} cores free: the model goes on with as many threads"))
            self._unload()

    def _unload(self) -> None:
        if self._server is not None:  # in `close` without the lock: who holds it may be waiting for the model to load
            self._server.close()
        if self._client is not None:
            self._client.close()
        self._client = None

    def _loaded(self) -> "Hosted":
        from summarize.engines.endpoints import Endpoint
        from summarize.engines.hosted import Hosted

        model = weights(self._model_file, say=self._say)
        self._threads = self._threads or Threads(cores())
        try:
            self._server = Server(model, jobs=self._jobs, threads=self._threads.count, say=self._say)
        except OSError as error:  # no memory for a process, no room for its talk
            raise EngineError(f"the embedded model cannot be started: {error.strerror}") from error
        if self._closed:
            self._server.close()
        self._server.wait()
        return Hosted(Endpoint(self.name, ALIAS, self._server.url, api_key=self._server.key), max_tokens=MAX_TOKENS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextlib.contextmanager
def opened(model: str, connection: Connection, say: Say) -> Iterator[Connected]:
    """The embedded model; where a cassette answers, its name and way only, so that a replay needs no weights."""
    if connection.base_url:
        raise UsageError(f"--base-url needs the name of a model there: --model NAME; the model {model!r} has no address")
    pinned()  # before anything is loaded
    # One question at a time unless told: two share the machine's cores, and each loses the other's cached article.
    jobs = connection.jobs or 1
    with Local(model_file=connection.model_file, jobs=jobs, say=say) as local:
        if connection.replays:
            yield Connected(_replayed(local), local.label, jobs)
            return
        if connection.cassette:
            local.start()  # outside of the recording
        yield Connected(local, local.label, jobs)


def _replayed(local: Local) -> Engine:
    from summarize.engines.endpoints import Endpoint
    from summarize.engines.hosted import Hosted

    return Around(Hosted(Endpoint(local.name, ALIAS, REPLAYED), max_tokens=MAX_TOKENS), way=local.way)
