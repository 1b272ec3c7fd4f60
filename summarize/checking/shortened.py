"""A statement that only leaves out of its sentence what the sentence stands without: no model need be asked.

Which parts these are, the parse tells (`language.removable`), the same for who shortens and for who checks. The statement
must be one of the texts that leave some of them out, word for word: whatever else was changed is a question.
"""

from collections.abc import Sequence

from summarize.language.shorter import shorter
from summarize.language.tokens import words_of
from summarize.reading.sentences import sentences

_ARTICLES = frozenset({"a", "an", "the"})


def shortened(statement: str, cited: Sequence[str]) -> bool:
    """Say whether the statement is one sentence of the cited texts, shortened where that changes nothing."""
    said = _words(statement)
    return bool(said) and any(_of(said, one.text) for text in cited for one in sentences(text))


def _of(said: tuple[str, ...], sentence: str) -> bool:
    whole = _words(sentence)
    if said == whole or not _in_order(said, whole):
        return said == whole
    return any(_words(one) == said for one in shorter(sentence, times=True))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in words_of(text) if word not in _ARTICLES)


def _in_order(said: Sequence[str], whole: Sequence[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in said)
