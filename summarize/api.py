"""The Python API: what a notebook or another program calls."""

import sys
from collections.abc import Generator, Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypedDict, Unpack

from pydantic import BaseModel

from summarize.briefing.file import Briefing
from summarize.engines.watched import Watch, unwatched
from summarize.errors import UsageError
from summarize.models import Say

if TYPE_CHECKING:
    from datetime import date

    from summarize.batch.run import Counts
    from summarize.checking.claims import Checkable, CheckResult
    from summarize.costing.estimate import Estimate
    from summarize.engines import Engine, Way
    from summarize.engines.connect import Connected, Connection
    from summarize.errors import SourceError
    from summarize.reading.articles import Loaded
    from summarize.reading.web import Web
    from summarize.reconciling.budgets import Budgets
    from summarize.source import Source
    from summarize.stories.listing import Placed

Sources = Iterable[str | Path] | str | Path
Aliases = Mapping[str, Sequence[str]] | str | Path


class ConnectionOptions(TypedDict, total=False):
    """The options that say how to reach a model, as keywords: each is told in `summarize.engines.connect.Connection`."""

    model: str | None
    base_url: str | None
    model_file: str | Path | None
    cassette: str | Path | None
    cache: bool
    jobs: int | None
    way: "Way | None"
    max_cost: float | None
    max_tokens: int | None
    rpm: int | None
    tpm: int | None
    engine: "Engine | None"


def _silent(_: str) -> None:
    """A library says nothing unless it is asked to."""


def brief(  # noqa: PLR0913  each is told by name
    sources: Sources,
    *,
    schema: str | type[BaseModel] = "news",
    aliases: Aliases | None = None,
    budgets: "Budgets | int | None" = None,
    fetch: bool = False,
    say: Say = _silent,
    watch: Watch = unwatched,
    **options: Unpack[ConnectionOptions],
) -> Briefing:
    """Turn articles into one briefing in which every finding is cited.

    `sources`: files, folders, `-` for standard input; web addresses, if `fetch`. `schema`: a name, `module:Class`,
    `file.py:Class` or a class. `aliases`: canonical name -> what else it is called, or a file of these in YAML or JSON.
    `budgets`: how many pairs of claims or findings the model is asked to compare, by default more for more articles. `say` is
    told of progress (`summarize.models.Step`) and of trouble, line by line; `watch` gets a
    `summarize.engines.watched.Progress` at each change, from one thread at a time. `options`: `model="openai/gpt-5-mini"`,
    `engine=` for an engine of one's own, and the others of `ConnectionOptions`.

    Raises SourceError where no source can be read, SchemaError, UsageError for options that do not go together or aliases
    that are none, EngineError where the model answers nothing, NoEngineError (ModelFileError, ReplayError). A source that
    fails while others do not is in the briefing, with its problem.
    """
    from summarize.engines.connect import connect
    from summarize.pipeline import Given, compose
    from summarize.reading.articles import load_articles
    from summarize.reconciling.aliases import aliases as names_of
    from summarize.reconciling.aliases import joined
    from summarize.schema.load import load_schema

    target = load_schema(schema)
    named = names_of(aliases)
    loaded = load_articles(_listed(sources), stdin=_stdin(), web=_web(fetch=fetch))
    named = joined(named, *loaded.aliases)
    _tell(loaded, say)
    with connect(_connection(options), say=say) as connected:
        return compose(loaded, target, connected, say=say, given=Given(named, budgets, watch=watch))


