"""Source -> copied values: short phrases that stand in the article, each with its place, for fields marked as copied.

The model says a value and the number of its sentence; `copied` gives the text's own characters. A second question, one word,
asks of each value whether it belongs there, so that a small model's eagerness to fill a list costs nothing.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, Field

from summarize.copied import copied
from summarize.engines import Engine
from summarize.models import Citation, Sentence, Source, Usage
from summarize.schema import shape
from summarize.templates import prompt
from summarize.windows import lines, windows

MOST = 4  # values of one field in one window: a small model that may list more repeats itself
LONGEST = 80  # code points; of 400 hand-made values of this kind the longest has 84
# What names nobody. A value of these words alone is dropped.
EMPTY = frozenset(re.findall(r"\w+", """
    a an the this that these those it its he him his she her hers they them their theirs we us our you your i me my who whom
    one ones someone somebody anyone nobody people person persons others other something anything nothing none unknown not
    stated specified mentioned identified no some several many unidentified"""))  # fmt: skip
ACRONYMS = frozenset({"US", "IT", "WHO"})  # words of that list in small letters, names in capitals
LIKELY = 0.5  # of the model's yes against its no: the even chance, not a measured border

Fields = Sequence[tuple[str, str]]  # name, meaning


class Values(NamedTuple):
    """For each field its values in text order, each once, and what they took."""

    fields: dict[str, tuple[Citation, ...]]
    usage: Usage


def values(source: Source, question: str, fields: Fields, engine: Engine) -> Values:
    """Ask `engine` for the values of `fields` (name and meaning) in `source`, all fields in one call for each window.

    Every citation that comes back is a whole phrase of one sentence: `source.text[c.start:c.end] == c.quote`. Raises
    EngineError where a call fails.
    """
    found: dict[str, dict[str, Citation]] = {name: {} for name, _ in fields}
    usage = Usage()
    for window in windows(source.body):
        asked = prompt("values", lines=lines(window), question=question, fields=fields, candidate="")
        reply = engine.reply(asked, value_shape(fields, len(window)))
        usage += reply.usage
        for name, meaning in fields:
            for citation in placed(getattr(reply.value, name), source, window):
                if citation.quote.casefold() in found[name]:
                    continue
                likely, spent = _belongs(citation.quote, (name, meaning), question, window, engine)
                usage += spent
                if likely:
                    found[name][citation.quote.casefold()] = citation
    return Values({name: tuple(sorted(of.values(), key=lambda c: c.start)) for name, of in found.items()}, usage)


def value_shape(fields: Fields, count: int) -> type[BaseModel]:
    """The wire shape over `count` sentences: for each field a short list of values with their sentence's number."""
    number = Annotated[int, Field(ge=1, le=count)]
    value = Annotated[str, Field(min_length=2, max_length=LONGEST)]
    said = shape("Value", {"sentence": (number, ...), "value": (value, ...)})
    return shape("Values", {name: (Annotated[list[said], Field(max_length=MOST)], ...) for name, _ in fields})  # type: ignore[valid-type]


def placed(said: Sequence[Any], source: Source, sentences: Sequence[Sentence]) -> list[Citation]:
    """Find what was said in the text: in the sentence that was named, else in the first of the window that holds it."""
    found = (copied(one.value, source, [sentences[one.sentence - 1], *sentences]) for one in said if not is_empty(one.value))
    return [citation for citation in found if citation is not None]


def is_empty(value: str) -> bool:
    """Say whether a value names nobody and nothing: pronouns, "people", "unknown"."""
    words = re.findall(r"\w+", value)
    return all(word.casefold() in EMPTY and word not in ACRONYMS for word in words)


def _belongs(
    value: str, field: tuple[str, str], question: str, window: Sequence[Sentence], engine: Engine
) -> tuple[bool, Usage]:
    if not engine.weighs:
        return True, Usage()
    asked = prompt(
        "values", lines=lines(window), question=question, fields=[(field[0].replace("_", " "), field[1])], candidate=value
    )
    odds = engine.odds(asked, ("yes", "no"))
    return odds.probability >= LIKELY, odds.usage


def cited_in(citations: Mapping[str, Sequence[Citation]], sentences: Sequence[Sentence]) -> dict[str, list[tuple[str, int]]]:
    """Field -> its values with the 0-based index of the sentence that each stands in."""
    return {
        name: [(c.quote, next(i for i, s in enumerate(sentences) if s.start <= c.start < s.end)) for c in of]
        for name, of in citations.items()
    }
