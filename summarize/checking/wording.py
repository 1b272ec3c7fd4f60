"""How an article words a claim: who says it, in whose words, and as how certain. By the parse; no model."""

from collections.abc import Sequence

from summarize.checking.entailment import Entailment
from summarize.language import wordnet
from summarize.language.certainty import Certainty, certainty, done
from summarize.language.english import parse, parse_all
from summarize.language.parsed import Word
from summarize.language.polarity import denied
from summarize.language.voices import Voice, spoken, voices
from summarize.models import Modality, Speaker, Speech, Value

# Fewer quoted words are a term in quotation marks, not somebody's speech.
_SPEECH_WORDS = 3


class Wording(Value):
    """Who says a claim, whether in quotation marks, in reported speech or told by the outlet, and as how certain."""

    speaker: Speaker = Speaker()
    speech: Speech = "narrated"
    modality: Modality = "stated"


def wording(sentences: Sequence[str], statement: str) -> Wording:
    """Read from the cited `sentences` how they word `statement`. Sentences of other languages read as narrated and stated."""
    pair = Entailment(parse(statement), parse_all(tuple(sentences)))
    voice = _voice(pair)
    speaker = Speaker(kind=voice.kind, name=voice.name) if voice else Speaker()
    return Wording(speaker=speaker, speech=_speech(voice, pair), modality=_modality(pair))


def _voice(pair: Entailment) -> Voice | None:
    """The voice whose sentence shares most words with the statement; the first of several."""
    return max(voices(pair.cited), key=lambda voice: _shared(voice, pair), default=None)


def _shared(voice: Voice, pair: Entailment) -> int:
    around = {w.key for w in pair.cited.sentences[voice.verb.sentence]} | {pair.cited.words[i].key for i in voice.says}
    return len(pair.statement.keys & around) + len(voice.keys & pair.statement.keys)


def _speech(voice: Voice | None, pair: Entailment) -> Speech:
    if voice is None:
        return "narrated"
    quoted = [words for words in spoken(pair.cited) if len(words) >= _SPEECH_WORDS]
    return "direct" if any({w.key for w in words if w.content} & pair.statement.keys for words in quoted) else "reported"


def _modality(pair: Entailment) -> Modality:
    """Denied before possible before planned before done: the strongest reserve that touches the statement's words."""
    told = [w for word in pair.statement.words for w in _told(word, pair)]
    if any(denied(w) for w in told):
        return "denied"
    least = min((certainty(w) for w in told), default=Certainty.STATED)
    if least < Certainty.STATED:
        return "possible" if least <= Certainty.POSSIBLE else "planned"
    return "done" if any(done(w) for w in told if wordnet.topic(w.lemma, "VERB") != "communication") else "stated"


def _told(word: Word, pair: Entailment) -> tuple[Word, ...]:
    """The cited verbs that tell what a verb of the statement does."""
    return tuple(w for w in pair.same(word) if w.sentence in pair.closest) if word.pos in ("VERB", "AUX") else ()
