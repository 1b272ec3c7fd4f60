"""The Python API: what a notebook or another program calls."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pydantic import BaseModel

from summarize.briefing.file import Briefing
from summarize.errors import ReplayError, UsageError

if TYPE_CHECKING:
    from summarize.checking.claims import Checkable, CheckResult
    from summarize.engines.connect import Connected, Connection
    from summarize.reading.load import Loaded

Say = Callable[[str], None]


def _silent(_: str) -> None:
    """A library says nothing unless it is asked to."""


def brief(
    sources: Iterable[str | Path] | str | Path,
    *,
    schema: str | type[BaseModel] = "news",
    model: str | None = None,
    base_url: str | None = None,
    model_file: str | Path | None = None,
    cassette: str | Path | None = None,
    cache: bool = True,
    jobs: int | None = None,
    aliases: Mapping[str, Sequence[str]] | str | Path | None = None,
    stdin: IO[bytes] | None = None,
    say: Say = _silent,
) -> Briefing:
    """Turn articles into one briefing in which every finding is cited.

    `sources`: files, folders, `-` for `stdin`. `schema`: a name, `module:Class`, `file.py:Class` or a class. `model`:
    `local`, or a name such as `openai/gpt-5-mini`; without one, OpenAI where a key is set, else local. `cassette`: a file
    to record the model's replies to, or to replay them from if it is there. `aliases`: canonical name -> what else it is
    called, or a file of these in YAML or JSON. `say` is told of progress, line by line.

    Raises SourceError where no source can be read, SchemaError, UsageError for aliases that are none, EngineError where the
    model answers nothing, ReplayError. A source that fails while others do not is in the briefing, with its problem.
    """
    from summarize.pipeline import compose
    from summarize.reading.load import load
    from summarize.reconciling.aliases import aliases as names_of
    from summarize.schema.load import load_schema

    target = load_schema(schema)
    named = names_of(aliases)
    loaded = load(_listed(sources), stdin=stdin)
    _tell(loaded, say)
    connection = _connection(model, base_url, model_file, cassette, cache=cache, jobs=jobs)
    return _connected(connection, lambda connected: compose(loaded, target, connected, say=say, aliases=named), say)


def update(
    briefing: Briefing | str | Path,
    sources: Iterable[str | Path] | str | Path,
    *,
    schema: str | type[BaseModel] | None = None,
    model: str | None = None,
    base_url: str | None = None,
    model_file: str | Path | None = None,
    cassette: str | Path | None = None,
    cache: bool = True,
    jobs: int | None = None,
    aliases: Mapping[str, Sequence[str]] | str | Path | None = None,
    stdin: IO[bytes] | None = None,
    say: Say = _silent,
) -> Briefing:
    """Add articles to a briefing: the same as `brief` of all its articles and the new ones, but only these are read.

    `briefing`: one, or its file. `sources`: the new articles; one that the briefing holds is read again only where something
    in it failed, and an article whose text was changed is another article. `schema`: only where the briefing's own does not
    come with the program. The other options are those of `brief`; it takes the same model, and the same aliases, to get the
    same. A pair of old claims is compared only where it was not, and where a run over all articles would compare it. `made`
    counts what the briefing took in all. The given briefing stays as it is.

    Raises BriefingError for a briefing that cannot be read or was made by an older version, UsageError where its schema, its
    prompts or its model are others, SourceError where no new article can be read, and what `brief` raises.
    """
    from summarize.briefing import update as updating
    from summarize.briefing.file import load
    from summarize.pipeline import compose
    from summarize.reconciling.aliases import aliases as names_of
    from summarize.schema.load import load_schema

    old = briefing if isinstance(briefing, Briefing) else load(briefing)
    target = updating.schema_of(old) if schema is None else load_schema(schema)
    updating.check(old, target)
    named = names_of(aliases)
    loaded = updating.load_with(old, _listed(sources), stdin=stdin)
    _tell(loaded, say)
    known = updating.known(old, loaded)
    connection = _connection(model, base_url, model_file, cassette, cache=cache, jobs=jobs)

    def composed(connected: "Connected") -> Briefing:
        updating.check_engine(old, connected.engine.name)
        return compose(loaded, target, connected, say=say, aliases=named, known=known)

    made = _connected(connection, composed, say)
    return made.model_copy(update={"left_out": updating.left_out(old, loaded)})


def _connection(
    model: str | None,
    base_url: str | None,
    model_file: str | Path | None,
    cassette: str | Path | None,
    *,
    cache: bool,
    jobs: int | None,
) -> "Connection":
    from summarize.engines.connect import Connection

    return Connection(
        model=model,
        base_url=base_url,
        model_file=Path(model_file) if model_file else None,
        cache=cache,
        cassette=Path(cassette) if cassette else None,
        jobs=jobs,
    )


def _listed(sources: Iterable[str | Path] | str | Path) -> list[str | Path]:
    return [sources] if isinstance(sources, str | Path) else list(sources)


def _connected(connection: "Connection", compose: "Callable[[Connected], Briefing]", say: Say) -> Briefing:
    from summarize.engines.connect import connect

    made: Briefing | None = None
    try:
        with connect(connection, say=say) as connected:
            made = compose(connected)
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
    from summarize.checking.claims import checkables, checked

    if no_model and (model or base_url or model_file or cassette):
        raise UsageError("--no-model asks no model: leave out --model, --base-url, --model-file and --cassette")
    read = checkables(claims)
    if no_model:
        return checked(read, None, jobs=1, say=say)
    connection = _connection(model, base_url, model_file, cassette, cache=cache, jobs=jobs)
    return _judged(read, connection, say)


def _judged(claims: "Sequence[Checkable]", connection: "Connection", say: Say) -> "Generator[CheckResult, None, None]":
    from summarize.checking.claims import checked
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
