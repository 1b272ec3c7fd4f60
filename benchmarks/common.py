"""What the benchmarks share: the options of a model and of data, rows of JSON, a table, talk."""

import argparse
import json
import resource
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from summarize.engines.connect import Connected, Connection, connect

_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in ru_maxrss


def options(description: str | None) -> argparse.ArgumentParser:
    """A command line whose help is a script's docstring."""
    return argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)


def options_of_data(description: str | None, out: str) -> argparse.ArgumentParser:
    """The same with --data, --out (`out` unless told), --model and --base-url."""
    cli = options(description)
    cli.add_argument("--data", type=Path)
    cli.add_argument("--out", type=Path, default=Path(out))
    cli.add_argument("--model", default="local")
    cli.add_argument("--base-url")
    return cli


def asked(cli: argparse.ArgumentParser) -> argparse.Namespace:
    """What the command line says. Without --data the program ends here, well: the data are not part of this project."""
    args = cli.parse_args()
    if args.data is None:
        print(f"{Path(sys.argv[0]).stem}: no --data, nothing to do")
        sys.exit()
    return args


def connected(args: argparse.Namespace) -> AbstractContextManager[Connected]:
    return connect(Connection(model=args.model, base_url=args.base_url), say=say)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file."""
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def row(cells: Iterable[object]) -> None:
    """Print a row of a Markdown table."""
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


def head(titles: Iterable[str], *, words: int = 1) -> None:
    """Print the head of a Markdown table whose first `words` columns are words and whose others are numbers."""
    titles = list(titles)
    row(titles)
    row(["---"] * words + ["---:"] * (len(titles) - words))


def peak_memory(who: int = resource.RUSAGE_SELF) -> int:
    """Bytes that this process (or RUSAGE_CHILDREN: the largest that it waited for) has used at the most."""
    return resource.getrusage(who).ru_maxrss * _UNIT


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
