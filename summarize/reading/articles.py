"""Articles from files and standard input: the only reader of the outside world for articles.

`Source.text` is what the article's format says it is (`formats`): for text, the whole decoded file without its byte order mark,
character for character, so that every offset can be checked against the file. Front matter stays part of the text; it only
gives no sentences. Line ends are kept.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, Any, Self

from pydantic import ConfigDict

from summarize.errors import SourceError
from summarize.files import STDIN, UnreadableError
from summarize.language.instructions import is_instruction
from summarize.models import Say, Value, silent
from summarize.reading.bounded import Decoder
from summarize.reading.facts import KEYS, clean, is_address, writable
from summarize.reading.formats import Decoded, foreign
from summarize.reading.front_matter import front_matter
from summarize.reading.instructed import sentences_of
from summarize.reading.kinds import by_name, parted
from summarize.reading.opening import File, in_pieces, listed, opened
from summarize.reading.page_text import marked
from summarize.reading.register import is_register, registers, remarks, told
from summarize.reading.web import Web
from summarize.records import SourceRecord
from summarize.source import Source

# An article that is longer (code points) or has more sentences is not read: it is a book, or was made to be slow. A long report
# has 300,000 and 3,000. One that is as long takes this program under a minute and half a gigabyte, and a model that writes some
# hundred questions; one that weighs is asked about its sentences one by one, a hundred thousand times.
LONGEST, MOST_SENTENCES = 1_000_000, 20_000
_LONGEST_ID = 40
_LONGEST_PART = 20
_LONGEST_SHOWN = 60
_DIGITS = 16  # of a text's hash: of a million texts two are the same in one of 37 million corpora


class _Article(Value):
    """A source that has no id yet: `names` are the ids it would like, the shortest first; the last is its own alone."""

    names: tuple[str, ...]
    source: Source
    notes: tuple[str, ...] = ()

    def told(self, facts: Mapping[str, Any]) -> Self:
        """The article with what somebody else tells of it."""
        return self.model_copy(update={"source": self.source.model_copy(update=facts)})


class Loaded(Value):
    """What `load_articles` found: the sources in the order given, what could not be read, and what was there already.

    `repeated` has the location of each text that came again, with the id of the source that holds it. `notes` are lines that
    say what was left out: files of a folder, a date that cannot be read. `aliases`: names that are one, of each `sources.yaml`.
    """

    sources: tuple[Source, ...]
    failed: tuple[SourceError, ...] = ()
    repeated: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    aliases: tuple[Mapping[str, Any], ...] = ()

    model_config = ConfigDict(arbitrary_types_allowed=True)


def load_articles(
    locations: Sequence[str | Path],
    *,
    stdin: IO[bytes] | None = None,
    kept: Iterable[SourceRecord] = (),
    web: Web | None = None,
) -> Loaded:
    """Read articles: files, folders (their articles by name, hidden files and sub-folders left out), `-` for `stdin`.

    A file may hold several; the location of each is then `file#part`. What a `sources.yaml` beside them says counts more than
    what they say themselves. Web addresses are read where there is a `web` to fetch them.

    `kept`: sources of a briefing, which come first, as if their files were given again; no file of theirs is read.

    Raises UsageError for a `sources.yaml` that cannot be used. Never raises for a source that cannot be read: it is among
    `failed`. Texts that differ at most in white space are one source. An id is the number that the file's name starts with
    (`000_abc.txt` gives `000`) where no other source has it, else the name, else the name with a few digits of the text's
    hash; it does not depend on the order of the sources.
    """
    articles = {_key(record.text): _kept(record) for record in kept}
    known = registers(map(str, locations))
    given = [listed(str(location)) for location in locations if not is_register(str(location))]
    names = [name for one in given for name in one.names]
    failed = {error.location: error for one in given for error in one.failed}
    repeated: list[tuple[str, str]] = []
    for name, found in _read_all(names, stdin, web):
        if isinstance(found, SourceError):
            failed.setdefault(found.location, found)
        elif (key := _key(found.source.text)) in articles:
            repeated.append((found.source.location, key))
        else:
            articles[key] = found.told(told(known, found.source.location, name))
    seen = (*names, *failed, *(location for location, _ in repeated), *(a.source.location for a in articles.values()))
    ids = dict(zip(articles, _ids(articles.values()), strict=True))
    read = tuple(_named(a.source, ids[key]) for key, a in articles.items())
    sources = marked(read)
    return Loaded(
        sources=sources,
        failed=tuple(failed.values()),
        repeated=tuple((location, ids[key]) for location, key in repeated),
        notes=(
            *(note for one in given for note in one.notes),
            *(note for article in articles.values() for note in article.notes),
            *_page_text(read, sources),
            *remarks(known, seen),
        ),
        aliases=tuple(register.aliases for register in known if register.aliases),
    )


def each_article(
    locations: Sequence[str | Path], *, stdin: IO[bytes] | None = None, web: Web | None = None, say: Say = silent
) -> Iterator[Source | SourceError]:
    """The articles of files and folders one by one, and what cannot be read: for a corpus that is larger than memory.

    As `load_articles`, but nothing is compared: a text may come again, and what pages share around their stories is not marked
    (`page_text.marked`). An id says nothing but which text it is: the same for texts that differ at most in white space. `say`
    is told what was left out.
    """
    known = registers(map(str, locations))
    given = [listed(str(location), every=True) for location in locations if not is_register(str(location))]
    for line in (note for one in given for note in one.notes):
        say(line)
    yield from (error for one in given for error in one.failed)
    for name, found in _read_all([name for one in given for name in one.names], stdin, web, whole=False):
        if isinstance(found, SourceError):
            yield found
        else:
            for note in found.notes:
                say(note)
            article = found.told(told(known, found.source.location, name)).source
            yield _named(article, hashlib.sha256(_key(article.text).encode()).hexdigest()[:_DIGITS])


def _page_text(before: Sequence[Source], after: Sequence[Source]) -> Iterator[str]:
    """What is to be said of the sentences that are no longer the articles' own, since other pages have them as well."""
    gone = [s for a, b in zip(before, after, strict=True) for s in sorted({*a.body} - {*b.body}, key=lambda s: s.start)]
    if gone:
        first, pages = " ".join(gone[0].text.split()), sum(a is not b for a, b in zip(before, after, strict=True))
        shown = first if len(first) <= _LONGEST_SHOWN else first[: _LONGEST_SHOWN - 1] + "…"
        yield f"{len(gone)} sentences that {pages} pages share around their stories are page text, not cited: {shown!r}"


