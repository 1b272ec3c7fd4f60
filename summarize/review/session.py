"""One sitting of a reviewer: the briefing as it stands with all decisions, and each further one, on the disk at once."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from summarize.briefing.decisions import Decision, Kind, Log, Shown, append, claimed, read, shown
from summarize.briefing.file import Briefing
from summarize.briefing.review import Applied, decide
from summarize.briefing.rewording import reworded
from summarize.engines import Engine
from summarize.errors import SummarizeError
from summarize.models import Finding


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


class DecidedError(SummarizeError):
    """Somebody else decided about this finding since it was shown."""


class Session:
    """Decisions on `briefing`, by the reviewer `by`, in the file `path`. `engine` judges edits beside the rules, if given.

    Others may decide in the same file meanwhile: what they decided is seen before each decision, and never overruled unseen.
    Raises BriefingError where the file cannot be read.
    """

    def __init__(
        self, briefing: Briefing, path: Path, by: str, *, engine: Engine | None = None, now: Callable[[], str] = _now
    ) -> None:
        self.path, self.by, self.engine = path, by, engine
        self._briefing, self._now = briefing, now
        self._size = _size(path)
        self._log = read(path)
        self._own: list[str] = []  # findings that were decided about in this sitting, the last one at the end
        self.applied: Applied = decide(briefing, self._log)

    @property
    def torn(self) -> bool:
        """Was the last line of the file half a decision when it was read?"""
        return self._log.torn

    def finding(self, key: str) -> tuple[str, Finding]:
        """A finding as it stands, and its section's name."""
        return next((n, f) for n, s in self.applied.briefing.sections.items() for f in s.findings if f.id == key)

    def decide(self, key: str, decision: Kind, *, reason: str = "", edited: Shown | None = None) -> None:
        """Keep a decision on a finding. Raises OutputError and DecidedError; then nothing was decided."""
        self._look_again(key)
        section, finding = self.finding(key)
        self._add(
            Decision(
                decision=decision,
                at=self._now(),
                by=self.by,
                reason="; ".join(edited.reasons[1:]) if edited else reason,
                claimed=claimed(finding, section, self._briefing),
                shown=edited if edited or decision == "rejected" else shown(finding, self._briefing.sources),
            )
        )
        self._own.append(key)

    def undo(self, key: str | None) -> str | None:
        """Take back the decision on this finding, or where it has none, the last of this sitting; give the finding's id.

        None where there is nothing to take back. Raises OutputError and DecidedError.
        """
        if key is not None:
            self._look_again(key)
        last = [own for own in self._own if own in self.applied.counts]
        which = key if key in self.applied.counts else last[-1] if last else None
        if which is None:
            return None
        decision = self.applied.counts[which]
        self._add(Decision(decision="undone", at=self._now(), by=self.by, claimed=decision.claimed))
        self._own = [own for own in self._own if own != which]
        return which

    def check(self, key: str, statement: str) -> Shown:
        """Check a statement that is to stand in place of a finding's. Raises RefusedError and NoEngineError."""
        return reworded(self.finding(key)[1], statement, self._briefing, self.engine)

    def _look_again(self, key: str) -> None:
        """Read what others have decided since. Raises DecidedError where that is about this finding."""
        size, before = _size(self.path), self.applied.counts.get(key)
        if size == self._size:
            return
        self._log = read(self.path)
        self._size = size
        self.applied = decide(self._briefing, self._log)
        now = self.applied.counts.get(key)
        if now != before:
            what = f"{now.by or 'somebody'} {now.decision}" if now else "somebody took back the decision on"
            raise DecidedError(f"{what} this meanwhile; look again")

    def _add(self, decision: Decision) -> None:
        append(self.path, decision)
        self._size = _size(self.path)
        self._log = Log((*self._log.lines, decision))
        self.applied = decide(self._briefing, self._log)
