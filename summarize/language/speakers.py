"""Who says it: the voices of a text, by its verbs of saying. English word order; no parser."""

import re
from dataclasses import dataclass

from summarize.language.days import MONTHS, WEEKDAYS
from summarize.language.lexicon import STOP, phrases, words
from summarize.language.parsing import ParsedText, Token, markers, spans
from summarize.models import SpeakerKind

SAYING = words("speakers.saying")
_AMBIGUOUS = words("speakers.ambiguous")
_NO_SPEAKER = words("speakers.no-speaker")
_PASSIVE = words("speakers.passive")
_PLAINLY = frozenset({"say", "says", "said"})  # whoever stands before one of these speaks, whatever he is called
_INVERTED = words("speakers.inverted")
_ACCORDING = markers(*phrases("speakers.according"))
ANONYMOUS = words("speakers.anonymous")
_UNNAMED = re.compile(
    r"\b(?:not|un)\s*(?:want(?:ed)?|wish(?:ed|ing)?)\s+to\s+be\s+(?:named|identified)|(?:declin|refus)\w+\s+to\s+be\s+(?:named|identified)"
    r"|not\s+(?:be\s+)?(?:named|authori[sz]ed|identified)|\bsources?\s+(?:familiar|close|said|told|in|at|with)|familiar\s+with",
    re.IGNORECASE,
)
DOCUMENTS = words("speakers.documents")
OUTLETS = words("speakers.outlets")
INSTITUTIONS = words("speakers.institutions")
PERSONAL = words("speakers.personal")
_OPENING = words("speakers.opening")
_CALENDAR = frozenset({*MONTHS, *WEEKDAYS})
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_LINKING = words("speakers.linking")


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who says something: the words that name him, what he is, and the position of the verb."""

    name: str
    kind: SpeakerKind
    tokens: tuple[Token, ...]
    at: int

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(t.key for t in self.tokens if t.content)

    @property
    def single(self) -> bool:
        """One person out of many: `a senator`, `one analyst`."""
        return bool(self.tokens) and self.tokens[0].low in {"a", "an", "one"} and any(t.low in PERSONAL for t in self.tokens)


def voices(parsed: ParsedText) -> tuple[Voice, ...]:
    """Find the voices of a text in order. A pronoun stands for the last person named before it."""
    found: list[Voice] = []
    for start, end in spans(parsed, _ACCORDING):
        found.extend(_voice(parsed, _phrase_after(parsed, end), start))
    for verb in parsed.tokens:
        if verb.low in SAYING and not _noun(parsed, verb):
            found.extend(_voice(parsed, _subject(parsed, verb), verb.index))
    return tuple(_resolved(sorted(found, key=lambda v: v.at), parsed))


def _noun(parsed: ParsedText, verb: Token) -> bool:
    """`the calls`, `several reports`, `was called`: no verb of saying with a speaker before it."""
    before = parsed.tokens[verb.index - 1].low if verb.index else ""
    return (verb.low in _AMBIGUOUS and before in _NO_SPEAKER) or (before in _PASSIVE and verb.low != "says")


def _phrase_after(parsed: ParsedText, at: int) -> tuple[Token, ...]:
    """The noun phrase from word `at` on: up to the end of its clause, a verb or a linking word."""
    if at >= len(parsed.tokens):
        return ()
    clause, phrase = parsed.tokens[at].clause, []
    for token in parsed.tokens[at : at + 9]:
        stop = token.low in _LINKING - {"of", "the", "a", "an", "by", "for"} and token.index > at
        if token.clause != clause or stop or token.low in {"who", "which", "whose"}:
            break
        phrase.append(token)
    return tuple(phrase)


def _subject(parsed: ParsedText, verb: Token) -> tuple[Token, ...]:
    """Who does the saying: behind the verb after a quotation (`," said Ann Lee`), else before it."""
    if verb.low in _INVERTED and (verb.after_quote or _opens(parsed, verb)):
        phrase = _phrase_after(parsed, verb.index + 1)
        if _names_somebody(phrase) and (verb.after_quote or _closes(parsed, phrase[-1])):
            return phrase
    own = [t for t in parsed.tokens if t.sentence == verb.sentence and t.index < verb.index]
    return _before(own, verb)


def _opens(parsed: ParsedText, token: Token) -> bool:
    before = parsed.tokens[token.index - 1]
    return token.index == 0 or (before.clause, before.sentence) != (token.clause, token.sentence)


def _closes(parsed: ParsedText, token: Token) -> bool:
    """`..., said Ann Lee.` ends its clause with the speaker; `an official, ..., said the plan had failed` does not."""
    following = parsed.tokens[token.index + 1 : token.index + 2]
    return not following or (following[0].clause, following[0].sentence) != (token.clause, token.sentence)


def _before(own: list[Token], verb: Token) -> tuple[Token, ...]:
    clauses = sorted({t.clause for t in own}, reverse=True)
    parts = [[t for t in own if t.clause == c] for c in clauses]
    plain = [p for p in parts[:1] if verb.low in _PLAINLY and any(t.content for t in p)]
    chosen = next(
        (p for p in parts if _names_somebody(p) and p[0].low not in {"who", "which", "whose", "including"}),
        plain[0] if plain else [],
    )
    cut = next((n for n in range(len(chosen) - 1, -1, -1) if chosen[n].low in {"who", "that", "which", "and"} and n), None)
    if cut and chosen[cut].low in {"and", "that"} and _names_somebody(chosen[cut + 1 :]):
        chosen = chosen[cut + 1 :]
    elif cut and chosen[cut].low == "who":
        chosen = chosen[:cut]
    return _trimmed([t for t in chosen if t.index < verb.index][:12])


def _trimmed(tokens: list[Token]) -> tuple[Token, ...]:
    """Without the helpers before the verb (`has also`) and the conjunction that opens the clause."""
    while tokens and tokens[-1].low in STOP:
        tokens = tokens[:-1] if tokens[-1].low not in _PRONOUNS else tokens
        if tokens and tokens[-1].low in _PRONOUNS:
            break
    while len(tokens) > 1 and tokens[0].low in _OPENING:
        tokens = tokens[1:]
    return tuple(tokens)


def _names_somebody(tokens: list[Token] | tuple[Token, ...]) -> bool:
    return any(_person(t) or t.low in PERSONAL | INSTITUTIONS | DOCUMENTS | _PRONOUNS or t.place for t in tokens)


def _person(token: Token) -> bool:
    return (
        token.capital
        and token.content
        and token.low not in PERSONAL | INSTITUTIONS | DOCUMENTS
        and not token.place
        and token.text != "I"
    )


def _voice(parsed: ParsedText, phrase: tuple[Token, ...], at: int) -> list[Voice]:
    phrase = tuple(t for t in phrase if t.index != at)
    if not any(t.content or t.low in _PRONOUNS for t in phrase):
        return []
    return [Voice(" ".join(t.text for t in phrase), _kind(parsed, phrase), phrase, at)]


def _kind(parsed: ParsedText, phrase: tuple[Token, ...]) -> SpeakerKind:
    sentence = " ".join(t.text for t in parsed.sentence(phrase[0].sentence))
    lows = {t.low for t in phrase}
    if lows & ANONYMOUS or (
        not any(_proper(t) for t in phrase) and (_UNNAMED.search(sentence) or ANONYMOUS & set(sentence.lower().split()))
    ):
        return "anonymous"
    if lows & (DOCUMENTS | OUTLETS) and not lows & PERSONAL:
        return "document"
    if any(_proper(t) for t in phrase):
        return "named"
    return "role"


def _proper(token: Token) -> bool:
    """A capitalised word that is neither a place nor an office nor a mere sentence start."""
    return _person(token) and not (token.initial and token.low in SAYING) and token.low not in _OFFICES


_OFFICES = words("speakers.offices")


def _resolved(found: list[Voice], parsed: ParsedText) -> list[Voice]:
    """Replace pronouns by the last named voice, or the last name, before them."""
    done: list[Voice] = []
    for voice in found:
        if voice.tokens[0].low in _PRONOUNS and len(voice.tokens) < 4:
            earlier = [v for v in done if v.kind != "document"][-1:]
            done.extend(Voice(v.name, v.kind, v.tokens, voice.at) for v in earlier or _last_name(parsed, voice))
        else:
            done.append(voice)
    return done


def _last_name(parsed: ParsedText, voice: Voice) -> list[Voice]:
    pronoun = voice.tokens[0]
    # nobody names himself: in “a Disgrace,” he posted, the capital is not his name
    end = pronoun.quoted_from if pronoun.after_quote else pronoun.index
    known = [t for t in parsed.tokens[:end] if _proper(t) and t.low not in _CALENDAR]
    names = [t for t in known if not t.initial] or known
    if not names:
        return []
    last = names[-1]
    run = tuple(t for t in parsed.tokens if 0 <= last.index - t.index < 3 and t.clause == last.clause and _proper(t))
    return [Voice(" ".join(t.text for t in run), "named", run, voice.at)]
