"""Which texts are alike and near in time, without a comparison of each with each: products of sparse rows."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarize.stories import installed
from summarize.stories.wording import PACKED

# A likeness is worth half after so many days: with 0.3, two texts are linked that lie at most 165 days apart. Pages often bear
# the day of a later update: with 15 here, the F1 on 198 press reports is .905, with 45 to 180 .954 to .963, without .971.
HALVED = 150
# The same text but for its frame is linked at any distance. What is less alike may be a form that is filled anew each year.
SAME = 0.9
# A text is linked to so many others; what that leaves out is found in the next round, when the likest have become one.
NEAREST = 30
# A word that more texts have is compared within stretches of so many of them, in the order of the rows, that of days; rarer
# words link across. This keeps the work linear.
CROWD = 200
_AT_ONCE = 200  # rows whose products are in memory
_PAIRS_AT_ONCE = 10_000

Rows = Any  # scipy.sparse.csr_array of float32: a row a text, a column a word
Ints = NDArray[np.int64]


class Spans(NamedTuple):
    """Of each row, the first and the last day, as ordinals; first > last where no day is known."""

    first: NDArray[np.float64]
    last: NDArray[np.float64]

    def between(self, one: Ints, other: Ints) -> NDArray[np.float64]:
        """The days from one span to the other; 0 where they overlap, or a day is not known."""
        apart = np.maximum(self.first[one] - self.last[other], self.first[other] - self.last[one])
        return np.where((self.first[one] > self.last[one]) | (self.first[other] > self.last[other]), 0, np.maximum(apart, 0))


class Edges(NamedTuple):
    """Pairs of rows and how alike they are: the product of the rows."""

    one: Ints
    other: Ints
    alike: NDArray[np.float64]


def rows(wordings: Sequence[bytes]) -> Rows:
    """Texts as rows of a matrix, in their order. Raises UsageError where scipy is not installed."""
    sparse = installed("scipy.sparse")
    each = [np.frombuffer(packed, PACKED) for packed in wordings]
    whole = np.concatenate([*each, np.zeros(0, PACKED)])
    words, columns = np.unique(whole["word"], return_inverse=True)
    ends = np.cumsum([0, *map(len, each)])
    return sparse.csr_array((whole["weight"].astype(np.float32), columns, ends), shape=(len(each), len(words)))


def edges(texts: Rows, asked: Ints, spans: Spans, least: float) -> Edges:
    """Each row of `asked` with its `NEAREST` among all rows that are at least so alike, days considered (`HALVED`, `SAME`).

    Each pair once, the lower row first, in order. Common words may count less when the nearest are chosen, but not in `alike`.
    """
    parted = _parted(texts)
    found = [np.zeros((0, 2), np.int64)]
    for some in np.split(asked, range(_AT_ONCE, len(asked), _AT_ONCE)):
        product = (parted[some] @ parted.T).tocoo()
        row, column, alike = some[product.row], product.col.astype(np.int64), product.data
        worth = alike * np.exp2(-spans.between(row, column) / HALVED)
        near = (row != column) & ((worth >= least) | (alike >= SAME))
        found.append(_nearest(row[near], column[near], alike[near]))
    pairs = np.unique(np.sort(np.concatenate(found), axis=1), axis=0)
    return Edges(pairs[:, 0], pairs[:, 1], np.concatenate([np.zeros(0), *_products(texts, pairs)]))


def _parted(texts: Rows) -> Rows:
    """The same rows; a word of more than `CROWD` of them has a column for each stretch of so many."""
    sparse = installed("scipy.sparse")
    columns = texts.tocsc()
    columns.sort_indices()
    counts = np.diff(columns.indptr)
    stretches = -(-counts // CROWD)
    begins = np.cumsum(stretches) - stretches
    rank = np.arange(columns.nnz) - np.repeat(columns.indptr[:-1], counts)
    column = np.repeat(begins, counts) + rank // CROWD
    return sparse.csr_array((columns.data, (columns.indices, column)), shape=(texts.shape[0], int(stretches.sum())))


def _nearest(row: Ints, column: Ints, alike: NDArray[np.float64]) -> Ints:
    order = np.lexsort((column, -alike, row))
    row, column = row[order], column[order]
    begins = np.searchsorted(row, row)
    kept = np.arange(len(row)) - begins < NEAREST
    return np.stack([row[kept], column[kept]], axis=1)


def _products(texts: Rows, pairs: Ints) -> Iterator[NDArray[np.float64]]:
    for some in np.split(pairs, range(_PAIRS_AT_ONCE, len(pairs), _PAIRS_AT_ONCE)):
        yield texts[some[:, 0]].multiply(texts[some[:, 1]]).sum(axis=1).astype(np.float64)
