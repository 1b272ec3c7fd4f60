"""Sending what was asked, and reading what came back, file by file."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from summarize.engines.batches.ledger import File, Ledger, Taken
from summarize.engines.batches.outbox import Outbox
from summarize.engines.batches.provider import TOO_MUCH, Batch, Provider
from summarize.engines.batches.rows import LONGEST, rows
from summarize.errors import EngineError, UsageError
from summarize.models import Say, Step

POLL = 60.0  # seconds between two looks at the batches: hours go by


class Post:
    """What goes from the outbox to a provider, and from there into the ledger.

    Without a `provider` somebody else runs the files, such as vLLM's `run-batch`, whose output `take` reads. `sleep` takes
    seconds. All calls raise OutputError where the folder cannot be written.
    """

    def __init__(
        self, ledger: Ledger, outbox: Outbox, provider: Provider | None, *, say: Say, sleep: Callable[[float], object]
    ) -> None:
        self._ledger, self._outbox, self._provider, self._say, self._sleep = ledger, outbox, provider, say, sleep
        self._one_by_one = False  # the account lets no more than one batch wait

    @property
    def by_hand(self) -> bool:
        """Whether somebody else runs the files."""
        return self._provider is None

    def waiting(self) -> list[Path]:
        """The files of questions that are under way."""
        return [self._outbox.path(file.number) for file in self._ledger.files()]

    def submit(self) -> None:
        """Send what was asked in this pass. Raises EngineError; the next `collect` goes on from there."""
        for number in self._outbox.empty():
            self._ledger.add(number)
        self._ledger.commit()
        for file in self._ledger.files():
            if file.batch is None:
                self._advance(file)

    def collect(self, *, leave: bool) -> None:
        """Read what batches brought that have ended; unless told to `leave`, until all have. Raises EngineError."""
        while files := self._ledger.files():
            for file in files:
                self._advance(file)
            if leave or self.by_hand or not self._ledger.files():
                return
            self._sleep(POLL)

    def take(self, *outputs: Path) -> None:
        """Read the output of all files that are under way and that somebody else ran. Raises UsageError for no such file."""
        for path in outputs:
            self._tell(path.name, self._read(path))
        for file in self._ledger.files():
            self._ledger.over(file.number, f"it is not in {', '.join(path.name for path in outputs)}")

    def _advance(self, file: File) -> None:
        if self._provider is None:
            return
        if file.batch is None:
            if not (self._one_by_one and any(each.batch for each in self._ledger.files())):
                self._start(file, self._provider)
            return
        batch = self._provider.look(file.batch)
        if not batch.ended:
            self._say(Step(f"batch {file.number}: {batch.status}, {batch.done:,} of {batch.total:,} requests done"))
        elif batch.status == "failed":
            self._refused(file, batch)
        else:
            self._ended(file, batch, self._provider)

    def _start(self, file: File, provider: Provider) -> None:
        """Send a file. What was done is noted before the next step: a batch is made once, whenever the run is killed."""
        path = self._outbox.path(file.number)
        sent = file.input or provider.upload(path)
        new = not file.starting
        file = file._replace(input=sent, starting=True)
        self._ledger.note(file)
        file = file._replace(batch=provider.create(sent, surely_new=new))
        self._ledger.note(file)
        self._say(f"{path.name} is sent as batch {file.batch}")

    def _ended(self, file: File, batch: Batch, provider: Provider) -> None:
        for name, of in ((batch.output, "output"), (batch.errors, "errors")):
            if name is not None:
                path = self._outbox.path(file.number).with_name(f"{of}-{file.number:05d}.jsonl")
                provider.fetch(name, path)
                self._tell(path.name, self._read(path))
        if missing := self._ledger.over(file.number, f"its batch has {batch.status} without it"):
            self._say(f"batch {file.number} has {batch.status}: {missing:,} questions are without answer")

    def _refused(self, file: File, batch: Batch) -> None:
        """Nothing of a batch was run: all is asked again but the lines that were at fault."""
        why = batch.problems[0].message if batch.problems else "the provider does not say why"
        if any(problem.code == TOO_MUCH for problem in batch.problems):
            self._ledger.note(file._replace(batch=None, starting=False))
            if not any(other.batch for other in self._ledger.files()):
                raise EngineError(f"one batch is more than the account may have waiting: take smaller files ({why})")
            self._one_by_one = True
            return
        with self._outbox.path(file.number).open("rb") as lines:
            at_fault = {problem.line: problem.message for problem in batch.problems if problem.line}
            keys = {n: row.id for n, row in enumerate(rows(lines), 1) if n in at_fault and row is not None}
        for line, key in keys.items():
            self._ledger.fails(key, at_fault[line])
        self._ledger.over(file.number, why)
        self._say(f"batch {file.number} was not accepted: {why}")

    def _read(self, path: Path) -> Taken:
        try:
            with path.open("rb") as file:
                return self._ledger.take(rows(_lines(file)))
        except OSError as error:
            raise UsageError(f"cannot read {str(path)!r}: {error.strerror}") from error

    def _tell(self, name: str, taken: Taken) -> None:
        odd = (f"{taken.strange:,} of no question that waits", f"{taken.unread:,} that cannot be read")
        told = [f"{taken.answered:,} answers", f"{taken.failed:,} errors that may pass"]
        told += [words for words, count in zip(odd, taken[2:], strict=True) if count]
        self._say(f"{name}: {', '.join(told)}")


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file; of a longer one than any row is, so much that it is known to be too long."""
    while start := file.readline(LONGEST + 2):
        rest = start
        while len(rest) == LONGEST + 2 and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST + 2)
        yield start
