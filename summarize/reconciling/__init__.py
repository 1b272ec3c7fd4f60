"""Checked claims of all articles come in; groups that say the same, and conflicts between findings, go out.

May import sourcing, checking and what is below them.
"""
