"""A user's Pydantic class comes in; its sections go out, with what each asks, and its instance comes back filled.

`load` finds the class, `parts` sorts its fields into items with values and texts, `wire` wraps it for a model, `filling` makes
the instance, `addresses` names the places in it. Knows no domain and no engine. May import reading, language and what is below
them.
"""
