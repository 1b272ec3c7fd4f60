"""Replies in one SQLite file, which threads and processes share.

A row holds a digest of the question and the reply, nothing else: no key, no prompt, no time. The standard library's sqlite3
does this in a page; diskcache was considered, but it has had no release since 2023 and unpickles what it reads.
"""

import sqlite3
import stat
from contextlib import suppress
from pathlib import Path
from threading import Lock

from summarize.models import Say

PATIENCE = 5.0  # seconds to wait for another process that is writing; a write takes milliseconds
IMPATIENCE = 0.01  # seconds, once that was not enough: whoever holds it does not work as we do
LARGEST = 16 * 1024**2  # bytes of a reply; the longest that a model may write have some tens of thousands
TABLE = "CREATE TABLE replies (question TEXT PRIMARY KEY, reply TEXT NOT NULL) WITHOUT ROWID"

BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class _UnusableError(Exception):
    """The file is something else than a cache of this program."""


class Store:
    """Question, as a digest -> reply. A file that cannot be used never stops a run: `say` is told why, once.

    One connection for all threads: to open one for each statement took a third of a run whose replies were all known. The
    journal is SQLite's oldest kind, which network file systems and read-only folders bear. Nothing is written into a file that
    is not this program's, or is damaged; one that is deleted meanwhile is made anew.
    """

    def __init__(self, path: Path, say: Say) -> None:
        self.keeps = True
        self._path = path
        self._say = say
        self._told: set[str] = set()
        self._lock = Lock()
        self._database: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._patience = PATIENCE
        self._over = False

    def __del__(self) -> None:
        self._hang_up()

    def get(self, question: str) -> str | None:
        """The reply to a question, if there is one that can be text."""
        rows = self._run("SELECT reply FROM replies WHERE question = ?", question)
        with suppress(UnicodeDecodeError):
            if rows and isinstance(rows[0][0], bytes):
                return rows[0][0].decode()
        return None

    def put(self, question: str, reply: str) -> None:
        """Keep a reply; afterwards `keeps` says whether that went well."""
        self.keeps = self._run("INSERT OR REPLACE INTO replies VALUES (?, ?)", question, reply) is not None

    def _run(self, statement: str, *values: str) -> list[tuple[object, ...]] | None:
        """Run one statement in a transaction of its own; None where it could not be run."""
        with self._lock:
            if self._over:
                return None
            try:
                return self._connected().execute(statement, values).fetchall()
            except sqlite3.DataError:  # larger than any reply
                pass
            except sqlite3.Error as error:
                self._failed(error, writing=len(values) > 1)
            except (OSError, _UnusableError) as error:
                self._give_up(str(error))
            return None

    def _connected(self) -> sqlite3.Connection:
        if self._database is None or _identity(self._path) != self._file:
            self._hang_up()
            self._path.parent.mkdir(parents=True, exist_ok=True)
            _identity(self._path)
            self._database = _opened(self._path, self._patience)
            self._file = _identity(self._path)
        return self._database

    def _failed(self, error: sqlite3.Error, *, writing: bool) -> None:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without what SQLite adds to be more precise
        if code in BUSY:
            self._patience = IMPATIENCE
            self._hang_up()
            self._tell(f"the cache {str(self._path)!r} is locked by another program: going on without it as long as it is")
        elif code in DAMAGED:
            self._give_up(f"{error} (it may be deleted)")
        elif writing and self._database is not None:
            self._tell(f"replies are not kept in the cache {str(self._path)!r}: {error}")
        else:
            self._give_up(str(error))

    def _give_up(self, why: str) -> None:
        self._over, self.keeps = True, False
        self._hang_up()
        self._tell(f"going on without the cache {str(self._path)!r}: {why}")

    def _tell(self, line: str) -> None:
        if line not in self._told:
            self._told.add(line)
            self._say(line)

    def _hang_up(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            database.close()


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file it is, whatever its name; None where there is none. Raises _UnusableError for what is no file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise _UnusableError("it is no file")
    return found.st_dev, found.st_ino


def _opened(path: Path, patience: float) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
    try:
        database.text_factory = bytes
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
        made = [sql for (sql,) in database.execute("SELECT sql FROM sqlite_master")]
        if not made:
            database.execute(TABLE.replace("TABLE", "TABLE IF NOT EXISTS"))
        elif made != [TABLE.encode()]:
            raise _UnusableError("it is another program's file")
    except BaseException:
        database.close()
        raise
    return database
