"""The Python API: what a notebook or another program calls."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pydantic import BaseModel

from summarize.errors import ReplayError, UsageError
from summarize.models import Briefing

if TYPE_CHECKING:
    from summarize.checking import Checkable, CheckResult
    from summarize.engines.connect import Connection
    from summarize.sources import Loaded

Say = Callable[[str], None]


def _silent(_: str) -> None:
    """A library says nothing unless it is asked to."""


def brief(
    sources: Iterable[str | Path] | str | Path,
    *,
    schema: str | type[BaseModel] = "multinational_force",
    model: str | None = None,
    base_url: str | None = None,
    model_file: str | Path | None = None,
    cassette: str | Path | None = None,
    cache: bool = True,
    jobs: int | None = None,
    stdin: IO[bytes] | None = None,
    say: Say = _silent,
) -> Briefing:
    """Turn articles into one briefing in which every finding is cited.

    `sources`: files, folders, `-` for `stdin`. `schema`: a name, `module:Class`, `file.py:Class` or a class. `model`:
    `local`, or a name such as `openai/gpt-5-mini`; without one, OpenAI where a key is set, else local. `cassette`: a file
    to record the model's replies to, or to replay them from if it is there. `say` is told of progress, line by line.

    Raises SourceError where no source can be read, SchemaError, EngineError where the model answers nothing, ReplayError.
    A source that fails while others do not is in the briefing, with its problem.
    """
    from summarize.engines.connect import Connection, connect
    from summarize.pipeline import compose
    from summarize.schema import load_schema
    from summarize.sources import load

    target = load_schema(schema)
    loaded = load([sources] if isinstance(sources, str | Path) else list(sources), stdin=stdin)
    _tell(loaded, say)
    connection = Connection(
        model=model,
        base_url=base_url,
        model_file=Path(model_file) if model_file else None,
        cache=cache,
        cassette=Path(cassette) if cassette else None,
        jobs=jobs,
    )
    made: Briefing | None = None
    try:
        with connect(connection, say=say) as connected:
            made = compose(loaded, target, connected, say=say)
    except ReplayError as error:
        if made is None:
            raise
        say(f"{error}; the briefing is whole all the same")  # the work of an hour is not thrown away for its recording
    return made


def check(
    claims: "Iterable[Checkable | Mapping[str, Any]]",
    *,
    model: str | None = None,
    base_url: str | None = None,
    model_file: str | Path | None = None,
    cassette: str | Path | None = None,
    cache: bool = True,
    jobs: int | None = None,
    no_model: bool = False,
    say: Say = _silent,
) -> "Generator[CheckResult, None, None]":
    """Check whether cited texts, read alone, carry the statements that are said to rest on them.

    `claims`: `Checkable` values, or mappings with `id`, `statement` and `cited`, a list of texts. `no_model`: ask none; then
    what no guard objects to is accepted, though it stays `unchecked`. `jobs`: claims at once. The other options are those of
    `brief`.

    All claims are looked at first: raises ClaimsError for one that is none, UsageError where there are none. The results come
    in the order of the claims, each as soon as it is there; the model starts with the first and stops after the last, or when
    the generator is closed. Where the model cannot judge, the claim is not accepted (`failed`), and the others go on. Reading
    the results raises UsageError for a model that is none, ModelFileError and ReplayError.
    """
    from summarize.checking import checkables, checked
    from summarize.engines.connect import Connection

    if no_model and (model or base_url or model_file or cassette):
        raise UsageError("--no-model asks no model: leave out --model, --base-url, --model-file and --cassette")
    read = checkables(claims)
    if no_model:
        return checked(read, None, jobs=1, say=say)
    connection = Connection(
        model=model,
        base_url=base_url,
        model_file=Path(model_file) if model_file else None,
        cache=cache,
        cassette=Path(cassette) if cassette else None,
        jobs=jobs,
    )
    return _judged(read, connection, say)


def _judged(claims: "Sequence[Checkable]", connection: "Connection", say: Say) -> "Generator[CheckResult, None, None]":
    from summarize.checking import checked
    from summarize.engines.connect import connect

    whole = False
    try:
        with connect(connection, say=say) as connected:
            yield from checked(claims, connected.engine, jobs=connected.jobs, say=say)
            whole = True
    except ReplayError as error:
        if not whole:
            raise
        say(f"{error}; the results are whole all the same")


def _tell(loaded: "Loaded", say: Say) -> None:
    """Say what could not be read and what is there twice. Raises SourceError where nothing is left, each file named once."""
    for error in loaded.failed[0 if loaded.sources else 1 :]:
        say(str(error))
    for location, same in loaded.repeated:
        say(f"{location!r} has the same text as source {same}: counted once")
    if not loaded.sources:
        raise loaded.failed[0] if loaded.failed else UsageError("no sources: name at least one file or folder")
