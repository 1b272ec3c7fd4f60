"""Articles from files and standard input: the only reader of the outside world for articles.

`Source.text` is what the article's format says it is (`formats`): for text, the whole decoded file without its byte order mark,
character for character, so that every offset can be checked against the file. Front matter stays part of the text; it only
gives no sentences. Line ends are kept.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO

from pydantic import ConfigDict

from summarize import files
from summarize.errors import SourceError
from summarize.files import STDIN, UnreadableError
from summarize.models import Value
from summarize.reading.facts import KEYS
from summarize.reading.formats import PLAIN, Decoded, decoders, named
from summarize.reading.front_matter import front_matter
from summarize.reading.furniture import mark
from summarize.reading.sentences import sentences
from summarize.records import SourceRecord
from summarize.source import Source

# A long article has 100 KB. What is larger is no article, and would cost hours of a model's time.
LARGEST = 20 * 1024 * 1024
_LONGEST_ID = 40
# What stands behind the last dot of a name and is longer is no suffix: "the end. And then".
_LONGEST_SUFFIX = len(".abcde")


class _Article(Value):
    """A source that has no id yet: `names` are the ids it would like, the shortest first; the last is its own alone."""

    names: tuple[str, ...]
    source: Source


class Loaded(Value):
    """What `load_articles` found: the sources in the order given, what could not be read, and what was there already.

    `repeated` has the location of each text that came again, with the id of the source that holds it.
    """

    sources: tuple[Source, ...]
    failed: tuple[SourceError, ...] = ()
    repeated: tuple[tuple[str, str], ...] = ()

    model_config = ConfigDict(arbitrary_types_allowed=True)


def load_articles(
    locations: Sequence[str | Path], *, stdin: IO[bytes] | None = None, kept: Iterable[SourceRecord] = ()
) -> Loaded:
    """Read articles: files, folders (their articles by name, hidden files and sub-folders left out), `-` for `stdin`.

    `kept`: sources of a briefing, which come first, as if their files were given again; no file of theirs is read.

    Never raises for a source that cannot be read: it is among `failed`. Texts that differ at most in white space are one
    source. An id is the number that the file's name starts with (`000_abc.txt` gives `000`) where no other source has it,
    else the name, else the name with a few digits of the text's hash; it does not depend on the order of the sources.
    """
    articles = {" ".join(record.text.split()): _kept(record) for record in kept}
    failed: dict[str, SourceError] = {}
    repeated: list[tuple[str, str]] = []
    for found in _read_all(locations, stdin):
        if isinstance(found, SourceError):
            failed.setdefault(found.location, found)
        elif (key := " ".join(found.source.text.split())) in articles:
            repeated.append((found.source.location, key))
        else:
            articles[key] = found
    ids = dict(zip(articles, _ids(articles.values()), strict=True))
    return Loaded(
        sources=tuple(a.source.model_copy(update={"id": ids[key]}) for key, a in articles.items()),
        failed=tuple(failed.values()),
        repeated=tuple((location, ids[key]) for location, key in repeated),
    )


def read_article(location: str | Path, *, stdin: IO[bytes] | None = None) -> Source:
    """Read one article from a file, or from `stdin` where the location is `-`. Raises `SourceError`."""
    article = next(_articles(str(location), _bytes(str(location), stdin)))
    if isinstance(article, SourceError):
        raise article
    return article.source.model_copy(update={"id": article.names[0]})


def read_text(path: str | Path) -> tuple[str, str]:
    """The SHA-256 of an article's file, in hexadecimal digits, and its text. Raises `SourceError`."""
    data = _bytes(str(path))
    return hashlib.sha256(data).hexdigest(), _decoded(str(path), data)[0].text


def _read_all(locations: Iterable[str | Path], stdin: IO[bytes] | None) -> Iterator[_Article | SourceError]:
    piped = cache(lambda: _bytes(STDIN, stdin))  # it can be read once; named twice, it is the same article again
    for location in (file for given in locations for file in _files(str(given))):
        try:
            yield from _articles(location, piped() if location == STDIN else _bytes(location))
        except SourceError as error:
            yield error


