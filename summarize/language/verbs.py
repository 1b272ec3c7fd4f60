"""Forms of English verbs."""

from summarize.language.lexicon import IRREGULAR_PAST
from summarize.language.parsing import Token


def past(token: Token) -> bool:
    """Tell whether a word is a past form or past participle, by its ending or the table of irregular verbs."""
    return token.low in IRREGULAR_PAST or (token.low.endswith("ed") and len(token.low) > 4)
