"""A finding of before and the same one of now -> what is another about it, each aspect in a sentence. Pure.

Its statement, verdict, wording, speaker and values; who carries it is not among them.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from summarize.briefing.phrases import called, line, listed, name_of
from summarize.models import Finding, Verdict

_VERDICTS: dict[Verdict, str] = {
    "supported": "carried by its citations",
    "partly": "carried in part",
    "unsupported": "not carried",
    "unchecked": "not checked",
}


def aspects(old: Finding, new: Finding) -> Iterator[str]:
    subject, who = called(new), f"{name_of(new)}: " if name_of(new) else ""
    if line(old.statement) != line(new.statement):
        yield f"{who}“{line(old.statement)}” now reads “{line(new.statement)}”" + (", which is quoted." if new.quoted else ".")
    if old.verdict != new.verdict:
        yield f"{subject} is {_VERDICTS[new.verdict]} now, was {_VERDICTS[old.verdict]}."
    for label, was, now in (
        ("its wording", old.modality, new.modality),
        ("who says it", old.speaker.name or old.speaker.kind, new.speaker.name or new.speaker.kind),
    ):
        if was != now:
            yield f"{subject}: {label} is “{line(now)}” now, was “{line(was)}”."
    for field in dict.fromkeys((*new.values, *old.values)):
        before, after = _said(old, field), _said(new, field)
        gained, lost = listed(_beside(after, before)), listed(_beside(before, after))
        if gained or lost:
            parts = [f"now {gained}"] * bool(gained) + [f"no longer {lost}"] * bool(lost)
            yield f"{subject}: {field.replace('_', ' ')} is {' and '.join(parts)}."


def _said(finding: Finding, field: str) -> dict[str, str]:
    """A field's values under what tells them apart: case does not, as when findings are merged."""
    return {text.casefold(): text for leaf in finding.values.get(field, ()) if (text := _shown(leaf.value))}


def _beside(these: Mapping[str, str], those: Mapping[str, str]) -> list[str]:
    return [text for key, text in these.items() if key not in those]


def _shown(value: Any) -> str:
    return f"“{line(value)}”" if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
