"""What a statement affirms or denies: the words that deny, and which words these turn. English word lists; no parser.

What cannot be read with some certainty is said to be unclear.
"""

from summarize.language.lexicon import NEGATORS
from summarize.language.parsing import ParsedText, Token
from summarize.language.polarity import negates
from summarize.reconciling.conflicts.commitment import DENYING, LIGHT, PARTLY, SIDES


def denials(parsed: ParsedText, at: int, besides: tuple[int, int]) -> tuple[list[int], bool]:
    """The words that deny (positions of each), and whether it stays unclear what they deny. Two in a row deny nothing."""
    negators = [t for t in parsed.tokens if negates(t, parsed) or _for_now(parsed, t)]
    deniers = [t for t in parsed.tokens if t.stem in DENYING and _before_verb(parsed, t)]
    partly = any(PARTLY & {x.low for x in parsed.tokens[t.index + 1 : t.index + 3]} for t in parsed.tokens if t.low in NEGATORS)
    flips = sorted(t.index for t in (*negators, *deniers) if not besides[0] <= t.index < besides[1])
    if len(flips) == 2 and not any(t.content for t in parsed.tokens[flips[0] + 1 : flips[1]]):
        return [], partly
    early = any(f < at - 3 for f in flips)
    return flips, partly or len(flips) > 1 or early


def polarities(kept: list[Token], flips: list[int], parsed: ParsedText) -> tuple[dict[str, bool], bool]:
    """Word -> denied or not; and whether one word is both."""
    turned = {n for f in flips for n in _turned(parsed, f)}
    if turned and not turned & {t.index for t in kept}:  # `No dockers were hurt`: the subject is denied, so the rest is
        turned |= {t.index for t in [k for k in kept if k.index > max(turned)][:1]}
    found: dict[str, bool] = {}
    mixed = False
    for token in kept:
        key, side = pole(token)
        denied = side != (token.index in turned)
        mixed |= found.setdefault(key, denied) != denied
    return found, mixed


def pole(token: Token) -> tuple[str, bool]:
    key, side = SIDES.get(token.stem, (token.key, 0))
    return key, bool(side)


def _for_now(parsed: ParsedText, token: Token) -> bool:
    following = parsed.tokens[token.index + 1 : token.index + 2]
    return (token.low in NEGATORS or token.low.endswith("n't")) and bool(following) and following[0].low in {"yet", "longer"}


def _before_verb(parsed: ParsedText, token: Token) -> bool:
    following = parsed.tokens[token.index + 1 : token.index + 2]
    return bool(following) and (
        following[0].low == "to" or following[0].low.endswith("ing") or (token.stem == "deni" and following[0].low == "that")
    )


def _turned(parsed: ParsedText, at: int) -> tuple[int, ...]:
    """The first content word behind, in its clause: what a negator denies for certain."""
    following = parsed.tokens[at + 1 : at + 6]
    clause = following[0].clause if following and following[0].low == "yet" else parsed.tokens[at].clause
    ahead = [t for t in following if t.clause == clause and t.content and t.stem not in LIGHT]
    return tuple(t.index for t in ahead[:1])
