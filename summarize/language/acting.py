"""Who acts in a sentence: the named persons, bodies, states and groups that are a subject, an agent, or stand beside one.

"Ukraine said", "led by Italy", "with the EU playing a part", "countries such as Spain and Peru", "the President of France, Ann
Lund, …". Who is only spoken of ("a threat to Ukraine", "Russia's forces", "talks in Paris") does not act. By spaCy's parse.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from summarize.language.english import read
from summarize.language.entities import PERSON, unowned
from summarize.language.lexicon import words

_ACTORS = frozenset({PERSON, "ORG", "GPE", "NORP"})
_BESIDE = frozenset({"conj", "appos"})
_EXAMPLES = frozenset({"including", "as", "like"})  # "countries such as", "leaders including"
_OUTLETS = words("speakers.outlets")


@lru_cache(maxsize=4096)
def acting(sentence: str) -> tuple[str, ...]:
    """Their names as the sentence writes them, without article and possessive, each once, in text order."""
    if sentence.isupper():  # in capitals a name has no visible end
        return ()
    return tuple(dict.fromkeys(_plain(one) for one in read(sentence).ents if one.label_ in _ACTORS and _acts(one)))


def _plain(entity: Any) -> str:
    pieces = list(entity)
    while len(pieces) > 1 and (pieces[-1].tag_ == "POS" or pieces[-1].is_punct):
        pieces.pop()
    if len(pieces) > 1 and pieces[0].pos_ == "DET":
        pieces = pieces[1:]
    return unowned(str(entity.doc[pieces[0].i : pieces[-1].i + 1].text))


def _acts(entity: Any) -> bool:
    """Does the entity, as a whole and alone, stand where somebody acts? One that the model cuts off a longer name does not."""
    root = entity.root
    group = entity.label_ == "NORP" and not root.text.endswith("s")
    cut = entity.start and (entity.doc[entity.start - 1].ent_type_ or "") in _ACTORS
    outlet = root.text.casefold() in _OUTLETS
    part = entity.label_ != PERSON and any(_narrows(child, entity) for child in root.children)
    return not (group or cut or outlet or part) and any(_acting(token, entity.label_) for token in _chain(root))


def _narrows(child: Any, entity: Any) -> bool:
    """Of "House Democrats" the "House", of "young Republicans" the "young": the group is another than all of them."""
    return child.i < entity.start and child.dep_ in ("compound", "amod", "nummod", "poss")


def _chain(token: Any) -> Iterator[Any]:
    """The token and what it stands beside: of "Fox, Lund and Berg said", Berg, Lund, Fox."""
    yield token
    while token.dep_ in _BESIDE and token.head is not token:
        token = token.head
        yield token


def _acting(token: Any, label: str) -> bool:
    head = token.head
    if token.dep_ == "nsubj" or (token.dep_ == "nsubjpass" and label == PERSON):
        return True
    if token.dep_ == "pobj" and (head.dep_ == "agent" or head.text.casefold() in _EXAMPLES):
        return head.dep_ == "agent" or any(t.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj") for t in _chain(head.head))
    return bool(token.dep_ == "dobj" and head.lemma_ == "include")
