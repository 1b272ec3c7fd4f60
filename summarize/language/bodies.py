"""What articles call one organisation, law or bill: its name, its acronym, its short form, another name that they tie to it.

Only what the texts themselves tie together. An acronym: spelled out in brackets, or the initials of the one body in the same
text that has them. A short form: "the House" in a text that names the "House of Representatives", if no text names another
"House of". Another name: "called the River Act or H.R. 1", "the River Act (H.R. 1)".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from summarize.language import places
from summarize.language.entities import BODIES, Entity, entities

# From a word's beginning only: else an endless word takes quadratic time.
_SPELLED_OUT = re.compile(r"(?<![\w'’-])((?:[^\W\d_][\w'’-]*[ \t]){1,9})\(([A-Z][A-Z.]{1,7})\)")
_ACRONYM = re.compile(r"\b[A-Z]{3,7}\b")  # of two letters too many bodies have the same
_CODE = re.compile(r"\b(?:(?:[A-Z]\.){1,4} ?|[A-Z]{2,4}[ -])\d{1,5}\b(?![.,]\d)")  # "H.R. 1", "HR 1"
_CAPITAL = r"(?:(?:[A-Z]\.)+(?: ?\d+)?|[A-Z][\w’'-]*)"
_RUN = rf"{_CAPITAL}(?:(?: (?:of|the|for|and|to|on)){{0,2}} (?:{_CAPITAL}|\d+)){{0,8}}"
_QUOTE = "[\"'“”‘’]?"
_TIES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:called|titled|dubbed|known as) (?:the )?{_QUOTE}({_RUN}),?{_QUOTE},? or (?:the )?{_QUOTE}({_RUN})",
        rf"(?<![\w’'-])({_RUN}){_QUOTE},? \(?(?:also |better |officially |formally )*known as (?:the )?{_QUOTE}({_RUN})",
        rf"(?<![\w’'-])({_RUN}){_QUOTE} \((?:also |or |the )*{_QUOTE}({_RUN}){_QUOTE}\)",
        rf"(?<![\w’'-])({_RUN}),{_QUOTE} or (?:the )?{_QUOTE}({_RUN}){_QUOTE},",
    )
)
_CERTAIN = 2  # so many of `_TIES` say in words that two names are one; after the others one of the two must be a code


class Bodies(NamedTuple):
    """`acronyms`: "IPF" -> its long form. `called`: any other name, as `key` has it -> the fullest name."""

    acronyms: Mapping[str, str]
    called: Mapping[str, str]


def bodies(texts: Sequence[str]) -> Bodies:
    """Read it off the texts. Their order does not matter."""
    named = [[one for one in entities(text) if one.label in BODIES] for text in texts]
    spelled = Counter(one.name for text in named for one in text if " " in one.name and one.name[0].isupper())
    spelled.update(code for text in texts for code in _CODE.findall(text))
    full = _usual(spelled)
    acronyms = {**_loose(texts, named, full), **_spelled_out(texts)}
    called = {**_short(named, full), **full}
    tied = [pair for text in texts for pair in _tied(text)]
    return Bodies(acronyms, _united(called, [(full.get(key(a), a), full.get(key(b), b)) for a, b in tied]))


def key(name: str) -> str:
    """One form for capitals and the dots of abbreviations: "H.R. 1", "HR 1"."""
    code = _CODE.fullmatch(name)
    return re.sub(r"[.\s-]", "", name).casefold() if code else " ".join(map(places.undotted, name.split())).casefold()


def _usual(spelled: Mapping[str, int]) -> dict[str, str]:
    """Key -> the spelling that most texts use; one in capitals only where there is no other."""
    best: dict[str, str] = {}
    for name in sorted(spelled, key=lambda n: (n.isupper() and " " in n, -spelled[n], n)):
        best.setdefault(key(name), places.entity(name) or name)
    return best


def _spelled_out(texts: Sequence[str]) -> dict[str, str]:
    """What the texts themselves spell out: "International Peace Force (IPF)". What they spell out in two ways is dropped."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        for match in _SPELLED_OUT.finditer(text):
            acronym, words = match[2].replace(".", ""), match[1].split()
            runs = (words[n:] for n, word in enumerate(words) if word[0].isupper())
            if long := next((" ".join(run) for run in runs if _initials(run) == acronym), None):
                found[acronym].add(places.entity(long) or long)
    return _of_one(found)


def _initials(words: Sequence[str]) -> str:
    return "".join(w[0] for w in words if w[0].isupper())


def _loose(texts: Sequence[str], named: Sequence[Sequence[Entity]], full: Mapping[str, str]) -> dict[str, str]:
    """Acronyms that a text uses beside the long form, without brackets; of two long forms in any text, none."""
    long = defaultdict(set)
    for name in full.values():
        long[_initials(name.split())].add(name)
    used: set[str] = set()
    for text, here in zip(texts, named, strict=True):
        used |= {*_ACRONYM.findall(text)} & {_initials(one.name.split()) for one in here if " " in one.name}
    return _of_one({short: long[short] for short in used if not places.entity(short)})


def _short(named: Sequence[Sequence[Entity]], full: Mapping[str, str]) -> dict[str, str]:
    """The noun that names the kind: "House" for the "House of Representatives", "Commission" for the "River Commission"."""
    heads: defaultdict[str, set[str]] = defaultdict(set)
    for name in full.values():
        heads[_head(name)].add(name)
    used: set[str] = set()
    for text in named:
        here = {_head(one.name) for one in text if " " in one.name}
        used |= {one.name for one in text if one.name in here}
    return {key(short): name for short, name in _of_one({short: heads[short] for short in used}).items()}


def _head(name: str) -> str:
    words = name.split()
    return words[words.index("of") - 1] if "of" in words[1:] else words[-1]


def _tied(text: str) -> Iterator[tuple[str, str]]:
    if not any(sign in text for sign in ("(", " or ", "known as")):
        return
    kinds = {one.end: one for one in entities(text)}
    for n, pattern in enumerate(_TIES):
        for match in pattern.finditer(text):
            one, other = (_bounded(match, at, kinds) for at in (1, 2))
            if one and other and key(one) != key(other) and (n < _CERTAIN or _CODE.fullmatch(one) or _CODE.fullmatch(other)):
                yield one, other


def _bounded(match: re.Match[str], at: int, kinds: Mapping[int, Entity]) -> str | None:
    """A tied name as the model bounds it; None for a person or a place, and for a run whose beginning is not plain."""
    known = kinds.get(match.end(at))
    if known and known.start >= match.start(at) - 4:
        return known.name if known.label in BODIES else None
    return None if " the " in match[at] else match[at]


def _united(called: Mapping[str, str], tied: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The names with those that are tied under the one of most words."""
    best = dict(called)
    for one, other in sorted(tied):
        own, others = best.get(key(one), one), best.get(key(other), other)
        fullest = min((own, others), key=lambda n: (_CODE.fullmatch(n) is not None, -len(n.split()), n))
        best |= dict.fromkeys((key(one), key(other), key(own), key(others)), fullest)
        best |= {k: fullest for k, name in best.items() if name in (own, others)}
    return best


def _of_one(found: Mapping[str, set[str]]) -> dict[str, str]:
    return {short: next(iter(longs)) for short, longs in sorted(found.items()) if len(longs) == 1}
