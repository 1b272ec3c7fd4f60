"""Articles with their stories, as text for a reader or as a file whose name says how: .csv, .jsonl or .parquet. Pure."""

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from summarize.json_text import safe
from summarize.render import csv_table, parquet_table
from summarize.render.outline import visible
from summarize.stories.listing import Placed


def page(articles: Sequence[Placed]) -> str:
    """Each story with its articles, a line each."""
    return "".join(
        f"{story}, {_counted(size)}\n" + "".join(f"  {_line(one)}\n" for one in group)
        for (story, size), group in groupby(articles, key=lambda one: (one.story, one.size))
    )


def as_csv(articles: Sequence[Placed]) -> str:
    return csv_table.written(Placed._fields, articles)


def as_jsonl(articles: Sequence[Placed]) -> str:
    return "".join(safe(json.dumps(one._asdict(), ensure_ascii=False, default=str)) + "\n" for one in articles)


def as_parquet(articles: Sequence[Placed]) -> bytes:
    return parquet_table.written(Placed, articles)


BY_SUFFIX: Mapping[str, Callable[[Sequence[Placed]], str | bytes]] = {
    ".csv": as_csv,
    ".jsonl": as_jsonl,
    ".parquet": as_parquet,
}


def _counted(size: int) -> str:
    return f"{size} article{'s' if size > 1 else ''}"


def _line(one: Placed) -> str:
    return "  ".join(visible(str(told)) for told in (one.published or "no day    ", one.source, one.title or one.location))
