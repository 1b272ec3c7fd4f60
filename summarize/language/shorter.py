"""A sentence -> the shorter ones that leave removable parts out, as clean text. Pure."""

from collections.abc import Collection, Iterator
from itertools import combinations

from summarize.language.clauses import MARKS, Part, Run, closed_by_comma, pointing, root, subject, top
from summarize.language.english import parse_one
from summarize.language.parsed import Parsed, Word
from summarize.language.removable import removable
from summarize.language.statement import bare, finished, paired

_PARTS = 6  # that are tried in every combination, the longest: 64 texts at most
_CLOSING = frozenset(",.;:!?)]”")
# A clause or phrase of its own that ends in a comma keeps it when an aside at its end goes.
_OWN_COMMA = frozenset({"ccomp", "advcl", "prep", "npadvmod", "parataxis", "advmod", "conj", "csubj", "dep"})
_ASIDES = frozenset({"relcl", "appos", "acl", "advcl"})
_ONE = frozenset({"he", "she", "him", "her", "his", "hers"})
_MANY = frozenset({"they", "them", "their", "theirs"})
_NEAR = 6  # words at most between what went and a "such" that points to it


def shorter(text: str, *, times: bool = False) -> Iterator[str]:
    """The texts that leave out one or more removable parts of a sentence: each is entailed, if the sentence is read right.

    What opens the sentence and says nothing goes from all of them. `times`: whether `on Monday` and `in Porto` may go as well.
    """
    sentence = parse_one(bare(text))
    parts = [part for part in removable(sentence) if times or part.kind != "when"]
    idle = [part for part in parts if part.kind == "opening"]
    longest = sorted(sorted({*parts} - {*idle}, key=lambda p: p.start - p.end)[:_PARTS])
    for count in range(len(longest) + 1):
        for chosen in combinations(longest, count):
            if not any(_meet(a, b) for a, b in combinations(chosen, 2)):
                yield from _best(sentence, chosen, idle)


def _best(sentence: Parsed, chosen: Collection[Part], idle: Collection[Part]) -> Iterator[str]:
    """Without what is idle as well, or else, where that cannot be read any more, without what is chosen alone."""
    also = [part for part in idle if not any(_meet(part, other) for other in chosen)]
    for parts in ([*chosen, *also], chosen) if also else (chosen,):
        text = _without(sentence.words, parts) if parts else None
        if text is not None and _sound(text, _verb(sentence, parts)):
            yield text
            return


def _sound(text: str, verb: Word | None) -> bool:
    """Say whether the text is read with the same main verb and subject as the sentence that it comes from."""
    again = root(parse_one(text))
    if again is None or verb is None or again.low != verb.low or any(w.dep == "mark" for w in again.lefts):
        return False
    own, before = subject(again), subject(verb) or subject(top(verb))
    return own is not None and before is not None and own.low == before.low


def _meet(one: Part, other: Part) -> bool:
    return one.start < other.end and other.start < one.end


def _without(sentence: Run, chosen: Collection[Part]) -> str | None:
    """The text without these parts, or None: a pronoun would stand alone, or a mark of quotation."""
    gone = {i for part in chosen for i in range(part.start, part.end)}
    if any(_orphan(w, sentence, gone) for w in sentence if w.i not in gone):
        return None
    gone |= {i for part in chosen for i in _marks(part, sentence, gone)}
    text = finished(_text(sentence, gone))
    return text if paired(text) else None


def _verb(sentence: Parsed, chosen: Collection[Part]) -> Word | None:
    """The main verb, or the one beside it where the first half went."""
    main = root(sentence)
    if main is None or all(part.kind != "half" for part in chosen):
        return main
    return next((w for w in main.children if w.dep == "conj" and subject(w) is None), main)


def _text(sentence: Run, gone: Collection[int]) -> str:
    """The words that stay, with the white space of the sentence, and a space where something went."""
    text = ""
    for word in (w for w in sentence if w.i not in gone):
        if word.i - 1 in gone:
            tight = word.text in _CLOSING or (word.tag == "''" and word.text in "\"'’")
            text = text.rstrip() + ("" if tight else " ")
        text += word.text + (" " if word.space else "")
    return text


def _marks(part: Part, sentence: Run, gone: Collection[int]) -> Iterator[int]:
    """The marks around a part that go with it."""
    before = part.start - 1 if part.start and sentence[part.start - 1].text in MARKS else None
    after = part.end if part.end < len(sentence) and sentence[part.end].text in MARKS else None
    if part.start == 0 and after is not None:
        yield after
    if part.kind == "half" or before is None:
        return
    if sentence[before].text != "," and after is not None:  # a pair of dashes
        yield from (before, after)
    elif closed_by_comma(part.end, sentence):
        yield from () if _needed(part, before, part.end - 1, sentence, gone) else (before,)
    else:
        yield before
        if after is not None and part.kind != "rest" and not _needed(part, before, after, sentence, gone):
            yield after


def _needed(part: Part, before: int, after: int, sentence: Run, gone: Collection[int]) -> bool:
    """Say whether the comma behind a part closes or opens something else as well."""
    following = sentence[after + 1] if after + 1 < len(sentence) else None
    if part.kind == "filler" or _ends_phrase(part, after, sentence, gone):
        return _ends_phrase(part, after, sentence, gone)
    if following is None or following.tag == "''" or (following.entity == "DATE" and following.i > top(following).i):
        return True
    head = sentence[part.head]
    listed = following.dep != "cc" and any(w.dep == "conj" and w.i >= following.i for w in head.head.children)
    if listed or any(_set_off(w) and w.last <= after for w in head.ancestors):
        return True
    closes = before - 1 not in gone and any(_set_off(w) and w.last in (before - 1, before) for w in sentence[:before])
    begins = following.i not in gone and following.low != "that"
    return closes or (begins and any(w.dep in _ASIDES and w.first == following.i for w in sentence[following.i :]))


def _ends_phrase(part: Part, after: int, sentence: Run, gone: Collection[int]) -> bool:
    """It stands at the end of what opens the sentence, or of a clause or phrase that the comma closes."""
    above = head = sentence[part.head]
    while above.dep != "ROOT" and above.head.dep != "ROOT" and above.head.last <= after:
        above = above.head
    own = subject(above.head)
    if own is not None and part.start < after < own.first and any(at not in gone for at in range(part.start)):
        return True
    leads = above.i < above.head_i or above.dep in ("conj", "dep")
    return leads and above is not head and above.dep in _OWN_COMMA and above.last <= after


def _set_off(word: Word) -> bool:
    """An aside that a comma opens."""
    return word.dep in _ASIDES and word.first > 0 and word.all[word.first - 1].text == ","


def _orphan(word: Word, sentence: Run, gone: Collection[int]) -> bool:
    """A pronoun behind names or nouns that went, with none before it left that it could stand for."""
    if pointing(word):
        return any(0 < word.i - at <= _NEAR for at in gone) and min(gone) == 0
    if word.low not in _ONE | _MANY | {"it", "its"}:
        return False
    before = [w for w in sentence[: word.i] if w.pos in ("NOUN", "PROPN")]
    lost, kept = [w for w in before if w.i in gone], [w for w in before if w.i not in gone]
    if word.low in _ONE:
        people = any(w.entity == "PERSON" for w in kept)
        return bool(lost) and not people and (not kept or any(w.entity == "PERSON" for w in lost))
    return bool(lost) and not any((w.tag in ("NNS", "NNPS")) == (word.low in _MANY) or w.proper for w in kept)
