"""A claim with its citations comes in; the same claim with a verdict goes out: do the cited sentences carry the statement?

`support` decides, by `guards` (rules) and then `judge` (a model); `repair` asks for another statement; `claims` does it for
statements of anybody's. Reports, never drops in silence. May import extracting, engines and what is below them.
"""
