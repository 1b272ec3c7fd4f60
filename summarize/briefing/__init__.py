"""A briefing as a file, and what is done with one: read and written, proven, compared, updated, seen without some sources.

Findings and conflicts come in from `pipeline`; files, proofs and differences go out. May import render and what is
below it.
"""
