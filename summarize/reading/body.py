"""Where on a page its article stands. Pure, but that boxes are taken out of the tree that it is given.

Paragraphs of one article stand in one block, or in blocks that are called alike; what stands around them stands elsewhere, and
what stands between them looks otherwise. So the place that holds most prose is the article's, with the lead before it and
without the boxes in it: sign-ups, lists of links, pictures, players, calls for gifts.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import Any, NamedTuple

from summarize.files import sections

# A sentence of a story is seldom shorter (code points); "Sign up." and "Read more." are.
_SHORTEST_PROSE = 25
# So long a text is prose without a full stop too: some scripts have none.
_LONG = 120
# A lead before the article's block is at least so long; what says when and by whom is shorter.
_SHORTEST_LEAD = 60
# A part of a story that has a block of its own says at least so much, and most of it in sentences.
_SHORTEST_SECTION = 200
_MOST_PROSE = 0.7
# What stands in a part that is called as parts around an article are counts less when the article's place is looked for.
_AROUND_COUNTS = 0.2
# A box that holds more of the page's prose than this is the story's, whatever it looks like.
_MOST_IN_BOX = 0.3
_STOPPED = re.compile(r"[.!?…。！？؟۔।։።][\"'”’»)\]\W]*(?:\[\w{1,3}\]\W*)*$")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# A post of a network that a page shows: who wrote it stands there with the sign of the network.
_HANDLE = re.compile(r"\(@\w{2,}\)")


class Run(NamedTuple):
    """Text that no block parts, the block that it stands in, and how much of it is links (code points)."""

    block: Any
    text: str
    linked: int

    @property
    def prose(self) -> int:
        """How much prose it is: all of it, or nothing."""
        size = len(self.text)
        is_prose = size >= _LONG or (size >= _SHORTEST_PROSE and (_STOPPED.search(self.text) or self.text.endswith(":")))
        return size if is_prose and 2 * self.linked <= size else 0


class _Place(NamedTuple):
    number: int
    is_around: bool


def body(tree: Any, is_around: Callable[[Any], bool], headline: str = "") -> list[Any]:
    """The blocks of a page that are its article, in order: leads, and the block of its text; none where there is no prose.

    `is_around`: says whether a block is called as parts around an article are. `headline`: the article's own, where it is
    known; leads are looked for under it.
    """
    said = list(runs(tree))
    holders = _holders(said, _places(tree, is_around))
    if not holders:
        return []
    root = _common(holders)
    leads = list(_leads(said, root, headline))
    beside = list(_beside(root, is_around))
    kept = {root, *holders, *(above for holder in holders for above in holder.iterancestors())}
    prose = sum(run.prose for run in said)
    for box in list(_boxes(root, kept)):
        if sum(run.prose for run in runs(box)) <= _MOST_IN_BOX * prose:
            box.drop_tree()
    for block in list(_edges(root)):
        block.drop_tree()
    # In the order of the page, which the tree knows; a lead may stand beside the text as well.
    return sorted({*leads, *beside, root}, key=[*root.getroottree().iter()].index)


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(sections(Path(__file__).parent / "data" / "html.txt")[kind].split())


@cache
def _running() -> frozenset[str]:
    """Elements whose text runs on: those within a line, but what old layouts part blocks with, cells and prints."""
    return _listed("inline") - {"td", "th", "font"}


def runs(tree: Any) -> Iterator[Run]:
    """All text of a tree, in order. Without recursion: pages are nested as deep as they like."""
    from lxml import etree

    said: list[tuple[str, bool]] = []
    blocks, links = [tree], 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        opens, runs_on = event == "start", element.tag in _running()
        links += (1 if opens else -1) * (element.tag == "a")
        if not runs_on:
            yield from _run(blocks[-1], said)
            said.clear()
            blocks = [*blocks, element] if opens else blocks[:-1] or [tree]
        said.append(((element.text if opens else element.tail if element is not tree else "") or "", links > 0))
        if element.tag == "br":
            said.append((" ", False))
    yield from _run(tree, said)


def _run(block: Any, said: Sequence[tuple[str, bool]]) -> Iterator[Run]:
    text = " ".join("".join(part for part, _ in said).split())
    if text:
        yield Run(block, text, sum(len(part.strip()) for part, is_linked in said if is_linked))


def _holders(said: Iterable[Run], places: Mapping[Any, _Place]) -> list[Any]:
    """The blocks that hold most of the prose, all called alike, from the page's top down."""
    weights: dict[int, float] = defaultdict(float)
    holders: dict[int, list[Any]] = defaultdict(list)
    for run in filter(lambda run: run.prose, said):
        holder = _holder(run.block)
        place = places[holder]
        weights[place.number] += run.prose * (_AROUND_COUNTS if place.is_around else 1)
        if holder not in holders[place.number][-1:]:
            holders[place.number].append(holder)
    return holders[max(weights, key=weights.__getitem__)] if weights else []


def _places(tree: Any, is_around: Callable[[Any], bool]) -> dict[Any, _Place]:
    """Where each element stands: the same number for those that are called alike, and stand in what is called alike."""
    numbers: dict[tuple[int, str], int] = {}
    places: dict[Any, _Place] = {}
    for element in tree.iter():
        above = places.get(element.getparent(), _Place(0, is_around=False))
        number = numbers.setdefault((above.number, _called(element)), len(numbers) + 1)
        places[element] = _Place(number, is_around=above.is_around or is_around(element))
    return places


