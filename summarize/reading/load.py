"""Articles from files and standard input: the only reader of the outside world for articles.

`Source.text` is the whole decoded file without its byte order mark, character for character, so that every offset can be
checked against the file. A YAML front matter block stays part of the text; it only gives no sentences. Line ends are kept.
"""

import hashlib
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, Any

from pydantic import ConfigDict

from summarize.errors import SourceError
from summarize.models import Source, SourceRecord, Value
from summarize.reading.furniture import mark
from summarize.reading.sentences import sentences

STDIN = "-"
# A long article has 100 KB. What is larger is no article, and would cost hours of a model's time.
LARGEST = 20 * 1024 * 1024
_SUFFIXES = frozenset({".txt", ".md", ".text", ".markdown", ""})
_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF8, "utf-8"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_TEXT_KEYS = ("title", "publisher", "language", "origin")
_KEYS = (*_TEXT_KEYS, "published", "url", "reliability")
_KEY_LINE = re.compile(r"-{3,}[ \t]*\r?\n\s*(?:" + "|".join(_KEYS) + r")[ \t]*:", re.IGNORECASE)
# Front matter is a few lines; a YAML parser is not asked to read a whole file.
_LONGEST_FRONT_MATTER = 20_000
_LONGEST_ID = 40


class _Article(Value):
    """A source that has no id yet: `names` are the ids it would like, the shortest first; the last is its own alone."""

    names: tuple[str, ...]
    source: Source


class Loaded(Value):
    """What `load` found: the sources in the order given, what could not be read, and what was there already.

    `repeated` has the location of each text that came again, with the id of the source that holds it.
    """

    sources: tuple[Source, ...]
    failed: tuple[SourceError, ...] = ()
    repeated: tuple[tuple[str, str], ...] = ()

    model_config = ConfigDict(arbitrary_types_allowed=True)


def load(locations: Sequence[str | Path], *, stdin: IO[bytes] | None = None, kept: Iterable[SourceRecord] = ()) -> Loaded:
    """Read articles: files, folders (their .txt and .md files by name, hidden ones and sub-folders left out), `-` for `stdin`.

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
    ids = dict(zip(articles, _ids(list(articles.values())), strict=True))
    return Loaded(
        sources=tuple(a.source.model_copy(update={"id": ids[key]}) for key, a in articles.items()),
        failed=tuple(failed.values()),
        repeated=tuple((location, ids[key]) for location, key in repeated),
    )


def read(location: str | Path, *, stdin: IO[bytes] | None = None) -> Source:
    """Read one article from a file, or from `stdin` where the location is `-`. Raises `SourceError`."""
    article = _article(str(location), _bytes(str(location), stdin))
    return article.source.model_copy(update={"id": article.names[0]})


def _read_all(locations: Iterable[str | Path], stdin: IO[bytes] | None) -> Iterator[_Article | SourceError]:
    piped: list[bytes] = []
    for given in locations:
        try:
            for location in _files(str(given)):
                # Standard input can be read once; named twice, it is the same article again.
                data = piped[0] if location == STDIN and piped else _bytes(location, stdin)
                if location == STDIN:
                    piped.append(data)
                yield _tried(location, data)
        except SourceError as error:
            yield error


def _tried(location: str, data: bytes) -> _Article | SourceError:
    try:
        return _article(location, data)
    except SourceError as error:
        return error


def _files(location: str) -> list[str]:
    """Give a folder's articles by name, or the location itself."""
    try:
        if location in ("", STDIN) or not Path(location).is_dir():
            return [location]
        entries = sorted(Path(location).iterdir(), key=lambda p: p.name)
        found = [str(p) for p in entries if not p.name.startswith(".") and p.suffix.lower() in {".txt", ".md"} and p.is_file()]
    except (OSError, ValueError) as error:
        raise SourceError(location, _why(error)) from error
    if not found:
        deeper = "; name its sub-folders or the files themselves" if any(p.is_dir() for p in entries) else ""
        raise SourceError(location, f"the folder has no .txt or .md file{deeper}")
    return found


def _bytes(location: str, stdin: IO[bytes] | None) -> bytes:
    if location == STDIN and stdin is None:
        raise SourceError(location, "there is no standard input; give the name of a file")
    _check_name(location)
    try:
        if location == STDIN and stdin is not None:
            data = stdin.read(LARGEST + 1)
        else:
            with Path(location).open("rb") as file:
                data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise SourceError(location, _why(error)) from error
    if len(data) > LARGEST:
        raise SourceError(location, f"it is larger than {LARGEST // 1024**2} MB; give one article as one text file")
    return data


def _check_name(location: str) -> None:
    if not location:
        raise SourceError(location, "the name is empty; give the name of a file")
    if re.match(r"(?i)https?://", location):
        raise SourceError(location, "web addresses are not read; save the article as a .txt file and give its name")
    if location != STDIN and (suffix := Path(location).suffix.lower()) not in _SUFFIXES and len(suffix) <= 6:
        raise SourceError(location, f"{suffix} files are not read; save the article as plain text (.txt or .md)")


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file; check the name"
    if isinstance(error, PermissionError):
        return "permission denied; make the file readable"
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else f"not a file name ({error})"


