"""A statement that only leaves words of its sentence out, none of them one that it depends on: no model need be asked.

Stricter than it would have to be, since nobody looks at it again: the statement begins with its sentence, keeps its words and
their order, and leaves out whole parts between commas, or the time and place at an end. Of 135 wrong statements over other
people's articles five have their content words in the order of one sentence, with no guard objecting: what was changed is a
word of grammar. None passes here.
"""

from collections.abc import Sequence

from summarize.language.lexicon import ALLEGED, DENIERS, NEGATIVE_SENSE, NEGATORS, POSSIBLE, RESERVED, phrases, words
from summarize.language.parsing import ParsedText, Token, parse
from summarize.language.speakers import SAYING

_ARTICLES = frozenset({"a", "an", "the"})
_ENGLISH = frozenset({"the", "of", "and"})  # in no other language's words is it known what a part between commas says
_OPENING = words("grammar.clause-openers", "speakers.opening") | {"and", "also", "so", "then"}
_ADJUNCTS = frozenset({"on", "in", "at", "during"})  # begin a time or a place
_PERIODS = words("time.periods")
_WITHIN = words("shortened.within")  # grammar words of the phrases below
# What stands beside one of these may not be so, not of all, not yet, or only somebody's word.
_DEPENDENT = (
    NEGATORS
    | DENIERS
    | NEGATIVE_SENSE
    | SAYING
    | {word for phrase in (*POSSIBLE, *RESERVED, *ALLEGED) for word in phrase.split()}
    | {word for phrase in phrases("conditions.strong", "conditions.weak", "speakers.according") for word in phrase.split()}
    | words("polarity.untrue", "polarity.contrast", "scope.parts", "scope.only", "numbers.about", "time.future")
    | words("shortened.dependent")
) - _WITHIN


def shortened(statement: str, cited: Sequence[str]) -> bool:
    """Say whether the statement is one sentence of the cited texts, shortened where that changes nothing."""
    said = parse(statement)
    texts = [parse(text) for text in cited]
    return bool(said.content) and any(_of(said, text, number) for text in texts for number in _sentences(text))


def _sentences(text: ParsedText) -> range:
    return range(text.tokens[-1].sentence + 1 if text.tokens else 0)


def _of(said: ParsedText, text: ParsedText, number: int) -> bool:
    sentence = text.sentence(number)
    kept = _kept([t.low for t in said.tokens if t.low not in _ARTICLES], sentence)
    if kept is None:
        return False
    sentence = tuple(t for t in sentence if t.low not in _ARTICLES)
    left_out = [t for t in sentence if t.index not in kept]
    known = not left_out or not _ENGLISH.isdisjoint(t.low for t in text.sentence(number))
    return known and not any(map(_dependent, left_out)) and all(_free(run, sentence) for run in _runs(left_out, kept))


def _dependent(token: Token) -> bool:
    month = token.text == "May" and not token.initial
    return token.low.endswith("n't") or (token.low in _DEPENDENT and not month)


def _kept(lows: Sequence[str], sentence: Sequence[Token]) -> frozenset[int] | None:
    """Where the statement's words stand in the sentence, in order, each as early as possible; None if not all do."""
    found: list[int] = []
    rest = iter(sentence)
    for low in lows:
        token = next((t for t in rest if t.low == low), None)
        if token is None:
            return None
        found.append(token.index)
    return frozenset(found)


def _runs(left_out: Sequence[Token], kept: frozenset[int]) -> list[list[Token]]:
    """The words that were left out, those together between which nothing was kept."""
    runs: list[list[Token]] = []
    for token in left_out:
        if runs and not any(runs[-1][-1].index < at < token.index for at in kept):
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _free(run: Sequence[Token], sentence: Sequence[Token]) -> bool:
    """Nothing of what was kept changes without these words: they open the sentence, are parts between commas, or its end."""
    first, last = sentence.index(run[0]), sentence.index(run[-1])
    if first == 0 and len(run) == 1 and run[0].low in _OPENING:
        return True
    begins = first == 0 or sentence[first - 1].clause != run[0].clause
    ends = last + 1 == len(sentence) or sentence[last + 1].clause != run[-1].clause
    if begins and ends and first > 0:  # what opens a sentence may be its subject
        return True
    return ends and (begins or first > 0) and _when_or_where(run)


def _when_or_where(run: Sequence[Token]) -> bool:
    """`on Monday`, `at Wembley in 2031`: days, numbers and names; not `in a test`, nor `in Lisbon, fell`."""
    opens = run[0].low in _ADJUNCTS
    return opens and all(t.capital or t.text[0].isdigit() or t.stem in _PERIODS or t.low in _ADJUNCTS for t in run)
