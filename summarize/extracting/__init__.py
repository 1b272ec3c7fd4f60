"""A source and a schema come in; one article's claims go out, for each section, with citations that are exact or not there.

`asking` is for a model that writes, `weighing` (with `signs`, `evidence` and `lists`) for one that only weighs well; `extract`
chooses.
May import schema, engines, reading and what is below them.
"""
