"""All checked claims of all sources become groups: what is one finding, and within it what is said once.

Pure and deterministic. Every claim ends in exactly one group. The order of the claims does not matter, and a claim given twice
counts once.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from summarize.language.days import is_measure
from summarize.models import Checked, Directness
from summarize.reconciling.articles import Articles
from summarize.reconciling.candidates import Said, Within
from summarize.reconciling.grouping import joined
from summarize.reconciling.same_wording import fingerprint

Claims = tuple[Checked, ...]  # one or more, in an order that is not that of the sources


class SameClaims(NamedTuple):
    """Claims that say the same. `statement`: what they say together, as a model proposes it; "" for the words of one of them.

    `directness`: how directly that answers what is asked; None where no model weighed it.
    """

    claims: Claims
    statement: str = ""
    directness: Directness | None = None


class Merged(NamedTuple):
    """What becomes one finding: the claims that say the same, or all about one named item, grouped by what they say of it.

    Of a named item, `part`: the claim that tells its part in the matter best, and `directness`: how much it matters; both None
    where no model said so.
    """

    said: tuple[SameClaims, ...]
    named: bool = False
    part: Checked | None = None
    directness: Directness | None = None


def merge(checked: Iterable[Checked], articles: Articles, *, identity: Mapping[str, str]) -> dict[str, tuple[Merged, ...]]:
    """Section -> what becomes its findings.

    `identity`: place in the schema -> the leaf that says which thing a claim is about: such claims join by what it is, whatever
    it is called.
    """
    naming = lru_cache(maxsize=None)(articles.names.canonical)  # a thousand claims are about a dozen names
    unique = ordered(checked)
    wordings: defaultdict[Hashable, list[tuple[int, Checked]]] = defaultdict(list)
    for at, one in enumerate(unique):
        within = one.claim.section, item_of(one, identity, naming)
        wordings[within, fingerprint(one.claim.statement), _voice(one, naming), _denied(one)].append((at, one))
    worded = ((_said(own, identity, naming, articles), own) for own in wordings.values())
    said, claims = zip(*sorted(worded, key=lambda pair: _order(pair[0])), strict=True) if wordings else ((), ())
    found: defaultdict[tuple[Within, object], list[Claims]] = defaultdict(list)
    for group in joined(said, articles.names):
        within = said[group[0]].within
        own = sorted(pair for at in group for pair in claims[at])
        found[within, None if within[1] else group].append(tuple(one for _, one in own))
    sections: defaultdict[str, list[Merged]] = defaultdict(list)
    for ((section, item), _), groups in found.items():
        sections[section].append(Merged(tuple(map(SameClaims, groups)), named=bool(item)))
    return {section: tuple(groups) for section, groups in sections.items()}


def ordered(checked: Iterable[Checked]) -> list[Checked]:
    """The claims, each once, in an order that is not that of the sources."""
    return [one for _, one in sorted({_key(one): one for one in checked}.items())]


def item_of(one: Checked, identity: Mapping[str, str], naming: Callable[[str], str]) -> str:
    """A key for the named item that the claim is about, whatever its article calls it; "" where it is about none."""
    name = name_of(one, identity)
    return _row(one, identity) + naming(name).casefold() if name else ""


def name_of(one: Checked, identity: Mapping[str, str]) -> str | None:
    """What the claim's article calls the item that the claim is about; None where it is about none.

    A number or a day is no item's name: what happened on one day are several things.
    """
    value = one.claim.values.get(identity.get(one.claim.place, ""))
    return value if isinstance(value, str) and value.strip() and not is_measure(value) else None


def _row(one: Checked, identity: Mapping[str, str]) -> str:
    """Which list of a section's the claim's item is in, "" for the section's own: one name in two of them is two items."""
    place = one.claim.place
    row = min((known for known in identity if place == known or place.startswith(f"{known}.")), key=len, default="")
    return "" if row in ("", one.claim.section) else f"{row} "


def _key(one: Checked) -> tuple[str, int, str]:
    return one.claim.source, one.claim.citations[0].start, json.dumps(one.model_dump(mode="json"), sort_keys=True)


def _denied(one: Checked) -> bool:
    return one.claim.modality == "denied"


def _voice(one: Checked, naming: Callable[[str], str]) -> str:
    speaker = one.claim.speaker
    return naming(speaker.name) if speaker.kind in ("named", "role") and speaker.name else ""


def _said(
    worded: Sequence[tuple[int, Checked]], identity: Mapping[str, str], naming: Callable[[str], str], articles: Articles
) -> Said:
    claims = [one for _, one in worded]
    return Said(
        section=claims[0].claim.section,
        item=item_of(claims[0], identity, naming),
        text=min((one.claim.statement for one in claims), key=lambda text: (len(text), text)),
        voice=_voice(claims[0], naming),
        denied=_denied(claims[0]),
        places=frozenset((c.source, c.start, c.end) for one in claims for c in one.claim.citations),
        origins=frozenset(articles.origin(one.claim.source) for one in claims),
    )


def _order(said: Said) -> tuple[Within, str, str, bool]:
    """No two wordings have the same: a statement of one voice has one fingerprint."""
    return said.within, said.text, said.voice, said.denied
