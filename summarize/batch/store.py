"""The folder of a run: what was done is in it, a part at a time, and what is in it need not be done again.

    articles/00000.parquet …   each article, and what reading it took; a later row of the same id counts
    claims/00000.parquet …     what they say, checked, before it is merged
    stories.parquet            which articles tell of one story
    stories/ID/briefing.json   and its page, index.html
    findings/ID.parquet …      the tables of each story's briefing, also citations/ and conflicts/: each folder is one data set
    written.jsonl              a line for each briefing that was written; of one story the last counts
    requests/                  the files of a provider's batches, and what came of them
    batch.json                 what the run asks
    .lock                      is held by the run that writes here; a killed one holds nothing

Files are whole or not there. A part of `articles` is written after that of `claims`, which counts only with it.
"""

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from summarize import files
from summarize.batch.rows import Article, ArticleRow, ClaimRow, article_of, article_row, claim_rows
from summarize.errors import BriefingError, UsageError
from summarize.render import installed
from summarize.render.parquet_table import written
from summarize.render.stories_page import StoryLine

Content = TypeVar("Content")

MARK = "batch.json"
REQUESTS = "requests"  # a provider's batches: `engines.batches`
FORMAT = "summarize.batch/1"
LOCK = ".lock"
PART = 256  # articles of a part: what a kill may lose of what was read; replies are kept one by one in the cache
_KNOWN = ("id", "status")
_OF_STORY = ("id", "status", "title", "published", "text", "sentences")


