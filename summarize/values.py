"""Source -> copied values: short phrases that stand in the article, each with its place, for list fields marked as copied.

Asked for what there is, a small model fills nothing in, or everything. So it is made to name something for each field, what
it says is replaced by the text's own characters (`copied`), and a second question, one word, asks of each value whether it
belongs there.
"""

import re
from collections.abc import Sequence
from typing import Annotated, NamedTuple

from pydantic import BaseModel, Field

from summarize.copied import copied
from summarize.engines import Engine
from summarize.models import Citation, Sentence, Source, Usage
from summarize.schema import shape
from summarize.templates import prompt
from summarize.windows import shown, windows

MOST = 3  # values of one field in one window: a small model that may list more repeats itself
LONGEST = 80  # code points; of 400 hand-made values of this kind the longest has 84
# What names nobody. A value of these words alone is dropped.
EMPTY = frozenset(re.findall(r"\w+", """
    a an the this that these those it its he him his she her hers they them their theirs we us our you your i me my who whom
    one ones someone somebody anyone nobody people person persons others other something anything nothing none unknown not
    stated specified mentioned identified no some several many unidentified"""))  # fmt: skip
ACRONYMS = frozenset({"US", "IT", "WHO"})  # words of that list in small letters, names in capitals
# Of the model's yes against its no, which it says too readily. On 13 reports, from .5 on 8 of 64 values were right (F1 .19),
# from .8 on 7 of 29 (.29), from .85 on 6 of 17 (.32), from .88 on 3 of 9 (.20).
LIKELY = 0.8

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
        text = " ".join(shown(s.text) for s in window)
        asked = prompt("values", text=text, question=question, fields=fields, candidate="")
        reply = engine.reply(asked, value_shape(fields, least=int(engine.weighs)))
        usage += reply.usage
        for name, meaning in fields:
            for citation in placed(getattr(reply.value, name), source, window):
                if citation.quote.casefold() in found[name]:
                    continue
                likely, spent = _belongs(citation.quote, (name, meaning), question, text, engine)
                usage += spent
                if likely:
                    found[name][citation.quote.casefold()] = citation
    return Values({name: tuple(sorted(of.values(), key=lambda c: c.start)) for name, of in found.items()}, usage)


def value_shape(fields: Fields, *, least: int = 0) -> type[BaseModel]:
    """The wire shape: for each field a short list of values, with at least so many."""
    value = Annotated[str, Field(min_length=2, max_length=LONGEST)]
    return shape(
        "Values", {name: (Annotated[list[value], Field(min_length=least, max_length=MOST)], ...) for name, _ in fields}
    )


def placed(said: Sequence[str], source: Source, sentences: Sequence[Sentence]) -> list[Citation]:
    """Find what was said in the text: in the first of these sentences that holds it."""
    found = (copied(value, source, sentences) for value in said if not is_empty(value))
    return [citation for citation in found if citation is not None]


def is_empty(value: str) -> bool:
    """Say whether a value names nobody and nothing: pronouns, "people", "unknown"."""
    words = re.findall(r"\w+", value)
    return all(word.casefold() in EMPTY and word not in ACRONYMS for word in words)


def _belongs(value: str, field: tuple[str, str], question: str, text: str, engine: Engine) -> tuple[bool, Usage]:
    """Engines that write well are believed: they left out by themselves what is not there."""
    if not engine.weighs:
        return True, Usage()
    name, meaning = field
    asked = prompt("values", text=text, question=question, fields=[(name.replace("_", " "), meaning)], candidate=value)
    odds = engine.odds(asked, ("yes", "no"))
    return odds.probability >= LIKELY, odds.usage
