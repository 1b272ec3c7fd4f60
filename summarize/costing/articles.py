"""What it takes to read one article, and to check what was read in it."""

from summarize.checking.listing import MOST as JUDGED
from summarize.costing.taken import LINE, Material, Taken, listing
from summarize.engines import Choice, Reply, Shape, Way
from summarize.engines.expected import expected
from summarize.engines.prompts import Prompt
from summarize.errors import EngineError
from summarize.extracting.asking import question
from summarize.extracting.weighing import weigh
from summarize.extracting.windows import windows
from summarize.records import Usage
from summarize.schema.load import Schema, SchemaSection
from summarize.schema.wire import ROWS, TEXTS
from summarize.source import Source

# Tokens of one answer in a reply about an article: 75 characters of keys and numbers, 120 of a statement of twenty words.
CLAIM = 55
# What a model that weighs takes for the values of a section's answers: the mean of five recorded replies.
FILLING = Taken(1, 354, 123)


def written(source: Source, schema: Schema) -> Material:
    """An article as a model that writes is asked about it, and then about its claims, of which no guard settles any."""
    reading = Taken()
    for run in windows(source.body):
        likely = expected(*question(source, run, schema.sections, schema.title))
        reply = min(likely.completion_tokens, CLAIM * sum(map(_most, schema.sections)))
        reading = reading.plus(Taken(1, likely.prompt_tokens, reply))
    held = _held(source)._replace(claims=reading.replies / CLAIM, reading=reading)
    printed = min(1.0, held.sentences / max(1.0, held.claims))  # each sentence once, however many claims cite it
    return held._replace(checking=listing("judge_claims", held.claims, JUDGED, each=LINE + printed * held.sentence))


def weighed(source: Source, schema: Schema) -> Material:
    """An article as a model that weighs is asked about it. Its claims are the article's own sentences, and need no check."""
    counting = _Counting()
    weigh(source, schema, counting)
    filled = sum(bool(asked.item and asked.item.worded) for asked in schema.sections) * len(list(windows(source.body)))
    return _held(source)._replace(reading=counting.taken.plus(FILLING.times(filled)))


def _held(source: Source) -> Material:
    text = sum(len(sentence.text) for sentence in source.body)
    return Material(1, len(source.told.split()), len(source.body), text)


def _most(asked: SchemaSection) -> int:
    """How many answers a reply to one section may have."""
    lists = [(text.many, text.most, TEXTS) for text in asked.texts] + [
        (item.many, item.most, ROWS) for item in asked.parts.items
    ]
    return sum(min(most, wanted or most) if many else 1 for many, wanted, most in lists)


class _Counting:
    """An engine that answers nothing: it says no, or fails, and counts what it was asked."""

    name = "counting"
    way: Way = "weighs"

    def __init__(self) -> None:
        self.taken = Taken()

    def reply(self, prompt: Prompt, shape: type[Shape]) -> Reply[Shape]:
        self._count(expected(prompt, shape))
        raise EngineError("nothing is answered here")

    def choose(self, prompt: Prompt, words: tuple[str, ...]) -> Choice:
        self._count(expected(prompt, words))
        return Choice((*(0.0 for _ in words[1:]), 1.0), Usage())

    def _count(self, likely: Usage) -> None:
        self.taken = self.taken.plus(Taken(1, likely.prompt_tokens, likely.completion_tokens))
