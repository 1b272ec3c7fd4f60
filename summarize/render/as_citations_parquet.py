"""A briefing's citations as Parquet, a row for each, with typed columns; see `tables`."""

from summarize.records import Briefing
from summarize.render.parquet_table import written
from summarize.render.tables import CitationRow, citations

SUFFIXES = (".citations.parquet",)


def rendered(briefing: Briefing) -> bytes:
    return written(CitationRow, citations(briefing))
