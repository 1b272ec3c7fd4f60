"""Who "he" and "the newspaper" are: the cited text, read with the names that the sentences around it give.

The guards compare words, so a cited pronoun is read as the name that the statement gives it, where the context has that
name. Nothing else comes from there: a guard that finds a number, an action or a condition in the context alone objects as if
there were no context. Which of several names a pronoun stands for, no grammar tells: the judge has to.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from summarize.checking.guards import Objection, guards, objections
from summarize.checking.guards.names import initials
from summarize.checking.mentions import Phrase, Slot, antecedents, referents, slots, whole
from summarize.language.english import parse, parse_all
from summarize.language.parsed import Parsed, Word
from summarize.language.voices import says

_MOST = 64  # readings that are tried, of texts of 4,000 code points; of longer ones fewer
_READ = 64 * 4_000  # code points in all of these
_NEEDED = 3  # names and things of the context that one statement may need
_LONG, _ALIKE = 5, 84  # letters, and how alike of 100 two names are that may be one: Starmer, Strarmer
_BESIDE = 2  # words between a name and the noun that it belongs to
_MAINLY = 2  # more than a half of what the cited text lacks
_OWN = frozenset({"a", "an", "another", "other"})  # what stands before a noun that nobody has named yet

_INSIDE = ("compound", "conj", "appos", "nmod", "amod", "poss", "det", "case")  # below the head of a phrase

Edit = tuple[int, int, str]


class Reading(NamedTuple):
    """Cited texts with their pronouns read as names, and what guards object to the statement beside them."""

    cited: tuple[str, ...]
    objections: tuple[Objection, ...]

    @property
    def blocking(self) -> tuple[str, ...]:
        return tuple(o.reason for o in self.objections if o.weight == "block")

    @property
    def doubts(self) -> tuple[str, ...]:
        return tuple(o.reason for o in self.objections if o.weight == "doubt")


def read(statement: str, cited: Sequence[str], context: Sequence[str] = ()) -> Reading:
    """Read the cited texts in the way that guards object to least; where there is no context, as they stand."""
    plain = Reading(tuple(cited), objections(statement, cited))
    if not context:
        return plain
    said, around = parse(statement), parse_all(tuple(context))
    best = plain
    most = min(_MOST, 1 + _READ // (1 + sum(map(len, cited))))
    for texts, doubts in islice(_readings(said, tuple(cited), around), most):
        found = Reading(texts, (*objections(statement, texts), *doubts, *_borrowed(said, texts, around)))
        best = found if best is plain else min(best, found, key=_against)
        if not best.objections:
            break
    # whoever is meant, a "not" or an "if" stays: a name put before it must not hide it; but "Resolution 2231" is a name
    kept = (o for o in plain.objections if not guards()[o.kind].EFFECT.meant and o.kind != "numbers")
    return Reading(best.cited, tuple(sorted(dict.fromkeys((*best.objections, *kept)), key=lambda o: o.weight != "block")))


def _against(reading: Reading) -> tuple[int, int]:
    return len(reading.blocking), len(reading.doubts)


def _readings(said: Parsed, cited: tuple[str, ...], around: Parsed) -> Iterator[tuple[tuple[str, ...], tuple[Objection, ...]]]:
    """The cited texts with each of the names that the statement needs put in each slot that may stand for it."""
    straightened, slips = _respelt(said, cited, around)
    texts = _spelt_out(said, straightened, around)
    yield texts, slips
    known = parse_all(texts)
    needed = [words for words in referents(around) if _lacking(words, said, known)][:_NEEDED]
    open_slots = [slot for slot in slots(known) if _open(slot, said, known)]
    for chosen in product([None, *open_slots], repeat=len(needed)):
        pairs = [(slot, words) for slot, words in zip(chosen, needed, strict=True) if slot]
        single = [slot for slot, _ in pairs if slot.means != "several"]
        if pairs and len({id(s) for s in single}) == len(single) and all(_fits(slot, words, said) for slot, words in pairs):
            yield _written(texts, _edits(pairs)), (*slips, *(_guessed(slot) for slot, _ in pairs if not _sure(slot, said)))


def _lacking(words: Phrase, said: Parsed, known: Parsed) -> bool:
    """Has the statement a word of it that the cited texts lack, or its initials, or does it spell these out?"""
    short = "".join(w.low[0] for w in words if w.capital)
    spelled = {w.low for w in words if w.text.isupper() and len(w.text) > 1} & (initials(said) - known.lows)
    shortened = len(short) > 1 and short in said.lows - known.lows
    return bool({w.key for w in words} & (said.keys - known.keys) or spelled or shortened)


def _open(slot: Slot, said: Parsed, known: Parsed) -> bool:
    """Has some mention no name before it in its sentence, or none that the statement leaves out?

    In "Holm said that he is ill" nobody of the context is ill.
    """
    before = [antecedents(mention, slot, known) for mention in slot.mentions]
    return any(not names or {n.key for n in names} & said.keys for names in before)


def _fits(slot: Slot, words: Phrase, said: Parsed) -> bool:
    """Only a name is a person. A definite noun lacks but the name: if the statement has the noun, the name stands beside it."""
    named, place = any(w.capital for w in words), all(w.place for w in words)
    if slot.noun:
        own = [w.i for w in said.words if w.low == slot.noun]
        at = [w.i for w in said.words if w.key in {p.key for p in words}]
        return named and (not own or any(abs(i - j) <= _BESIDE for i in own for j in at))
    if slot.means == "places":
        return place
    if all(w.dep in ("nsubj", "nsubjpass") for w in slot.mentions) and not _acting(words, said):
        return False
    return slot.means != "people" or (named and not place)


def _acting(words: Phrase, said: Parsed) -> bool:
    """May a subject stand for it: is it in the statement more than a matter beside, as in "before the inspection"?"""
    heads = [w for w in said.words if w.key in {p.key for p in words}]
    tops = [next((a for a in (w, *w.ancestors) if a.dep not in _INSIDE), w) for w in heads]
    return not heads or any(top.dep != "pobj" or top.head.dep == "agent" or top.head.low in ("to", "by") for top in tops)


def _sure(slot: Slot, said: Parsed) -> bool:
    return slot.sure or slot.noun in said.lows


def _guessed(slot: Slot) -> Objection:
    return Objection(kind="names", reason=f'the cited text says "the {slot.noun}" and names nobody', weight="doubt")


def _respelt(said: Parsed, texts: tuple[str, ...], around: Parsed) -> tuple[tuple[str, ...], tuple[Objection, ...]]:
    """A cited name that nearly is one of the context is the cited sentence's slip, if the statement writes the other."""
    from rapidfuzz import fuzz

    known = parse_all(texts)
    right = [w for w in around.words if w.capital and w.low in said.lows - known.lows and len(w.low) >= _LONG]
    wrong = [w for w in known.words if w.capital and not w.place and w.low not in around.lows | said.lows]
    slips = [(w, n) for w, n in product(wrong, right) if w.low[0] == n.low[0] and fuzz.ratio(w.low, n.low) >= _ALIKE]
    reasons = dict.fromkeys(f'the cited text spells "{w.text}", the context "{n.text}"' for w, n in slips)
    doubts = tuple(Objection(kind="names", reason=reason, weight="doubt") for reason in reasons)
    return _written(texts, [(w.start, w.start + len(w.text), n.text) for w, n in dict(slips).items()]), doubts


