"""Findings come in, conflicts go out: what cannot both stand as it is. Rules decide; a judge may confirm what is in doubt.

`find` is the whole of it: `pairs` says what is compared, `disagreement` and `changes` how two findings differ, `report` how
that is told. Each statement is read as an `Assertion` (`assertions`); `frames` tells whether two are about one question.
"""
