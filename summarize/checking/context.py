"""Who "he" and "the newspaper" are: the cited text, read with the names that the sentences around it give.

The guards compare words, so a cited pronoun is read as the name that the statement gives it, where the context has that
name. Nothing else comes from there: a guard that finds a number, an action or a condition in the context alone objects as if
there were no context. Which of several names a pronoun stands for, no word list tells: the judge has to.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, product, takewhile
from typing import NamedTuple

from summarize.checking.guards import Kind, Objection, objections
from summarize.checking.guards.names import LOCATING, initials
from summarize.checking.mentions import Phrase, proper, referents, whole
from summarize.language.lexicon import IRREGULAR_PAST, STOP, words
from summarize.language.parsing import ParsedText, Token, parse
from summarize.language.speakers import DOCUMENTS, INSTITUTIONS, OUTLETS, PERSONAL, SAYING
from summarize.language.spelling import straight
from summarize.language.verbs import past

_MOST = 64  # readings that are tried
_NAMED = 3  # names and things of the context that one statement may need
_LONG, _ALIKE = 5, 84  # letters, and how alike of 100 two names are that may be one: Starmer, Strarmer
_BESIDE = 2  # words between a name and the noun that it belongs to
_MAINLY = 2  # more than a half of what the cited text lacks
# What guards of these kinds find does not depend on who is meant.
_KEPT: frozenset[Kind] = frozenset({"negation", "modality", "condition", "scope", "time", "stitched"})
_NOUNS = words("context.nouns") | PERSONAL | INSTITUTIONS | DOCUMENTS | OUTLETS
_VERBS = words("relations.be", "relations.helpers", "relations.verb-ahead")
_AGENTS = ("er", "or", "ist", "ian", "man", "woman")
_PEOPLE, _THINGS, _SEVERAL = "people", "things", "several"
# Forms of one pronoun -> what it may stand for.
_PRONOUNS: Mapping[tuple[str, ...], str] = {
    ("he", "him", "his"): _PEOPLE,
    ("she", "her", "hers"): _PEOPLE,
    ("I", "me", "my", "mine"): _PEOPLE,
    ("it", "its"): _THINGS,
    ("this", "that"): _THINGS,
    ("they", "them", "their", "theirs"): _SEVERAL,
    ("we", "us", "our", "ours"): _SEVERAL,
}
_POSSESSIVE = frozenset({"his", "her", "hers", "my", "mine", "its", "their", "theirs", "our", "ours"})
_ARTICLE = "(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose)"
_DEFINITE = re.compile(rf"\b{_ARTICLE}\s+([a-z][a-z-]*(?:\s+[a-z][a-z-]*){{0,2}})")


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


class _Place(NamedTuple):
    """What may stand for a name in the cited texts: the pattern that finds it, and what it may stand for."""

    pattern: re.Pattern[str]
    means: str
    noun: str = ""


def read(statement: str, cited: Sequence[str], context: Sequence[str] = ()) -> Reading:
    """Read the cited texts in the way that guards object to least; where there is no context, as they stand."""
    plain = Reading(tuple(cited), objections(statement, cited))
    if not context:
        return plain
    said, around = parse(statement), parse("\n\n".join(context))
    best: Reading | None = None
    for texts, doubts in islice(_readings(said, tuple(cited), around), _MOST):
        found = Reading(texts, (*objections(statement, texts), *doubts, *_borrowed(said, texts, around)))
        best = min(best or found, found, key=_against)
        if not best.objections:
            break
    assert best is not None, "the first reading needs no name"
    # whoever is meant, a "not" or an "if" stays: a name put before it must not hide it
    return Reading(best.cited, _sorted((*best.objections, *(o for o in plain.objections if o.kind in _KEPT))))


def _against(reading: Reading) -> tuple[int, int]:
    return len(reading.blocking), len(reading.doubts)


def _sorted(found: Sequence[Objection]) -> tuple[Objection, ...]:
    """Those that block first; each reason once."""
    ordered = sorted(found, key=lambda o: o.weight != "block")
    return tuple({o.reason: o for o in reversed(ordered)}[reason] for reason in dict.fromkeys(o.reason for o in ordered))


def _readings(
    said: ParsedText, cited: tuple[str, ...], around: ParsedText
) -> Iterator[tuple[tuple[str, ...], tuple[Objection, ...]]]:
    """The cited texts with each of the names that the statement needs put in each place that may stand for it."""
    straightened, slips = _respelt(said, tuple(straight(text) for text in cited), around)
    texts = _spelt_out(said, straightened, around)
    yield texts, slips
    known = parse("\n\n".join(texts))
    needed = [phrase for phrase in referents(around) if _needed(phrase, said, known)][:_NAMED]
    places = [place for place in _places(texts, said) if _open(place, said, known)]
    for chosen in product([None, *places], repeat=len(needed)):
        pairs = [(place, phrase) for place, phrase in zip(chosen, needed, strict=True) if place]
        if pairs and _one_each(pairs) and all(_fits(place, phrase, said) for place, phrase in pairs):
            yield _put(texts, pairs), (*slips, *(_guessed(place) for place, _ in pairs if _doubtful(place, said)))


def _needed(phrase: Phrase, said: ParsedText, known: ParsedText) -> bool:
    """The statement has a word of it that the cited texts lack, or its initials, or spells these out."""
    short = {"".join(t.low[0] for t in phrase if t.capital)} & (said.words - known.words)
    long = {t.low for t in phrase if t.text.isupper()} & (initials(said) - known.words)
    return bool({t.key for t in phrase} & (said.keys - known.keys) or any(len(each) > 1 for each in short | long))


def _one_each(pairs: Sequence[tuple[_Place, Phrase]]) -> bool:
    """Only `they` are several."""
    singular = [place for place, _ in pairs if place.means != _SEVERAL]
    return len(set(singular)) == len(singular)


def _open(place: _Place, said: ParsedText, known: ParsedText) -> bool:
    """Some pronoun or noun of this kind has no name before it in its sentence, or none that the statement leaves out.

    In "Holm said that he is ill" nobody of the context is ill.
    """
    own = [t for t in known.tokens if (t.low == place.noun if place.noun else place.pattern.fullmatch(t.text))]
    before = [[n for n in known.sentence(t.sentence) if n.index < t.index and _antecedent(n, place, known)] for t in own]
    return any(not names or {n.key for n in names} & said.keys for names in before)


def _antecedent(token: Token, place: _Place, known: ParsedText) -> bool:
    """A name that a pronoun behind it may stand for: for people no place, for things none that only says where."""
    if token.place:
        where = token.index > 0 and known.tokens[token.index - 1].low in LOCATING
        return place.means != _PEOPLE and not where
    following = known.tokens[token.index + 1 : token.index + 2]
    acts = any(t.capital or past(t) or t.low in SAYING or t.low in _VERBS for t in following)
    return proper(token) and (not token.initial or acts or token.text.endswith("'s"))


def _doubtful(place: _Place, said: ParsedText) -> bool:
    """A noun that is only by its ending one of a person: `the novelist`, and `the winter`."""
    return bool(place.noun) and place.noun not in _NOUNS | said.words


def _guessed(place: _Place) -> Objection:
    return Objection(kind="name", reason=f'the cited text says "the {place.noun}" and names nobody', weight="doubt")


def _respelt(said: ParsedText, texts: tuple[str, ...], around: ParsedText) -> tuple[tuple[str, ...], tuple[Objection, ...]]:
    """A cited name that nearly is one of the context is the cited sentence's slip, if the statement writes the other."""
    from rapidfuzz import fuzz

    known, found = parse("\n\n".join(texts)), []
    right = {t.low: t for t in around.content if proper(t) and t.low in said.words - known.words and len(t.low) >= _LONG}
    wrong = {t.low: t for t in known.content if proper(t) and not t.place and t.low not in around.words | said.words}
    for slip, name in product(wrong.values(), right.values()):
        if slip.low[0] == name.low[0] and fuzz.ratio(slip.low, name.low) >= _ALIKE:
            texts = tuple(re.sub(rf"\b{re.escape(slip.text)}\b", name.text, text) for text in texts)
            reason = f'the cited text spells "{slip.text}", the context "{name.text}"'
            found.append(Objection(kind="name", reason=reason, weight="doubt"))
    return texts, tuple(found)