def _spelt_out(said: Parsed, texts: tuple[str, ...], around: Parsed) -> tuple[str, ...]:
    """Give a cited noun or name the words that it has with it in the context: `officials` -> `Porto officials`."""
    known = parse_all(texts)
    wanted = (said.keys - known.keys) | {w.low for w in said.words if w.digit and w.low not in known.lows}
    nouns = (w for w in around.words if w.pos in ("NOUN", "PROPN") and w.dep != "compound" and w.key in known.keys)
    names = {w.key: whole(w) for w in nouns}
    fuller = {key: words for key, words in names.items() if {w.key for w in words} & wanted}
    edits = [(w.start, w.start + len(w.text), _text(fuller[w.key])) for w in known.words if w.key in fuller and _bare(w)]
    return _written(texts, edits)


def _bare(word: Word) -> bool:
    """A noun or surname that has no name of its own with it: not "the Lisbon council", nor "a council"."""
    own = any(w.proper or w.place or w.low in _OWN or w.dep == "poss" for w in word.lefts)
    return word.pos in ("NOUN", "PROPN") and not own and word.dep != "compound"


def _text(words: Iterable[Word]) -> str:
    return " ".join(w.text for w in words)


def _edits(pairs: Sequence[tuple[Slot, Phrase]]) -> list[Edit]:
    """Each name in its slot; several in one slot stand side by side: `they` are `Spain and Portugal`."""
    found: dict[Edit, None] = {}
    for slot, _ in pairs:
        name = " and ".join(_text(words) for other, words in pairs if other is slot)
        for word in slot.mentions:
            article = word.child("det") if slot.noun else None
            if article:
                found[(article.start, article.start + len(article.text), f"the {name}")] = None
            else:
                owner = word.tag in ("PRP$", "WP$")
                new = f"{name}'s" if owner else f"in {name}" if slot.means == "places" else name
                found[(word.start, word.start + len(word.text), new)] = None
    return list(found)


def _written(texts: tuple[str, ...], edits: Iterable[Edit]) -> tuple[str, ...]:
    """The texts with these places written anew; places are those of `parse_all`."""
    whole_text = parse_all(texts).text
    for start, end, new in sorted(edits, reverse=True):
        whole_text = whole_text[:start] + new + whole_text[end:]
    return tuple(whole_text.split("\n\n")) if edits else texts


def _borrowed(said: Parsed, cited: tuple[str, ...], around: Parsed) -> Iterator[Objection]:
    """What the statement says that only the context says: not whom it means, but what happened."""
    known = parse_all(cited).keys
    new = [w for w in said.content if w.key not in known and not (w.capital and (w.proper or w.place)) and not says(w)]
    alone = [w for w in new if w.key in around.keys]
    if alone:
        sure = _MAINLY * len(alone) > len(new)  # else it is a rewording that happens to share a word
        reason = f'only the context says "{_text(alone)}"; the cited text does not'
        yield Objection(kind="content", reason=reason, weight="block" if sure else "doubt")
