"""Values that must stand in the text: the model says one, and what comes out is the text's own characters, or nothing.

A schema asks for it with a mark on the type, in plain Pydantic: `Annotated[str, Field(json_schema_extra={"copied": True})]`.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from summarize.language.spelling import View, plain, view
from summarize.models import Citation
from summarize.schema.parts import Item
from summarize.source import Sentence, Source

_MARKS = '"“”„«»‟″'
_DASHES = "-–—"
_GAP = r'(?:"?\s+"?)'
# `National Harbour Board (NHB)` is a name and its short form: the name is wanted.
_SHORT_FORM = re.compile(r"(?<=[\w.])\s*[(\[][^()\[\]]*[)\]]?\s*$")
_EDGES = "\"“”„«»'‘’.,;:!?()[] \t\n"


def copied(said: str, source: Source, sentences: Iterable[Sentence]) -> Citation | None:
    """Find what a model said in one of these sentences of `source`: the first, in the order given, that holds it.

    It is looked for character by character, then without regard to case, to the amount of white space, to quotation marks
    around a word, to how dashes are typed, and to all that `spelling.plain` brings to one; always as whole words. The citation
    has the text's own characters: `source.text[c.start:c.end] == c.quote`. None where no sentence holds it.
    """
    wanted = _SHORT_FORM.sub("", said).strip(_EDGES)
    if not any(c.isalnum() for c in wanted):
        return None
    kept = tuple(sentences)
    for pattern, seen in ((_exactly(wanted), _as_it_stands), (_loosely(wanted), view)):
        for sentence in kept:
            if match := _whole(pattern, seen(source.text[sentence.start : sentence.end])):
                start, end = sentence.start + match[0], sentence.start + match[1]
                return Citation(source=source.id, start=start, end=end, quote=source.text[start:end])
    return None


def grounded(values: Mapping[str, Any], item: Item | None, source: Source, sentences: Sequence[Sentence]) -> dict[str, Any]:
    """The values of one item as the text has them: of those to be copied, what these sentences do not hold is left out.

    A list keeps its order, each value once; a single value that is not there is left out with its leaf.
    """
    copies = {leaf.path for leaf in item.leaves if leaf.copied} if item else set()
    found = {name: _kept(value, source, sentences) if name in copies else value for name, value in values.items()}
    return {name: value for name, value in found.items() if name not in copies or value is not None}


def _kept(value: Any, source: Source, sentences: Sequence[Sentence]) -> Any:
    if isinstance(value, str):
        citation = copied(value, source, sentences)
        return citation.quote if citation else None
    if isinstance(value, list | tuple):
        return list(dict.fromkeys(kept for one in value if (kept := _kept(one, source, sentences)) is not None))
    return None


def _as_it_stands(text: str) -> View:
    return View(text, range(len(text)), range(1, len(text) + 1))


def _whole(pattern: re.Pattern[str], seen: View) -> tuple[int, int] | None:
    """The first place in a sentence where the pattern stands and neither cuts a word nor a character in two."""
    for match in pattern.finditer(seen.text):
        if not (_joined(seen.text, match.start()) or _joined(seen.text, match.end())):
            begin, end = _with_its_marks(seen.text, *match.span())
            return seen.starts[begin], seen.ends[end - 1]
    return None


def _with_its_marks(text: str, begin: int, end: int) -> tuple[int, int]:
    """Take in the quotation mark beside a value that holds its partner: `"Santo Tomas" farm`, not `Santo Tomas" farm`."""
    if sum(c in _MARKS for c in text[begin:end]) % 2 == 0:
        return begin, end
    if begin and text[begin - 1] in _MARKS:
        return begin - 1, end
    return begin, end + (text[end : end + 1] in tuple(_MARKS))


def _joined(text: str, at: int) -> bool:
    """Say whether what stands before and after `at` belongs together, such as half a word and a soft hyphen.

    Scripts without spaces have no such border.
    """
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if unicodedata.category(after).startswith("M") or "Cf" in (unicodedata.category(before), unicodedata.category(after)):
        return True
    return all(c.isalnum() and unicodedata.east_asian_width(c) not in "WF" for c in (before, after))


@lru_cache(maxsize=1024)
def _exactly(wanted: str) -> re.Pattern[str]:
    return re.compile(re.escape(wanted))


@lru_cache(maxsize=1024)
def _loosely(wanted: str) -> re.Pattern[str]:
    words = (re.sub(rf"[{_DASHES}]", f"[{_DASHES}]", re.escape(plain(word)).replace(r"\-", "-")) for word in wanted.split())
    return re.compile(_GAP.join(words), re.IGNORECASE)
