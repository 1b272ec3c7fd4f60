"""Absent: a detail put into what is otherwise the cited text's own wording."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Kind, Remark
from summarize.language.amounts import amounts
from summarize.language.lexicon import words
from summarize.language.parsing import Token

# Below this share of shared content words a statement is a rewording, in which new words are natural.
_NEAR_COPY = 0.7
# In a statement of fewer content words one synonym looks like one addition.
_LONG_ENOUGH = 6
_EMPTY = words("grammar.empty")

KIND: Kind = "absent"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name the content words that a near copy adds. Added where nothing was taken out: block; exchanged: doubt."""
    counted = {n for a in amounts(pair.statement) for n in range(a.start, a.end)}
    said = [t for t in pair.statement.content if t.index not in counted]
    if not said or pair.coverage < _NEAR_COPY:
        return
    cited = [t.key for t in pair.cited.content]
    matcher = SequenceMatcher(None, cited, [t.key for t in said], autojunk=False)
    for tag, _, _, low, high in matcher.get_opcodes():
        new = [t for t in said[low:high] if _new(t, pair)]
        if tag in {"insert", "replace"} and new:
            phrase = any(two.index - one.index == 1 for one, two in pairwise(new))
            inserted = tag == "insert" and len(said) >= _LONG_ENOUGH and phrase
            yield f'the cited text says nothing of "{" ".join(t.text for t in new)}"', "block" if inserted else "doubt"


def _new(token: Token, pair: Entailment) -> bool:
    if token.key in pair.cited.keys or token.key in _EMPTY or token.place or token.capital:
        return False
    return not any(_akin(token.stem, t.stem) for t in pair.cited.content)


def _akin(one: str, two: str) -> bool:
    """Same word family: a long common beginning (secure, security; decide, decisive)."""
    size = min(len(one), len(two), 5)
    return size >= 4 and one[:size] == two[:size]
