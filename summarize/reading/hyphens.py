"""A word that a line's end cuts at a hyphen: is the hyphen the setter's, or the word's own? Pure.

    govern-        far-
    ment           reaching

The document itself tells first, for it has most words elsewhere; then WordNet; then whether the document cuts words at all.
"""

from collections.abc import Collection, Iterable

from summarize.language.wordnet import Entry, base, entry

Cut = tuple[str, str]  # what stands before the hyphen and what stands behind it, letters only

# Shorter parts are syllables as often as words: "an-other", "be-come".
_SHORTEST = 3


def between(cut: Cut, words: Collection[str], *, cuts_words: bool) -> str:
    """What belongs between the parts of a cut word: nothing, or a hyphen.

    `words`: that stand whole in the document, in lower case. `cuts_words`: see `cuts_any`.
    """
    first, second = cut
    if not second[:1].islower() or not first:
        return "-"
    if _is_whole(cut, words):
        return ""
    low = (first.lower(), second)
    compound = _is_known(f"{low[0]}-{second}") or (low[0] in words and (second in words or _is_known(second)))
    compound = compound or (first.islower() and all(len(part) >= _SHORTEST and _is_known(part) for part in low))
    return "-" if compound or not cuts_words else ""


def cuts_any(cuts: Iterable[Cut], words: Collection[str]) -> bool:
    """Does the document cut words at all? Where no cut word is one that is known whole, each hyphen is a word's own."""
    return any(second[:1].islower() and _is_whole((first, second), words) for first, second in cuts)


def _is_whole(cut: Cut, words: Collection[str]) -> bool:
    whole = "".join(cut).lower()
    return whole in words or _is_known(whole)


def _is_known(word: str) -> bool:
    return any(entry(form, pos) != Entry() for form in {word, base(word)} for pos in ("NOUN", "VERB", "ADJ", "ADV"))
