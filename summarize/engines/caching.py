"""Replies that were paid for once: a cache in one SQLite file.

A row holds a digest of the question and the reply, nothing else: no key, no prompt, no time. The standard library's
sqlite3 does this in a page; diskcache was considered, but it has had no release since 2023 and unpickles what it reads.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Lock

from summarize.engines import Engine
from summarize.engines.remembering import Remembering
from summarize.models import Say

PATIENCE = 5.0  # seconds to wait for another process that is writing; a write takes milliseconds
TABLE = "CREATE TABLE IF NOT EXISTS replies (question TEXT PRIMARY KEY, reply TEXT NOT NULL) WITHOUT ROWID"


class Cached(Remembering):
    """An engine that remembers its replies. Each is kept as soon as it is there; failures are not kept.

    Threads and processes may share a file. A file that cannot be used never stops a run: `say` is told once, and the
    run goes on without. A hit's usage is `reused=1` and nothing else.
    """

    def __init__(self, engine: Engine, path: Path, *, say: Say) -> None:
        super().__init__(engine)
        self._path = path
        self._say = say
        self._usable = True
        self._lock = Lock()

    def _kept(self, key: str) -> str | None:
        row = self._run("SELECT reply FROM replies WHERE question = ?", key)
        return row[0] if row else None

    def _keep(self, key: str, reply: str) -> None:
        self._run("INSERT OR REPLACE INTO replies VALUES (?, ?)", key, reply)

    def _run(self, statement: str, *values: str) -> tuple[str] | None:
        """Run one statement in a transaction of its own; None without a row, or without a usable file."""
        if not self._usable:
            return None
        try:
            return self._transaction(statement, values)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            return None

    def _transaction(self, statement: str, values: tuple[str, ...]) -> tuple[str] | None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # A connection a statement: nothing is shared between threads, and a killed process leaves nothing open.
        with closing(sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)) as database:
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute(TABLE)
            row: tuple[str] | None = database.execute(statement, values).fetchone()
            return row

    def _give_up(self, error: Exception) -> None:
        with self._lock:
            first, self._usable = self._usable, False
        if first:
            self._say(f"going on without the cache {str(self._path)!r}: {error} (it may be deleted)")
