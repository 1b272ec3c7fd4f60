"""A phrase of a sentence that names somebody -> the name in it: "former aide Ann Weaver", "Ann Weaver (R-Ohio), a lawyer".

The head of the phrase must be the name. "Ms. Weaver's lawyer", "a spokesman for Ann Weaver", "Weaver and Fox", "the Weaver
bill" name something else; in doubt a phrase names nobody.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from summarize.language import places
from summarize.language.english import parse_raw, stop
from summarize.language.lexicon import words
from summarize.language.people import TITLED, part_of_name

_PARTIES = "|".join(sorted(words("people.party-members")))
_MEMBERS = re.compile(rf"(?:{_PARTIES})\Z", re.IGNORECASE)
# "(R-Calif.)", ", R-Calif", ", D-N.Y.", "R-Texas" at the end
PARTY = re.compile(r"(?:,? \([A-Z]{1,3}[-–][A-Z][\w. ]*\)|, ?[A-Z]{1,3}[-–][A-Z][\w.]*(?: [A-Z][\w.]*)?)$")
_BRACKETS = re.compile(r"\s*\([^()]*\)$")
# What may stand after a name and a comma, to say who that is; "the EU" is the next of a list.
_DESCRIBES = re.compile(
    rf"(?:an?|the(?! [A-Z])|who|whose|now|then|aged?|[A-Z][\w’'.-]*['’]s?(?= [a-z])|\d+|former(?:ly)?|(?i:{_PARTIES}))\b"
)
_SOMEBODY = re.compile(r"[\w’'.-]*[a-z]\Z")
_MORE = re.compile(r", and\b|\band (?:the )?[A-Z]|\bor (?:the )?[A-Z]|;|,.*,")
_FROM = re.compile(r"^(?P<name>.+?) (?:of|from) (?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*$")
_POSSESSIVE = re.compile(r"['’]s?$")
_KEPT_LEADS = 8192
_LONGEST = 12  # words of a phrase that is looked into: a longer one is a sentence


class Naming(NamedTuple):
    """A name at the end of a phrase, and the words before it that say what it is. `whole`: a surname alone is not enough."""

    lead: str
    name: str
    whole: bool = False


def namings(phrase: str) -> Iterator[Naming]:
    """The ways to read a phrase as somebody's name, the longest name first."""
    head, last = described(phrase), None
    if head is None and "," in phrase:  # "its director, Ann Weaver"
        before, _, last = phrase.rpartition(", ")
        head = last if _is_role(before) else None
    if head is None:
        return
    plain = _BRACKETS.sub("", PARTY.sub("", head))
    yield from _ending(plain, whole=last is not None)
    if match := _FROM.match(plain):
        yield from _ending(match["name"], whole=last is not None or not TITLED.search(match["name"]))


def described(phrase: str) -> str | None:
    """The phrase without what describes it after a comma; None where the comma may open the next of a list."""
    head, comma, rest = PARTY.sub("", phrase).partition(",")
    return head.strip() if not comma or (_DESCRIBES.match(rest.strip()) and not _MORE.search(rest)) else None


def _is_role(words: str) -> bool:
    last = words.rpartition(" ")[2]
    plain = not re.search(r",| and | or ", words) and last.islower() and not stop(last)
    return plain and not re.search(r" (?:for|to|from|with|by) ", f" {words} ")


def _ending(plain: str, *, whole: bool) -> Iterator[Naming]:
    pieces = plain.split()
    if len(pieces) > _LONGEST:
        return
    for at in range(len(pieces)):
        if all(map(part_of_name, pieces[at:])) and _leads(tuple(pieces[:at])):
            yield Naming(" ".join(pieces[:at]), " ".join(pieces[at:]), whole)


@lru_cache(maxsize=_KEPT_LEADS)
def _leads(pieces: tuple[str, ...]) -> bool:
    """May these words stand before a name to say who it is: a title, an office, a country, a party, a noun?"""
    if not pieces:
        return True
    lead, last = " ".join(pieces), pieces[-1]
    title = next((m for m in TITLED.finditer(lead) if m.end() == len(lead)), None)
    if any(w.pos in ("ADP", "CCONJ") for w in parse_raw(lead[: title.start()] if title else lead).words):
        return False
    state = _POSSESSIVE.sub("", last)
    kind = title or _MEMBERS.match(last) or places.entity(state) or places.of_adjective(last)
    noun = _SOMEBODY.match(last) and last[0].islower() and not stop(last) and not _POSSESSIVE.search(last)
    return bool(kind or noun)
