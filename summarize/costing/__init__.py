"""What a run would take, before anything is asked: articles and a schema in, calls, tokens, dollars and hours out.

The questions about articles are built, for a sample, and their tokens told by their length (`engines.expected`). What is asked
after that depends on what a model says: it is told from the number of claims that a model is likely to find. Nothing is asked,
and nothing here has a clock.
"""
