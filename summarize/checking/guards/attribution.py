"""Attribution: whoever the statement lets speak must be the one who speaks in the cited text."""

from collections.abc import Iterator

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Kind, Remark, Weight
from summarize.language.parsing import ParsedText
from summarize.language.polarity import negates
from summarize.language.speakers import INSTITUTIONS, SAYING, Voice, voices
from summarize.language.spelling import fold

# What somebody says stands in another one's sentence if that one has so many more of its words, and most of them.
_CLEARLY = 2
_MOST = 0.6
_HALF = 0.5
_HELPERS = 3  # words between "not" and a verb of saying

KIND: Kind = "attribution"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name a speaker of the statement who is not the cited text's, or a voice made greater than it is."""
    cited = tuple(v for v in voices(pair.cited) if not _silent(v, pair.cited))
    if not cited:
        return
    said = voices(pair.statement)
    for voice in said:
        if any(_compatible(voice, other) for other in cited):
            if len(said) == 1 and (other := _another(voice, cited, pair)):
                yield _objection(voice, other, "block")
                return
            continue
        if _known(voice, pair) and not any(o.kind == "anonymous" or o.single for o in cited):
            sure = _borrowed(voice, cited, pair) or _spoken_of(voice, cited, pair)
        else:
            sure = _clear(voice, cited)
        yield _objection(voice, cited[0], "block" if sure else "doubt")
        return


def _silent(voice: Voice, parsed: ParsedText) -> bool:
    """`the embassy has not officially reported it`: no voice at all."""
    return any(negates(t, parsed) for t in parsed.tokens[max(0, voice.at - _HELPERS) : voice.at])


def _objection(voice: Voice, other: Voice, weight: Weight) -> Remark:
    return f"the statement lets {voice.name} say it; in the cited text {_call(other)} does", weight


def _another(voice: Voice, cited: tuple[Voice, ...], pair: Entailment) -> Voice | None:
    """Two people speak: the one in whose own sentence stands what the statement lets the other one say."""
    spoken = {t.key for t in pair.statement.content if t.index != voice.at} - voice.keys
    own = {pair.cited.tokens[o.at].sentence for o in cited if o.keys & voice.keys}
    own |= {t.sentence for t in pair.cited.content if t.key in voice.keys}
    for other in cited:
        number = pair.cited.tokens[other.at].sentence
        # a voice that a pronoun stands for is only a guess
        guessed = other.tokens[0].sentence != number
        if not own or number in own or guessed or other.keys & pair.statement.keys or other.kind not in {"named", "role"}:
            continue
        theirs = len(spoken & {t.key for t in pair.cited.sentence(number)})
        mine = max(len(spoken & {t.key for n in (s, s + 1) if n != number for t in pair.cited.sentence(n)}) for s in own)
        if theirs - mine >= _CLEARLY and theirs >= _MOST * len(spoken) and mine <= len(spoken) * _HALF:
            return other
    return None


def _spoken_of(voice: Voice, cited: tuple[Voice, ...], pair: Entailment) -> bool:
    """The cited text names him only within what somebody else says: `Lind said that Berg was well`."""
    mentions = [t for t in pair.cited.content if t.key in voice.keys]
    reporting = [o for o in cited if o.kind == "named" and o.tokens[0].index < o.at]
    return (
        bool(mentions)
        and not voice.single
        and all(
            any(pair.cited.tokens[o.at].sentence == t.sentence and o.at < t.index for o in reporting)
            and not any(u.low in SAYING for u in pair.cited.tokens if u.sentence == t.sentence and u.index > t.index)
            for t in mentions
        )
    )


def _call(voice: Voice) -> str:
    return f"{voice.name} ({voice.kind})" if voice.kind == "anonymous" else voice.name


def _clear(voice: Voice, cited: tuple[Voice, ...]) -> bool:
    """Nobody in the cited text could be meant: the kinds differ, or both are named. `A manager` may be anybody."""
    return not voice.single and all(
        (o.kind in {"anonymous", "role"} and voice.kind == "named")
        or o.kind == voice.kind == "named"
        or ((o.kind == "anonymous" or o.single) and _institution(voice))
        or (o.keys.isdisjoint(voice.keys) and _placed(voice) and _placed(o))
        for o in cited
    )


def _borrowed(voice: Voice, cited: tuple[Voice, ...], pair: Entailment) -> bool:
    """What the statement lets A say stands only in the sentences of others, none of it in those that name A."""
    said = pair.statement.keys - voice.keys
    own = {s for t in pair.cited.content if t.key in voice.keys for s in (t.sentence, t.sentence + 1)}
    others = {o.tokens[0].sentence for o in cited} - own
    mine = {t.key for s in own for t in pair.cited.sentence(s)} - voice.keys
    theirs = {t.key for s in others for t in pair.cited.sentence(s)}
    return not said & mine and bool(said & theirs)


def _institution(voice: Voice) -> bool:
    body = any(t.low in INSTITUTIONS for t in voice.tokens)
    return body or (len(voice.tokens) <= 3 and any(t.place for t in voice.tokens[-1:]))


def _placed(voice: Voice) -> bool:
    return any(t.place for t in voice.tokens)


def _known(voice: Voice, pair: Entailment) -> bool:
    """The cited text has the speaker's name, even though not as the one who speaks."""
    return any(t.key in pair.cited.keys for t in voice.tokens if t.content)


def _compatible(voice: Voice, other: Voice) -> bool:
    if voice.keys and voice.keys == other.keys:
        return True
    lesser = other.kind == "anonymous" or other.single
    if lesser and voice.kind != "anonymous" and not voice.single and _institution(voice):
        return False
    mine = {fold(t.low) for t in voice.tokens if t.content}
    theirs = {fold(t.low) for t in other.tokens if t.content}
    places = {i for t in voice.tokens if t.place for i in t.place.ids} & {
        i for t in other.tokens if t.place for i in t.place.ids
    }
    weaker = voice.kind == "anonymous" and other.kind in {"anonymous", "role"}
    vague = voice.kind in {"role", "document"} and other.kind in {"role", "named", "document"} and not _placed(voice)
    return bool(mine & theirs or voice.keys & other.keys or weaker or vague) or (bool(places) and not other.single)
