"""Does a sentence of an article speak to a program that reads it, or order a text from whoever reads? Pure.

News tells; it does not ask its reader for a poem, nor say what an answer must contain. What does is data that asks to be taken
for an instruction: signs and labels of chats and prompts, which no prose has; orders to forget what was said, in several
languages; orders of a text, and rules for whoever writes one. What somebody says, or what stands in quotation marks, is
nobody's order: it is a part of the news. Whether a question belongs to its article only that
tells: see `asks` and `foreign`.
"""

import base64
import binascii
import re
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from pathlib import Path

from summarize.files import sections
from summarize.language.english import parse
from summarize.language.parsed import Parsed, Word
from summarize.language.tokens import content
from summarize.language.unmasked import spelled, unmasked
from summarize.language.voices import speaker_of

_DATA = Path(__file__).parent / "data" / "instructions.txt"
_LISTS = ("writing", "asking", "telling", "must", "reply", "units", "texts", "parts", "machines", "turns", "labels")
_FORGETTING = frozenset({"ignore", "disregard", "forget", "previous", "instruction", "instructions"})  # typos of these are read
_LONGEST = 2_000  # code points of a sentence that are read
_LONGEST_HEADING = 8  # words
_KEPT = 8192
_QUOTED = re.compile(r"\"[^\"]*(?:\"|$)|(?<!\w)'(?:[^']|(?<=\w)'(?=\w))*'(?!\w)")
_SPEAKERS = frozenset({"you", "i", "we"})  # who tells a program what to say is no speaker of the news
_BASE64 = re.compile(r"(?<![\w/+=.-])(?:[A-Za-z0-9+/]{32,}={0,2})(?![\w/+=-])")
_JSON = re.compile(r"\s*[\[{][\s\[{]*[\"'][\w ]{1,40}[\"']\s*:.*", re.DOTALL)
_CLAUSE = re.compile(r"[;:.!?]\s+|,\s+(?:and|but|so|then)\s+|\s[–—-]+\s")
# So large a part of what a question is about may stand in its article, and it still has nothing to do with it. Of 15 questions,
# each planted in 350 reports, 995 in 1,000 have no more, and 2 of the 14 in these reports that stand by themselves; at a third,
# 959 and none.
FOREIGN = 0.5


@lru_cache(maxsize=_KEPT)
def is_instruction(sentence: str) -> bool:
    """Say whether a sentence is an order, a rule or a label for a program that reads it; not a question, and no speech."""
    text = sentence[:_LONGEST]
    if _found("signs", text) or _is_encoded(text) or _JSON.fullmatch(text):
        return True
    low = unmasked(text)
    if _found("overrides-of-others", _QUOTED.sub(" ", low)):
        return True
    told = spelled(low, _meant())
    bare = _QUOTED.sub(" ", told)
    if _opens("openings", bare):
        return True
    return (_speaks_to_a_program(bare) and not _is_said(told)) or _imitates(told)


def is_heading(sentence: str) -> bool:
    """Say whether it is a label that stands alone, so that what follows belongs to it: "SYSTEM NOTE:"."""
    return sentence.endswith(":") and len(sentence.split()) <= _LONGEST_HEADING


@lru_cache(maxsize=_KEPT)
def asks(sentence: str) -> bool:
    """Say whether a sentence is a question that stands by itself, and that nobody is said to ask: "Why?" does not."""
    bare = _QUOTED.sub(" ", unmasked(sentence[:_LONGEST])).strip()
    if not bare.endswith("?") or len(content(sentence)) < 2:
        return False
    return _opens("helping", bare) or (_opens("asking-words", bare, word=True) and not _found("leaning", bare, word=True))


def foreign(question: str, said: AbstractSet[str]) -> bool:
    """Say whether a question has nothing to do with its article, or asks a program for help.

    `said`: what the words of the article's other sentences stand for (`tokens.content`).
    """
    own = content(question)
    return _opens("helping", unmasked(question[:_LONGEST])) or len(own & said) <= FOREIGN * len(own)


