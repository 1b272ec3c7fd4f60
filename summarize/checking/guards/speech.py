"""Who says it: whoever the statement lets speak must be the one who speaks in the cited text, and no greater a voice."""

from collections.abc import Iterator

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Effect, Remark, Weight
from summarize.language.acts import parties
from summarize.language.naming import meet
from summarize.language.parsed import Word
from summarize.language.polarity import denied
from summarize.language.voices import Voice, body, person, voices

EFFECT = Effect(merge="both", meant=True)

_MOSTLY = 0.5  # of what somebody says in the statement: from here on a cited voice is the one that says it
_ALONE = 0.25  # the same where the text has no other voice
_NEARLY = 0.8  # as much as the voice that says most of it: two voices, one in the other's words


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name a speaker of the statement who is not the cited text's, or a voice made greater than it is."""
    cited = tuple(v for v in voices(pair.cited) if not denied(v.verb))
    mine = voices(pair.statement)
    for voice in mine if cited else ():
        inner = [v for v in mine if v is not voice and v.verb.i in voice.says]
        content = _content(voice, pair.statement.words) - voice.keys
        content -= {key for v in inner for key in _content(v, pair.statement.words) | v.keys}
        known = content & pair.cited.keys
        scored = [(len(known & _content(other, pair.cited.words)), other) for other in cited]
        most = max(score for score, _ in scored)
        if not most or most < (_ALONE if len(cited) == 1 else _MOSTLY) * len(content):
            continue
        others = [other for score, other in scored if score >= (_MOSTLY if _is(voice, other) else _NEARLY) * most]
        found = [_fault(voice, other, pair) for other in others]
        if None not in found and not _elsewhere(voice, known, most, cited, pair):
            speaks = any(score and _is(voice, other) for score, other in scored)
            sure = all(weight == "block" for weight in found) and not speaks
            yield _remark(voice, others[0]), "block" if sure else "doubt"


def _is(voice: Voice, other: Voice) -> bool:
    return meet(voice.head, other.head) is True and other.kind != "anonymous"


def _remark(voice: Voice, other: Voice) -> str:
    called = f"{other.name} (anonymous)" if other.kind == "anonymous" else other.name
    return f"the statement lets {voice.name} say it; in the cited text {called} does"


def _content(voice: Voice, words: tuple[Word, ...]) -> frozenset[str]:
    return frozenset(words[i].key for i in voice.says if words[i].content)


def _fault(voice: Voice, other: Voice, pair: Entailment) -> Weight | None:
    """How sure it is that the statement's voice is not this one; None where it may be."""
    same = meet(voice.head, other.head)
    if voice.kind != "anonymous" and (other.kind == "anonymous" or _one_of_many(other)):
        return _greater(voice, other, pair, same=same)
    if same is True or any(p.role == "with" and meet(voice.head, p.word) for p in parties(other.verb)):
        return None
    many = voice.indefinite and other.kind == "named" and _has(voice, pair) and other.head.entity == "PERSON"
    if same is False or many or _spoken_of(voice, other, pair) or _changed(voice, other, pair):
        return "doubt" if _guessed(other) else "block"
    anybody = other.indefinite and body(voice.head) and person(other.head)
    return ("block" if _has(voice, pair) else "doubt") if anybody else None


def _greater(voice: Voice, other: Voice, pair: Entailment, *, same: bool | None) -> Weight | None:
    """Is somebody with a name, or a whole body, made of one without a name, or of one person out of many?"""
    if voice.kind == "document" or (voice.kind != "named" and person(voice.head)):
        alike = same is True or voice.head.key == other.head.key or voice.kind == "document" or voice.single
        return None if alike or other.kind != "anonymous" else "doubt"
    if other.kind == "anonymous" or same or _has(voice, pair):
        return None if same is True and not body(voice.head) else "block"
    return "doubt"


def _one_of_many(voice: Voice) -> bool:
    """A single person who does not speak for others, as a spokesman does."""
    return voice.single and not voice.head.lemma.startswith("spokes")


def _has(voice: Voice, pair: Entailment) -> bool:
    return any(w.key in pair.cited.keys for w in voice.words if w.content)


def _spoken_of(voice: Voice, other: Voice, pair: Entailment) -> bool:
    """He who speaks in the statement is only spoken of in the text: "Lund said that Berg was well"."""
    mentions = [w for w in pair.cited.words if w.pos in ("NOUN", "PROPN") and meet(voice.head, w) is True]
    return bool(mentions) and voice.kind == "named" and all(w.i in other.says for w in mentions)


def _changed(voice: Voice, other: Voice, pair: Entailment) -> bool:
    """Each speaks of the other: "the council says that the club …", "the club says that the council …"."""
    theirs = (pair.cited.words[i] for i in other.says)
    mine = (pair.statement.words[i] for i in voice.says)
    return any(voice.head.key == w.key for w in theirs) and any(other.head.key == w.key for w in mine)


def _guessed(other: Voice) -> bool:
    """Does a pronoun stand for him?"""
    return other.head.sentence != other.verb.sentence


def _elsewhere(voice: Voice, known: frozenset[str], most: int, cited: tuple[Voice, ...], pair: Entailment) -> bool:
    """Does another sentence, that names the speaker, have as much of what he says?"""
    others = {w.i for other in cited for w in other.words} | {i for other in cited for i in other.says}
    for words in pair.cited.sentences:
        own = any(w.i not in others and w.pos in ("NOUN", "PROPN") and meet(voice.head, w) is True for w in words)
        if own and len(known & {w.key for w in words if w.content}) >= most:
            return True
    return False
