"""Who acts in a sentence: the named persons, bodies, states and groups that are a subject, an agent, or stand beside one.

"Ukraine said", "led by Italy", "with the EU playing a part", "countries such as Spain and Peru", "the President of France, Ann
Lund, …". Who is only spoken of ("a threat to Ukraine", "Russia's forces", "talks in Paris") does not act. By the parse.
"""

from collections.abc import Iterator
from functools import lru_cache

from summarize.language.english import parse_raw
from summarize.language.entities import PERSON, unowned
from summarize.language.lexicon import items, rows, words
from summarize.language.parsed import Name, Word

_ACTORS = frozenset({PERSON, "ORG", "GPE", "NORP"})
_EXAMPLES = frozenset({"including", "as", "like"})  # "countries such as", "leaders including"
_LISTED = (name for (names,) in rows("outlets.listed") for name in items(names))
_OUTLETS = frozenset(map(str.lower, (*words("outlets.short", "outlets.ending"), *_LISTED)))


@lru_cache(maxsize=4096)
def acting(sentence: str) -> tuple[str, ...]:
    """Their names as the sentence writes them, without article and possessive, each once, in text order."""
    if sentence.isupper():  # in capitals a name has no visible end
        return ()
    parsed = parse_raw(sentence)
    named = [(name, parsed.words[name.start : name.end]) for name in parsed.names if name.label in _ACTORS]
    return tuple(dict.fromkeys(_plain(run, parsed.text) for name, run in named if _acts(name, run)))


def _plain(run: tuple[Word, ...], text: str) -> str:
    while len(run) > 1 and (run[-1].tag == "POS" or run[-1].pos == "PUNCT"):
        run = run[:-1]
    if len(run) > 1 and run[0].pos == "DET":
        run = run[1:]
    return unowned(text[run[0].start : run[-1].start + len(run[-1].text)])


def _acts(name: Name, run: tuple[Word, ...]) -> bool:
    """Does it, as a whole and alone, stand where somebody acts? One that the model cuts off a longer name does not."""
    head = min(run, key=lambda w: w.depth)
    group = name.label == "NORP" and not head.text.endswith("s")
    cut = name.start and head.all[name.start - 1].entity in _ACTORS
    # Of "House Democrats" the "House", of "young Republicans" the "young": the group is another than all of them.
    part = name.label != PERSON and any(
        w.dep in ("compound", "amod", "nummod", "poss") and w.i < name.start for w in head.children
    )
    return not (group or cut or part or head.low in _OUTLETS) and any(_acting(word, name.label) for word in _beside(head))


def _beside(word: Word) -> Iterator[Word]:
    """The word and what it stands beside: of "Fox, Lund and Berg said", Berg, Lund, Fox."""
    yield word
    while word.dep in ("conj", "appos") and word.head is not word:
        word = word.head
        yield word


def _acting(word: Word, label: str) -> bool:
    head = word.head
    if word.dep == "nsubj" or (word.dep == "nsubjpass" and label == PERSON):
        return True
    if word.dep == "pobj" and head.low in _EXAMPLES and head.dep != "agent":
        return any(w.dep in ("nsubj", "nsubjpass", "pobj", "dobj") for w in _beside(head.head))
    return (word.dep == "pobj" and head.dep == "agent") or (word.dep == "dobj" and head.lemma == "include")
