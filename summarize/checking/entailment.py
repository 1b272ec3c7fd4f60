"""A statement beside the text that it cites: which of its words stand for which there. Guards compare what is said of these."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from summarize.language import wordnet
from summarize.language.parsed import Parsed, Word

_NEARLY = 0.7  # a statement may join sentences, so that none has all of its words
_WHOLE = 0.9  # of the statement's content words: one sentence has nearly all


@dataclass(frozen=True)
class Entailment:
    """A statement, and the text that it cites."""

    statement: Parsed
    cited: Parsed

    @cached_property
    def shared(self) -> frozenset[str]:
        return self.statement.keys & self.cited.keys

    @cached_property
    def coverage(self) -> float:
        """Share of the statement's content words that the cited text has; 1.0 for a statement without any."""
        words = self.statement.content
        return sum(w.key in self.cited.keys for w in words) / len(words) if words else 1.0

    @cached_property
    def closest(self) -> frozenset[int]:
        """The cited sentences that share most content words with the statement, or nearly so many."""
        most = max(self._common.values(), default=0)
        return frozenset(n for n, c in self._common.items() if c >= _NEARLY * most)

    @cached_property
    def focus(self) -> frozenset[int]:
        """The cited sentences that carry the statement's words alone, if one does; else all of them.

        What stands beside such a sentence ("it may", "not", "if") speaks of something else.
        """
        whole = frozenset(n for n, c in self._common.items() if c >= _WHOLE * len(self.statement.keys))
        return whole or frozenset(self._common)

    @cached_property
    def _common(self) -> dict[int, int]:
        keys = self.statement.keys
        return {n: len(keys & {w.key for w in words if w.content}) for n, words in enumerate(self.cited.sentences)}

    @cached_property
    def beside(self) -> tuple[frozenset[str], ...]:
        """Of each cited sentence what its content words stand for, and its numbers."""
        return tuple(map(said, self.cited.sentences))

    def same(self, word: Word) -> tuple[Word, ...]:
        """The cited words that stand for what a word of the statement does, by their family or place, in the text's order.

        Where one of them has the statement's other words around it, those that have fewer are left out.
        """
        if word not in self._same:
            self._same[word] = self._nearest(word, self._by_key.get(word.key, ()))
        return self._same[word]

    def alike(self, word: Word) -> tuple[Word, ...]:
        """`same`, or where there is none, the cited words that may mean the same by WordNet: `buy` for `purchase`."""
        return self.same(word) or self._nearest(
            word, (w for w in self.cited.content if w.pos == word.pos and wordnet.alike(w.lemma, word.lemma, w.pos))
        )

    @cached_property
    def _same(self) -> dict[Word, tuple[Word, ...]]:
        return {}

    @cached_property
    def _by_key(self) -> dict[str, tuple[Word, ...]]:
        found: defaultdict[str, list[Word]] = defaultdict(list)
        for word in self.cited.words:
            found[word.key].append(word)
        return {key: tuple(words) for key, words in found.items()}

    def _nearest(self, word: Word, others: Iterable[Word]) -> tuple[Word, ...]:
        around = _around(word)
        scored = [(len(around & _around(other)), other) for other in others]
        most = max((score for score, _ in scored), default=0)
        return tuple(other for score, other in scored if score == most)


def said(words: Iterable[Word]) -> frozenset[str]:
    """What the content words among these stand for, and the numbers."""
    return frozenset(w.key if w.content else w.low for w in words if w.content or w.digit)


def _around(word: Word) -> frozenset[str]:
    """The content words that hang together with a word: above it, below it, and beside it in its sentence's tree."""
    near = [*word.children, word.head, *(w for child in word.children for w in child.children), *word.head.children]
    return frozenset(w.key for w in near if w.content and w is not word)