def _spelt_out(said: ParsedText, texts: tuple[str, ...], around: ParsedText) -> tuple[str, ...]:
    """Give a cited noun or name the words that it has with it in the context: `officials` -> `Porto officials`."""
    known = parse("\n\n".join(texts))
    wanted = said.keys - known.keys
    for token in {t.low: t for t in around.content if t.key in known.keys}.values():
        phrase = whole(token, around)
        if {t.key for t in phrase} & wanted or _numbered(phrase, said, known):
            # not the noun of another: "the Lisbon council" is no "Porto council", nor "a council"
            found = re.compile(rf"(?<!\ba )(?<!\ban )(?<!other )\b{re.escape(token.text)}\b", re.IGNORECASE)
            texts = tuple(_spoken_out(found, phrase, text) for text in texts)
    return texts


def _spoken_out(found: re.Pattern[str], phrase: Phrase, text: str) -> str:
    words = " ".join(t.text for t in phrase)
    return found.sub(lambda m: text[m.start() : m.end()] if _after_name(text, m.start()) else words, text)


def _after_name(text: str, at: int) -> bool:
    """A capitalised word right before this place that is no article."""
    before = text[:at].split()[-1:]
    return bool(before) and before[0][:1].isupper() and before[0].lower() not in STOP


def _numbered(phrase: Phrase, said: ParsedText, known: ParsedText) -> bool:
    """`Resolution 2231`: the number is a part of the name."""
    return any(t.text[0].isdigit() and t.low in said.words - known.words for t in phrase)


