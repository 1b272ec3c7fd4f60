"""Roles: who does something and to whom it is done, by the words on either side of a verb.

No parser: a verb's clause is cut at the verb, and a passive is turned round. The two sides must have changed places in
full before anything is said.
"""

from collections.abc import Iterator

from summarize.checking.entailment import Entailment, Sides, crossed
from summarize.checking.guards.objection import Kind, Remark
from summarize.language.lexicon import words
from summarize.language.parsing import ParsedText, Token
from summarize.language.verbs import past

_BE = words("relations.be")
_HELPERS = _BE | words("relations.helpers")
_ADJUNCT = words("relations.adjunct")  # the object ends before one of these
_REACH = 12  # words on either side of a verb
_END = 4  # words behind "to" or "from"
_NEAR_COPY = 0.7

KIND: Kind = "direction"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name a verb whose doer and whose object have changed places."""
    yield from _verbs(pair)
    yield from _blamed(pair)


def _verbs(pair: Entailment) -> Iterator[Remark]:
    for verb in (t for t in pair.statement.content if past(t)):
        same = [t for t in pair.cited.content if t.stem == verb.stem and past(t)]
        exchanged = any(
            all(mine := sides(pair.statement, verb)) and all(crossed(mine, sides(pair.cited, t)) for t in same)
            for sides in (_sides, _ends)
        )
        if same and exchanged:
            reason = f'the statement and the cited text exchange who "{verb.text}" whom'
            yield reason, "block" if pair.coverage >= _NEAR_COPY else "doubt"


def _sides(parsed: ParsedText, verb: Token) -> Sides:
    """The content words of the doer's side and of the other side, within the verb's clause."""
    near = [t for t in parsed.content if t.clause == verb.clause and 0 < abs(t.index - verb.index) <= _REACH]
    before = frozenset(t.key for t in near if t.index < verb.index)
    behind = [t for t in near if t.index > verb.index]
    if not _passive(parsed, verb):
        end = next((t.index for t in parsed.tokens[verb.index + 2 :] if t.low in _ADJUNCT), len(parsed.tokens))
        return before, frozenset(t.key for t in behind if t.index < end)
    by = next((t.index for t in parsed.tokens[verb.index + 1 :] if t.low == "by" and t.clause == verb.clause), None)
    return frozenset(t.key for t in behind if by is not None and t.index > by), before


def _ends(parsed: ParsedText, verb: Token) -> Sides:
    """The doer, and whom he does it `to` or `from`: `the club bought the field from the port`."""
    doer, _ = _sides(parsed, verb)
    near = [t for t in parsed.tokens[verb.index + 1 : verb.index + _REACH] if t.clause == verb.clause]
    at = next((t.index for t in near if t.low in {"to", "from"}), None)
    return doer, frozenset(t.key for t in near if at is not None and at < t.index <= at + _END and t.content)


def _passive(parsed: ParsedText, verb: Token) -> bool:
    """A form of `be` before the verb, or `by` right behind it: `a ban imposed by the league`, `is led by A and backed by B`."""
    following = [t.low for t in parsed.tokens[verb.index + 1 : verb.index + 3] if not t.low.endswith("ly")]
    if following[:1] == ["by"]:
        return True
    at = verb.index - 1
    while at >= 0 and parsed.tokens[at].low in _HELPERS:
        if parsed.tokens[at].low in _BE:
            return True
        at -= 1
    return False


def _blamed(pair: Entailment) -> Iterator[Remark]:
    """`killed by guards` where the cited text says who was killed in one sentence, and speaks of guards in another."""
    for verb in (t for t in pair.statement.content if past(t)):
        doer, _ = _sides(pair.statement, verb)
        same = [t for t in pair.cited.content if t.stem == verb.stem and past(t)]
        if not doer or not same or not doer <= pair.cited.keys:
            continue
        sentences = {t.sentence for t in same}
        apart = all(doer.isdisjoint(t.key for t in pair.cited.sentence(n)) for n in sentences)
        if apart and all(_passive(pair.cited, t) and not _sides(pair.cited, t)[0] for t in same):
            yield f'the cited text does not say who "{verb.text}" it', "doubt"
