"""Claims of an article as one question lists them: numbered, and below the sentences that they cite, each set printed once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from summarize.extracting.windows import WINDOW, tokens
from summarize.extracting.windows import shown as on_one_line
from summarize.models import Citation, Claim

MOST = 40  # claims in one question: a longer list is worked through carelessly

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
    size = 0
    for item in _together(items):
        new = not window or window[-1].cited != item.cited
        more = _size(item, with_sentences=new)
        if window and (len(window) == MOST or size + more > WINDOW):
            yield window
            window, size, more = [], 0, _size(item, with_sentences=True)
        window.append(item)
        size += more
    if window:
        yield window


def _together(items: Sequence[Item]) -> list[Item]:
    order = {cited: n for n, cited in enumerate(dict.fromkeys(item.cited for item in items))}
    return sorted(items, key=lambda item: order[item.cited])


def _size(item: Item, *, with_sentences: bool) -> int:
    texts = [item.claim.statement, *item.notes, *item.refused, *(text for value in item.values for text in value)]
    if with_sentences:
        texts += [c.quote for c in (*item.claim.citations, *item.claim.context)]
    return sum(map(tokens, texts))


def groups(window: Sequence[Item]) -> list[dict[str, Any]]:
    """The items of a window for a prompt, numbered from 1 in their order."""
    found: dict[_Cited, list[dict[str, Any]]] = {}
    for number, item in enumerate(window, 1):
        found.setdefault(item.cited, []).append(
            {
                "number": number,
                "shown": item.values,
                "statement": on_one_line(item.claim.statement),
                "notes": [on_one_line(note) for note in item.notes],
                "refused": [on_one_line(reason) for reason in item.refused],
            }
        )
    return [
        {
            "sentences": [on_one_line(c.quote) for c in cited],
            "context": [on_one_line(c.quote) for c in context],
            "claims": claims,
        }
        for (cited, context), claims in found.items()
    ]
