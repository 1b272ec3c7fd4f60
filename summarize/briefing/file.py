"""The briefing as a file: JSON that other tools build on (its names are the format's), written whole or not at all."""

from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from summarize import files, records
from summarize.briefing.references import broken
from summarize.briefing.value import Cited, cited, revived
from summarize.errors import BriefingError
from summarize.json_text import once, unfit
from summarize.models import Json
from summarize.records import FORMAT, Format
from summarize.render.as_json import pieces


class Briefing(records.Briefing):
    """A briefing that can be read from its file, written to one, and shown."""

    @classmethod
    def load(cls, path: Path | str | Json, *, schema: type[BaseModel] | None = None) -> "Briefing":
        """Read a briefing file; raises BriefingError. See `summarize.briefing.file.load`."""
        return load(path, schema=schema)

    def cited(self, address: str) -> Cited:
        """What is behind a place of `value`, as in `us_stance.stance` or `participants[0].role`: findings and citations.

        Of a place that has others inside, all of theirs; of one that is not there, none.
        """
        return cited(self, address)

    def save(self, path: Path | str) -> None:
        """Write the briefing file, whole or not at all; raises OutputError."""
        save(self, path)

    def to_markdown(self) -> str:
        """The briefing as Markdown with footnotes that quote the sources."""
        from summarize.render.as_markdown import rendered

        return rendered(self)

    def _repr_html_(self) -> str:
        """What a notebook shows: the front page."""
        from summarize.render.notebook import rendered

        return rendered(self)


def load(path: Path | str | Json, *, check: bool = True, schema: type[BaseModel] | None = None) -> Briefing:
    """Read a briefing from its file, or from the file's parsed JSON. Keys that this version does not know are left out.

    `schema`: the class of its `value`, where that does not come with the program; without it the value is the JSON itself.

    `check`: refuse a briefing in which a citation does not quote its source exactly; without it, `proof.prove` can say which.
    Raises BriefingError with one line that says what is wrong.
    """
    where = "the briefing" if isinstance(path, dict) else repr(str(path))
    data = path if isinstance(path, dict) else _parsed(Path(path))
    if not isinstance(data, dict) or not str(data.get("format", "")).startswith("summarize.briefing/"):
        raise BriefingError(f'{where} is not a briefing: it lacks "format": "{FORMAT}"')
    if data["format"] not in get_args(Format):
        raise BriefingError(f"{where} has the format {data['format']!r}; this version reads {FORMAT!r}: upgrade summarize")
    if why := unfit(data):
        raise BriefingError(f"{where} is not a briefing: {why}")
    try:
        briefing = Briefing.model_validate(data, extra="ignore")
    except ValidationError as error:
        raise BriefingError(f"{where} is not a briefing: {_first(error)}") from error
    if nowhere := broken(briefing):
        raise BriefingError(f"{where} is not a whole briefing: {nowhere}")
    if check and (wrong := _misquoted(briefing)):
        raise BriefingError(
            f"{where} was changed: {wrong} of its citations do not quote their source; `summarize verify` lists them"
        )
    return briefing.model_copy(update=revived(briefing, schema))


def save(briefing: Briefing, path: Path | str) -> None:
    """Write a briefing's file, whole or not at all. Raises OutputError."""
    files.write(pieces(briefing), path)


def _parsed(path: Path) -> Any:
    try:
        return files.read_json(path, pairs=once)
    except files.UnreadableError as error:
        raise BriefingError(str(error)) from error


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {' '.join(first['msg'].split())}"


def _misquoted(briefing: Briefing) -> int:
    texts = {source.id: source.text for source in briefing.sources}
    found = [c for section in briefing.sections.values() for f in section.findings for c in (*f.citations, *f.context)]
    claimed = [c for one in briefing.claims for c in (*one.claim.citations, *one.claim.context)]
    return sum(texts.get(c.source, "")[c.start : c.end] != c.quote for c in (*found, *claimed))
