"""A section's claims -> groups that say the same, and what is at odds, as a model that writes proposes it in one question.

The model names numbers of claims that there are, and nothing else decides here. What it proposes is bounded and put in order:
every claim ends in a group, a group has claims of one row only. A longer section is asked about in windows of claims that are
alike, and then about the groups of these.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel

from summarize.engines import Engine
from summarize.engines.prompts import prompt
from summarize.engines.shapes import list_of, model, number, text
from summarize.extracting.windows import shown as on_one_line
from summarize.models import Checked, ConflictKind, Directness
from summarize.reconciling.articles import Articles
from summarize.reconciling.candidates import near_first
from summarize.records import Usage
from summarize.schema.wire import STATEMENT_LENGTH

MOST = 80  # claims in one question: the reply to so many took 3,000 tokens, and longer lists are worked through carelessly
ROUNDS = 3  # of asking about the groups of windows
_CONFLICTS = 12  # of one question
_SEVERAL = 6  # groups that one claim may stand in: a report's sentence may make as many points
_WHY = 300  # code points


class Group(NamedTuple):
    """Claims, by position, that say the same; what they say together, "" for the words of one of them; how directly."""

    claims: tuple[int, ...]
    statement: str = ""
    directness: Directness | None = None


class Row(NamedTuple):
    """Rows, by position, that are one named item; the claim that tells its part best; how much it matters."""

    rows: tuple[int, ...]
    part: int | None = None
    directness: Directness | None = None


class Odds(NamedTuple):
    """Claims, by position, that cannot stand beside others."""

    one: tuple[int, ...]
    other: tuple[int, ...]
    kind: ConflictKind
    why: str


class Proposal(NamedTuple):
    groups: tuple[Group, ...] = ()
    rows: tuple[Row, ...] = ()
    odds: tuple[Odds, ...] = ()


class Listed(NamedTuple):
    """A section's claims in the order of their positions. `rows`: position -> the row that the claim is in, -1 for none."""

    question: str
    claims: tuple[Checked, ...]
    rows: tuple[int, ...]
    names: tuple[str, ...]  # of the rows
    identities: frozenset[str] = frozenset()  # the leaves that have a row's name


class _Line(NamedTuple):
    """One line of a question: a claim, or a group of an earlier round."""

    text: str
    row: int
    claims: tuple[int, ...]
    statement: str = ""
    directness: Directness | None = None


def propose(listed: Listed, articles: Articles, engine: Engine) -> tuple[Proposal, Usage]:
    """Ask `engine` for groups, rows and conflicts of a section's claims; of a single one there is nothing to ask.

    Raises EngineError.
    """
    if len(listed.claims) < 2:
        return Proposal((Group((0,)),), _joined((), len(listed.names))), Usage()
    placed = zip(listed.claims, listed.rows, strict=True)
    lines = [_Line(one.claim.statement, row, (at,)) for at, (one, row) in enumerate(placed)]
    rows: list[Row] = []
    odds: list[Odds] = []
    usage = Usage()
    for _ in range(ROUNDS):
        windows = _windows(lines)
        found = [_asked(listed, window, articles, engine) for window in windows]
        usage = sum((spent for _, spent in found), usage)
        rows = [*rows, *(row for one, _ in found for row in one.rows)]
        odds += [each for one, _ in found for each in one.odds]
        groups = [group for one, _ in found for group in one.groups]
        if len(windows) == 1 or len(groups) == len(lines):
            break
        lines = [_line(listed, group) for group in groups]
    joined = _joined(rows, len(listed.names))
    return Proposal(tuple(_within_rows(groups, listed, joined)), joined, tuple(odds)), usage


def _line(listed: Listed, group: Group) -> _Line:
    first = group.claims[0]
    return _Line(group.statement or listed.claims[first].claim.statement, listed.rows[first], *group)


def _windows(lines: Sequence[_Line]) -> list[list[_Line]]:
    if len(lines) <= MOST:
        return [list(lines)]
    order = near_first([f"{line.row} {line.text}" for line in lines])
    return [[lines[at] for at in sorted(order[start : start + MOST])] for start in range(0, len(order), MOST)]


def _asked(listed: Listed, window: Sequence[_Line], articles: Articles, engine: Engine) -> tuple[Proposal, Usage]:
    by_row = sorted(window, key=lambda line: line.row)
    rows = list(dict.fromkeys(line.row for line in by_row if line.row >= 0))
    shown = _shown(listed, by_row, rows, articles)
    asked = prompt("reconcile", question=on_one_line(listed.question), rows=shown, named=bool(rows))
    reply = engine.reply(asked, _shape(len(by_row), len(rows)))
    return _read(reply.value, by_row, rows), reply.usage


def _shown(listed: Listed, lines: Sequence[_Line], rows: Sequence[int], articles: Articles) -> list[dict[str, Any]]:
    """The lines for the prompt, numbered from 1 as they stand, below their rows."""
    found: dict[int, dict[str, Any]] = {}
    for n, line in enumerate(lines, 1):
        heading = {"name": on_one_line(listed.names[line.row]), "number": rows.index(line.row) + 1} if line.row >= 0 else {}
        own = found.setdefault(line.row, {"name": "", **heading, "lines": []})
        told, values = _told([listed.claims[at] for at in line.claims], articles), _values(listed, line)
        own["lines"].append({"number": n, "told": told, "shown": values, "text": on_one_line(line.text)})
    return list(found.values())