def read_article(location: str | Path, *, stdin: IO[bytes] | None = None) -> Source:
    """Read one article from a file, the first of several, or from `stdin` where the location is `-`. Raises `SourceError`."""
    with Decoder() as decoder:
        article = next(_articles(opened(str(location), stdin=stdin), decoder))
    if isinstance(article, SourceError):
        raise article
    return _named(article.source, article.names[0])


def _named(source: Source, name: str) -> Source:
    return source.model_copy(update={"id": name, "location": writable(source.location)})


def read_text(path: str | Path, decoder: Decoder | None = None, *, part: str = "") -> tuple[str, str]:
    """The SHA-256 of a file, in hexadecimal digits, and the text of an article in it. Raises `SourceError`.

    `decoder`: one for many files; without it, one for this file alone.
    """
    if decoder is None:
        with Decoder() as own:
            return read_text(path, own, part=part)
    file = opened(str(path))
    decoded = next((one for one in _decoded(file, decoder) if part in ("", one.part)), None)
    if decoded is None or decoded.problem:
        raise SourceError(path, decoded.problem if decoded else f"it holds no article {part!r}")
    return file.sha256, decoded.text


def _key(text: str) -> str:
    return " ".join(text.split())


def _read_all(
    locations: Iterable[str], stdin: IO[bytes] | None, web: Web | None, *, whole: bool = True
) -> Iterator[tuple[str, _Article | SourceError]]:
    """What each location gives, with that location. Unless `whole`, a large file of rows is read in pieces."""
    piped = cache(lambda: opened(STDIN, stdin=stdin))  # it can be read once; named twice, it is the same article again

    def files(location: str) -> Iterable[File]:
        if location == STDIN:
            return [piped()]
        return [opened(location, web=web)] if whole or is_address(location) else in_pieces(location)

    with Decoder() as decoder:
        for location in locations:
            try:
                for file in files(location):
                    yield from ((location, found) for found in _found(file, decoder))
            except SourceError as error:
                yield location, error


def _found(file: File, decoder: Decoder) -> Iterator[_Article | SourceError]:
    """The articles of a file, or of a piece; or why it has none, which says nothing of the next piece."""
    try:
        yield from _articles(file, decoder)
    except SourceError as error:
        yield error


