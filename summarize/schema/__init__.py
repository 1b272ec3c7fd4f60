"""A user's Pydantic class comes in; its sections go out, with the questions, the fields and the marks that it gives them.

Knows no domain and no engine. May import reading, language and what is below them.
"""
