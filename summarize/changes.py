"""What changed between two briefings, as values that `briefing.diff` makes and `render.changes` shows."""

from typing import Literal

from summarize.models import Value

ChangeKind = Literal[
    "source added",
    "source removed",
    "source failed",
    "source read",
    "source changed",
    "section",
    "added",
    "lost",
    "changed",
    "corroborated",
    "less corroborated",
    "conflict",
    "conflict gone",
]


class Change(Value):
    """One thing that changed. `what` says it in a line, with text of articles as it stands there.

    `old` and `new` are ids of findings in the old and the new briefing; of sources where `section` is None.
    """

    kind: ChangeKind
    section: str | None = None
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    what: str


class Diff(Value):
    """What changed, sources first, then section by section. `titles`: section -> its title."""

    format: Literal["summarize.diff/1"] = "summarize.diff/1"
    titles: dict[str, str]
    changes: tuple[Change, ...] = ()
