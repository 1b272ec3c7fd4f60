"""A corpus -> the folder of its stories' briefings: read what is new, find the stories, write those that changed."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from summarize.batch import results
from summarize.batch.grouping import grouped
from summarize.batch.places import Each
from summarize.batch.rows import Article, ArticleRow, unreadable
from summarize.batch.store import PART, Store
from summarize.batch.work import Reading, Story, Writing
from summarize.engines.connect import Connected, Connection
from summarize.errors import SourceError, UsageError
from summarize.models import Say, Step
from summarize.reading.page_text import marked
from summarize.reconciling.aliases import Aliases
from summarize.source import Source

Task = TypeVar("Task")
Done = TypeVar("Done")

AT_ONCE = 2000  # articles of stories that are taken from the folder together


class Asked(NamedTuple):
    """What a run asks, of whom, and of which articles. `schema`: as its user names it; `engine`: the name of who is asked."""

    schema: str | type[BaseModel]
    digest: str
    model: Connection | Connected
    engine: str
    aliases: Aliases | None = None
    comparisons: int | None = None
    since: date | None = None


class Counts(NamedTuple):
    """What a run did. `failed`: articles of the corpus that are not read, or not whole; `stories`: all of the folder's.

    `unwritten`: briefings written by this run that are not whole.
    """

    new: int
    known: int
    repeated: int
    too_old: int
    failed: int
    stories: int
    written: int
    unwritten: int


class _Seen:
    """What became of the articles of a corpus that are not read. `waiting`: their questions wait for a batch."""

    def __init__(self) -> None:
        self.known = self.repeated = self.too_old = self.waiting = 0
        self.ids: set[str] = set()  # what is in the folder of this corpus, or will be


def run(corpus: Iterable[Source | SourceError], folder: Path, asked: Asked, each: Each, *, say: Say) -> Counts:
    """Do what is missing in the folder. Whatever ends it, what was done until then is kept.

    `asked.since`: an article that was published before is not read; one without a date is.
    """
    corpus = _not_empty(corpus)
    store = Store(folder)
    with store.held():
        store.open({"schema": asked.digest, "engine": asked.engine})
        return _run(corpus, store, asked, each, say)


def to_read(
    corpus: Iterable[Source | SourceError], folder: Path | None, since: date | None, asked: Mapping[str, str]
) -> Iterator[Source]:
    """The articles that a run into this folder would ask about; `asked`: what it asks, of whom. Nothing is written.

    Raises UsageError for a folder of another run.
    """
    store = Store(folder or Path())
    if folder:
        store.look(asked)
    yield from (one for one in _chosen(_not_empty(corpus), store, since, _Seen()) if isinstance(one, Source))


def _run(corpus: Iterable[Source | SourceError], store: Store, asked: Asked, each: Each, say: Say) -> Counts:
    seen = _Seen()
    new = _read(_chosen(corpus, store, asked.since, seen), store, each, Reading(asked.schema, asked.model), say, seen)
    if seen.waiting:  # a story is written once, when all of its articles are there
        return Counts(new, seen.known, seen.repeated, seen.too_old, 0, 0, 0, 0)
    story_of = grouped(store)
    writing = Writing(asked.schema, asked.model, asked.aliases, asked.comparisons)
    written, unwritten = _written(store, story_of, each, writing, say)
    results.index(store, set(story_of.values()))
    failed = sum(store.status(one) != "read" for one in seen.ids)
    return Counts(new, seen.known, seen.repeated, seen.too_old, failed, len(set(story_of.values())), written, unwritten)


def _not_empty(corpus: Iterable[Source | SourceError]) -> Iterator[Source | SourceError]:
    """The same corpus. Where no article of it can be read it is a mistake, not a result: raises SourceError, or UsageError."""
    left = iter(corpus)
    opening: list[Source | SourceError] = []
    for found in left:
        opening.append(found)
        if isinstance(found, Source):
            return chain(opening, left)
    raise next((one for one in opening if isinstance(one, SourceError)), UsageError("the corpus holds no article"))


def _chosen(
    corpus: Iterable[Source | SourceError], store: Store, since: date | None, seen: _Seen
) -> Iterator[Source | ArticleRow]:
    """What is to be read of a corpus, each text once; a file that cannot be read as its row."""
    for found in corpus:
        one = unreadable(found) if isinstance(found, SourceError) else found
        if one.id in seen.ids:
            seen.repeated += 1
        elif isinstance(one, Source) and since and one.published and one.published < since:
            seen.too_old += 1
            continue
        elif store.status(one.id) in ("read", "unreadable") and store.status(one.id) == getattr(one, "status", "read"):
            seen.known += 1
        else:
            yield one
        seen.ids.add(one.id)


def _read(  # noqa: PLR0913, PLR0917  what reading takes, and what it tells
    chosen: Iterator[Source | ArticleRow], store: Store, each: Each, reading: Reading, say: Say, seen: _Seen
) -> int:
    """Read what is chosen, part by part. The number of articles that were asked about, or could not be read."""
    unread: list[ArticleRow] = []
    done: list[Article] = []
    count = 0

    def keep() -> None:
        nonlocal count
        count += len(done) + len(unread)
        store.add(done, unread)
        done.clear()
        unread.clear()
        say(Step(f"read: {count:,} articles"))

    with closing(each(reading, _in_parts(chosen, unread))) as articles:
        try:
            for article in articles:
                if article is None:
                    seen.waiting += 1
                    continue
                done.append(article)
                if len(done) >= PART:
                    keep()
        finally:
            if done or unread:
                keep()
    return count


def _in_parts(chosen: Iterable[Source | ArticleRow], unread: list[ArticleRow]) -> Iterator[Source]:
    """The articles of what is chosen; what cannot be read goes to `unread`.

    What pages share is looked for among just the articles of a part: after a kill the next are marked as they were.
    """

    def readable() -> Iterator[Source]:
        for one in chosen:
            if isinstance(one, Source):
                yield one
            else:
                unread.append(one)

    whole = readable()
    while some := list(islice(whole, PART)):
        yield from marked(some)


def _written(store: Store, story_of: Mapping[str, str], each: Each, writing: Writing, say: Say) -> tuple[int, int]:
    """Write the briefing of each story whose articles are not those of its last one: how many, and how many failed."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for article, story in sorted(story_of.items()):
        members[story].append(article)
    there = {key: line.of for key, line in store.logged().items() if (store.folder / results.briefing_of(key)).exists()}
    made_of = {key: _digest(store, own, writing) for key, own in sorted(members.items())}
    stale = [key for key, digest in made_of.items() if there.get(key) != digest]
    written = unwritten = 0
    with closing(each(writing, _stories(store, stale, members))) as told:
        for one in filter(None, told):
            if one.lost:
                say(f"story {one.story}: {one.lost}; it is written anew, and what changed in it is not known")
            line = results.put(store, one, of=made_of[one.story])
            written += 1
            unwritten += bool(line.problem)
            say(Step(f"[{written:,}/{len(stale):,}] story {one.story}: {line.title}"))
    return written, unwritten


def _digest(store: Store, articles: Sequence[str], writing: Writing) -> str:
    """Of which articles a briefing is, how each of them ended, and how they are brought together."""
    aliases = sorted((name, list(others)) for name, others in (writing.aliases or {}).items())
    told = [[(key, store.status(key)) for key in sorted(articles)], aliases, writing.comparisons]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _stories(store: Store, stale: Sequence[str], members: Mapping[str, Sequence[str]]) -> Iterator[Story]:
    """The stories with their articles in the order of their days; so many at once as `AT_ONCE` articles are."""
    batch: list[str] = []
    for key in stale:
        if batch and sum(len(members[one]) for one in (*batch, key)) > AT_ONCE:
            yield from _with_articles(store, batch, members)
            batch = []
        batch.append(key)
    yield from _with_articles(store, batch, members)


def _with_articles(store: Store, stories: Sequence[str], members: Mapping[str, Sequence[str]]) -> Iterator[Story]:
    articles = {one.source.id: one for one in store.articles(key for story in stories for key in members[story])}
    for story in stories:
        own = sorted((articles[key] for key in members[story]), key=lambda a: (a.source.published or date.max, a.source.id))
        file = store.folder / results.briefing_of(story)
        yield Story(story, tuple(own), file if file.exists() else None)