def _places(texts: tuple[str, ...], said: ParsedText) -> list[_Place]:
    """The pronouns and definite nouns of the texts, each kind once."""
    whole = "\n".join(texts)
    pronouns = [_Place(_spelled(forms), means) for forms, means in _PRONOUNS.items()]
    nouns = dict.fromkeys(_noun(m[1].split(), said) for m in _DEFINITE.finditer(whole))
    return [p for p in pronouns if p.pattern.search(whole)] + [_Place(_before(n), _THINGS, n) for n in nouns if n]


def _spelled(forms: Sequence[str]) -> re.Pattern[str]:
    """Any form of a pronoun, also at a sentence's start; but `US` is no pronoun."""
    return re.compile(rf"\b(?:{'|'.join(f if f == 'I' else f'[{f[0]}{f[0].upper()}]{f[1:]}' for f in forms)})\b")


def _noun(behind: Sequence[str], said: ParsedText) -> str:
    """The word that may stand for a name, of those behind an article: `senator` in `the former senator`, not `vote`."""
    own = [w for w in takewhile(lambda word: word not in STOP, behind) if not w.endswith("ed") and w not in IRREGULAR_PAST]
    listed = (word for word in own if word in _NOUNS or word in said.words)
    return next(listed, "") or next((word for word in own if word.endswith(_AGENTS)), "")


def _before(noun: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_ARTICLE}\s+(?=(?:[a-z-]+\s+){{0,2}}{noun}\b)")


def _fits(place: _Place, phrase: Phrase, said: ParsedText) -> bool:
    """Only a name is a person. A definite noun lacks but the name: if the statement has the noun, the name stands beside it."""
    named = any(t.capital for t in phrase)
    if place.noun:
        own = [t.index for t in said.tokens if t.low == place.noun]
        at = [t.index for t in said.tokens if t.key in {p.key for p in phrase}]
        return named and (not own or any(abs(i - j) <= _BESIDE for i in own for j in at))
    return place.means != _PEOPLE or (named and not all(t.place for t in phrase))


def _put(texts: tuple[str, ...], pairs: Sequence[tuple[_Place, Phrase]]) -> tuple[str, ...]:
    """Each name in its place; several in one place stand side by side: `they` are `Spain and Portugal`."""
    for place in dict.fromkeys(place for place, _ in pairs):
        name = " and ".join(" ".join(t.text for t in phrase) for other, phrase in pairs if other == place)
        texts = tuple(place.pattern.sub(partial(_written, name, place.noun), text) for text in texts)
    return texts


def _written(name: str, noun: str, found: re.Match[str]) -> str:
    if noun:
        return f"the {name} "
    return f"{name}'s" if found[0].lower() in _POSSESSIVE else name


def _borrowed(said: ParsedText, cited: tuple[str, ...], around: ParsedText) -> Iterator[Objection]:
    """What the statement says that only the context says: not whom it means, but what happened."""
    known = parse("\n\n".join(cited)).keys
    new = [t for t in said.content if t.key not in known and t.low not in SAYING and not _name(t, said)]
    alone = [t for t in new if t.key in around.keys]
    if alone:
        sure = _MAINLY * len(alone) > len(new)  # else it is a rewording that happens to share a word
        reason = f'only the context says "{" ".join(t.text for t in alone)}"; the cited text does not'
        yield Objection(kind="absent", reason=reason, weight="block" if sure else "doubt")


def _name(token: Token, parsed: ParsedText) -> bool:
    """A name that the guards see as one: not a single capital at a sentence's start."""
    following = parsed.tokens[token.index + 1 : token.index + 2]
    return token.place is not None or (token.capital and (not token.initial or any(t.capital for t in following)))
