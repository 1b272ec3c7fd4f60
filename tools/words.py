"""Count the words in lists that we wrote ourselves: in `summarize/language/data` and in the code. Tables of facts are apart.

    python tools/words.py

A list in code is a collection of strings, or one string that is split, with three or more plain words in lower case that are
no labels of the parser or of WordNet. In data, a word is what white space, commas or bars set off; comments and headings do not
count.
"""

import ast
import gzip
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from spacy.glossary import GLOSSARY

ROOT = Path(__file__).parent.parent / "summarize"
FACTS = frozenset({"places.txt", "offices.txt", "outlets.txt", "given_names.txt"})  # names of states, terms of office, outlets
NOT_OURS = frozenset({"WORDNET-LICENSE.txt"})
_PLAIN = re.compile(r"[a-z][a-z'’-]*")
_FEWEST = 3


@cache
def _labels() -> frozenset[str]:
    """Labels of the parser, and WordNet's topics."""
    with gzip.open(ROOT / "language" / "data" / "wordnet.tsv.gz", "rt", encoding="utf-8") as file:
        topics = {topic for line in file for topic in line.split("\t")[1].split(",")}
    return frozenset(GLOSSARY).union(topics)


def in_data() -> dict[str, int]:
    """Words by file, of the lists and of the tables of facts."""
    files = (path for path in sorted((ROOT / "language" / "data").glob("*.txt")) if path.name not in NOT_OURS)
    return {str(path.relative_to(ROOT)): sum(map(_size, path.read_text(encoding="utf-8").splitlines())) for path in files}


def in_code() -> dict[str, int]:
    """Words by module, of the lists that stand in the code."""
    found = {str(path.relative_to(ROOT)): sum(_listed(path)) for path in sorted(ROOT.rglob("*.py"))}
    return {name: count for name, count in found.items() if count}


def _size(line: str) -> int:
    return 0 if line.startswith(("#", "[")) else len(re.findall(r"[^\s,|]+", line))


def _listed(path: Path) -> Iterator[int]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        told: list[str] = []
        if isinstance(node, ast.List | ast.Set | ast.Tuple):
            told = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            text = node.func.value
            told = text.value.split() if isinstance(text, ast.Constant) and isinstance(text.value, str) else []
        plain = [word for word in told if _PLAIN.fullmatch(word) and word not in _labels()]
        if len(plain) >= _FEWEST:
            yield len(plain)


def main() -> None:
    data, code = in_data(), in_code()
    facts = {name: count for name, count in data.items() if Path(name).name in FACTS}
    lists = {name: count for name, count in data.items() if name not in facts}
    told = []
    for title, counts in (("lists in data", lists), ("lists in code", code), ("tables of facts", facts)):
        told += [f"{title}: {sum(counts.values())}"]
        told += [f"  {count:5} {name}" for name, count in sorted(counts.items(), key=lambda pair: -pair[1])]
    told += [f"words in lists that we wrote: {sum(lists.values()) + sum(code.values())}"]
    sys.stdout.write("\n".join(told) + "\n")


if __name__ == "__main__":
    main()
