"""A sentence of an article -> shorter statements that it entails, by its parse: no model writes them. Pure."""

from collections.abc import Collection, Iterator

from summarize.checking.support import look
from summarize.language.parsing import parse
from summarize.language.prose import one_line
from summarize.language.shorter import shorter
from summarize.language.statement import bare, finished, paired
from summarize.reconciling.merge import SameClaims
from summarize.writing.order import shown

LONGEST = 22  # words of a statement that is short enough: about 20 are the aim
ENOUGH = 20  # words of a sentence that is left as it is
LEAST = 7  # what has fewer says too little of a sentence: "At least 59 people were killed."


def shortenings(sentence: str, about: Collection[str] = ()) -> tuple[str, ...]:
    """Statements that leave out what the sentence stands without, from the longest to the shortest; none is the sentence.

    `about`: names and words that stay, if the sentence has them. No guard objects to any of them in a way that blocks.
    """
    return tuple(_carried(sentence, about))


def shortest(sentence: str, about: Collection[str] = ()) -> str:
    """The statement to publish: the longest of at most `LONGEST` words, else the shortest, else the sentence itself."""
    least = whole_sentence(sentence)
    if _size(least) <= ENOUGH:
        return least
    for one in (s for s in _carried(sentence, about) if _size(s) >= LEAST):
        least = min(least, one, key=_size)
        if _size(one) <= LONGEST:
            break
    return least


def of_claims(said: SameClaims, question: str, name: str = "") -> SameClaims:
    """Claims that say the same, with a shorter statement where the shown one is a sentence of its article, word for word.

    What all of them say stays, and what the sentence has of the `question` that they answer and of the `name` that they are
    about.
    """
    best = shown(said.claims).claim
    if said.statement or best.statement not in {one_line(c.quote) for c in best.citations}:
        return said
    shared = (
        frozenset.intersection(*(parse(one.claim.statement).keys for one in said.claims)) if len(said.claims) > 1 else set()
    )
    wanted = parse(best.statement)
    about = [t.text for t in wanted.content if t.key in shared | parse(question).keys]
    found = shortest(best.statement, [*about, *name.split()])
    return said if found == best.statement else said._replace(statement=found)


def whole_sentence(sentence: str) -> str:
    """The sentence without its dateline, with its stop; as it is where its marks do not pair."""
    clean = bare(sentence)
    return finished(clean) if paired(clean) else sentence


def _carried(sentence: str, about: Collection[str]) -> Iterator[str]:
    wanted = _kept(about) & parse(sentence).keys
    for text in sorted({*shorter(sentence)}, key=lambda text: (-_size(text), text)):
        if wanted <= parse(text).keys and not _refused(text, sentence):
            yield text


def _kept(about: Collection[str]) -> frozenset[str]:
    return frozenset(key for one in about for key in parse(one).keys)


def _refused(text: str, sentence: str) -> bool:
    known = look(text, [sentence]).known
    return known is not None and known.verdict == "unsupported"


def _size(text: str) -> int:
    return len(text.split())
