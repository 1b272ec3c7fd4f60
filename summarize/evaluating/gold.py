"""Gold: what a person says is in the articles, and in which words. Read from files, checked against the articles."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarize.errors import GoldError
from summarize.files import UnreadableError, json_lines, read_json

Span = tuple[int, int]  # code points, 0-based, end-exclusive
Noun = TypeVar("Noun", bound=BaseModel)

# A conflict that the gold lists so that nobody reports it.
NO_CONFLICT = "not a conflict"


class _Given(BaseModel):
    """A frozen value from somebody's file: keys that are not known here are their own affair."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Fact(_Given):
    """One fact of one article. `source` is the article's file name, `evidence` its own words, character for character.

    `core` facts must be found; the others may be.
    """

    id: str = Field(min_length=1)
    source: str = Field(min_length=1)
    field: str = Field(min_length=1)
    fact: str = ""
    evidence: tuple[str, ...] = Field(min_length=1)
    core: bool = True


class Disputed(_Given):
    """Two facts that contradict each other, or seem to. `alt_ids` may stand for the one of the same article."""

    ids: tuple[str, str]
    kind: str
    alt_ids: tuple[str, ...] = ()
    optional: bool = False


class Joined(_Given):
    """What a merger must get right: facts that are one claim, pairs that are not, conflicts, sources of one origin."""

    same_claim: tuple[tuple[str, ...], ...] = ()
    must_not_merge: tuple[tuple[str, str], ...] = ()
    conflicts: tuple[Disputed, ...] = ()
    independent_origins: tuple[tuple[str, ...], ...] | None = None

    @property
    def facts(self) -> set[str]:
        """The ids of all facts that are named here."""
        return {
            name
            for ids in (*self.same_claim, *self.must_not_merge, *((*c.ids, *c.alt_ids) for c in self.conflicts))
            for name in ids
        }


class Placed(NamedTuple):
    """A fact, and where its evidence stands in its article."""

    fact: Fact
    spans: tuple[Span, ...]


def read_facts(path: Path) -> tuple[Fact, ...]:
    """Read facts from JSON lines. Raises GoldError with the line's number."""
    facts: dict[str, Fact] = {}
    with _gold_errors():
        for where, data in json_lines(path):
            fact = _made(Fact, data, where)
            if fact.id in facts:
                raise GoldError(f"{where}: two facts have the id {fact.id!r}")
            facts[fact.id] = fact
    if not facts:
        raise GoldError(f"{str(path)!r} holds no facts: it wants one JSON object a line")
    return tuple(facts.values())


def read_joined(path: Path) -> Joined:
    """Read what a merger must get right from a JSON file. Raises GoldError."""
    with _gold_errors():
        return _made(Joined, read_json(path), repr(str(path)))


@contextmanager
def _gold_errors() -> Iterator[None]:
    try:
        yield
    except UnreadableError as error:
        raise GoldError(str(error)) from error


def read_articles(folder: Path, names: Sequence[str], *, needed: Sequence[str]) -> dict[str, str]:
    """Read the texts of the articles with these file names, as far as they are in the folder; the needed ones must be."""
    from summarize.reading.articles import read_text

    for name in needed:
        if not (folder / name).is_file():
            raise GoldError(f"the gold is about {name!r}, which is not in {str(folder)!r}")
    return {name: read_text(folder / name)[1] for name in {*names, *needed} if (folder / name).is_file()}


def placed(facts: Sequence[Fact], texts: Mapping[str, str]) -> tuple[Placed, ...]:
    """Find the evidence in the articles, each at its first place. Raises GoldError where it is not there."""
    return tuple(Placed(fact, tuple(_span(fact, words, texts) for words in fact.evidence)) for fact in facts)


def _span(fact: Fact, words: str, texts: Mapping[str, str]) -> Span:
    if fact.source not in texts:
        raise GoldError(f"{fact.id}: no article {fact.source!r}; there are {', '.join(sorted(texts)) or 'none'}")
    start = texts[fact.source].find(words) if words.strip() else -1
    if start < 0:
        short = words if len(words) <= 60 else words[:59] + "…"
        raise GoldError(f"{fact.id}: {fact.source!r} does not say {short!r}; evidence is copied character for character")
    return start, start + len(words)


def _made(noun: type[Noun], data: Any, where: str) -> Noun:
    try:
        return noun.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise GoldError(f"{where}: {'.'.join(map(str, first['loc'])) or 'it'}: {first['msg']}") from error
