"""Which answers of many outlets to one question say the same: the merger's own grouping, on data with known groups.

    python benchmarks/same_claim.py --data FILE.jsonl --out PRED.jsonl

FILE has one question a line: {"question", "answers": [{"id", "text", ...}]}; other keys, the known groups among them, are not
looked at. PRED gets one line an answer: {"id", "cluster"}. The data are not part of this project; without --data there is
nothing to do.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from common import asked, options_of_data, rows

from summarize.models import Checked, Citation, Claim
from summarize.reconciling.articles import Articles
from summarize.reconciling.merge import merge

SECTION = "answers"


def main() -> None:
    args = asked(options_of_data(__doc__, "same_claim.pred.jsonl"))
    lines = [line for row in rows(args.data) for line in predicted(row["question"], row["answers"])]
    args.out.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def predicted(question: str, answers: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The group of each answer, as the merger finds it; its name is the question and a number."""
    merged = merge(map(checked, answers), Articles(), identity={})[SECTION]
    for number, claims in enumerate(said.claims for one in merged for said in one.said):
        yield from ({"id": one.claim.source, "cluster": f"{question} #{number}"} for one in claims)


def checked(answer: dict[str, Any]) -> Checked:
    """An answer as a claim of a source of its own, which says nothing else."""
    text = answer["text"]
    citation = Citation(source=answer["id"], start=0, end=len(text), quote=text)
    claim = Claim(source=answer["id"], section=SECTION, statement=text, citations=(citation,))
    return Checked(claim=claim, verdict="supported")


if __name__ == "__main__":
    main()
