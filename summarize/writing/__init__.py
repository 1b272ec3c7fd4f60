"""Groups of claims come in, findings go out: which statement is shown, who carries it, what comes first, which value stands.

May import reconciling and what is below it.
"""