def _files(location: str) -> list[str]:
    """Give a folder's articles by name, or the location itself, also where reading it will say what is wrong with it."""
    try:
        if location in ("", STDIN) or not Path(location).is_dir():
            return [location]
        known = decoders().keys() - {PLAIN}
        entries = sorted(Path(location).iterdir(), key=lambda p: p.name)
        found = [str(p) for p in entries if not p.name.startswith(".") and p.suffix.lower() in known and p.is_file()]
        return found or [location]
    except (OSError, ValueError):
        return [location]


def _bytes(location: str, stdin: IO[bytes] | None = None) -> bytes:
    if not location:
        raise SourceError(location, "the name is empty; give the name of a file")
    if re.match(r"(?i)https?://", location):
        raise SourceError(location, "web addresses are not read; save the article as a .txt file and give its name")
    if (suffix := _suffix(location)) not in decoders():
        raise SourceError(location, f"{suffix} files are not read, but {named()}: save the article as plain text")
    try:
        return files.read(location, stdin=stdin, most=LARGEST)
    except UnreadableError as error:
        empty = f"the folder has no file that ends in {named()}; name its sub-folders or the files themselves"
        raise SourceError(location, empty if isinstance(error.__cause__, IsADirectoryError) else error.reason) from error


def _suffix(location: str) -> str:
    suffix = Path(location).suffix.lower()
    return suffix if len(suffix) <= _LONGEST_SUFFIX or suffix in decoders() else PLAIN


@contextmanager
def _source_errors(location: str) -> Iterator[None]:
    try:
        yield
    except UnreadableError as error:
        raise SourceError(location, error.reason) from error


def _decoded(location: str, data: bytes) -> tuple[Decoded, ...]:
    with _source_errors(location):
        return tuple(decoders()[_suffix(location)](data))


def _articles(location: str, data: bytes) -> Iterator[_Article | SourceError]:
    digest = hashlib.sha256(data).hexdigest()
    for decoded in _decoded(location, data):
        try:
            yield _article(f"{location}#{decoded.part}" if decoded.part else location, digest, decoded)
        except SourceError as error:  # of one of the file's articles; the others are read
            yield error


def _article(location: str, digest: str, decoded: Decoded) -> _Article:
    if decoded.problem:
        raise SourceError(location, decoded.problem)
    if not any(c.isalnum() for c in decoded.text[decoded.start :]):
        raise SourceError(
            location, "there is no text under the front matter" if decoded.start else "it is empty; give an article"
        )
    article = _made(location, digest, decoded)
    if not article.source.body:
        raise SourceError(
            location, "it holds nothing but page furniture (menus, sign-ups, notices); give the article's own text"
        )
    return article


def _kept(record: SourceRecord) -> _Article:
    """An article from its briefing. What an analyst changed there (its reliability, say) stays as it is there."""
    with _source_errors(record.location):
        facts, start = front_matter(record.text)
    facts |= record.model_dump(include=set(KEYS) - {"origin"})
    return _made(record.location, record.sha256, Decoded(record.text, facts, start))


def _made(location: str, digest: str, decoded: Decoded) -> _Article:
    marked = mark(sentences(decoded.text, start=decoded.start))
    source = Source(id="?", location=location, sha256=digest, text=decoded.text, sentences=marked, **decoded.facts)
    return _Article(names=_names(location, digest), source=source)


def _names(location: str, digest: str) -> tuple[str, ...]:
    stem = "stdin" if location == STDIN else Path(location).stem
    safe = re.sub(r"[^\w.-]+", "-", stem).strip("-._")[:_LONGEST_ID] or "source"
    number = re.match(r"(\d{1,12})_", safe)
    short = (number.group(1),) if number else ()
    return (*short, safe, f"{safe}-{digest[:8]}", digest)


def _ids(articles: Collection[_Article]) -> list[str]:
    """Give each article the first of its names that no other article could have, so that their order does not matter."""
    count = Counter(name for article in articles for name in set(article.names))
    return [next((name for name in a.names if count[name] == 1), a.names[-1]) for a in articles]
