"""Texts in an order in which those that are alike stand side by side. Pure, and near linear in their number."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from summarize.reconciling.candidates import content

_RARE = 6  # of a text's rarest words, by which it finds others
_CROWD = 40  # texts that share a word; one that more share is not rare


def near_first(texts: Sequence[str]) -> list[int]:
    """Positions in `texts`: each after the one that shares most of its rarest words, among those that are not placed yet."""
    words = [content(text) for text in texts]
    often = Counter(word for own in words for word in own)
    rare = [sorted((w for w in own if 1 < often[w] <= _CROWD), key=lambda w: (often[w], w))[:_RARE] for own in words]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for text, own in enumerate(rare):
        for word in own:
            holders[word].append(text)
    left, order = dict.fromkeys(range(len(texts))), list[int]()
    while left:
        at: int | None = next(iter(left))
        while at is not None:
            order.append(at)
            del left[at]
            shared = Counter(other for word in rare[at] for other in holders[word] if other in left)
            at = min(shared, key=lambda other: (-shared[other], other), default=None)
    return order
