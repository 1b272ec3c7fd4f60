"""The Python API: what a notebook or another program calls. `import summarize` has its names.

`briefs` (one briefing, and what it would take), `corpora` (the stories of many articles), `claims` (statements of anybody);
`given` reads what all of them are given. What is imported for one of them is imported when it is called.
"""
