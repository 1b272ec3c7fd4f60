"""Mail: the text that its sender wrote, with the subject as title, the sender as publisher and the day it was sent.

Left out are lines quoted from earlier mails (`> ...`, with the line that says who wrote them), an earlier mail below
`-----Original Message-----`, and a signature below `-- `. A forwarded mail is kept: it is what is sent. Attached files of
formats that are read are articles of their own, attached mails included; pictures and other files are not looked at.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import PurePath
from typing import Any

from summarize.files import UnreadableError
from summarize.reading.facts import day, known, line
from summarize.reading.formats import Decoded, decoders
from summarize.reading.formats.html import plain
from summarize.reading.packed import readable

SUFFIXES = (".eml",)
FOREIGN = True

# A newsletter's text part may say no more than "see the page": then the page is read.
_STUB = 0.25
# So many mails may be attached to one another.
_DEEPEST = 3
_HEADERS = {"from", "subject", "date", "to", "received", "message-id"}
_LINES = re.IGNORECASE | re.MULTILINE
_QUOTED = re.compile(r"(?:^[ \t]*>.*(?:\n|\Z))+", re.MULTILINE)
# The line above quoted lines; it may be wrapped.
_WROTE = re.compile(
    r"^(?:on|am|le|el|il)\b[^\n]{5,200}(?:\n[^\n]{0,200})?"
    r"\b(?:wrote|schrieb\b[^\n]{0,80}|a écrit|escribió|ha scritto)\s*:\s*\Z",
    _LINES,
)
_EARLIER = re.compile(r"^[ \t]*-{4,}\s*(?:original message|ursprüngliche nachricht|message d.origine)\s*-{4,}", _LINES)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


def decode(data: bytes) -> list[Decoded]:
    """The mail, and the files attached to it that are read. Raises UnreadableError where it is no mail."""
    with readable("mail"):
        message = message_from_bytes(data, policy=policy.default)
        if not _HEADERS & {name.lower() for name in message.keys()}:  # noqa: SIM118  a message's names are given by its method
            raise UnreadableError("it is no mail: it has no lines such as From: and Subject:")
        return list(_articles(message, 0))


def _articles(message: EmailMessage, depth: int) -> Iterator[Decoded]:
    """A mail's text, unless it has none beside its files; then these files, each with its name as its part."""
    facts, text = _facts(message), own_words(_text(message)).strip()
    attached = [one for part in message.iter_attachments() for one in _attached(part, depth)] if depth < _DEEPEST else []
    if text or not attached:
        yield Decoded(text, facts)
    sent = known(published=facts.get("published"))
    yield from (one._replace(facts={**sent, **one.facts}) for one in attached)


def own_words(text: str) -> str:
    """A mail's text without earlier mails and without the signature; all of it where nothing else would be left."""
    kept = text
    for end in (_SIGNATURE, _EARLIER):
        if (found := end.search(kept)) and kept[: found.start()].strip():
            kept = kept[: found.start()]
    *above, last = _QUOTED.split(kept)
    own = "".join([*(_WROTE.sub("", block) for block in above), last])
    return own if own.strip() else kept


def _text(message: EmailMessage) -> str:
    """The text part of a mail, or its page as text where there is none, or the text part is a stub."""
    written, page = (message.get_body((kind,)) for kind in ("plain", "html"))
    text = _content(written) if written is not None else ""
    shown = plain(_content(page)) if page is not None else ""
    return shown if len(text.strip()) < _STUB * len(shown) else _unwrapped(text, written)


def _content(part: Any) -> str:
    """The text of a part; in a character set that is unknown or wrongly told, as far as it can be read."""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, ValueError):
        return bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")


def _unwrapped(text: str, part: Any) -> str:
    """Lines that the mail program wrapped and says so (`format=flowed`) as the paragraphs that were written."""
    if part is None or part.get_param("format", "") != "flowed":
        return text
    joined = re.sub(r"(?m)^(?!-- $)(.*) \n(?!>)", r"\1" if part.get_param("delsp") == "yes" else r"\1 ", text)
    return re.sub(r"(?m)^ (?=>|From|\s)", "", joined)


def _facts(message: EmailMessage) -> dict[str, Any]:
    name, address = parseaddr(_header(message, "from"))
    title = re.sub(r"(?i)^(?:(?:fwd?|wg|re|aw|tr):\s*)+", "", _header(message, "subject"))
    return known(title=line(title), publisher=line(name or address), published=day(_header(message, "date")))


def _header(message: EmailMessage, name: str) -> str:
    """A header's text, also where its own parser cannot take what stands there."""
    try:
        return str(message.get(name) or "")
    except (ValueError, IndexError, LookupError, AttributeError, TypeError, MessageError):
        return ""


def _attached(part: EmailMessage, depth: int) -> Iterator[Decoded]:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_content()
        yield from (one._replace(part=_part("mail", one)) for one in _articles(inner, depth + 1))
        return
    name = line(part.get_filename()) or ""
    suffix = PurePath(name).suffix.lower()
    if suffix and suffix in decoders():
        try:
            read = decoders()[suffix](bytes(part.get_payload(decode=True) or b""))
            yield from [one._replace(part=_part(name, one)) for one in read]
        except UnreadableError as error:
            yield Decoded("", part=name, problem=error.reason)


def _part(name: str, one: Decoded) -> str:
    return f"{name}#{one.part}" if one.part else name
