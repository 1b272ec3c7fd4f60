"""What a page holds and does not show: by mark-up, by the style of a part, by the rules of the page's own style sheets. Pure.

No engine of styles: rules for one element, class or id count, and only where no other rule that names it says otherwise. What a
script or a foreign style sheet hides cannot be known; it is read, and an order in it is found like any other.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

Style = Mapping[str, str]

# Elements whose text stands in place of what could not be shown; a page that never closes one has all its text in it.
_INSTEAD = frozenset({"audio", "canvas", "datalist", "meter", "noembed", "noframes", "progress", "video"})
_ZERO = re.compile(r"[+-]?(?:0+(?:\.0*)?|\.0+)(?:[a-z]+|%)?")
_SMALL = re.compile(r"\+?0*[01]?(?:\.\d+)?px")  # nobody reads letters of one pixel
_FAR = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|vw|vh|%)")  # off the page
_CLEAR = re.compile(r"transparent|rgba\(.*[,/]0*\.?0*%?\)|#(?:[0-9a-f]{3}0|[0-9a-f]{6}00)")
_CLIPPED = re.compile(r"(?:rect\((?:0|0px|1px|auto|,)+\)|inset\((?:50|100)%.*\)|circle\(0.*\))")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_NAME = re.compile(r"[.#]?[\w-]+")
_LONGEST_VALUE = 200  # code points: what hides is short; a long one is a picture, or a trap for who reads it
_HIGHEST = 60  # parts above one that are asked for its ground: no page that people write is deeper


def hides(part: Any) -> bool:
    """Say whether the mark-up of a part, read alone, keeps it from its readers' eyes, whatever it holds."""
    return "hidden" in part.attrib or _is_gone(_told(part.get("style", "")))


def waiting(tree: Any) -> Iterator[Any]:
    """The parts that are not to be seen as long as no script or reader does anything: by style sheets, or by tricks."""
    sheet = _sheet(tree)
    for part in tree.iter():
        if not isinstance(part.tag, str):
            continue
        own = _style(part, sheet)
        if (
            part.tag in _INSTEAD
            or (part.tag == "dialog" and "open" not in part.attrib)
            or (own and _is_tricked(part, own, sheet))
        ):
            yield part


def _is_gone(style: Style) -> bool:
    return style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse") or style.get("mso-hide") == "all"


def _is_tricked(part: Any, style: Style, sheet: Mapping[str, Style]) -> bool:
    size = style.get("font-size", "")
    return (
        _is_gone(style)
        or _ZERO.fullmatch(style.get("opacity", "1")) is not None
        or ((_ZERO.fullmatch(size) or _SMALL.fullmatch(size)) is not None and not _says_its_size(part))
        or _FAR.fullmatch(style.get("text-indent", "")) is not None
        or (style.get("position") in ("absolute", "fixed") and _is_off(style))
        or (style.get("overflow", "").startswith(("hidden", "clip")) and _is_flat(style))
        or _is_unseen(part, style, sheet)
    )


def _is_off(style: Style) -> bool:
    far = any(_FAR.fullmatch(style.get(side, "")) for side in ("left", "top", "right", "bottom"))
    return far or any(_CLIPPED.fullmatch(style.get(name, "").replace(" ", "")) for name in ("clip", "clip-path"))


def _is_flat(style: Style) -> bool:
    sizes = [style.get(name, "") for name in ("width", "height", "max-width", "max-height")]
    return any(size and (_ZERO.fullmatch(size) or _SMALL.fullmatch(size)) for size in sizes)


def _says_its_size(part: Any) -> bool:
    """Whether something in a part may say how large its letters are: mails set their gaps to nothing so."""
    return any("font-size" in one.get("style", "") or "class" in one.attrib for one in part.iterdescendants("*"))


def _is_unseen(part: Any, style: Style, sheet: Mapping[str, Style]) -> bool:
    """Whether the letters have no colour, or that of the ground that is said nearest above them."""
    colour = style.get("color", "")
    if not colour:
        return False
    path = [part, *islice(part.iterancestors(), _HIGHEST)]
    is_plain = not any("class" in one.attrib or "id" in one.attrib for one in path)  # no style sheet of others speaks of it
    ground = next(filter(None, (_ground(one, sheet) for one in path)), "white" if is_plain else "")
    return _CLEAR.fullmatch(colour.replace(" ", "")) is not None or _same(colour) == _same(ground)


def _ground(part: Any, sheet: Mapping[str, Style]) -> str:
    style = _style(part, sheet)
    return style.get("background-color") or style.get("background") or part.get("bgcolor", "").strip().lower()


def _same(colour: str) -> str:
    """A colour in one spelling, as far as the usual ones go."""
    bare = colour.replace(" ", "")
    bare = {"white": "#ffffff", "black": "#000000"}.get(bare, bare)
    if found := re.fullmatch(r"rgba?\((\d+),(\d+),(\d+)(?:,1)?\)", bare):
        return "#" + "".join(f"{min(int(n), 255):02x}" for n in found.groups())
    return "#" + "".join(2 * c for c in bare[1:]) if re.fullmatch(r"#[0-9a-f]{3}", bare) else bare


def _style(part: Any, sheet: Mapping[str, Style]) -> Style:
    names = [part.tag, *(f".{name}" for name in part.get("class", "").split()), f"#{part.get('id', '')}"]
    found: dict[str, str] = {}
    for name in names:
        found |= sheet.get(name, {})
    return found | _told(part.get("style", ""))


def _told(style: str) -> dict[str, str]:
    """Declarations -> property and value, in small letters; the last of a name counts."""
    pairs = (one.partition(":") for one in _COMMENT.sub(" ", style).lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if len(value) <= _LONGEST_VALUE}


def _sheet(tree: Any) -> dict[str, dict[str, str]]:
    """What the page's style sheets say of all parts of one class or id, without what is said of some of them in another way."""
    always: dict[str, dict[str, str]] = defaultdict(dict)
    other: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for selectors, told, is_conditional in _rules("\n".join(one.text or "" for one in tree.iter("style"))):
        for selector in selectors.split(","):
            name = selector.strip()
            alone = _NAME.fullmatch(name) is not None and not is_conditional
            for each in {name} if alone else set(_NAME.findall(name)):
                if alone:
                    always[each] |= told
                for key, value in told.items():
                    other[each][key].add(value)
    return {name: {key: value for key, value in told.items() if other[name][key] == {value}} for name, told in always.items()}


def _rules(css: str) -> Iterator[tuple[str, dict[str, str], bool]]:
    """Selectors, declarations, and whether the rule holds under a condition (`@media`), in order."""
    depth = 0
    for block in _COMMENT.sub(" ", css).split("}"):
        *above, selectors, told = block.split("{") if "{" in block else ("", "")
        yield selectors.rpartition(";")[2], _told(told), depth + len(above) > 0
        depth = max(0, depth + block.count("{") - 1)
