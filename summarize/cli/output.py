"""Where a command's data goes: to standard output or a file."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel

from summarize.cli.adding import Shared, adds
from summarize.cli.parameters import FORMAT, JSON_FORMAT, OUTPUT, WHOLE
from summarize.cli.talking import say
from summarize.errors import OutputError, UsageError
from summarize.json_text import safe

if TYPE_CHECKING:
    from summarize.records import Briefing as Record
    from summarize.records import Usage


TERMINAL = "terminal"  # the format where nobody names one
JSON = "json"  # the file that is read back, as it is


class Wanted(NamedTuple):
    """How a briefing is to be written, and where to. `whole`: with all that a page folds away; a file of JSON has it anyway."""

    format_: str | None
    output: Path | None
    whole: bool

    @property
    def name(self) -> str:
        """The format's name."""
        from summarize.render import named_by

        return self.format_ or (named_by(self.output.name) if self.output else None) or TERMINAL

    @property
    def kept(self) -> Path | None:
        """The file that is read back as a briefing, if this writes one."""
        return self.output if self.name == JSON else None


def _wanted(*, format_: str | None, as_json: bool, output: Path | None, whole: bool) -> Wanted:
    """Raises UsageError for two formats at once, and OutputError for a place where nothing can be written."""
    if as_json and format_ not in (None, JSON):
        raise UsageError(f"--json is --format json: leave out one of --json and --format {format_}")
    check_output(output)
    return Wanted(JSON if as_json else format_, output, whole)


writing = adds(
    "wanted",
    (
        Shared("format_", str | None, FORMAT),
        Shared("as_json", bool, JSON_FORMAT, default=False),
        Shared("output", Path | None, OUTPUT),
        Shared("whole", bool, WHOLE, default=False),
    ),
    _wanted,
)


def check_output(output: Path | None) -> None:
    """Fail before the model has worked for minutes, not after. Raises OutputError."""
    import tempfile

    from summarize.files import replaceable

    if output is None and sys.stdout is None:
        raise OutputError("standard output", "it is closed; name a file with --output")
    if output is None:
        return
    if output.is_dir():
        raise OutputError(output, "it is a folder; name a file in it")
    try:
        folder = Path(os.path.realpath(output)).parent
        if replaceable(output):
            if not folder.is_dir():
                raise OutputError(output, "there is no such folder; make it first")
            tempfile.TemporaryFile(dir=folder).close()  # a result takes its place by a rename
    except OSError as error:
        raise OutputError(output, error.strerror or str(error)) from error
    except ValueError as error:  # a NUL in its name
        raise OutputError(output, f"not a file name ({error})") from error


def write(briefing: "Record", wanted: Wanted) -> None:
    """Render a briefing to where it is wanted."""
    from summarize.files import write as save
    from summarize.render import rendered
    from summarize.render.as_json import pieces
    from summarize.render.as_terminal import terminal

    name, output = wanted.name, wanted.output
    if wanted.whole and name != JSON:
        from summarize.writing.page import unfolded

        briefing = unfolded(briefing)
    if name == TERMINAL and output is None and sys.stdout.isatty():
        terminal(briefing)
    elif output is not None:
        save(pieces(briefing) if name == JSON else rendered(briefing, name), output)
        say(f"wrote {output}")
    else:
        put(rendered(briefing, name))


def report(found: BaseModel) -> None:
    """A report as JSON."""
    put(safe(found.model_dump_json(indent=1)) + "\n")


@contextmanager
def results_to(output: Path | None) -> Iterator[Callable[[str], None]]:
    """Where results go line by line: each is there for good, or for the next program in a pipe, when it is written."""
    from summarize.files import lines_to

    if output is None:
        yield put
    else:
        with lines_to(output, say=say) as write_line:
            yield write_line
        say(f"wrote {output}")


def put(text: str | bytes) -> None:
    """Write to standard output. Raises OutputError where it is closed, and for bytes that a terminal cannot show."""
    if sys.stdout is None:
        raise OutputError("standard output", "it is closed")
    if isinstance(text, bytes) and sys.stdout.isatty():
        raise OutputError("standard output", "a terminal cannot show this format; name a file with --output")
    from summarize.files import put as write_all
    from summarize.render.outline import laid_out

    if isinstance(text, str):
        shown = laid_out(text) if sys.stdout.isatty() else text  # a file of a table has its cells as they are
        text = shown.encode()  # UTF-8 whatever the locale, like the files
    write_all(text, sys.stdout.buffer)


def cost(used: "Usage", seconds: float) -> str:
    price = "" if used.cost_usd is None else f", {used.cost_usd:.4f} USD"
    return (
        f"{used.calls} calls, {used.reused} replies that were known; tokens: {used.prompt_tokens} prompt "
        f"({used.cached_tokens} cached), {used.completion_tokens} output; {seconds:.1f} s{price}"
    )


def unrecorded(cassette: str | Path | None) -> list[str]:
    return [f"no cassette {str(cassette)!r} was recorded"] if cassette and not Path(cassette).is_file() else []
