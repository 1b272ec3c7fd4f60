"""A page's tree without what stands around its article, as far as the mark-up says so. Changes the tree that it is given.

Parts that are called as parts around an article are, dialogs, forms, and what no reader sees. What holds a good part of the
page's prose is never taken out, whatever it is called.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from summarize.files import sections
from summarize.reading.hidden import hides, waiting

# A paragraph of prose is at least so long (code points); menus, headlines and captions are shorter, most of them.
_PROSE = 80
# What holds more than this share of the page's prose is, or contains, the article.
_MOST_AROUND = 0.3
# A form asks in a few words what it wants. Longer texts in it are the page's: whole pages stand in one form.
_LONGEST_FORM = 300
_MOST_HIDDEN = 0.9
# What style sheets and tricks hide together is more than this share of a page that a script lets appear bit by bit.
_MOST_WAITING = 0.3
_HEADED = ("html", "body", "main", "article", "h1")
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+(?![a-z])")


def pruned(tree: Any) -> Any:
    """Give the tree without the parts around its article."""
    unseen(tree)
    whole = _size(tree)
    for part in [*_called_so(tree), *_forms(tree)]:
        small = all(size <= _MOST_AROUND * most for size, most in zip(_size(part), whole, strict=True))
        if small and part.getparent() is not None and not _is_headed(part):
            part.drop_tree()
    return tree


def unseen(tree: Any) -> None:
    """Take out what no reader sees: scripts, and hidden parts, unless the page is hidden as a whole until a script shows it."""
    from lxml import etree

    later = list(waiting(tree))
    etree.strip_elements(tree, *_listed("silent"), with_tail=False)
    whole = len(_text(tree))
    for part in list(filter(hides, tree.iter())):
        if part.getparent() is not None and len(_text(part)) <= _MOST_HIDDEN * whole:
            part.drop_tree()
    rest = list(_outermost(later, tree))
    if sum(len(_text(part)) for part in rest) <= _MOST_WAITING * whole:
        for part in rest:
            part.drop_tree()


def _outermost(parts: Sequence[Any], tree: Any) -> Iterator[Any]:
    """Those of some parts that stand in a tree, and in no other of them."""
    among, inside = set(parts), set[Any]()
    for part in tree.iter():
        above = part.getparent()
        if above in among or above in inside:
            inside.add(part)
        elif part in among and above is not None:
            yield part


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(sections(Path(__file__).parent / "data" / "html.txt")[kind].split())


def _called_so(tree: Any) -> Iterator[Any]:
    return filter(is_around, tree.iter())


def is_around(part: Any) -> bool:
    """Say whether a part is called as those that stand around an article are."""
    return part.tag in _listed("around") or part.get("role") in _listed("around-roles") or any(map(_is_around, _names(part)))


def _names(part: Any) -> Iterator[str]:
    for attribute in _listed("naming"):
        yield from part.get(attribute, "").split()


def _is_around(name: str) -> bool:
    words = [word.lower() for word in _WORD.findall(name)]
    pairs = (f"{one}-{other}" for one, other in pairwise(words))
    return not _listed("around-names").isdisjoint(words) or not _listed("around-pairs").isdisjoint(pairs)


def _forms(tree: Any) -> Iterator[Any]:
    """The largest part around each field or form that is still short."""
    for field in [*tree.iter("form", "input")]:
        part = field
        while (above := part.getparent()) is not None and _is_short(above) and not _is_headed(above):
            part = above
        if _is_short(part):
            yield part


def _is_short(part: Any, most: int = _LONGEST_FORM) -> bool:
    """Say so without reading all of a long part: a page may have thousands of fields."""
    length = 0
    return all((length := length + len(text.strip())) <= most for text in part.itertext())


def _is_headed(part: Any) -> bool:
    """Say whether a part is or holds what only an article has."""
    return any(one.tag in _HEADED or one.get("itemprop") == "articleBody" for one in part.iter())


def _text(part: Any) -> str:
    return " ".join("".join(part.itertext()).split())


def _size(part: Any) -> tuple[int, int]:
    """How much text that is no link a part holds, and how much of it in paragraphs of prose."""
    unlinked = len(_text(part)) - sum(len(_text(link)) for link in part.iter("a"))
    return unlinked, sum(len(text) for text in map(_text, part.iter("p")) if len(text) >= _PROSE)
