"""A sentence -> the shorter ones that leave removable parts out, as clean text. Pure."""

from collections.abc import Collection, Iterator
from itertools import combinations
from typing import Any

from summarize.language.clauses import MARKS, Part, closed_by_comma, root, subject
from summarize.language.english import read_one
from summarize.language.removable import removable
from summarize.language.statement import bare, finished, paired

_PARTS = 6  # that are tried in every combination, the longest: 64 texts at most
_CLOSING = frozenset(",.;:!?)]”")
# A clause or phrase of its own that ends in a comma keeps it when an aside at its end goes.
_OWN_COMMA = frozenset({"ccomp", "advcl", "prep", "npadvmod", "parataxis", "advmod", "conj", "csubj", "dep"})
_ASIDES = frozenset({"relcl", "appos", "acl", "advcl"})
_PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers"})
_PLURAL = frozenset({"they", "them", "their", "theirs"})
_POINTING = frozenset({"this", "that", "these", "those", "such", "both", "either"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_NEAR = 6  # words at most between what went and a "such" that points to it


def shorter(text: str, *, times: bool = False) -> Iterator[str]:
    """The texts that leave out one or more removable parts of a sentence: each is entailed, if the sentence is read right.

    What opens the sentence and says nothing goes from all of them. `times`: whether `on Monday` and `in Porto` may go as well.
    """
    sentence = read_one(bare(text))
    parts = [part for part in removable(sentence) if times or part.kind != "when"]
    idle = [part for part in parts if part.kind == "opening"]
    longest = sorted(sorted({*parts} - {*idle}, key=lambda p: p.start - p.end)[:_PARTS])
    for count in range(len(longest) + 1):
        for chosen in combinations(longest, count):
            if not any(_meet(a, b) for a, b in combinations(chosen, 2)):
                yield from _best(sentence, chosen, idle)


def _best(sentence: Any, chosen: Collection[Part], idle: Collection[Part]) -> Iterator[str]:
    """Without what is idle as well, or else, where that cannot be read any more, without what is chosen alone."""
    also = [part for part in idle if not any(_meet(part, other) for other in chosen)]
    for parts in ([*chosen, *also], chosen) if also else (chosen,):
        text = _without(sentence, parts) if parts else None
        if text is not None and _sound(text, _verb(sentence, parts)):
            yield text
            return


def _sound(text: str, verb: Any) -> bool:
    """Say whether the text is read with the same main verb and subject as the sentence that it comes from."""
    again = root(read_one(text))
    if again is None or again.lower_ != verb.lower_ or any(t.dep_ == "mark" and t.i < again.i for t in again.children):
        return False
    if any(map(_spliced, read_one(text))):
        return False
    own, before = subject(again), subject(verb) or subject(verb.sent.root)
    return own is not None and before is not None and own.lower_ == before.lower_


def _spliced(verb: Any) -> bool:
    """A statement beside another with a mere comma between them: what was left out belonged to a list of them."""
    joined = any(t.dep_ == "cc" for one in (verb, verb.head) for t in one.children)
    return verb.dep_ == "conj" and subject(verb) is not None and not joined and ";" not in verb.doc[verb.head.i : verb.i].text


def _meet(one: Part, other: Part) -> bool:
    return one.start < other.end and other.start < one.end


def _without(sentence: Any, chosen: Collection[Part]) -> str | None:
    """The text without these parts, or None: a pronoun would stand alone, or a mark of quotation."""
    gone = {i for part in chosen for i in range(part.start, part.end)}
    if _orphans(sentence, gone):
        return None
    gone |= {i for part in chosen for i in _marks(part, sentence, gone)}
    text = finished(_text(sentence, gone))
    return text if paired(text) else None


def _verb(sentence: Any, chosen: Collection[Part]) -> Any:
    """The main verb, or the one beside it where the first clause went."""
    main = root(sentence)
    if main is not None and any(part.kind in ("clause", "half") for part in chosen):
        whole = any(part.kind == "clause" for part in chosen)
        return next((t for t in main.children if t.dep_ == "conj" and (subject(t) is not None) == whole), main)
    return main


def _text(sentence: Any, gone: Collection[int]) -> str:
    """The tokens that stay, with the white space of the sentence, and a space where something went."""
    text = ""
    for token in sentence:
        if token.i in gone:
            continue
        if token.i - 1 in gone:
            tight = token.text in _CLOSING or (token.tag_ == "''" and token.text in "\"'’")
            text = text.rstrip() + ("" if tight else " ")
        text += token.text_with_ws
    return text


def _marks(part: Part, sentence: Any, gone: Collection[int]) -> Iterator[int]:
    """The marks around a part that go with it."""
    if part.kind == "half":
        return
    before = part.start - 1 if part.start and sentence[part.start - 1].text in MARKS else None
    after = part.end if part.end < len(sentence) and sentence[part.end].text in MARKS else None
    inside = closed_by_comma(part.end, sentence)
    dashes = before is not None and sentence[before].text != ","
    if part.start == 0 or (dashes and after is not None):
        yield from (at for at in (before, after) if at is not None)
    elif inside and before is not None:
        yield from () if _still_needed(part, before, part.end - 1, sentence, gone) else (before,)
    elif before is not None:
        yield before
        if after is not None and part.kind != "rest" and not _still_needed(part, before, after, sentence, gone):
            yield after


def _still_needed(part: Part, before: int, after: int, sentence: Any, gone: Collection[int]) -> bool:
    """Say whether the comma behind a part closes or opens something else as well."""
    if part.kind == "filler":
        return _ends_phrase(part, after, sentence, gone)
    following = sentence[after + 1] if after + 1 < len(sentence) else None
    if following is None or following.tag_ == "''" or (following.ent_type_ == "DATE" and following.i > following.sent.root.i):
        return True
    if _another(part, after, sentence) or _in_list(part, following) or _ends_phrase(part, after, sentence, gone):
        return True
    if any(_set_off_before(t) and t.right_edge.i <= after for t in sentence[part.head].ancestors):
        return True
    closes = before - 1 not in gone and any(_ends_at(t, before) for t in sentence[:before])
    return closes or (following.i not in gone and any(_starts_at(t, following.i) for t in sentence[following.i :]))


def _ends_phrase(part: Part, after: int, sentence: Any, gone: Collection[int]) -> bool:
    """It stands at the end of what opens the sentence, or of a clause or phrase that the comma closes."""
    top = head = sentence[part.head]
    while top.dep_ != "ROOT" and top.head.dep_ != "ROOT" and top.head.right_edge.i <= after:
        top = top.head
    own = subject(top.head)
    if own is not None and part.start < after < own.left_edge.i and any(at not in gone for at in range(part.start)):
        return True
    leads = top.i < top.head.i or top.dep_ in ("conj", "dep")
    return bool(leads and top is not head and top.dep_ in _OWN_COMMA and top.right_edge.i <= after)


def _another(part: Part, after: int, sentence: Any) -> bool:
    """A second aside behind this one, before the verb: `Lund, the mayor, from Porto, said`."""
    verb = sentence[part.head]
    while verb.dep_ != "ROOT":
        own = subject(verb)
        if own is not None and own.i < part.start:
            break
        verb = verb.head
    return any(t.text == "," and t.head.i < verb.i for t in sentence[after + 1 : verb.i])


def _in_list(part: Part, following: Any) -> bool:
    """`Lund, the mayor, Holm and Berg`."""
    name = following.doc[part.head].head
    return following.dep_ != "cc" and any(t.dep_ == "conj" and t.i >= following.i for t in name.children)


def _ends_at(token: Any, at: int) -> bool:
    """An aside that another comma opens and this one closes."""
    return _set_off_before(token) and token.right_edge.i in (at - 1, at)


def _set_off_before(token: Any) -> bool:
    begin = token.left_edge.i
    return token.dep_ in _ASIDES and begin > 0 and token.doc[begin - 1].text == ","


def _starts_at(token: Any, at: int) -> bool:
    return token.dep_ in _ASIDES and token.left_edge.i == at and token.doc[at].lower_ != "that"


def _orphans(sentence: Any, gone: Collection[int]) -> bool:
    """A kept pronoun behind names or nouns that went, with none before it left that it could stand for."""
    return any(_orphan(t, sentence, gone) for t in sentence if t.i not in gone)


def _orphan(word: Any, sentence: Any, gone: Collection[int]) -> bool:
    low = word.lower_
    if low in _POINTING and word.pos_ in ("DET", "CCONJ", "PRON", "ADJ") and word.dep_ != "mark" and word.tag_ != "WDT":
        return any(0 < word.i - at <= _NEAR for at in gone) and min(gone) == 0
    if low not in _PERSONAL | _PLURAL and low not in ("it", "its"):
        return False
    lost = [t for t in sentence[: word.i] if t.i in gone and t.pos_ in _NOUNS]
    kept = [t for t in sentence[: word.i] if t.i not in gone and t.pos_ in _NOUNS]
    if low in _PERSONAL:
        people = any(t.ent_type_ == "PERSON" for t in kept)
        return bool(lost) and not people and (not kept or any(t.ent_type_ == "PERSON" for t in lost))
    return bool(lost) and not any((t.tag_ in ("NNS", "NNPS")) == (low in _PLURAL) or t.pos_ == "PROPN" for t in kept)
