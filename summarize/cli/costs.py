"""What a run would take, in words and columns."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarize.costing.estimate import Estimate

BASIS = """
An estimate, for English: nothing was asked. The questions about {sampled:,} of {articles:,} articles were built, at
{characters} characters a token; the rest follows from the number of claims that a careful model finds. A model that has to
correct itself takes more, one that thinks several times the output; cached prompts cost less, and replies that the cache has
nothing. Dollars are list prices. Hours are for {begins:g} s until a reply begins and {writes:g} tokens a second: not measured.
"""


def estimated(found: "Estimate", *, as_json: bool) -> None:
    """Write what a run would take."""
    from summarize.cli.output import put, report

    if as_json:
        report(found)
    else:
        put(told(found))


def told(found: "Estimate") -> str:
    """An estimate as text."""
    from summarize.costing.models import BEGINS, WRITES
    from summarize.engines.expected import CHARACTERS

    stages = [(s.name, s.calls, s.prompt_tokens, s.completion_tokens) for s in found.stages]
    total = ("in all", found.calls, found.prompt_tokens, found.completion_tokens)
    counts = [(name, *(f"{count:,}" for count in each)) for name, *each in (*stages, total)]
    models = [(m.model, "-" if m.dollars is None else f"{m.dollars:,.2f}", f"{m.hours:,.2f}") for m in found.models]
    basis = {"characters": CHARACTERS, "begins": BEGINS, "writes": WRITES}
    stories = f"; {found.stories:,} stories" if found.stories > 1 else ""
    return "".join((
        f"{found.articles:,} articles, {found.sentences:,} sentences, {found.words:,} words{stories}\n\n",
        _columns(("", "calls", "prompt tokens", "output tokens"), counts),
        "\n",
        _columns(("model, the chosen one first", "dollars", "hours"), models),
        BASIS.format(sampled=found.sampled, articles=found.articles, **basis),
    ))  # fmt: skip


def _columns(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lines of columns, the first to the left, those of numbers to the right."""
    lines = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join((cells[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(cells[1:], widths[1:], strict=True)))) + "\n"
        for cells in lines
    )