def estimate(
    sources: Sources,
    *,
    schema: str | type[BaseModel] = "news",
    by_story: bool = False,
    fetch: bool = False,
    say: Say = _silent,
    **options: Unpack[ConnectionOptions],
) -> "Estimate":
    """Say what `brief` of these articles would take: calls, tokens, dollars and hours, with this model and with others.

    Nothing is asked. The articles are read, and the questions about a sample of them are built; `summarize.costing` says on
    what the rest rests. Takes what `brief` takes, and raises what it raises before it asks. `by_story`: what `brief_stories`
    would take, which writes a briefing for each story of them.
    """
    from summarize.costing.estimate import estimate as estimated
    from summarize.costing.models import Pace, costs, known
    from summarize.engines.connect import HOSTED_JOBS, connect
    from summarize.reading.articles import load_articles
    from summarize.schema.load import load_schema

    target, connection = load_schema(schema), _connection(options)
    loaded = load_articles(_listed(sources), stdin=_stdin(), web=_web(fetch=fetch))
    _tell(loaded, say)
    with connect(connection, say=say) as connected:
        stories = _stories_of(loaded) if by_story else 1
        own = estimated(loaded.sources, target, way=connected.engine.way, stories=stories)
        pace = Pace(connected.jobs, connection.rpm, connection.tpm)
        chosen = costs(own, connected.model, connected.price, pace)
    written = own if own.way == "writes" else estimated(loaded.sources, target, stories=stories)
    others = known(written, pace._replace(jobs=connection.jobs or HOSTED_JOBS))
    return own.model_copy(update={"models": (chosen, *(one for one in others if one.model != chosen.model))})


def _stories_of(loaded: "Loaded") -> int:
    from summarize.stories.telling import stories, told

    return len({member.story for member in stories(map(told, loaded.sources)).values()})


def update(  # noqa: PLR0913  what `brief` takes, and the briefing
    briefing: Briefing | str | Path,
    sources: Sources,
    *,
    schema: str | type[BaseModel] | None = None,
    aliases: Aliases | None = None,
    budgets: "Budgets | int | None" = None,
    fetch: bool = False,
    say: Say = _silent,
    watch: Watch = unwatched,
    **options: Unpack[ConnectionOptions],
) -> Briefing:
    """Add articles to a briefing: the same as `brief` of all its articles and the new ones, but only these are read.

    `briefing`: one, or its file. `sources`: the new articles; one that the briefing holds is read again only where something
    in it failed, and an article whose text was changed is another article. `schema`: only where the briefing's own does not
    come with the program. Everything else is as for `brief`; it takes the same model, and the same aliases, to get the
    same. A pair of old claims is compared only where it was not, and where a run over all articles would compare it. `made`
    counts what the briefing took in all. The given briefing stays as it is.

    Raises BriefingError for a briefing that cannot be read or was made by an older version, UsageError where its schema, its
    prompts or its model are others, SourceError where no new article can be read, and what `brief` raises.
    """
    from summarize.briefing import update as updating
    from summarize.briefing.file import load
    from summarize.engines.connect import connect
    from summarize.pipeline import Given, compose
    from summarize.reconciling.aliases import aliases as names_of
    from summarize.reconciling.aliases import joined
    from summarize.schema.load import load_schema

    old = briefing if isinstance(briefing, Briefing) else load(briefing)
    target = updating.schema_of(old) if schema is None else load_schema(schema)
    updating.check(old, target)
    named = names_of(aliases)
    loaded = updating.load_with(old, _listed(sources), stdin=_stdin(), web=_web(fetch=fetch))
    named = joined(named, *loaded.aliases)
    _tell(loaded, say)
    known = updating.known(old, loaded)
    with connect(_connection(options), say=say) as connected:
        updating.check_engine(old, connected.engine.name)
        made = compose(loaded, target, connected, say=say, given=Given(named, budgets, known, watch))
    return made.model_copy(update={"left_out": updating.left_out(old, loaded)})


