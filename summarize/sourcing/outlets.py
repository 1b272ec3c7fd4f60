"""Which other outlets' reports an article rests on. Pure.

An article rests on an outlet if a dateline or a credit names it, if the lead attributes something to it, or if the article
does so again and again. A mention is not enough: everybody mentions somebody.

A newspaper is known by its name ("The Harbour Post", "Daily …", "… News") or by what the article calls it ("the newspaper X",
"X magazine"). Agencies, broadcasters and sites whose names tell nothing are listed. Persons, ministries and companies are
none of these. Within quotation marks a speaker attributes, not the article.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarize.language import places
from summarize.language.days import MONTH_OF, WEEKDAYS
from summarize.language.lexicon import items, rows, words
from summarize.reading.sentences import QUOTED
from summarize.source import Source

# So many sentences are the lead: a headline and three. Of 83 press reports (the stance set of FNC-1) 35 cite an outlet; 25 of
# these do so up to here, or by a credit, and their story is the outlet's. Later on it is mostly a detail.
LEAD = 4
# Attributions to one outlet that make an article rest on it, wherever they stand. In the 83 this finds two: one that names its
# source late, and an interview. What is attributed twice is mostly a detail and its echo.
SEVERAL = 3
# Names that only "the newspaper" and the like give away have at most so many words.
LONGEST = 4
# An attribution stands so near before the name (code points): "according to an article in the London-based newspaper X".
REACH = 120

_BRANCH, _SHORT, _SURNAMES = words("outlets.branch"), words("outlets.short"), words("outlets.surnames")
_NO_START = words("outlets.no-start").union(MONTH_OF, WEEKDAYS)
_ENDING = words("outlets.short", "outlets.ending")

_CAP = r"[^\W_a-z][\w&/]*(?:[-.][\w&/]+)*(?:['’]s\b)?"
_RUN = re.compile(rf"(?<![\w.])(?:dpa\b|{_CAP})(?: (?:(?:of|de|du|la|le|der) )?(?:the )?{_CAP}){{0,7}}")
_KIND = (
    r"(?:newspaper|newswire|news (?:agency|outlet|channel|programme|program|site|website|magazine)|wire service|"
    r"press agency|broadcaster|magazine|daily|weekly|tabloid|website|(?:radio|television|TV)(?: (?:station|channel|network))?)"
)
_BEFORE = re.compile(
    r"(?:\b(?i:according to|t(?:old|ells?)|cit(?:es|ed|ing)|quot(?:es|ed|ing)|credited to|confirmed to|said to|"
    r"(?:report(?:s|ed)?|stor(?:y|ies)|articles?|investigations?|interview(?:s|ed)?|dispatch(?:es)?|accounts?|"
    r"quoted(?: as saying)?|cited|seen|obtained|reviewed|revealed|disclosed|published|broken|carried|broadcast|aired|uncovered|"
    r"verified) by|"
    r"(?:spoke|speaking|talked|talking) (?:to|with)|(?:interviews?|comments?|remarks?|statements?) (?:with|to|for|in)|"
    r"(?:report(?:s|ed|ing)?|stor(?:y|ies)|articles?|investigations?|dispatch(?:es)?|accounts?|published|appeared|aired) "
    r"(?:in|of|on|from)) )(?:(?:an?|the|its|both|state|official|local|private|leading|[a-z]+(?:-[a-z]+)+) ){0,4}"
    rf"(?:(?:{_CAP} )?(?:state |weekly |daily )?{_KIND},? (?:the )?)?"
    rf"(?:{_CAP}(?: {_CAP}){{0,3}} and (?:the )?)?$"
)
_SAYS = (
    r"(?:,? (?:citing|quoting)|['’]?s?(?: own| exclusive)? (?:reports?|story|article|investigation|dispatch|account)|"
    r",?(?: (?:has|have|had|also|first|earlier|previously|later|separately|exclusively|then|on|this|last|week|"
    r"month|\w+day)){0,4} (?:report(?:s|ed)|reveal(?:s|ed)|sa(?:ys|id)(?! (?:that )?its?\b)|writes|wrote|claim(?:s|ed)|"
    r"quot(?:es|ed)|cit(?:es|ed)|disclosed|published|learned))\b"
)
_AFTER = re.compile(rf"(?: {_KIND})?(?: \([^()\n]{{1,30}}\))?(?: and (?:the )?{_CAP}(?: {_CAP}){{0,3}})?{_SAYS}")
_CALLED_BEFORE = re.compile(rf"\b{_KIND},? (?:the )?$")
_CALLED_AFTER = re.compile(rf" {_KIND}\b")
_THE_PAPER = rf"[Tt]he (?:{_CAP} )?(?:paper|{_KIND})"
_AGAIN = re.compile(rf"\b(?:(?i:according to|told|by) {_THE_PAPER}\b(?! {_CAP})|{_THE_PAPER}{_SAYS})")

_DATELINE = re.compile(r"^(?:[^\W\d_a-z][^()\n]{0,60}\s)?\(([^()\n]{2,40})\)\s*[-–—]")
_BYLINE = re.compile(r"^(?:(?:By|Source:|From|Via) )?(?:the |The )?([^\n:]{2,40}?)(?: [-–—]+)?$")
_SIGN_OFF = re.compile(
    r"(?:(?:^|\s)[-–—] ?|[(\[])(?:the |The )?([^()\[\]\n–—]{2,40}?)[)\]]?\.?$|"
    r"(?:(?:with|additional) (?:inputs?|reporting|files|material) (?:from|by)|"
    r"(?:first|originally) (?:published|appeared) (?:in|by|on)) (?:the |The )?([^\n]{2,40}?)[)\]]?\.?$",
    re.IGNORECASE,
)


class _Mention(NamedTuple):
    start: int
    end: int
    key: str  # empty where the text says "the newspaper" again
    short: tuple[str, ...]  # the words of the name that may stand for all of it: "Post"
    alone: bool  # the name is such a word and no more
    attributed: bool


def key(name: str) -> str:
    """One form for an outlet's name: "The Washington Post", "washingtonpost.com" and "WaPo" are "washingtonpost"."""
    words = name.strip().removeprefix("www.").split()
    return _listed(words) or _squashed(words)


