"""WARC, web archives, also packed (`.warc.gz`): each page, PDF or feed that was got is read, with its address.

Of what is no text (pictures, scripts, styles) nothing is said; of a page that holds no article, that it does not.
"""

from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from typing import Any

from summarize.files import UnreadableError
from summarize.reading.facts import is_address, known, line
from summarize.reading.formats import Decoded, decoders
from summarize.reading.formats.html import article
from summarize.reading.media import suffix_of
from summarize.reading.packed import readable

SUFFIXES = (".warc", ".warc.gz")
FOREIGN = True

# A page of news has 1 MB at most, a PDF 20; what is larger is cut off, and said to be.
_LARGEST = 20 * 1024**2
_PAGE = ".html"


def decode(data: bytes) -> Iterator[Decoded]:
    """The articles of an archive. Raises UnreadableError where it is none, or `fastwarc` is not installed."""
    try:
        warc = import_module("fastwarc.warc")
    except ImportError as error:
        raise UnreadableError("web archives need fastwarc: pip install 'summarize[warc]'") from error
    found = 0
    try:
        with readable("web archive"):
            for record in warc.ArchiveIterator(BytesIO(data), record_types=_wanted(warc), auto_decode="all", fsspec_args=False):
                for one in _articles(record):
                    yield one
                    found += 1
    except UnreadableError:
        if not found:
            raise
        yield Decoded("", part="rest", problem=f"what stands behind the first {found} documents is damaged")


def _wanted(warc: Any) -> Any:
    return warc.WarcRecordType.response | warc.WarcRecordType.resource


def _articles(record: Any) -> Iterator[Decoded]:
    address = line(record.headers.get("WARC-Target-URI", "").strip("<>")) or ""
    if record.is_http and record.http_headers.status_code != 200:
        return
    data = record.reader.read(_LARGEST + 1)
    kind = record.http_content_type if record.is_http else record.headers.get("Content-Type", "")
    suffix = suffix_of(kind or "", data)
    if suffix is None or suffix not in decoders() or suffix in SUFFIXES:
        return
    try:
        with readable(f"{suffix} file"):
            read = list(_read(data, suffix, address))
        yield from (one._replace(notes=(*one.notes, *_cut_off(record, data))) for one in read)
    except UnreadableError as error:
        yield Decoded("", part=address, problem=error.reason)


def _cut_off(record: Any, data: bytes) -> tuple[str, ...]:
    """Is a document shorter than its record tells, which is packed by nobody? Then the archive ends within it."""
    coded = record.is_http and {"content-encoding", "transfer-encoding"} & {
        name.lower() for name, _ in record.http_headers.items()
    }
    short = not coded and len(data) < record.content_length
    return ("the archive breaks off within it: its end is missing",) if short else ()


def _read(data: bytes, suffix: str, address: str) -> Iterator[Decoded]:
    if len(data) > _LARGEST:
        raise UnreadableError(f"it is larger than {_LARGEST // 1024**2} MB")
    url = address if is_address(address) else None
    read = [article(data, url=url)] if suffix == _PAGE else decoders()[suffix](data)
    for one in read:
        yield one._replace(facts={**known(url=url), **one.facts}, part=address)