def brief_stories(  # noqa: PLR0913  what `brief` takes, and the folder
    corpus: Sources,
    out: str | Path,
    *,
    schema: str | type[BaseModel] = "news",
    since: "date | None" = None,
    on: str = "local",
    batch: bool = False,
    leave: bool = False,
    aliases: Aliases | None = None,
    comparisons: int | None = None,
    fetch: bool = False,
    say: Say = _silent,
    **options: Unpack[ConnectionOptions],
) -> "Counts":
    """Find the stories in a corpus, and write a briefing for each into the folder `out`, with tables and an index page.

    `corpus`: as the sources of `brief`; it may be larger than memory. `out`: a new folder, or that of a run that asked the
    same: only what is new is read then, and only the stories that it changes are written. `since`: an article that was
    published before is not read. `on`: where the work is done, `local` or `ray`. `comparisons`: for each story, as `budgets`
    of `brief`.
    What fails is in the folder with its problem, and is tried again by the next run.

    `batch`: ask the provider's batches, at half the price and within a day, and wait for them; with `leave`, send what there is
    to ask and raise PendingError: the same call goes on later.

    Raises what `brief` raises, UsageError for a folder of something else or a missing extra, and OutputError.
    """
    from summarize.batch.places import place
    from summarize.batch.run import Asked, run
    from summarize.engines.connect import connect
    from summarize.reading.articles import each_article
    from summarize.reading.register import registers
    from summarize.reconciling.aliases import aliases as names_of
    from summarize.reconciling.aliases import joined
    from summarize.schema.load import load_schema

    connection, listed = _connection(options), _listed(corpus)
    named = joined(names_of(aliases), *(one.aliases for one in registers(map(str, listed)) if one.aliases))
    each = place(on, connection, batch=batch)
    if leave and not batch:
        raise UsageError("--leave sends a provider's batches and ends: it goes with --batch only")
    digest = load_schema(schema).digest

    def once(connected: "Connected") -> "Counts":
        model = connected if on == "local" else connection  # another process connects itself
        asked = Asked(schema, digest, model, connected.engine.name, named, comparisons, since)
        return run(each_article(listed, stdin=_stdin(), web=_web(fetch=fetch), say=say), Path(out), asked, each, say=say)

    if batch:
        from summarize.batch.store import REQUESTS
        from summarize.engines.batches.rounds import batched, rounds

        with batched(connection, Path(out) / REQUESTS, say=say) as batches:
            return rounds(lambda: once(batches.connected), batches, leave=leave)
    with connect(connection, say=say) as connected:
        return once(connected)


def check(
    claims: "Iterable[Checkable | Mapping[str, Any]]",
    *,
    no_model: bool = False,
    say: Say = _silent,
    **options: Unpack[ConnectionOptions],
) -> "Generator[CheckResult, None, None]":
    """Check whether cited texts, read alone, carry the statements that are said to rest on them.

    `claims`: `Checkable` values, or mappings with `id`, `statement`, `cited`, a list of texts, and perhaps `context`, texts
    that say who "he" is. `no_model`: ask none; then what no guard objects to is accepted, though it stays `unchecked`.
    Everything else is as for `brief`.

    All claims are looked at first: raises ClaimsError for one that is none, UsageError where there are none. The results come
    in the order of the claims, each as soon as it is there; the model starts with the first and stops after the last, or when
    the generator is closed. Where the model cannot judge, the claim is not accepted (`failed`), and the others go on. Reading
    the results raises UsageError for a model that is none, and NoEngineError (ModelFileError, ReplayError).
    """
    from summarize.checking.claims import checkables, checked
    from summarize.engines.connect import Connection

    connection = _connection(options)
    limits = dict.fromkeys(connection.limits)
    if no_model and connection._replace(cache=True, jobs=None, **limits) != Connection():
        raise UsageError("--no-model asks no model: leave out --model, --base-url, --model-file, --cassette and --way")
    read = checkables(claims)
    return checked(read, None, jobs=1, say=say) if no_model else _judged(read, connection, say)


class Grouped(NamedTuple):
    """The articles of a corpus, each with its story, the largest story first; and what could not be read."""

    articles: "tuple[Placed, ...]"
    failed: "tuple[SourceError, ...]"


