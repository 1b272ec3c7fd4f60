"""Which words of a text deny what follows them. English word lists."""

from summarize.language.lexicon import DENIERS, NEGATORS, NOT_ONLY
from summarize.language.parsing import ParsedText, Token

_SILENT = frozenset({"longer", "yet", "doubt"})


def negates(token: Token, parsed: ParsedText) -> bool:
    """A true negator that is not half of `not only`."""
    return (token.low in NEGATORS or token.low.endswith("n't")) and not not_only(token, parsed)


def denies(token: Token, parsed: ParsedText) -> bool:
    """A verb or adjective that denies what follows: `refuse`, `unlikely`, and `rule out`, which `ruled` alone is not."""
    return token.low in DENIERS or (token.low == "out" and token.index > 0 and parsed.tokens[token.index - 1].stem == "rule")


def not_only(token: Token, parsed: ParsedText) -> bool:
    following = parsed.tokens[token.index + 1 : token.index + 3]
    return bool(following) and (following[0].low in NOT_ONLY or following[0].low in _SILENT)
