"""What each kind of field asks for, and what becomes of it over several articles. `docs/schemas.md` shows this table.

`summarize.writing.value` does what it says. Which kind a field is follows from its type and marks alone.
"""

from typing import NamedTuple

from summarize.schema.parts import Item, Leaf, Text


class Rule(NamedTuple):
    """`field`: what it looks like in a class. `asked`: what an article is asked for. `over`: how several answers are one."""

    field: str
    asked: str
    over: str


TEXTS = Rule(
    "`list[str]`",
    "statements; where the field asks for names or a few words, these",
    "statements that say the same are one, with all who say it; what matters most comes first",
)
TEXT = Rule("`str`", "one statement, or a few words", "statements that say the same are one; the first of them stands")
WORDS = Rule(
    "`str` in a row about a named thing", "a few words", "the words of one claim stand; what the others say stays beside them"
)
VALUE = Rule(
    "number, date, `bool`, `Literal`, `Enum`, copied words, `str` in a model; a dict, a tuple, a union of models as a whole",
    "one value",
    "of what no later report replaces, what most independent reports say, then what most articles say, then the newest; what "
    "others say stays beside it",
)
NEWEST = Rule('the same, marked `{"merge": "newest"}`', "one value", "the newest value stands, however many say another one")
VALUES = Rule("a list of numbers, choices, copied words, lists; a list of models in a row", "values", "all of them, each once")
FIELDS = Rule("a model", "its fields, also those of models inside it", "field by field")
NAME = Rule("the field of a row that names a thing", "a name", "rows of one name are one row; its other names stay beside it")
NAMED = Rule("a list of models", "rows of its fields", "one row for each thing that is named, its fields reconciled inside it")
UNNAMED = Rule(
    "a list of models of which no field names a thing",
    "rows of its fields",
    "rows whose statements say the same are one, field by field",
)

RULES = (TEXTS, TEXT, WORDS, VALUE, NEWEST, VALUES, FIELDS, NAMED, UNNAMED, NAME)


def rule(part: Text | Item) -> Rule:
    """The rule that a text or an item follows."""
    if isinstance(part, Text):
        return TEXTS if part.many else TEXT
    if not part.many:
        return FIELDS
    return NAMED if part.identity else UNNAMED


def rule_of_leaf(leaf: Leaf, item: Item) -> Rule:
    """The rule that a leaf of an item follows."""
    if leaf.path == item.identity:
        return NAME
    if leaf.many:
        return VALUES
    if leaf.newest:
        return NEWEST
    return WORDS if leaf.words and item.identity else VALUE
