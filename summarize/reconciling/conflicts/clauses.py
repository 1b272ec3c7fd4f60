"""Of the parse of a statement: who a word names, what a clause is about, whether it is told as a fact. spaCy's reading; pure.

What cannot be resolved with certainty names nobody.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from summarize.reconciling.conflicts.actors import alike

Naming = Callable[[str], str]
_TITLES = frozenset({"mr.", "mrs.", "ms.", "dr.", "mr", "mrs", "ms", "dr"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NO_PERSON = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE", "EVENT", "LAW", "MONEY"})  # a surname alone is often read as ORG


def child(token: Any, *deps: str) -> Any:
    return next((c for c in token.children if c.dep_ in deps), None)


def subject(verb: Any) -> Any:
    """Its own subject; else that of the nearest verb above it with which it agrees, "has" with no plural."""
    if own := child(verb, "nsubj"):
        return own
    if verb.dep_ not in ("conj", "xcomp"):
        return None
    single = any(c.tag_ == "VBZ" for c in (verb, *(c for c in verb.children if c.dep_ == "aux")))
    for above in verb.ancestors:
        found = child(above, "nsubj")
        if found is not None and not (single and found.tag_ in ("NNS", "NNPS")):
            return found
    return None


def name(token: Any, naming: Naming) -> str:
    """Whom a noun names, with its compounds; "he" and "which" name whoever else alone can be meant. "" for nobody."""
    if token is None:
        return ""
    if token.tag_ in ("WDT", "WP") and token.head.dep_ == "relcl":
        return name(token.head.head, naming)
    if token.tag_ == "PRP":
        return _meant(token, naming)
    words = [t for t in token.lefts if t.dep_ == "compound"] + [token]
    if not any(t.pos_ == "PROPN" or (t.text.istitle() and t.tag_ == "NN") for t in words):  # a rare surname is read as a noun
        return ""
    kept = [t.text for t in words if t.lower_ not in _TITLES]
    return re.sub(r"['’]s\b|[^\w\s]", "", naming(" ".join(kept))).casefold().strip()


def names_of(token: Any, naming: Naming) -> frozenset[str]:
    """The names of a noun and of what stands beside it: "his former aide, Lauren Greene"."""
    beside = [token, *(c for c in token.children if c.dep_ == "appos")] if token is not None else []
    return frozenset(n for t in beside if (n := name(t, naming)))


def one_name(one: str, other: str) -> bool:
    return bool(one and other) and alike(one, other)


def content(tokens: Iterable[Any], without: Iterable[str] = ()) -> frozenset[str]:
    """The nouns and verbs that tell what it is about, without names, days and numbers."""
    gone = frozenset(without)
    kept = (t for t in tokens if t.pos_ in ("NOUN", "VERB") and not t.is_stop and not t.ent_type_)
    return frozenset(t.lemma_.lower() for t in kept) - gone


def narrated(verb: Any, who: Any) -> bool:
    """Does the outlet itself tell it: the main verb, what is joined to it, or ", but has not kept" behind a "would"?"""
    if verb.dep_ == "ROOT":
        return True
    if verb.dep_ != "conj" or who is None or (child(verb, "nsubj") is who and verb.head.dep_ != "ROOT"):
        return False
    cut = any(c.lower_ == "but" and c.i < verb.i and c.nbor(-1).text == "," for c in verb.head.children if c.i)
    return bool(who.head.dep_ == "ROOT" or (cut and modal(verb.head) and not modal(verb)))


def denied(verb: Any) -> bool:
    """Is it negated, also as a part of "neither … nor"?"""
    near = [*verb.children, *(verb.head.children if verb.dep_ == "conj" else ())]
    return any(c.dep_ == "neg" or c.lower_ in ("neither", "nor") for c in near)


def modal(verb: Any) -> bool:
    return any(c.tag_ == "MD" or (c.dep_ == "aux" and c.lower_ == "to") for c in verb.children)


def told(tokens: Iterable[Any]) -> str:
    """The words of the statement from the first of these to the last."""
    at = sorted(tokens)
    doc = at[0].doc
    return str(doc[at[0].i : at[-1].i + 1].text)


def _meant(pronoun: Any, naming: Naming) -> str:
    persons = pronoun.lower_ in ("he", "she", "him", "her")
    before = [t for t in pronoun.doc[: pronoun.i] if t.pos_ == "PROPN" and t.dep_ not in ("compound", "poss")]
    known = [t for t in before if (t.ent_type_ not in _NO_PERSON if persons else t.dep_ in _SUBJECTS)]
    found = {name(t, naming) for t in known}
    return found.pop() if len(found) == 1 else ""
