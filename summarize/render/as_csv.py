"""A briefing's findings as CSV, a row for each; see `tables` for the columns and `csv_table` for what cells look like."""

from summarize.records import Briefing
from summarize.render.csv_table import written
from summarize.render.tables import FindingRow, findings

SUFFIXES = (".csv",)


def rendered(briefing: Briefing) -> str:
    return written(FindingRow._fields, findings(briefing))
