"""Findings come in, conflicts go out: what cannot both stand as it is. Rules decide; a judge may confirm what is in doubt.

`find` says what is compared, `differences` and `disputes` how two findings differ, `report` how that is told. Each statement is
read as an `Assertion` (`assertions`, `chains`); `frames` tells whether two have one question.
"""
