"""A finding of before and the same one of now -> what is another about it, each aspect in a sentence. Pure.

Its statement, verdict, wording, speaker and values; who carries it is not among them.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from summarize.briefing.phrases import called, name_of
from summarize.language.prose import listed, one_line
from summarize.models import Finding, Verdict

_VERDICTS: dict[Verdict, str] = {
    "supported": "carried by its citations",
    "partly": "carried in part",
    "unsupported": "not carried",
    "unchecked": "not checked",
}


def aspects(old: Finding, new: Finding, identity: str | None) -> Iterator[str]:
    """`identity`: the field of their section that says which thing a finding is about."""
    name = name_of(new, identity)
    subject, who = called(new, identity), f"{name}: " if name else ""
    if one_line(old.statement) != one_line(new.statement):
        yield f"{who}“{one_line(old.statement)}” now reads “{one_line(new.statement)}”" + (
            ", which is quoted." if new.quoted else "."
        )
    if old.verdict != new.verdict:
        yield f"{subject} is {_VERDICTS[new.verdict]} now, was {_VERDICTS[old.verdict]}."
    for label, was, now in (
        ("its wording", old.modality, new.modality),
        ("who says it", old.speaker.name or old.speaker.kind, new.speaker.name or new.speaker.kind),
    ):
        if was != now:
            yield f"{subject}: {label} is “{one_line(now)}” now, was “{one_line(was)}”."
    for field in dict.fromkeys((*new.values, *old.values)):
        earlier, later = _said(old, field), _said(new, field)
        gained, lost = listed(_beside(later, earlier)), listed(_beside(earlier, later))
        if gained or lost:
            parts = [f"now {gained}"] * bool(gained) + [f"no longer {lost}"] * bool(lost)
            yield f"{subject}: {field.replace('_', ' ')} is {' and '.join(parts)}."


def _said(finding: Finding, field: str) -> dict[str, str]:
    """A field's values under what tells them apart: case does not, as when findings are merged."""
    return {text.casefold(): text for leaf in finding.values.get(field, ()) if (text := _shown(leaf.value))}


def _beside(these: Mapping[str, str], those: Mapping[str, str]) -> list[str]:
    return [text for key, text in these.items() if key not in those]


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f"“{one_line(value)}”"
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
