"""YAML that people write beside articles: strings, lists of these, names with values. Bounded, whatever stands there. Pure.

No objects, no references, nothing twice, nothing nested deep. The events of the parser are followed one by one and the first
that is too deep ends it: each open bracket makes every later one slower, and 5,000 of them took seconds.
"""

from collections.abc import Iterator
from typing import Any

from summarize.files import UnreadableError

# Names of articles, what is known of each, a list: files of this program's nest three.
LEVELS = 4


def plain(text: str, where: str) -> Any:
    """What a YAML document holds: strings as they are written (`NO`, `7` and `on` too), lists, dicts; None for nothing.

    A name that is no string, but a list or a mapping itself, becomes "". Raises UnreadableError that begins with `where`.
    """
    import yaml

    try:
        return _document(yaml.parse(text, Loader=yaml.BaseLoader), where)
    except (
        yaml.YAMLError,
        ValueError,
        OverflowError,
    ) as error:  # "\\UFFFFFFFF" is no character, which its parser does not know
        mark = getattr(error, "problem_mark", None)
        at = f", line {mark.line + 1}" if mark else ""
        raise UnreadableError(f"{where} is no YAML{at}: {getattr(error, 'problem', None) or 'it cannot be read'}") from error


def _document(events: Iterator[Any], where: str) -> Any:
    import yaml

    found = None
    for count, event in enumerate(event for event in events if isinstance(event, yaml.NodeEvent)):
        if count:
            raise UnreadableError(f"{where} holds several documents (---); put all that you know into one")
        found = _value(event, events, where, LEVELS)
    return found


def _value(event: Any, events: Iterator[Any], where: str, levels: int) -> Any:
    """What begins with an event; the events of what is in it are taken from the others."""
    import yaml

    if isinstance(event, yaml.AliasEvent):
        raise UnreadableError(f"{where} refers to another place of itself (*{event.anchor}); write it out there")
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if not levels:
        raise UnreadableError(f"{where} is nested deeper than {LEVELS} levels, line {event.start_mark.line + 1}")
    inside = _inside(events, where, levels - 1)
    return list(inside) if isinstance(event, yaml.SequenceStartEvent) else _mapping(inside, where)


def _inside(events: Iterator[Any], where: str, levels: int) -> Iterator[Any]:
    """The values up to the end of the list or mapping that has begun."""
    import yaml

    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            return
        yield _value(event, events, where, levels)


def _mapping(inside: Iterator[Any], where: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in zip(inside, inside, strict=True):
        key = name if isinstance(name, str) else ""
        if key in found:
            raise UnreadableError(f"{where} has {key[:100]!r} twice: put all that you know of it in one place")
        found[key] = value
    return found
