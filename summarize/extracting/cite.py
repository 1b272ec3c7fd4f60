"""Numbers of sentences become citations: offsets and quotes come from the source, never from a model."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from summarize.language.parsing import Token, parse
from summarize.models import Citation
from summarize.source import Sentence, Source

INTRODUCING = 2  # sentences that say who or what is meant; more and a statement says too much of other sentences


def cite(source: Source, sentences: Iterable[Sentence]) -> tuple[Citation, ...]:
    """Quote whole sentences of a source, in text order, each once.

    `source.text[c.start:c.end] == c.quote` holds for every citation that comes back.
    """
    places = sorted({(s.start, s.end) for s in sentences})
    return tuple(Citation(source=source.id, start=start, end=end, quote=source.text[start:end]) for start, end in places)


def numbered(sentences: Sequence[Sentence], numbers: Iterable[int]) -> list[Sentence]:
    """The sentences with these numbers (1-based, as a model sees them). A number outside names nothing."""
    return [sentences[n - 1] for n in sorted(set(numbers)) if 1 <= n <= len(sentences)]


def introduced(statement: str, sentences: Sequence[Sentence], cited: Sequence[int], context: Sequence[int]) -> tuple[int, ...]:
    """The numbers of the sentences that introduce the names which a statement has and its own sentences lack (1-based).

    A model that writes "The Harbour Post" where the sentence has "the newspaper" may not say where that stands. For each name
    it is the nearest sentence before the cited ones that has it, or else the first behind them; `INTRODUCING` at most.
    """
    own = {key for one in numbered(sentences, (*cited, *context)) for key in _keys(one.text)}
    found: dict[int, None] = {}
    first = min(cited, default=1) - 1  # places from 0
    places = [*range(first - 1, -1, -1), *range(first + 1, len(sentences))]
    for name in _names(statement):
        if name <= own or any(name <= _keys(sentences[at - 1].text) for at in found):
            continue
        if (there := next((at for at in places if name <= _keys(sentences[at].text)), None)) is not None:
            found[there + 1] = None
    return tuple(list(found)[:INTRODUCING])


def _names(text: str) -> list[frozenset[str]]:
    """The names of a text, as the keys of their words: runs of capitals that are more than a sentence's first word."""
    tokens = parse(text).tokens
    runs: list[list[Token]] = []
    for token in tokens:
        if not (token.capital and token.content):
            continue
        if runs and runs[-1][-1].index == token.index - 1 and runs[-1][-1].clause == token.clause:
            runs[-1].append(token)
        else:
            runs.append([token])
    return [frozenset(t.key for t in run) for run in runs if len(run) > 1 or not run[0].initial or run[0].place]


@lru_cache(maxsize=4096)
def _keys(text: str) -> frozenset[str]:
    return parse(text).keys
