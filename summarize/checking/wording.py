"""How an article words a claim: who says it, in whose words, and as how certain. No model; English word lists."""

import re
from collections.abc import Sequence

from summarize.checking.entailment import Entailment
from summarize.language.lexicon import CERTAIN, INTENDED, POSSIBLE, words
from summarize.language.parsing import ParsedText, Token, markers, parse, spans
from summarize.language.polarity import denies, negates
from summarize.language.speakers import SAYING, Voice, voices
from summarize.language.verbs import past
from summarize.models import Modality, Speaker, Speech, Value

_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|„([^“”]+)[“”]|(?<!\w)[‘']([^’']+(?:[’']\w[^’']*)*)[’'](?!\w)")
# Fewer quoted words are a term in quotation marks, not somebody's speech.
_SPEECH_WORDS = 3
_POSSIBLE = markers(*POSSIBLE)
_PLANNED = markers(*INTENDED, *CERTAIN, "is to", "are to", "to be", "ready to")
_NOUNS = words("modality.nouns")
_AHEAD = frozenset({"to", "for", "of", "that"})
_GOVERNED = 5  # content words that a hedge speaks of, behind it
_DENIED = 3  # content words that a negator turns


class Wording(Value):
    """Who says a claim, whether in quotation marks, in reported speech or told by the outlet, and as how certain."""

    speaker: Speaker = Speaker()
    speech: Speech = "narrated"
    modality: Modality = "stated"


def wording(sentences: Sequence[str], statement: str) -> Wording:
    """Read from the cited `sentences` how they word `statement`. Sentences of other languages read as narrated and stated."""
    pair = Entailment(parse(statement), parse("\n".join(sentences)))
    voice = _voice(pair)
    return Wording(speaker=_speaker(voice), speech=_speech(voice, sentences, pair), modality=_modality(pair))


def _voice(pair: Entailment) -> Voice | None:
    """The voice whose sentence shares most words with the statement; the first of several."""
    found = voices(pair.cited)
    shared = [
        len(pair.statement.keys & {t.key for t in pair.cited.sentence(pair.cited.tokens[v.at].sentence)})
        + len(v.keys & pair.statement.keys)
        for v in found
    ]
    return found[shared.index(max(shared))] if found else None


def _speaker(voice: Voice | None) -> Speaker:
    return Speaker(kind=voice.kind, name=voice.name) if voice else Speaker()


def _speech(voice: Voice | None, sentences: Sequence[str], pair: Entailment) -> Speech:
    if voice is None:
        return "narrated"
    quoted = [text for s in sentences for m in _QUOTED.finditer(s) for text in m.groups() if text]
    spoken = [parse(q).keys for q in quoted if len(q.split()) >= _SPEECH_WORDS]
    return "direct" if any(keys & pair.statement.keys for keys in spoken) else "reported"


def _modality(pair: Entailment) -> Modality:
    """Denied before possible before planned before done: the strongest reserve that touches the statement's words."""
    if _denied(pair):
        return "denied"
    if _touched(pair, _POSSIBLE):
        return "possible"
    if _touched(pair, _PLANNED):
        return "planned"
    return "done" if any(_happened(pair.cited, t) for t in _closest(pair)) else "stated"


def _closest(pair: Entailment) -> list[Token]:
    return [t for t in pair.cited.tokens if t.sentence in pair.closest]


def _denied(pair: Entailment) -> bool:
    for token in _closest(pair):
        denier = denies(token, pair.cited)
        if not (denier or negates(token, pair.cited)):
            continue
        own = {token.key} if denier else set()
        turned = {t.key for t in pair.cited.after(token.index, _DENIED) if t.clause == token.clause}
        if len((turned | own) & pair.statement.keys) >= min(2, len(turned | own)):
            return True
    return False


def _touched(pair: Entailment, index: dict[str, tuple[tuple[str, ...], ...]]) -> bool:
    """A hedge in a close sentence speaks of words of the statement, or is itself among them."""
    for start, end in spans(pair.cited, index):
        token = pair.cited.tokens[start]
        if token.sentence not in pair.closest or (token.text == "May" and not token.initial):
            continue
        following = pair.cited.tokens[end : end + 1]
        if token.low in _NOUNS and not (following and following[0].low in _AHEAD):
            continue
        governed = {t.key for t in pair.cited.after(end - 1, _GOVERNED) if t.clause <= token.clause + 1} | {token.key}
        if len(governed & pair.statement.keys) >= min(2, len(governed)):
            return True
    return False


def _happened(parsed: ParsedText, token: Token) -> bool:
    """A past form that is no verb of saying, not behind `to` or an article, and not part of a name."""
    before = parsed.tokens[token.index - 1].low if token.index else ""
    was = token.low in {"was", "were"}
    return was or (
        past(token) and token.low not in SAYING and not token.capital and before not in {"to", "a", "an", "the", "of", "be"}
    )
