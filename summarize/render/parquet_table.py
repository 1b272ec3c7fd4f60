"""Rows as a Parquet file. A column's type follows from the row's class: text, bytes, int64, bool, date32 or a list of text."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, get_type_hints

from summarize.render import installed

_TYPES: dict[Any, str] = {str: "string", int: "int64", bool: "bool_", date: "date32", bytes: "binary", tuple[str, ...]: "list"}


def written(row: type[NamedTuple], rows: Iterable[Any]) -> bytes:
    """The bytes of the file, the same for the same rows and release of pyarrow. Raises UsageError where that is missing."""
    arrow = installed("pyarrow", extra="parquet")
    parquet = installed("pyarrow.parquet", extra="parquet")
    found = [each._asdict() for each in rows]
    schema = arrow.schema([_column(arrow, name, kind) for name, kind in get_type_hints(row).items()])
    file = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(found, schema=schema), file)
    return file.getvalue()


def _column(arrow: Any, name: str, kind: Any) -> Any:
    present = next(one for one in _TYPES if one == kind or kind == one | None)
    wanted = arrow.list_(arrow.string()) if _TYPES[present] == "list" else getattr(arrow, _TYPES[present])()
    return arrow.field(name, wanted, nullable=kind != present)
