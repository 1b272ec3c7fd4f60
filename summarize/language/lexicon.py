"""Word lists of English, from the text files in `data/`. A text of another language simply finds nothing in them.

A file is a topic. `[section]` opens one of its lists, a line that begins with `#` says what it is for. A list is running
text, of words or of phrases with commas; a table has one row a line, and `|` between its cells.
"""

from pathlib import Path

from summarize.files import sections

_DATA = Path(__file__).parent / "data"


def _section(name: str) -> str:
    topic, _, section = name.partition(".")
    return sections(_DATA / f"{topic}.txt")[section]


def words(*names: str) -> frozenset[str]:
    """The words of all these lists, each named as `topic.section`."""
    return frozenset(word for name in names for word in _section(name).split())


def phrases(*names: str) -> tuple[str, ...]:
    """The phrases of all these lists, in their order, with single spaces."""
    return tuple(p for name in names for phrase in _section(name).split(",") if (p := " ".join(phrase.split())))


def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table as cells; empty cells at the end of a row may be missing."""
    lines = (line for line in _section(name).splitlines() if line.strip())
    return tuple(tuple(cell.strip() for cell in line.split("|")) for line in lines)


def items(cell: str) -> tuple[str, ...]:
    """What a cell lists with commas."""
    return tuple(item.strip() for item in cell.split(",") if item.strip())


def grouped(name: str) -> dict[str, frozenset[str]]:
    """A table of two cells: the first, and the words of the second."""
    return {first: frozenset(others.split()) for first, others in rows(name)}


# Lists that several rooms share; what each is for stands above it in its file.
STOP = words("grammar.stop")
CLAUSE_OPENERS = words("grammar.clause-openers")
ABBREVIATIONS = words("grammar.abbreviations")
IRREGULAR = {form: base for base, forms in grouped("grammar.irregular").items() for form in forms}
IRREGULAR_PAST = words("grammar.irregular-past")
RESERVED = phrases("modality.reserved")
ALLEGED = phrases("modality.alleged")
POSSIBLE = phrases("modality.possible")
INTENDED = phrases("modality.intended")
CERTAIN = phrases("modality.certain")
NEGATORS = words("polarity.negators")
DENIERS = words("polarity.deniers")
NEGATIVE_SENSE = words("polarity.negative-sense")
NOT_ONLY = words("polarity.not-only")