def _told(claims: Iterable[Checked], articles: Articles) -> str:
    """Who tells it, and when: `003, 2024-12-20`."""
    sources = sorted({one.claim.source for one in claims})
    days = {str(day) for day in (articles.last_day([source]) for source in sources) if day}
    return ", ".join([*sources, *(days if len(days) == 1 else ())])


def _values(listed: Listed, line: _Line) -> list[tuple[str, str]]:
    values = listed.claims[line.claims[0]].claim.values if len(line.claims) == 1 else {}
    return [
        (on_one_line(name), on_one_line(str(value)))
        for name, value in values.items()
        if name not in listed.identities and isinstance(value, str | int | float) and str(value) not in line.text
    ]


def _shape(lines: int, rows: int) -> type[BaseModel]:
    """The wire shape for so many lines and rows: as many groups at most as can be, each of numbers that there are."""
    claims = list_of(number(lines), least=1, most=lines)
    group = model("Group", {"claims": claims, "statement": text(STATEMENT_LENGTH), "weight": Directness})
    odds = model("Conflict", {"one": claims, "other": claims, "kind": ConflictKind, "why": text(_WHY)})
    fields = {"groups": list_of(group, most=2 * lines)}
    if rows:
        row = {"rows": list_of(number(rows), least=1, most=rows), "part": number(lines), "weight": Directness}
        fields["rows"] = list_of(model("Row", row), most=rows)
    return model("Reconciled", {**fields, "conflicts": list_of(odds, most=_CONFLICTS)})


def _read(reply: Any, lines: Sequence[_Line], rows: Sequence[int]) -> Proposal:
    """The reply with positions of claims and rows in place of the numbers of the question."""

    def claims(numbers: Iterable[int]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(at for n in sorted(set(numbers)) for at in lines[n - 1].claims))

    groups = [Group(claims(g.claims), " ".join(g.statement.split()), g.weight) for g in reply.groups]
    odds = (Odds(claims(o.one), claims(o.other), o.kind, " ".join(o.why.split())) for o in reply.conflicts)
    own = getattr(reply, "rows", ())
    joined = (Row(tuple(sorted({rows[n - 1] for n in r.rows})), claims([r.part])[0], r.weight) for r in own)
    return Proposal(tuple(_each_once(groups, lines)), tuple(joined), tuple(filter(None, map(_apart, odds))))


def _apart(odds: Odds) -> Odds | None:
    """The sides without what they share; None where nothing is left of one."""
    one = tuple(at for at in odds.one if at not in odds.other)
    other = tuple(at for at in odds.other if at not in odds.one)
    return odds._replace(one=one, other=other) if one and other else None


def _each_once(groups: Iterable[Group], lines: Sequence[_Line]) -> Iterator[Group]:
    """Groups in which each line stands: in few, and alone only where it stands in no other, or as other words say."""
    often: defaultdict[int, int] = defaultdict(int)
    seen: set[tuple[tuple[int, ...], str]] = set()  # the same claims may make several points, each with its statement
    for group in sorted(groups, key=lambda g: -len(g.claims)):
        kept = tuple(at for at in group.claims if often[at] < _SEVERAL)
        again = len(kept) == 1 and often[kept[0]] and not group.statement
        if kept and (kept, group.statement) not in seen and not again:
            seen.add((kept, group.statement))
            for at in kept:
                often[at] += 1
            yield group._replace(claims=kept)
    for line in lines:
        if not all(often[at] for at in line.claims):
            yield Group(line.claims, line.statement, line.directness)


def _joined(rows: Iterable[Row], count: int) -> tuple[Row, ...]:
    """Each row once: those that are one together, with the part that was told first."""
    at: dict[int, Row] = {n: Row((n,)) for n in range(count)}
    for row in rows:
        together = {n for each in row.rows for n in at[each].rows}
        known = next((at[n] for n in row.rows if at[n].part is not None), row)
        given: list[Directness] = [d for d in (row.directness, known.directness) if d]
        best = min(given, key=get_args(Directness).index, default=None)
        at.update(dict.fromkeys(together, Row(tuple(sorted(together)), known.part, best)))
    return tuple(dict.fromkeys(at.values()))


def _within_rows(groups: Iterable[Group], listed: Listed, rows: Sequence[Row]) -> Iterator[Group]:
    """The groups, each cut into what is about one row. A statement about several rows is none about one of them."""
    owner: Mapping[int, int] = {n: at for at, row in enumerate(rows) for n in row.rows}
    for group in groups:
        parts: defaultdict[int, list[int]] = defaultdict(list)
        for at in group.claims:
            parts[owner.get(listed.rows[at], -1)].append(at)
        for own in parts.values():
            yield group._replace(claims=tuple(own), statement=group.statement if len(parts) == 1 else "")
