"""A briefing's findings as Parquet, a row for each, with typed columns; see `tables`."""

from summarize.records import Briefing
from summarize.render.parquet_table import written
from summarize.render.tables import FindingRow, findings

SUFFIXES = (".parquet",)


def rendered(briefing: Briefing) -> bytes:
    return written(FindingRow, findings(briefing))
