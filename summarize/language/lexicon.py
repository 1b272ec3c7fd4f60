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
