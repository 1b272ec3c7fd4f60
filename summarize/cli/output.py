"""Where a command's data and talk go: data to standard output or a file, talk to standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.errors import OutputError

if TYPE_CHECKING:
    from summarize.records import Briefing as Record
    from summarize.records import Usage


TERMINAL = "terminal"  # the format where nobody names one
JSON = "json"  # the file that is read back, as it is


def say(line: str) -> None:
    """Talk and progress: standard error, and never an error itself."""
    if sys.stderr is None:  # closed with 2>&-; `print` would take standard output instead
        return
    try:
        print(line, file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        return


def check_output(output: Path | None) -> None:
    """Fail before the model has worked for minutes, not after. Raises OutputError."""
    import tempfile

    if output is None and sys.stdout is None:
        raise OutputError("standard output", "it is closed; name a file with --output")
    if output is None:
        return
    target = output.resolve()
    if target.is_dir():
        raise OutputError(output, "it is a folder; name a file in it")
    if not target.parent.is_dir():
        raise OutputError(output, "there is no such folder; make it first")
    try:
        if target.is_file() or not target.exists():
            tempfile.TemporaryFile(dir=target.parent).close()  # a result takes its place by a rename
    except OSError as error:
        raise OutputError(output, error.strerror or str(error)) from error


def write(briefing: "Record", format_: str | None, output: Path | None, *, whole: bool = False) -> None:
    """Render a briefing to where it is wanted. `whole`: with all that a page folds away; a file of JSON has it anyway."""
    from summarize.files import write as save
    from summarize.render import named_by, rendered
    from summarize.render.as_terminal import terminal

    wanted = format_ or (named_by(output.name) if output else None) or TERMINAL
    if whole and wanted != JSON:
        from summarize.writing.page import unfolded

        write(unfolded(briefing), wanted, output)
        return
    if wanted == TERMINAL and output is None and sys.stdout.isatty():
        terminal(briefing)
    elif output is not None:
        save(rendered(briefing, wanted), output)
        say(f"wrote {output}")
    else:
        put(rendered(briefing, wanted))


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
    sys.stdout.buffer.write(text if isinstance(text, bytes) else text.encode())  # UTF-8 whatever the locale, like the files
    sys.stdout.buffer.flush()


def cost(used: "Usage", seconds: float) -> str:
    price = "" if used.cost_usd is None else f", {used.cost_usd:.4f} USD"
    return (
        f"{used.calls} calls, {used.reused} replies that were known; tokens: {used.prompt_tokens} prompt "
        f"({used.cached_tokens} cached), {used.completion_tokens} output; {seconds:.1f} s{price}"
    )


def unrecorded(cassette: str | Path | None) -> list[str]:
    return [f"no cassette {str(cassette)!r} was recorded"] if cassette and not Path(cassette).is_file() else []
