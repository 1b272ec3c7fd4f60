"""From a model's name to an engine that is ready to use: the one place where the wrappers are put together.

An engine is a module of this package with two names: `PREFIXES`, what `--model` names it by ("local" as a whole, "openai/" as a
beginning), and `opened(model, connection, say)`, a context manager that gives a `Connected`. There is no list of them.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, NamedTuple

import summarize.engines
from summarize.engines import Around, Engine, Way
from summarize.engines.rates import Pacing, Rates
from summarize.engines.spending import Account, Accounting, Price, Spending, unpriced
from summarize.errors import ReplayError, UsageError
from summarize.models import Say, Step
from summarize.records import Usage

CACHE = "replies.sqlite"
HOSTED_JOBS = 4  # questions at once to a service, unless told: below the rate limits of a new account
A_TOKEN = Usage(prompt_tokens=1, completion_tokens=1)


class Limits(NamedTuple):
    """What may be spent, and how fast: shared by all who ask, also from other processes."""

    account: Accounting
    rates: Pacing


class Connection(NamedTuple):
    """How to reach a model.

    `model`: `local`, or a name such as `openai/gpt-5-mini`; without one, OpenAI where a key is set, else local. `base_url`: an
    OpenAI-compatible endpoint of one's own. `model_file`: another GGUF file for `local`. `cassette`: a file to record the
    model's replies to, or to replay them from if it is there. `cache`: recall replies, and keep them. `jobs`: how many
    articles or claims at once. `way`: which questions the model gets, if not those that suit it by its own account: `writes`
    (few, large) or `weighs` (many, small). `max_cost` (US dollars), `max_tokens` (of prompts and replies): once that is spent,
    nothing more is asked. `rpm`, `tpm`: requests and tokens a minute. `engine`: an engine that is there already, instead of
    all these but `jobs`, `way` and the limits; it is asked as it is, without cache and patience, one at a time unless `jobs`
    is told. `shared`: the limits in force, where other processes ask within them, too.
    """

    model: str | None = None
    base_url: str | None = None
    model_file: str | Path | None = None
    cassette: str | Path | None = None
    cache: bool = True
    jobs: int | None = None
    way: Way | None = None
    max_cost: float | None = None
    max_tokens: int | None = None
    rpm: int | None = None
    tpm: int | None = None
    engine: Engine | None = None
    shared: Limits | None = None

    @property
    def replays(self) -> bool:
        """Whether the replies come from a cassette that is there."""
        return self.cassette is not None and Path(self.cassette).is_file()

    @property
    def limits(self) -> dict[str, float]:
        """What the user limits, by option."""
        told = {name: getattr(self, name) for name in ("max_cost", "max_tokens", "rpm", "tpm")}
        return {name: limit for name, limit in told.items() if limit is not None}


class Connected(NamedTuple):
    """An engine, the name that a reader knows the model by, how many questions it is asked at once, and what these cost."""

    engine: Engine
    model: str
    jobs: int
    price: Price = unpriced


@contextmanager
def connect(connection: Connection, *, say: Say) -> Iterator[Connected]:
    """Connect to a model, and stop it at the end. Nothing is started or sent before the first question.

    A cassette turns the cache off: a reply from there would be missing in the recording. Raises UsageError for what does not
    go together, ModelFileError, and ReplayError; but where only the recording cannot be kept, `say` is told: the work of an
    hour is not thrown away for it.
    """
    whole = False
    try:
        with ExitStack() as stack:
            _check(connection)
            found = (_named if connection.engine is None else _given)(connection, stack, say)
            yield found._replace(engine=Around(found.engine, way=connection.way)) if connection.way else found
            whole = True
    except ReplayError as error:
        if not whole:
            raise
        say(f"{error}; the result is whole all the same")


def _check(connection: Connection) -> None:
    for name, limit in connection.limits.items():
        if not limit > 0:  # NaN, too
            raise UsageError(f"--{name.replace('_', '-')} wants more than 0, not {limit:g}")


def _given(connection: Connection, stack: ExitStack, say: Say) -> Connected:
    if any((connection.model, connection.base_url, connection.model_file, connection.cassette)):
        raise UsageError("an engine is given: leave out model, base_url, model_file and cassette")
    assert connection.engine is not None
    return _limited(Connected(connection.engine, connection.engine.name, connection.jobs or 1), connection, stack, say)


def _named(connection: Connection, stack: ExitStack, say: Say) -> Connected:
    from summarize.engines.retrying import Retrying

    model = connection.model or _default(connection, say)
    found: Connected = stack.enter_context(_module(model).opened(model, connection, say))
    patient = Retrying(found.engine, say=say)
    stack.callback(patient.stop)  # before the model is left: who waits for it need not wait any longer
    found = _limited(found._replace(engine=patient), connection, stack, say)
    if connection.cassette:
        from summarize.engines.cassettes import replay

        stack.enter_context(replay(Path(connection.cassette), say=say))
    elif connection.cache:  # around the limits: what is known costs nothing
        from summarize.engines.caching import Cached
        from summarize.engines.weights import cache_folder

        found = found._replace(engine=Cached(found.engine, cache_folder() / CACHE, say=say))
    return found


def _limited(found: Connected, connection: Connection, stack: ExitStack, say: Say) -> Connected:
    """The same within the user's limits; a replay costs nothing, and needs none. Raises UsageError where no price is known."""
    if not connection.limits or connection.replays:
        return found
    from summarize.engines.limiting import Limiting

    if connection.max_cost is not None and found.price(A_TOKEN) is None:
        raise UsageError(f"no price is known for {found.model}: --max-cost needs one; --max-tokens does not")
    account, rates = connection.shared or limits_of(connection)
    limiting = Limiting(found.engine, spending=Spending(account, price=found.price), rates=rates, say=say)
    stack.callback(limiting.stop)
    return found._replace(engine=limiting)


def limits_of(connection: Connection) -> Limits:
    """What the user limits, with nothing spent."""
    account = Account(max_tokens=connection.max_tokens, max_cost=connection.max_cost)
    return Limits(account, Rates(rpm=connection.rpm, tpm=connection.tpm))


def _module(model: str) -> Any:
    """The module whose prefix names `model`: the whole of it, its beginning, or anything."""
    names = (f"{summarize.engines.__name__}.{found.name}" for found in iter_modules(summarize.engines.__path__))
    claims = {prefix: module for module in map(import_module, names) for prefix in getattr(module, "PREFIXES", ())}
    start, slash, _ = model.partition("/")
    return next(claims[prefix] for prefix in (model, start + slash, "") if prefix in claims)


def _default(connection: Connection, say: Say) -> str:
    """OpenAI where a key is set, else the embedded model; the choice is said, for one costs money and sends text away."""
    keyed = bool(os.environ.get("OPENAI_API_KEY")) and connection.model_file is None
    model = "openai/gpt-5-mini" if keyed else "local"
    why = "OPENAI_API_KEY is set" if keyed else "no OPENAI_API_KEY; nothing leaves this machine"
    line = f"using --model {model} ({why})"
    say(line if keyed else Step(line))
    return model
