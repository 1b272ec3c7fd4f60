"""A sentence of an article -> shorter statements that it entails, by its parse: no model writes them. Pure."""

from collections.abc import Collection, Iterator

from summarize.checking.support import look
from summarize.language.clauses import root
from summarize.language.english import parse, parse_one
from summarize.language.prose import one_line
from summarize.language.shorter import shorter
from summarize.language.statement import bare, finished, paired
from summarize.reconciling.merge import SameClaims
from summarize.writing.order import shown

LONGEST = 18  # words of a statement that is short enough: many have nothing to lose, and the mean of all is about 20 then
LEAST = 8  # what has fewer says too little of a sentence: "At least 59 people were killed."

# What limits or denies is the answer where somebody asks for it, though the sentence is true without.
_LIMITS = frozenset({"not", "no", "never", "must", "only", "unless", "until", "if", "conditions", "should", "rather"})


def shortenings(sentence: str, about: Collection[str] = ()) -> tuple[str, ...]:
    """Statements that leave out what the sentence stands without, from the longest to the shortest; none is the sentence.

    `about`: names and words that stay, if the sentence has them. No guard objects to any of them in a way that blocks.
    """
    return tuple(_carried(sentence, about))


def shortest(sentence: str, about: Collection[str] = (), mostly: Collection[str] = ()) -> str:
    """The statement to publish: the longest of at most `LONGEST` words, else the shortest, else the sentence itself.

    Of the words of `mostly` that the sentence has, about half stay, and all where the first of two predicates goes; of those
    that limit what it says, all.
    """
    least = whole_sentence(sentence)
    for one in (s for s in _carried(sentence, about) if _size(s) >= LEAST and _answers(s, sentence, mostly)):
        least = min(least, one, key=_size)
        if _size(one) <= LONGEST:
            break
    return least


def _answers(text: str, sentence: str, mostly: Collection[str]) -> bool:
    """Say whether a shorter text still has what is asked for: one word of a question may stand beside the answer by chance."""
    here, whole = parse(text), parse(sentence)
    asked = _kept(mostly) & whole.keys
    if not all(word in here.lows for word in whole.lows if word in _LIMITS or word.endswith("n't")):
        return False
    verb = root(parse_one(bare(sentence)))
    other = verb is not None and verb.low not in here.lows  # the second of two predicates
    return asked <= here.keys and bool(asked) if other else 2 * len(asked & here.keys) >= len(asked) - 1


def of_claims(said: SameClaims, question: str, name: str = "") -> SameClaims:
    """Claims that say the same, with a shorter statement where the shown one is a sentence of its article, word for word.

    The names of the `question` that they answer stay, and the `name` that they are about; of the other words that all of them
    share, or that the question has, about half: they stand everywhere, and all of them would keep every aside.
    """
    best = shown(said.claims).claim
    if said.statement or best.statement not in {one_line(c.quote) for c in best.citations}:
        return said
    shared = (
        frozenset.intersection(*(parse(one.claim.statement).keys for one in said.claims)) if len(said.claims) > 1 else set()
    )
    named = [w.text for w in parse(question).content if w.place or (w.capital and w.previous is not None)]
    about = [w.text for w in parse(best.statement).content if w.key in shared | parse(question).keys]
    found = shortest(best.statement, [*named, *name.split()], about)
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