def _article(location: str, data: bytes) -> _Article:
    text = _decoded(location, data)
    facts, start = _front_matter(location, text)
    if not any(c.isalnum() for c in text[start:]):
        raise SourceError(location, "there is no text under the front matter" if start else "it is empty; give an article")
    marked = mark(sentences(text, start=start))
    digest = hashlib.sha256(data).hexdigest()
    source = Source(id="?", location=location, sha256=digest, text=text, sentences=marked, **facts)
    if not source.body:
        raise SourceError(
            location, "it holds nothing but page furniture (menus, sign-ups, notices); give the article's own text"
        )
    return _Article(names=_names(location, digest), source=source)


def _kept(record: SourceRecord) -> _Article:
    """An article from its briefing. What an analyst changed there (its reliability, say) stays as it is there."""
    facts, start = _front_matter(record.location, record.text)
    facts |= record.model_dump(include=set(_KEYS) - {"origin"})
    marked = mark(sentences(record.text, start=start))
    source = Source(id="?", location=record.location, sha256=record.sha256, text=record.text, sentences=marked, **facts)
    return _Article(names=_names(record.location, record.sha256), source=source)


def _decoded(location: str, data: bytes) -> str:
    mark_, encoding = next(((m, e) for m, e in _BOMS if data.startswith(m)), (b"", "utf-8"))
    try:
        text = data[len(mark_) :].decode(encoding)
    except UnicodeDecodeError as error:
        at = len(mark_) + error.start
        reason = f"it is not {encoding.upper()}: byte 0x{data[at]:02x} at offset {at}; save it as UTF-8"
        raise SourceError(location, "it is a binary file; give plain text" if b"\0" in data[: 1 << 16] else reason) from error
    if "\0" in text:
        raise SourceError(location, "it is a binary file (it has NUL bytes); give plain text")
    return text


def _front_matter(location: str, text: str) -> tuple[dict[str, Any], int]:
    """Give the metadata and the offset at which the article's own text begins.

    A block between two `---` lines at the very start is front matter where it is a YAML mapping with at least one key
    that is known here; else it is text, as it may well be.
    """
    from frontmatter.default_handlers import YAMLHandler

    fences = list(islice(YAMLHandler.FM_BOUNDARY.finditer(text[:_LONGEST_FRONT_MATTER]), 2)) if text.startswith("---") else []
    ours = _KEY_LINE.match(text) is not None
    if len(fences) < 2:
        if ours:
            raise SourceError(location, "its front matter has no end; put a line with --- after it")
        return {}, 0
    block = _yaml(location, text[fences[0].end() : fences[1].start()], strict=ours)
    known = {str(k).lower(): v for k, v in block.items() if str(k).lower() in _KEYS}
    return (_facts(location, known), fences[1].end()) if known else ({}, 0)


def _yaml(location: str, block: str, *, strict: bool) -> dict[Any, Any]:
    """Read a block with the loader that makes strings, lists and mappings only: no objects, no code, no surprises (`No`)."""
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    try:
        found = YAMLHandler().load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if not strict:
            return {}
        problem, place = getattr(error, "problem", None), getattr(error, "problem_mark", None)
        at = f": {problem} in line {place.line + 1}" if problem and place else ""
        raise SourceError(
            location, f"its front matter is not YAML ({problem}{at}); put values with a colon in quotes"
        ) from error
    return found if isinstance(found, dict) else {}


def _facts(location: str, known: dict[str, Any]) -> dict[str, Any]:
    for key, value in known.items():
        if not isinstance(value, str):
            raise SourceError(location, f"{key} in its front matter is not a plain value; write one line of text")
    told = {key: " ".join(v.split()) for key, v in known.items() if v.strip() and v.strip().lower() not in {"null", "~"}}
    if "reliability" in told and told["reliability"].upper() not in tuple("ABCDEF"):
        raise SourceError(location, f"reliability in its front matter is {told['reliability']!r}; use one letter from A to F")
    if "url" in told and not re.match(r"(?i)https?://\S+$", told["url"]):
        raise SourceError(location, f"url in its front matter is {told['url']!r}; it starts with http:// or https://")
    facts: dict[str, Any] = {**told}
    if "reliability" in told:
        facts["reliability"] = told["reliability"].upper()
    if "published" in told:
        facts["published"] = _day(location, told["published"])
    return facts


def _day(location: str, written: str) -> date:
    """Read the day of an ISO date or of a date with a time (in its own time zone)."""
    match = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$", written)
    try:
        if match:
            return date(*(int(part) for part in match.groups()))
    except ValueError:
        pass
    raise SourceError(location, f"published in its front matter is {written!r}; write a date such as 2025-12-16")


def _names(location: str, digest: str) -> tuple[str, ...]:
    stem = "stdin" if location == STDIN else Path(location).stem
    safe = re.sub(r"[^\w.-]+", "-", stem).strip("-._")[:_LONGEST_ID] or "source"
    number = re.match(r"(\d{1,12})_", safe)
    short = (number.group(1),) if number else ()
    return (*short, safe, f"{safe}-{digest[:8]}", digest)


def _ids(articles: list[_Article]) -> list[str]:
    """Give each article the first of its names that no other article has at the same time."""
    step = [0] * len(articles)
    while True:
        ids = [a.names[i] for a, i in zip(articles, step, strict=True)]
        taken = Counter(ids)
        clash = [n for n, (a, i) in enumerate(zip(articles, step, strict=True)) if taken[ids[n]] > 1 and i + 1 < len(a.names)]
        if not clash:
            return ids
        for n in clash:
            step[n] += 1