def group_stories(sources: Sources, *, fetch: bool = False, say: Say = _silent) -> Grouped:
    """Find which articles tell of one event, without a model.

    `sources`, `fetch` and `say` are as for `brief`; `say` is told of each article that cannot be read. A story's id is made of
    the text of its earliest article: it stays when articles are added that are not earlier.

    Raises SourceError where no article can be read, and UsageError where the extra `stories` is not installed.
    """
    from summarize.reading.articles import load_articles
    from summarize.stories.listing import placed

    loaded = load_articles(_listed(sources), stdin=_stdin(), web=_web(fetch=fetch))
    for line in (*loaded.failed, *loaded.notes):
        say(str(line))
    if loaded.repeated:
        say(f"{len(loaded.repeated):,} articles have the text of another one: counted once")
    if not loaded.sources:
        raise _nothing(loaded)
    return Grouped(placed(loaded.sources), loaded.failed)


def _judged(claims: "Sequence[Checkable]", connection: "Connection", say: Say) -> "Generator[CheckResult, None, None]":
    from summarize.checking.claims import checked
    from summarize.engines.connect import connect

    with connect(connection, say=say) as connected:
        yield from checked(claims, connected.engine, jobs=connected.jobs, say=say)


def _connection(options: ConnectionOptions) -> "Connection":
    """The frozen value of the keywords. Raises TypeError for one that there is not, as any call does, and UsageError."""
    from summarize.engines.connect import Connection

    connection = Connection(**options)
    if connection.jobs is not None and connection.jobs < 1:
        raise UsageError(f"jobs: at least 1 at once, not {connection.jobs}")
    return connection


def _stdin() -> IO[bytes] | None:
    return sys.stdin.buffer if sys.stdin else None


def _web(*, fetch: bool) -> "Web | None":
    from summarize.reading.web import Web

    return Web() if fetch else None


def _listed(sources: Sources) -> list[str | Path]:
    return [sources] if isinstance(sources, str | Path) else list(sources)


# So many lines are told of what failed or was left out, and so many names of what is there again; the rest is counted.
_LINES = 20
_NAMES = 3


def _tell(loaded: "Loaded", say: Say) -> None:
    """Say what could not be read and what is there twice. Raises SourceError where nothing is left, each file named once."""
    failed = [str(error) for error in loaded.failed[0 if loaded.sources else 1 :]]
    _say_some(failed, "more articles cannot be read" + ("; the briefing names each" if loaded.sources else ""), say)
    for same, again in groupby(sorted(loaded.repeated, key=itemgetter(1)), key=itemgetter(1)):
        say(_counted_once([location for location, _ in again], same))
    _say_some(loaded.notes, "more remarks such as these; give fewer articles at once to see each", say)
    orders = [_not_used(source) for source in loaded.sources if source.instructions]
    _say_some(orders, "more articles hold instructions to a program; the briefing names each", say)
    if not loaded.sources:
        raise _nothing(loaded)


def _nothing(loaded: "Loaded") -> "SourceError | UsageError":
    return loaded.failed[0] if loaded.failed else UsageError("no sources: name at least one file or folder")


def _not_used(source: "Source") -> str:
    count = len(source.instructions)
    read = f"{count:,} sentences of {source.id} read" if count > 1 else f"1 sentence of {source.id} reads"
    return f"{read} like instructions to a program: not used as evidence; the briefing tells which"


def _say_some(lines: Sequence[str], more: str, say: Say) -> None:
    for line in lines[:_LINES]:
        say(line)
    if len(lines) > _LINES:
        say(f"{len(lines) - _LINES:,} {more}")


def _counted_once(locations: Sequence[str], same: str) -> str:
    more = f" and {len(locations) - _NAMES:,} more" if len(locations) > _NAMES else ""
    named = ", ".join(map(repr, locations[:_NAMES])) + more
    return f"{named} {'have' if len(locations) > 1 else 'has'} the same text as source {same}: counted once"
