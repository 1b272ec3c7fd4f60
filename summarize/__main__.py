"""`summarize` and `python -m summarize` are the command."""

import os
import sys

# `python -m` looks for modules in the current folder first, which may be full of somebody else's files: a `queue.py` there is
# no module of ours. What Python loads before it comes here it may still load from there; `summarize` and `python -P -m` do not.
if __name__ == "__main__" and not sys.flags.safe_path and sys.path[0] != os.path.dirname(os.path.dirname(__file__)):  # noqa: PTH120
    del sys.path[0]

from contextlib import suppress

from summarize import stops

STREAMS = 3  # standard input, output and error are the first three descriptors


def main() -> None:
    """Run the command line. A signal that comes before it has begun ends the program: there is nothing to keep yet."""
    stops.heed(stops.at_once)
    _open_streams()
    from summarize.cli import main as run

    run()


def _open_streams() -> None:
    """Let streams that are closed lead to nothing.

    Else the next file that is opened gets the number of one, and what a library says there ends in it. Python's own name for a
    closed standard output stays None: a result that nobody gets is an error. What would be said on standard error is not.
    """
    for number in range(STREAMS):
        with suppress(OSError):  # a system that runs out of descriptors has other troubles
            try:
                os.fstat(number)
            except OSError:
                os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  until the end


if __name__ == "__main__":
    main()
