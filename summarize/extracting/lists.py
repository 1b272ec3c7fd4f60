"""Source -> copied values: short phrases that stand in the article, each with its place, for list fields marked as copied.

Asked for what there is, a small model fills nothing in, or everything. So it is made to name something for each field, what
it says is replaced by the text's own characters (`copied`), and two further questions, one word each, ask of each value whether
it belongs there: one with the sentence where it stands, and with examples from other walks of life; one with the whole window.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, NamedTuple

from pydantic import BaseModel, Field

from summarize.engines import Engine
from summarize.engines.logprobs import log_odds
from summarize.engines.prompts import prompt
from summarize.extracting.verbatim import copied
from summarize.extracting.windows import shown, windows
from summarize.models import Citation
from summarize.records import Usage
from summarize.schema.wire import keyed, shape
from summarize.source import Sentence, Source

MOST = 3  # values of one field in one window: a small model that may list more repeats itself
LONGEST = 80  # code points; of 400 hand-made values of this kind the longest has 84
# What names nobody. A value of these words alone is dropped.
EMPTY = frozenset(re.findall(r"\w+", """
    a an the this that these those it its he him his she her hers they them their theirs we us our you your i me my who whom
    one ones someone somebody anyone nobody people person persons others other something anything nothing none unknown not
    stated specified mentioned identified no some several many unidentified"""))  # fmt: skip
ACRONYMS = frozenset({"US", "IT", "WHO"})  # words of that list in small letters, names in capitals
# What the two answers' log-odds of yes count, and the sum from which a value is kept. Chosen on 16 of 100 reports; of all 100,
# micro F1 over five roles is .26 from .8 on, .27 from 1.0, .29 from 1.2 (57 of 184 values right), .27 from 1.4, .19 from 1.6.
# Of 215 things that people named, the model names 87 before it is asked.
NEAR, WHOLE, LEAST = 1.0, 0.5, 1.2
MOST_SURE = 3.0  # log-odds of yes that the second answer hardly ever exceeds: if they do not suffice, it is not asked


class Values(NamedTuple):
    """For each field its values in text order, each once, and what they took."""

    fields: dict[str, tuple[Citation, ...]]
    usage: Usage


def values_of(source: Source, question: str, fields: Mapping[str, str], engine: Engine) -> Values:
    """Ask `engine` for the values of `fields` (name -> meaning) in `source`, all fields in one call for each window.

    Every citation that comes back is a whole phrase of one sentence: `source.text[c.start:c.end] == c.quote`. Raises
    EngineError where a call fails.
    """
    found: dict[str, dict[str, Citation]] = {name: {} for name in fields}
    usage = Usage()
    for window in windows(source.body):
        asked = prompt("values", text=_shown(window), question=question, fields=list(fields.items()), candidate="")
        reply = engine.reply(asked, _shape(fields))
        usage += reply.usage
        said = keyed(reply.value)
        for name, meaning in fields.items():
            for citation in _placed(said[name], source, window):
                if citation.quote.casefold() in found[name]:
                    continue
                belongs, spent = _belongs(citation, (name, meaning), question, window, engine)
                usage += spent
                if belongs:
                    found[name][citation.quote.casefold()] = citation
    return Values({name: tuple(sorted(of.values(), key=lambda c: c.start)) for name, of in found.items()}, usage)


def _shape(fields: Iterable[str]) -> type[BaseModel]:
    """The wire shape: for each field a short list of values, and one at least."""
    value = Annotated[str, Field(min_length=2, max_length=LONGEST)]
    return shape("Values", {name: Annotated[list[value], Field(min_length=1, max_length=MOST)] for name in fields})


def _placed(said: Sequence[str], source: Source, sentences: Sequence[Sentence]) -> list[Citation]:
    """Find what was said in the text: in the first of these sentences that holds it."""
    found = (copied(value, source, sentences) for value in said if not is_empty(value))
    return [citation for citation in found if citation is not None]


def _shown(sentences: Sequence[Sentence]) -> str:
    return " ".join(shown(s.text) for s in sentences)


def is_empty(value: str) -> bool:
    """Say whether a value names nobody and nothing: pronouns, "people", "unknown"."""
    words = re.findall(r"\w+", value)
    return all(word.casefold() in EMPTY and word not in ACRONYMS for word in words)


def _belongs(
    value: Citation, field: tuple[str, str], question: str, window: Sequence[Sentence], engine: Engine
) -> tuple[bool, Usage]:
    """Ask whether a value is what its field asks for, by the text near it; where that leaves it open, by the whole window."""
    name, meaning = field[0].replace("_", " "), field[1]
    at = next(n for n, sentence in enumerate(window) if sentence.start <= value.start < sentence.end)
    near = prompt("belongs", text=_shown(window[max(0, at - 1) : at + 1]), field=name, meaning=meaning, value=value.quote)
    first = engine.choose(near, ("yes", "no"))
    total = NEAR * log_odds(first.probability)
    if total + WHOLE * MOST_SURE < LEAST:
        return False, first.usage
    whole = prompt("values", text=_shown(window), question=question, fields=[(name, meaning)], candidate=value.quote)
    second = engine.choose(whole, ("yes", "no"))
    return total + WHOLE * log_odds(second.probability) >= LEAST, first.usage + second.usage