def _articles(file: File, decoder: Decoder) -> Iterator[_Article | SourceError]:
    for decoded in _decoded(file, decoder):
        try:
            yield _article(file, decoded)
        except SourceError as error:  # of one of the file's articles; the others are read
            yield error


@contextmanager
def _source_errors(location: str) -> Iterator[None]:
    try:
        yield
    except UnreadableError as error:
        raise SourceError(location, clean(error.reason)) from error


def _decoded(file: File, decoder: Decoder) -> tuple[Decoded, ...]:
    with _source_errors(file.location):
        return decoder.decode(file.suffix, file.data, file.above)


def _article(file: File, decoded: Decoded) -> _Article:
    location = f"{file.location}#{decoded.part}" if decoded.part else file.location
    if decoded.problem:
        raise SourceError(location, decoded.problem)
    if not any(c.isalnum() for c in decoded.text[decoded.start :]):
        raise SourceError(
            location, "there is no text under the front matter" if decoded.start else "it is empty; give an article"
        )
    _refuse_longer(location, len(decoded.text), LONGEST, "characters")
    article = _made(file.location, file.sha256, decoded).told(_whence(file.location, decoded))
    _refuse_longer(location, len(article.source.sentences), MOST_SENTENCES, "sentences")
    if not article.source.body:
        what = "instructions to a program" if article.source.instructions else "page furniture (menus, sign-ups, notices)"
        raise SourceError(location, f"it holds nothing but {what}; give the article's own text")
    return article


def _refuse_longer(location: str, length: int, most: int, unit: str) -> None:
    if length > most:
        raise SourceError(
            location, f"it is too long for an article: {length:,} {unit}, at most {most:,}; give its parts as files"
        )


def _whence(location: str, decoded: Decoded) -> dict[str, str]:
    """The address of what came from the web: its own, whatever a page says that it is; entries of a feed have others."""
    if not is_address(location) or (decoded.part and decoded.facts.get("url")):
        return {}
    return {"url": location}


def _kept(record: SourceRecord) -> _Article:
    """An article from its briefing. What an analyst changed there (its reliability, say) stays as it is there."""
    file, part = parted(record.location)
    facts, start, _ = _front_matter(record, file)
    facts |= record.model_dump(include=set(KEYS) - {"origin"})
    return _made(file, record.sha256, Decoded(record.text, facts, start, part))


def _front_matter(record: SourceRecord, file: str) -> tuple[dict[str, Any], int, tuple[str, ...]]:
    if by_name(file) in foreign():
        return {}, 0, ()
    with _source_errors(record.location):
        return front_matter(record.text)


def _made(file: str, digest: str, decoded: Decoded) -> _Article:
    location = f"{file}#{decoded.part}" if decoded.part else file
    read = sentences_of(decoded.text, start=decoded.start)
    orders = [name for name in ("title", "publisher") if is_instruction(decoded.facts.get(name) or "")]
    facts = {name: told for name, told in decoded.facts.items() if name not in orders}
    source = Source(id="?", location=location, sha256=digest, text=decoded.text, sentences=read, **facts)
    left_out = (f"its {name} reads like an instruction to a program, and is left out" for name in orders)
    notes = tuple(f"{location!r}: {note}" for note in (*decoded.notes, *left_out))
    return _Article(names=_names(file, decoded.part, digest), source=source, notes=notes)


def _names(file: str, part: str, digest: str) -> tuple[str, ...]:
    stem = _safe("stdin" if file == STDIN else Path(file).stem)[:_LONGEST_ID] or "source"
    number = re.match(r"(\d{1,12})_", stem)
    short = (number.group(1),) if number else ()
    if not part:
        return (*short, stem, f"{stem}-{digest[:8]}", digest)
    tail, own = _safe(part)[-_LONGEST_PART:], hashlib.sha256(f"{digest}#{part}".encode()).hexdigest()
    return (*(f"{name}-{tail}" for name in (*short, stem)), f"{stem}-{own[:8]}", own)


def _safe(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name).strip("-._")


def _ids(articles: Collection[_Article]) -> list[str]:
    """Give each article the first of its names that no other article could have, so that their order does not matter."""
    count = Counter(name for article in articles for name in set(article.names))
    return [next((name for name in a.names if count[name] == 1), a.names[-1]) for a in articles]
