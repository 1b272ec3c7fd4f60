"""A whole corpus: each article read once, the stories in it found, a briefing for each.

`run.batch` is the way of the data. What a run has done is in its folder (`store`), a part at a time, so that another run, after
a kill or with a grown corpus, does only what is missing. Where the work is done is an engine's affair (`on_local`, `on_ray`).
"""
