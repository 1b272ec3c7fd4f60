"""Average linkage over a sparse graph, where some groups are there already.

How alike two groups are is the mean over all pairs (UPGMA: Sokal & Michener, 1958). Likeness being a product of rows, that is
the product of the groups' sums over their sizes: no pair has to be looked at. The likest two groups are joined first. Two are
compared only where an edge leads from one to the other, for a mean is never above its greatest: what has no edge is missed only
where `neighbours` left it out. For the same reason, how alike two groups were is a bound for what they are when they have
grown, and is computed again only when its turn comes.
"""

import heapq
from collections.abc import Iterator, Sequence

from summarize.stories.neighbours import Edges, Rows

_Sum = dict[int, float]  # a column of the matrix -> what it adds up to


class Groups:
    """Groups of the rows of a matrix, each led by one of its rows. Two that hold a row of `fixed` are never joined."""

    def __init__(self, sums: Rows, sizes: Sequence[int], fixed: Sequence[bool]) -> None:
        """`sums`, `sizes`: what each row stands for, added up, and how many it is."""
        self._rows = sums
        self._sizes = list(sizes)
        self._fixed = list(fixed)
        self._leader = list(range(len(self._sizes)))
        self._sums: dict[int, _Sum] = {}
        self._grown = [0] * len(self._sizes)  # how often

    def leaders(self) -> list[int]:
        """Of each row, the row that leads its group."""
        return [self._find(row) for row in range(len(self._leader))]

    def join_alike(self, edges: Edges, least: float) -> None:
        """Join what an edge says is at least so alike, the likest first, however long the chain."""
        for _, one, other in sorted((-alike, a, b) for a, b, alike in _each(edges) if alike >= least):
            a, b = self._pair(one, other)
            if self._may_join(a, b):
                self._join(a, b)

    def link(self, edges: Edges, least: float) -> None:
        """Join the likest two groups for as long as they are at least so alike. What an edge says is a bound."""
        queue = [(-alike, a, b, -1, -1) for a, b, alike in _each(edges)]
        heapq.heapify(queue)
        compared: set[tuple[int, int, int, int]] = set()
        while queue:
            _, one, other, *grown = heapq.heappop(queue)
            a, b = self._pair(one, other)
            now = (a, b, self._grown[a], self._grown[b])
            if not self._may_join(a, b):
                continue
            if now == (one, other, *grown):
                self._join(a, b)
            elif now not in compared:
                compared.add(now)
                if (alike := self._alike(a, b)) >= least:
                    heapq.heappush(queue, (-alike, *now))

    def _pair(self, one: int, other: int) -> tuple[int, int]:
        a, b = self._find(one), self._find(other)
        return min(a, b), max(a, b)

    def _may_join(self, a: int, b: int) -> bool:
        return a != b and not (self._fixed[a] and self._fixed[b])

    def _join(self, a: int, b: int) -> None:
        few, many = sorted((self._sum(a), self._sum(b)), key=len)
        for word, weight in few.items():
            many[word] = many.get(word, 0.0) + weight
        self._sums.pop(b, None)
        self._sums[a] = many
        self._sizes[a] += self._sizes[b]
        self._fixed[a] |= self._fixed[b]
        self._leader[b] = a
        self._grown[a] += 1

    def _alike(self, a: int, b: int) -> float:
        few, many = sorted((self._sum(a), self._sum(b)), key=len)
        return sum(weight * many.get(word, 0.0) for word, weight in few.items()) / (self._sizes[a] * self._sizes[b])

    def _sum(self, group: int) -> _Sum:
        """What a group adds up to; that of a single row is made anew, for a thousand of these take some ten megabytes."""
        if group in self._sums:
            return self._sums[group]
        begin, end = self._rows.indptr[group : group + 2]
        return dict(zip(self._rows.indices[begin:end].tolist(), self._rows.data[begin:end].tolist(), strict=True))

    def _find(self, row: int) -> int:
        while (leader := self._leader[row]) != row:
            self._leader[row] = self._leader[leader]
            row = leader
        return row


def _each(edges: Edges) -> Iterator[tuple[int, int, float]]:
    return zip(edges.one.tolist(), edges.other.tolist(), edges.alike.tolist(), strict=True)