def upstream(source: Source) -> frozenset[str]:
    """Give the keys of the outlets that an article rests on."""
    # A quotation that its sentence holds whole is a blank here.
    text = "\n".join(QUOTED.sub(lambda m: " " * len(m.group()), line) for line in _lines(source))
    told = list(_attributions(_mentions(text)))
    lead = len("\n".join(text.split("\n")[:LEAD]))
    often = Counter(name for _, name in told)
    return frozenset(_credited(source)) | {name for at, name in told if at < lead or often[name] >= SEVERAL}


def uncredited(source: Source) -> str:
    """Give an article's body, a sentence a line, without datelines and the names of outlets: what it tells."""
    text = "\n".join(_DATELINE.sub(lambda m: "" if any(_agencies(m[1])) else m[0], line) for line in _lines(source))
    pieces: list[str] = []
    at = 0
    for mention in _mentions(text):
        pieces.append(text[at : mention.start])
        at = max(at, mention.end)
    return "".join([*pieces, text[at:]])


def _lines(source: Source) -> list[str]:
    return [s.text.replace("\n", " ") for s in source.body]


def _attributions(mentions: Sequence[_Mention]) -> Iterator[tuple[int, str]]:
    """Give the places at which an outlet's report is cited. A short name stands for the last long one that has it."""
    long: dict[str, str] = {}
    for mention in reversed(mentions):
        long |= dict.fromkeys(() if mention.alone else mention.short, mention.key)
    last = ""
    for mention in mentions:
        long |= dict.fromkeys(() if mention.alone else mention.short, mention.key)
        name = long.get(mention.short[0], mention.key) if mention.alone else mention.key or last
        if mention.attributed and name:
            last = name
            yield mention.start, name


def _mentions(text: str) -> list[_Mention]:
    found = [m for run in _RUN.finditer(text) for m in _named(text, run)]
    again = [_Mention(m.start(), m.end(), "", (), alone=False, attributed=True) for m in _AGAIN.finditer(text)]
    return sorted([*found, *again])


