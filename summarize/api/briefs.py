"""Articles -> one briefing; and the same with more articles."""

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from pydantic import BaseModel

from summarize.api.given import Aliases, ConnectionOptions, Sources, connection_of, listed, stdin, tell, web
from summarize.briefing.file import Briefing
from summarize.engines.watched import Watch, unwatched
from summarize.models import Say, silent

if TYPE_CHECKING:
    from summarize.reconciling.budgets import Budgets


def brief(  # noqa: PLR0913  each is told by name
    sources: Sources,
    *,
    schema: str | type[BaseModel] = "news",
    aliases: Aliases | None = None,
    budgets: "Budgets | int | None" = None,
    fetch: bool = False,
    say: Say = silent,
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
    loaded = load_articles(listed(sources), stdin=stdin(), web=web(fetch=fetch))
    named = joined(named, *loaded.aliases)
    tell(loaded, say)
    with connect(connection_of(options), say=say) as connected:
        return compose(loaded, target, connected, say=say, given=Given(named, budgets, watch=watch))


def update(  # noqa: PLR0913  what `brief` takes, and the briefing
    briefing: Briefing | str | Path,
    sources: Sources,
    *,
    schema: str | type[BaseModel] | None = None,
    aliases: Aliases | None = None,
    budgets: "Budgets | int | None" = None,
    fetch: bool = False,
    say: Say = silent,
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
    loaded = updating.load_with(old, listed(sources), stdin=stdin(), web=web(fetch=fetch))
    named = joined(named, *loaded.aliases)
    tell(loaded, say)
    known = updating.known(old, loaded)
    with connect(connection_of(options), say=say) as connected:
        updating.check_engine(old, connected.engine.name)
        made = compose(loaded, target, connected, say=say, given=Given(named, budgets, known, watch))
    return made.model_copy(update={"left_out": updating.left_out(old, loaded)})