def _holder(block: Any) -> Any:
    """The block that a paragraph stands in; for text that stands between blocks, the block that it stands in itself."""
    is_whole = block.tag != "p" and any(inner.tag == "br" for inner in block.iter())
    holder = block.getparent() if _is_paragraph(block) and not is_whole and block.getparent() is not None else block
    while holder.tag in _listed("textual") and holder.getparent() is not None:
        holder = holder.getparent()
    return holder


def _is_paragraph(block: Any) -> bool:
    return all(inner.tag in _running() for inner in block.iterdescendants())


def _called(block: Any) -> str:
    names = (block.get(name) for name in ("class", "id", "itemprop", "style"))
    column = f" {block.getparent().index(block)}" if block.tag in ("td", "tr") else ""
    return re.sub(r"\d+", "", f"{block.tag} {next(filter(None, names), '')}") + column


def _common(blocks: Iterable[Any]) -> Any:
    """The lowest block that holds all of these."""
    chains = [[*reversed(list(block.iterancestors())), block] for block in blocks]
    return [level[0] for level in zip(*chains, strict=False) if all(one is level[0] for one in level)][-1]


def _beside(root: Any, is_around: Callable[[Any], bool]) -> Iterator[Any]:
    """What stands beside the block of the text and is nothing but prose, as the rest of a story behind an advertisement."""
    parent = root.getparent()
    others = [other for other in (() if parent is None else parent) if other is not root and not is_around(other)]
    for other in others:
        said = list(runs(other))
        prose = list(filter(_may_lead, said))
        if len(prose) > 1 and sum(run.prose for run in prose) >= _MOST_PROSE * sum(len(run.text) for run in said):
            yield other
    loose = [other for other in others if other.tag == "p" and any(map(_may_lead, runs(other)))]
    yield from loose if len(loose) > 1 else ()


def _may_lead(run: Run) -> bool:
    return run.prose >= _SHORTEST_LEAD and not run.linked


def _leads(said: Iterable[Run], root: Any, headline: str) -> Iterator[Any]:
    """The paragraphs of prose between the page's headline and the block of its text."""
    before = takewhile(lambda run: run.block is not root and root not in run.block.iterancestors(), said)
    for run in dropwhile(lambda run: not _is_headline(run, headline), before):
        if run.prose >= _SHORTEST_LEAD and _is_paragraph(run.block):
            yield run.block


def _is_headline(run: Run, headline: str) -> bool:
    return run.block.tag == "h1" or run.block.get("aria-level") == "1" or run.text == headline


def _boxes(root: Any, kept: set[Any]) -> Iterator[Any]:
    for block in [root, *(block for block in kept if root in block.iterancestors())]:
        alike = _alike(block)
        for child in block:
            if child not in kept and child.tag not in _running() and _called(child) != alike and _is_box(child):
                yield child


def _edges(root: Any) -> Iterator[Any]:
    """Lines before the first and after the last paragraph that are no sentences, and notes there in a print of their own."""
    said = list(runs(root))
    told = [i for i, run in enumerate(said) if run.prose and not _is_note(run)]
    if not told:
        return
    for run in (*said[: told[0]], *said[told[-1] + 1 :]):
        if (
            run.block is not root
            and run.block.tag != "li"
            and _is_paragraph(run.block)
            and (_is_note(run) or not _STOPPED.search(run.text))
        ):
            yield run.block


def _is_note(run: Run) -> bool:
    """Say whether all of a paragraph is in italics or in small print."""
    notes = [part for part in run.block.iter("em", "i", "small") if part is not run.block]
    said = sum(len(" ".join("".join(note.itertext()).split())) for note in notes)
    return "italic" in run.block.get("style", "") or said >= len(run.text)


def _alike(block: Any) -> str:
    """What the paragraphs in a block are called: as those that hold most of its prose."""
    weights: dict[str, int] = defaultdict(int)
    for child in block:
        weights[_called(child)] += sum(run.prose for run in runs(child) if run.block is child)
    return max(weights, key=weights.__getitem__, default="")


def _is_box(block: Any) -> bool:
    """Say whether a block between paragraphs speaks otherwise than they do: in lines, links, labels and pictures."""
    said = list(runs(block))
    if _is_table(block):
        return False
    if all(inner.tag in _listed("textual") | _running() for inner in block.iter()):
        return block.tag == "blockquote" and any(_HANDLE.search(run.text) for run in said)
    prose, whole = sum(run.prose for run in said), sum(len(run.text) for run in said)
    controls = any(True for _ in block.iter("label", "input", "form", "button"))
    if prose >= _SHORTEST_SECTION and prose >= _MOST_PROSE * whole and not controls:
        return False
    pictures = any(True for _ in block.iter("img", "picture", "table"))
    return (
        controls or pictures or any(run.linked or run.block.tag in _HEADINGS or not _STOPPED.search(run.text) for run in said)
    )


def _is_table(block: Any) -> bool:
    """Say whether a block is a table of an article's own: rows of several cells that link nowhere."""
    cells = [sum(len("".join(cell.itertext()).strip()) > 0 for cell in row.iter("td", "th")) for row in block.iter("tr")]
    return block.tag == "table" and len(cells) > 1 and min(cells) > 1 and not any(True for _ in block.iter("a", "img"))