def _speaks_to_a_program(bare: str) -> bool:
    clauses = [bare, *_CLAUSE.split(bare)]
    return _found("overrides", bare) or _found("rules", bare) or any(map(_orders_a_text, clauses))


def _orders_a_text(clause: str) -> bool:
    """Say whether a clause is an order, and what it orders is a text: an answer, a poem, other letters."""
    ordered = _opens_as_order("writing", clause) or _opens_as_order("asking", clause)
    if ordered and _found("of-your-text", clause):
        return True
    if re.search(r"\b(?:us|our|we)\b", clause):  # a page that speaks of itself
        return False
    if _opens_as_order("going", clause) and _found("addresses", clause):
        return True
    about = ordered and (_opens_as_order("writing", clause) or _found("of-a-text", clause))
    return _opens_as_order("not-telling", clause) or (about and _is_order(clause))


def _is_order(clause: str) -> bool:
    """Say whether the verb at its beginning is one: not "draft law passes", not "answers are given"."""
    return not any(_has_subject(w) for w in parse(clause).words if w.dep == "ROOT")


def _has_subject(word: Word) -> bool:
    return word.tag in ("VBD", "VBZ", "VBP", "VBN") and any(
        w.dep in ("nsubj", "nsubjpass") and w.i < word.i for w in word.children
    )


def _imitates(told: str) -> bool:
    """Say whether a label of a chat or a prompt stands before a whole sentence, or that of a chat alone."""
    turn = _compiled("turns", r"\W*", r"\s*:\s*").match(told)
    if turn and turn.end() == len(told):
        return True
    label = turn or _compiled("labels", r"\W*", r"(?: \d+)?\s*:\s*(?=\S)").match(told)
    return label is not None and any(w.dep == "ROOT" and w.tag.startswith("VB") for w in parse(told[label.end() :]).words)


def _is_said(told: str) -> bool:
    """Say whether somebody is said to say so: then it is news."""
    return any(_is_spoken(word) for word in _verbs(parse(told)))


def _verbs(parsed: Parsed) -> list[Word]:
    return [w for w in parsed.words if w.pos == "VERB"]


def _is_spoken(word: Word) -> bool:
    voice = speaker_of(word)
    return voice is not None and voice.head.low not in _SPEAKERS | _words("machines")


def _is_encoded(text: str) -> bool:
    """Say whether a long word is text in base64."""
    return any(map(_decodes, _BASE64.findall(text)))


def _decodes(word: str) -> bool:
    try:
        return base64.b64decode(word + "=" * (-len(word) % 4), validate=True).decode().isprintable()
    except (binascii.Error, UnicodeDecodeError):
        return False


def _found(section: str, text: str, *, word: bool = False) -> bool:
    return _compiled(section, r"\b" * word, r"\b" * word).search(text) is not None


def _opens(section: str, text: str, *, word: bool = False) -> bool:
    return _compiled(section, r"\W*", r"\b" * word).match(text) is not None


def _opens_as_order(section: str, text: str) -> bool:
    return _compiled(section, rf"[^\w(]*(?:(?:{_either('lead')})\W+){{0,3}}", r"\b").match(text) is not None


@cache
def _meant() -> frozenset[str]:
    return _words("reply") | _FORGETTING


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(sections(_DATA)[section].split())


@cache
def _either(section: str) -> str:
    """Any word of a list, or any line of expressions."""
    if section in _LISTS:
        return "|".join(sorted(_words(section), key=lambda word: (-len(word), word)))
    lines = "|".join(f"(?:{line})" for line in sections(_DATA)[section].splitlines() if line)
    return re.sub(r"<([\w-]+)>", lambda name: _either(name[1]) if name[1] in sections(_DATA) else name[0], lines)


@cache
def _compiled(section: str, before: str = "", after: str = "") -> re.Pattern[str]:
    return re.compile(f"{before}(?:{_either(section)}){after}", re.IGNORECASE)
