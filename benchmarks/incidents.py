"""Who did what to whom in news reports: the copied values of the incident schema, for reports with known answers.

    python benchmarks/incidents.py --data FILE.jsonl --out PRED.jsonl [--limit N] [--model local] [--base-url URL] [--plain]

With --plain each report is one call that fills the schema in, the usual way; its values are not looked up in the text.
FILE has one report a line: {"docid", "text", "sentences": [...]}, the sentences being stretches of the text in order, as in
MUC-4 data made for template filling. PRED gets one line a report, {"docid", "roles": {"PerpInd": [{"value", "sentences":
[0-based]}], ...}}. A report that PRED has already is not asked again. The data are not part of this project; without --data
there is nothing to do.
"""

import json
from itertools import islice
from typing import Any

from common import asked, connected, options_of_data, rows, say
from pydantic import BaseModel

from summarize.engines import Engine
from summarize.engines.prompts import Prompt
from summarize.errors import EngineError
from summarize.extracting.extract import extract
from summarize.extracting.verbatim import copied
from summarize.schema.load import load_schema
from summarize.schemas.incident import IncidentReport
from summarize.source import Sentence, Source

SCHEMA = load_schema("incident")
ROLES = {
    "perpetrators_persons": "PerpInd",
    "perpetrators_organisations": "PerpOrg",
    "targets": "Target",
    "victims": "Victim",
    "weapons": "Weapon",
}


def main() -> None:
    cli = options_of_data(__doc__, "incidents.pred.jsonl")
    cli.add_argument("--limit", type=int)
    cli.add_argument("--plain", action="store_true")
    args = asked(cli)
    done = {row["docid"] for row in rows(args.out)} if args.out.exists() else set()
    read = plain if args.plain else roles
    with connected(args) as model, args.out.open("a") as out:
        for row in islice(rows(args.data), args.limit):
            if row["docid"] not in done:
                out.write(json.dumps({"docid": row["docid"], "roles": read(row, model.engine)}, ensure_ascii=False) + "\n")
                out.flush()


def roles(row: dict[str, Any], engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Read one report as `summarize brief` does; one that the model fails at says so on standard error."""
    report = source(row)
    extraction = extract(report, SCHEMA, engine)
    answer = extraction.sections["incidents"]
    used = extraction.usage
    say(f"{row['docid']}: {answer.problem or answer.status}, {used.calls} calls, {used.seconds:.0f} s")
    found: dict[str, list[dict[str, Any]]] = {role: [] for role in ROLES.values()}
    for claim in answer.claims:
        at = next(i for i, s in enumerate(report.sentences) if s.start == claim.citations[0].start)
        for name, role in ROLES.items():
            found[role] += [{"value": value, "sentences": [at]} for value in claim.values.get(name, ())]
    return found


def plain(row: dict[str, Any], engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """One call, the schema as it is, the values as the model words them; sentences only where they happen to stand in one."""
    asked = Prompt("plain", "", "Extract the violent incidents from the news report.", row["text"])
    try:
        reply = engine.reply(asked, IncidentReport)
    except EngineError as error:
        say(f"{row['docid']}: {error}")
        return {}
    say(f"{row['docid']}: {reply.usage.calls} calls, {reply.usage.seconds:.0f} s")
    report = source(row)
    return {role: [_stood(v, report) for v in _distinct(reply.value, name)] for name, role in ROLES.items()}


def _distinct(report: BaseModel, name: str) -> list[str]:
    return list(dict.fromkeys(value for incident in getattr(report, "incidents") for value in getattr(incident, name)))  # noqa: B009


def _stood(value: str, report: Source) -> dict[str, Any]:
    place = copied(value, report, report.sentences)
    at = [i for i, s in enumerate(report.sentences) if place and s.start <= place.start < s.end]
    return {"value": value, "sentences": at}


def source(row: dict[str, Any]) -> Source:
    """The report with the data's own sentences, so that their numbers mean the same."""
    sentences, at = [], 0
    for text in row["sentences"]:
        start = row["text"].index(text, at)
        at = start + len(text)
        sentences.append(Sentence(start=start, end=at, text=text))
    return Source(id=row["docid"], location=row["docid"], sha256="", text=row["text"], sentences=tuple(sentences))


if __name__ == "__main__":
    main()
