"""From a model's name to an engine that is ready to use: the one place where the wrappers are put together."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from summarize.engines import Engine
from summarize.errors import UsageError

LOCAL = "local"
REPLAYED = "http://engine/v1"  # where a replay pretends to ask: no network, no server

Say = Callable[[str], None]


class Connection(NamedTuple):
    """How to reach a model. `jobs` is how many questions are asked at once; `cassette` records or replays its replies."""

    model: str | None = None
    base_url: str | None = None
    model_file: Path | None = None
    cache: bool = True
    cassette: Path | None = None
    jobs: int | None = None


class Connected(NamedTuple):
    """An engine, the name that a reader knows the model by, and how many questions it is asked at once."""

    engine: Engine
    model: str
    jobs: int


@contextmanager
def connect(connection: Connection, *, say: Say) -> Iterator[Connected]:
    """Connect to a model, and stop it at the end. Nothing is started or sent before the first question.

    A cassette turns the cache off: a reply from there would be missing in the recording. Raises UsageError.
    """
    model = connection.model or _default(connection, say)
    if connection.model_file and model != LOCAL:
        raise UsageError(f"--model-file is for --model local, not for {model!r}")
    if connection.base_url and model == LOCAL:
        raise UsageError("--base-url needs the name of a model there: --model NAME; the embedded model has no address")
    with ExitStack() as stack:
        engine, shown = _local(connection, stack, say) if model == LOCAL else _hosted(model, connection, stack)
        if connection.cassette:
            from summarize.engines.cassettes import replay

            stack.enter_context(replay(connection.cassette, say=say))
        elif connection.cache:
            from summarize.engines.caching import Cached, default_path

            engine = Cached(engine, default_path(), say=say)
        yield Connected(engine, shown, _jobs(connection, model))


def _default(connection: Connection, say: Say) -> str:
    """OpenAI where a key is set, else the embedded model; the choice is said, for one costs money and sends text away."""
    keyed = bool(os.environ.get("OPENAI_API_KEY")) and connection.model_file is None
    model = "openai/gpt-5-mini" if keyed else LOCAL
    why = "OPENAI_API_KEY is set" if keyed else "no OPENAI_API_KEY; nothing leaves this machine"
    say(f"using --model {model} ({why})")
    return model


def _local(connection: Connection, stack: ExitStack, say: Say) -> tuple[Engine, str]:
    from summarize.engines.local import Local

    local = Local(model_file=connection.model_file, jobs=connection.jobs or 1, say=say)
    if connection.cassette and connection.cassette.is_file():
        return _replayed(local.name, stack), local.label
    stack.enter_context(local)
    if connection.cassette:
        local.start()  # outside of the recording
    from summarize.engines.retrying import Retrying

    return Retrying(local), local.label


def _replayed(name: str, stack: ExitStack) -> Engine:
    from summarize.engines.endpoints import Endpoint
    from summarize.engines.hosted import Hosted
    from summarize.engines.retrying import Retrying

    return Retrying(stack.enter_context(closing(Hosted(Endpoint(name, LOCAL, REPLAYED), weighs=True))))


def _hosted(model: str, connection: Connection, stack: ExitStack) -> tuple[Engine, str]:
    from summarize.engines.endpoints import endpoint
    from summarize.engines.hosted import Hosted
    from summarize.engines.retrying import Retrying

    found = endpoint(model, base_url=connection.base_url)
    return Retrying(stack.enter_context(closing(Hosted(found)))), found.name


def _jobs(connection: Connection, model: str) -> int:
    # One at a time on the own machine: two share its cores, and each loses the other's cached article.
    # Four at a time elsewhere: below the rate limits of a new account.
    return connection.jobs or (1 if model == LOCAL else 4)
