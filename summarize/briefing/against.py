"""A briefing against the files that it was read from, so that nobody can change its texts and its quotations together."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePath, PureWindowsPath
from typing import NamedTuple

from summarize.errors import SourceError
from summarize.reading.articles import read_text
from summarize.reading.bounded import Decoder
from summarize.reading.facts import as_on_disk, is_address
from summarize.reading.formats import foreign
from summarize.reading.kinds import by_name, parted
from summarize.records import Briefing, SourceRecord

_LONGEST = 300  # code points of a location in what is said


class Difference(NamedTuple):
    """What is to be said of a source's file, and whether the quotations hold in it all the same."""

    source: str
    what: str
    holds: bool


def differences(briefing: Briefing, folder: Path) -> Iterator[Difference]:
    """What differs between the sources of a briefing and their files in the folder, which are read as articles are."""
    with Decoder() as decoder:
        for source in briefing.sources:
            if source.status == "read":
                yield from _compared(source, folder, _quotes(briefing, source.id), decoder)


def _quotes(briefing: Briefing, source: str) -> list[str]:
    findings = (finding for section in briefing.sections.values() for finding in section.findings)
    return [c.quote for finding in findings for c in (*finding.citations, *finding.context) if c.source == source]


def _compared(source: SourceRecord, folder: Path, quotes: list[str], decoder: Decoder) -> Iterator[Difference]:
    path, part = _place(folder, source.location)
    if path is None and is_address(source.location):
        yield Difference(source.id, f"{source.location!r} was read from the web, and is not compared with a file", holds=True)
        return
    if path is None:
        yield Difference(
            source.id, f"cannot read {source.location[:_LONGEST]!r}: no such file in {str(folder)!r} itself", holds=False
        )
        return
    try:
        sha256, text = read_text(path.resolve(), decoder, part=part)
    except SourceError as error:
        yield Difference(source.id, str(error), holds=False)
        return
    same_file, named = sha256 == source.sha256.removeprefix("sha256:"), repr(str(path))
    if same_file and text != source.text:
        yield (
            _read_otherwise(source, named, quotes, text)
            if by_name(str(path)) in foreign()
            else Difference(source.id, f"the briefing's text is not the text of {named}", holds=False)
        )
    elif not same_file:
        yield _another(source, named, text)


def _another(source: SourceRecord, named: str, text: str) -> Difference:
    if text == source.text and by_name(parted(source.location)[0]) in foreign():
        differs = "it is not the file that was read, but its article has the same text; the quotations hold"
    elif _plain(text) == _plain(source.text):
        differs = "only its line ends or its encoding differ from those of the file that was read; the quotations hold"
    else:
        return Difference(source.id, f"{named} is not the file that was read: its sha256 differs", holds=False)
    return Difference(source.id, f"{named}: {differs}", holds=True)


def _read_otherwise(source: SourceRecord, named: str, quotes: list[str], text: str) -> Difference:
    """The file's bytes are those that were read: then another release of a library reads it, or the briefing was changed."""
    flat = " ".join(text.split())
    missing = sum(" ".join(quote.split()) not in flat for quote in quotes)
    stand = (
        f"{missing} of {len(quotes)} quotations do not stand in it" if missing else "the quotations stand in it all the same"
    )
    what = (
        f"{named} is the file that was read, but this installation reads another text in it than the briefing has (its parser "
        f"may be another release, or the briefing's text was changed); {stand}"
    )
    return Difference(source.id, what, holds=not missing)


def _place(folder: Path, location: str) -> tuple[Path | None, str]:
    """The file of a source in the folder, None where there is none, and which of the file's articles it is."""
    file, part = parted(location)
    return next(((path, of) for name, of in ((location, ""), (file, part)) if (path := _inside(folder, name))), (None, part))


def _inside(folder: Path, location: str) -> Path | None:
    """The file of a location in the folder, or one there of the same name; None where there is none.

    A briefing from elsewhere may name any file of this machine, and a folder from elsewhere may hold links to them: only files
    that lie in the folder itself are read, and no pipes or devices.
    """
    names = dict.fromkeys((location, as_on_disk(location), PurePath(location).name, PureWindowsPath(location).name))
    return next((folder / name for name in names if _holds(folder, folder / name)), None)


def _holds(folder: Path, path: Path) -> bool:
    with suppress(OSError, ValueError, RuntimeError):  # a name that is too long, or no name; links in a circle
        found = path.resolve()
        return found.is_relative_to(folder.resolve()) and found.is_file()
    return False


def _plain(text: str) -> str:
    return "\n".join(text.splitlines())
