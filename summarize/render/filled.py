"""The single values that all articles together give: a stance, a number, a day, each with who gives another. No markup."""

from collections import defaultdict
from typing import NamedTuple

from summarize.models import Citation, Finding
from summarize.records import Briefing, plain
from summarize.render.outline import label
from summarize.render.outline import plain as words
from summarize.schema.addresses import at, is_in, under


class Filled(NamedTuple):
    """One value that all articles together give to a section: what it is called, where it is cited, what else some say."""

    label: str
    value: str
    citations: tuple[Citation, ...]
    sources: tuple[str, ...]
    others: tuple[str, ...]


def filled(briefing: Briefing, key: str) -> list[Filled]:
    """The single values of a section, such as a stance or a number; not its texts and its rows."""
    places = [a for a in briefing.cited_by if is_in(a, key) and "[" not in a]
    found = {f.id: f for f in briefing.sections[key].findings}
    shown = (
        _filled(briefing, key, address, [found[i] for i in briefing.cited_by[address] if i in found]) for address in places
    )
    return [one for one in shown if one]


def _filled(briefing: Briefing, key: str, address: str, saying: list[Finding]) -> Filled | None:
    value, name = at(plain(briefing.value), address), address.rpartition(".")[2]
    leaf = next((path for f in saying for path in f.values if address in (path, under(key, path))), None)
    if leaf is None:
        return None
    own = [(f, one) for f in briefing.sections[key].findings for one in f.values.get(leaf, ()) if one.sources]
    same = [(f, one) for f, one in own if one.value == value]
    citations = dict.fromkeys(f.citations[i] for f, one in same for i in one.citations)
    others: defaultdict[str, set[str]] = defaultdict(set)
    for _, one in own:
        others[words(one.value)].update(one.sources)
    sources = tuple(sorted(others.pop(words(value), ())))
    told = tuple(f"{other} ({', '.join(sorted(by))})" for other, by in others.items())
    title = briefing.sections[key].title if address == key else label(name)
    return Filled(title, words(value), tuple(citations), sources, told)
