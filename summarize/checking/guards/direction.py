"""Direction: who does what to whom, by the names around a verb.

A heuristic without a parser: it speaks where the names are clear.
"""

from collections.abc import Iterator
from itertools import combinations, takewhile

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Kind, Remark
from summarize.language.lexicon import words
from summarize.language.parsing import ParsedText, Token, markers, spans
from summarize.language.speakers import SAYING
from summarize.language.verbs import past

_NEAR = 8  # words between a verb and the name that goes with it
_VERB_AHEAD = words("relations.verb-ahead")
_BE = words("relations.be")
_NEAR_COPY = 0.8  # share of shared content words
_PREPOSITIONS = words("relations.prepositions")
_FROM_TO = markers("from")

KIND: Kind = "direction"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name a doer that is another one in the cited text, exchanged roles, and an exchanged from and to."""
    yield from _by(pair)
    yield from _exchanged(pair)
    yield from _from_to(pair)
    yield from _elsewhere(pair)
    yield from _traded(pair)


def _named(token: Token, pair: Entailment) -> bool:
    """A name: capitalised within a sentence, here or in the other text."""
    if token.place or not (token.capital and token.content):
        return bool(token.place)
    return not token.initial or any(
        t.low == token.low and t.capital and not t.initial for r in (pair.statement, pair.cited) for t in r.tokens
    )


def _doers(parsed: ParsedText, pair: Entailment) -> dict[str, set[str]]:
    """Verb stem -> names behind `VERB by`, in the same clause."""
    found: dict[str, set[str]] = {}
    for token in parsed.tokens:
        if token.low == "by" and token.index:
            names = [t for t in parsed.after(token.index, 5) if _named(t, pair) and t.clause == token.clause]
            verb = parsed.tokens[token.index - 1].stem
            if names:
                found.setdefault(verb, set()).update(t.key for t in names)
    return found


def _by(pair: Entailment) -> Iterator[Remark]:
    cited = _doers(pair.cited, pair)
    for verb, names in _doers(pair.statement, pair).items():
        if verb in cited and not names & cited[verb]:
            yield f'the cited text names somebody else behind "{verb}"', "block"


def _around(parsed: ParsedText, verb: Token, pair: Entailment) -> tuple[set[str], set[str]]:
    """The nearest name before and after a verb in its sentence, exchanged for a passive with `by`."""
    near = [t for t in parsed.tokens if t.clause == verb.clause and _named(t, pair) and abs(t.index - verb.index) <= _NEAR]
    before = _run([t for t in reversed(near) if t.index < verb.index])
    after = _run([t for t in near if t.index > verb.index])
    behind = [t.low for t in parsed.tokens[verb.index + 1 :] if t.clause == verb.clause]
    ahead = {t.low for t in parsed.tokens[max(0, verb.index - 3) : verb.index]}
    passive = "by" in behind[:2] or ("by" in behind and bool(ahead & _BE))
    return (after, before) if passive else (before, after)


def _run(names: list[Token]) -> set[str]:
    """The first name of a list with the words that belong to it: `Acme Corp`."""
    own = takewhile(lambda pair: abs(pair[1].index - names[0].index) == pair[0], enumerate(names))
    return {t.key for _, t in own}


def _exchanged(pair: Entailment) -> Iterator[Remark]:
    """The same verb between the same two names, the other way round."""
    for verb in pair.statement.content:
        if _named(verb, pair) or not _verbal(pair.statement, verb):
            continue
        doer, other = _around(pair.statement, verb, pair)
        same = [t for t in pair.cited.content if t.stem == verb.stem and not _named(t, pair)]
        if not (doer and other and same) or doer & other:
            continue
        theirs = [_around(pair.cited, t, pair) for t in same]
        if all(doer & o and other & d and not (doer & d or other & o) for d, o in theirs):
            reason = f'the statement and the cited text exchange who does "{verb.text}" to whom'
            yield reason, "block" if pair.coverage >= 0.7 else "doubt"
            return


def _verbal(parsed: ParsedText, token: Token) -> bool:
    """A past form, an -ing form, or a word behind `to` or a modal."""
    before = parsed.tokens[token.index - 1].low if token.index else ""
    return past(token) or token.low in SAYING or token.low.endswith("ing") or before in _VERB_AHEAD


def _ends(parsed: ParsedText) -> list[tuple[set[str], set[str]]]:
    """For each `from A to B`: the words of A, the words of B."""
    found: list[tuple[set[str], set[str]]] = []
    for start, _ in spans(parsed, _FROM_TO):
        to = next((t.index for t in parsed.tokens[start + 1 : start + 10] if t.low in {"to", "into"}), None)
        if to is not None:
            one = {t.key for t in parsed.tokens[start + 1 : to] if t.content}
            found.append((one, {t.key for t in parsed.after(to, max(2, len(one)))}))
    return found


def _from_to(pair: Entailment) -> Iterator[Remark]:
    for one, two in _ends(pair.statement):
        for first, second in _ends(pair.cited):
            if (one & second - first or two & first - second) and not (one & first - second or two & second - first):
                yield 'the statement exchanges "from" and "to"', "block"


def _elsewhere(pair: Entailment) -> Iterator[Remark]:
    """The same word with the same preposition and another name: killed twelve people in A, not in B."""
    for here, name, preposition in _adjuncts(pair.statement, pair):
        same = [t for t in pair.cited.content if t.key == here.key]
        theirs = [n for w, n, p in _adjuncts(pair.cited, pair) if w.key == here.key and p == preposition]
        beside = {t.key for w in same for t in pair.cited.sentence(w.sentence)}
        alike = any(bool(name.place) == bool(other.place) for other in theirs)
        if alike and name.key in pair.cited.keys and name.key not in beside:
            reason = f'the cited text says "{here.text} {preposition} {theirs[0].text}", not "{name.text}"'
            yield reason, "block"


def _adjuncts(parsed: ParsedText, pair: Entailment) -> list[tuple[Token, Token, str]]:
    """Each (content word, name, preposition) where the name follows the preposition, and the word stands before it."""
    found: list[tuple[Token, Token, str]] = []
    for token in parsed.tokens:
        names = parsed.tokens[token.index + 1 : token.index + 2]
        if token.low in _PREPOSITIONS and names and _named(names[0], pair):
            found.extend((w, names[0], token.low) for w in parsed.before(token.index, 1))
    return found


def _traded(pair: Entailment) -> Iterator[Remark]:
    """In a near copy two names have taken each other's neighbours, and kept none of their own."""
    if pair.coverage < _NEAR_COPY or _bys(pair.statement) != _bys(pair.cited):
        return
    said, cited = _neighbours(pair.statement, pair), _neighbours(pair.cited, pair)
    names = sorted(said.keys() & cited.keys())
    for one, two in combinations(names, 2):
        own = said[one] & cited[one] or said[two] & cited[two]
        if not own and said[one] & cited[two] and said[two] & cited[one]:
            yield f"the statement exchanges {_text(pair, one)} and {_text(pair, two)}", "block"


def _bys(parsed: ParsedText) -> int:
    return sum(t.low == "by" for t in parsed.tokens)


def _text(pair: Entailment, key: str) -> str:
    return next(t.text for t in pair.statement.tokens if t.key == key)


def _neighbours(parsed: ParsedText, pair: Entailment) -> dict[str, set[str]]:
    """Name -> the content words and prepositions right before and after it, with their side."""
    found: dict[str, set[str]] = {}
    for token in (t for t in parsed.content if _named(t, pair)):
        around = found.setdefault(token.key, set())
        around |= {f"<{t.key}" for t in parsed.before(token.index, 1)} | {f">{t.key}" for t in parsed.after(token.index, 1)}
        near = parsed.tokens[max(0, token.index - 2) : token.index]
        around |= {f"<{t.low}" for t in near if t.low in _PREPOSITIONS}
    return found
