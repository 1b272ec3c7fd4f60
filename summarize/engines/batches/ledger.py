"""What was asked in batches and what came of it: one SQLite file, so that a run that was killed goes on where it was."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple, TypeVar

from summarize.engines.batches.rows import Row
from summarize.errors import OutputError, UsageError

Result = TypeVar("Result")

NAME = "batches.sqlite"
# `body`: a digest of what was sent for a question last. `file`: the one that it is in while that is under way. `status` and
# `answer`: what came back, if it is an answer or a refusal. `live`: it was asked by itself, and paid in full.
TABLES = """
CREATE TABLE IF NOT EXISTS files (
    number INTEGER PRIMARY KEY, input TEXT, starting INTEGER NOT NULL DEFAULT 0, batch TEXT, over INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS questions (
    id TEXT PRIMARY KEY, body TEXT NOT NULL, file INTEGER, tries INTEGER NOT NULL, live INTEGER NOT NULL DEFAULT 0,
    status INTEGER, answer TEXT, why TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS under_way ON questions (file) WHERE file IS NOT NULL;
UPDATE questions SET file = NULL, tries = tries - 1 WHERE file NOT IN (SELECT number FROM files);
"""  # the last line: what was written down in a pass that did not come to its end was not sent
KNOWN = "SELECT body, file, tries, live, status, answer, why FROM questions WHERE id = ?"
ASK = """
INSERT INTO questions (id, body, file, tries) VALUES (?, ?, ?, 1) ON CONFLICT (id) DO UPDATE
SET body = excluded.body, file = excluded.file, tries = tries + 1, live = 0, status = NULL, answer = NULL"""
ANSWER = "UPDATE questions SET status = ?, answer = ?, file = NULL WHERE id = ? AND status IS NULL"
LIVE = """
INSERT INTO questions (id, body, tries, live, status, answer) VALUES (?, ?, 1, 1, 200, ?) ON CONFLICT (id) DO UPDATE
SET body = excluded.body, live = 1, status = 200, answer = excluded.answer"""


class Known(NamedTuple):
    """What is known of a question: see `TABLES`."""

    body: str
    file: int | None
    tries: int
    live: bool
    status: int | None
    answer: Any
    why: str


class File(NamedTuple):
    """A file of questions. `input`, `batch`: the provider's names. `starting`: a batch may have been created already."""

    number: int
    input: str | None
    starting: bool
    batch: str | None


class Taken(NamedTuple):
    """How many lines of a file were answers or refusals, errors that may pass, not ours or known, and no rows at all."""

    answered: int = 0
    failed: int = 0
    strange: int = 0
    unread: int = 0


class Ledger:
    """The questions and files of one folder. Threads share it; another run is kept out. Nothing is kept before `commit`.

    Raises UsageError where another run uses the folder, or the file is none of ours, OutputError where it cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._lock = RLock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self._path, timeout=0.1, isolation_level="DEFERRED", check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            raise OutputError(self._path, str(error)) from error
        try:
            self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._database.executescript(f"BEGIN EXCLUSIVE; {TABLES} COMMIT;")
        except sqlite3.Error as error:
            self._database.close()
            why = "another run uses it; wait for its end" if "locked" in str(error) else f"it is no folder of batches ({error})"
            raise UsageError(f"cannot use {str(folder)!r}: {why}") from error

    def close(self) -> None:
        """Forget what was not committed."""
        self._database.close()

    def commit(self) -> None:
        with self._lock:
            self._run(self._database.commit)

    def known(self, key: str) -> Known | None:
        row = self._one(KNOWN, key)
        if row is None:
            return None
        body, file, tries, live, status, answer, why = row
        return Known(body, file, tries, bool(live), status, json.loads(answer) if answer else None, why)

    def answered(self, key: str) -> bool:
        return self._one("SELECT 1 FROM questions WHERE id = ? AND status IS NOT NULL", key) is not None

    def ask(self, key: str, body: str, file: int) -> None:
        self._write(ASK, key, body, file)

    def live(self, key: str, body: str, answer: Any) -> None:
        """Keep an answer to a question that was asked by itself."""
        self._write(LIVE, key, body, json.dumps(answer))
        self.commit()

    def fails(self, key: str, why: str) -> None:
        """Ask a question no more."""
        self._write("UPDATE questions SET file = NULL, tries = 1000, why = ? WHERE id = ?", why, key)

    def last(self) -> int:
        """The number of the last file, 0 without one."""
        found = self._one("SELECT max(number) FROM files")
        return int((found and found[0]) or 0)

    def add(self, number: int) -> None:
        self._write("INSERT INTO files (number) VALUES (?)", number)

    def note(self, file: File) -> None:
        """Keep what is known of a file, at once."""
        self._write("UPDATE files SET input = ?, starting = ?, batch = ? WHERE number = ?", *file[1:], file.number)
        self.commit()

    def files(self) -> list[File]:
        """The files that are under way, in order."""
        with self._lock:
            found = self._database.execute("SELECT number, input, starting, batch FROM files WHERE NOT over ORDER BY number")
            return [File(number, sent, bool(starting), batch) for number, sent, starting, batch in found]

    def take(self, rows: Iterable[Row | None]) -> Taken:
        """Keep what rows say, the first that answers a question, and count them."""
        taken = dict.fromkeys(Taken._fields, 0)
        with self._lock:
            for row in rows:
                taken[self._take(row)] += 1
        return Taken(**taken)

    def over(self, number: int, why: str) -> int:
        """A file is done with: of its questions, those without answer may be asked again. How many these are."""
        lost = "UPDATE questions SET file = NULL, why = iif(why = '', ?, why) WHERE file = ?"
        missing = self._write(lost, why, number)
        self._write("UPDATE files SET over = 1 WHERE number = ?", number)
        self.commit()
        return missing

    def _take(self, row: Row | None) -> str:
        if row is None:
            return "unread"
        if row.status:
            return "answered" if self._write(ANSWER, row.status, json.dumps(row.body), row.id) else "strange"
        told = self._write("UPDATE questions SET why = ? WHERE id = ? AND status IS NULL", row.why, row.id)
        return "failed" if told else "strange"

    def _one(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        with self._lock:
            found: tuple[Any, ...] | None = self._database.execute(statement, values).fetchone()
            return found

    def _write(self, statement: str, *values: object) -> int:
        with self._lock:
            return self._run(lambda: self._database.execute(statement, values)).rowcount

    def _run(self, work: Callable[[], Result]) -> Result:
        try:
            return work()
        except sqlite3.Error as error:
            raise OutputError(self._path, str(error)) from error
