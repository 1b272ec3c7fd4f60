"""A claim with its citations comes in; the same claim with a verdict goes out: do the cited sentences carry the statement?

`look` of `support` decides what needs no model, by `guards` (rules) over `context`'s reading of the cited text; then `judge`
(claim by claim) or `article` (all claims of one in one question) asks. `repair` asks for another statement; `claims` does it
for statements of anybody's. Reports, never drops in silence. May import extracting, engines and what is below them.
"""
