"""Attribution: whoever the statement lets speak must be the one who speaks in the cited text."""

from collections.abc import Iterator

from summarize.guards.names import fold
from summarize.guards.objection import Objection
from summarize.guards.reading import Pair
from summarize.guards.speakers import INSTITUTIONS, Voice, voices


def objections(pair: Pair) -> Iterator[Objection]:
    """Name a speaker of the statement who is not the cited text's, or a voice made greater than it is."""
    cited = voices(pair.cited)
    if not cited:
        return
    for voice in voices(pair.statement):
        if any(_compatible(voice, other, pair) for other in cited):
            continue
        if _known(voice, pair) and not any(o.kind == "anonymous" or o.single for o in cited):
            weight = "block" if _borrowed(voice, cited, pair) else "doubt"
        else:
            weight = "block" if _clear(voice, cited) else "doubt"
        reason = f"the statement lets {voice.name} say it; in the cited text {_call(cited[0])} does"
        yield Objection.model_validate({"kind": "attribution", "reason": reason, "weight": weight})
        return


def _call(voice: Voice) -> str:
    return f"{voice.name} ({voice.kind})" if voice.kind == "anonymous" else voice.name


def _clear(voice: Voice, cited: tuple[Voice, ...]) -> bool:
    """Nobody in the cited text could be meant: the kinds differ, or both are named."""
    return all(
        (o.kind in {"anonymous", "role"} and voice.kind == "named")
        or o.kind == voice.kind == "named"
        or ((o.kind == "anonymous" or o.single) and _institution(voice))
        or (o.keys.isdisjoint(voice.keys) and _placed(voice) and _placed(o))
        for o in cited
    )


def _borrowed(voice: Voice, cited: tuple[Voice, ...], pair: Pair) -> bool:
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


def _known(voice: Voice, pair: Pair) -> bool:
    """The cited text has the speaker's name, even though not as the one who speaks."""
    return any(t.key in pair.cited.keys for t in voice.tokens if t.content)


def _compatible(voice: Voice, other: Voice, pair: Pair) -> bool:
    promoted = (other.kind == "anonymous" or other.single) and voice.kind != "anonymous" and _institution(voice)
    if promoted:
        return False
    mine = {fold(t.low) for t in voice.tokens if t.content}
    theirs = {fold(t.low) for t in other.tokens if t.content}
    places = {i for t in voice.tokens if t.place for i in t.place.ids} & {
        i for t in other.tokens if t.place for i in t.place.ids
    }
    same_person = _same_person(mine, theirs, pair)
    weaker = voice.kind == "anonymous" and other.kind in {"anonymous", "role"}
    vague = voice.kind in {"role", "document"} and other.kind in {"role", "named", "document"} and not _placed(voice)
    return bool(mine & theirs or voice.keys & other.keys or same_person or weaker or vague) or (
        bool(places) and not other.single
    )


def _same_person(mine: set[str], theirs: set[str], pair: Pair) -> bool:
    """The article around it names the office and the person in one breath: `British Prime Minister Keir Starmer`."""
    for sentence in {t.sentence for t in pair.context.tokens}:
        words = [t for t in pair.context.sentence(sentence) if t.capital]
        for token in words:
            near = {fold(t.low) for t in words if abs(t.index - token.index) <= 4}
            if fold(token.low) in theirs and mine & near:
                return True
    return False
