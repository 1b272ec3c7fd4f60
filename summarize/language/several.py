"""A value that lists names -> its names: "Italy, Spain and the Netherlands" is three, "Trinidad and Tobago" is one.

Each part must plainly be a name by itself: a state, what the texts call so, or a whole named entity of the sentence. In doubt
the value stays as it is.
"""

import re
from collections.abc import Iterator, Sequence

from summarize.language import places
from summarize.language.entities import NAMED, Entity, entities_of
from summarize.language.names import Names
from summarize.language.people import ALL_TITLES

_BETWEEN = re.compile(r"(?:, and|,|;| and| as well as) (?:both )?")
# "several other European countries", as the last of a list: whatever follows belongs to it
_REST = re.compile(r"(?:several|some|many|most|other|various|a (?:number|group|dozen|few)|two|three|four|five|\d+)\b")
_PEOPLE_OF = re.compile(r"(?:[a-z]+ )+(?:from|of) (?=(?:the )?[A-Z])")  # "officials from France and Germany"
_PLURAL = re.compile(rf"(?:{ALL_TITLES})s\.? ", re.IGNORECASE)  # "Presidents Berg and Lund"
_ARTICLE = re.compile(r"(?:the|The|both) ")


def several(value: str, sentences: Sequence[str], known: Names) -> tuple[str, ...]:
    """The names in a value of these sentences, each in its words; the value alone where it is one name, or not plainly more."""
    if not _BETWEEN.search(value) or known.knows(value):
        return (value,)
    parts = list(_parts(value))
    rest = parts.pop() if len(parts) > 1 and _REST.match(parts[-1]) else None
    parts[0] = _shared(parts[0], parts[1:])
    found = _found(value, sentences)
    certain = all(places.entity(_bare(part)) for part in parts)
    if len(parts) + (rest is not None) < 2 or not (certain or (found is not None and _all_named(parts, found, known))):
        return (value,)
    return tuple(dict.fromkeys([*map(_bare, parts), *([rest] if rest else [])]))


def _parts(value: str) -> Iterator[str]:
    """The pieces between commas and "and"; what is one name ("Bosnia and Herzegovina") is not cut."""
    at = 0
    for match in _BETWEEN.finditer(value):
        ahead = _BETWEEN.search(value, match.end())
        if match.start() < at or _REST.match(value[at:]):
            continue
        if places.entity(_bare(value[at : ahead.start() if ahead else len(value)])):
            continue
        yield value[at : match.start()]
        at = match.end()
    yield value[at:]


def _shared(first: str, others: Sequence[str]) -> str:
    """The first part without what belongs to all: "officials from", where all are states, and a title in the plural."""
    first = _PLURAL.sub("", first, count=1) if _PLURAL.match(first) else first
    alone = _PEOPLE_OF.sub("", first, count=1)
    return alone if all(places.entity(_bare(part)) for part in (alone, *others)) else first


def _found(value: str, sentences: Sequence[str]) -> list[Entity] | None:
    """The entities inside the value, with their places in it; None where no sentence has it, or one reaches over its edge."""
    sentence = next((s for s in sentences if value in s), None)
    if sentence is None:
        return None
    at = sentence.index(value)
    inside = [one for one in entities_of(sentence) if one.start < at + len(value) and one.end > at]
    whole = all(one.start >= at and one.end <= at + len(value) for one in inside)
    return [one._replace(start=one.start - at, end=one.end - at) for one in inside] if whole else None


def _all_named(parts: Sequence[str], found: Sequence[Entity], known: Names) -> bool:
    if any(_BETWEEN.search(one.name) for one in found):  # one entity over several parts
        return False
    whole = {one.name for one in found if one.label in NAMED and (one.label != "NORP" or one.name.endswith("s"))}
    return all(
        known.knows(part) or (_bare(part) in whole and not _goes_on(before, part))
        for before, part in zip(["", *parts], parts, strict=False)
    )


def _goes_on(before: str, part: str) -> bool:
    """May the part belong to the name before it, as in "Ministry of Defence and Veterans"?"""
    return bool(re.search(r" (?:of|for) ", before)) and " " not in part


def _bare(part: str) -> str:
    return _ARTICLE.sub("", part.strip(), count=1) if _ARTICLE.match(part.strip()) else part.strip()