class Store:
    """The folder of a run. One process at a time writes to it: that which holds it (`held`).

    Raises OutputError where it cannot be written to, BriefingError where what is in it is not what this program writes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._status: dict[str, str] = {}  # article -> how it ended
        self._part: dict[str, int] = {}  # article -> the part with its latest row
        self._parts = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Make the folder where there is none, and keep other runs out of it. Raises OutputError, also where one is in it."""
        with files.output_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._refuse_foreign()
            file = (self.folder / LOCK).open("ab")
        with file:
            with files.output_errors(self.folder):
                files.lock(file)
            yield

    def _refuse_foreign(self) -> None:
        """Hidden files do not count: our lock is one, and what a run that was killed at once has left."""
        names = {path.name for path in self.folder.iterdir()}
        if MARK not in names and any(not name.startswith(".") and name != REQUESTS for name in names):
            raise UsageError(f"{str(self.folder)!r} is not empty, and no run of `summarize batch` made it: name a new folder")

    def open(self, asked: Mapping[str, str]) -> None:
        """Take the folder, new or of a run that asked the same (`asked`: what of, by what). Raises UsageError for another."""
        mark = self.folder / MARK
        if mark.exists():
            self._refuse_other(_told(files.read_json, mark), asked)
        else:
            files.write(json.dumps({"format": FORMAT, **asked}, indent=1) + "\n", mark)
        for name in ("articles", "claims", "stories", "findings", "citations", "conflicts"):
            with files.output_errors(self.folder / name):
                (self.folder / name).mkdir(exist_ok=True)
        self._take_in()

    def look(self, asked: Mapping[str, str]) -> None:
        """Take in what is there, and write nothing. Raises UsageError for the folder of a run that asked something else."""
        mark = self.folder / MARK
        if mark.exists():
            self._refuse_other(_told(files.read_json, mark), asked)
            self._take_in()

    def _take_in(self) -> None:
        while (part := self._file("articles", self._parts)).exists():
            for row in self._table(part, _KNOWN):
                self._status[row["id"]], self._part[row["id"]] = row["status"], self._parts
            self._parts += 1
        self._refuse_gap()

    def _refuse_gap(self) -> None:
        last = max((int(path.stem) for path in (self.folder / "articles").glob("[0-9]*.parquet")), default=-1)
        if last >= self._parts:
            missing = str(self._file("articles", self._parts))
            raise BriefingError(f"{missing!r} is missing, though later parts are there: bring it back, or name a new folder")

    def _refuse_other(self, made: Any, asked: Mapping[str, str]) -> None:
        if not isinstance(made, dict) or made.get("format") != FORMAT:
            raise BriefingError(f"{str(self.folder / MARK)!r} is not of this version of `summarize batch`: name a new folder")
        for what, value in asked.items():
            if made.get(what) != value:
                raise UsageError(
                    f"{str(self.folder)!r} was made with {what} {made.get(what)!r}, not {value!r}: "
                    "ask the same, or name a new folder"
                )

    def status(self, article: str) -> str | None:
        """How an article ended (`rows.Status`); None where it is not there."""
        return self._status.get(article)

    def add(self, articles: Sequence[Article], unread: Sequence[ArticleRow] = ()) -> None:
        """Write a part."""
        rows = [*map(article_row, articles), *unread]
        if not rows:
            return
        files.write(written(ClaimRow, (row for one in articles for row in claim_rows(one))), self._file("claims", self._parts))
        files.write(written(ArticleRow, rows), self._file("articles", self._parts))
        self._status |= {row.id: row.status for row in rows}
        self._part |= dict.fromkeys((row.id for row in rows), self._parts)
        self._parts += 1

    def articles(self, ids: Iterable[str]) -> Iterator[Article]:
        """The articles of these ids, part by part."""
        by_part: defaultdict[int, list[str]] = defaultdict(list)
        for key in ids:
            by_part[self._part[key]].append(key)
        for part, wanted in sorted(by_part.items()):
            claims: defaultdict[str, list[str]] = defaultdict(list)
            for row in self._table(self._file("claims", part), ("article", "claim"), ("article", wanted)):
                claims[row["article"]].append(row["claim"])
            for row in self._table(self._file("articles", part), ArticleRow._fields, ("id", wanted)):
                try:
                    yield article_of(row, claims[row["id"]])
                except (ValueError, TypeError) as error:
                    raise BriefingError(f"{str(self._file('articles', part))!r} was changed: {error}") from error

    def told(self) -> Iterator[Mapping[str, Any]]:
        """Of each article that was read what its story is found by: `id`, `title`, `published`, `text`, `sentences`."""
        for part in range(self._parts):
            for row in self._table(self._file("articles", part), _OF_STORY):
                if row["status"] in ("read", "in part") and self._part[row["id"]] == part:
                    yield row

    def table(self, name: str, columns: Sequence[str]) -> list[dict[str, Any]]:
        """The rows of a file of the folder; none where it is not there. Raises BriefingError."""
        path = self.folder / name
        return self._table(path, columns) if path.exists() else []

    def _file(self, table: str, part: int) -> Path:
        return self.folder / table / f"{part:05}.parquet"

    def _table(self, file: Path, columns: Sequence[str], wanted: tuple[str, list[str]] | None = None) -> list[dict[str, Any]]:
        parquet, arrow = installed("pyarrow.parquet", extra="parquet"), installed("pyarrow", extra="parquet")
        filters = [(wanted[0], "in", wanted[1])] if wanted else None
        try:
            rows: list[dict[str, Any]] = parquet.read_table(file, columns=list(columns), filters=filters).to_pylist()
        except (OSError, arrow.ArrowException, KeyError) as error:
            raise BriefingError(f"cannot read {str(file)!r}: {_first_line(error)}") from error
        return rows

    def put(self, name: str, data: str | bytes) -> None:
        """Write a file of the folder, whole or not at all; one that holds just that stays as it is."""
        path = self.folder / name
        wanted = data if isinstance(data, bytes) else files.encoded(data)
        with files.output_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            same = path.is_file() and path.read_bytes() == wanted
        if not same:
            files.write(wanted, path)

    def log(self, line: StoryLine) -> None:
        """Add a line to `written.jsonl`, on the disk when this returns."""
        path = self.folder / "written.jsonl"
        with files.output_errors(path), path.open("ab") as file:
            file.write(files.encoded(f"\n{line.model_dump_json()}"))  # not behind what a kill has cut
            file.flush()
            os.fsync(file.fileno())

    def logged(self) -> dict[str, StoryLine]:
        """Story -> its last line of `written.jsonl`. A line that a kill has cut does not count."""
        path = self.folder / "written.jsonl"
        found: dict[str, StoryLine] = {}
        for line in _told(files.read, path).split(b"\n") if path.exists() else ():
            with suppress(ValidationError):
                one = StoryLine.model_validate_json(line)
                found[one.story] = one
        return found


def _told(reader: Callable[[Path], Content], path: Path) -> Content:
    """What a file of the folder holds. Raises BriefingError."""
    try:
        return reader(path)
    except files.UnreadableError as error:
        raise BriefingError(str(error)) from error


def _first_line(error: Exception) -> str:
    """What pyarrow says may have several lines."""
    return str(error).partition("\n")[0]
