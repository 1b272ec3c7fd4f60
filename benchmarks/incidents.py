"""Who did what to whom in news reports: the copied values of the incident schema, for reports with known answers.

    python benchmarks/incidents.py --data FILE.jsonl --out PRED.jsonl [--limit N] [--model local] [--base-url URL]

FILE has one report a line: {"docid", "text", "sentences": [...]}, the sentences being stretches of the text in order, as in
MUC-4 data made for template filling. PRED gets one line a report, {"docid", "roles": {"PerpInd": [{"value", "sentences":
[0-based]}], ...}}. A report that PRED has already is not asked again. The data are not part of this project; without --data
there is nothing to do.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from summarize.ask import meanings
from summarize.copied import copied_fields
from summarize.engines import Engine
from summarize.engines.connect import Connection, connect
from summarize.errors import EngineError
from summarize.models import Sentence, Source
from summarize.schema import load_schema
from summarize.values import Fields, cited_in, values

ROLES = {
    "perpetrators_persons": "PerpInd",
    "perpetrators_organisations": "PerpOrg",
    "targets": "Target",
    "victims": "Victim",
    "weapons": "Weapon",
}


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path)
    cli.add_argument("--out", type=Path, default=Path("incidents.pred.jsonl"))
    cli.add_argument("--limit", type=int)
    cli.add_argument("--model", default="local")
    cli.add_argument("--base-url")
    args = cli.parse_args()
    if args.data is None:
        print("incidents: no --data, nothing to do")
        return
    done = {row["docid"] for row in rows(args.out)} if args.out.exists() else set()
    with connect(Connection(model=args.model, base_url=args.base_url), say=say) as connected, args.out.open("a") as out:
        for row in islice(rows(args.data), args.limit):
            if row["docid"] not in done:
                out.write(json.dumps({"docid": row["docid"], "roles": roles(row, connected.engine)}, ensure_ascii=False) + "\n")
                out.flush()


def rows(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def roles(row: dict[str, Any], engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Ask about one report; a report that the model fails at has no values, and says so on standard error."""
    report = source(row)
    question, fields = asked()
    try:
        found = values(report, question, fields, engine)
    except EngineError as error:
        say(f"{row['docid']}: {error}")
        return {}
    say(f"{row['docid']}: {found.usage.calls} calls, {found.usage.seconds:.0f} s")
    placed = cited_in(found.fields, report.sentences)
    return {ROLES[name]: [{"value": value, "sentences": [at]} for value, at in of] for name, of in placed.items()}


def asked() -> tuple[str, Fields]:
    """The question and the copied fields of the incident schema."""
    section = load_schema("incident").sections[0]
    assert section.item is not None
    marked = copied_fields(section.item)
    return section.question, [(name, meaning) for name, meaning in meanings(section) if name in marked]


def source(row: dict[str, Any]) -> Source:
    """The report with the data's own sentences, so that their numbers mean the same."""
    sentences, at = [], 0
    for text in row["sentences"]:
        start = row["text"].index(text, at)
        at = start + len(text)
        sentences.append(Sentence(start=start, end=at, text=text))
    return Source(id=row["docid"], location=row["docid"], sha256="", text=row["text"], sentences=tuple(sentences))


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
