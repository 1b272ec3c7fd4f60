"""Articles come in; where they come from goes out: which go back to one report, rest on which outlets, appeared when.

`origins` (with `narration`), `outlets`, `publication` (with `stamps` and `offices`). Pure. May import reading, language and
what is below them.
"""
