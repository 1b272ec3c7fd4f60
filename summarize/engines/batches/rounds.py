"""A run in rounds: a pass over the work, what it asked in batches, the answers, and the next pass."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from summarize.engines.batches.collecting import Accounting, Collecting, Unit
from summarize.engines.batches.ledger import Ledger
from summarize.engines.batches.outbox import Limits, Outbox
from summarize.engines.batches.post import Post
from summarize.engines.batches.provider import Provider
from summarize.engines.connect import CACHE, Connected, Connection
from summarize.engines.endpoints import Endpoint, endpoint
from summarize.engines.retrying import Retrying
from summarize.engines.weights import cache_folder
from summarize.errors import EngineError, PendingError, UsageError
from summarize.models import Say, silent

if TYPE_CHECKING:
    from summarize.engines import Engine

Result = TypeVar("Result")


class How(NamedTuple):
    """How batches are made. `by_hand`: somebody else runs the files, and nothing is sent. `sleep` takes seconds."""

    limits: Limits = Limits()
    by_hand: bool = False
    sleep: Callable[[float], None] = time.sleep


USUAL = How()


class Batches(NamedTuple):
    """A model by batches: `connected` for a whole pass, `unit` for a piece of work in it; `post` sends and reads."""

    connected: Connected
    engine: Collecting
    post: Post

    def unit(self) -> Unit:
        """The model for one piece of work in one pass, such as an article."""
        return Unit(self.connected.engine)

    @property
    def pending(self) -> int:
        """How many questions had to wait in this pass."""
        return self.engine.pending


@contextmanager
def batched(connection: Connection, folder: Path, *, say: Say = silent, how: How = USUAL) -> Iterator[Batches]:
    """Connect to a model by batches. `folder` keeps what was asked and answered; the same folder goes on with it.

    Raises UsageError for a connection that is none to a hosted model, and where another run uses the folder, OutputError where
    it cannot be written.
    """
    if connection.model is None or connection.engine or connection.model_file or connection.cassette:
        raise UsageError("batches want --model PROVIDER/MODEL, and no engine, model file or cassette")
    if connection.limits:
        names = ", ".join(f"--{name.replace('_', '-')}" for name in connection.limits)
        raise UsageError(f"batches are sent whole: leave out {names}; --dry-run says what a run would take")
    found = endpoint(connection.model, base_url=connection.base_url)
    with (
        closing(Ledger(folder)) as ledger,
        closing(Outbox(folder, how.limits, ledger.last())) as outbox,
        closing(Collecting(found, ledger, outbox, tries=not how.by_hand, say=say)) as engine,
        _provider(found, how, say) as provider,
    ):
        asked: Engine = Retrying(engine, say=say, sleep=how.sleep)
        if connection.cache:
            asked = Accounting(asked, ledger, cache_folder() / CACHE, say=say)
        post = Post(ledger, outbox, provider, say=say, sleep=how.sleep)
        yield Batches(Connected(asked, found.name, connection.jobs or 1), engine, post)


@contextmanager
def _provider(found: Endpoint, how: How, say: Say) -> Iterator[Provider | None]:
    with nullcontext() if how.by_hand else closing(Provider(found, say=say, sleep=how.sleep)) as provider:
        yield provider


def rounds(run: Callable[[], Result], batches: Batches, *, leave: bool = False) -> Result:
    """Make passes by `run` until one has all its answers; what that one gives.

    `leave`: while batches are under way, raises PendingError, which says so; so it does where somebody else runs the files.
    Raises also what `run` raises, but for an EngineError of a pass that has to wait, and EngineError where nothing can be sent
    or read: a later run with the same folder goes on.
    """
    post = batches.post
    while True:
        post.collect(leave=leave)
        batches.engine.pending = 0
        try:
            result = run()
        except EngineError:
            if not batches.pending:
                raise
        else:
            if not batches.pending:
                return result
        post.submit()
        if leave or post.by_hand:
            files = post.waiting()
            where = f"{len(files)} files from {str(files[0])!r} on"
            raise PendingError(f"{batches.pending:,} questions wait for a batch ({where}): come back with the same folder")
