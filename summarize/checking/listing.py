"""Claims as one question lists them: numbered, below the sentences that they cite, each of which is printed once."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from summarize.extracting.windows import shown as on_one_line
from summarize.extracting.windows import tokens
from summarize.models import Citation, Claim

MOST = 40  # claims in one question: a longer list is worked through carelessly
SIZE = 9_600  # tokens of claims and sentences in one question, as they are estimated; of English half as many

Shown = Callable[[Claim], Mapping[str, Any]]  # what of a claim's values is to be printed beside its statement
_Cited = tuple[tuple[Citation, ...], tuple[Citation, ...]]


class Item(NamedTuple):
    """A claim, what is printed with it (`values`), what is to be kept in view (`notes`), and why it is refused already."""

    claim: Claim
    values: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def cited(self) -> _Cited:
        return self.claim.citations, self.claim.context

    @property
    def asked(self) -> tuple[object, ...]:
        """What a question about it depends on: equal, if it is the same question."""
        return self.claim.statement, self.cited, self.values


def values(claim: Claim, shown: Shown | None) -> tuple[tuple[str, str], ...]:
    """What `shown` gives of a claim, as text: `(("stance", "supports with conditions"),)`."""
    given = shown(claim) if shown else {}
    return tuple((on_one_line(name), on_one_line(_text(value))) for name, value in given.items())


def _text(value: Any) -> str:
    return ", ".join(map(_text, value)) if isinstance(value, list | tuple) else str(value)


def windows(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Cut claims into lists short enough for one question; those that cite the same stand together."""
    window: list[Item] = []
    printed: set[Citation] = set()
    size = 0
    for item in _together(items):
        more = _size(item, printed)
        if window and (len(window) == MOST or size + more > SIZE):
            yield window
            window, printed, size = [], set(), 0
            more = _size(item, printed)
        window.append(item)
        printed.update(*item.cited)
        size += more
    if window:
        yield window


def _together(items: Sequence[Item]) -> list[Item]:
    order = {cited: n for n, cited in enumerate(dict.fromkeys(item.cited for item in items))}
    return sorted(items, key=lambda item: order[item.cited])


def _size(item: Item, printed: Container[Citation]) -> int:
    texts = [item.claim.statement, *item.notes, *item.refused, *(text for value in item.values for text in value)]
    texts += [c.quote for each in item.cited for c in each if c not in printed]
    return sum(map(tokens, texts))


def sentences(window: Sequence[Item]) -> list[Citation]:
    """What the items cite, each sentence once, in the order of the articles."""
    return sorted({c for item in window for each in item.cited for c in each}, key=lambda c: (c.source, c.start, c.end))


def lines(window: Sequence[Item], cited: Sequence[Citation]) -> list[dict[str, Any]]:
    """The items of a window for a prompt, numbered from 1 in their order, each with the numbers of its sentences in `cited`."""
    numbers = {citation: n for n, citation in enumerate(cited, 1)}
    return [
        {
            "number": number,
            "cites": [numbers[c] for c in item.claim.citations],
            "context": [numbers[c] for c in item.claim.context],
            "shown": item.values,
            "statement": on_one_line(item.claim.statement),
            "notes": [on_one_line(note) for note in item.notes],
            "refused": [on_one_line(reason) for reason in item.refused],
        }
        for number, item in enumerate(window, 1)
    ]
