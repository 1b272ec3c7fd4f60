"""Orders: a statement tells what a text says; one that speaks to its reader, or to a program, is what a text ordered.

Such a text may stand in the article, word for word, and a model that obeys it cites it. What somebody is said to order is told.
"""

from collections.abc import Iterator

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Effect, Remark
from summarize.language.instructions import is_instruction

EFFECT = Effect(merge="never")


def objections(pair: Entailment) -> Iterator[Remark]:
    """Object to a statement that is an instruction, whatever the cited text says."""
    if is_instruction(pair.statement.text):
        yield "the statement is an order to its reader, not what the text tells", "block"
