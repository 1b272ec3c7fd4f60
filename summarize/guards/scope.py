"""Scope: all, every, only and first must be cited, not made from some, several or nothing."""

from collections.abc import Iterator

from summarize.guards.lexicon import NEGATORS, words
from summarize.guards.numbers import amounts
from summarize.guards.objection import Objection, Weight
from summarize.guards.reading import Pair, Reading, Token

_ALL = words("""
all every each entire entirely whole everyone everybody everything always unanimous unanimously universally completely fully
totally
""")
_ALL_BACKING = _ALL | words(
    "any anyone both none no never nobody throughout total full complete across without nationwide worldwide"
)
# The others (`fully`, `whole`, `always`) are also used for mere stress.
_PLAIN = words("all every each everyone everybody unanimous unanimously")
_DETERMINERS = words("all every each")
_ONLY = words("only alone solely exclusively exclusive sole purely")
_ONLY_BACKING = _ONLY | words("except just single unique none nobody but merely unless")
_FIRST_BACKING = words("""
first initially initial originally original debut maiden never earliest opening 1st previously inaugural pioneer begin began
""")
# "at all", "after all", "above all", "all the same": not about everybody.
_IDLE_BEFORE = words("at after above not for")
_PARTS = words("""
some several many most majority few half part partly partially certain various numerous among including least nearly almost
""")
_NOT_ONLY_BEFORE = words("not if")


def objections(pair: Pair) -> Iterator[Objection]:
    """Name each word of the statement that widens or narrows what the cited text says."""
    for token in pair.statement.tokens:
        if token.low in _ALL and not _idle(token, pair.statement):
            yield from _widened(token, pair)
        elif token.low in _ONLY and not _idle(token, pair.statement) and not pair.cited.words & _ONLY_BACKING:
            # "backing, but no troops" may be told as "only backing"
            only: Weight = "doubt" if token.low == "only" and pair.cited.words & NEGATORS else "block"
            yield Objection(kind="scope", reason=f'the statement says "{token.text}"; the cited text does not', weight=only)
        elif token.low == "first" and not pair.cited.words & _FIRST_BACKING:
            weight = "block" if _before(token, pair.statement) == "the" else "doubt"
            yield Objection(kind="scope", reason='the statement says "first"; the cited text does not', weight=weight)
    yield from _most(pair)


def _before(token: Token, reading: Reading) -> str:
    return reading.tokens[token.index - 1].low if token.index else ""


def _idle(token: Token, reading: Reading) -> bool:
    before = _before(token, reading)
    return before in _NOT_ONLY_BEFORE or (token.low == "all" and before in _IDLE_BEFORE)


def _widened(token: Token, pair: Pair) -> Iterator[Objection]:
    noun = {t.key for t in pair.statement.after(token.index, 2)}
    backing = [t for t in pair.cited.tokens if t.low in _ALL_BACKING]
    partial = [t for t in pair.cited.tokens if t.low in _PARTS and noun & {a.key for a in pair.cited.after(t.index, 5)}]
    same = [t for t in backing if noun & {a.key for a in pair.cited.after(t.index, 1 if t.low == "both" else 3)}]
    named = bool(noun & pair.cited.keys) and token.low in _DETERMINERS
    if partial and not same:
        yield Objection(kind="scope", reason=f'the statement says "{token.text}"; the cited text says "{partial[0].text}"')
    elif not backing or (named and not same):
        weight: Weight = "block" if token.low in _PLAIN and not _counted(token, pair.statement) else "doubt"
        yield Objection(kind="scope", reason=f'the statement says "{token.text}"; the cited text does not', weight=weight)


def _counted(token: Token, reading: Reading) -> bool:
    """`all four`: the number guard judges that."""
    return any(a.start == token.index + 1 for a in amounts(reading))


def _most(pair: Pair) -> Iterator[Objection]:
    """Most is more than some: `most residents` needs most, a majority, or a number."""
    for token in pair.statement.tokens:
        noun = {t.key for t in pair.statement.after(token.index, 1)}
        weak = [
            t
            for t in pair.cited.tokens
            if t.low in {"some", "several", "few"} and noun & {a.key for a in pair.cited.after(t.index, 2)}
        ]
        if token.low == "most" and weak and "most" not in pair.cited.words:
            yield Objection(kind="scope", reason=f'the statement says "most"; the cited text says "{weak[0].text}"')
