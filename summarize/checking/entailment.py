"""A statement beside the text that it cites, as the guards compare them."""

from dataclasses import dataclass
from functools import cached_property

from summarize.language.parsing import ParsedText

_NEARLY = 0.7  # a statement may join sentences, so that none has all of its words
_WHOLE = 0.9  # of the statement's content words: one sentence has nearly all


@dataclass(frozen=True)
class Entailment:
    """A statement, and the text that it cites."""

    statement: ParsedText
    cited: ParsedText

    @cached_property
    def shared(self) -> frozenset[str]:
        return self.statement.keys & self.cited.keys

    @cached_property
    def closest(self) -> frozenset[int]:
        """The cited sentences that share most content words with the statement, or nearly so many."""
        common = {
            n: len(self.statement.keys & {t.key for t in self.cited.sentence(n)})
            for n in {t.sentence for t in self.cited.tokens}
        }
        most = max(common.values(), default=0)
        return frozenset(n for n, c in common.items() if c >= _NEARLY * most)

    @cached_property
    def focus(self) -> frozenset[int]:
        """The cited sentences that carry the statement's words alone, if one does; else all of them.

        What stands beside such a sentence ("it may", "not", "if") speaks of something else.
        """
        numbers = {t.sentence for t in self.cited.tokens}
        own = {n: len(self.statement.keys & {t.key for t in self.cited.sentence(n)}) for n in numbers}
        whole = frozenset(n for n, c in own.items() if c >= _WHOLE * len(self.statement.keys))
        return whole or frozenset(numbers)

    @cached_property
    def coverage(self) -> float:
        """Share of the statement's content words that the cited text has; 1.0 for a statement without any."""
        words = self.statement.content
        return sum(t.key in self.cited.keys for t in words) / len(words) if words else 1.0


Sides = tuple[frozenset[str], frozenset[str]]  # the stems on either side of a verb or connective


def crossed(mine: Sides, theirs: Sides) -> bool:
    """Have the two sides changed places in full?"""
    kept = mine[0] & theirs[0] or mine[1] & theirs[1]
    return bool(mine[0] & theirs[1] and mine[1] & theirs[0] and not kept)
