"""A briefing and its reviewer -> decisions: a queue by risk, and a program for the terminal.

It shows each finding beside the words that it cites. What is decided is kept and applied by `briefing`. Only the command
`summarize review` imports it.
"""