def _named(text: str, run: re.Match[str]) -> Iterator[_Mention]:
    before, end = text[max(0, run.start() - REACH) : run.start()], run.end()
    attributed = bool(_BEFORE.search(before) or _AFTER.match(text, end))
    one_of_many = re.search(r"\b[Aa]n? $", before) or run.group().startswith(("A ", "An "))  # "a London newspaper"
    after = _CALLED_AFTER.match(text, end) is not None and not one_of_many
    called = attributed and (after or _CALLED_BEFORE.search(before) is not None)
    words = re.sub(r"['’]s$", "", run.group()).split()
    name, definite = _without_what_precedes(words, definite=before.endswith(("the ", "The ")))
    if found := _listed(name) or _told(name, definite=definite, called=called):
        short = tuple(word for word in name if word in _SHORT)
        start = end - len(" ".join(run.group().split()[-len(name) :]))
        yield _Mention(start, end, found, short, alone=len(name) == 1 and bool(short), attributed=attributed)


def _without_what_precedes(words: list[str], *, definite: bool) -> tuple[list[str], bool]:
    """Give "Post" for "On Friday The Post", "Guardian" for "Britain's Guardian", and say whether it has "the"."""
    for at in range(len(words) - 1, 0, -1):
        if words[at - 1] in ("The", "the") or (words[at - 1].endswith(("'s", "’s")) and words[at] != "Daily"):
            return words[at:], True
    while len(words) > 1 and (words[0].casefold() in _NO_START or words[0].isdigit() or _is_adjective(words)):
        words = words[1:]
    return words, definite


def _is_adjective(words: Sequence[str]) -> bool:
    """Say whether the first word only tells the country: "British Daily Telegraph", but not "Croatian Times"."""
    return places.of_adjective(words[0]) is not None and (len(words) > 2 or _listed(words[1:]) != "")


def _told(words: Sequence[str], *, definite: bool, called: bool) -> str:
    """Give the key of an outlet that its name, or what it is `called` ("the newspaper X"), tells to be one; empty: none."""
    while len(words) > 1 and words[-1] in _BRANCH and words[-2] in _ENDING:
        words = words[:-1]
    if len(words) < 2:
        no_name = not words or words[0].casefold() in _NO_START or places.of_adjective(words[0]) is not None
        is_one = not no_name and (called or (definite and words[0] in _SHORT))
    else:
        by_start = len(words) <= 3 and (words[0] in ("Daily", "Radio") or words[:2] == ["Times", "of"])
        by_end = words[-1] in _ENDING and words[-2] != "University" and (definite or words[-1] not in _SURNAMES)
        is_one = by_start or by_end or (called and len(words) <= LONGEST)
    return _squashed(words) if is_one else ""


def _credited(source: Source) -> Iterator[str]:
    """Give the agencies of a dateline ("KYIV (Reuters) -"), a byline or a sign-off. Page furniture may hold the last two.

    It may also stand around all three, so both ends are looked at with it and without.
    """
    lines, own = ([" ".join(s.text.split()) for s in each] for each in (source.sentences, source.body))
    for line in {*lines[:LEAD], *lines[-LEAD:], *own[:LEAD], *own[-LEAD:]}:
        for credit in (_DATELINE.match(line), _BYLINE.match(line)):
            yield from _agencies(credit[1] if credit else "")
    for line in {*lines[-LEAD:], *own[-LEAD:]}:
        if credit := _SIGN_OFF.search(line):
            yield from _agencies(credit[1] or credit[2])
            yield from filter(None, [_told((credit[2] or "").split(), definite=True, called=False)])


def _agencies(names: str) -> Iterator[str]:
    return filter(None, (_listed(name.split()) for name in re.split(r"/|,| and ", names)))


def _listed(words: Sequence[str]) -> str:
    """Give the key of a listed outlet that these words end in, but for a branch of it; empty: none."""
    while words:
        for start in range(len(words)):
            if found := _KEYS.get(" ".join(words[start:])):
                return found
        if words[-1] not in _BRANCH:
            break
        words = words[:-1]
    return ""


def _squashed(words: Sequence[str]) -> str:
    name = re.sub(r"\.(?:com|org|net|eu|news|co\.[a-z]{2}|[a-z]{2})$", "", "".join(words).casefold())
    return re.sub(r"[\W_]", "", name.removeprefix("the"))


_KEYS = {spelling: _squashed(items(names)[0].split()) for (names,) in rows("outlets.listed") for spelling in items(names)}
