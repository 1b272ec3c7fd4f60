"""Parquet of articles: a row each, with columns as `summarize.reading.rows` names them."""

from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from typing import Any

from summarize.files import UnreadableError
from summarize.reading.formats import MOST_ARTICLES, Decoded
from summarize.reading.packed import readable
from summarize.reading.rows import Numbered, articles

SUFFIXES = (".parquet",)
FOREIGN = True

_AT_ONCE = 1000  # rows that are in memory together


def decode(data: bytes) -> list[Decoded]:
    """The article of each row. Raises UnreadableError, also where `pyarrow` is not installed."""
    try:
        parquet = import_module("pyarrow.parquet")
    except ImportError as error:
        raise UnreadableError("Parquet files need pyarrow: pip install 'summarize[parquet]'") from error
    with readable("Parquet file"):
        file = parquet.ParquetFile(BytesIO(data), memory_map=False, pre_buffer=False)
        return articles(_rows(file), "column")


def _rows(file: Any) -> Iterator[Numbered]:
    number = 0
    for batch in file.iter_batches(_AT_ONCE, use_threads=False):
        for row in batch.to_pylist():
            number += 1
            yield Numbered(number, row)
        if number > MOST_ARTICLES:
            return
